"""GRIM and GRIMMER: can whole numbers have the printed mean and standard deviation?

The sum of n whole numbers is a whole number T, so their mean T / n takes only some values (GRIM: Brown and
Heathers 2017, Social Psychological and Personality Science 8:363-369). The sum of their squares Q is whole
too and has the parity of T, so the standard deviation takes only some values (GRIMMER: Anaya 2016, PeerJ
Preprints 4:e2400; in closed form: Allard 2018, "Analytic-GRIMMER"). Those conditions are necessary. Here the
whole numbers themselves are given, so "possible" always comes with them.

Some papers cut decimals off instead of rounding them (Table 2 of Wang 2016, Nutrients 8:143, does so with its
SDs: the values are public), and some divide by n instead of n - 1. Where no T and Q go with the usual
conventions, these are tried, and what prints so by them alone is told with an "only if". "Impossible" means
that no T and Q go with any of them.

From nine numbers on nothing needs to be searched. The most even numbers with the sum T are of one value or
two neighbors; theirs is the least Q, and any other Q of the same parity exceeds it by an even number 2 H. Two
equal numbers that are moved apart by k each keep their sum and add 2 k². Among nine such numbers there are
four pairs of equals, and every H is a sum of four squares (Lagrange 1770). So whole numbers exist exactly
when Q has the parity of T and is not below the least.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, repeat, zip_longest
from math import isqrt

from analysis.audit.printing import MEANS_CUT_OFF, UNUSUAL, USUAL, Printing, whole
from analysis.audit.verdicts import SPREAD_WORDS, Answer, ConditionalAnswer
from analysis.inference.checks import count, one_of
from analysis.reported import Printed, Summary
from analysis.reported.printed import Interval
from analysis.reported.summary import READINGS, SpreadIs

MAX_STEPS = 100_000  # sums of numbers and dead ends of the search under one way of printing
SHOWN_SINGLY = 12  # an example of more numbers than this says how often each occurs
BUILT_FROM = 9  # numbers from which on four pairs of equals are there


@dataclass(frozen=True, slots=True)
class Granularity:
    """Whether whole numbers can have the printed statistics.

    Attributes:
        test: "GRIM" or "GRIMMER".
        printed: what was tested.
        n: how many whole numbers.
        totals: the sums whose mean prints as given, rounded or cut off.
        answer: "possible" under the usual way of printing, "only if" under others alone, "impossible" under
            every one, or "undecided" (only GRIMMER, when the search gives up).
        conditions: the other conventions, one of which must hold; empty unless "only if".
        counts: whole numbers that print so, rising, each with how often it occurs; under the first condition
            where there are any; empty when impossible or undecided.
    """

    test: str
    printed: str
    n: int
    totals: range
    answer: ConditionalAnswer
    conditions: tuple[str, ...]
    counts: tuple[tuple[int, int], ...]

    @property
    def witness(self) -> tuple[int, ...]:
        """The whole numbers that print so, one by one; empty when impossible or undecided."""
        return tuple(chain.from_iterable(repeat(value, times) for value, times in self.counts))

    def sentence(self) -> str:
        """Say the verdict with the numbers that show it."""
        start = f"{self.test}: {self.n} whole numbers"
        match self.answer:
            case "possible":
                return f"{start} can print as {self.printed}, for example {self._example()}."
            case "only if":
                needed = ", or if ".join(self.conditions)
                shown = "for example" if len(self.conditions) == 1 else "in the first case for example"
                return f"{start} print as {self.printed} only if {needed}; {shown} {self._example()}."
            case "undecided":
                return f"{start} that print as {self.printed} were neither found nor excluded."
        return f"{start} cannot print as {self.printed}, {self._excluded()}."

    def _example(self) -> str:
        each = [f"{value} ({'once' if n == 1 else f'{n} times'})" for value, n in self.counts]
        numbers = map(str, self.witness) if self.n <= SHOWN_SINGLY else each
        return f"{', '.join(numbers)} (computed, not measured)"

    def _excluded(self) -> str:
        if not self.totals:
            return f"neither rounded nor cut off: no whole sum divided by {self.n} gives the mean"
        return (
            "neither rounded nor cut off, with n - 1 or with n: no whole sum of squares that goes with a sum "
            f"of {self._sums()} gives the spread"
        )

    def _sums(self) -> str:
        if len(self.totals) <= 3:
            return ", ".join(map(str, self.totals))
        return f"{self.totals[0]} to {self.totals[-1]}"


def grim(mean: str, n: int, *, items: int = 1) -> Granularity:
    """Test a printed mean of n whole numbers.

    Args:
        mean: as printed.
        n: how many values.
        items: whole-number items that were averaged into each value; the grain is then 1 / items, and the
            witness holds the n x items whole numbers.

    Raises:
        ValueError: a mean that is not a printed number, or n or items that are not whole numbers from 1 up.

    Examples:
        >>> print(grim("3.45", 10).sentence())
        GRIM: 10 whole numbers cannot print as 3.45, neither rounded nor cut off: no whole sum divided by 10 \
gives the mean.
        >>> grim("3.45", 11).witness
        (3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4)
        >>> print(grim("19.46", 15).sentence())
        GRIM: 15 whole numbers print as 19.46 only if decimals of the mean were cut off, not rounded; for \
example 19 (8 times), 20 (7 times) (computed, not measured).
    """
    numbers = count(n, "n") * count(items, "items")

    def decided(printing: Printing) -> tuple[Answer, Counter[int]]:
        for total in _outward(_totals(printing.mean_of(mean), numbers)):
            return "possible", _evenest(numbers, total)
        return "impossible", Counter()

    answer, needed, found = _settled(decided, MEANS_CUT_OFF)
    conditions = tuple(printing.words("sd") for printing in needed)
    totals = _totals(Printed(mean).either, numbers)
    return Granularity("GRIM", mean, numbers, totals, answer, conditions, _ordered(found))


def grimmer(summary: Summary, *, spread_is: SpreadIs = "sd") -> Granularity:
    """Test a printed mean and spread of n whole numbers.

    Q = (n - 1) SD² + T² / n must be whole, as even or odd as T, and the sum of squares of n whole numbers
    with the sum T. Fewer than nine numbers are searched for; the search ends after `MAX_STEPS`.

    Args:
        summary: mean, spread and n as printed.
        spread_is: what ± is.

    Raises:
        ValueError: a reading of ± other than "sd" or "sem".

    Examples:
        >>> grimmer(Summary("2.33", "1.53", 3)).witness
        (1, 2, 4)
        >>> print(grimmer(Summary("3.12", "1.53", 2000)).sentence())
        GRIMMER: 2000 whole numbers can print as 3.12 ± 1.53 (± an SD), for example 1 (558 times), \
2 (2 times), 3 (640 times), 4 (242 times), 5 (558 times) (computed, not measured).
        >>> print(grimmer(Summary("4.00", "1.64", 15)).sentence())
        GRIMMER: 15 whole numbers print as 4.00 ± 1.64 (± an SD) only if decimals of the SD were cut off, \
not rounded; for example 2 (4 times), 3 (3 times), 4 (once), 5 (3 times), 6 (4 times) (computed, not \
measured).
        >>> print(grimmer(Summary("2.50", "0.00", 4)).sentence())
        GRIMMER: 4 whole numbers cannot print as 2.50 ± 0.00 (± an SD), neither rounded nor cut off, with \
n - 1 or with n: no whole sum of squares that goes with a sum of 10 gives the spread.
    """
    one_of(spread_is, "spread_is", READINGS)

    def decided(printing: Printing) -> tuple[Answer, Counter[int]]:
        return _decided(summary, printing, spread_is)

    answer, needed, found = _settled(decided, UNUSUAL)
    conditions = tuple(printing.words(spread_is) for printing in needed)
    printed = f"{summary.printed} (± {SPREAD_WORDS[spread_is]})"
    totals = _totals(Printed(summary.mean).either, summary.n)
    return Granularity("GRIMMER", printed, summary.n, totals, answer, conditions, _ordered(found))


def _settled(
    decided: Callable[[Printing], tuple[Answer, Counter[int]]], unusual: tuple[Printing, ...]
) -> tuple[ConditionalAnswer, tuple[Printing, ...], Counter[int]]:
    """The answer over all conventions, those that ask for least where the usual one fails, and numbers.

    A way of printing that asks for more than another that does is passed over. "Only if" one of those kept is
    then true; it is not said while the search under any other has given up.
    """
    answer, numbers = decided(USUAL)
    if answer != "impossible":
        return answer, (), numbers
    kept: dict[Printing, Counter[int]] = {}
    for printing in unusual:
        if any(other.unusual < printing.unusual for other in kept):
            continue
        answer, numbers = decided(printing)
        if answer == "undecided":
            return "undecided", (), Counter()
        if answer == "possible":
            kept[printing] = numbers
    if not kept:
        return "impossible", (), Counter()
    return "only if", tuple(kept), next(iter(kept.values()))


def _decided(summary: Summary, printing: Printing, spread_is: SpreadIs) -> tuple[Answer, Counter[int]]:
    """The answer under one way of printing, and whole numbers where it is "possible"."""
    n, steps = summary.n, 0
    spread, scale = printing.spread_of(summary.spread), printing.scale(n, spread_is)
    around = scale * Fraction(spread.low) ** 2, scale * Fraction(spread.high) ** 2
    for total in _outward(_totals(printing.mean_of(summary.mean), n)):
        steps += 1
        for squares in _outward(_squares(n, total, around, spread)):
            if n >= BUILT_FROM:
                return "possible", _built(n, total, squares)
            for found in _searched(n, total, squares, squares):
                if found:
                    return "possible", Counter(found)
                steps += 1
                if steps > MAX_STEPS:
                    return "undecided", Counter()
        if steps > MAX_STEPS:
            return "undecided", Counter()
    return "impossible", Counter()


def _totals(mean: Interval, n: int) -> range:
    """The whole sums whose mean lies in an interval."""
    return whole(n * Fraction(mean.low), n * Fraction(mean.high), mean)


def _squares(n: int, total: int, around: tuple[Fraction, Fraction], spread: Interval) -> range:
    """The whole sums of squares with these deviations from the mean: of the least one's parity, not below."""
    center, least = Fraction(total**2, n), _least(n, total)
    found = whole(center + around[0], center + around[1], spread)
    first = max(least, found.start)
    return range(first + (first - least) % 2, found.stop, 2)


def _outward(numbers: range) -> Iterator[int]:
    """The numbers from the middle to the ends: those in the middle print as given however halves round."""
    middle = len(numbers) // 2
    both = zip_longest(numbers[middle:], reversed(numbers[:middle]))
    return (number for pair in both for number in pair if number is not None)


def _ordered(numbers: Counter[int]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((+numbers).items()))


def _evenest(n: int, total: int) -> Counter[int]:
    """The most even n whole numbers with this sum."""
    value, more = divmod(total, n)
    return Counter({value: n - more, value + 1: more})


def _least(n: int, total: int) -> int:
    """The least sum of squares of n whole numbers with this sum."""
    value, more = divmod(total, n)
    return n * value**2 + more * (2 * value + 1)


def _built(n: int, total: int, squares: int) -> Counter[int]:
    """At least nine whole numbers with this sum and a sum of squares of its parity, not below the least.

    Many pairs are moved equally far and four at most less far, so the numbers stay close together.
    """
    numbers = _evenest(n, total)
    half = (squares - _least(n, total)) // 2
    pairs = {value: times // 2 for value, times in numbers.most_common()}
    enough = isqrt(half // (sum(pairs.values()) - 3)) + 1
    for far in (max(enough - 1, 1), enough):  # the shorter way does where fewer than four pairs are left over
        moves = Counter({far: half // far**2}) + Counter(_four_squares(half % far**2))
        if moves.total() <= sum(pairs.values()):
            break
    for step, times in moves.items():
        left = times
        for value in pairs:
            moved = min(left, pairs[value])
            numbers.update({value - step: moved, value + step: moved})
            numbers[value] -= 2 * moved
            pairs[value] -= moved
            left -= moved
    return numbers


def _four_squares(number: int) -> tuple[int, ...]:
    """At most four whole numbers, falling and not zero, whose squares have this sum."""
    for a in range(isqrt(number), -1, -1):
        rest = number - a**2
        if not _three_squares_do(rest):
            continue
        for b in range(isqrt(rest), -1, -1):
            for c in range(min(b, isqrt(rest - b**2)), -1, -1):
                d = isqrt(rest - b**2 - c**2)
                if d <= c and d**2 == rest - b**2 - c**2:
                    return tuple(root for root in (a, b, c, d) if root)
    raise AssertionError(f"{number} is a sum of four squares, as Lagrange proved")


def _three_squares_do(number: int) -> bool:
    """Whether a number is a sum of three squares: not 4^i (8 j + 7) (Legendre 1798)."""
    while number and number % 4 == 0:
        number //= 4
    return number % 8 != 7


def _searched(n: int, total: int, squares: int, top: int) -> Iterator[tuple[int, ...]]:
    """Every set of n whole numbers up to the top with this sum and sum of squares; () for each dead end.

    The numbers are chosen from the largest down, each as large as Cauchy's inequality for the others allows:
    their sum² is at most their number times their sum of squares. The last two follow from an equation.
    """
    if n == 2:
        gap = isqrt(max(2 * squares - total**2, 0))
        larger, smaller = (total + gap) // 2, (total - gap) // 2
        fits = larger <= top and larger + smaller == total and larger**2 + smaller**2 == squares
        yield (larger, smaller) if fits else ()
        return
    highest = min(top, (total + isqrt((n - 1) * (n * squares - total**2))) // n)
    lowest = -(-total // n)
    if highest < lowest:
        yield ()
    for value in range(highest, lowest - 1, -1):
        for others in _searched(n - 1, total - value, squares - value**2, value):
            yield (value, *others) if others else ()
