"""Several comparisons from one source at once: which reading makes the printed p-values least surprising?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import floor, inf, log10, nan, prod, sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.audit.comparisons import PrintedComparison
from analysis.audit.two_samples.likelihood import (
    MEASURES,
    Distribution,
    DrawnValues,
    Measure,
    distribution,
    draws,
)
from analysis.audit.two_samples.pair import Sizes
from analysis.audit.two_samples.two_groups import SMALLEST
from analysis.audit.verdicts import METHOD_WORDS, SPREAD_WORDS
from analysis.inference.pvalues import METHODS, Method
from analysis.inference.wording import percent
from analysis.reported.decode import fitting_statistics
from analysis.reported.summary import READINGS, SpreadIs

FREE = "free per marker"
_CLEAR = 3.0  # Monte Carlo standard errors that a statement in words must survive
_TINY = 1e-15  # probability below which no ratio is told
_LARGEST_TOLD = 1000.0  # a larger factor rests on too few draws to be told
_MOST = 0.95  # share of the weight that leading readings hold together

Factor = tuple[float, float]
Together = Callable[[NDArray[np.float64]], NDArray[np.float64]]
Key = tuple[str, Sizes, SpreadIs, Measure]


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """Readings of several comparisons, ranked by the probability of the printed p-values.

    Attributes:
        names: what was compared.
        table: one row per reading and measure, the most probable first within each measure: `measure`,
            `sizes` ("6 v 5", or free per marker), `lost` (values fewer than enrolled; NaN where free),
            `spread_is`, `method`, one column per comparison with the probability of its printed p, and its
            Monte Carlo standard error under the same name and "error", `probability` (their product), `error`
            (its standard error), `share` (of the sum over all readings, each with equal prior weight) and
            `effective` (the smallest effective number of draws behind the row).
        findings: ids of the findings that print what was compared.
    """

    names: tuple[str, ...]
    table: pd.DataFrame
    findings: tuple[str, ...] = ()

    def shares(self, column: str) -> pd.DataFrame:
        """The share of each value of a column (`sizes`, `spread_is` or `method`) under each measure.

        Args:
            column: the part of a reading to sum over the others by.

        Returns:
            One row per value, one column per measure.
        """
        return self.table.pivot_table(index=column, columns="measure", values="share", aggfunc="sum")

    def leader(self, measure: Measure) -> pd.Series:
        """The most probable reading under one measure."""
        return self._rows(measure).iloc[0]

    @property
    def agreed(self) -> bool:
        """Whether both measures put the same reading first, each clearly ahead of the second."""
        first = {tuple(self.leader(measure)[["sizes", "spread_is", "method"]]) for measure in MEASURES}
        return len(first) == 1 and all(self._clear(measure) for measure in MEASURES)

    @property
    def losses(self) -> tuple[int, int]:
        """The fewest and the most lost values among the readings that together hold most of the weight."""
        leading = pd.concat([self._leading(measure) for measure in MEASURES])["lost"].dropna()
        return (int(leading.min()), int(leading.max())) if len(leading) else (0, 0)

    def turning_odds(self) -> float:
        """How much likelier "no value lost" must be beforehand than the leading losses, to turn the ranking.

        Let o be the odds, beforehand, of no lost value to a loss among the `losses`, with every reading of
        one kind alike. The two meanings of ± then weigh the same at o F + L = o F' + L', with F and L the
        mean probability over readings with no value lost and with such a loss; primes mark the meaning that
        does not lead. So o = (L - L') / (F' - F). Every factor is moved by 3 Monte Carlo standard errors
        against the leader, so that the odds are at least these.

        Returns:
            The smaller of the odds under the two measures; infinite where no odds turn it.

        Raises:
            ValueError: not two meanings of ± to compare.
        """
        return self._odds(_product, _product)

    def least_turning_odds(self) -> float:
        """The same odds at their least, however the comparisons depend on each other.

        Comparisons of the same people need not be independent. The probability of all printed p-values
        together is at most the smallest of the factors, and at least their sum less the number of
        comparisons but one (Fréchet's bounds): the first is taken where it speaks against the leader, the
        second where it speaks for it.

        Raises:
            ValueError: not two meanings of ± to compare.
        """
        return self._odds(_all_at_least, _all_at_most)

    def sentence(self) -> str:
        """Say what both measures agree on, and on what the ranking rests."""
        parts = (self._ranking(), self._spread(), _RESTS)
        return " ".join(part for part in parts if part)

    def _ranking(self) -> str:
        """Name the readings that both measures put first, with an order only where it is clear."""
        if not self.table["probability"].any():
            return "No reading lets all printed p-values occur."
        leaders = [self._holding(measure) for measure in MEASURES]
        markers = ", ".join(self.names)
        if self.agreed:
            best = leaders[0][0]
            return f"Under both measures the printed p-values of {markers} are most probable with {best}."
        if set(leaders[0]) == set(leaders[1]):
            return (
                f"Under both measures {percent(_MOST)} or more of the weight lies on {len(leaders[0])} "
                f"readings of {markers}, whose order is not clear: {'; '.join(sorted(leaders[0]))}."
            )
        return f"The two measures do not agree on the most probable reading of {markers}, so none is named."

    def _holding(self, measure: Measure) -> list[str]:
        """The readings in words, from the most probable down, that together hold most of the weight."""
        return [
            f"sizes {row['sizes']}, ± {SPREAD_WORDS[row['spread_is']]} and the {METHOD_WORDS[row['method']]}"
            for row in self._leading(measure).to_dict("records")
        ]

    def _spread(self) -> str:
        """Say which meaning of ± both measures favor, and at least by how much."""
        factors = {spread_is: self._favored_by(spread_is) for spread_is in self.table["spread_is"].unique()}
        for spread_is, factor in factors.items():
            if len(factors) > 1 and factor > 1:
                least = _at_least(min(factor, _LARGEST_TOLD))
                return (
                    "Summed over sizes and methods, each as likely beforehand as the full numbers, both "
                    f"favor ± as {SPREAD_WORDS[spread_is]}, by a factor of {least} or more"
                    f"{self._at_full_size(spread_is)}{self._turned()}."
                )
        return "On the meaning of ± they give no common ranking." if len(factors) > 1 else ""

    def _at_full_size(self, leader: SpreadIs) -> str:
        """A clause where the leading meaning has no weight unless values were lost."""
        full = self.table[(self.table["lost"] == 0) & (self.table["spread_is"] == leader)]
        if full["probability"].any():
            return ""
        left = " or ".join(SPREAD_WORDS[each] for each in READINGS if each != leader)
        return f", although with no value lost ± as {SPREAD_WORDS[leader]} has no weight, which leaves {left}"

    def _turned(self) -> str:
        """A clause on the odds, beforehand, that turn the ranking."""
        fewest, most = self.losses
        if not most or not 0 < (odds := self.turning_odds()) < inf:
            return ""
        lost = f"{fewest} to {most}" if fewest < most else str(most)
        return (
            f"; it turns only where no value lost was beforehand more than {_at_least(odds)} times as likely "
            f"as {lost} lost{self._however()}"
        )

    def _however(self) -> str:
        """The same odds where nothing is taken for granted about how the comparisons depend on each other."""
        least = self.least_turning_odds() if len(self.names) > 1 else 0.0
        return f" ({_at_least(least)} times, however they depend on each other)" if 0 < least < inf else ""

    def _odds(self, lower: Together, upper: Together) -> float:
        """The turning odds, with the factors of a reading put together from below and from above."""
        meanings = sorted(self.table["spread_is"].unique(), key=self._favored_by)
        if len(meanings) != 2:
            raise ValueError(f"the table has {meanings} as meanings of ±. Rank two to compare them.")
        other, leader = meanings
        fewest, most = self.losses

        def mean(measure: Measure, spread_is: SpreadIs, losses: tuple[int, int], side: int) -> float:
            """The mean probability over readings with such losses, from below (-1) or from above (1)."""
            rows = self._rows(measure)
            kind = rows[(rows["spread_is"] == spread_is) & rows["lost"].between(*losses)]
            factors = kind[[*self.names]].to_numpy()
            errors = kind[[f"{name} error" for name in self.names]].to_numpy()
            moved = np.clip(factors + side * _CLEAR * errors, 0, 1)
            return float((lower if side < 0 else upper)(moved).mean())

        odds = []
        for measure in MEASURES:
            some, none = (max(fewest, 1), most), (0, 0)
            gained = mean(measure, leader, some, -1) - mean(measure, other, some, 1)
            paid = mean(measure, other, none, 1) - mean(measure, leader, none, -1)
            odds.append(max(gained, 0.0) / paid if paid > 0 else inf)
        return min(odds)

    def _favored_by(self, spread_is: SpreadIs) -> float:
        """At least how much more probable one meaning of ± is than the rest, Monte Carlo error allowed."""
        ratios = []
        for measure in MEASURES:
            rows = self._rows(measure)
            own = rows["spread_is"] == spread_is
            margin = [_CLEAR * sqrt((rows.loc[part, "error"] ** 2).sum()) for part in (own, ~own)]
            low, high = (
                rows.loc[own, "probability"].sum() - margin[0],
                rows.loc[~own, "probability"].sum() + margin[1],
            )
            ratios.append(low / max(high, _TINY))
        return float(min(ratios))

    def _clear(self, measure: Measure) -> bool:
        rows = self._rows(measure)
        if len(rows) < 2:
            return True
        gap = rows["probability"].iloc[0] - rows["probability"].iloc[1]
        return bool(gap > _CLEAR * sqrt((rows["error"].iloc[:2] ** 2).sum()))

    def _leading(self, measure: Measure) -> pd.DataFrame:
        """The readings, from the most probable down, that together hold most of the weight."""
        rows = self._rows(measure)
        return rows.head(int((rows["share"].cumsum() < _MOST).sum()) + 1)

    def _rows(self, measure: Measure) -> pd.DataFrame:
        return self.table[self.table["measure"] == measure]


_RESTS = (
    "The ranking gives all readings equal weight beforehand and multiplies the markers as if they were "
    "independent, which markers of the same subjects need not be. It takes the printed means and spreads as "
    "given, does not weigh how large they are, and knows nothing of missing samples. Values are drawn so "
    "finely that none tie, so ties are not weighed."
)


def joint(
    findings: Sequence[PrintedComparison],
    *,
    spreads: Sequence[SpreadIs] = READINGS,
    methods: Sequence[Method] = METHODS,
    size: int = 200_000,
    seed: int = 1,
) -> Joint:
    """Rank the readings of several comparisons by how probable their printed p-values are.

    A reading is the number of values in both groups, the meaning of ± and the method. Equal numbers for all
    comparisons make one reading each, from 3 to those enrolled; numbers free for each comparison make one
    more, averaged over them with equal weight. Each factor is the probability that data with the printed
    means and spreads (`audit.two_samples.likelihood`, values above 0) give a p that prints as given;
    the product assumes independent comparisons. Means and spreads are taken as given: how surprising they are
    in themselves under a reading is not judged. No drawn values tie, so ties are not weighed.

    Args:
        findings: comparisons with the same numbers enrolled.
        spreads: meanings of ± to rank.
        methods: calculations of p to rank.
        size: draws per group.
        seed: a whole number from 0 up.

    Raises:
        ValueError: no comparison, two with one name, or different numbers enrolled.
    """
    grid = _grid(findings)
    reached = _distributions(findings, grid, spreads, size, seed)
    rows = [
        row
        for measure, spread_is, method in product(MEASURES, spreads, methods)
        for row in _rows_of(findings, grid, reached, measure, spread_is, method)
    ]
    names = tuple(finding.name for finding in findings)
    table = pd.DataFrame(rows)
    total = table.groupby("measure")["probability"].transform("sum")
    table["share"] = (table["probability"] / total).where(total > 0)
    ranked = table.sort_values(["measure", "probability"], ascending=[False, False], kind="stable")
    before, after = (
        ["measure", "sizes", "lost", "spread_is", "method"],
        ["probability", "error", "share", "effective"],
    )
    spreads_of = [f"{name} error" for name in names]
    printed = tuple(name for finding in findings for name in finding.findings)
    return Joint(names, ranked[[*before, *names, *spreads_of, *after]].reset_index(drop=True), printed)


def _rows_of(
    findings: Sequence[PrintedComparison],
    grid: Sequence[Sizes],
    reached: Mapping[Key, Distribution],
    measure: Measure,
    spread_is: SpreadIs,
    method: Method,
) -> Iterator[dict[str, object]]:
    """The readings that share a measure, a meaning of ± and a method: one for each sizes, and sizes free."""
    factors: dict[str, dict[Sizes, Factor]] = {}
    effective = []
    for finding in findings:
        found = {sizes: reached.get((finding.name, sizes, spread_is, measure)) for sizes in grid}
        factors[finding.name] = {sizes: _factor(finding, sizes, method, d) for sizes, d in found.items()}
        effective += [d.effective for d in found.values() if d is not None]
    common = {
        "measure": measure,
        "spread_is": spread_is,
        "method": method,
        "effective": min(effective, default=0.0),
    }
    for sizes in grid:
        equal = {name: own[sizes] for name, own in factors.items()}
        lost = sum(grid[0]) - sum(sizes)
        yield {**common, "sizes": f"{sizes[0]} v {sizes[1]}", "lost": lost, **_row(equal)}
    free = {name: _average(list(own.values())) for name, own in factors.items()}
    yield {**common, "sizes": FREE, "lost": nan, **_row(free)}


def _product(factors: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(factors.prod(axis=1))


def _all_at_most(factors: NDArray[np.float64]) -> NDArray[np.float64]:
    """The largest probability of all comparisons together, from that of each: Fréchet's upper bound."""
    return np.asarray(factors.min(axis=1))


def _all_at_least(factors: NDArray[np.float64]) -> NDArray[np.float64]:
    """The smallest, likewise: Fréchet's lower bound."""
    return np.asarray(np.maximum(factors.sum(axis=1) - (factors.shape[1] - 1), 0.0))


def _at_least(number: float) -> str:
    """A number above 0, rounded down to one digit."""
    size = 10.0 ** floor(log10(number))
    return f"{floor(number / size) * size:,.15g}"


def _grid(findings: Sequence[PrintedComparison]) -> list[Sizes]:
    """Every pair of sizes from 3 up, after checking that the comparisons belong together."""
    enrolled = {(finding.first.n, finding.second.n) for finding in findings}
    if len(enrolled) != 1 or len({finding.name for finding in findings}) < len(findings):
        raise ValueError(
            f"{len(findings)} comparisons with numbers enrolled {sorted(enrolled)}. Pass one or more "
            "comparisons of the same two groups, each with its own name."
        )
    n1, n2 = enrolled.pop()
    return list(product(range(n1, SMALLEST - 1, -1), range(n2, SMALLEST - 1, -1)))


def _distributions(
    findings: Sequence[PrintedComparison],
    grid: Sequence[Sizes],
    spreads: Sequence[SpreadIs],
    size: int,
    seed: int,
) -> dict[Key, Distribution]:
    """The distribution of U for each comparison, sizes, meaning of ± and measure; none where impossible."""
    reached: dict[Key, Distribution] = {}
    for finding, spread_is in product(findings, spreads):
        first = _by_size(finding, 0, grid, spread_is, size, 2 * seed)
        second = _by_size(finding, 1, grid, spread_is, size, 2 * seed + 1)
        for (n1, n2), measure in product(grid, MEASURES):
            x, y = first[n1], second[n2]
            if x is not None and y is not None:
                reached[finding.name, (n1, n2), spread_is, measure] = distribution(x, y, measure)
    return reached


def _by_size(
    finding: PrintedComparison, side: int, grid: Sequence[Sizes], spread_is: SpreadIs, size: int, seed: int
) -> dict[int, DrawnValues | None]:
    summary = (finding.first, finding.second)[side]
    numbers = sorted({sizes[side] for sizes in grid})
    return {n: draws(replace(summary, n=n), spread_is=spread_is, size=size, seed=seed) for n in numbers}


def _factor(finding: PrintedComparison, sizes: Sizes, method: Method, reached: Distribution | None) -> Factor:
    if reached is None:
        return 0.0, 0.0
    return reached.probability(fitting_statistics(finding.pvalue, sizes, method))


def _average(factors: Sequence[Factor]) -> Factor:
    """The mean of factors with equal weight, and its standard error."""
    return sum(p for p, _ in factors) / len(factors), sqrt(sum(e**2 for _, e in factors)) / len(factors)


def _row(factors: Mapping[str, Factor]) -> dict[str, float]:
    """The factors, their product and its standard error."""
    shares = {name: share for name, (share, _) in factors.items()}
    errors = {f"{name} error": error for name, (_, error) in factors.items()}
    parts = [
        error * prod(other for another, other in shares.items() if another != name)
        for name, (_, error) in factors.items()
    ]
    return {
        **shares,
        **errors,
        "probability": prod(shares.values()),
        "error": sqrt(sum(part**2 for part in parts)),
    }
