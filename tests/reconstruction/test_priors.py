"""The priors: one table, read into what the sampler uses."""

import math
from collections.abc import Hashable

import pandas as pd
import pytest

from analysis import data
from analysis.reconstruction import Prior, read_priors

STUDY = data.Study.read()
TABLE = STUDY.priors


def test_every_cytokine_has_a_prior() -> None:
    assert set(STUDY.markers) <= set(read_priors(STUDY))


def test_figures_are_those_of_the_table() -> None:
    prior = read_priors(STUDY)["TRIG"]
    assert (prior.within, prior.between, prior.analytical) == pytest.approx((0.198, 0.403, 0.018))


def test_a_figure_without_its_own_row_comes_from_the_row_for_every_marker() -> None:
    prior = read_priors(STUDY)["IL1RA"]
    assert prior.analytical == pytest.approx(0.5 * 0.155)
    assert read_priors(STUDY)["HGB"].between == pytest.approx(0.2)


def test_a_changed_row_changes_the_prior() -> None:
    wider = TABLE.assign(VALUE=TABLE["VALUE"].mask(TABLE["PRIORID"] == "any-visit-shift", "3"))
    before, after = read_priors(STUDY)["IL6"], read_priors(STUDY.with_tables(priors=wider))["IL6"]
    assert after.shift_sd == pytest.approx(3 * before.shift_sd)


def test_log_scale_figures_follow_from_the_coefficients_of_variation() -> None:
    prior = Prior(between=0.4, within=0.15, analytical=0.08, shift=2.0)
    within = math.log(1 + 0.15**2) + math.log(1 + 0.08**2)
    between = math.log(1 + 0.4**2)
    assert prior.sd == pytest.approx(math.sqrt(within + between))
    assert prior.correlation == pytest.approx(between / (within + between))
    assert prior.shift_sd == pytest.approx(2 * math.sqrt(within))


def test_widening_leaves_the_difference_between_subjects() -> None:
    prior = Prior(0.4, 0.15, 0.08, 1.0)
    wide = prior.widened(2)
    assert (wide.between, wide.within, wide.analytical) == (0.4, 0.3, 0.16)
    assert wide.shift_sd > 1.9 * prior.shift_sd
    with pytest.raises(ValueError, match="factor is 0"):
        prior.widened(0)


def test_a_missing_general_row_is_named() -> None:
    with pytest.raises(ValueError, match="shift"):
        read_priors(STUDY.with_tables(priors=TABLE[TABLE["QUANTITY"] != "visit shift"]))


def test_negative_variation_is_refused() -> None:
    bad = TABLE.assign(VALUE=TABLE["VALUE"].mask(TABLE["PRIORID"] == "il6-between-subject-cv", "-1"))
    with pytest.raises(ValueError, match="il6-between-subject-cv"):
        read_priors(STUDY.with_tables(priors=bad))


IN_BOTH = sorted(set(TABLE["PARAMCD"]) & set(STUDY.table("variation")["PARAMCD"]))


def listed(marker: str) -> dict[str, dict[str, str]]:
    """The rows of the priors of one marker, by quantity."""
    rows = TABLE[TABLE["PARAMCD"] == marker].to_dict("records")
    return {row["QUANTITY"]: row for row in rows}


def studies(marker: str) -> list[dict[Hashable, str]]:
    """The rows of the table of variation about one marker."""
    table = STUDY.table("variation")
    return table[table["PARAMCD"] == marker].to_dict("records")


def study_behind(marker: str) -> dict[Hashable, str]:
    """The row of the table of variation that the prior takes its within-subject figure from."""
    figure = float(listed(marker)["within-subject CV"]["VALUE"])
    fits = [row for row in studies(marker) if float(row["CVI"]) == figure]
    assert fits, f"{marker}: {figure} stands in no row of variation.csv"
    return fits[0]


@pytest.mark.parametrize("marker", IN_BOTH)
def test_one_marker_has_one_variation(marker: str) -> None:
    """A prior and the table of variation never disagree: a study in the second is what the first uses."""
    study, prior = study_behind(marker), listed(marker)
    if study["CVG"]:
        assert float(prior["between-subject CV"]["VALUE"]) == float(study["CVG"])
    if study["CVA"]:
        assert float(prior["analytical CV"]["VALUE"]) == float(study["CVA"])
    else:
        assert "analytical CV" not in prior


@pytest.mark.parametrize("marker", IN_BOTH)
def test_a_choice_among_studies_that_disagree_is_explained(marker: str) -> None:
    figures = [float(row["CVI"]) for row in studies(marker)]
    if max(figures) > 1.5 * min(figures):
        note = listed(marker)["within-subject CV"]["NOTE"]
        others = {f"{figure:g}" for figure in figures} - {f"{float(study_behind(marker)['CVI']):g}"}
        assert all(other in note for other in others), f"{marker}: the note does not name {others}"


def test_the_two_tables_share_most_measured_markers() -> None:
    assert {"IL6", "HSCRP", "MCV", "CEA", "ALT"} <= set(IN_BOTH)
    assert read_priors(STUDY)["IL6"].correlation == pytest.approx(0.651, abs=0.001)


def test_what_is_taken_as_for_another_marker_is_that_marker_s() -> None:
    priors = read_priors(STUDY)
    assert priors["IL10"] == priors["IL6"]


def test_what_is_assumed_says_so_and_what_is_cited_is_cited() -> None:
    assumed = TABLE["STANDING"] == "assumption"
    assert (TABLE.loc[assumed, "NOTE"] != "").all()
    assert (TABLE.loc[assumed, "CITATION"] == "").all()
    assert (TABLE.loc[~assumed, "CITATION"] != "").all()


def test_the_database_that_forbids_redistribution_is_not_used() -> None:
    text = pd.concat([TABLE["CITATION"], TABLE["NOTE"], TABLE["DOI"]]).str.lower()
    assert not text.str.contains("eflm|biologicalvariation").any()
