"""Orders that give a statistic, and p without each subject, against the library's own tests."""

from itertools import permutations

import numpy as np
import pytest

from analysis.inference import leave_one_out, left_out_by_method, rank_patterns, rank_sum


def test_every_order_gives_the_statistic_and_none_is_missed() -> None:
    """U = 3 of 6 against 5: as many orders as there are partitions of 3 that fit a box of 5 by 6."""
    found = rank_patterns(3, 6, 5)
    assert len(set(found)) == len(found) == 3
    for pattern in found:
        ranks = np.arange(11)
        first, second = ranks[np.array(pattern)], ranks[~np.array(pattern)]
        assert (first[:, None] < second).sum() == 3
    counts = [len(rank_patterns(u, 3, 2)) for u in range(7)]
    assert counts == [1, 1, 2, 2, 2, 1, 1]


def test_an_impossible_statistic_is_refused() -> None:
    with pytest.raises(ValueError, match="from 0 to 30"):
        rank_patterns(31, 6, 5)


@pytest.mark.parametrize("method", ["exact", "normal", "normal-cc"])
def test_left_out_p_is_the_p_of_the_others(method: str) -> None:
    """The ranks themselves serve as data: without a subject the test is run again."""
    table = leave_one_out(3, first=6, second=5, names=("HD", "LD"))
    assert len(table) == 3 * 11 * 3
    rows = table[table["method"] == method].set_index(["pattern", "rank"])
    for number, pattern in enumerate(rank_patterns(3, 6, 5), 1):
        for place in range(11):
            kept = [rank for rank in range(11) if rank != place]
            first = [rank for rank in kept if pattern[rank]]
            second = [rank for rank in kept if not pattern[rank]]
            row = rows.loc[(number, place + 1)]
            assert row["pvalue"] == pytest.approx(rank_sum(first, second, method=method).pvalue)  # type: ignore[arg-type]
            assert row["arm"] == ("HD" if pattern[place] else "LD")
            assert row["sizes"] == f"{len(first)} v {len(second)}"


def test_the_range_of_exact_p_crosses_the_usual_level() -> None:
    exact = leave_one_out(3, first=6, second=5, names=("HD", "LD"), methods=["exact"])["pvalue"]
    assert exact.min() == pytest.approx(2 / 252)
    assert exact.max() == pytest.approx(14 / 210)


def test_orders_are_those_of_all_permutations() -> None:
    every = {tuple(order) for order in permutations([True, True, False, False])}
    assert every == {pattern for u in range(5) for pattern in rank_patterns(u, 2, 2)}


def test_what_is_left_is_counted_by_method() -> None:
    left = leave_one_out(3, first=6, second=5, names=("HD", "LD"))
    told = left_out_by_method(left, level=0.05).set_index("method")
    assert (told["cases"] == 33).all()
    for method, own in left.groupby("method"):
        pvalues = sorted(own["pvalue"])
        assert told.loc[method, ["p_low", "p_high"]].tolist() == [pvalues[0], pvalues[-1]]
        assert told.loc[method, "reached"] == sum(p >= 0.05 for p in pvalues)
    assert told.loc["exact", "reached"] == 21
