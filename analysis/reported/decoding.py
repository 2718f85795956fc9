"""What a printed p-value can stand for, and how it is said."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal, get_args

import pandas as pd

from analysis.inference.wording import counted, number
from analysis.reported.conventions import Convention, Test, convention
from analysis.reported.printed_pvalue import PrintedPvalue

PvalueReading = Literal["rounded", "truncated", "one-sided"]
Direction = Literal["higher", "lower"]
PVALUE_READINGS: tuple[PvalueReading, ...] = get_args(PvalueReading)


@dataclass(frozen=True, slots=True)
class Fit:
    """One statistic whose p-value prints as the text.

    A two-sided p does not tell a statistic from its mirror image, so both are kept.

    Attributes:
        test: "rank-sum" (first group against second) or "signed-rank" (pairs).
        sizes: (n1, n2), or (pairs that changed,).
        zeros: pairs that did not change, and that the test drops.
        convention: how p was computed, a name among `CONVENTIONS`.
        scale: different values that the scale has, where ties are those of a scale; None otherwise.
        reading: "rounded" (two-sided, as printed), "truncated" or "one-sided".
        statistic: U or W+, the smaller of the two mirror images.
        mirror: the larger: n1 n2 - U, or n (n + 1) / 2 - W+.
        pvalue: p of this statistic by this convention and reading; with ties the largest that fits.
        lowest: the smallest that fits, which differs where several tie patterns give the statistic.
        exact: its exact two-sided p without ties; NaN for a statistic that only ties can give.
        effect: size of the rank-biserial correlation, from 0 to 1, without direction.
    """

    test: Test
    sizes: tuple[int, ...]
    zeros: int
    convention: str
    scale: int | None
    reading: PvalueReading
    statistic: float
    mirror: float
    pvalue: float
    lowest: float
    exact: float
    effect: float

    def sentence(self) -> str:
        """Say in words what this statistic means for the data."""
        symbol = "U" if self.test == "rank-sum" else "W+"
        label = "" if self.reading == "rounded" else f" (read as {self.reading})"
        return (
            f"{counted(self.sizes, self.zeros)}, {self.computed()}{label}: {symbol} = "
            f"{number(self.statistic)} or {number(self.mirror)}, {self._pvalue()}. {self._meaning()}"
        )

    def computed(self) -> str:
        """How p was computed, and by which programs where values tie."""
        used = convention(self.convention)
        scale = "" if self.scale is None else f" of a scale of {self.scale} values"
        return used.words + scale + _as_computed(used, self.test)

    def _pvalue(self) -> str:
        if convention(self.convention).ties == "none":
            return f"p = {number(self.pvalue)}; the exact p is {number(self.exact)}"
        low, high = number(self.lowest), number(self.pvalue)
        return f"p = {high}" if low == high else f"p = {low} to {high}, by how the values tie"

    def _meaning(self) -> str:
        total = number(self.statistic + self.mirror)
        strength = f"rank-biserial correlation ±{number(self.effect)}"
        if self.test == "rank-sum":
            half = "" if convention(self.convention).ties == "none" else ", a tied one as half,"
            against = f"{number(self.statistic)} of the {total} between-group pairs{half}"
            return f"{against} run against the rest ({strength})."
        if self.statistic == 0:
            return f"All pairs moved the same way ({strength})."
        return f"Ranks of {number(self.statistic)} out of {total} run against the rest ({strength})."


_NO_TIES = "Ties were not tried: where values tie, other statistics can print so."


@dataclass(frozen=True, slots=True)
class Decoding:
    """Everything that a printed p-value can stand for in the designs considered.

    Attributes:
        pvalue: the p-value as printed.
        direction: how the first group (or the later visit) is reported to differ; None where it is not.
        considered: number of combinations of design and convention.
        fits: the statistics whose p prints so, what needs least first: as rounded before looser readings,
            then in the order of `CONVENTIONS`.
        ties: which ties were counted, in words; empty where none were.
        all_ties: whether no tie pattern was left out of what was counted.
    """

    pvalue: str
    direction: Direction | None
    considered: int
    fits: tuple[Fit, ...]
    ties: str = ""
    all_ties: bool = False

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
        """Say how many statistics fit, name them where they are few, and say which ties were counted."""
        if beyond := PrintedPvalue(self.pvalue).beyond:
            return beyond
        rounded = [fit for fit in self.fits if fit.reading == "rounded"]
        others = len(self.fits) - len(rounded)
        extra = f" Looser readings add {others}." if others else ""
        return " ".join(filter(None, [self._found(rounded) + extra, self.ties or _NO_TIES]))

    def _found(self, rounded: Sequence[Fit]) -> str:
        """What fits as rounded."""
        printed = PrintedPvalue(self.pvalue).words
        over = f"{self.considered} combinations of sizes and method"
        if not rounded:
            return f"No statistic of the {over} considered prints as {printed}."
        tied = all(convention(fit.convention).ties != "none" for fit in rounded)
        stands = f"Where values tie, {printed} stands for:" if tied else f"{printed} stands for:"
        if len(rounded) <= 3:
            return " ".join([stands, *(fit.sentence() for fit in rounded)])
        if self.ties:
            return f"{stands} {_by_convention(rounded)}"
        return (
            f"{len(rounded)} statistics print as {printed} over {over}; without more information none can be "
            "preferred."
        )

    def _directed(self, fit: Fit) -> float | None:
        return {"higher": fit.mirror, "lower": fit.statistic, None: None}[self.direction]


def _as_computed(used: Convention, test: Test) -> str:
    """The programs that compute so, behind a comma; nothing for what needs no naming."""
    programs = used.printed_by(test) if used.ties != "none" else ""
    return f", as computed by {programs}" if programs else ""


def _by_convention(fits: Sequence[Fit]) -> str:
    """How many statistics each convention gives, in words."""
    groups: dict[tuple[str, Test], list[Fit]] = {}
    for fit in fits:
        groups.setdefault((fit.convention, fit.test), []).append(fit)
    parts = [
        f"{len(own)} statistic{'s' * (len(own) > 1)} of the {test} test, {own[0].computed()}"
        for (_, test), own in groups.items()
    ]
    return "; ".join(parts) + ". Without more information none can be preferred."
