"""Every order of two groups that gives one rank-sum statistic, and what leaving one subject out does to p."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from analysis.inference.attainable_values import attainable
from analysis.inference.checks import distinct
from analysis.inference.pvalues import METHODS, Method

Pattern = tuple[bool, ...]
"""From the lowest value to the highest: whether it belongs to the first group."""


def rank_patterns(statistic: int, first: int, second: int) -> tuple[Pattern, ...]:
    """Every order without ties in which `statistic` pairs have the first group's member below the second's.

    Args:
        statistic: U, counted as the pairs against the first group.
        first: subjects in the first group.
        second: subjects in the second group.

    Raises:
        ValueError: no order of these sizes gives that statistic.

    Examples:
        >>> len(rank_patterns(3, 6, 5)), len(rank_patterns(0, 6, 5))
        (3, 1)
    """
    found = tuple(_orders(statistic, first, second, below=0))
    if not found:
        raise ValueError(
            f"no order of {first} against {second} subjects has U = {statistic}. "
            f"Pass a whole number from 0 to {first * second}."
        )
    return found


def leave_one_out(
    statistic: int,
    *,
    first: int,
    second: int,
    names: tuple[str, str],
    methods: Sequence[Method] = METHODS,
) -> pd.DataFrame:
    """The p-value without each subject in turn, over every order that gives the statistic.

    The result rests on the sizes and the statistic alone: no value is needed.

    Args:
        statistic: U, counted as the pairs against the first group.
        first: subjects in the first group, at least 2.
        second: subjects in the second group, at least 2.
        names: of the two groups, different.
        methods: how p is calculated.

    Returns:
        One row per order, subject and method: `pattern` (from 1), `rank` (of the subject left out, from 1),
        `arm`, `method`, `statistic` (U of the others), `sizes` ("5 v 5"), `pvalue` and `trace`.

    Raises:
        ValueError: names that cannot be told apart, or a statistic that the sizes do not have.
    """
    distinct(names, "names", size=2)
    rungs = {
        (sizes, method): attainable(*sizes, method=method).set_index("statistic")["pvalue"]
        for sizes in ((first - 1, second), (first, second - 1))
        for method in methods
    }
    rows = []
    for number, pattern in enumerate(rank_patterns(statistic, first, second), 1):
        for place, member in enumerate(pattern):
            left = _against(pattern[:place] + pattern[place + 1 :])
            sizes = (first - member, second - (not member))
            arm, label = names[0 if member else 1], "{} v {}".format(*sizes)
            rows += [
                (number, place + 1, arm, method, left, label, float(rungs[sizes, method][left]))
                for method in methods
            ]
    columns = ["pattern", "rank", "arm", "method", "statistic", "sizes", "pvalue"]
    return pd.DataFrame(rows, columns=columns).assign(trace="formula:inference.leave_one_out")


def left_out_by_method(left: pd.DataFrame, *, level: float) -> pd.DataFrame:
    """How far the p-values without one subject reach, over every order and subject.

    Args:
        left: from `leave_one_out`.
        level: of p.

    Returns:
        One row per method: `method`, `orders`, `cases` (an order and a subject each), `p_low`, `p_high` and
        `reached` (cases with p at the level or above it).

    Examples:
        >>> left = leave_one_out(0, first=3, second=3, names=("a", "b"), methods=["exact"])
        >>> left_out_by_method(left, level=0.2).to_dict("records")[0]["reached"]
        6
    """
    return (
        left.assign(reached=left["pvalue"] >= level)
        .groupby("method", sort=False)
        .agg(
            orders=("pattern", "nunique"),
            cases=("pvalue", "size"),
            p_low=("pvalue", "min"),
            p_high=("pvalue", "max"),
            reached=("reached", "sum"),
        )
        .reset_index()
    )


def _orders(left: int, first: int, second: int, *, below: int) -> Iterator[Pattern]:
    """The ends of an order from one place on, the first group's turn first; no dead end is entered.

    Args:
        left: pairs against the first group that are still to come.
        first: members of the first group that are still to come.
        second: members of the second group that are still to come.
        below: members of the first group that have come.
    """
    if not second * below <= left <= second * (below + first):
        return
    if not first + second:
        yield ()
    if first:
        yield from ((True, *rest) for rest in _orders(left, first - 1, second, below=below + 1))
    if second:
        yield from ((False, *rest) for rest in _orders(left - below, first, second - 1, below=below))


def _against(pattern: Pattern) -> int:
    """Pairs in which the first group's member lies below the second group's."""
    below = total = 0
    for member in pattern:
        below += member
        total += 0 if member else below
    return total
