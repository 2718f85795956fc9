"""Groups with a printed mean and spread, drawn exactly and uniformly: they form a sphere.

The values of n subjects are a point in n dimensions. All points with mean m lie in a hyperplane; of these,
all with standard deviation s (divisor n - 1) have the distance s sqrt(n - 1) from (m, ..., m), so they form a
sphere of n - 2 dimensions. Independent normal values, centered and scaled to that distance, are uniform on
it (Muller 1959, Communications of the ACM 2:19-20): no search is needed, and every such data set is equally
likely.

Only sums in a fixed order, products and square roots are used, and the same proposals are made whatever the
number of groups asked for, so a longer run starts with the shorter one.
"""

from collections.abc import Iterator
from itertools import count
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from analysis.reported import Printed, Summary
from analysis.reported.summary import SpreadIs

BLOCK = 2**14
"""Groups that are proposed at a time, which bounds the memory."""

PATIENCE = 2**24
"""Proposals after which a group that respects the minimum is called too rare to draw."""

_BISECTIONS = 40  # an error of 1e-12 of the variation

Values = NDArray[np.float64]


def group(
    mean: str,
    spread: str,
    n: int,
    *,
    spread_is: SpreadIs,
    size: int,
    seed: int,
    minimum: float = 0.0,
) -> Values:
    """Draw groups of n values whose mean and spread print as given, uniformly on the sphere.

    The mean and the spread are drawn uniformly from the intervals that their printed decimals stand for;
    given these, the group is uniform on its sphere. Groups with a value below the minimum are drawn again,
    together with their mean and spread.

    Args:
        mean: the mean, as printed.
        spread: the number after ±, as printed.
        n: values in a group, at least 2.
        spread_is: "sd" or "sem" (SD = SEM sqrt(n)).
        size: groups to draw.
        seed: a whole number from 0 up. The same arguments give the same groups; other printed numbers give
            independent ones under the same seed.
        minimum: the smallest value allowed; `-math.inf` allows all.

    Returns:
        Shape (size, n), in the unit of the mean.

    Raises:
        ValueError: mean, spread or n that `Summary` refuses, an unknown reading, a negative size or seed, a
            spread that no n values above the minimum can have, or one so close to that limit that hardly
            any draw respects the minimum.

    Examples:
        >>> low = group("306", "36", 5, spread_is="sem", size=2, seed=1)
        >>> low.shape, low.mean(axis=1).round().tolist()
        ((2, 5), [306.0, 306.0])
        >>> bool(np.all(low > 0))
        True
    """
    summary = Summary(mean, spread, n)
    summary.sd(spread_is=spread_is)
    refuse_negative(size, "size")
    refuse_negative(seed, "seed")
    _refuse_impossible(summary, spread_is, minimum)
    kept = [np.empty((n, 0))]
    found = 0
    for proposed, block in zip(count(BLOCK, BLOCK), _blocks(summary, spread_is, seed), strict=False):
        if found >= size:
            break
        kept.append(block[:, block.min(axis=0) >= minimum])
        found += kept[-1].shape[1]
        if not found and proposed >= PATIENCE:
            raise ValueError(
                f"none of {proposed:,} groups that print {summary.printed} (n = {n}, ± read as {spread_is}) "
                f"has all values at or above {minimum:g}. Allow a lower minimum."
            )
    return np.concatenate(kept, axis=1)[:, :size].T


def on_sphere(normals: Values, mean: Values | float, sd: Values | float) -> Values:
    """Center and scale columns to a given mean and standard deviation (divisor n - 1).

    Args:
        normals: shape (n, k), one group a column; independent normal values give the uniform distribution.
        mean: the mean of each column, shape (k,) or one for all.
        sd: the standard deviation of each column, shape (k,) or one for all.

    Examples:
        >>> on_sphere(np.array([[1.0], [2.0], [6.0]]), 10, 2).ravel().round(4).tolist()
        [8.4881, 9.2441, 12.2678]
    """
    centered = normals - normals.mean(axis=0)
    length = np.sqrt(np.square(centered).sum(axis=0))
    scaled: Values = mean + centered * (sd * sqrt(len(normals) - 1) / length)
    return scaled


def on_log_sphere(normals: Values, mean: Values, sd: Values) -> Values:
    """Make columns positive with a given mean and standard deviation, uniform in the direction of their logs.

    With z the centered column, the values are m exp(b z) / mean(exp(b z)). Their coefficient of variation
    rises with b from 0 to sqrt(n), so b is found by bisection.

    Args:
        normals: shape (n, k), one group a column.
        mean: the mean of each column, above 0, shape (k,).
        sd: the standard deviation of each column, shape (k,), below sqrt(n) times the mean.

    Examples:
        >>> values = on_log_sphere(np.array([[1.0], [2.0], [6.0]]), np.array([10.0]), np.array([8.0]))
        >>> round(float(values.mean()), 9), round(float(values.std(ddof=1)), 9)
        (10.0, 8.0)
    """
    below_top = normals - normals.max(axis=0)
    low, high = np.zeros(normals.shape[1]), np.ones(normals.shape[1])
    wanted = sd / mean
    while (short := _variation(high * below_top) < wanted).any():
        high[short] *= 2
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        short = _variation(middle * below_top) < wanted
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    values = np.exp(high * below_top)
    scaled: Values = values * (mean / values.mean(axis=0))
    return scaled


def printed_moments(
    summary: Summary, spread_is: SpreadIs, size: int, rng: np.random.Generator
) -> tuple[Values, Values]:
    """Draw means and standard deviations uniformly from what the printed decimals stand for.

    Args:
        summary: mean, spread and n as printed.
        spread_is: "sd" or "sem".
        size: how many to draw.
        rng: the source of random numbers.

    Returns:
        Means and standard deviations, shape (size,) each.
    """
    mean, spread = Printed(summary.mean), Printed(summary.spread)
    factor = sqrt(summary.n) if spread_is == "sem" else 1.0
    means = rng.uniform(float(mean.low), float(mean.high), size)
    spreads = rng.uniform(max(float(spread.low), 0.0), float(spread.high), size)
    return means, factor * spreads


def generator(seed: int, name: str) -> np.random.Generator:
    """The random numbers of one named part; parts of different names are independent under one seed.

    Args:
        seed: a whole number from 0 up.
        name: the part.
    """
    return np.random.Generator(np.random.PCG64([seed, *name.encode()]))


def _blocks(summary: Summary, spread_is: SpreadIs, seed: int) -> Iterator[Values]:
    """Propose groups without regard to the minimum, shape (n, BLOCK), without end."""
    rng = generator(seed, f"{summary.printed} {summary.n} {spread_is}")
    while True:
        means, sds = printed_moments(summary, spread_is, BLOCK, rng)
        yield on_sphere(rng.standard_normal((summary.n, BLOCK)), means, sds)


def _variation(logs: Values) -> Values:
    """Coefficient of variation of the exponentials of each column."""
    values = np.exp(logs)
    mean = values.mean(axis=0)
    variation: Values = np.sqrt(np.square(values - mean).sum(axis=0) / (len(logs) - 1)) / mean
    return variation


def _refuse_impossible(summary: Summary, spread_is: SpreadIs, minimum: float) -> None:
    """Refuse a spread that is too large: n values above a minimum have SD <= sqrt(n) (mean - minimum)."""
    factor = sqrt(summary.n) if spread_is == "sem" else 1.0
    smallest = factor * max(float(Printed(summary.spread).low), 0.0)
    largest = sqrt(summary.n) * (float(Printed(summary.mean).high) - minimum)
    if smallest >= largest and not smallest == largest == 0:
        raise ValueError(
            f"{summary.printed} (n = {summary.n}, ± read as {spread_is}) needs an SD of at least "
            f"{smallest:g}, but values at or above {minimum:g} with this mean have an SD below {largest:g}. "
            "Allow a lower minimum, or read ± otherwise."
        )


def refuse_negative(number: int, name: str) -> None:
    """Refuse anything but a whole number from 0 up.

    Args:
        number: what was passed.
        name: what the caller calls it, for the error.

    Raises:
        ValueError: it is not one.
    """
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise ValueError(f"{name} is {number!r}. Pass a whole number from 0 up.")
