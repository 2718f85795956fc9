"""GRIM and GRIMMER: can whole numbers have the printed mean and standard deviation?

The sum of n whole numbers is a whole number T, so their mean T / n takes only some values (GRIM: Brown and
Heathers 2017, Social Psychological and Personality Science 8:363-369). The sum of their squares Q is whole
too and has the parity of T, so the standard deviation takes only some values (GRIMMER: Anaya 2016, PeerJ
Preprints 4:e2400; in closed form: Allard 2018, "Analytic-GRIMMER"). Those conditions are necessary. Here the
whole numbers themselves are given, so "possible" always comes with them, and "impossible" means that no T
and Q in the rounding intervals belong to any whole numbers.

From nine numbers on nothing needs to be searched. The most even numbers with the sum T are of one value or
two neighbors; theirs is the least Q, and any other Q of the same parity exceeds it by an even number 2 H. Two
equal numbers that are moved apart by k each keep their sum and add 2 k². Among nine such numbers there are
four pairs of equals, and every H is a sum of four squares (Lagrange 1770). So whole numbers exist exactly
when Q has the parity of T and is not below the least.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, repeat, zip_longest
from math import isqrt

from analysis.audit.verdicts import SPREAD_WORDS, Answer
from analysis.inference.checks import count, one_of
from analysis.reported import Printed, Summary
from analysis.reported.summary import READINGS, SpreadIs

MAX_STEPS = 100_000  # sums of numbers and dead ends of the search in one test
SHOWN_SINGLY = 12  # an example of more numbers than this says how often each occurs
BUILT_FROM = 9  # numbers from which on four pairs of equals are there


@dataclass(frozen=True, slots=True)
class Granularity:
    """Whether whole numbers can have the printed statistics.

    Attributes:
        test: "GRIM" or "GRIMMER".
        printed: what was tested.
        n: how many whole numbers.
        totals: the sums whose mean prints as given.
        answer: "possible", "impossible" or "undecided" (only GRIMMER, when the search gives up).
        counts: whole numbers that print so, rising, each with how often it occurs; empty unless possible.
    """

    test: str
    printed: str
    n: int
    totals: range
    answer: Answer
    counts: tuple[tuple[int, int], ...]

    @property
    def witness(self) -> tuple[int, ...]:
        """The whole numbers that print so, one by one; empty unless possible."""
        return tuple(chain.from_iterable(repeat(value, times) for value, times in self.counts))

    def sentence(self) -> str:
        """Say the verdict with the numbers that show it."""
        start = f"{self.test}: {self.n} whole numbers"
        if self.answer == "possible":
            example = self._example()
            return f"{start} can print as {self.printed}, for example {example} (computed, not measured)."
        if self.answer == "undecided":
            return f"{start} that print as {self.printed} were neither found nor excluded."
        if not self.totals:
            reason = f"no whole sum divided by {self.n} rounds to the mean"
            return f"{start} cannot print as {self.printed}: {reason}."
        return (
            f"{start} cannot print as {self.printed}: no whole sum of squares that goes with a sum of "
            f"{self._sums()} rounds to the spread."
        )

    def _example(self) -> str:
        if self.n <= SHOWN_SINGLY:
            return ", ".join(map(str, self.witness))
        return ", ".join(f"{value} ({'once' if n == 1 else f'{n} times'})" for value, n in self.counts)

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
        GRIM: 10 whole numbers cannot print as 3.45: no whole sum divided by 10 rounds to the mean.
        >>> grim("3.45", 11).witness
        (3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4)
    """
    numbers = count(n, "n") * count(items, "items")
    totals = _totals(Printed(mean), numbers)
    for total in _outward(totals):
        return Granularity("GRIM", mean, numbers, totals, "possible", _ordered(_evenest(numbers, total)))
    return Granularity("GRIM", mean, numbers, totals, "impossible", ())


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
        >>> print(grimmer(Summary("3.44", "2.47", 18)).sentence())
        GRIMMER: 18 whole numbers cannot print as 3.44 ± 2.47 (± an SD): no whole sum of squares that goes \
with a sum of 62 rounds to the spread.
    """
    one_of(spread_is, "spread_is", READINGS)
    totals = _totals(Printed(summary.mean), summary.n)
    answer, numbers = _decided(summary, totals, spread_is)
    printed = f"{summary.printed} (± {SPREAD_WORDS[spread_is]})"
    return Granularity("GRIMMER", printed, summary.n, totals, answer, _ordered(numbers))


def _decided(summary: Summary, totals: range, spread_is: SpreadIs) -> tuple[Answer, Counter[int]]:
    """The answer, and whole numbers where it is "possible"."""
    n, steps, around = summary.n, 0, _deviations(summary, spread_is)
    for total in _outward(totals):
        steps += 1
        for squares in _outward(_squares(n, total, around)):
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


def _totals(mean: Printed, n: int) -> range:
    """The whole sums whose mean prints as given."""
    low, high = n * Fraction(mean.low), n * Fraction(mean.high)
    return range(-(-low // 1), high // 1 + 1)


def _deviations(summary: Summary, spread_is: SpreadIs) -> tuple[Fraction, Fraction]:
    """The smallest and the largest sum of squared deviations from the mean that prints as the spread."""
    n, spread = summary.n, Printed(summary.spread)
    scale = n - 1 if spread_is == "sd" else n * (n - 1)
    low, high = (scale * max(Fraction(end), Fraction(0)) ** 2 for end in (spread.low, spread.high))
    return low, high


def _squares(n: int, total: int, around: tuple[Fraction, Fraction]) -> range:
    """The whole sums of squares with these deviations from the mean: of the least one's parity, not below."""
    low, high = around
    first = -(-(low.numerator * n + total**2 * low.denominator) // (low.denominator * n))
    last = (high.numerator * n + total**2 * high.denominator) // (high.denominator * n)
    least = _least(n, total)
    first = max(least, first)
    return range(first + (first - least) % 2, last + 1, 2)


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
