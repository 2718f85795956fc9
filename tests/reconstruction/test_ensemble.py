"""Ensembles: every member agrees with every finding, and nothing else was done to it."""

from dataclasses import replace

import numpy as np
import pytest

from analysis import data
from analysis.inference import rank_sum, signed_rank
from analysis.reconstruction import (
    Cell,
    ConflictError,
    Constraints,
    Ensemble,
    Reading,
    cohorts,
    constrain,
    read_priors,
)
from analysis.reconstruction.conflicts import PILOT, _pilot
from analysis.reported import Printed

STUDY = data.Study.read()
FINDINGS = STUDY.findings
PRIORS = read_priors(STUDY)
SIZE = 400


def constraints(**options: object) -> Constraints:
    return constrain(STUDY, reading=replace(Reading.of(STUDY), **options)).only(STUDY.markers)


@pytest.fixture(scope="module")
def ensemble() -> Ensemble:
    return cohorts(constraints(), size=SIZE, seed=7)


def paired(ensemble: Ensemble, code: str, arm: str, later: str) -> np.ndarray:
    """Differences of the subjects with both samples."""
    change = ensemble.values(code, arm, later) - ensemble.values(code, arm, "Baseline")
    return change[:, ~np.isnan(change).any(axis=0)]


def complete(values: np.ndarray) -> np.ndarray:
    return values[:, ~np.isnan(values).any(axis=0)]


@pytest.mark.parametrize("finding", FINDINGS.loc[FINDINGS["STAT"] == "p", "FINDINGID"])
def test_every_printed_p_is_printed_by_every_member(ensemble: Ensemble, finding: str) -> None:
    row = FINDINGS.set_index("FINDINGID").loc[finding]
    printed, code, visit = Printed(row["VALUE"]), row["PARAMCD"], row["AVISIT"]
    for member in range(50):
        if row["COMPARISON"] == "HD v LD":
            high, low = (complete(ensemble.values(code, arm, visit))[member] for arm in ("HD", "LD"))
            result = rank_sum(high, low, method="normal")
        else:
            result = signed_rank(paired(ensemble, code, "HD", visit)[member], method="normal")
        assert printed.holds(result.pvalue)
        assert (result.effect > 0) == (row["DIRECTION"] == "higher")


@pytest.mark.parametrize(
    ("code", "sign"), [("IL1RA", 1), ("IL6", -1), ("TNFA", -1), ("HGF", -1), ("VEGF", -1), ("TGFB", 1)]
)
def test_five_year_changes_of_the_high_dose_arm_go_as_told(ensemble: Ensemble, code: str, sign: int) -> None:
    told = FINDINGS.set_index("FINDINGID").loc[f"y5-{code.lower()}-hd", "SIGNIFICANCE"]
    for change in paired(ensemble, code, "HD", "Year 5")[:50]:
        result = signed_rank(change, method="normal")
        assert np.sign(result.effect) == sign
        assert result.pvalue <= 0.05 or told != "significant"


def test_printed_means_and_spreads_are_printed_by_every_member(ensemble: Ensemble) -> None:
    checked = 0
    for marker in ensemble.constraints.markers:
        for cell, level in marker.levels.items():
            place = ensemble.rows(cell.arm), marker.visits.index(cell.visit)
            values = complete(ensemble.printed[marker.code][:, *place])
            mean, spread = Printed(level.summary.mean), Printed(level.summary.spread)
            assert values.shape == (SIZE, level.summary.n)
            assert values.min() > 0
            assert np.abs(values.mean(axis=1) - float(mean.value)).max() <= 0.5 + 1e-9
            assert np.abs(values.std(axis=1, ddof=1) - float(spread.value)).max() <= 0.5 + 1e-9
            checked += 1
    assert checked == 8


def test_nothing_is_in_a_printed_unit_where_no_level_was_printed(ensemble: Ensemble) -> None:
    for marker in ensemble.constraints.markers:
        for arm in ("LD", "HD"):
            for place, visit in enumerate(marker.visits):
                known = ~np.isnan(ensemble.printed[marker.code][:, ensemble.rows(arm), place])
                assert known.any() == (Cell(arm, visit) in marker.levels)


def test_the_high_dose_baseline_is_one(ensemble: Ensemble) -> None:
    for code in STUDY.markers:
        np.testing.assert_allclose(ensemble.values(code, "HD", "Baseline").mean(axis=1), 1, atol=1e-12)


def test_nearly_threefold_holds_for_the_means(ensemble: Ensemble) -> None:
    times = ensemble.values("IL1RA", "HD", "Year 5").mean(axis=1)
    assert 2.5 <= times.min() < 2.55
    assert 2.95 < times.max() <= 3.0


def test_missing_samples_are_missing(ensemble: Ensemble) -> None:
    assert np.isnan(ensemble.values("IL6", "LD", "Baseline")).sum(axis=1).tolist() == [2] * SIZE
    assert not np.isnan(ensemble.values("IL6", "LD", "Year 5")).any()


def test_subjects_are_reconstructed_ones(ensemble: Ensemble) -> None:
    assert ensemble.subjects["USUBJID"].tolist() == [f"R{number:02d}" for number in range(1, 12)]
    assert ensemble.subjects["TRT01A"].tolist() == ["LD"] * 5 + ["HD"] * 6
    assert list(ensemble.subjects) == ["USUBJID", "TRT01A"]


def test_subjects_keep_their_place_between_visits() -> None:
    """Without findings, logs at two visits correlate as the prior says."""
    free = constraints(samples={}).only(["IL6"]).without("y5-il6-hd", "y5-il6-ld")
    drawn = cohorts(free, size=16_000, seed=3)
    before, after = (np.log(drawn.values("IL6", "LD", visit)) for visit in ("Baseline", "Year 5"))
    centered = [logs - logs.mean(axis=1, keepdims=True) for logs in (before, after)]
    found = np.corrcoef(centered[0].ravel(), centered[1].ravel())[0, 1]
    assert found == pytest.approx(PRIORS["IL6"].correlation, abs=0.02)


def test_dropping_early_is_plain_rejection() -> None:
    """The share accepted cell by cell equals the share of whole cohorts that agree with everything."""
    asked = constraints()
    drawn = cohorts(asked, size=3_000, seed=11)
    for marker in asked.markers:
        agrees = np.all(list(_pilot(marker, asked.enrolled, 12).values()), axis=0)
        row = drawn.acceptance.set_index("marker").loc[marker.code]
        share = row["acceptance"]
        error = np.sqrt(share * (1 - share) * (1 / PILOT + 1 / row["proposed"]))
        assert abs(agrees.mean() - share) < 5 * error


def test_same_seed_same_members_and_a_larger_ensemble_starts_with_the_smaller(ensemble: Ensemble) -> None:
    larger = cohorts(constraints(), size=3 * SIZE, seed=7)
    other = cohorts(constraints(), size=SIZE, seed=8)
    for code in STUDY.markers:
        np.testing.assert_array_equal(larger.relative[code][:SIZE], ensemble.relative[code])
        assert not np.array_equal(other.relative[code], ensemble.relative[code])


def test_a_marker_is_drawn_alike_whichever_others_are_asked_for(ensemble: Ensemble) -> None:
    alone = cohorts(constraints().only(["TGFB"]), size=SIZE, seed=7)
    np.testing.assert_array_equal(alone.relative["TGFB"], ensemble.relative["TGFB"])


def test_members_all_differ(ensemble: Ensemble) -> None:
    """Cohorts are independent, which is why the effective size is their number."""
    for code in STUDY.markers:
        place = ensemble.marker(code).visits.index("Month 6")
        assert len(np.unique(ensemble.relative[code][:, -1, place])) == SIZE
    assert (ensemble.acceptance["effective_size"] == SIZE).all()


def test_acceptance_is_the_product_of_what_each_finding_let_pass(ensemble: Ensemble) -> None:
    shares = ensemble.findings.groupby("marker")["share"].prod()
    for row in ensemble.acceptance.to_dict("records"):
        assert row["acceptance"] == pytest.approx(row["accepted"] / row["proposed"])
        assert row["acceptance"] == pytest.approx(shares[row["marker"]])


def test_the_log_scale_gives_other_members_that_print_the_same() -> None:
    asked = constraints(scale="log").only(["IL10"])
    values = complete(cohorts(asked, size=SIZE, seed=7).printed["IL10"][:, 5:, 1])
    assert np.abs(values.mean(axis=1) - 321).max() <= 0.5 + 1e-9
    linear = cohorts(constraints().only(["IL10"]), size=SIZE, seed=7).printed["IL10"][:, 5:, 1]
    assert not np.allclose(values, linear)


def test_findings_that_cannot_hold_together_are_refused_by_name() -> None:
    """± as SD with all subjects: the levels of IL-1Ra force complete separation, which prints p = 0.01."""
    with pytest.raises(ConflictError) as refused:
        cohorts(constraints(samples={}).only(["IL1RA", "IL6"]), size=10, seed=1)
    (conflict,) = refused.value.conflicts
    assert conflict.marker == "IL1RA"
    assert set(conflict.findings) == {"p1-il1ra-hd-m6", "p1-il1ra-ld-m6", "p1-il1ra-p-m6"}
    assert "705 ± 160" in str(refused.value)
    assert "proves nothing" in str(refused.value)


def test_a_p_that_no_statistic_gives_is_refused_at_once() -> None:
    with pytest.raises(ConflictError) as refused:
        cohorts(constraints(method="exact"), size=10, seed=1)
    named = {conflict.marker: conflict.findings for conflict in refused.value.conflicts}
    assert named["IL1RA"] == ("po-il1ra-p-d2", "y5-il1ra-p")
    assert named["TNFA"] == ("p1-tnfa-p-m6",)
    assert "no statistic of these sizes" in str(refused.value)


def test_what_conflicts_in_one_reading_is_had_in_another() -> None:
    read_as_sem = constraints(spread_is="sem", samples={}).only(["IL1RA"])
    assert cohorts(read_as_sem, size=10, seed=1).size == 10


def test_the_sentence_says_how_many_and_that_they_are_no_patients(ensemble: Ensemble) -> None:
    text = ensemble.sentence()
    assert text.startswith("400 reconstructed cohorts agree with every finding used on 7 markers")
    assert "HGF, the rarest" in text
    assert text.endswith("They are not patients' data.")


def test_the_sentence_names_a_single_marker_as_readers_do() -> None:
    text = cohorts(constraints().only(["IL1RA"]), size=20, seed=1).sentence()
    assert "used on 1 marker under these assumptions; for IL-1Ra " in text
    assert "rarest" not in text


@pytest.mark.parametrize(
    ("options", "message"),
    [({"size": 0}, "at least 1"), ({"size": 1.5}, "size is 1.5"), ({"size": 1, "seed": -1}, "seed is -1")],
)
def test_bad_sizes_and_seeds_are_refused(options: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cohorts(constraints().only(["IL6"]), **{"seed": 1} | options)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (("CRP", "LD", "Baseline"), "no marker 'CRP'"),
        (("IL6", "MD", "Baseline"), "arm 'MD'"),
        (("IL6", "LD", "Day 2"), "'Day 2'"),
    ],
)
def test_asking_for_what_is_not_there_is_refused(ensemble: Ensemble, place: tuple, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ensemble.values(*place)
