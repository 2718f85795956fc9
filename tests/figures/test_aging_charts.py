"""Charts of the aging chapter: the split by age."""

from typing import Any

import altair as alt
import pandas as pd

from analysis.figures.design import subgroups_drawing as subgroups
from analysis.inference import floors


def spec(chart: alt.LayerChart) -> dict[str, Any]:
    drawn: dict[str, Any] = chart.to_dict()
    for rows in drawn["datasets"].values():
        assert rows
        assert all(row["trace"] for row in rows)
    return drawn


def test_split_fits_all_floors() -> None:
    sizes = dict(zip(subgroups.GROUPS, (11, 6, 5), strict=True))
    parts = [
        floors([(k, n - k) for k in range(1, min(6, n))]).assign(group=name) for name, n in sizes.items()
    ]
    table = pd.concat(parts).assign(trace="formula:inference.floors")
    level = pd.DataFrame({"floor": [0.05], "label": ["0.05"], "trace": ["formula:inference.floors"]})
    drawn = spec(subgroups.split_floors(table, level))
    low, high = drawn["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert low < table["floor"].min()
    assert table["floor"].max() <= high
    options = [parameter["bind"]["options"] for parameter in drawn["params"] if "bind" in parameter]
    assert options == [subgroups.GROUPS, list(subgroups.METHODS)]
    assert set(subgroups.METHODS) == set(table["method"])
