"""Shares of cohorts: what drift shared by the arms does to them, and that none is told without its range."""

from dataclasses import replace

import numpy as np
import pytest

from analysis import data
from analysis.publication.state import stated
from analysis.reconstruction import (
    ASSUMPTIONS,
    DEGREES,
    Cell,
    DoseByTime,
    Ensemble,
    Prior,
    Reading,
    Share,
    cohorts,
    cohorts_by_sharing,
    constrain,
    dose_by_time,
    dose_by_time_under_assumptions,
    read_priors,
    without_significance,
)
from analysis.reconstruction.shares import MARGIN, compared

pytestmark = pytest.mark.slow

STUDY = data.Study.read()
FINDINGS = STUDY.findings
PRIORS = read_priors(STUDY)
OLD_IL6 = replace(PRIORS["IL6"], within=0.39, analytical=0.195)
"""The prior under which the expected shares below were computed: a within-subject CV of 39 %."""


def means(ensemble: Ensemble, code: str, visit: str) -> tuple[np.ndarray, np.ndarray]:
    """The logarithm of each arm's mean, cohort by cohort."""
    high, low = (np.log(np.nanmean(ensemble.values(code, arm, visit), axis=1)) for arm in ("HD", "LD"))
    return high, low


def drawn(prior: Prior, code: str, size: int = 2000) -> Ensemble:
    others = STUDY.with_tables(findings=FINDINGS[FINDINGS["PARAMCD"] != code])
    return cohorts(constrain(others, [code], priors={code: prior}), size=size, seed=1)


def at_five_years(study: data.Study, code: str) -> DoseByTime:
    """Dose by time in a few cohorts under every assumption."""
    return dose_by_time_under_assumptions(study, code, visit="Year 5", size=40, seed=1)


@pytest.mark.parametrize("shared", DEGREES)
def test_the_arms_means_are_correlated_as_the_shift_is_shared(shared: float) -> None:
    """A marker of which nothing is told, with hardly any variation but the shift of a visit."""
    prior = Prior(between=0.01, within=0.2, analytical=0.001, shift=5.0, shared=shared)
    high, low = means(drawn(prior, "IL6"), "IL6", "Year 5")
    assert np.corrcoef(high, low)[0, 1] == pytest.approx(shared, abs=0.06)
    for arm in (high, low):
        assert np.std(arm) == pytest.approx(prior.shift_sd, rel=0.06), "sharing widens no arm's shift"


@pytest.mark.parametrize("part", [0.0, 0.5, 1.0])
def test_a_part_of_a_printed_fold_is_the_other_arms_too(part: float) -> None:
    """With hardly any variation the low dose rises by the high dose's fold to that power."""
    prior = Prior(between=0.01, within=0.01, analytical=0.001, shift=0.0, fold_shared=part)
    rows = FINDINGS[FINDINGS["STAT"].isin(["n", "dose"]) | (FINDINGS["FINDINGID"] == "y5-il1ra-ratio")]
    few = STUDY.with_tables(findings=rows)
    ensemble = cohorts(constrain(few, ["IL1RA"], priors={"IL1RA": prior}), size=500, seed=1)
    assert {fold.finding for fold in ensemble.marker("IL1RA").folds.values()} == {"y5-il1ra-ratio"}
    high, low = means(ensemble, "IL1RA", "Year 5")
    before = means(ensemble, "IL1RA", "Baseline")
    assert low - before[1] == pytest.approx(part * (high - before[0]), abs=0.05)
    assert np.exp(high - before[0]).min() > 2.4


def test_all_degrees_together_are_each_by_itself() -> None:
    asked = constrain(STUDY, ["TNFA"])
    together = cohorts_by_sharing(asked, DEGREES, size=40, seed=3)
    for degree in DEGREES:
        prior = replace(PRIORS["TNFA"], shared=degree)
        alone = cohorts(constrain(STUDY, ["TNFA"], priors={"TNFA": prior}), size=40, seed=3)
        found = together[degree]
        assert isinstance(found, Ensemble)
        assert found.constraints.markers[0].prior.shared == degree
        np.testing.assert_array_equal(found.relative["TNFA"], alone.relative["TNFA"])


@pytest.mark.parametrize(
    ("code", "prior", "expected"),
    [
        ("IL6", OLD_IL6, (0.34, 0.19, 0.09, 0.07)),
        ("TNFA", PRIORS["TNFA"], (0.34, 0.23, 0.12, 0.09)),
        ("VEGF", PRIORS["VEGF"], (0.37, 0.20, 0.09, 0.06)),
    ],
)
def test_shares_fall_as_the_arms_drift_together(code: str, prior: Prior, expected: tuple[float, ...]) -> None:
    """Against another sampler's 1,500 cohorts (two low-dose baselines lost, differences, all findings)."""
    reading = Reading(samples={**Reading.of(STUDY).samples, Cell("LD", "Baseline"): 3})
    asked = constrain(STUDY, [code], reading=reading, priors={code: prior})
    found = cohorts_by_sharing(asked, DEGREES, size=1500, seed=1)
    shares = []
    for each in found.values():
        assert isinstance(each, Ensemble)
        pvalues = dose_by_time(each, code, visit="Year 5", scale="difference")
        shares.append(float(np.mean(pvalues <= 0.05)))
    assert shares == pytest.approx(expected, abs=0.055)  # three standard errors of two runs of 1,500


def test_the_list_holds_every_assumption_alone_and_with_each_correlation() -> None:
    tested = at_five_years(STUDY, "IL1RA")
    share = tested.share("ratio")
    assert set(share.alone) == set(ASSUMPTIONS)
    assert len(share.together) == 4 * 3, "wide, log-scale and two parts of the fold, with three correlations"
    assert share.least == min(*share.alone.values(), *share.together)
    assert share.most == max(*share.alone.values(), *share.together)
    other = at_five_years(without_significance(STUDY), "IL6")
    assert {"half fold shared", "fold shared"}.isdisjoint(other.share("difference").alone)


def test_where_the_first_assumption_gives_no_cohorts_no_other_is_tried() -> None:
    """A p that no statistic of these sizes prints."""
    changed = FINDINGS.copy()
    changed.loc[changed["FINDINGID"] == "y5-il1ra-p", "VALUE"] = "0.0281"
    tested = at_five_years(STUDY.with_tables(findings=changed), "IL1RA")
    assert {name for name, _ in tested.pvalues} == {"central"}
    share = tested.share("ratio")
    assert share.refused[0] == "central"
    assert share.sentence().startswith("Too few assumptions")


def test_assumptions_change_what_they_name() -> None:
    central = PRIORS["IL6"]
    assert ASSUMPTIONS["central"].prior(central) == central
    assert ASSUMPTIONS["wide"].prior(central).shift_sd > central.shift_sd
    assert ASSUMPTIONS["no shift"].prior(central).shift_sd == 0
    assert ASSUMPTIONS["log-scale"].reading(Reading()).scale == "log"
    assert ASSUMPTIONS["shift shared 0.9"].prior(central).shared == 0.9
    assert ASSUMPTIONS["fold shared"].prior(central).fold_shared == 1


@pytest.mark.parametrize("name", ["shared", "fold_shared"])
@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_what_is_no_part_is_refused(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=f"{name} is .*from 0 to 1"):
        replace(PRIORS["IL6"], **{name: value})


def test_a_steady_share_is_told_with_its_scale_and_range() -> None:
    steady = Share("ratio", 400, {"a": 0.30, "b": 0.42}, (0.30 + MARGIN,))
    assert steady.decided
    assert steady.sentence() == (
        "p is at most 0.05 in 30 % of 400 cohorts, with changes as ratios (30 to 50 % over all assumptions)."
    )
    same = Share("difference", 400, {"a": 0.301, "b": 0.299})
    assert "(30 % whatever is assumed)" in same.sentence()


def test_a_share_that_an_assumption_moves_decides_nothing() -> None:
    moved = Share("difference", 400, {"a": 0.30, "b": 0.31}, (0.51,))
    assert not moved.decided
    assert moved.sentence().startswith("What was published does not decide this: ")
    assert "30 to 51 %" in moved.sentence()
    for words in ("probab", "power", "likel"):
        assert words not in moved.sentence().lower()


def test_refused_assumptions_leave_nothing_to_tell() -> None:
    few = Share("difference", 400, {"a": 0.3}, refused=("b", "c"))
    assert not few.decided
    assert few.sentence().startswith("Too few assumptions gave cohorts to tell")


def test_shares_under_named_assumptions_stand_with_the_range_over_all() -> None:
    share = Share("difference", 400, {"central": 0.21, "wide": 0.37}, (0.05,))
    assert share.under("wide", "central") == (
        "37 % under “wide”, 21 % under “central” (5 to 37 % over all assumptions)"
    )
    assert share.under() == "5 to 37 % over all assumptions"
    with pytest.raises(ValueError, match="no share under loud"):
        share.under("loud")


def test_each_degree_has_every_assumption_once_and_its_own_where_nothing_is_shared() -> None:
    tested = at_five_years(STUDY, "IL1RA")
    for degree in DEGREES:
        found = tested.at(degree)
        assert list(found) == list(dict.fromkeys(name for name, _ in tested.pvalues))
        assert found["no shift"] is tested.pvalues["no shift", 0.0]
        assert found["central"] is tested.pvalues["central", degree]
    shares = [
        float(np.mean(pvalues["ratio"] <= 0.05))
        for degree in DEGREES
        for pvalues in tested.at(degree).values()
        if pvalues is not None
    ]
    share = tested.share("ratio")
    assert (share.least, share.most) == (min(shares), max(shares))


def test_the_trace_leads_to_the_reports_and_to_what_the_priors_rest_on() -> None:
    tested = at_five_years(STUDY, "IL6")
    keys = [source.key for source in STUDY.sources_of(tested.trace.split())]
    assert {"chin2020", "summary2025", "knudsen2008", "pubmed24128872"} <= set(keys)


def test_prose_cannot_take_a_share_without_its_range() -> None:
    """No single share is a field that a page can glue; the ends and the sentence are."""
    share = Share("difference", 400, {"central": 0.21, "wide": 0.37}, (0.05,))
    told = stated(share, name="share")
    assert {"0.210", "21%"}.isdisjoint(told.values())
    assert (told["share.least"], told["share.most"]) == ("0.0500", "0.370")
    assert told["share.scale"] == "difference"
    assert "in 21 % of 400 cohorts, with changes as differences (5 to 37 %" in told["share.sentence"]


def test_shares_on_two_scales_stand_in_one_clause_each_with_its_range() -> None:
    shares = (
        Share("difference", 400, {"central": 0.21, "wide": 0.37}, (0.05,)),
        Share("ratio", 400, {"central": 0.30, "wide": 0.30}),
    )
    assert compared({share.scale: share for share in shares}) == (
        "p is at most 0.05 in 21 % of 400 compatible cohorts with changes as differences (5 to 37 % over all "
        "assumptions), and in 30 % as ratios (30 % whatever is assumed)"
    )
