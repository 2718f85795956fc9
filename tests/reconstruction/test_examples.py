"""Another study, from end to end where it has priors, and a clear word where it lacks something."""

import numpy as np
import pandas as pd
import pytest

from analysis import data
from analysis.data import MissingFindingError
from analysis.reconstruction import (
    Cell,
    Ensemble,
    Reading,
    adlb,
    adsl,
    background_events,
    bands,
    choose,
    cohorts,
    constrain,
    dose_by_time,
    dose_by_time_under_assumptions,
    ordered_changes,
)
from analysis.reported import Printed

REBAMIPIDE = data.Study.read(data.find() / "examples" / "rebamipide_2016")
MPC = data.Study.read(data.find() / "examples" / "mpc_2017")


@pytest.fixture(scope="module")
def ensemble() -> Ensemble:
    return cohorts(constrain(REBAMIPIDE), size=80, seed=1)


def test_every_level_is_printed_by_every_member_as_the_source_says_it_is_spread(ensemble: Ensemble) -> None:
    """The paper says that ± is an SEM, whatever the reading takes ± for elsewhere."""
    assert ensemble.constraints.reading.spread_is == "sd"
    marker = ensemble.marker("PGE2")
    assert len(marker.levels) == 4
    for cell, level in marker.levels.items():
        values = ensemble.printed["PGE2"][:, ensemble.rows(cell.arm), marker.visits.index(cell.visit)]
        assert values.shape == (80, 12)
        assert values.min() > 0
        sem = values.std(axis=1, ddof=1) / np.sqrt(12)
        for number, text in ((values.mean(axis=1), level.summary.mean), (sem, level.summary.spread)):
            assert all(Printed(text).holds(round(each, 9)) for each in number)


def test_tests_on_means_are_left_out_by_name() -> None:
    uses = constrain(REBAMIPIDE).uses.set_index("finding")
    assert uses["use"].value_counts().to_dict() == {"none": 6, "level": 4}
    assert uses.loc["gj-pge2-p-baseline", "why"].startswith("the test named is independent t")
    assert uses.loc["gj-pge2-diff-pla-d7", "why"].startswith("a difference of means")


def test_arms_visits_and_the_unit_are_the_study_s_own(ensemble: Ensemble) -> None:
    marker = ensemble.marker("PGE2")
    assert (marker.name, marker.arms, marker.visits) == ("PGE2", ("PLA", "REB"), ("Baseline", "Day 7"))
    assert marker.unit == Cell("REB", "Baseline")
    np.testing.assert_allclose(ensemble.values("PGE2", "REB", "Baseline").mean(axis=1), 1, atol=1e-12)
    assert ensemble.subjects["USUBJID"].tolist() == [f"R{number:02d}" for number in range(1, 25)]
    assert ensemble.subjects["TRT01A"].tolist() == ["PLA"] * 12 + ["REB"] * 12


def test_tables_of_the_cohort_lead_to_the_paper_and_fit_their_schemas(ensemble: Ensemble) -> None:
    member = choose(ensemble)
    subjects, values = adsl(REBAMIPIDE, ensemble), adlb(REBAMIPIDE, ensemble, member)
    assert set(subjects["STUDYID"]) | set(values["STUDYID"]) == {"REBAMIPIDE2016-RECONSTRUCTED"}
    assert set(subjects["TRT01AN"]) == {"1", "2"}
    assert len(values) == 24 * 2 * 2
    assert "times the mean baseline of REB" in set(values["AVALU"])
    for name, table in (("adsl", subjects), ("adlb", values)):
        data.TABLES[name].schema.validate(table[list(data.TABLES[name].schema.columns)])
    for table in (
        bands(ensemble),
        ordered_changes(ensemble, "PGE2", "PLA", before="Baseline", after="Day 7"),
    ):
        (trace,) = set(table["trace"])
        assert [source.key for source in REBAMIPIDE.sources_of(trace.split())] == ["gagliano2016"]


def test_arms_too_large_for_every_relabeling_are_refused_in_words(ensemble: Ensemble) -> None:
    with pytest.raises(ValueError, match=r"12 v 12 subjects can be relabeled in 2,704,156 ways"):
        dose_by_time(ensemble, "PGE2", visit="Day 7", scale="ratio")


def test_dose_by_time_takes_arms_of_any_code() -> None:
    """The paper's levels behind fewer people: 5 v 4 values."""
    fewer = {Cell(arm, visit): n for visit in ("Baseline", "Day 7") for arm, n in (("PLA", 4), ("REB", 5))}
    parameters = REBAMIPIDE.parameters
    marked = parameters.assign(MARKER=parameters["MARKER"].mask(parameters["PARAMCD"] == "PGE2", "Y"))
    study = REBAMIPIDE.with_tables(parameters=marked)
    tested = dose_by_time_under_assumptions(
        study, "PGE2", visit="Day 7", reading=Reading(samples=fewer), size=10, seed=1
    )
    assert tested.trace.endswith("formula:reconstruction.dose_by_time seed:1")
    pvalues = tested.at(0.0)["central"]
    assert pvalues is not None
    assert pvalues["ratio"].shape == (10,)
    assert set(np.rint(pvalues["ratio"] * 126)) <= set(range(1, 127)), "shares of 126 relabelings"


def test_a_study_without_priors_is_told_what_to_add() -> None:
    with pytest.raises(ValueError, match=r"the MPC trial has no prior of any marker\. Add a row to"):
        constrain(MPC)
    with pytest.raises(ValueError, match=r"has no prior of MTCV, LTCV\. Add a row"):
        constrain(MPC, ["MTCV", "LTCV"])
    with pytest.raises(ValueError, match=r"has no prior of CRYER\. Add a row"):
        dose_by_time_under_assumptions(REBAMIPIDE, "CRYER", visit="Day 7", size=2, seed=1)


def test_a_prior_that_lacks_a_quantity_is_named() -> None:
    table = REBAMIPIDE.priors
    lacks = REBAMIPIDE.with_tables(priors=table[table["QUANTITY"] != "analytical CV"])
    with pytest.raises(ValueError, match=r"no prior on the analytical CV of PGE2\. Add a row"):
        constrain(lacks)


def test_a_parameter_that_the_study_does_not_have_is_named() -> None:
    with pytest.raises(ValueError, match="no parameter 'IL6'"):
        constrain(REBAMIPIDE, ["IL6"])


def test_three_arms_are_refused_in_words() -> None:
    arms = REBAMIPIDE.table("arms")
    three = pd.concat([arms, arms.iloc[1:].assign(TRT01A="LOW", TRT01AN="3")], ignore_index=True)
    with pytest.raises(MissingFindingError, match="has 3 arms: two are compared"):
        constrain(REBAMIPIDE.with_tables(arms=three))


def test_a_study_without_background_rates_says_so() -> None:
    with pytest.raises(MissingFindingError, match="has no table of background rates"):
        background_events(REBAMIPIDE, np.full((1, 24), 50.0), men=12)


def test_a_printed_number_of_values_is_the_size_of_a_level() -> None:
    """The MPC trial prints 11 and 6 beside its levels; with 5 printed, 5 values lie behind one."""
    rows = [
        ("within", "within-subject CV", "5"),
        ("between", "between-subject CV", "20"),
        ("analytical", "analytical CV", "1"),
        ("shift", "visit shift", "1"),
    ]
    priors = pd.DataFrame(
        [
            dict.fromkeys(REBAMIPIDE.priors, "")
            | {"PRIORID": key, "PARAMCD": "MTCV", "QUANTITY": name, "VALUE": value}
            for key, name, value in rows
        ]
    )
    findings = MPC.findings
    fewer = findings["N"].mask(findings["FINDINGID"] == "mp-mtcv-ha-baseline", "5")
    study = MPC.with_tables(priors=priors, findings=findings.assign(N=fewer))
    (marker,) = constrain(study, ["MTCV"]).markers
    sizes = {cell.arm: level.summary.n for cell, level in marker.levels.items()}
    assert sizes == {"MPC": 11, "HA": 5}
