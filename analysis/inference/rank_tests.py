"""Wilcoxon's signed-rank and rank-sum tests, exact with ties and zeros, for one data set or very many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.inference.checks import finite, one_of
from analysis.inference.pvalues import METHODS, Method, floor, pvalues
from analysis.inference.ranks import Whole, group_scores, signed_scores, untied_scores
from analysis.inference.screening import screen_groups, screen_signed
from analysis.inference.wording import counted, number

Zeros = Literal["wilcox", "pratt"]
_ZEROS: tuple[str, ...] = get_args(Zeros)
_BLOCK = 2**19
_WORDS = {
    "exact": "exact",
    "normal": "normal approximation without continuity correction",
    "normal-cc": "normal approximation with continuity correction",
}


@dataclass(frozen=True, slots=True)
class RankTest:
    """Result of a rank test.

    Attributes:
        test: "signed-rank" or "rank-sum".
        statistic: W+ (sum of the positive ranks; R's V), or U of x (pairs with x > y plus half the ties; R's
            W).
        pvalue: two-sided; NaN when the normal method meets data without information.
        floor: the smallest two-sided p that these sizes and this method can give without ties.
        n: pairs used, or subjects in both groups.
        n_total: pairs given, zeros included, or subjects in both groups.
        sizes: (pairs used,) or (subjects in x, subjects in y).
        method: how the p-value was computed.
        effect: rank-biserial correlation, from -1 to 1; 0 without information.
        informative: whether the values differ at all: not all differences are zero, or not all values equal.
    """

    test: Literal["signed-rank", "rank-sum"]
    statistic: float
    pvalue: float
    floor: float
    n: int
    n_total: int
    sizes: tuple[int, ...]
    method: Method
    effect: float
    informative: bool

    def sentence(self) -> str:
        """Say the effect, the test, the sizes and, last, p beside its floor."""
        paired = self.test == "signed-rank"
        sizes = counted(self.sizes, self.n_total - self.n)
        design = f"Wilcoxon {self.test} test ({_WORDS[self.method]}; {sizes})"
        if not self.informative:
            what = "differences are zero" if paired else "values are equal"
            return (
                f"{design}: all {what}, so the data carry no information; the rank-biserial correlation is 0 "
                f"by convention and two-sided p is {number(self.pvalue)}."
            )
        kind, symbol = ("Matched-pairs rank-biserial", "W+") if paired else ("Rank-biserial", "U")
        return (
            f"{kind} correlation {number(self.effect)}; {design}: {symbol} = {number(self.statistic)}, "
            f"two-sided p = {number(self.pvalue)} (smallest possible without ties: {number(self.floor)})."
        )


class RankTests(NamedTuple):
    """Statistics and two-sided p-values of many data sets, one entry each."""

    statistic: NDArray[np.float64]
    pvalue: NDArray[np.float64]


def signed_rank(differences: ArrayLike, *, method: Method = "exact", zeros: Zeros = "wilcox") -> RankTest:
    """Test paired differences with Wilcoxon's signed-rank test (Wilcoxon 1945; zeros: Pratt 1959).

    W+ is the sum of the ranks of |d| over the positive d. "exact" is the conditional permutation distribution
    given the midranks: the share of all sign patterns whose W+ lies at least as far from its null mean as the
    observed. "normal" refers (W+ - mean) / sqrt(sum of squared ranks / 4) to the normal distribution, which
    corrects the variance for ties; "normal-cc" first moves W+ by 1/2 toward the mean. The effect is
    (W+ - W-) / (W+ + W-), and 0 where all differences are zero.

    Args:
        differences: one difference a pair, shape (n,). Decimals tie by the rule in
            `analysis.inference.ranks`.
        method: "exact", "normal" or "normal-cc".
        zeros: "wilcox" drops zero differences; "pratt" ranks them and then drops their ranks.

    Raises:
        ValueError: no values, NaN, infinities, an unknown option, or more pairs than the exact method
            handles.

    Examples:
        >>> signed_rank([1.2, 0.4, 2.2, 0.9, 3.1, 0.3]).pvalue
        0.03125
        >>> signed_rank([5.3 - 4.1, -1.2, 2.0]).statistic
        4.5
        >>> print(signed_rank([1, 2, 3, 4, 5]).sentence())
        Matched-pairs rank-biserial correlation 1; Wilcoxon signed-rank test (exact; 5 pairs): W+ = 15, \
two-sided p = 0.0625 (smallest possible without ties: 0.0625).
    """
    one_of(method, "method", METHODS)
    one_of(zeros, "zeros", _ZEROS)
    scores, observed = signed_scores(finite(differences, "differences")[np.newaxis], zeros)
    used, n_total = int(np.count_nonzero(scores)), scores.shape[1]
    total = int(scores.sum())
    zeros_ranked = n_total - used if zeros == "pratt" else 0
    return RankTest(
        test="signed-rank",
        statistic=float(observed[0] / 2),
        pvalue=float(pvalues(scores, observed, None, method)[0]),
        floor=floor(used, None, method, zeros_ranked=zeros_ranked),
        n=used,
        n_total=n_total,
        sizes=(used,),
        method=method,
        effect=float((2 * observed[0] - total) / total) if used else 0.0,
        informative=used > 0,
    )


def rank_sum(x: ArrayLike, y: ArrayLike, *, method: Method = "exact") -> RankTest:
    """Test two independent groups with Wilcoxon's rank-sum test (Mann and Whitney 1947).

    U counts the pairs with x > y plus half the ties. "exact" is the conditional permutation distribution
    given the midranks: the share of all C(n1 + n2, n1) regroupings whose U lies at least as far from n1 n2 /
    2 as the observed, as R's coin defines it. "normal" divides U - n1 n2 / 2 by its standard deviation,
    corrected for ties; "normal-cc" first moves U by 1/2 toward the mean. The effect is 2 U / (n1 n2) - 1: 0
    where all values are equal, so that either group is as likely to hold the larger of two values.

    Args:
        x: first group, shape (n1,). Decimals tie by the rule in `analysis.inference.ranks`.
        y: second group, shape (n2,).
        method: "exact", "normal" or "normal-cc".

    Raises:
        ValueError: an empty group, NaN, infinities, an unknown method, or more subjects than the exact method
            handles.

    Examples:
        >>> rank_sum([7, 8, 9, 10, 11], [1, 2, 3, 4, 5, 6]).pvalue
        0.004329004329004329
        >>> rank_sum([1, 2], [2, 3]).statistic
        0.5
    """
    one_of(method, "method", METHODS)
    first, second = finite(x, "x"), finite(y, "y")
    n1, n2 = len(first), len(second)
    scores, observed = group_scores(first[np.newaxis], second[np.newaxis])
    informative = bool(scores[0, 0] != scores[0, -1])
    statistic = float(_u(observed, n1)[0])
    return RankTest(
        test="rank-sum",
        statistic=statistic,
        pvalue=float(pvalues(scores, observed, n1, method)[0]),
        floor=floor(n1 + n2, n1, method) if informative else 1.0,
        n=n1 + n2,
        n_total=n1 + n2,
        sizes=(n1, n2),
        method=method,
        effect=2 * statistic / (n1 * n2) - 1,
        informative=informative,
    )


def signed_rank_many(
    differences: ArrayLike, *, method: Method = "exact", zeros: Zeros = "wilcox"
) -> RankTests:
    """Run `signed_rank` on every row, with the same numbers.

    Args:
        differences: shape (k, n).
        method: as in `signed_rank`.
        zeros: as in `signed_rank`.

    Raises:
        ValueError: as in `signed_rank`.

    Examples:
        >>> signed_rank_many([[1, 2, 3], [-1, 2, 0]]).pvalue
        array([0.25, 1.  ])
    """
    one_of(method, "method", METHODS)
    one_of(zeros, "zeros", _ZEROS)
    data = finite(differences, "differences", ndim=2)
    k, n = data.shape
    clear, statistic, pvalue = np.empty(k, dtype=np.bool_), np.empty(k), np.empty(k)
    for block in screen_signed(data):
        clear[block.rows], statistic[block.rows] = block.clear, block.sums / 2
        if block.clear.any():
            pvalue[block.rows] = pvalues(untied_scores(n), block.sums, None, method)
    for rows in _blocks(np.flatnonzero(~clear), n):
        scores, sums = signed_scores(data[rows], zeros)
        statistic[rows], pvalue[rows] = sums / 2, pvalues(scores, sums, None, method)
    return RankTests(statistic, pvalue)


def rank_sum_many(x: ArrayLike, y: ArrayLike, *, method: Method = "exact") -> RankTests:
    """Run `rank_sum` on every pair of rows, with the same numbers.

    Args:
        x: shape (k, n1).
        y: shape (k, n2).
        method: as in `rank_sum`.

    Raises:
        ValueError: as in `rank_sum`, or different numbers of rows.

    Examples:
        >>> rank_sum_many([[3, 4], [1, 1]], [[1, 2], [1, 1]]).pvalue
        array([0.33333333, 1.        ])
    """
    one_of(method, "method", METHODS)
    first, second = finite(x, "x", ndim=2), finite(y, "y", ndim=2)
    if len(first) != len(second):
        raise ValueError(
            f"x has {len(first)} rows and y has {len(second)}; pass one row of each per data set."
        )
    k, n1, n = len(first), first.shape[1], first.shape[1] + second.shape[1]
    clear, statistic, pvalue = np.empty(k, dtype=np.bool_), np.empty(k), np.empty(k)
    for block in screen_groups(first, second):
        clear[block.rows], statistic[block.rows] = block.clear, _u(block.sums, n1)
        if block.clear.any():
            pvalue[block.rows] = pvalues(untied_scores(n), block.sums, n1, method)
    for rows in _blocks(np.flatnonzero(~clear), n):
        scores, sums = group_scores(first[rows], second[rows])
        statistic[rows], pvalue[rows] = _u(sums, n1), pvalues(scores, sums, n1, method)
    return RankTests(statistic, pvalue)


def _blocks(rows: NDArray[np.intp], n: int) -> Iterator[NDArray[np.intp]]:
    """Cut row numbers into blocks of about `_BLOCK` values, which bounds the memory."""
    step = max(1, _BLOCK // n)
    for start in range(0, len(rows), step):
        yield rows[start : start + step]


def _u(observed: Whole, n1: int) -> NDArray[np.float64]:
    """Turn doubled rank sums of x into U."""
    return (observed - n1 * (n1 + 1)) / 2
