"""Every fault that only the reconstruction knows is listed, with its place, and none where there is none."""

import pandas as pd
import pytest

from analysis import data
from analysis.reconstruction import check

STUDY = data.Study.read()
EXAMPLES = data.find() / "examples"


@pytest.mark.parametrize("folder", [None, EXAMPLES / "mpc_2017", EXAMPLES / "rebamipide_2016"])
def test_the_studies_that_come_with_the_book_have_no_problem(folder: object) -> None:
    assert check(data.Study.read(folder)) == []  # type: ignore[arg-type]


def changed(table: str, key: str, name: str, column: str, value: str) -> data.Study:
    """The book's study with one cell changed."""
    rows = STUDY.table(table)
    return STUDY.with_tables(**{table: rows.assign(**{column: rows[column].mask(rows[key] == name, value)})})


@pytest.mark.parametrize(
    ("prior", "value", "expected"),
    [("il6-between-subject-cv", "-1", "0 or above"), ("il6-within-subject-cv", "0", "above 0")],
)
def test_variation_that_cannot_be_is_named_with_its_row(prior: str, value: str, expected: str) -> None:
    (problem,) = check(changed("priors", "PRIORID", prior, "VALUE", value))
    assert (problem.column, problem.expected) == ("VALUE", expected)
    assert problem.found == f"{value} ({prior})"
    assert problem.row is not None
    assert STUDY.priors.iloc[problem.row - 2]["PRIORID"] == prior


def test_a_prior_that_is_incomplete_is_named_for_every_parameter_it_fails() -> None:
    table = STUDY.priors
    found = check(STUDY.with_tables(priors=table[table["PRIORID"] != "any-between-subject-cv"]))
    own = set(table.loc[table["QUANTITY"] == "between-subject CV", "PARAMCD"])
    assert [each.found.split()[-1] for each in found] == sorted(set(table["PARAMCD"]) - own)
    assert "no between-subject CV of HGB" in {each.found for each in found}


def test_a_parameter_without_variation_within_people_is_incomplete() -> None:
    table = STUDY.priors
    (problem,) = check(STUDY.with_tables(priors=table[table["PRIORID"] != "hgf-within-subject-cv"]))
    assert problem.found == "no within-subject CV of HGF"


@pytest.mark.parametrize(
    ("arm", "samples", "expected"), [("LD", "6", "from 0 to 5"), ("HD", "0", "from 1 to 6")]
)
def test_samples_that_an_arm_cannot_have_are_named(arm: str, samples: str, expected: str) -> None:
    rows = STUDY.table("reading").iloc[:1].assign(TRT01A=arm, AVISIT="Baseline", SAMPLES=samples)
    (problem,) = check(STUDY.with_tables(reading=rows))
    assert (problem.row, problem.expected) == (2, expected)


def test_a_visit_that_the_study_does_not_have_is_named() -> None:
    rows = STUDY.table("reading").iloc[:1].assign(AVISIT="Day 7")
    (problem,) = check(STUDY.with_tables(reading=rows))
    assert problem.expected == "an arm and a visit of the study"


def test_three_arms_are_named_where_there_are_priors() -> None:
    arms = STUDY.table("arms")
    three = pd.concat([arms, arms.iloc[1:].assign(TRT01A="XD", TRT01AN="3")], ignore_index=True)
    (problem,) = check(STUDY.with_tables(arms=three))
    assert problem.found == "3 arms (LD, HD, XD)"
    none = STUDY.with_tables(arms=three, priors=STUDY.priors.iloc[:0])
    assert check(none) == []
