"""Whether printed numbers hold together, reading by reading."""

import pandas as pd

from analysis.audit import Joint, TwoGroups, audited, ranked_comparisons
from analysis.data import Study, trace_of
from analysis.inference.pvalues import METHOD_NAMES
from analysis.tables.numbers import format_value
from analysis.tables.table import Table

ENROLLED = {True: "all", False: "fewer"}
FOUND = "Values were found that print so."
MEASURES = {"sphere": "every point alike"}
"""A reader's words for a measure, where its name is none."""


def crossed_readings(study: Study, *, visit: str, minimum: float | None = None) -> Table:
    """How many readings of printed levels and their p can hold, by what ± is and whether all were analyzed.

    Args:
        study: its findings and its two arms.
        visit: AVISIT of the levels.
        minimum: the smallest value possible, such as 0 for a concentration; None for no limit.

    Returns:
        With `frame` of `marker`, and "3 of 33" or the like in `all_sd`, `all_sem`, `fewer_sd`, `fewer_sem`.

    Raises:
        MissingFindingError: no two levels are printed with the p of a rank-sum test between them.
    """
    rows = [
        {"marker": each.name, **_crossed(audited(each, minimum=minimum)), "trace": each.trace}
        for each in ranked_comparisons(study, visit=visit).values()
    ]
    headings = {
        "marker": "Marker",
        "all_sd": "All, ± as SD",
        "all_sem": "All, ± as SEM",
        "fewer_sd": "Fewer, ± as SD",
        "fewer_sem": "Fewer, ± as SEM",
    }
    cells = pd.DataFrame(rows)
    return Table(
        cells,
        headings={column: heading for column, heading in headings.items() if column in cells},
        title="Which readings can hold",
        basis="published",
        study=study,
        added="verdicts computed",
    )


def audited_readings(study: Study, *, visit: str, minimum: float | None = None) -> Table:
    """The verdict on every reading of printed levels and their p at the numbers enrolled, with its reason.

    Args:
        study: its findings and its two arms.
        visit: AVISIT of the levels.
        minimum: the smallest value possible, such as 0 for a concentration; None for no limit.

    Returns:
        With `frame` of `marker`, `spread` ("SD" or "SEM"), `method`, `verdict` and `reason`.

    Raises:
        MissingFindingError: no two levels are printed with the p of a rank-sum test between them.
    """
    rows = [
        {
            "marker": each.name,
            "spread": reading.spread_is.upper(),
            "method": METHOD_NAMES[reading.method],
            "verdict": reading.verdict,
            "reason": reading.proof.sentence() if reading.proof else FOUND if reading.witness else "",
            "trace": each.trace,
        }
        for each in ranked_comparisons(study, visit=visit).values()
        for reading in audited(each, minimum=minimum).at_enrolled
    ]
    return Table(
        pd.DataFrame(rows),
        headings={
            "marker": "Marker",
            "spread": "± as",
            "method": "Method",
            "verdict": "Verdict",
            "reason": "Reason",
        },
        title="The audit at the numbers enrolled",
        basis="published",
        study=study,
        filters=("marker", "spread"),
        added="verdicts computed",
    )


def ranked_readings(study: Study, ranking: Joint, *, least: float = 0.01) -> Table:
    """How readily each reading gives the printed p-values: those with weight, and all if none was lost.

    Args:
        study: whose reports print what was compared.
        ranking: from `audit.joint`.
        least: the weight from which a reading is shown.

    Returns:
        With `frame` of `measure`, `sizes`, `lost`, `spread_is`, `method`, a column for each marker with the
        share of draws whose p prints so, `share` (the weight), and `spread` and `calculated` in words.
    """
    rows = ranking.table.query("share >= @least or lost == 0").replace({"measure": MEASURES})
    shares = [*ranking.names, "share"]
    cells = rows.assign(
        **rows[shares].map(format_value, field="p"),  # a share of draws may be as small as a p-value
        spread=rows["spread_is"].str.upper(),
        calculated=rows["method"].map(METHOD_NAMES),
        trace=f"{trace_of(ranking.findings)} formula:audit.joint",
    )
    return Table(
        cells.reset_index(drop=True),
        headings={
            "measure": "Measure",
            "sizes": study.between,
            "spread": "± as",
            "calculated": "Method",
            **{name: name for name in ranking.names},
            "share": "Weight",
        },
        title="How readily each reading gives the printed p-values",
        basis="reconstructed",
        study=study,
        filters=("measure",),
    )


def _crossed(found: TwoGroups) -> dict[str, str]:
    """Of how many readings how many can hold, by whether all enrolled were analyzed and by what ± is."""
    return {
        f"{ENROLLED[row['all_enrolled']]}_{row['spread_is']}": f"{row['possible']} of {row['readings']}"
        + (f", {row['ties_only']} by ties" if row["ties_only"] else "")
        for row in found.crossed().to_dict("records")
    }
