"""Explorers of what a split of a small group by age can detect."""

from functools import cache
from math import isinf

import pandas as pd

from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.design.splits_drawing import MEASURES, detectable_splits, split_power
from analysis.figures.design.subgroups_drawing import GROUPS
from analysis.inference import detectable, power, smallest_margin

SIZES = dict(zip(GROUPS, (11, 6, 5), strict=True))
MOST = 5
"""At most five of eleven can be 60 or over when the median is below 60."""
PAIRS = ((1, 10), (2, 9), (3, 8), (4, 7), (5, 6), (1, 5), (2, 4), (3, 3), (1, 4), (2, 3))
DRAWS = 10_000
_LEVELS = (5, 10)


def split_differences() -> Explorer:
    """The smallest difference that each split detects, and the narrowest margin for "no difference"."""
    return Explorer(
        title="The smallest difference that a split detects",
        basis="design",
        sources=(),
        controls=(
            Control("among", "Among", "radio", tuple(GROUPS), GROUPS[0]),
            Control("wanted", "Power, %", "radio", (50, 80, 90), 80),
            Control("alpha", "Level, %", "radio", _LEVELS, 5),
        ),
        compute=_differences,
        draw=detectable_splits,
        describe=_describe_differences,
    )


def split_powers() -> Explorer:
    """The chance that a split gives a significant result, against the true difference."""
    names = tuple(f"{older} v {younger}" for older, younger in PAIRS)
    groups = ("all 11",) * 5 + ("HD",) * 3 + ("LD",) * 2
    labels = tuple(f"{name} ({group})" for name, group in zip(names, groups, strict=True))
    return Explorer(
        title="The chance that a split by age turns out significant",
        basis="design",
        sources=(),
        controls=(
            Control("split", "Split", "select", names, "2 v 9", labels=labels),
            Control("curve_alpha", "Level, %", "radio", _LEVELS, 5),
        ),
        compute=_powers,
        draw=split_power,
        describe=_describe_powers,
    )


def _differences(*, among: str, wanted: int, alpha: int) -> pd.DataFrame:
    rows = []
    for older in range(1, min(MOST + 1, SIZES[among])):
        younger = SIZES[among] - older
        shift = _shift(*sorted((older, younger)), wanted, alpha)
        found = None if isinf(shift) else round(shift, 2)
        margin = round(smallest_margin((older, younger), alpha=alpha / 100).margin, 2)
        rows += [
            (older, MEASURES[0], found, "never" if found is None else f"{found:.1f}", "inference.detectable"),
            (older, MEASURES[1], margin, f"{margin:.1f}", "inference.smallest_margin"),
        ]
    table = pd.DataFrame(rows, columns=["older", "measure", "difference", "words", "trace"])
    return table.assign(trace="formula:" + table["trace"], difference=table["difference"].astype(float))


def _powers(*, split: str, curve_alpha: int) -> pd.DataFrame:
    older, younger = map(int, split.split(" v "))
    shifts = [step / 5 for step in range(21)]
    chances = [_power(older, younger, shift, curve_alpha) for shift in shifts]
    words = [
        f"1 SD: {100 * chance:.0f}%" if shift == 1 else ""
        for shift, chance in zip(shifts, chances, strict=True)
    ]
    return pd.DataFrame(
        {"difference": shifts, "power": [round(100 * chance, 1) for chance in chances], "words": words}
    ).assign(wanted=80, trace="formula:inference.power")


@cache
def _shift(smaller: int, larger: int, wanted: int, alpha: int) -> float:
    return detectable((smaller, larger), wanted / 100, alpha=alpha / 100, draws=DRAWS).shift


@cache
def _power(older: int, younger: int, shift: float, alpha: int) -> float:
    return power((older, younger), shift, alpha=alpha / 100, draws=DRAWS).power


def _describe_differences(rows: pd.DataFrame) -> str:
    never = rows["difference"].isna().sum()
    margins = rows.loc[rows["measure"] == MEASURES[1], "difference"]
    return (
        "For one to five people of 60 and over, circles show the difference that the exact rank-sum test "
        "detects with the chosen power, in standard deviations of one person, or the word never where no "
        f"difference is enough ({never} places in these rows). Squares show the narrowest margin for which "
        "two one-sided t-tests for values of equal spread could say no difference, "
        f"{margins.min():.1f} to {margins.max():.1f}."
    )


def _describe_powers(rows: pd.DataFrame) -> str:
    at_one = rows.loc[rows["difference"] == 1, "power"]
    return (
        "A curve rises with the true difference between older and younger people; a dashed line marks 80 "
        f"percent. For a difference of one standard deviation the chance of a significant result lies "
        f"between {at_one.min():.0f} and {at_one.max():.0f} percent over the splits and levels offered."
    )
