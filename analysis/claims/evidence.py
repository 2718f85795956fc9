"""What a claim is judged by: findings of a study as objects."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from analysis.claims import words
from analysis.data import Study

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
        who: the arm, as a reader knows it; empty for all subjects and for a comparison.
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
    who: str
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
        return f"{self.what} ({self.who})" if self.who else self.what

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


def findings_named(study: Study, names: Iterable[str]) -> tuple[Finding, ...]:
    """The findings with these names, in this order; names that the study lacks are left out."""
    wanted = tuple(names)
    rows = {row["FINDINGID"]: row for row in study.where(FINDINGID=wanted).to_dict("records")}
    return tuple(_finding(study, rows[name]) for name in wanted if name in rows)


def findings_on(study: Study, **columns: str | Iterable[str]) -> tuple[Finding, ...]:
    """Every finding whose columns have these words, as for `Study.where`."""
    return tuple(_finding(study, row) for row in study.where(**columns).to_dict("records"))


def _finding(study: Study, row: Mapping[Hashable, str]) -> Finding:
    cells = {field: row[column] for field, column in _COLUMNS.items()}
    what = words.parameter(study, cells["parameter"])
    return Finding(**cells, what=what, who=words.arm(study, cells["arm"]))
