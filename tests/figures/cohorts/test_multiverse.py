"""The multiverse: a tick for each combination in the row of each option, and the choices that it hangs on."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis import data, figures
from analysis.figures.cohorts.multiverse import draw, finding
from analysis.publication import vega
from analysis.reconstruction import Multiverse, Reading, multiverse
from analysis.reconstruction.multiverse import NAMES

pytestmark = pytest.mark.slow

STUDY = data.Study.read()
CHOICES = figures.dose_choices(STUDY, arm="LD", visit="Month 6", samples=(4, 3), lost=(1, 2), markers=2)

WORDS = {
    "a": {"x": "a: x", "y": "a: y"},
    "b": {"1": "b: 1", "2": "b: 2"},
    "c": {"0": "c: 0"},
    "d": {"0": "d: 0"},
    "e": {"u": "e: u", "v": "e: v"},
}
ROWS = pd.DataFrame(
    [
        {"a": a, "b": b, "c": 0, "d": 0, "e": e, "middle": middle, "low": middle, "high": middle}
        for (a, b, e, middle) in [
            ("x", 1, "u", 0.3),
            ("x", 1, "v", 0.1),
            ("x", 2, "u", 0.2),
            ("x", 2, "v", None),
            ("y", 1, "u", None),
            ("y", 1, "v", None),
            ("y", 2, "u", None),
            ("y", 2, "v", None),
        ]
    ]
).assign(marker="M", share=0.5, status="built", reason="", trace="seed:1")
ROWS["status"] = ROWS["status"].mask(ROWS["middle"].isna(), "no cohorts")


def spec() -> dict:
    return draw(ROWS, {"a": "x", "b": 1, "c": 0, "d": 0, "e": "u"}, WORDS).to_dict()


def test_every_combination_with_a_result_has_a_tick_in_the_row_of_each_option_that_it_holds() -> None:
    picture = vega.svg(spec())
    level, ticks = (picture.count(f'aria-roledescription="{mark}"') for mark in ("rule mark", "tick"))
    assert level == 1
    assert ticks == (3 + 1) * len(WORDS), "three have a result, and the chosen one is drawn once more"


def test_one_without_a_result_is_kept_in_the_data_and_counted_in_the_title() -> None:
    rows = pd.DataFrame(max(spec()["datasets"].values(), key=len))
    assert len(rows) == len(ROWS), "none is dropped"
    assert finding(ROWS) == "M: median p runs from 0.1 to 0.3 over 3 of 8 combinations"
    assert finding(ROWS[:1]) == "M: median p is 0.3 in 1 of 1 combinations"


def test_the_current_combination_follows_the_page() -> None:
    line, ticks, here = spec()["layer"]
    assert "datum.a == a && datum.b == b" in str(here["transform"])
    assert "datum.a == a" not in str(ticks["transform"])
    assert line["encoding"]["x"]["field"] == "level"


def test_the_options_are_named_on_the_axis() -> None:
    ticks = spec()["layer"][1]["encoding"]["y"]
    assert ticks["scale"]["domain"][:3] == ["a=x", "a=y", "b=1"]
    assert "'e=v': 'e: v'" in ticks["axis"]["labelExpr"]


@pytest.fixture(scope="module")
def every() -> Multiverse:
    return multiverse(STUDY, ["IL10", "TNFA"], CHOICES.offered, arm="LD", visit="Month 6", size=6, seed=7)


def test_the_default_is_the_reading_of_the_study() -> None:
    default, own = CHOICES.default, Reading.of(STUDY)
    assert CHOICES.names == NAMES
    assert (default["p_method"], default["spread_is"]) == (own.method, own.spread_is.upper())
    assert own.samples == {
        ("LD", "Baseline"): 5 - int(default["lost"]),
        ("LD", "Month 6"): default["samples"],
    }
    assert (default["adjusted"], default["change_as"]) == ("none", "difference")


def test_choices_are_named_by_arm_visit_and_markers() -> None:
    labels = [control.label for control in CHOICES.controls]
    assert labels[2:5] == ["LD samples at 6 months", "LD baselines missing", "Adjusted for two markers"]
    other = data.Study.read("data/examples/rebamipide_2016")
    asked = figures.dose_choices(other, arm="PLA", visit="Day 7", samples=(12, 11), lost=(0, 1), markers=3)
    labels = [control.label for control in asked.controls]
    assert labels[2:5] == ["PLA samples at day 7", "PLA baselines missing", "Adjusted for three markers"]
    assert (asked.default["samples"], asked.default["lost"]) == (12, 0), "this study states no fewer"


def test_the_curve_is_published_with_its_choices(every: Multiverse) -> None:
    spec = figures.multiverse(every, CHOICES).to_dict()
    assert spec["usermeta"]["choices"] == list(NAMES)
    assert spec["usermeta"]["basis"] == "reconstructed"
    assert spec["usermeta"]["sources"][:2] == ["chin2020", "summary2025"]
    assert set(NAMES) < {parameter["name"] for parameter in spec["params"]}
    assert len(max(spec["datasets"].values(), key=len)) == len(every.rows)
    marker = spec["params"][0]
    assert (marker["value"], marker["bind"]["options"]) == ("IL-10", ["IL-10", "TNF-α"])
    told = spec["layer"][1]["encoding"]["y"]["axis"]["labelExpr"]
    assert "'samples=4': 'LD at 6 mo: 4'" in told
    smaller = replace(every, rows=every.rows[every.rows["marker"] == "TNF-α"])
    assert figures.multiverse(smaller, CHOICES).to_dict()["params"][0]["value"] == "TNF-α"
