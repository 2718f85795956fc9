"""How much hidden bias a rank test survives: Rosenbaum's sensitivity parameter Γ, exact with ties.

A p-value takes chance for granted: between groups that anybody was as likely as anybody else to come into
either, within pairs that each change was as likely to rise as to fall. Γ says how far from that one may go.

Two groups. Given n1, the groups come about with probability proportional to exp(γ Σ Z_i u_i), where Z_i = 1
in the first group and u_i, between 0 and 1, is whatever was not recorded: the odds of coming into the first
group then differ between any two people by at most Γ = exp(γ). For a rank statistic the u that does most is 1
for the k highest responses and 0 for the others, or the reverse for the other tail, with a k to be sought
(Rosenbaum & Krieger 1990, JASA 85:493-498; Rosenbaum 2002, Observational Studies, section 4.6).

Pairs. Whatever the size of a change, its odds of being a rise are between 1/Γ and Γ; worst for the upper tail
is Γ for all of them (Rosenbaum 2002, section 4.3).

With Γ = 1 the bound is the p-value itself. It is a ratio of two polynomials in Γ, whose whole coefficients
count the arrangements by how many of the chosen have u = 1 (of the signs that are +), and it rises with Γ.
They are counted by adding one score at a time, as in `analysis.inference.pvalues`. From 2**63 arrangements on
(33 against 34, 63 pairs), or where a table would have more than 30 million cells, as between very unequal
groups (3 against 1,579), the sum is referred to a normal distribution with the exact mean and variance that
each k gives it. This normal bound is conservative in the tails: for 60 pairs and W = 0 it gives Γ = 11.8, the
exact one is 15.8.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import comb, gcd, isclose
from numbers import Real
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.special import gammaln, ndtr

from analysis.inference.checks import Design, at_most_half, design_sizes, finite, one_of
from analysis.inference.ranks import Whole, group_scores, signed_scores, untied_scores
from analysis.inference.wording import counted, number

BiasTest = Literal["rank_sum", "signed_rank"]
BiasMethod = Literal["exact", "normal bound"]
BiasDirection = Literal["higher", "lower"]
_TESTS: tuple[str, ...] = get_args(BiasTest)
_DIRECTIONS: tuple[str, ...] = get_args(BiasDirection)
_EXACT_WAYS = 2**63
_CELLS = 30_000_000
"""Cells of a table that is counted, in some two seconds; 33 against 33 people ask for 2.5 million."""
_MOST = 2000
"""Subjects up to whom the normal bound is sought over every k."""

Bound = Callable[[float], float]
"""Γ to the largest one-sided p that it allows."""


@dataclass(frozen=True, slots=True)
class HiddenBias:
    """How much hidden bias a two-sided rank test at a level survives.

    Attributes:
        test: "rank_sum" or "signed_rank".
        statistic: U of the first group, or W+.
        sizes: (n1, n2), or (pairs used,).
        level: the level.
        pvalue: two-sided p without any bias, by doubling the smaller one-sided p.
        gamma: the largest Γ at which the doubled worst one-sided p is at or below the level; 1, which stands
            for chance alone, where p is at the level. None where p is above the level without any bias.
        method: "exact", or "normal bound" where the arrangements are too many to count.
    """

    test: BiasTest
    statistic: float
    sizes: tuple[int, ...]
    level: float
    pvalue: float
    gamma: float | None
    method: BiasMethod
    _bound: Bound = field(repr=False, compare=False)

    def worst(self, gamma: float) -> float:
        """The largest two-sided p that a bias of Γ allows; it is `pvalue` at Γ = 1.

        Raises:
            ValueError: a Γ below 1.

        Examples:
            >>> round(hidden_bias("rank_sum", statistic=3, sizes=(5, 6)).worst(1.5), 3)
            0.062
        """
        if not gamma >= 1:
            raise ValueError(f"gamma is {gamma!r}. Pass a number from 1 (no hidden bias) up.")
        return min(1.0, 2 * self._bound(gamma))

    def sentence(
        self, *, direction: BiasDirection | None = None, group: str = "one of the two groups"
    ) -> str:
        """Say in words how small a bias would undo the p-value.

        Between groups Γ is the odds of coming into one group that people with high values have, divided by
        those of the others; within pairs it is the odds of a rise against a fall. It is written in per cent
        above 1, or from 2 up as a factor, rounded to the nearest.

        Args:
            direction: how the group, or the later of two values, differs; None where it is not known, which
                leaves the sentence as it is told of higher values.
            group: what the sentence calls the group, such as "the high-dose arm"; not used within pairs.

        Examples:
            >>> hidden_bias("rank_sum", statistic=27, sizes=(6, 5)).sentence(group="the high-dose arm")
            'If people who would have had high values anyway were 32 % likelier, in odds, to come into the \
high-dose arm, this p would no longer be below 0.05.'
            >>> hidden_bias("signed_rank", statistic=21, sizes=6).sentence(direction="higher")
            'If time alone made a rise 18 % likelier, in odds, than a fall, this p would no longer be below \
0.05.'
            >>> hidden_bias("rank_sum", statistic=4, sizes=(5, 6)).sentence()
            'The exact p of 0.05195 is above 0.05 without any bias.'
        """
        if direction is not None:
            one_of(direction, "direction", _DIRECTIONS)
        by = " (by the normal bound)" if self.method == "normal bound" else ""
        if self.gamma is None:
            kind = "" if by else "exact "
            return f"The {kind}p of {number(self.pvalue)}{by} is above {self.level:g} without any bias."
        if self.gamma == 1:
            return f"p{by} is at {self.level:g} without any bias."
        undone = f"this p would no longer be below {self.level:g}{by}."
        likelier = _likelier(self.gamma)
        if self.test == "rank_sum":
            values = "low" if direction == "lower" else "high"
            return (
                f"If people who would have had {values} values anyway were {likelier}, in odds, to come into "
                f"{group}, {undone}"
            )
        one, other = ("fall", "rise") if direction == "lower" else ("rise", "fall")
        than = "as" if likelier.endswith("as likely") else "than"
        if direction is None:
            other = f"{other} (or a {other} {than} a {one})"
        return f"If time alone made a {one} {likelier}, in odds, {than} a {other}, {undone}"


def hidden_bias(test: BiasTest, *, statistic: float, sizes: Design, level: float = 0.05) -> HiddenBias:
    """Find the largest Γ at which a rank test of values without ties stays at or below a level.

    A statistic and its mirror image give the same, and so does a swap of the groups. The result is exact, or
    by the normal bound where the arrangements or their table are too many (see the module).

    Args:
        test: "rank_sum" or "signed_rank".
        statistic: U of either group (see `rank_sum`), or W+ or W- (see `signed_rank`).
        sizes: (n1, n2), or the number of pairs.
        level: the level of the two-sided test, at most 0.5.

    Raises:
        ValueError: an unknown test, sizes of another test, a statistic that these sizes cannot give without
            ties, a level outside (0, 0.5], or more than 2,000 subjects.

    Examples:
        >>> [round(hidden_bias("rank_sum", statistic=u, sizes=(5, 6)).gamma, 3) for u in (3, 27, 0)]
        [1.324, 1.324, 2.843]
        >>> round(hidden_bias("signed_rank", statistic=0, sizes=6).gamma, 3)
        1.177
        >>> print(hidden_bias("signed_rank", statistic=0, sizes=5).gamma)
        None
    """
    one_of(test, "test", _TESTS)
    own = design_sizes(sizes)
    if len(own) != (2 if test == "rank_sum" else 1):
        wanted = "two sizes, such as (5, 6)" if test == "rank_sum" else "one number of pairs, such as 6"
        raise ValueError(f"sizes are {sizes!r}. For {test} pass {wanted}.")
    n = sum(own)
    largest = own[0] * own[1] if test == "rank_sum" else n * (n + 1) // 2
    if not isinstance(statistic, Real) or not 0 <= statistic <= largest or statistic != int(statistic):
        raise ValueError(
            f"statistic is {statistic!r}. Without ties {counted(own)} give a whole number from 0 to "
            f"{largest}; where values tie, pass them to hidden_bias_of."
        )
    doubled = 2 * int(statistic) + (own[0] * (own[0] + 1) if test == "rank_sum" else 0)
    return _survived(untied_scores(n)[0], doubled, own, level, float(statistic))


def hidden_bias_of(x: ArrayLike, y: ArrayLike | None = None, *, level: float = 0.05) -> HiddenBias:
    """Find the largest Γ at which a rank test of these values, with their ties, stays at or below a level.

    Two-sided p is twice the smaller one-sided p. Where values tie this may differ from `rank_sum` and
    `signed_rank`, which count both tails as far from the mean as the statistic.

    Args:
        x: the values of the first group, shape (n1,), or, without `y`, one difference a pair; zeros are
            dropped, as in `signed_rank`.
        y: the values of the second group, shape (n2,).
        level: the level of the two-sided test, at most 0.5.

    Raises:
        ValueError: no values, NaN, infinities, a level outside (0, 0.5], or more than 2,000 subjects.

    Examples:
        >>> hidden_bias_of([5, 4, 4, 6, 8], [1, 2, 2, 3, 4, 1]).sizes
        (5, 6)
        >>> round(hidden_bias_of([0.5, 1.2, 0.5, 0, 2, 3, 0.1]).gamma, 3)
        1.177
    """
    if y is None:
        scores, observed = signed_scores(finite(x, "differences")[np.newaxis], "wilcox")
        used = scores[0][scores[0] > 0]
        return _survived(used, int(observed[0]), (len(used),), level, float(observed[0] / 2))
    first, second = finite(x, "x"), finite(y, "y")
    scores, observed = group_scores(first[np.newaxis], second[np.newaxis])
    statistic = float(observed[0] - len(first) * (len(first) + 1)) / 2
    return _survived(scores[0], int(observed[0]), (len(first), len(second)), level, statistic)


def _likelier(gamma: float) -> str:
    """A factor in words: in per cent below 2."""
    if gamma >= 2:
        return f"{gamma:.2f} times as likely"
    return f"{max(1, round(100 * (gamma - 1)))} % likelier"


def _survived(
    scores: Whole, observed: int, sizes: tuple[int, ...], level: float, statistic: float
) -> HiddenBias:
    """The bound of the tail that the statistic lies in, and where it crosses half the level."""
    at_most_half(level, "level")
    if sum(sizes) > _MOST:
        raise ValueError(f"{counted(sizes)} exceed the {_MOST} that the bound is computed for.")
    ways = 2 ** sizes[0] if len(sizes) == 1 else comb(sum(sizes), sizes[0])
    exact = ways < _EXACT_WAYS and (len(sizes) == 1 or _cells(scores, min(sizes)) <= _CELLS)
    bound = min(_tails(scores, observed, sizes, exact), key=lambda tail: tail(1.0))
    pvalue = min(1.0, 2 * bound(1.0))
    at = isclose(pvalue, level)  # a level may differ from the p that it stands for by rounding
    return HiddenBias(
        test="signed_rank" if len(sizes) == 1 else "rank_sum",
        statistic=statistic,
        sizes=sizes,
        level=level,
        pvalue=pvalue,
        gamma=1.0 if at else _crossing(bound, level / 2) if pvalue < level else None,
        method="exact" if exact else "normal bound",
        _bound=bound,
    )


def _crossing(bound: Bound, most: float) -> float:
    """Where a bound, below `most` at Γ = 1, reaches it."""
    high = 2.0
    while bound(high) <= most:
        high *= 2
    return float(brentq(lambda gamma: bound(gamma) - most, 1.0, high, xtol=1e-13))


def _tails(scores: Whole, observed: int, sizes: tuple[int, ...], exact: bool) -> tuple[Bound, Bound]:
    """The bounds of a sum at least, and of one at most, as large as that observed.

    A sum at most as large is one at least as large of the scores turned round, and of the other signs.
    """
    if len(sizes) == 1:
        signs = _signs_exact if exact else _signs_normal
        return signs(scores, observed), signs(scores, int(scores.sum()) - observed)
    # The sum of one group settles that of the other; the smaller one keeps the tables small.
    n1, n2 = sizes
    size, own = (n1, observed) if n1 <= n2 else (n2, int(scores.sum()) - observed)
    ends = int(scores[0] + scores[-1])
    groups = _groups_exact if exact else _groups_normal
    return groups(scores, own, size), groups(ends - scores[::-1], size * ends - own, size)


def _ratio(beyond: NDArray[np.int64], ways: NDArray[np.int64]) -> Bound:
    """The largest over the rows of a ratio of polynomials, coefficients by rising power, shape (k, m)."""
    powers = np.arange(ways.shape[1]) - (ways.shape[1] - 1.0)  # at most 0, so that no power is large
    unbiased = int(beyond[0].sum()) / int(ways[0].sum())

    def bound(gamma: float) -> float:
        if gamma == 1:
            return unbiased
        weights = gamma**powers
        return float(np.max((beyond @ weights) / (ways @ weights)))

    return bound


def _signs_exact(scores: Whole, least: int) -> Bound:
    """Chance that the scores with sign + sum to `least` or more, each + with odds Γ."""
    n, unit = len(scores), gcd(*scores.tolist()) or 1
    counts = np.zeros((n + 1, int(scores.sum()) // unit + 1), dtype=np.int64)
    counts[0, 0] = 1
    for step in (scores // unit).tolist():
        counts[1:, step:] += counts[:-1, : counts.shape[1] - step].copy()
    beyond = counts[:, -(-least // unit) :].sum(axis=1)
    return _ratio(beyond[np.newaxis], counts.sum(axis=1)[np.newaxis])


def _groups_exact(scores: Whole, least: int, size: int) -> Bound:
    """Chance that `size` scores drawn with u = 1 for the k highest sum to `least` or more, for every k.

    Row k, column m count the draws with m of the k highest and size - m of the others.
    """
    n = len(scores)
    steps, unit = _steps(scores)
    start = max(0, -(-(least - size * int(scores[0])) // unit))
    width = _width(steps, size)
    low, high = _draws(steps, size, width), _draws(steps[::-1], size, width)
    # The lower part must bring what the higher part lacks.
    lacking = np.maximum(start - np.arange(width), 0)
    reaching = low[::-1, ::-1, ::-1]
    np.cumsum(reaching, axis=2, out=reaching)
    beyond = [
        (top * rest[:, width - 1 - lacking]).sum(axis=1) for top, rest in zip(high, reaching, strict=True)
    ]
    k, m = np.arange(n + 1)[:, np.newaxis], np.arange(size + 1)
    ways = [[comb(int(a), int(b)) * comb(n - int(a), size - int(b)) for b in m] for a in k[:, 0]]
    return _ratio(np.array(beyond), np.array(ways, dtype=np.int64))


def _steps(scores: Whole) -> tuple[Whole, int]:
    """How far each score is above the lowest, in the largest units that divide all; and the unit."""
    unit = gcd(*(scores - scores[0]).tolist()) or 1
    return (scores - scores[0]) // unit, unit


def _width(steps: Whole, size: int) -> int:
    """How many sums, from 0, `size` of the steps can give."""
    return int(steps[len(steps) - size :].sum()) + 1


def _cells(scores: Whole, size: int) -> int:
    """Cells of the larger table that `_groups_exact` counts for either tail."""
    ends = scores[0] + scores[-1]
    width = max(_width(_steps(each)[0], size) for each in (scores, ends - scores[::-1]))
    return (len(scores) + 1) * (size + 1) * width


def _draws(steps: Whole, size: int, width: int) -> Whole:
    """Count the subsets of the first j steps by their number and sum, shape (n + 1, size + 1, width)."""
    counts = np.zeros((len(steps) + 1, size + 1, width), dtype=np.int64)
    counts[0, 0, 0] = 1
    for j, step in enumerate(steps.tolist()):
        counts[j + 1] = counts[j]
        counts[j + 1, 1:, step:] += counts[j, :-1, : width - step]
    return counts


def _signs_normal(scores: Whole, least: int) -> Bound:
    """The same chance by the normal distribution."""

    def bound(gamma: float) -> float:
        up = gamma / (1 + gamma)
        return float(ndtr((up * scores.sum() - least) / np.sqrt(up * (1 - up) * (scores**2).sum())))

    return bound


def _groups_normal(scores: Whole, least: int, size: int) -> Bound:
    """The same chance by the normal distribution, for the worst k."""

    def bound(gamma: float) -> float:
        mean, variance = moments(scores, size, gamma)
        spread = np.sqrt(variance)
        deviates = np.full(len(mean), np.inf)  # without spread the sum is what was observed
        np.divide(mean - least, spread, out=deviates, where=spread > 0)
        return float(ndtr(deviates.max()))

    return bound


def moments(scores: ArrayLike, size: int, gamma: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and variance of a sum of `size` scores, where the k highest have Γ times the others' odds.

    The number m of the k highest among those drawn follows Fisher's noncentral hypergeometric distribution;
    given m, both parts are drawn without replacement (Rosenbaum & Krieger 1990, section 4).

    Args:
        scores: in increasing order, shape (n,).
        size: how many are drawn.
        gamma: Γ.

    Returns:
        Means and variances for k = 1 ... n - 1, shape (n - 1,) each.

    Examples:
        >>> [each.round(3).tolist() for each in moments([1, 2, 3], 1, 2)]
        [[2.25, 2.2], [0.688, 0.56]]
    """
    values = np.asarray(scores, dtype=np.float64)
    n = len(values)
    k, m = np.arange(1, n)[:, np.newaxis], np.arange(size + 1)
    possible = (m <= k) & (size - m <= n - k)
    logs = np.where(possible, _log_choose(k, m) + _log_choose(n - k, size - m) + m * np.log(gamma), -np.inf)
    chances = np.exp(logs - logs.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    high_mean, high_spread = _first(values[::-1])
    low_mean, low_spread = (part[::-1] for part in _first(values))
    given = m * high_mean[:, np.newaxis] + (size - m) * low_mean[:, np.newaxis]
    within = m * (k - m) / k * high_spread[:, np.newaxis]
    within = within + (size - m) * (n - k - size + m) / (n - k) * low_spread[:, np.newaxis]
    mean = (chances * given).sum(axis=1)
    variance = (chances * (within + (given - mean[:, np.newaxis]) ** 2)).sum(axis=1)
    return mean, variance


def _first(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and variance (with j - 1) of the first j of n values, j = 1 ... n - 1; one value has none."""
    j = np.arange(1, len(values))
    center = values.mean()
    sums, squares = (np.cumsum((values[:-1] - center) ** power) for power in (1, 2))
    spread = np.maximum(squares - sums**2 / j, 0) / np.maximum(j - 1, 1)
    return center + sums / j, spread


def _log_choose(n: NDArray[np.int64], m: NDArray[np.int64]) -> NDArray[np.float64]:
    """Logarithm of the number of ways to choose m of n; of no use where m is not between 0 and n."""
    of, chosen, rest = (gammaln(np.maximum(each, 0) + 1.0) for each in (n, m, n - m))
    logs: NDArray[np.float64] = of - chosen - rest
    return logs
