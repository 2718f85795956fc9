"""The outcome-by-visit table, against the findings counted by hand and against the coverage map."""

import pandas as pd
import pytest

from analysis.data import Study
from analysis.reported import NO_VISIT, TELLINGS, coverage, outcomes_by_visit

STUDY = Study.read()
FINDINGS, PARAMETERS, MARKERS = STUDY.findings, STUDY.parameters, STUDY.markers
VISITS = [visit.name for visit in STUDY.visits]
TABLE = outcomes_by_visit(STUDY).set_index("what")


def by_visit(findings: pd.DataFrame) -> pd.DataFrame:
    return outcomes_by_visit(STUDY.with_tables(findings=findings)).set_index("what")


def test_every_measurement_stands_once() -> None:
    measured = PARAMETERS[PARAMETERS["KIND"] == "measurement"]
    assert TABLE["tests"].sum() == len(measured)
    assert set(TABLE.index) == (set(measured["SYSTEM"]) - {"cytokines and growth factors"}) | {
        *MARKERS.values()
    }


@pytest.mark.parametrize(
    ("what", "visit", "cell"),
    [
        ("IL-10", "Month 6", "level printed (HD, LD)"),
        ("IL-10", "Year 5", "not told"),
        ("IL-6", "Month 6", "not told"),
        ("IL-6", NO_VISIT, "named only"),
        ("IL-6", "Baseline", "told, no level"),
        ("IL-1Ra", "Baseline", "level printed (HD)"),
        ("IL-1Ra", "Year 5", "told, no level"),
        ("TGF-β", "Baseline", "compared with"),
        ("blood", "Month 6", "compared with: 1; not told: 3"),
        ("tumor markers", "Year 5", "told, no level: 2; named only: 4"),
        ("hormones", "Month 6", "not told"),
    ],
)
def test_cells_counted_by_hand(what: str, visit: str, cell: str) -> None:
    assert TABLE.loc[what, visit] == cell


def test_levels_are_those_of_the_coverage_map() -> None:
    cells = coverage(STUDY)
    printed = cells[cells["kind"] == "level printed"].groupby(["marker", "visit"])["arm"].agg(sorted)
    for marker in MARKERS.values():
        for visit in VISITS:
            arms = printed.get((marker, visit), [])
            expected = f"level printed ({', '.join(arms)})" if arms else ""
            cell = TABLE.loc[marker, visit]
            assert (cell if cell.startswith("level") else "") == expected


def test_a_level_that_is_added_fills_its_cell_and_one_taken_away_leaves_it() -> None:
    month_six = FINDINGS[FINDINGS["FINDINGID"] == "p1-il10-hd-m6"]
    added = pd.concat([FINDINGS, month_six.assign(FINDINGID="new", AVISIT="Year 5")])
    assert by_visit(added).loc["IL-10", "Year 5"] == ("level printed (HD)")
    without = FINDINGS[~FINDINGS["FINDINGID"].str.startswith("p1-il10")]
    row = by_visit(without).loc["IL-10"]
    assert set(row[[*VISITS, NO_VISIT]]) == {"not told"}


def test_words_are_the_agreed_ones() -> None:
    for cell in TABLE[[*VISITS, NO_VISIT]].to_numpy().ravel():
        assert any(word in cell for word in TELLINGS)
