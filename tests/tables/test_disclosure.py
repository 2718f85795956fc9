"""The tables and the figure of what one more sentence would be worth, against what was simulated."""

from analysis import claims, figures, tables
from analysis.data import Study

STUDY = Study.read()
WORTH = claims.committed(STUDY)


def test_the_ranked_items_are_those_of_the_simulation() -> None:
    frame = tables.disclosure(STUDY).frame
    assert frame["key"].tolist() == [each.item.key for each in WORTH.ranked]
    assert frame["could"].tolist() == [len(each.could) for each in WORTH.ranked]
    assert (frame["any"] + frame["some"] == frame["could"]).all()
    assert frame.set_index("key").loc["sex", "narrows"] == "nothing: no cohort hangs on it"


def test_a_chance_is_a_range_over_the_assumptions() -> None:
    """Of IL-1Ra the least is without the ratio and the most with it."""
    frame = tables.settled_claims(STUDY).frame
    (row,) = frame[frame["row"].str.endswith("#claim-il1ra-threefold")].to_dict("records")
    shares = [chance.supported for chance in WORTH.of("levels", "il1ra-threefold")]
    assert row["supported"] == f"{100 * min(shares):.0f} to {100 * max(shares):.0f} %"
    assert set(frame["trace"].str.partition(" ")[0]) == {f"claims:{claim}" for claim in WORTH.movable}


def test_what_nothing_settles_is_counted_by_its_reason() -> None:
    frame = tables.unsettled_claims(STUDY).frame.set_index("rule")
    assert frame["claims"].sum() == WORTH.counts["none"] == len(WORTH.open) - len(WORTH.movable)
    assert frame["claims"].is_monotonic_decreasing
    assert frame.loc["needs_control", "claims"] == len(WORTH.unmovable["needs_control"])


def test_the_figure_has_no_dot_where_no_cohort_hangs_on_an_item() -> None:
    rows = figures.disclosure_rows(STUDY).set_index("key")
    hanging = [item.key for item in WORTH.items if item.cohorts]
    assert sorted(rows.index[rows["expected"].notna()]) == sorted(hanging)
    assert (rows["least"].dropna() <= rows["expected"].dropna()).all()
