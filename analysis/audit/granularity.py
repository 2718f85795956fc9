"""GRIM and GRIMMER: can whole numbers have the printed mean and standard deviation?

The sum of n whole numbers is a whole number T, so their mean T / n takes only some values (GRIM: Brown and
Heathers 2017, Social Psychological and Personality Science 8:363-369). The sum of their squares Q is whole
too and has the parity of T, so the standard deviation takes only some values (GRIMMER: Anaya 2016, PeerJ
Preprints 4:e2400; in closed form: Allard 2018, "Analytic-GRIMMER"). Those conditions are necessary. Here the
whole numbers themselves are looked for, so "possible" always comes with them, and "impossible" means that no
T and Q in the rounding intervals belong to any whole numbers.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, isqrt

from analysis.audit.verdicts import SPREAD_WORDS, Answer
from analysis.reported import Printed, Summary
from analysis.reported.summary import SpreadIs

MAX_TRIALS = 200_000


@dataclass(frozen=True, slots=True)
class Granularity:
    """Whether whole numbers can have the printed statistics.

    Attributes:
        test: "GRIM" or "GRIMMER".
        printed: what was tested.
        n: how many whole numbers.
        totals: the sums whose mean prints as given.
        answer: "possible", "impossible" or "undecided" (only GRIMMER, when the search gives up).
        witness: whole numbers that print so; empty unless possible.
    """

    test: str
    printed: str
    n: int
    totals: tuple[int, ...]
    answer: Answer
    witness: tuple[int, ...]

    def sentence(self) -> str:
        """Say the verdict with the numbers that show it."""
        start = f"{self.test}: {self.n} whole numbers"
        if self.answer == "possible":
            example = ", ".join(map(str, self.witness))
            return f"{start} can print as {self.printed}, for example {example} (computed, not measured)."
        if self.answer == "undecided":
            return f"{start} that print as {self.printed} were neither found nor excluded."
        if not self.totals:
            reason = f"no whole sum divided by {self.n} rounds to the mean"
            return f"{start} cannot print as {self.printed}: {reason}."
        return (
            f"{start} cannot print as {self.printed}: no whole sum of squares that goes with a sum of "
            f"{', '.join(map(str, self.totals))} rounds to the spread."
        )


def grim(mean: str, n: int, *, items: int = 1) -> Granularity:
    """Test a printed mean of n whole numbers.

    Args:
        mean: as printed.
        n: how many values.
        items: whole-number items that were averaged into each value; the grain is then 1 / items, and the
            witness holds the n x items whole numbers.

    Raises:
        ValueError: a mean that is not a printed number, or n or items below 1.

    Examples:
        >>> print(grim("3.45", 10).sentence())
        GRIM: 10 whole numbers cannot print as 3.45: no whole sum divided by 10 rounds to the mean.
        >>> grim("3.45", 11).witness
        (3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4)
    """
    if n < 1 or items < 1:
        raise ValueError(
            f"n is {n} and items is {items}. Both count something: pass whole numbers from 1 up."
        )
    count = n * items
    totals = _totals(Printed(mean), count)
    if not totals:
        return Granularity("GRIM", mean, count, (), "impossible", ())
    low, extra = divmod(totals[0], count)
    return Granularity("GRIM", mean, count, totals, "possible", (low,) * (count - extra) + (low + 1,) * extra)


def grimmer(summary: Summary, *, spread_is: SpreadIs = "sd") -> Granularity:
    """Test a printed mean and spread of n whole numbers.

    Q = (n - 1) SD² + T² / n must be whole, as even or odd as T, and the sum of squares of n whole numbers
    with the sum T.

    Args:
        summary: mean, spread and n as printed.
        spread_is: what ± is.

    Examples:
        >>> grimmer(Summary("2.33", "1.53", 3)).witness
        (1, 2, 4)
        >>> print(grimmer(Summary("3.44", "2.47", 18)).sentence())
        GRIMMER: 18 whole numbers cannot print as 3.44 ± 2.47 (± an SD): no whole sum of squares that goes \
with a sum of 62 rounds to the spread.
    """
    n, spread = summary.n, Printed(summary.spread)
    totals = _totals(Printed(summary.mean), n)
    low, high = (max(Fraction(end), Fraction(0)) ** 2 for end in (spread.low, spread.high))
    scale = n - 1 if spread_is == "sd" else n * (n - 1)
    printed = f"{summary.printed} (± {SPREAD_WORDS[spread_is]})"
    complete = True
    for total in totals:
        base = Fraction(total**2, n)
        for squares in range(ceil(scale * low + base), floor(scale * high + base) + 1):
            if (squares - total) % 2:
                continue
            found, settled = _whole_numbers(n, total, squares)
            if found:
                return Granularity("GRIMMER", printed, n, totals, "possible", found)
            complete &= settled
    return Granularity("GRIMMER", printed, n, totals, "impossible" if complete else "undecided", ())


def _totals(mean: Printed, n: int) -> tuple[int, ...]:
    """The whole sums whose mean prints as given."""
    return tuple(range(ceil(n * Fraction(mean.low)), floor(n * Fraction(mean.high)) + 1))


def _whole_numbers(n: int, total: int, squares: int) -> tuple[tuple[int, ...], bool]:
    """Whole numbers with this sum and sum of squares, and whether the answer is settled.

    Moving all numbers by the rounded mean leaves small ones. They are chosen from the largest down; whatever
    remains must satisfy Cauchy's inequality sum² <= n squares, and the last two follow from an equation.
    """
    shift = round(Fraction(total, n))
    stack: list[tuple[tuple[int, ...], int, int]] = [
        ((), total - n * shift, squares - 2 * shift * total + n * shift**2)
    ]
    for _ in range(MAX_TRIALS):
        if not stack:
            return (), True
        chosen, rest, rest_squares = stack.pop()
        left, most = n - len(chosen), min((isqrt(max(rest_squares, 0)), *chosen[-1:]))
        if left <= 2:
            last = _last(left, rest, rest_squares)
            if last and last[0] <= most:
                return tuple(sorted(value + shift for value in chosen + last)), True
            continue
        for value in range(-(-rest // left), most + 1):
            if (rest - value) ** 2 <= (left - 1) * (rest_squares - value**2):
                stack.append(((*chosen, value), rest - value, rest_squares - value**2))
    return (), False


def _last(left: int, rest: int, squares: int) -> tuple[int, ...]:
    """One or two whole numbers with this sum and sum of squares, the larger first; empty if none exist."""
    if left == 1:
        return (rest,) if rest**2 == squares else ()
    gap_squared = 2 * squares - rest**2
    gap = isqrt(max(gap_squared, 0))
    return ((rest + gap) // 2, (rest - gap) // 2) if gap**2 == gap_squared and (rest + gap) % 2 == 0 else ()
