"""Explorers of the chapter on cytokines say what their layers computed."""

import pytest

from analysis import data, physiology
from analysis.figures import falling_back, luck, unprinted_baseline
from analysis.reconstruction import read_priors
from analysis.reported import MARKERS, tipping_point

STUDY = data.Study.read()
PRIORS = read_priors(STUDY)


def test_each_baseline_has_its_contrast() -> None:
    point = tipping_point(before="436", after="705", other_after="306")
    explorer = unprinted_baseline(
        point,
        trace="findings:p1-il1ra-ld-m6",
        choices=range(30, 60),
        default=37,
        sources=data.cite("chin2020"),
    )
    words = {choice: explorer.rows({"ld_began": choice})["words"].iloc[0] for choice in (37, 36, 40)}
    assert words[37] == "HD +269, LD +269: HD the same|HD × 1.62, LD × 8.27: ratio 0.2"
    assert "HD 1 less" in words[36]
    assert "HD 3 more" in words[40]
    assert len(explorer.grid()) == 30


@pytest.mark.parametrize("percent", [0, 42, 65, 100])
def test_the_line_is_the_expected_second_mean_on_logarithms(percent: int) -> None:
    bound = physiology.lucky_start(6, 0.45, 0.65)
    explorer = falling_back(
        {"IL-6": bound}, trace="priors:il6-within-subject-cv", sources=data.cite("barnett2005")
    )
    rows = explorer.rows({"repeats": percent})
    for first, second in zip(rows["first"], rows["second"], strict=True):
        assert second == pytest.approx(first ** (percent / 100), rel=1e-5)
    assert explorer.controls[0].default == 65


def test_the_table_of_luck_keeps_the_spread_and_changes_the_share() -> None:
    rows = luck({m: PRIORS[m] for m in ("TNFA", "IL6")}, data.repeats(), MARKERS, people=(11, 6))
    assert list(dict.fromkeys(rows["parameter"])) == ["TNFA", "IL6"]
    for code, own in rows.groupby("parameter"):
        assert own["start_6"].nunique() == own["start_11"].nunique() == 1
        assert (own["start_6"] > own["start_11"]).all()
        assert own["rests"].iloc[0] == "prior"
        bound = physiology.lucky_start(6, PRIORS[code].sd, own["reliability"].iloc[1])
        assert own["fall_6"].iloc[1] == pytest.approx(bound.fall_percent)
    ordered = rows.sort_values("reliability").groupby("parameter")["fall_6"]
    assert ordered.apply(lambda falls: falls.is_monotonic_increasing).all()


def test_what_is_written_out_is_where_luck_ends() -> None:
    bound = physiology.lucky_start(6, 0.45, 0.65)
    explorer = falling_back({"IL-6": bound}, trace="formula:x.y", sources=data.cite("barnett2005"))
    (shown,) = explorer.rows({"repeats": 65}).query("kind == 'shown'").to_dict("records")
    assert (shown["first"], shown["second"]) == (round(bound.start, 6), round(bound.again, 6))
    assert shown["words"] == "1.43 times falls to 1.26 times"
    assert bound.sentence() in explorer.static().to_dict()["usermeta"]["description"]
