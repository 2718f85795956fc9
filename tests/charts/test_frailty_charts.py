"""Trials in frail people by dose, and the dose per kilogram."""

from typing import Any

import pandas as pd
import pytest

from analysis import data
from analysis.charts import frailty, two_arms

TRIALS = data.frailty_trials()


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    drawn: dict[str, Any] = frailty.dose_results(TRIALS).to_dict()
    return drawn


def test_every_result_is_drawn_once_and_traced(spec: dict[str, Any]) -> None:
    (rows,) = spec["datasets"].values()
    assert [row["trace"] for row in rows] == ("frailty_trials:" + TRIALS["REFID"]).tolist()


def test_every_dose_and_outcome_has_a_place(spec: dict[str, Any]) -> None:
    assert set(TRIALS["DOSE"]) == set(frailty.DOSES)
    assert set(TRIALS["OUTCOME"]) == set(frailty.OUTCOMES)
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == frailty.DOSES


def test_hollow_marks_are_results_within_an_arm(spec: dict[str, Any]) -> None:
    filled, hollow = spec["layer"][:2]
    assert (filled["mark"]["filled"], hollow["mark"]["filled"]) == (True, False)
    assert filled["transform"][-1]["filter"] == f"!({hollow['transform'][-1]['filter']})"


def test_a_mark_stands_for_one_result() -> None:
    place = TRIALS[["TRIAL", "CONTRAST", "ENDPOINT", "MONTHS", "DOSE"]]
    assert not place.duplicated().any()


def test_two_printed_levels_are_not_drawn_as_a_change(spec: dict[str, Any]) -> None:
    (rows,) = spec["datasets"].values()
    sizes = {row["trace"]: row["Size"] for row in rows}
    assert sizes["frailty_trials:c1-walk-100"] == "+76.6"
    assert sizes["frailty_trials:c2-walk-100"] == ""


def test_the_control_offers_every_endpoint(spec: dict[str, Any]) -> None:
    (endpoint,) = spec["params"]
    assert endpoint["bind"]["options"] == list(dict.fromkeys(TRIALS["ENDPOINT"]))


def test_the_weight_chooses_among_the_weights_drawn() -> None:
    rows = pd.DataFrame({"weight": [40, 100], "arm": ["LD", "HD"], "cells": [1.6, 1.3], "trace": "seed:1"})
    drawn = two_arms.cells_per_kilogram(rows).to_dict()
    (weight,) = drawn["params"]
    assert weight["value"] in range(weight["bind"]["min"], weight["bind"]["max"] + 1)
    assert "datum.weight == dose_weight" in str(drawn)
