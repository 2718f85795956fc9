"""A study as one object: its tables, checked whole, and the words that they give arms, visits and markers."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import pandas as pd

from analysis.data.citing import Source, cited
from analysis.data.errors import DataError, MissingFindingError
from analysis.data.evidence import Rows, sources_in
from analysis.data.tables import book, read_folder
from analysis.data.vocabulary import problems

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm of a study.

    Attributes:
        code: TRT01A.
        number: TRT01AN, its place in the order of display.
        label: in words, as a sentence says it.
        size: subjects, as the finding prints.
        dose: what they were given, with its unit, as printed; empty where no finding tells it.
        size_finding: FINDINGID of the size.
        dose_finding: FINDINGID of the dose, or an empty string.

    Examples:
        >>> Study.read().arm("HD").dose
        '130 million cells'
    """

    code: str
    number: int
    label: str
    size: int
    dose: str
    size_finding: str
    dose_finding: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit, or a period up to one.

    Attributes:
        name: AVISIT.
        number: AVISITN, its place in the order of time.
        months: months from the treatment; of a period, its end.
        label: what stands on an axis.
        words: what stands in a sentence.

    Examples:
        >>> [visit.label for visit in Study.read().visits]
        ['baseline', 'day 2', '6 months', '5 years']
    """

    name: str
    number: int
    months: float
    label: str
    words: str

    @property
    def years(self) -> float:
        """Years from the treatment."""
        return self.months / 12


@dataclass(frozen=True, eq=False)
class Study:
    """Everything that is known of one study, as printed. Nothing else knows its arms, visits or sources.

    Attributes:
        tables: name to table, every cell text. Take a table by `table`, which gives a copy.

    Examples:
        >>> Study.read("data/examples/mpc_2017").sizes
        {'HA': 6, 'MPC': 11}
    """

    tables: Mapping[str, pd.DataFrame] = field(repr=False)

    @staticmethod
    def read(folder: str | Path | None = None) -> "Study":
        """Read and check the tables of a folder, anew each time; without one, those of the book, once.

        A table lies where `analysis.data.TABLES` says (``published/findings.csv``) or plainly in the folder
        (``findings.csv``). Some every study has; a study that lacks another one has no rows in it.

        Args:
            folder: where the tables lie.

        Raises:
            DataError: with every problem of every table, key and word.
        """
        return _book() if folder is None else _checked(read_folder(Path(folder)))

    def with_tables(self, **tables: pd.DataFrame) -> "Study":
        """The same study with some tables changed, to see what a change does. They are not checked again.

        Raises:
            ValueError: a name that is no table.
        """
        unknown = sorted(set(tables) - set(self.tables))
        if unknown:
            raise ValueError(f"no table {', '.join(unknown)}. Change some of {', '.join(self.tables)}.")
        return replace(self, tables=MappingProxyType({**self.tables, **tables}))

    def table(self, name: str) -> pd.DataFrame:
        """A fresh copy of one table, every column text.

        Raises:
            ValueError: no such table.
        """
        if name not in self.tables:
            raise ValueError(f"no table {name!r}. Name one of {', '.join(self.tables)}.")
        return self.tables[name].copy()

    @property
    def findings(self) -> pd.DataFrame:
        """Every number and direction that its reports print."""
        return self.table("findings")

    @property
    def parameters(self) -> pd.DataFrame:
        """What the findings are about, in order of display."""
        return self.table("parameters")

    @property
    def sources(self) -> pd.DataFrame:
        """Every source that its tables cite, and how much of it was read."""
        return self.table("sources")

    @property
    def claims(self) -> pd.DataFrame:
        """Every distinct statement of its reports, with the rule that judges it."""
        return self.table("claims")

    @property
    def priors(self) -> pd.DataFrame:
        """What is assumed of how its markers vary."""
        return self.table("priors")

    @property
    def medical_history(self) -> pd.DataFrame:
        """What happened to single people."""
        return self.table("medical_history")

    @property
    def id(self) -> str:
        """STUDYID."""
        return self._about["STUDYID"]

    @property
    def name(self) -> str:
        """What a sentence calls it."""
        return self._about["NAME"]

    @property
    def title(self) -> str:
        """What it is, in a line."""
        return self._about["TITLE"]

    @property
    def persons(self) -> str:
        """Who took part, in a few words."""
        return self._about["PEOPLE"]

    @property
    def treatment(self) -> str:
        """What they were given, in a word."""
        return self._about["TREATMENT"]

    @cached_property
    def arms(self) -> tuple[Arm, ...]:
        """The arms in order of display, the reference first."""
        findings = self.tables["findings"].set_index("FINDINGID")
        printed = findings["VALUE"]
        told = [row[column] for column in ("SIZE", "DOSE") for row in self._arms if row[column]]
        if unknown := [name for name in told if name not in printed]:
            raise MissingFindingError(f"{self.name} prints no finding {', '.join(unknown)} of its arms.")
        dosed = (printed + " " + findings["AVALU"]).str.strip()
        return tuple(
            Arm(
                row["TRT01A"],
                int(row["TRT01AN"]),
                row["ARM"],
                int(printed[row["SIZE"]]),
                dosed[row["DOSE"]] if row["DOSE"] else "",
                row["SIZE"],
                row["DOSE"],
            )
            for row in self._arms
        )

    @cached_property
    def labels(self) -> dict[str, str]:
        """The arms in words, by their codes, in order of display; no finding is needed for them."""
        return {row["TRT01A"]: row["ARM"] for row in self._arms}

    @cached_property
    def source_labels(self) -> dict[str, str]:
        """The sources in words, by their keys."""
        table = self.tables["sources"]
        return dict(zip(table["SOURCEID"], table["LABEL"], strict=True))

    @property
    def sizes(self) -> dict[str, int]:
        """Subjects of each arm, by its code, in order."""
        return {arm.code: arm.size for arm in self.arms}

    @property
    def people(self) -> int:
        """Subjects of all arms."""
        return sum(arm.size for arm in self.arms)

    @property
    def between(self) -> str:
        """The comparison of its two arms, the later v the earlier, as the findings name it.

        Raises:
            MissingFindingError: it has not two arms.
        """
        if len(self.labels) != 2:
            raise MissingFindingError(f"{self.name} has {len(self.labels)} arms: two are compared here.")
        earlier, later = self.labels
        return f"{later} v {earlier}"

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """The visits in order of time."""
        return self._times("visit")

    @cached_property
    def periods(self) -> tuple[Visit, ...]:
        """The periods over which something was counted, in order of their ends."""
        return self._times("period")

    @property
    def baseline(self) -> Visit:
        """The first visit."""
        return self.visits[0]

    @property
    def last(self) -> Visit:
        """The last visit."""
        return self.visits[-1]

    @cached_property
    def markers(self) -> dict[str, str]:
        """PARAMCD to short name of the measurements that the study is about, in order of display."""
        table = self.tables["parameters"]
        return {code: self.short(code) for code in table.loc[table["MARKER"] == "Y", "PARAMCD"]}

    def arm(self, code: str) -> Arm:
        """The arm with this code.

        Raises:
            ValueError: no such arm.
        """
        return _named(code, {arm.code: arm for arm in self.arms}, "arm")

    def visit(self, name: str) -> Visit:
        """The visit or period of this name.

        Raises:
            ValueError: no such visit.
        """
        return _named(name, {visit.name: visit for visit in (*self.visits, *self.periods)}, "visit")

    def short(self, code: str) -> str:
        """What charts and sentences call a parameter.

        Raises:
            ValueError: no such parameter.
        """
        return _named(code, self._short, "parameter")

    def full(self, code: str) -> str:
        """The full name of a parameter.

        Raises:
            ValueError: no such parameter.
        """
        return _named(code, self._full, "parameter")

    def finding(self, name: str) -> dict[str, str]:
        """One finding, column to text.

        Raises:
            MissingFindingError: no finding of that name.
        """
        (row,) = self.need(f"finding {name!r}", FINDINGID=name).to_dict("records")
        return {str(column): value for column, value in row.items()}

    def where(self, **columns: str | Iterable[str]) -> pd.DataFrame:
        """The findings whose columns have these words: one each, or one of several."""
        return _where(self.tables["findings"], columns)

    def need(self, what: str, **columns: str | Iterable[str]) -> pd.DataFrame:
        """As `where`, for what cannot be done without them.

        Args:
            what: the finding in words, which the error says is missing.
            **columns: as for `where`.

        Raises:
            MissingFindingError: no finding has these words.
        """
        found = self.where(**columns)
        if found.empty:
            asked = ", ".join(
                f"{column} {words if isinstance(words, str) else ' or '.join(words)}"
                for column, words in columns.items()
            )
            raise MissingFindingError(
                f"{self.name} prints no {what} (its findings have no row with {asked})."
            )
        return found

    def need_reference(self, table: str, what: str, **columns: str | Iterable[str]) -> pd.DataFrame:
        """The rows of a table of references that something cannot be done without.

        Args:
            table: name of the table.
            what: the rows in words.
            **columns: as for `where`.

        Raises:
            MissingFindingError: the table has no such row.
        """
        found = _where(self.tables[table], columns)
        if found.empty:
            raise MissingFindingError(f"{self.name} has no {what}: its table {table!r} lacks the row.")
        return found

    def cite(self, *keys: str) -> tuple[Source, ...]:
        """The sources with these keys, in this order.

        Raises:
            DataError: with one problem for each unknown key, naming the nearest known one.
        """
        return cited(keys, self.tables["sources"])

    def sources_of(self, traces: Iterable[str]) -> tuple[Source, ...]:
        """The sources that rows with these traces rest on (see `analysis.data.evidence`), each once."""
        return sources_in(traces, self._rows)

    @property
    def _about(self) -> dict[str, str]:
        (row,) = self.tables["study"].to_dict("records")
        return {str(column): value for column, value in row.items()}

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self.tables)

    @cached_property
    def _arms(self) -> list[dict[Hashable, str]]:
        return sorted(self.tables["arms"].to_dict("records"), key=lambda row: int(row["TRT01AN"]))

    @cached_property
    def _short(self) -> dict[str, str]:
        table = self.tables["parameters"]
        given = zip(table["PARAMCD"], table["SHORT"], strict=True)
        return {code: short or self._full[code] for code, short in given}

    @cached_property
    def _full(self) -> dict[str, str]:
        table = self.tables["parameters"]
        return dict(zip(table["PARAMCD"], table["PARAM"], strict=True))

    def _times(self, kind: str) -> tuple[Visit, ...]:
        table = self.tables["visits"]
        rows = table[table["KIND"] == kind].to_dict("records")
        visits = (
            Visit(row["AVISIT"], int(row["AVISITN"]), float(row["MONTHS"]), row["LABEL"], row["WORDS"])
            for row in rows
        )
        return tuple(sorted(visits, key=lambda visit: visit.number))


def _where(table: pd.DataFrame, columns: Mapping[str, str | Iterable[str]]) -> pd.DataFrame:
    """A copy of the rows that have these words, in each column one or one of several."""
    for column, words in columns.items():
        table = table[table[column].isin([words] if isinstance(words, str) else list(words))]
    return table.copy()


def _named(name: str, known: Mapping[str, T], kind: str) -> T:
    if name not in known:
        raise ValueError(f"no {kind} {name!r}. Use one of {', '.join(known)}.")
    return known[name]


@cache
def _book() -> Study:
    return _checked(book())


def _checked(tables: dict[str, pd.DataFrame]) -> Study:
    """The study of tables whose words are its own."""
    found = list(problems(tables))
    if found:
        raise DataError(found)
    return Study(MappingProxyType(tables))


def sources_behind(traces: Iterable[str], study: Study | None) -> tuple[Source, ...]:
    """The sources that traces lead to in the tables of a study; without one, in those of the book."""
    return (study or Study.read()).sources_of(traces)
