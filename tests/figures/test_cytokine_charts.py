"""Structure of the charts of the chapter on cytokines."""

import pandas as pd

from analysis.figures.aging import falling_back_drawing as falling_back
from analysis.figures.audit import rank_orders as rank_patterns
from analysis.figures.audit import tipping_drawing as tipping
from analysis.figures.record import markers as maps
from analysis.figures.record import scales_drawing as scales


def test_a_chosen_cell_is_framed_and_opened() -> None:
    cells = pd.DataFrame(
        {
            "row": ["IL-6  HD", "IL-6  LD"],
            "visit": "Year 5",
            "cell": ["IL-6, HD, Year 5", "IL-6, LD, Year 5"],
            "kind": ["words only", "nothing read"],
            "text": "x",
            "findings": "told",
            "lines": "told",
            "trace": "formula:x.y",
        }
    )
    chart = maps.evidence(
        cells, kinds=["words only", "nothing read"], visits=["Year 5"], first="IL-6, HD, Year 5"
    )
    spec = chart.to_dict()
    (parameter,) = spec["params"]
    assert parameter["bind"]["options"] == ["IL-6, HD, Year 5"]
    assert [tip["field"] for tip in spec["vconcat"][0]["layer"][0]["encoding"]["tooltip"]] == [
        "cell",
        "findings",
    ]
    assert spec["vconcat"][0]["layer"][2]["transform"][0]["filter"] == "datum.cell == evidence_cell"
    assert spec["vconcat"][1]["mark"]["lineBreak"] == "|"


def test_only_the_chosen_baseline_is_hollow_and_dashed() -> None:
    rows = pd.DataFrame(
        {"before": [436.0], "after": [705.0], "other_after": [306.0], "ld_began": [306], "words": ["a|b"]}
    )
    layers = tipping.tipping(rows.assign(trace="formula:x.y")).to_dict()["layer"]
    points = [layer["mark"] for layer in layers if layer["mark"]["type"] == "point"]
    assert [mark["filled"] for mark in points] == [True, True, False, True]
    lines = [layer["mark"]["strokeDash"] for layer in layers if layer["mark"]["type"] == "rule"]
    assert lines == [[1, 0], [6, 4]]


def test_p_at_or_above_the_level_is_bold_and_barred() -> None:
    rows = pd.DataFrame(
        {"pattern": [1, 1], "rank": [1, 2], "arm": ["LD", "HD"], "method": "exact", "pvalue": [0.067, 0.03]}
    )
    layers = rank_patterns.leave_one_out(rows.assign(trace="formula:x.y")).to_dict()["layer"]
    assert layers[2]["mark"]["fontWeight"] == "bold"
    assert (
        layers[2]["transform"][-1]["filter"] == layers[3]["transform"][-1]["filter"] == "datum.pvalue >= 0.05"
    )


def test_limits_share_one_axis_over_markers() -> None:
    rows = pd.DataFrame(
        {
            "marker": ["IL-10", "TNF-α"],
            "arm": ["HD", "LD"],
            "visit": "Month 6",
            "level": [300.0, 100.0],
            "limit": [12.6, 2.5],
            "limit_source": "others",
            "unit": "pg/mL",
            "trace": "formula:x.y",
        }
    )
    views = scales.scales(rows).to_dict()["vconcat"]
    domains = [view["layer"][3]["encoding"]["x"]["scale"]["domain"] for view in views]
    assert domains[0] == domains[1] == [1.25, 750.0]


def test_the_expected_second_mean_stands_against_no_change() -> None:
    rows = pd.DataFrame(
        {"kind": ["end", "end", "shown"], "first": [1.0, 3.0, 2.0], "second": [1.0, 2.0, 1.5], "words": "w"}
    )
    layers = falling_back.falling_back(rows.assign(trace="formula:x.y")).to_dict()["layer"]
    assert layers[0]["encoding"]["y"]["field"] == "first"
    assert layers[1]["encoding"]["y"]["field"] == "second"
