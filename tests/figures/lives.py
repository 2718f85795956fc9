"""An explorer's two lives beside each other: what a page shows of a choice, and what a kernel computes."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import altair as alt
import pandas as pd
import pytest

from analysis.figures import Explorer
from analysis.figures.base.control import Value

Choice = dict[str, Value]


def ends(explorers: Mapping[str, Explorer]) -> list[Any]:
    """A case for every combination of the controls' first and last choice on the page."""
    cases = []
    for name, explorer in explorers.items():
        controls = explorer.controls
        for values in product(*(dict.fromkeys((c.page_choices[0], c.page_choices[-1])) for c in controls)):
            choice = dict(zip((c.name for c in controls), values, strict=True))
            cases.append(pytest.param(name, choice, id=f"{name}-{'-'.join(map(str, values))}"))
    return cases


def drawn_live(explorer: Explorer, choice: Choice) -> pd.DataFrame:
    """The rows of the chart that the widgets show after they were set to a choice."""
    with alt.renderers.enable("json"):
        *inputs, view = explorer.live().children
        for control, box in zip(explorer.controls, inputs, strict=True):
            box.value = choice[control.name]
        (output,) = view.outputs
    (rows,) = output["data"]["application/json"]["datasets"].values()
    return pd.DataFrame(rows)


def assert_alike(explorer: Explorer, page: Mapping[str, Any], choice: Choice) -> None:
    """The rows of the page at a choice are those that the widgets draw.

    A row of the page is drawn where its own choices, if any, are those made.
    """
    (rows,) = page["datasets"].values()
    shown = [row for row in rows if all(row[key] in ("", value) for key, value in choice.items())]
    assert len(shown) > 0
    both = drawn_live(explorer, choice), pd.DataFrame(shown)
    left, right = (each.drop(columns=list(choice)) for each in both)
    pd.testing.assert_frame_equal(left, right, check_dtype=False)
