"""What is told where: every cell goes back to findings."""

import pandas as pd
import pytest

from analysis.data import MissingFindingError, Study
from analysis.reported import KINDS, coverage

STUDY = Study.read()


def test_every_trace_is_a_finding() -> None:
    known = set("findings:" + STUDY.findings["FINDINGID"]) | {"formula:reported.coverage"}
    assert set(" ".join(coverage(STUDY)["trace"]).split()) <= known


def test_coverage_fills_every_cell_once() -> None:
    cells = coverage(STUDY)
    assert len(cells) == 7 * 2 * 4
    assert not cells.duplicated(["marker", "arm", "visit"]).any()
    assert set(cells["kind"]) == set(KINDS)
    assert cells["kind"].value_counts().to_dict() == {
        "nothing read": 32,
        "words only": 12,
        "level printed": 8,
        "arm not named": 4,
    }


def test_no_level_is_printed_at_five_years() -> None:
    cells = coverage(STUDY)
    assert not (cells[cells["visit"] == "Year 5"]["kind"] == "level printed").any()


@pytest.mark.parametrize(
    ("arm", "marker", "visit", "text"),
    [
        ("HD", "IL-1Ra", "Month 6", "705 ± 160"),
        ("HD", "IL-1Ra", "Year 5", "▲ nearly 3×"),
        ("HD", "HGF", "Year 5", "▼ lower"),
        ("LD", "HGF", "Year 5", "no diff."),
        ("LD", "TNF-α", "Baseline", "▲ range"),
        ("LD", "IL-1Ra", "Baseline", "–"),
        ("HD", "IL-10", "Year 5", "–"),
    ],
)
def test_coverage_says_in_short_what_is_printed(arm: str, marker: str, visit: str, text: str) -> None:
    cells = coverage(STUDY).set_index(["arm", "marker", "visit"])
    assert cells.loc[(arm, marker, visit), "text"] == text


def test_statements_that_disagree_are_shown_as_such() -> None:
    told = STUDY.findings
    rise = told[told["FINDINGID"] == "y5-hgf-hd"].assign(FINDINGID="made-up", DIRECTION="higher")
    cells = coverage(STUDY.with_tables(findings=pd.concat([told, rise]))).set_index(
        ["arm", "marker", "visit"]
    )
    assert cells.loc[("HD", "HGF", "Year 5"), "text"] == "both told"


def test_a_median_is_a_level_and_stands_alone_without_a_spread() -> None:
    cells = coverage(Study.read("data/examples/rebamipide_2016")).set_index(["arm", "marker", "visit"])
    assert cells.loc[("REB", "Lanza score", "Day 7"), ["kind", "text"]].tolist() == ["level printed", "3.5"]


def test_a_study_that_tells_nothing_of_its_markers_is_no_empty_map() -> None:
    silent = STUDY.findings[~STUDY.findings["PARAMCD"].isin(STUDY.markers)]
    with pytest.raises(MissingFindingError, match="level or direction of a marker"):
        coverage(STUDY.with_tables(findings=silent))
