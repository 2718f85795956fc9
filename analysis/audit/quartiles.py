"""What little is printed of sorted values, and the spreads that it leaves possible.

A printed median, counts below and above limits and natural limits put each sorted value into a box, block by
block. Over such boxes a standard deviation is convex: it is largest at a corner, and smallest where every
value is as near to the common mean as its box allows. A quartile is linear: both its ends lie at corners.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

QuartileRule = Literal["SPSS", "R"]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Block:
    """Some neighbors among the sorted values that share their limits.

    Attributes:
        count: how many values.
        low: none is below.
        high: none is above.

    Raises:
        ValueError: a negative count, or limits out of order.
    """

    count: int
    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse an impossible block."""
        if self.count < 0 or self.low > self.high:
            raise ValueError(f"{self} is impossible. Give a count from 0 up and limits in order.")


def interquartile_range(values: Sequence[float], rule: QuartileRule) -> float:
    """The distance between the quartiles of sorted values.

    Quartiles stand at the place (n + 1) p in SPSS (type 6 of Hyndman and Fan 1996, The American Statistician
    50:361-365), and at (n − 1) p + 1 in R and Excel's QUARTILE.INC (type 7). With n = 11 the first rule takes
    the 3rd and 9th values, the second the middles of the 3rd and 4th and of the 8th and 9th.

    Raises:
        ValueError: an unknown rule.

    Examples:
        >>> values = list(range(1, 12))
        >>> interquartile_range(values, "SPSS"), interquartile_range(values, "R")
        (6.0, 5.0)
    """
    if rule not in get_args(QuartileRule):
        raise ValueError(f"the rule is {rule!r}; choose one of {', '.join(get_args(QuartileRule))}.")
    method: Literal["weibull", "linear"] = "weibull" if rule == "SPSS" else "linear"
    low, high = np.quantile(values, [0.25, 0.75], method=method)
    return float(high - low)


def interquartile_ranges(blocks: Sequence[Block], rule: QuartileRule) -> tuple[float, float]:
    """The smallest and the largest interquartile range of sorted values in their blocks.

    Args:
        blocks: from the lowest values up.
        rule: as in `interquartile_range`.

    Examples:
        >>> interquartile_ranges([Block(5, 20, 56), Block(1, 56, 56), Block(5, 56, 90)], "SPSS")
        (0.0, 70.0)
    """
    found = [interquartile_range(values.tolist(), rule) for values in _corners(blocks)]
    return min(found), max(found)


def standard_deviations(
    blocks: Sequence[Block], *, mean: tuple[float, float] | None = None
) -> tuple[float, float] | None:
    """The smallest and the largest standard deviation (divisor n − 1) of sorted values in their blocks.

    All in between are possible too: the values form a convex set, and the SD is continuous.

    Args:
        blocks: from the lowest values up.
        mean: limits of the mean; None leaves it free.

    Returns:
        The two ends, or None when no values in the blocks have such a mean.

    Examples:
        >>> low, high = standard_deviations([Block(5, 20, 56), Block(1, 56, 56), Block(5, 56, 90)])
        >>> low, round(high, 1)
        (0.0, 35.0)
    """
    low, high = _limits(blocks)
    n = len(low)
    least, most = (low.sum(), high.sum()) if mean is None else (n * mean[0], n * mean[1])
    least, most = max(least, low.sum()), min(most, high.sum())
    if least > most:
        return None
    corners = [values for values in _corners(blocks) if least - 1e-9 <= values.sum() <= most + 1e-9]
    edges = [values for total in (least, most) for values in _edges(blocks, total)]
    widest = max(float(values.std(ddof=1)) for values in [*corners, *edges])
    return _narrowest(low, high, least, most), widest


def _limits(blocks: Sequence[Block]) -> tuple[Floats, Floats]:
    counts = [block.count for block in blocks]
    return np.repeat([b.low for b in blocks], counts) * 1.0, np.repeat([b.high for b in blocks], counts) * 1.0


def _narrowest(low: Floats, high: Floats, least: float, most: float) -> float:
    """Every value as near to one level as its box allows: the mean itself, or where the total needs it."""
    ends = float(low.min()), float(high.max())

    def reaching(total: float) -> Floats:
        if total in (low.sum(), high.sum()):
            return low if total == low.sum() else high
        level = brentq(lambda level: float(np.clip(level, low, high).sum() - total), *ends)
        return np.asarray(np.clip(level, low, high))

    free = np.clip(brentq(lambda m: float(np.clip(m, low, high).mean() - m), *ends), low, high)
    values = free if least <= free.sum() <= most else reaching(least if free.sum() < least else most)
    return float(values.std(ddof=1))


def _corners(blocks: Sequence[Block]) -> Iterator[Floats]:
    """Every value at one end of its box, sorted within its block."""
    for raised in product(*(range(block.count + 1) for block in blocks)):
        yield _placed(blocks, raised)


def _edges(blocks: Sequence[Block], total: float) -> Iterator[Floats]:
    """All but one value at an end of its box, and that one where the sum is `total`."""
    for free, block in enumerate(blocks):
        if not block.count:
            continue
        rest = [Block(b.count - (index == free), b.low, b.high) for index, b in enumerate(blocks)]
        for values in _corners(rest):
            last = total - values.sum()
            if block.low - 1e-9 <= last <= block.high + 1e-9:
                yield np.sort(np.append(values, last))


def _placed(blocks: Sequence[Block], raised: Sequence[int]) -> Floats:
    parts = [
        np.repeat([block.low, block.high], [block.count - up, up])
        for block, up in zip(blocks, raised, strict=True)
    ]
    values: Floats = np.concatenate(parts).astype(float)
    return values
