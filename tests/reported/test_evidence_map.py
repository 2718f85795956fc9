"""The map of what is told, the baseline that would erase a difference, levels beside limits."""

import pandas as pd
import pytest

from analysis import data
from analysis.reported import (
    KIND_OF_P,
    KINDS,
    MARKERS,
    VISITS,
    against_limits,
    evidence,
    evidence_map,
    side_by_side,
    tipping_point,
)

FINDINGS = data.findings()
LABELS = data.sources().set_index("SOURCEID")["LABEL"].to_dict()
STUDY = data.Study.read()
TOLD = evidence(STUDY, second_readings={"y5-il1ra-p": "Year 5 v Baseline"})
CELLS = evidence_map(STUDY, TOLD)


def test_every_finding_on_a_marker_at_a_visit_is_a_row() -> None:
    wanted = FINDINGS[
        FINDINGS["PARAMCD"].isin(list(MARKERS))
        & FINDINGS["AVISIT"].isin(list(VISITS))
        & FINDINGS["STAT"].isin(["mean", "direction", "ratio", "p"])
    ]
    assert set(TOLD["trace"]) == set("findings:" + wanted["FINDINGID"])
    assert TOLD["trace"].is_unique
    assert set(TOLD["marker"]) == set(MARKERS.values())
    assert (TOLD[["told", "source", "place"]] != "").all(axis=None)


def test_a_printed_p_is_decoded_twice_where_its_sentence_allows_it() -> None:
    row = TOLD.set_index("trace").loc["findings:y5-il1ra-p"]
    assert row["printed"] == "0.028"
    assert row["decoded"] == (
        "HD v LD: none exact, U = 3 normal, none normal, corrected; "
        "or Year 5 v Baseline: none exact, W = 0 normal, none normal, corrected"
    )
    assert row["floor"].startswith("0.004329 exact, 0.00617 normal; or 0.03125 exact")
    without = TOLD[TOLD["printed"] == ""]
    assert (without[["decoded", "floor"]] == "").all(axis=None)


def test_cells_cover_markers_arms_and_visits_once() -> None:
    arms = CELLS[CELLS["arm"] != "HD v LD"]
    assert len(arms) == len(MARKERS) * 2 * len(VISITS)
    assert CELLS["cell"].is_unique
    assert set(CELLS["kind"]) <= {KIND_OF_P, *KINDS}
    printed = CELLS.set_index("cell")
    assert printed.loc["IL-1Ra, HD, Month 6", "text"] == "705 ± 160"
    assert printed.loc["TNF-α, HD v LD, Month 6", "text"] == "p = 0.04"
    assert printed.loc["HGF, HD v LD, Year 5", "kind"] == "words only"


def test_a_cell_opens_what_stands_behind_it() -> None:
    cells = CELLS.set_index("cell")
    assert "p = 0.04, HD v LD: none exact, U = 4 normal" in cells.loc["TNF-α, HD v LD, Month 6", "findings"]
    assert LABELS["chin2020"] in cells.loc["TNF-α, HD v LD, Month 6", "findings"]
    assert cells.loc["IL-10, HD, Year 5", "findings"] == "nothing in what we read"
    for cell in CELLS.to_dict("records"):
        assert cell["lines"].replace("|", " ").split() == cell["findings"].replace("; ", " ").split() or (
            cell["lines"].replace("|", "").replace(" ", "").replace(";", "")
            == cell["findings"].replace(" ", "").replace(";", "")
        )


def test_statements_stand_side_by_side() -> None:
    table = side_by_side(FINDINGS, {"Low dose": (["y5-il6-ld"], ["y5-effect-both-ld"])})
    row = table.iloc[0]
    assert row["one"] == "LD: no difference, not significant (results)"
    assert row["other"] == "LD: see note (conclusion)"
    assert "both dose groups" in row["note"]


def test_tipping_points_make_both_changes_equal() -> None:
    point = tipping_point(before="436", after="705", other_after="306")
    assert point.change_in_differences(point.difference) == pytest.approx(0)
    assert point.ratio_of_ratios(point.ratio) == pytest.approx(1)
    assert point.difference == 306 - (705 - 436)
    assert point.change_in_differences(306) == 705 - 436
    assert "189.2" in point.sentence()
    with pytest.raises(ValueError, match="above 0"):
        tipping_point(before="0", after="705", other_after="306")


def test_levels_are_multiples_of_limits_in_the_same_unit() -> None:
    limits = pd.DataFrame(
        {
            "REFID": ["tnfa-a", "tnfa-b", "il6-a"],
            "PARAMCD": ["TNFA", "TNFA", "IL6"],
            "HIGH": ["10", "2", "4"],
            "AVALU": ["pg/mL", "ng/mL", "pg/mL"],
            "POPULATION": "people",
            "SOURCEID": "chin2020",
        }
    )
    table = against_limits(FINDINGS, limits, LABELS)
    assert table[["arm", "times"]].to_dict("records") == [
        {"arm": "HD", "times": 7.4},
        {"arm": "LD", "times": 11.5},
    ]
    assert table["trace"].tolist()[0] == "findings:p1-tnfa-hd-m6 intervals:tnfa-a"
