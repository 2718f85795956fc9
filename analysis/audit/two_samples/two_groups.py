"""Can two printed means, their spreads and one printed p of a rank-sum test hold together?"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product

import pandas as pd

from analysis.audit.t_tests import TTest, t_tests
from analysis.audit.two_samples.decide import readings
from analysis.audit.two_samples.pair import Pair, Sizes
from analysis.audit.two_samples.proofs import Groups
from analysis.audit.verdicts import SPREAD_WORDS, ReadingVerdict
from analysis.inference.checks import design_sizes, distinct, finite, some_of
from analysis.inference.pvalues import METHODS, Method
from analysis.reported import PrintedPvalue, Resolution, Summary
from analysis.reported.summary import READINGS, SpreadIs

SMALLEST = 3


@dataclass(frozen=True, slots=True)
class TwoGroups:
    """The verdicts on two printed summaries and a p, one for each reading of them.

    Attributes:
        first: the first summary; its n is the number enrolled.
        second: the second.
        pvalue: the p-value as printed.
        readings: one verdict per sizes, meaning of ± and method.
        t_tests: Welch's and the pooled t-test from the printed summaries, per sizes and meaning of ±.
    """

    first: Summary
    second: Summary
    pvalue: str
    readings: tuple[ReadingVerdict, ...]
    t_tests: tuple[TTest, ...]

    @property
    def enrolled(self) -> Sizes:
        """The numbers enrolled in both groups."""
        return self.first.n, self.second.n

    @property
    def at_enrolled(self) -> tuple[ReadingVerdict, ...]:
        """The verdicts if all enrolled were analyzed."""
        return tuple(reading for reading in self.readings if reading.sizes == self.enrolled)

    def at(self, sizes: Sizes, *, spread_is: SpreadIs, method: Method) -> ReadingVerdict:
        """The verdict of one reading.

        Raises:
            ValueError: the reading was not audited.
        """
        for reading in self.readings:
            if (reading.sizes, reading.spread_is, reading.method) == (sizes, spread_is, method):
                return reading
        raise ValueError(
            f"{sizes}, {spread_is!r}, {method!r} was not audited. See .table() for the readings."
        )

    def table(self) -> pd.DataFrame:
        """One row per reading: `n1`, `n2`, `spread_is`, `method`, `answer`, `verdict`, `sentence`."""
        rows = [
            {
                "n1": reading.sizes[0],
                "n2": reading.sizes[1],
                "spread_is": reading.spread_is,
                "method": reading.method,
                "answer": reading.answer,
                "verdict": reading.verdict,
                "sentence": reading.sentence(),
            }
            for reading in self.readings
        ]
        return pd.DataFrame(rows)

    def t_table(self) -> pd.DataFrame:
        """One row per t-test: its fields and its sentence."""
        return pd.DataFrame([{**asdict(test), "sentence": test.sentence()} for test in self.t_tests])

    def sentence(self) -> str:
        """Say the verdict for the largest sizes under each meaning of ±, then how many readings can hold."""
        if beyond := PrintedPvalue(self.pvalue).beyond:
            return beyond
        largest = max(self.readings, key=lambda reading: sum(reading.sizes)).sizes
        spreads = dict.fromkeys(reading.spread_is for reading in self.readings)
        full = " ".join(self._at_full_size(largest, spread_is) for spread_is in spreads)
        able = sum(reading.answer == "possible" for reading in self.readings)
        return (
            f"{self.first.printed} and {self.second.printed} with {PrintedPvalue(self.pvalue).words} "
            f"(rank-sum test): {full} Of all {len(self.readings)} readings of sizes, ± and method {able} can "
            "hold."
        )

    def crossed(self) -> pd.DataFrame:
        """How many readings can hold, by whether all enrolled were analyzed and by what ± is.

        Returns:
            One row for each pair that was audited, those with all enrolled first: `all_enrolled`,
            `spread_is`, `possible`, `ties_only` (of these, possible with equal values alone), `only_if` (on a
            stated grid, where decimals were not printed as usual), `undecided` and
            `readings` (all of them, over sizes and methods).
        """
        table = self.table().assign(
            all_enrolled=[reading.sizes == self.enrolled for reading in self.readings],
            possible=lambda rows: rows["answer"] == "possible",
            only_if=lambda rows: rows["answer"] == "only if",
            ties_only=lambda rows: rows["verdict"] == "possible with ties",
            undecided=lambda rows: rows["answer"] == "undecided",
            readings=1,
        )
        counted = ["possible", "ties_only", "only_if", "undecided", "readings"]
        groups = table.groupby(["all_enrolled", "spread_is"], as_index=False)[counted].sum()
        return groups.sort_values("all_enrolled", ascending=False, kind="stable", ignore_index=True)

    def _at_full_size(self, sizes: Sizes, spread_is: SpreadIs) -> str:
        verdicts = {
            r.method: r.verdict for r in self.readings if (r.sizes, r.spread_is) == (sizes, spread_is)
        }
        able = [method for method, verdict in verdicts.items() if verdict == "possible"]
        start = f"With {sizes[0]} v {sizes[1]} values the three"
        end = f"if ± is {SPREAD_WORDS[spread_is]}"
        if able:
            return f"{start} can all hold {end} (method: {', '.join(able)})."
        if "possible with ties" in verdicts.values():
            return f"{start} can all hold only with tied values {end}."
        if "only if" in verdicts.values():
            return f"{start} can all hold only if the paper did not print as usual, {end}."
        if "undecided" in verdicts.values():
            return f"{start} are undecided {end}."
        ties = " without ties" if "impossible without ties" in verdicts.values() else ""
        return f"{start} cannot all hold{ties} {end}."


def two_groups(
    first: Summary,
    second: Summary,
    pvalue: str,
    *,
    sizes: Iterable[Sizes] | None = None,
    spreads: Sequence[SpreadIs] = READINGS,
    methods: Sequence[Method] = METHODS,
    minimum: float | None = None,
    resolution: Resolution | None = None,
    names: Groups = ("the first group", "the second group"),
) -> TwoGroups:
    """Decide for every reading whether data exist that print as the two summaries and a rank-sum test's p.

    "possible" comes with such data, checked in decimals against every printed number. "impossible" comes with
    a proof: an inequality (`audit.two_samples.bounds`) or the exhaustion of all orders of the values
    (`audit.two_samples.search`), each over everything that the printed decimals can stand for. Whatever is
    neither stays "undecided". A proof covers ties when no statistic that data with ties could give,
    conditional on any tie pattern, is within reach (`audit.two_samples.tied_statistics`). Where it does not,
    data are searched among those whose values lie on a grid, which tie as real ones do ("possible with
    ties"), before the verdict is "impossible without ties". Without a resolution the grids are those on which
    such means are likely to lie. With one, data off it do not count, and where so few lie on it that all can
    be looked at, finding none is a proof: "impossible". t-tests follow from the summaries alone and are
    always evaluated.

    Args:
        first: printed mean and spread of the first group, with the number enrolled.
        second: the same for the second group.
        pvalue: the two-sided p as printed.
        sizes: pairs of numbers of values that may have been analyzed; by default every number from 3 to those
            enrolled, in both groups.
        spreads: meanings of ± to consider.
        methods: calculations of p to consider.
        minimum: the smallest value possible, such as 0 for a concentration; None for no limit.
        resolution: the grid on which the values were recorded, such as `Resolution("0.1")` for tenths,
            `Resolution("1", lowest="0", highest="5")` for a score from 0 to 5, or `Resolution("0.1",
            lowest="0.5")` for a limit of detection at which values pile up; None where nobody says.
        names: what sentences call the groups: two different texts.

    Raises:
        ValueError: an unusable p, name or option, no sizes, or sizes below 3 or above those enrolled.

    Examples:
        >>> audit = two_groups(Summary("705", "160", 6), Summary("306", "36", 5), "0.02", sizes=[(6, 5)],
        ...                    methods=["normal"], minimum=0, names=("HD", "LD"))
        >>> audit.at((6, 5), spread_is="sd", method="normal").verdict
        'impossible'
        >>> print(audit.sentence())
        705 ± 160 and 306 ± 36 with p = 0.02 (rank-sum test): With 6 v 5 values the three cannot all hold \
if ± is an SD. With 6 v 5 values the three can all hold if ± is an SEM (method: normal). Of all 2 readings \
of sizes, ± and method 1 can hold.
    """
    distinct(names, "names", size=2)
    some_of(methods, "methods", METHODS)
    some_of(spreads, "spreads", READINGS)
    if minimum is not None:
        finite([minimum], "minimum")
    grid = _grid(first, second, sizes)
    printed = PrintedPvalue(pvalue)
    verdicts: list[ReadingVerdict] = []
    tests: list[TTest] = []
    for (n1, n2), spread_is in product(grid, spreads):
        pair = Pair(replace(first, n=n1), replace(second, n=n2), spread_is, minimum, names, resolution)
        verdicts += readings(pair, printed, methods)
        tests += t_tests(pair.first, pair.second, printed, spread_is=spread_is)
    return TwoGroups(first, second, pvalue, tuple(verdicts), tuple(tests))


def _grid(first: Summary, second: Summary, sizes: Iterable[Sizes] | None) -> list[Sizes]:
    """The sizes to audit, the largest first."""
    if sizes is None:
        numbers = [range(summary.n, min(SMALLEST, summary.n) - 1, -1) for summary in (first, second)]
        return list(product(numbers[0], numbers[1]))
    designs = [design_sizes(pair) for pair in sizes]
    if not designs or {len(design) for design in designs} != {2}:
        raise ValueError(
            f"sizes are {designs}. Pass one or more pairs of numbers of values, such as [(6, 5)]."
        )
    grid = [(n1, n2) for n1, n2 in designs]
    for n1, n2 in grid:
        if not (SMALLEST <= n1 <= first.n and SMALLEST <= n2 <= second.n):
            raise ValueError(
                f"sizes hold ({n1}, {n2}). Pass numbers from {SMALLEST} to those enrolled "
                f"({first.n} and {second.n})."
            )
    return grid
