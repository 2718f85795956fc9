"""How each table is asked of any study, and what becomes of it: shown, or what is missing.

``python -m tests.tables.calls > tests/tables/shown.csv`` renews the committed answers.
"""

import csv
import sys
from collections.abc import Callable

from analysis import audit, inference, tables
from analysis.data import MissingFindingError, Study
from analysis.tables import Table
from tests.figures.calls import STUDIES, last_level, with_prior

SHOWN = "shown"
SIZES_ALONE: dict[str, Callable[[], Table]] = {
    "assumptions": tables.assumptions,
    "bases": tables.bases,
    "classics": tables.classics,
    "lowest_pvalues": lambda: tables.lowest_pvalues(5, 6),
    "sentences": lambda: tables.sentences(
        {"made up": [inference.proportion(0, 11)]}, about="Cohort", title="Made-up events"
    ),
    "smallest_pvalues": lambda: tables.smallest_pvalues([3, (5, 6)]),
}
"""Tables that need no study."""


def pvalues(study: Study) -> list[str]:
    """The first two findings that print a p and no bound."""
    rows = study.need("p-value", STAT="p")
    return list(rows.loc[~rows["VALUE"].str.startswith(("<", ">")), "FINDINGID"].head(2))


def ranked_readings(study: Study) -> Table:
    """Of what a rank-sum test may be behind at the last visit with levels, few draws."""
    found = audit.comparisons(study, visit=last_level(study))
    ranking = audit.joint([each for each in found if each.ranked], size=500)
    return tables.ranked_readings(study, ranking)


def side_by_side(study: Study) -> Table:
    """The first two findings."""
    one, other = study.findings["FINDINGID"].head(2)
    return tables.side_by_side(study, {"Two findings": ([one], [other])})


CALLS: dict[str, Callable[[Study], Table]] = {
    "adjusted": lambda study: tables.adjusted(study, pvalues(study), tests=3),
    "audited_readings": lambda study: tables.audited_readings(study, visit=last_level(study)),
    "crossed_readings": lambda study: tables.crossed_readings(study, visit=last_level(study)),
    "evidence": tables.evidence,
    "examined_claims": lambda study: tables.examined_claims(
        study, study.claims["SECTION"].iloc[0].partition("#")[0]
    ),
    "judged_claims": tables.judged_claims,
    "ledger": tables.ledger,
    "listed": lambda study: tables.listed(study, "findings", ["marker", "printed", "source"]),
    "luck": lambda study: tables.luck(study, with_prior(study)[:1], people=[study.people]),
    "one_row": lambda study: tables.one_row(study, "findings", study.findings["FINDINGID"].iloc[0]),
    "printed_floors": tables.printed_floors,
    "ranked_readings": ranked_readings,
    "side_by_side": side_by_side,
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
