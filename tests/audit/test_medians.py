"""Medians with counts, against random data and every count."""

from decimal import ROUND_DOWN, Decimal
from operator import attrgetter

import numpy as np
import pytest

from analysis.audit import median_count
from analysis.audit.medians import _quartile, _Values
from analysis.reported import Printed

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("n", "median", "above", "expected"), [
    (11, "22.40", "25", (0, 5)),
    (11, "22.40", "20", (6, 11)),
    (10, "22.4", "25", (0, 5)),
    (10, "22.4", "22.4", (0, 10)),
    (11, "22.4", "22.4", (0, 11)),
])  # fmt: skip
def test_counts_that_a_median_allows(n, median, above, expected):
    check = median_count(median, n, count=3, above=above)
    assert (check.least, check.most) == expected


@pytest.mark.parametrize("n", [5, 6, 11])
def test_the_truth_is_possible_and_within_the_range(n):
    rng = np.random.default_rng(n)
    for _ in range(60):
        values = np.sort(rng.lognormal(3, 0.4, n))
        limit = f"{rng.uniform(10, 35):.0f}"
        count = int((values > float(limit)).sum())
        sd, iqr = values.std(ddof=1), np.subtract(*np.quantile(values, [0.75, 0.25]))
        for name, spread in (("sd", sd), ("sem", sd / np.sqrt(n)), ("iqr", iqr)):
            check = median_count(
                f"{np.median(values):.2f}", n, count=count, above=limit, spread=f"{spread:.2f}"
            )
            assert check.answer == "possible"
            (reading,) = (r for r in check.readings if r.spread_is == name)
            assert reading.low <= spread + 0.006
            assert reading.answer == "possible" or (reading.answer == "undecided" and count == 0)
            if reading.answer == "possible":
                holds(reading, check, name)


def holds(reading, check, name):
    """The witness prints the median, the count and the spread."""
    values = np.array(reading.witness)
    assert Printed(check.median).holds(round(float(np.median(values)), 9))
    assert (values > float(check.above)).sum() == check.count
    widths = [
        float((_quartile(check.n, 0.75, d) - _quartile(check.n, 0.25, d)) @ np.sort(values)) for d in (6, 7)
    ]
    sd = values.std(ddof=1)
    printed = {"sd": [sd], "sem": [sd / np.sqrt(check.n)], "iqr": widths}[name]
    assert any(Printed(check.spread).holds(round(value, 9)) for value in printed)


@pytest.mark.parametrize(("n", "count"), [(5, 2), (6, 3), (6, 2), (7, 5)])
def test_the_smallest_sd_is_the_smallest(n, count):
    values = _Values("10.0", n, count, "12" if count <= n / 2 else "8", 0.0, attrgetter("rounded"))
    rows, limits = values.rows()
    best = values.evenest()
    assert np.all(rows @ best <= limits + 1e-9)
    rng = np.random.default_rng(n)
    for _ in range(400):
        other = values.lowest(
            rng.normal(size=n) @ np.triu(np.ones((n, n))) - 5 * np.ones(n), between=(-1e3, 1e3)
        )
        if other is not None:
            for share in (0.001, 0.01, 0.1, 1.0):
                assert (best + share * (other - best)).std() >= best.std() - 1e-9


def test_numbers_that_were_cut_off_are_never_called_impossible():
    """Counts around a limit just above the median, and spreads as small as the median allows."""
    rng = np.random.default_rng(9)
    answers = []
    for _ in range(80):
        values = np.sort(rng.choice([4.0, 5.0, rng.uniform(4, 6)]) + rng.uniform(0, 0.99, 6).round(3))
        limit = f"{np.median(values) - 0.2:.1f}"
        count = int((values > float(limit)).sum())
        median, spread = cut(float(np.median(values))), cut(float(values.std(ddof=1)), 2)
        check = median_count(median, 6, count=count, above=limit, spread=spread)
        assert check.answer != "impossible"
        assert f"{check.answer}" in ("possible", "only if")
        (sd,) = (reading for reading in check.readings if reading.spread_is == "sd")
        assert sd.answer != "impossible"
        answers += [check.answer, sd.answer]
        if sd.answer == "only if":
            assert "only if decimals were cut off" in sd.sentence()
            found = np.array(sd.witness)
            assert Printed(median).either.holds(round(float(np.median(found)), 9))
            assert Printed(spread).either.holds(round(float(found.std(ddof=1)), 9))
            assert (found > float(limit)).sum() == count
    assert answers.count("only if") > 5
    assert answers.count("possible") > 5


def cut(value: float, decimals: int = 0) -> str:
    return f"{Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN):f}"


def test_a_median_that_only_cutting_explains():
    """22.7 is the median of numbers all six of which may lie above 22.6; rounded it would print as 23."""
    check = median_count("22", 6, count=4, above="22.6")
    assert (check.answer, check.most, check.if_cut_off[1]) == ("only if", 3, 6)
    assert "can hold together only if decimals were cut off, not rounded" in check.sentence()
    assert median_count("22", 7, count=4, above="23").answer == "impossible"


def test_an_impossible_spread():
    check = median_count("22.40", 11, count=3, above="40", spread="5.15")
    verdicts = {r.spread_is: r.answer for r in check.readings}
    assert verdicts["sd"] == "impossible"
    assert "cannot hold together" in median_count("22.40", 11, count=7, above="25").sentence()


def test_quartiles_agree_with_numpy():
    rng = np.random.default_rng(2)
    for n in (3, 4, 7, 11):
        values = np.sort(rng.normal(size=n))
        for definition, method in ((7, "linear"), (6, "weibull")):
            for share in (0.25, 0.75):
                ours = float(_quartile(n, share, definition) @ values)
                assert ours == pytest.approx(np.quantile(values, share, method=method))


def test_unusable_counts_are_refused():
    with pytest.raises(ValueError, match="a count from 0"):
        median_count("22.4", 11, count=12, above="25")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"n": True}, "n is True"),
        ({"n": 11.0}, "whole number from 3 up"),
        ({"count": 3.0}, "count is 3.0"),
        ({"count": -1}, "whole number from 0 up"),
        ({"minimum": 30}, "above the median"),
        ({"minimum": float("nan")}, "minimum holds NaN"),
        ({"spread": "-1"}, "not negative"),
    ],
)
def test_input_without_sense_is_refused(change, words):
    given = {"median": "22.4", "n": 11, "count": 3, "above": "25", "spread": "5.15"}
    with pytest.raises(ValueError, match=words):
        median_count(**{**given, **change})
