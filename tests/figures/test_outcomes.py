"""The chart of upper limits."""

from typing import Any

import altair as alt
import pandas as pd
import pytest

from analysis.figures.design import proportions_drawing as proportions
from analysis.inference import proportion


def spec(chart: alt.LayerChart | alt.VConcatChart) -> dict[str, Any]:
    drawn: dict[str, Any] = chart.to_dict()
    for rows in drawn["datasets"].values():
        assert rows
        assert all(row["trace"] for row in rows)
    return drawn


def bound_parameters(drawn: dict[str, Any]) -> dict[str, Any]:
    return {parameter["name"]: parameter["bind"] for parameter in drawn["params"] if "bind" in parameter}


@pytest.fixture(scope="module")
def limits() -> pd.DataFrame:
    rows = [
        proportion(events, n, confidence=level, upper=side, method=method)
        for method in proportions.METHODS
        for n in (1, 5, 6, 11, 100)
        for events in range(min(n, 3))
        for level in proportions.LEVELS.values()
        for side in proportions.SIDES.values()
    ]
    return pd.DataFrame(rows).assign(trace="formula:inference.proportion")


def test_upper_limits_have_four_controls_over_their_grid(limits: pd.DataFrame) -> None:
    rule = {
        "events": 0,
        "n": 11,
        "confidence": 0.95,
        "upper": True,
        "method": proportions.RULE,
        "high": 3 / 11,
    }
    rows = pd.concat([limits, pd.DataFrame([rule | {"trace": "sources:hanley1983"}])])
    drawn = spec(proportions.upper_limits(rows, [5, 6, 11, 100]))
    binds = bound_parameters(drawn)
    assert set(binds) == {"zero_level", "zero_side", "zero_events", "zero_people"}
    assert binds["zero_events"]["max"] == limits["events"].max()
    assert set(binds["zero_level"]["options"]) == set(limits["confidence"])
    assert binds["zero_people"]["labels"] == ["5 (LD)", "6 (HD)", "11 (both arms)", "100"]
    curve = drawn["vconcat"][0]["layer"][0]
    assert curve["encoding"]["x"]["scale"]["type"] == "log"
    low, high = curve["encoding"]["y"]["scale"]["domain"]
    data_rows = [row for rows in drawn["datasets"].values() for row in rows]
    assert all(low <= row["high"] <= high for row in data_rows)
    assert {row["Method"] for row in data_rows} == set(proportions.NAMES)
    assert [view["width"] for view in drawn["vconcat"]] == ["container", "container"]
