"""Which test statistics a printed p-value can stand for, by the conventions that programs use."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from analysis.inference import attainable
from analysis.inference.checks import Design, count, design_sizes, one_of, some_of
from analysis.inference.pvalues import Method
from analysis.inference.wording import counted
from analysis.reported.attained import (
    Attained,
    Sizes,
    distinct,
    largest,
    ties_looked_at,
    which_test,
    with_ties,
    without_ties,
)
from analysis.reported.conventions import CONVENTIONS, NAMES, WITHOUT_TIES, Convention, Distribution, Test
from analysis.reported.decoding import PVALUE_READINGS, Decoding, Direction, Fit, PvalueReading
from analysis.reported.printed_pvalue import PrintedPvalue
from analysis.reported.ties import AFFORDED, TiesLookedAt

TESTS: tuple[Test, ...] = get_args(Test)

Floats = NDArray[np.float64]


def decode(
    pvalue: str,
    *,
    sizes: Iterable[Design],
    tests: Sequence[Test] = TESTS,
    conventions: Sequence[str] | None = None,
    also: Collection[PvalueReading] = (),
    values: int | None = None,
    direction: Direction | None = None,
) -> Decoding:
    """List every statistic whose p-value prints as the text, by the conventions that programs use.

    A bare number stands for the closed half-unit interval of its last digit, "<0.05" for a range. Unless
    conventions are named, those without ties are tried first; where no statistic fits, those with ties are:
    the distribution given the ties, the normal one with its variance corrected for them, then those that
    ignore them. All ties are counted as far as can be afforded, and the sentence says which were; a pair that
    did not change, and is dropped, counts as one. Looser readings of the digits are added only when asked
    for.

    Args:
        pvalue: as printed.
        sizes: n for n pairs (signed-rank), (n1, n2) for two groups (rank-sum).
        tests: the tests to consider; sizes of other tests are ignored.
        conventions: how p may have been computed, names among `CONVENTIONS`; none for what needs least.
        also: further readings, without ties: "truncated" (digits cut off, not rounded), "one-sided".
        values: different values that the scale has, in even steps; ties are then those of such a scale.
        direction: how the first group, or the later visit, differs according to a finding that reports it.

    Raises:
        ValueError: an unusable p, design or option.

    Examples:
        >>> result = decode("0.028", sizes=[(6, 5), 6], direction="higher")
        >>> [(fit.test, fit.statistic, fit.mirror) for fit in result.fits]
        [('rank-sum', 3.0, 27.0), ('signed-rank', 0.0, 21.0)]
        >>> print(result.fits[0].sentence())
        6 v 5 subjects, normal approximation: U = 3 or 27, p = 0.02846; the exact p is 0.0303. 3 of the 30 \
between-group pairs run against the rest (rank-biserial correlation ±0.8).
        >>> [(fit.convention, fit.statistic) for fit in decode("0.06414", sizes=[(6, 6)]).fits]
        [('normal-cc-ties', 6.0), ('normal-ties', 6.5)]
    """
    asked = question(
        pvalue,
        sizes=sizes,
        tests=tests,
        conventions=conventions,
        also=also,
        values=values,
        direction=direction,
    )
    return asked.decoding()


def question(
    pvalue: str,
    *,
    sizes: Iterable[Design],
    tests: Sequence[Test] = TESTS,
    conventions: Sequence[str] | None = None,
    also: Collection[PvalueReading] = (),
    values: int | None = None,
    direction: Direction | None = None,
) -> "Question":
    """What `decode` is asked, with the same arguments, after checking them; nothing is computed yet.

    Raises:
        ValueError: an unusable p, design or option.
    """
    printed = PrintedPvalue(pvalue)
    some_of(tests, "tests", TESTS)
    if conventions is not None:
        some_of(conventions, "conventions", NAMES)
    for reading in also:
        one_of(reading, "also", PVALUE_READINGS)
    if direction is not None:
        one_of(direction, "direction", get_args(Direction))
    if values is not None:
        count(values, "values", least=2)
    readings = [each for each in PVALUE_READINGS if each == "rounded" or each in also]
    return Question(printed, _designs(sizes, tests), values, conventions, readings, direction)


def _designs(sizes: Iterable[Design], tests: Sequence[Test]) -> list[Sizes]:
    """The designs of these tests, each once."""
    if not isinstance(sizes, Iterable):
        raise ValueError(f"sizes is {sizes!r}. Pass a list of designs, such as [6] or [(6, 5)].")
    designs = [design for design in dict.fromkeys(map(design_sizes, sizes)) if which_test(design) in tests]
    if not designs:
        raise ValueError(
            f"sizes hold no design of {' or '.join(tests)}. Pass n for n pairs, (n1, n2) for two groups."
        )
    return designs


def fitting_statistics(pvalue: str, sizes: Sizes, method: Method) -> Floats:
    """The statistics, both mirror images, whose two-sided p without ties prints as the text.

    Examples:
        >>> fitting_statistics("0.02", (6, 5), "normal")
        array([ 2., 28.])
    """
    table = attainable(*sizes, method=method)
    return table["statistic"].to_numpy(np.float64)[PrintedPvalue(pvalue).fits(table["pvalue"])]


@dataclass(frozen=True, slots=True)
class Question:
    """A printed p, the designs it may come from, and the choices of `decode`.

    Attributes:
        printed: the p as printed.
        designs: those of the tests considered, each once.
        values: different values that the scale has; None where they are not limited.
        conventions: names of those that are tried; None for what needs least.
        readings: how the digits are read.
        direction: how the first group, or the later visit, is reported to differ.
    """

    printed: PrintedPvalue
    designs: list[Sizes]
    values: int | None
    conventions: Sequence[str] | None
    readings: list[PvalueReading]
    direction: Direction | None

    def decoding(self) -> Decoding:
        """What the p can stand for."""
        chosen = [each for each in CONVENTIONS if each.name in (self.conventions or WITHOUT_TIES)]
        result = self.answer(chosen, self.readings)
        if self.conventions is None and not any(fit.reading == "rounded" for fit in result.fits):
            tied = self.answer([each for each in CONVENTIONS if each.ties != "none"], ["rounded"])
            fits, considered = tied.fits + result.fits, tied.considered + result.considered
            result = replace(tied, fits=fits, considered=considered)
        return replace(result, direction=self.direction)

    def answer(self, conventions: Sequence[Convention], readings: Sequence[PvalueReading]) -> Decoding:
        """What the p can stand for under these conventions and readings."""
        fits: list[Fit] = []
        considered = 0
        asked = {each.distribution for each in conventions if each.ties == "counted"}
        looked: dict[Sizes, list[TiesLookedAt]] = {}
        for sizes in self.designs:
            own = [each for each in conventions if which_test(sizes) in each.tests]
            plain = [each for each in own if each.ties == "none" and distinct(sizes, self.values)]
            tied = [each for each in own if each.ties != "none"]
            considered += len(plain) + len(tied)
            attained = [without_ties(each, sizes) for each in plain]
            fits += [fit for reading in readings for each in attained for fit in self._fits(each, reading)]
            if tied and not self.printed.beyond:
                looked[sizes] = ties_looked_at(sizes, self.values, AFFORDED // len(self.designs))
                found = with_ties(tied, sizes, looked[sizes], self.values)
                fits += _merged(fit for each in found for fit in self._fits(each, "rounded"))
        fits.sort(key=lambda fit: (PVALUE_READINGS.index(fit.reading), NAMES.index(fit.convention)))
        return Decoding(
            self.printed.text,
            None,
            considered,
            tuple(fits),
            _ties(looked, asked, self.values),
            bool(looked) and all(each.whole(asked) for every in looked.values() for each in every),
        )

    def _fits(self, attained: Attained, reading: PvalueReading) -> Iterator[Fit]:
        """Fits of one block of statistics, by increasing statistic."""
        pvalues = attained.pvalues
        if reading == "one-sided":
            pvalues = _one_sided(attained)
        fits = self.printed.fits_truncated(pvalues) if reading == "truncated" else self.printed.fits(pvalues)
        if not fits.any():
            return
        sizes, top = attained.sizes, largest(attained.sizes)
        exact = _exact(sizes)
        for column in sorted(np.flatnonzero(fits.any(axis=0)), key=lambda each: attained.statistics[each]):
            statistic = float(attained.statistics[column])
            found = pvalues[fits[:, column], column]
            yield Fit(
                test=which_test(sizes),
                sizes=sizes,
                zeros=attained.zeros,
                convention=attained.convention.name,
                scale=None if attained.convention.ties == "none" else self.values,
                reading=reading,
                statistic=statistic,
                mirror=top - statistic,
                pvalue=float(found.max()),
                lowest=float(found.min()),
                exact=exact.get(statistic, np.nan),
                effect=1 - 2 * statistic / top,
            )


@lru_cache(maxsize=64)  # a tree of tie patterns asks for it with each of its blocks
def _exact(sizes: Sizes) -> dict[float, float]:
    """The exact two-sided p of each statistic without ties."""
    table = attainable(*sizes)
    return dict(zip(table["statistic"].astype(float), table["pvalue"], strict=True))


def _one_sided(attained: Attained) -> Floats:
    """The p-values toward the side on which the statistic lies."""
    if attained.convention.distribution != "exact":
        return attained.pvalues / 2
    ways = attainable(*attained.sizes)["ways"].to_numpy(np.float64)
    lower: Floats = (np.cumsum(ways) / ways.sum())[np.newaxis, : len(attained.statistics)]
    return lower


def _merged(fits: Iterable[Fit]) -> list[Fit]:
    """The fits of one statistic under one convention as one, with the range of their p."""
    merged: dict[tuple[Sizes, int, str, float], Fit] = {}
    for fit in fits:
        key = (fit.sizes, fit.zeros, fit.convention, fit.statistic)
        known = merged.setdefault(key, fit)
        low, high = min(known.lowest, fit.lowest), max(known.pvalue, fit.pvalue)
        merged[key] = replace(known, lowest=low, pvalue=high)
    return sorted(merged.values(), key=lambda fit: (fit.zeros, fit.statistic))


def _ties(
    looked: dict[Sizes, list[TiesLookedAt]], asked: Collection[Distribution], values: int | None
) -> str:
    """Which ties were counted, and of which designs not all; empty where none were asked for."""
    scale = "" if values is None else f" of a scale of {values} values"
    parts = []
    for sizes, every in looked.items():
        if some := [each for each in every if not each.whole(asked)]:
            least = replace(
                some[0],
                different=min(each.different for each in some),
                groups=min(each.groups for each in some),
            )
            parts.append(f"of {counted(sizes)} {least.words}")
    if not parts:
        return f"All ties{scale} were counted." if looked else ""
    rest = " The other sizes were counted whole." if len(parts) < len(looked) else ""
    return f"Not all ties{scale} were counted: {'; '.join(parts)}.{rest}"
