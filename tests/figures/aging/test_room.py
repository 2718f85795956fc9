"""Every figure of the room: drawn, traced, the same on a page and in a kernel, for any study or none."""

from collections.abc import Callable
from typing import Any

import pytest

from analysis import data, figures
from analysis.data import MissingFindingError, Study
from analysis.figures import Explorer
from analysis.publication import vega
from tests.figures.lives import Choice, assert_alike, ends

pytestmark = pytest.mark.slow

STUDY = Study.read()
MARKERS = ("IL1RA", "IL6", "TNFA")


def markers(study: Study, *wanted: str) -> list[str]:
    """The parameters wanted, as far as the study has them; else its own markers."""
    return [code for code in wanted if code in set(study.parameters["PARAMCD"])] or list(study.markers)


FIGURES: dict[str, Callable[[Study], Any]] = {
    "components": lambda study: figures.components(
        study, markers(study, *MARKERS), arm=study.arms[-1].code, readings={"IL1RA": (3.0, 4.0)}
    ),
    "directions_with_age": lambda study: figures.directions_with_age(study, arm=study.arms[-1].code),
    "esr": figures.esr,
    "expected_changes": figures.expected_changes,
    "filtration": lambda study: figures.filtration(study, followed="egfr-israel-50"),
    "insulin": lambda _: figures.insulin(),
    "lung": figures.lung,
    "minimal_detectable_change": figures.minimal_detectable_change,
    "positive_control": figures.positive_control,
    "reference_change": lambda study: figures.reference_change(study, markers(study, "CEA", "GLUC")),
    "regression_to_mean": lambda study: figures.regression_to_mean(
        study, markers(study, *MARKERS), arm=study.arms[-1].code
    ),
}
EXPLORERS: dict[str, Explorer] = {
    name: made
    for name, make in FIGURES.items()
    if name not in ("filtration", "positive_control") and isinstance(made := make(STUDY), Explorer)
}
SOURCES = {
    "components": {"summary2025"},
    "directions_with_age": {"summary2025", "feldman2002", "ferrucci2005", "wetteland1996"},
    "esr": {"nishisako2017", "summary2025"},
    "expected_changes": {"summary2025", "sangani2024", "cohen2014"},
    "insulin": {"matthews1985"},
    "lung": {"bowerman2023", "pyspiro"},
    "minimal_detectable_change": {
        *("summary2025", "carobene2022", "ricos2020", "carobene2017", "carobene2017b"),
        *("orentreich1984", "bowerman2023", "fokkema2006"),
    },
    "reference_change": {"erden2008", "tuxen1999", "fokkema2006"},
    "regression_to_mean": {"barnett2005", "knudsen2008", "pubmed24128872", "aziz2019"},
}
"""Sources that the traces of a figure must lead to."""


def page(name: str) -> dict[str, Any]:
    made = FIGURES[name](STUDY)
    chart = made.static() if isinstance(made, Explorer) else made
    drawn: dict[str, Any] = chart.to_dict()
    return drawn


@pytest.fixture(scope="module")
def pages() -> dict[str, dict[str, Any]]:
    return {name: page(name) for name in SOURCES}


@pytest.mark.parametrize(
    ("name", "choice"), ends({name: made for name, made in EXPLORERS.items() if name != "components"})
)
def test_the_page_s_rows_are_those_of_a_kernel(
    name: str, choice: Choice, pages: dict[str, dict[str, Any]]
) -> None:
    """`components` has its own test."""
    assert_alike(EXPLORERS[name], pages[name], choice)


@pytest.mark.parametrize("name", SOURCES)
def test_every_row_is_traced_to_the_sources_and_the_chart_is_drawn(
    name: str, pages: dict[str, dict[str, Any]]
) -> None:
    drawn = pages[name]
    assert all(row["trace"] for rows in drawn["datasets"].values() for row in rows)
    assert all(v == v for rows in drawn["datasets"].values() for row in rows for v in row.values())  # no NaN
    assert SOURCES[name] <= set(drawn["usermeta"]["sources"])
    assert vega.svg(drawn).startswith("<svg")
    if name in EXPLORERS:
        names = {parameter["name"] for parameter in drawn["params"]}
        assert {control.name for control in EXPLORERS[name].controls} <= names


def test_the_tables_lead_to_their_sources() -> None:
    control = figures.positive_control(STUDY).rows["trace"]
    rate = figures.filtration(STUDY, followed="egfr-israel-50", levels=((0.7, 0.92),)).rows["trace"]
    found = [{s.key for s in STUDY.sources_of(" ".join(rows).split())} for rows in (control, rate)]
    assert {"pellegrino2005", "bowerman2023", "carobene2022", "ricos2020"} <= found[0]
    assert found[1] >= {"levey2006", "levey2009", "inker2021", "carobene2017b", "cohen2014"}


@pytest.mark.parametrize("folder", ["mpc_2017", "rebamipide_2016"])
@pytest.mark.parametrize("name", ["filtration", "positive_control", "regression_to_mean"])
def test_a_study_that_lacks_what_a_table_or_its_markers_need_is_told_so(name: str, folder: str) -> None:
    study = Study.read(data.find() / "examples" / folder)
    with pytest.raises(MissingFindingError, match=f"^{study.name} (prints|has) no "):
        FIGURES[name](study)


@pytest.mark.parametrize("name", ["directions_with_age", "expected_changes"])
def test_a_study_without_references_is_told_which_table_lacks_them(name: str) -> None:
    study = STUDY.with_tables(aging=STUDY.table("aging").iloc[:0])
    with pytest.raises(MissingFindingError, match="CLV-100 has no change with age: its table 'aging'"):
        FIGURES[name](study)


def renamed() -> Study:
    """The same study with other names of its arms, and its last visit after six years."""
    words = {"LD": "A", "HD": "B", "HD v LD": "B v A"}
    findings, arms, visits = STUDY.findings, STUDY.table("arms"), STUDY.table("visits")
    findings["TRT01A"] = findings["TRT01A"].replace(words)
    findings["COMPARISON"] = findings["COMPARISON"].replace(words).str.replace("Year 5", "Year 6")
    findings["AVISIT"] = findings["AVISIT"].replace("Year 5", "Year 6")
    arms["TRT01A"] = arms["TRT01A"].replace(words)
    arms["ARM"] = ["first", "second"]
    late = visits["AVISIT"] == "Year 5"
    visits.loc[late, ["AVISIT", "MONTHS", "WORDS"]] = ["Year 6", "72", "six years"]
    return STUDY.with_tables(findings=findings, arms=arms, visits=visits)


@pytest.mark.parametrize("name", SOURCES)
def test_names_and_times_are_the_study_s(name: str, pages: dict[str, dict[str, Any]]) -> None:
    made = FIGURES[name](renamed())
    chart = made.static() if isinstance(made, Explorer) else made
    text = str(chart.to_dict())
    for word in ("'HD'", "'LD'", "high dose", "Year 5", "five years"):
        assert word not in text
    assert len(chart.to_dict()["usermeta"]["findings"]) == len(pages[name]["usermeta"]["findings"])


def test_six_years_change_more_than_five() -> None:
    longer = figures.mean_changes(renamed())["low"] / figures.mean_changes(STUDY)["low"]
    assert longer["FEV1"] == pytest.approx(6 / 5)
    rows = [
        figures.lung(each).rows({"lung_measure": "FVC", "lung_height": 160}) for each in (STUDY, renamed())
    ]
    assert set(rows[1]["age"]) == {age - 1 for age in rows[0]["age"]}  # the same age at the last visit
    assert rows[1]["change"].mean() < 1.1 * rows[0]["change"].mean() < 0
