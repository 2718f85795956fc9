"""How each table is asked of any study, and what becomes of it: shown, or what is missing.

``python -m tests.tables.calls > tests/tables/shown.csv`` renews the committed answers.
"""

import csv
import sys
from collections.abc import Callable

from analysis import inference, tables
from analysis.data import MissingFindingError, Study
from analysis.tables import Table
from tests.figures.calls import STUDIES

SHOWN = "shown"
SIZES_ALONE: dict[str, Callable[[], Table]] = {
    "assumptions": tables.assumptions,
    "bases": tables.bases,
    "classics": tables.classics,
    "lowest_pvalues": lambda: tables.lowest_pvalues(5, 6),
    "no_difference": lambda: tables.no_difference({"A": 5, "B": 6}, draws=100),
    "sentences": lambda: tables.sentences(
        {"made up": [inference.proportion(0, 11)]}, about="Cohort", title="Made-up events"
    ),
    "smallest_pvalues": lambda: tables.smallest_pvalues([3, (5, 6)]),
    "splits": lambda: tables.splits(11, age=60, most=5),
}
"""Tables that need no study."""


def pvalues(study: Study) -> list[str]:
    """The first two findings that print a p and no bound."""
    rows = study.need("p-value", STAT="p")
    return list(rows.loc[~rows["VALUE"].str.startswith(("<", ">")), "FINDINGID"].head(2))


CALLS: dict[str, Callable[[Study], Table]] = {
    "adjusted": lambda study: tables.adjusted(study, pvalues(study), tests=3),
    "beside_intervals": lambda study: tables.beside_intervals(
        study, study.need("printed range", STAT="range")["FINDINGID"].iloc[0]
    ),
    "examined_claims": lambda study: tables.examined_claims(
        study, study.claims["SECTION"].iloc[0].partition("#")[0]
    ),
    "judged_claims": tables.judged_claims,
    "ledger": tables.ledger,
    "listed": lambda study: tables.listed(study, "findings", ["marker", "printed", "source"]),
    "one_row": lambda study: tables.one_row(study, "findings", study.findings["FINDINGID"].iloc[0]),
    "statements_by_visit": tables.statements_by_visit,
}
"""Table to the call that shows it for a study."""


def outcome(table: str, study: str) -> str:
    """What becomes of a table of a study."""
    try:
        CALLS[table](STUDIES[study])
    except (MissingFindingError, ValueError) as error:
        return str(error)
    return SHOWN


if __name__ == "__main__":
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["TABLE", "STUDY", "OUTCOME"])
    writer.writerows((table, study, outcome(table, study)) for table in CALLS for study in STUDIES)
