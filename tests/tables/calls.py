"""How each table is asked of any study, and what becomes of it: shown, or what is missing.

``python -m tests.tables.calls > tests/tables/shown.csv`` renews the committed answers.
"""

import csv
import sys
from collections.abc import Callable

from analysis import audit, figures, inference, reconstruction, tables
from analysis.data import MissingFindingError, Study
from analysis.tables import Table
from tests.figures.calls import STUDIES, last_level, with_prior

SHOWN = "shown"
SIZES_ALONE: dict[str, Callable[[], Table]] = {
    "assumptions": tables.assumptions,
    "bases": tables.bases,
    "best_by_design": lambda: tables.best_by_design({"all": 6, "arms": (5, 6)}, tests=2),
    "classics": tables.classics,
    "conventions": tables.conventions,
    "known_audits": tables.known_audits,
    "known_cohorts": lambda: tables.known_cohorts(seed=16),
    "known_decodings": tables.known_decodings,
    "known_trials": tables.known_trials,
    "known_whole_numbers": tables.known_whole_numbers,
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


def background_risk(study: Study) -> Table:
    """With ages that agree with what is printed of them, and at half the rates."""
    ages = reconstruction.printed_ages(study, older=1, limit=60, seed=7, proposals=2**12)
    return tables.background_risk(study, [(ages, 1), (ages, 0.5)], men=study.people // 2)


def shifts(study: Study) -> Table:
    """The first arm across the first threshold that is printed, from the first visit to the next."""
    limit = study.need("threshold of a marker", STAT="threshold").iloc[0]
    return tables.shifts(
        study,
        limit["PARAMCD"],
        arm=study.arms[-1].code,
        before=study.baseline.name,
        after="Month 6",
        limit=limit["FINDINGID"],
    )


def ranked_readings(study: Study) -> Table:
    """Of what a rank-sum test may be behind at the last visit with levels, few draws."""
    found = audit.comparisons(study, visit=last_level(study))
    ranking = audit.joint([each for each in found if each.ranked], size=500)
    return tables.ranked_readings(study, ranking)


def side_by_side(study: Study) -> Table:
    """The first two findings."""
    one, other = study.findings["FINDINGID"].head(2)
    return tables.side_by_side(study, {"Two findings": ([one], [other])})


def told_at(study: Study, **columns: str | tuple[str, ...]) -> list[str]:
    """The visits at which both arms have findings with these words; the last where there are none."""
    arms = study.where(TRT01A=list(study.sizes), **columns).groupby("AVISIT")["TRT01A"].nunique()
    return [visit.name for visit in study.visits if arms.get(visit.name) == 2] or [study.last.name]


def with_values(study: Study) -> list[str]:
    """The parameters of which single people have values."""
    return list(study.table("adlb")["MARKER"].unique()[:2]) or list(study.markers)


CALLS: dict[str, Callable[[Study], Table]] = {
    "adjusted": lambda study: tables.adjusted(study, pvalues(study), tests=3),
    "audited_readings": lambda study: tables.audited_readings(study, visit=last_level(study)),
    "background_risk": background_risk,
    "beside_intervals": lambda study: tables.beside_intervals(
        study, study.need("printed range", STAT="range")["FINDINGID"].iloc[0]
    ),
    "compared_counts": lambda study: tables.compared_counts(study, told_at(study, STAT="count")),
    "compared_means": lambda study: tables.compared_means(study, told_at(study, SPREADKIND=("sd", "sem"))),
    "counted_values": lambda study: tables.counted_values(study, with_values(study), visit=study.last.name),
    "crossed_readings": lambda study: tables.crossed_readings(study, visit=last_level(study)),
    "disclosure": tables.disclosure,
    "evidence": tables.evidence,
    "examined_claims": lambda study: tables.examined_claims(
        study, study.claims["SECTION"].iloc[0].partition("#")[0]
    ),
    "filtration": lambda study: tables.filtration(
        study, figures.filtration(study, followed="egfr-israel-50", levels=((0.7, 0.92),))
    ),
    "findings_by_source": tables.findings_by_source,
    "hidden_bias": tables.hidden_bias,
    "judged_claims": tables.judged_claims,
    "laboratory": tables.laboratory,
    "ledger": tables.ledger,
    "listed": lambda study: tables.listed(study, "findings", ["marker", "printed", "source"]),
    "luck": lambda study: tables.luck(study, with_prior(study)[:1], people=[study.people]),
    "one_row": lambda study: tables.one_row(study, "findings", study.findings["FINDINGID"].iloc[0]),
    "one_sex": tables.one_sex,
    "positive_control": lambda study: tables.positive_control(study, figures.positive_control(study)),
    "predicted_by_age": tables.predicted_by_age,
    "printed_floors": tables.printed_floors,
    "rank_tests": lambda study: tables.rank_tests(study, with_values(study), visit=study.last.name),
    "ranked_readings": ranked_readings,
    "settled_claims": tables.settled_claims,
    "shifts": shifts,
    "side_by_side": side_by_side,
    "statements_by_visit": tables.statements_by_visit,
    "summary_of_findings": tables.summary_of_findings,
    "told_by_visit": tables.told_by_visit,
    "unchanged_without_variation": tables.unchanged_without_variation,
    "unsettled_claims": tables.unsettled_claims,
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
