"""Which test statistics a printed p-value can stand for."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.inference import attainable
from analysis.inference.checks import Design, design_sizes, one_of, some_of
from analysis.inference.pvalues import METHODS, Method
from analysis.inference.wording import counted, number
from analysis.reported.printed_pvalue import PrintedPvalue
from analysis.reported.ties import tied_outcomes

Test = Literal["rank-sum", "signed-rank"]
PvalueReading = Literal["rounded", "truncated", "one-sided", "ties"]
Direction = Literal["higher", "lower"]
TESTS: tuple[Test, ...] = get_args(Test)
PVALUE_READINGS: tuple[PvalueReading, ...] = get_args(PvalueReading)
_METHOD_WORDS = {
    "exact": "exact",
    "normal": "normal approximation",
    "normal-cc": "normal approximation with continuity correction",
}


@dataclass(frozen=True, slots=True)
class Fit:
    """One statistic whose p-value prints as the text.

    A two-sided p does not tell a statistic from its mirror image, so both are kept.

    Attributes:
        test: "rank-sum" (first group against second) or "signed-rank" (pairs).
        sizes: (n1, n2), or (pairs,).
        method: how p was computed.
        reading: "rounded" (two-sided, as printed), "truncated", "one-sided" or "ties".
        statistic: U or W+, the smaller of the two mirror images.
        mirror: the larger: n1 n2 - U, or n (n + 1) / 2 - W+.
        pvalue: p of this statistic by this method and reading; with ties the largest that fits.
        exact: its exact two-sided p without ties; NaN for a statistic that only ties can give.
        effect: size of the rank-biserial correlation, from 0 to 1, without direction.
    """

    test: Test
    sizes: tuple[int, ...]
    method: Method
    reading: PvalueReading
    statistic: float
    mirror: float
    pvalue: float
    exact: float
    effect: float

    def sentence(self) -> str:
        """Say in words what this statistic means for the data."""
        symbol = "U" if self.test == "rank-sum" else "W+"
        design = f"{counted(self.sizes)}, {_METHOD_WORDS[self.method]}"
        label = "" if self.reading == "rounded" else f" (read as {self.reading})"
        exact = f"; the exact p is {number(self.exact)}" if np.isfinite(self.exact) else ""
        return (
            f"{design}{label}: {symbol} = {number(self.statistic)} or {number(self.mirror)}, "
            f"p = {number(self.pvalue)}{exact}. {self._meaning()}"
        )

    def _meaning(self) -> str:
        total = number(self.statistic + self.mirror)
        strength = f"rank-biserial correlation ±{number(self.effect)}"
        if self.test == "rank-sum":
            against = f"{number(self.statistic)} of the {total} between-group pairs"
            return f"{against} run against the rest ({strength})."
        if self.statistic == 0:
            return f"All pairs moved the same way ({strength})."
        return f"Ranks of {number(self.statistic)} out of {total} run against the rest ({strength})."


@dataclass(frozen=True, slots=True)
class Decoding:
    """Everything that a printed p-value can stand for in the designs considered.

    Attributes:
        pvalue: the p-value as printed.
        direction: how the first group (or the later visit) is reported to differ; None where it is not.
        considered: number of combinations of design and method.
        fits: the statistics whose p prints so, in the order of the designs and methods asked for.
    """

    pvalue: str
    direction: Direction | None
    considered: int
    fits: tuple[Fit, ...]

    def table(self) -> pd.DataFrame:
        """One row per fit: its fields, the statistic in the reported direction and the sentence.

        `reported` is missing where no finding reports a direction.
        """
        columns = [*Fit.__dataclass_fields__, "reported", "sentence"]
        rows = [
            {**asdict(fit), "reported": self._directed(fit), "sentence": fit.sentence()} for fit in self.fits
        ]
        return pd.DataFrame(rows, columns=columns).astype({"reported": "float64"})

    def sentence(self) -> str:
        """Say how many statistics fit, and name them where they are few."""
        printed = PrintedPvalue(self.pvalue).words
        if beyond := PrintedPvalue(self.pvalue).beyond:
            return beyond
        if not self.fits:
            return (
                f"No statistic of the {self.considered} combinations of sizes and method considered "
                f"prints as {printed}."
            )
        rounded = [fit for fit in self.fits if fit.reading == "rounded"]
        others = len(self.fits) - len(rounded)
        extra = f" Looser readings add {others}." if others else ""
        if not 0 < len(rounded) <= 3:
            return (
                f"{len(rounded)} statistics print as {printed} over {self.considered} combinations of sizes "
                f"and method; without more information none can be preferred.{extra}"
            )
        return f"{printed} stands for: " + " ".join(fit.sentence() for fit in rounded) + extra

    def _directed(self, fit: Fit) -> float | None:
        return {"higher": fit.mirror, "lower": fit.statistic, None: None}[self.direction]


def decode(
    pvalue: str,
    *,
    sizes: Iterable[Design],
    tests: Sequence[Test] = TESTS,
    methods: Sequence[Method] = METHODS,
    also: Collection[PvalueReading] = (),
    direction: Direction | None = None,
) -> Decoding:
    """List every statistic whose two-sided p-value prints as the text.

    The p-value of every statistic that the design can give without ties is compared with the printed text: a
    bare number stands for the closed half-unit interval of its last digit, "<0.05" for a range. Looser
    readings are added only when asked for, and are labelled: digits cut off instead of rounded, a one-sided
    p, and values that tie (conditional on every possible tie pattern; zeros among differences count as
    dropped pairs, that is as a smaller design).

    Args:
        pvalue: as printed.
        sizes: n for n pairs (signed-rank), (n1, n2) for two groups (rank-sum).
        tests: the tests to consider; sizes of other tests are ignored.
        methods: how p may have been computed.
        also: further readings: "truncated", "one-sided", "ties".
        direction: how the first group, or the later visit, differs according to a finding that reports it.

    Raises:
        ValueError: an unusable p, design or option, or ties asked for in a design with too many subjects.

    Examples:
        >>> result = decode("0.028", sizes=[(6, 5), 6], methods=["normal"], direction="higher")
        >>> [(fit.test, fit.statistic, fit.mirror) for fit in result.fits]
        [('rank-sum', 3.0, 27.0), ('signed-rank', 0.0, 21.0)]
        >>> print(result.fits[0].sentence())
        6 v 5 subjects, normal approximation: U = 3 or 27, p = 0.02846; the exact p is 0.0303. 3 of the 30 \
between-group pairs run against the rest (rank-biserial correlation ±0.8).
    """
    printed = PrintedPvalue(pvalue)
    some_of(tests, "tests", TESTS)
    some_of(methods, "methods", METHODS)
    for reading in also:
        one_of(reading, "also", PVALUE_READINGS)
    if direction is not None:
        one_of(direction, "direction", get_args(Direction))
    combinations = [(design, method) for design in _designs(sizes, tests) for method in methods]
    readings = [reading for reading in PVALUE_READINGS if reading == "rounded" or reading in also]
    fits = [
        fit
        for design, method in combinations
        for reading in readings
        for fit in _fits(printed, design, method, reading)
    ]
    return Decoding(pvalue, direction, len(combinations), tuple(fits))


def _designs(sizes: Iterable[Design], tests: Sequence[Test]) -> list[tuple[int, ...]]:
    """The designs of these tests, each once."""
    if not isinstance(sizes, Iterable):
        raise ValueError(f"sizes is {sizes!r}. Pass a list of designs, such as [6] or [(6, 5)].")
    designs = [
        design
        for design in dict.fromkeys(map(design_sizes, sizes))
        if ("signed-rank", "rank-sum")[len(design) - 1] in tests
    ]
    if not designs:
        raise ValueError(
            f"sizes hold no design of {' or '.join(tests)}. Pass n for n pairs, (n1, n2) for two groups."
        )
    return designs


def fitting_statistics(pvalue: str, sizes: tuple[int, ...], method: Method) -> NDArray[np.float64]:
    """The statistics, both mirror images, whose two-sided p without ties prints as the text.

    Examples:
        >>> fitting_statistics("0.02", (6, 5), "normal")
        array([ 2., 28.])
    """
    table = attainable(*sizes, method=method)
    return table["statistic"].to_numpy(np.float64)[PrintedPvalue(pvalue).fits(table["pvalue"])]


def _fits(
    printed: PrintedPvalue, sizes: tuple[int, ...], method: Method, reading: PvalueReading
) -> Iterator[Fit]:
    """Fits of one design, method and reading, by increasing statistic."""
    largest = sizes[0] * (sizes[0] + 1) / 2 if len(sizes) == 1 else sizes[0] * sizes[1]
    exact = attainable(*sizes).set_index("statistic")["pvalue"]
    statistics, pvalues = _outcomes(sizes, method, reading)
    fits = printed.fits_truncated(pvalues) if reading == "truncated" else printed.fits(pvalues)
    kept = fits & (statistics <= largest / 2)
    for statistic in np.unique(statistics[kept]):
        yield Fit(
            test="signed-rank" if len(sizes) == 1 else "rank-sum",
            sizes=sizes,
            method=method,
            reading=reading,
            statistic=float(statistic),
            mirror=float(largest - statistic),
            pvalue=float(pvalues[kept & (statistics == statistic)].max()),
            exact=float(exact.get(statistic, np.nan)),
            effect=float(1 - 2 * statistic / largest),
        )


def _outcomes(
    sizes: tuple[int, ...], method: Method, reading: PvalueReading
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Statistics and p-values that a design can give under one reading."""
    if reading == "ties":
        return tied_outcomes(sum(sizes), sizes[0] if len(sizes) == 2 else None, method)
    table = attainable(*sizes, method=method)
    statistics, pvalues = (table[column].to_numpy(np.float64) for column in ("statistic", "pvalue"))
    if reading != "one-sided":
        return statistics, pvalues
    if method != "exact":
        return statistics, pvalues / 2
    ways = table["ways"].to_numpy(np.float64)
    return statistics, np.cumsum(ways) / ways.sum()
