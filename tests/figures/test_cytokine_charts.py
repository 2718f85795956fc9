"""Structure of the charts of the chapter on cytokines."""

import pandas as pd

from analysis.figures.aging import falling_back_drawing as falling_back
from analysis.figures.audit import rank_orders as rank_patterns
from analysis.figures.audit import tipping_drawing as tipping


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


def test_the_expected_second_mean_stands_against_no_change() -> None:
    rows = pd.DataFrame(
        {"kind": ["end", "end", "shown"], "first": [1.0, 3.0, 2.0], "second": [1.0, 2.0, 1.5], "words": "w"}
    )
    layers = falling_back.falling_back(rows.assign(trace="formula:x.y")).to_dict()["layer"]
    assert layers[0]["encoding"]["y"]["field"] == "first"
    assert layers[1]["encoding"]["y"]["field"] == "second"
