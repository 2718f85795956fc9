"""The p-values that a rank test can return: nothing is lost, and the level is marked."""

from itertools import product

import pandas as pd
import pytest

from analysis import figures, inference
from analysis.figures.design.attainable_pvalues import LARGEST_ON_PAGE, draw
from analysis.figures.design.designs import LEVEL
from analysis.inference.pvalues import METHODS

EXPLORER = figures.attainable_pvalues({"A": 5, "B": 6})


@pytest.fixture
def pvalues() -> pd.DataFrame:
    return pd.DataFrame(
        {"statistic": [0, 1, 2], "pvalue": [0.03125, 0.0625, 0.15625], "trace": "formula:x.y"}
    )


def test_attainable_marks_the_level_by_tone_and_shape(pvalues: pd.DataFrame) -> None:
    line, points, floor = draw(pvalues).to_dict()["layer"]
    assert line["mark"]["type"] == "rule"
    assert line["encoding"]["y"] == {"datum": 0.05}
    for channel in ("color", "shape"):
        assert "datum.pvalue <= 0.05" in str(points["encoding"][channel]["condition"])
    assert "datum.statistic === 0" in floor["transform"][0]["filter"]


@pytest.mark.parametrize(("smallest", "low"), [(0.03125, 0.015625), (0.5, 0.025)])
def test_attainable_axis_reaches_below_the_floor_and_the_level(
    pvalues: pd.DataFrame, smallest: float, low: float
) -> None:
    rows = pvalues.assign(pvalue=[smallest, 0.7, 1.0])
    scale = draw(rows).to_dict()["layer"][1]["encoding"]["y"]["scale"]
    assert scale["domain"] == [low, 1]


def test_attainable_rows_are_the_lower_half_without_loss() -> None:
    rows = EXPLORER.rows({"n1": 5, "n2": 6, "method": "exact"})
    everything = inference.attainable(5, 6)
    assert sorted(rows["pvalue"]) == pytest.approx(sorted(everything["pvalue"].unique()), rel=5e-6)
    assert rows["pvalue"].is_unique
    pairs = EXPLORER.rows({"n1": 5, "n2": 0, "method": "exact"})
    assert pairs["pvalue"].min() == 0.0625


def test_the_digits_drawn_keep_every_p_on_its_side_of_the_line() -> None:
    for n1, n2, method in product(range(3, 12), range(7), METHODS):
        rows = EXPLORER.rows({"n1": n1, "n2": n2, "method": method})
        exact = inference.attainable(n1, n2 or None, method=method)["pvalue"].iloc[: len(rows)]
        assert list(rows["pvalue"] <= LEVEL) == list(exact <= LEVEL)


@pytest.mark.parametrize(
    ("choice", "title"),
    [
        ((5, 0, "exact"), "5 pairs can give 8 p-values (exact); none reaches 0.05"),
        ((5, 0, "normal"), "5 pairs can give 8 p-values (normal); 1 reaches 0.05"),
        ((5, 6, "exact"), "5 v 6 people can give 16 p-values (exact); 4 reach 0.05"),
        ((1, 0, "exact"), "1 pair can give 1 p-value (exact); none reaches 0.05"),
    ],
)
def test_the_title_counts_the_steps_and_those_that_reach_the_level(
    choice: tuple[int, int, str], title: str
) -> None:
    rows = EXPLORER.rows(dict(zip(("n1", "n2", "method"), choice, strict=True)))
    assert EXPLORER.finding(rows) == title


@pytest.mark.parametrize("sizes", [{"A": 5, "B": 6}, {"A": 2}, {"A": 40, "B": 35}])
def test_the_page_offers_the_arms_and_a_little_more(sizes: dict[str, int]) -> None:
    _, second, first = figures.attainable_pvalues(sizes).controls
    shown = [min(n, LARGEST_ON_PAGE) for n in sizes.values()]
    assert first.default == shown[0]
    assert set(shown) <= set(first.page_choices)
    assert max(first.page_choices) == max(shown) + 2
    assert second.page_choices == tuple(range(max(shown) + 1))
