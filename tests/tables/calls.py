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
    "best_by_design": lambda: tables.best_by_design({"all": 6, "arms": (5, 6)}, tests=2),
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


def told_at(study: Study, **columns: str | tuple[str, ...]) -> list[str]:
    """The visits at which both arms have findings with these words; the last where there are none."""
    arms = study.where(TRT01A=list(study.sizes), **columns).groupby("AVISIT")["TRT01A"].nunique()
    return [visit.name for visit in study.visits if arms.get(visit.name) == 2] or [study.last.name]


def with_values(study: Study) -> list[str]:
    """The parameters of which single people have values."""
    return list(study.table("adlb")["MARKER"].unique()[:2]) or list(study.markers)


CALLS: dict[str, Callable[[Study], Table]] = {
    "adjusted": lambda study: tables.adjusted(study, pvalues(study), tests=3),
    "compared_counts": lambda study: tables.compared_counts(study, told_at(study, STAT="count")),
    "compared_means": lambda study: tables.compared_means(study, told_at(study, SPREADKIND=("sd", "sem"))),
    "counted_values": lambda study: tables.counted_values(study, with_values(study), visit=study.last.name),
    "examined_claims": lambda study: tables.examined_claims(
        study, study.claims["SECTION"].iloc[0].partition("#")[0]
    ),
    "findings_by_source": tables.findings_by_source,
    "judged_claims": tables.judged_claims,
    "ledger": tables.ledger,
    "listed": lambda study: tables.listed(study, "findings", ["marker", "printed", "source"]),
    "one_row": lambda study: tables.one_row(study, "findings", study.findings["FINDINGID"].iloc[0]),
    "rank_tests": lambda study: tables.rank_tests(study, with_values(study), visit=study.last.name),
    "statements_by_visit": tables.statements_by_visit,
    "summary_of_findings": tables.summary_of_findings,
    "told_by_visit": tables.told_by_visit,
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
