"""From findings to constraints: each finding is used, or a reason is given."""

from dataclasses import replace

import pytest

from analysis import data
from analysis.inference import attainable
from analysis.reconstruction import Cell, Constraints, Reading, constrain, read_priors
from analysis.reported import Printed

STUDY = data.Study.read()
FINDINGS = STUDY.findings
PRIORS = read_priors(STUDY)


def constraints(**options: object) -> Constraints:
    return constrain(STUDY, reading=replace(Reading.of(STUDY), **options))


ALL = constraints()
COMPARISONS = {each.finding: each for marker in ALL.markers for each in marker.comparisons}


def test_every_finding_on_a_marker_is_used_or_has_a_reason() -> None:
    wanted = FINDINGS.loc[FINDINGS["PARAMCD"].isin(list(PRIORS)), "FINDINGID"]
    assert sorted(ALL.uses["finding"]) == sorted(wanted)
    assert set(ALL.uses["use"]) == {"level", "fold", "comparison", "none"}
    assert (ALL.uses["why"] != "").all()


def test_every_printed_level_and_p_of_the_cytokines_is_used() -> None:
    rows = FINDINGS[FINDINGS["PARAMCD"].isin(list(STUDY.markers)) & FINDINGS["STAT"].isin(["mean", "p"])]
    used = ALL.uses.set_index("finding")["use"]
    assert set(used[rows["FINDINGID"]]) == {"level", "comparison"}


def test_every_five_year_direction_of_a_named_arm_is_used() -> None:
    rows = FINDINGS[
        FINDINGS["PARAMCD"].isin(list(STUDY.markers))
        & (FINDINGS["STAT"] == "direction")
        & (FINDINGS["TRT01A"] != "not stated")
    ]
    assert len(rows) > 12
    assert set(ALL.uses.set_index("finding")["use"][rows["FINDINGID"]]) == {"comparison"}


def test_no_marker_but_those_with_a_prior_is_there() -> None:
    assert {marker.code for marker in ALL.markers} == set(PRIORS)


@pytest.mark.parametrize(
    ("low_dose", "finding", "statistics"),
    [
        (5, "p1-il1ra-p-m6", {28}),
        (4, "p1-il1ra-p-m6", {23}),
        (3, "p1-il1ra-p-m6", {18}),
        (5, "p1-tnfa-p-m6", {4}),
        (4, "p1-tnfa-p-m6", set()),
        (3, "p1-tnfa-p-m6", {1}),
    ],
)
def test_a_printed_p_becomes_the_statistics_that_print_so(
    low_dose: int, finding: str, statistics: set[int]
) -> None:
    asked = constraints(samples={Cell("LD", "Month 6"): low_dose})
    (comparison,) = [c for marker in asked.markers for c in marker.comparisons if c.finding == finding]
    assert comparison.allowed == statistics


def test_allowed_statistics_are_all_those_that_agree() -> None:
    table = attainable(6, method="normal")
    holds = [Printed("0.028").holds(p) for p in table["pvalue"]]
    upper = set(table.loc[holds, "statistic"][table["statistic"] > 10.5])
    assert COMPARISONS["po-il1ra-p-d2"].allowed == upper == {21}
    significant = table["pvalue"] <= 0.05
    assert COMPARISONS["y5-il6-hd"].allowed == set(
        table.loc[significant & (table["statistic"] < 10.5), "statistic"]
    )


def test_not_significant_allows_both_sides() -> None:
    """Three pairs never reach 0.05, so the missing baselines let every statistic pass."""
    assert COMPARISONS["y5-il6-ld"].allowed == set(range(7))
    whole = {each.finding: each for m in constraints(samples={}).markers for each in m.comparisons}
    assert whole["y5-il6-ld"].allowed == set(range(1, 15))


def test_a_direction_without_a_test_asks_for_the_side_only() -> None:
    assert COMPARISONS["y5-tgfb-hd"].allowed == set(range(11, 22))


def test_the_other_reading_of_a_sentence_can_be_chosen() -> None:
    other = constraints(comparisons={"y5-il1ra-p": "Year 5 v Baseline"})
    comparison = next(
        each for marker in other.markers for each in marker.comparisons if each.finding == "y5-il1ra-p"
    )
    assert (comparison.test, comparison.allowed) == ("signed-rank", {21})
    assert COMPARISONS["y5-il1ra-p"].test == "rank-sum"
    assert COMPARISONS["y5-il1ra-p"].allowed == {27}


@pytest.mark.parametrize(("ratio", "limits"), [("to", (2.5, 3.0)), ("by", (3.5, 4.0))])
def test_nearly_threefold_has_two_readings(ratio: str, limits: tuple[float, float]) -> None:
    marker = next(m for m in constraints(ratio=ratio).markers if m.code == "IL1RA")
    fold = marker.folds[Cell("HD", "Year 5")]
    assert (fold.low, fold.high) == limits


def test_missing_samples_concern_cytokines_only() -> None:
    by_code = {marker.code: marker for marker in ALL.markers}
    assert by_code["IL6"].samples[Cell("LD", "Baseline")] == 3
    assert by_code["HGB"].samples[Cell("LD", "Baseline")] == 5


def test_day_2_exists_only_where_it_is_told_of() -> None:
    by_code = {marker.code: marker for marker in ALL.markers}
    assert by_code["IL1RA"].visits == ("Baseline", "Day 2", "Month 6", "Year 5")
    assert by_code["IL1RA"].samples[Cell("LD", "Day 2")] == 0
    assert by_code["IL6"].visits == ("Baseline", "Month 6", "Year 5")


def test_support_tells_findings_from_priors() -> None:
    by_code = {marker.code: marker for marker in ALL.markers}
    assert by_code["TNFA"].support(Cell("HD", "Month 6")) == "finding"
    assert by_code["TNFA"].relative_support(Cell("HD", "Month 6")) == "both"
    assert by_code["IL1RA"].relative_support(Cell("HD", "Month 6")) == "finding"
    assert by_code["IL6"].support(Cell("HD", "Year 5")) == "both"
    assert by_code["IL6"].support(Cell("HD", "Month 6")) == "prior"


def test_only_and_without_leave_the_rest() -> None:
    few = ALL.only(["IL6", "HGF"])
    assert [marker.code for marker in few.markers] == ["HGF", "IL6"]
    assert set(few.uses["marker"]) == {"IL6", "HGF"}
    loose = few.without("y5-il6-hd")
    assert [len(marker.comparisons) for marker in loose.markers] == [3, 1]
    assert loose.uses.set_index("finding")["use"]["y5-il6-hd"] == "none"
    with pytest.raises(ValueError, match="no constraints on CRP"):
        ALL.only(["CRP"])
    with pytest.raises(ValueError, match="no comparison rests on y5-age"):
        ALL.without("y5-age")


@pytest.mark.parametrize(
    "samples", [{Cell("LD", "Month 6"): 6}, {Cell("XD", "Month 6"): 2}, {Cell("LD", "Month 7"): 2}]
)
def test_samples_that_cannot_be_are_refused(samples: dict) -> None:
    with pytest.raises(ValueError, match="samples reads"):
        constraints(samples=samples)


def test_the_unit_cannot_be_missing() -> None:
    with pytest.raises(ValueError, match="whose mean is the unit"):
        constraints(samples={Cell("HD", "Baseline"): 0})


def test_what_cannot_be_used_says_why() -> None:
    both = FINDINGS.assign(TRT01A=FINDINGS["TRT01A"].mask(FINDINGS["FINDINGID"] == "p1-tnfa-hd-m6", "ALL"))
    why = constrain(STUDY.with_tables(findings=both)).uses.set_index("finding")["why"]
    assert why["p1-tnfa-hd-m6"].startswith("a level of both arms")
    assert why["y5-glucose-normal"] == "no two arms or visits are compared"
    assert why["y5-triglycerides"] == "no comparison is named"
    assert why["y5-il6-baseline"] == "the arm is not stated"
    none = constraints(samples={Cell("LD", "Baseline"): 0}).uses.set_index("finding")["why"]
    assert none["y5-il6-ld"] == "no subject has samples at both visits"
