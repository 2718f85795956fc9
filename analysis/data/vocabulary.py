"""Whether the words of a study's tables are its own: arms, visits, sides of a comparison, voices."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from unicodedata import normalize

import pandas as pd

from analysis.data.errors import Problem
from analysis.data.schemas import TABLES

EVERYBODY, UNNAMED = "ALL", "not stated"
"""Words in place of an arm: all subjects, and nobody named."""
BEFORE = "Prior"
"""The part of a medical history before the treatment."""

Tables = Mapping[str, pd.DataFrame]


def problems(tables: Tables) -> Iterator[Problem]:
    """What the tables say that the study's own tables of arms, visits, groups and reports do not know.

    Args:
        tables: name to table, each of which is right by itself.
    """
    arms, visits = _in_order(tables["arms"], "TRT01AN"), tables["visits"]
    numbers = dict(zip(visits["AVISIT"], visits["AVISITN"], strict=True))
    yield from _sizes(tables)
    yield from _out_of_step(visits)
    yield from _out_of_order(tables["parameters"])
    yield from _alike(tables)
    versus = {f"{later} v {earlier}" for earlier, later in combinations(arms, 2)}
    groups = set(tables["groups"]["GROUP"])
    named = [*arms, EVERYBODY, *sorted(versus), UNNAMED]
    yield from _unknown(tables, "findings", "TRT01A", named)
    yield from _unknown(tables, "findings", "AVISIT", ["", *numbers])
    sides = _sides(versus, list(_in_order(visits, "AVISITN")), groups)
    yield from _judged(
        tables,
        "findings",
        "COMPARISON",
        lambda row: not row["COMPARISON"] or sides(row["COMPARISON"]),
        "two arms or two visits as later v earlier, or groups of the table of groups",
    )
    for name in ("findings", "adlb"):
        yield from _judged(
            tables,
            name,
            "AVISITN",
            lambda row: row["AVISITN"] == numbers.get(row["AVISIT"], ""),
            "the number that the table of visits gives the visit",
        )
    yield from _voices(tables)
    periods = visits.loc[visits["KIND"] == "period", "LABEL"]
    yield from _unknown(tables, "medical_history", "MHCAT", [BEFORE, *periods])
    yield from _too_many(tables)
    for name in ("adsl", "adlb"):
        yield from _unknown(tables, name, "TRT01A", list(arms))
    yield from _unknown(tables, "adlb", "AVISIT", list(numbers))


def _in_order(table: pd.DataFrame, number: str) -> list[str]:
    return list(table.sort_values(number, key=lambda cells: cells.astype(int)).iloc[:, 0])


def _sizes(tables: Tables) -> Iterator[Problem]:
    """Arms whose size or dose is told by a finding of another kind or of another arm."""
    findings = tables["findings"].set_index("FINDINGID")
    for column, stat in (("SIZE", "n"), ("DOSE", "dose")):
        for index, row in tables["arms"].iterrows():
            if row[column] and tuple(findings.loc[row[column], ["STAT", "TRT01A"]]) != (stat, row["TRT01A"]):
                yield Problem(
                    TABLES["arms"].path,
                    int(str(index)) + 2,
                    column,
                    f"the finding {row[column]!r}, a {findings.loc[row[column], 'STAT']} of "
                    f"{findings.loc[row[column], 'TRT01A']}",
                    f"a finding with STAT {stat} and TRT01A {row['TRT01A']}",
                    "Name that finding.",
                )


def _too_many(tables: Tables) -> Iterator[Problem]:
    """A medical history of more subjects than the arms have."""
    printed = tables["findings"].set_index("FINDINGID")["VALUE"]
    people = sum(int(size) for size in printed[list(tables["arms"]["SIZE"])])
    subjects = tables["medical_history"]["SUBJID"].nunique()
    if subjects > people:
        label, found = TABLES["medical_history"].path, f"{subjects} different subjects"
        yield Problem(label, None, "SUBJID", found, f"the {people} of the arms", "Correct their numbers.")


def _out_of_step(visits: pd.DataFrame) -> Iterator[Problem]:
    """Visits whose numbers repeat or do not follow their times."""
    ordered = visits.assign(n=visits["AVISITN"].astype(int), t=visits["MONTHS"].astype(float)).sort_values(
        "n"
    )
    wrong = ordered["n"].duplicated() | (ordered["t"].diff() < 0)
    for index in ordered.index[wrong]:
        yield Problem(
            TABLES["visits"].path,
            int(index) + 2,
            "AVISITN",
            repr(visits.loc[index, "AVISITN"]),
            "a number of its own, in the order of the times",
            "Renumber the visits.",
        )


def _out_of_order(parameters: pd.DataFrame) -> Iterator[Problem]:
    """Parameters whose number does not rise above that of the row before."""
    wrong = parameters["PARAMN"].astype(float).diff() <= 0
    for index in parameters.index[wrong]:
        yield Problem(
            TABLES["parameters"].path,
            int(index) + 2,
            "PARAMN",
            repr(parameters.loc[index, "PARAMN"]),
            f"a number above the {parameters.loc[index - 1, 'PARAMN']} of the row before",
            "Move the row, or give it a number between its neighbors, such as 20.5.",
        )


def _alike(tables: Tables) -> Iterator[Problem]:
    """Arms, visits and parameters whose names a reader cannot tell apart."""
    parameters = tables["parameters"]
    called = parameters["SHORT"].where(parameters["SHORT"] != "", parameters["PARAM"])
    for name, column, names in (
        ("arms", "ARM", tables["arms"]["ARM"]),
        ("visits", "LABEL", tables["visits"]["LABEL"]),
        ("visits", "WORDS", tables["visits"]["WORDS"]),
        ("parameters", "PARAM", parameters["PARAM"]),
        ("parameters", "SHORT", called),
    ):
        seen = names.map(lambda text: normalize("NFKC", text))
        for index in names.index[seen.duplicated()]:
            yield Problem(
                TABLES[name].path,
                int(index) + 2,
                column,
                repr(names[index]),
                "a name that looks like that of no row above",
                "Give each a name of its own.",
            )


def _sides(versus: set[str], visits: list[str], groups: set[str]) -> Callable[[str], bool]:
    """Whether a comparison is one of arms or visits, the later first, or one with a group."""

    def known(comparison: str) -> bool:
        first, _, second = comparison.partition(" v ")
        if comparison in versus:
            return True
        if first in visits and second in visits:
            return visits.index(first) > visits.index(second)
        return second in groups and (first in groups or first in visits)

    return known


def _voices(tables: Tables) -> Iterator[Problem]:
    """Findings that no report tells, or not under its prefix or in its voice."""
    reports = tables["reports"].set_index("SOURCEID")
    for index, row in tables["findings"].iterrows():
        place = int(str(index)) + 2
        label = TABLES["findings"].path
        if row["SOURCEID"] not in reports.index:
            known = "one of: " + ", ".join(reports.index)
            yield Problem(label, place, "SOURCEID", repr(row["SOURCEID"]), known, "Add it to the reports.")
            continue
        prefix, voices = reports.loc[row["SOURCEID"], ["PREFIX", "VOICES"]]
        if not row["FINDINGID"].startswith(f"{prefix}-"):
            wanted = f"a name that starts with {prefix}-"
            yield Problem(label, place, "FINDINGID", repr(row["FINDINGID"]), wanted, "Rename it.")
        if row["ATTRIBUTED"] not in voices.split("|"):
            wanted = voices.replace("|", " or ")
            yield Problem(label, place, "ATTRIBUTED", repr(row["ATTRIBUTED"]), wanted, "Correct the cell.")


def _unknown(tables: Tables, name: str, column: str, known: list[str]) -> Iterator[Problem]:
    words = "one of: " + ", ".join(word for word in known if word) + (", or empty" if "" in known else "")
    yield from _judged(tables, name, column, lambda row: row[column] in known, words)


def _judged(
    tables: Tables, name: str, column: str, holds: Callable[[Mapping[str, str]], bool], expected: str
) -> Iterator[Problem]:
    for number, row in enumerate(tables[name].to_dict("records"), start=2):
        if not holds(row):  # type: ignore[arg-type]
            remedy = "Correct the cell, or add the word to the study's own tables."
            yield Problem(TABLES[name].path, number, column, repr(row[column]), expected, remedy)
