"""How many findings there are of what, when and from whom."""

import pandas as pd

TIMES = {
    "Baseline": "Baseline",
    "Day 2": "Day 2",
    "Month 6": "Month 6",
    "Through Month 6": "Month 6",
    "Year 5": "Year 5",
    "Through Year 5": "Year 5",
}
ALL = "all four"


def tally(findings: pd.DataFrame, parameters: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Count the findings of each system at each visit, by source and in all.

    Findings about no visit (doses, dates) are left out. What is told "through" a visit is counted at that
    visit.

    Args:
        findings: the table of findings.
        parameters: the table of parameters.
        sources: the table of sources.

    Returns:
        One row per source (its label, and `ALL`), system and visit with at least one finding: `source`,
        `system`, `visit`, `findings` (how many), `numbers` (how many of them have a number) and `trace`.
    """
    placed = findings[findings["AVISIT"].isin(list(TIMES))].merge(
        parameters[["PARAMCD", "SYSTEM"]], on="PARAMCD"
    )
    labels = sources.set_index("SOURCEID")["LABEL"]
    both = pd.concat([placed.assign(SHOWN=ALL), placed.assign(SHOWN=placed["SOURCEID"].map(labels))])
    both = both.assign(VISIT=both["AVISIT"].map(TIMES), TRACE="findings:" + both["FINDINGID"])
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
