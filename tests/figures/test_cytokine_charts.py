"""Structure of the charts of the chapter on cytokines."""

import pandas as pd

from analysis.figures.aging import falling_back_drawing as falling_back
from analysis.figures.cohorts import contrasts_drawing as contrasts
from analysis.figures.cohorts import courses_drawing as courses
from analysis.figures.cohorts import estimation
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


def test_bars_are_patterned_by_what_they_rest_on() -> None:
    rows = pd.DataFrame(
        {
            "kind": ["band", "cohort", "note"],
            "arm": ["HD", "HD", ""],
            "visit": ["Baseline", "Baseline", None],
            "low": [1.0, None, None],
            "middle": [1.0, 1.1, None],
            "high": [1.0, None, None],
            "cohort": [None, 1, None],
            "rests": ["finding", None, None],
            "on_axis": [True, False, False],
            "words": ["", "", "No level"],
            "trace": "formula:x.y",
        }
    )
    spec = courses.courses(rows).to_dict()
    bars = spec["layer"][2]["encoding"]["strokeDash"]["scale"]
    assert bars["domain"] == courses.RESTS
    assert bars["range"][0] == [1, 0]
    assert spec["layer"][0]["encoding"]["opacity"]["value"]["expr"].startswith("course_single ?")
    assert {each["name"] for each in spec["params"]} == {"course_scale", "course_single"}
    assert spec["layer"][1]["encoding"]["y"]["title"] == "Times HD's mean at baseline"


def test_the_contrast_has_a_place_for_its_sentence() -> None:
    rows = pd.DataFrame(
        {
            "kind": ["spread", "sentence"],
            "constraint": ["all", None],
            "prior": ["central", contrasts.IN_WORDS],
            "low": [0.01, None],
            "q1": [0.02, None],
            "middle": [0.03, None],
            "q3": [0.04, None],
            "high": [0.05, None],
            "words": ["75 %", "said"],
            "trace": "formula:x.y",
        }
    )
    layers = contrasts.contrasts(rows).to_dict()["layer"]
    assert [layer["mark"]["type"] for layer in layers] == ["rule", "rule", "rule", "point", "text", "text"]
    assert layers[1]["encoding"]["y"]["scale"]["domain"] == ["central", " ", "  ", "   "]
    assert layers[0]["encoding"]["x"]["datum"] == contrasts.LEVEL


def test_an_estimation_plot_shows_pairs_changes_and_interval() -> None:
    rows = pd.DataFrame({"marker": ["IL6"], "arm": ["HD"], "trace": ["formula:x.y"]})
    chart = estimation.estimation(
        rows.assign(subject="R06", visit="Baseline", value=1.0),
        rows.assign(subject="R06", change=0.5),
        rows.assign(estimate=0.5, low=0.1, high=0.9, attained=0.75, words="3 pairs"),
        markers={"IL6": "IL-6"},
        visits=["Baseline", "Year 5"],
    )
    above, below = chart.to_dict()["vconcat"]
    assert [layer["mark"]["type"] for layer in above["layer"]] == ["line", "point"]
    assert [layer["mark"]["type"] for layer in below["layer"]] == ["rule", "point", "rule", "point", "text"]


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
