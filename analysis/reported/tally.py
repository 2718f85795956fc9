"""How many findings there are of what, when and from whom."""

import pandas as pd

from analysis.data import Study
from analysis.inference.wording import in_words


def counted_at(study: Study) -> dict[str, str]:
    """Each visit and period to the visit at which it is counted: a period at the last visit within it."""
    own = {visit.name: visit.name for visit in study.visits}
    return own | {
        period.name: [visit.name for visit in study.visits if visit.months <= period.months][-1]
        for period in study.periods
    }


def together(study: Study) -> str:
    """What all sources together are called.

    Examples:
        >>> together(Study.read())
        'all four'
    """
    return f"all {in_words(study.findings['SOURCEID'].nunique())}"


def tally(study: Study) -> pd.DataFrame:
    """Count the findings of each system at each visit, by source and in all.

    Findings about no visit (doses, dates) are left out. What is told "through" a visit is counted at that
    visit.

    Args:
        study: its findings, parameters, sources and visits.

    Returns:
        One row per source (all together first, then each by its label), system and visit with at least one
        finding: `source`, `system`, `visit`, `findings` (how many), `numbers` (how many of them have a
        number) and `trace`.

    Examples:
        >>> len(tally(Study.read("data/examples/mpc_2017")))
        38
    """
    visits = counted_at(study)
    placed = study.need("finding at a visit", AVISIT=visits).merge(
        study.parameters[["PARAMCD", "SYSTEM"]], on="PARAMCD"
    )
    both = pd.concat(
        [
            placed.assign(SHOWN=together(study)),
            placed.assign(SHOWN=placed["SOURCEID"].map(study.source_labels)),
        ]
    )
    both = both.assign(VISIT=both["AVISIT"].map(visits), TRACE="findings:" + both["FINDINGID"])
    groups = both.groupby(["SHOWN", "SYSTEM", "VISIT"], sort=False)
    return (
        groups.agg(
            findings=("FINDINGID", "size"),
            numbers=("VALUE", lambda values: int((values != "").sum())),
            trace=("TRACE", " ".join),
        )
        .rename_axis(["source", "system", "visit"])
        .reset_index()
    )
