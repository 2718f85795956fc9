"""What a claim is judged by: findings as objects, and the tables beside them."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.claims import words

MOVED = ("higher", "lower")
FLAT = ("no difference", "stable")


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the findings, by the columns that decide verdicts.

    Attributes:
        name: FINDINGID.
        source: SOURCEID.
        arm: TRT01A.
        visit: AVISIT.
        parameter: PARAMCD.
        what: the parameter, as a reader knows it.
        stat: STAT.
        value: VALUE, as printed.
        test: TEST.
        comparison: COMPARISON.
        direction: DIRECTION; empty where none is told.
        significance: SIGNIFICANCE.
    """

    name: str
    source: str
    arm: str
    visit: str
    parameter: str
    what: str
    stat: str
    value: str
    test: str
    comparison: str
    direction: str
    significance: str

    @property
    def number(self) -> float | None:
        """The number printed, without a sign before it; None where none is printed."""
        try:
            return float(self.value.lstrip("<>≤≥").strip())
        except ValueError:
            return None

    @property
    def count(self) -> int:
        """The number as whole subjects; 0 where none is printed."""
        number = self.number
        return int(number) if number is not None and number >= 0 and number == int(number) else 0

    @property
    def label(self) -> str:
        """What was told of, with the arm where one is named."""
        arm = words.arm(self.arm)
        return f"{self.what} ({arm})" if arm else self.what

    @property
    def told(self) -> str:
        """The direction, the number, and what the source calls them."""
        called = {"significant": "called significant", "not significant": "called not significant"}
        moved = self.direction if self.direction != "not stated" else ""
        both = f"{moved} ({self.value})" if moved and self.value else ""
        printed = both or moved or self.value or "in words"
        return ", ".join(word for word in (printed, called.get(self.significance, "")) if word)


_COLUMNS = {
    "name": "FINDINGID",
    "source": "SOURCEID",
    "arm": "TRT01A",
    "visit": "AVISIT",
    "parameter": "PARAMCD",
    "stat": "STAT",
    "value": "VALUE",
    "test": "TEST",
    "comparison": "COMPARISON",
    "direction": "DIRECTION",
    "significance": "SIGNIFICANCE",
}


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The tables that verdicts are computed from, each as `analysis.data` reads it."""

    findings: pd.DataFrame
    medical_history: pd.DataFrame
    aging: pd.DataFrame
    studies: pd.DataFrame
    priors: pd.DataFrame
    parameters: pd.DataFrame

    def named(self, parameter: str) -> str:
        """What a reader calls a parameter; its code where the table of parameters lacks it."""
        full = self.parameters.loc[self.parameters["PARAMCD"] == parameter, "PARAM"]
        return words.parameter(parameter, full.iloc[0] if len(full) else parameter)

    def cited(self, names: Iterable[str]) -> tuple[Finding, ...]:
        """The findings with these names, in this order; names that the table lacks are left out."""
        wanted = tuple(names)
        table = self.findings[self.findings["FINDINGID"].isin(wanted)]
        rows = {row["FINDINGID"]: row for row in table.to_dict("records")}
        return tuple(self._finding(rows[name]) for name in wanted if name in rows)

    def told(self, *, parameter: str, visit: str, stats: Sequence[str]) -> tuple[Finding, ...]:
        """Every finding on a parameter at a visit whose STAT is one of these."""
        table = self.findings
        here = (table["PARAMCD"] == parameter) & (table["AVISIT"] == visit) & table["STAT"].isin(list(stats))
        return tuple(self._finding(row) for row in table[here].to_dict("records"))

    def _finding(self, row: Mapping[Hashable, str]) -> Finding:
        cells = {field: row[column] for field, column in _COLUMNS.items()}
        return Finding(**cells, what=self.named(row["PARAMCD"]))
