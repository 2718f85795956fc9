"""What a study's reports tell, by source and by visit."""

from analysis.data import Study
from analysis.inference.wording import in_words
from analysis.reported import NO_VISIT, outcomes_by_visit
from analysis.tables.table import Table


def findings_by_source(study: Study) -> Table:
    """The sources that the findings come from: what was read of each, when, and how many findings it gave.

    Returns:
        With `frame` of the columns of the table of sources and `findings`, in the order of the findings.

    Raises:
        MissingFindingError: the study has no finding.

    Examples:
        >>> findings_by_source(Study.read("data/examples/mpc_2017")).frame["LABEL"].tolist()
        ['Wang 2017 (MPC)']
    """
    counted = study.need("finding")["SOURCEID"].value_counts(sort=False).rename("findings")
    rows = counted.reset_index().merge(study.sources, on="SOURCEID", validate="one_to_one")
    several = "s" * (len(rows) > 1)
    return Table(
        rows.assign(trace="sources:" + rows["SOURCEID"]),
        headings={
            "LABEL": "Source",
            "READ": "Read",
            "ACCESSED": "When",
            "findings": "Findings",
            "NOTE": "Standing",
        },
        title=f"The {in_words(len(rows))} source{several} on this cohort",
        basis="published",
        study=study,
    )


def told_by_visit(study: Study) -> Table:
    """The best that is told of each marker, and of the tests of each other system, at each visit.

    Returns:
        With `frame` of `reported.outcomes_by_visit`: `what`, `tests`, a column for each visit and one for
        what belongs to none.

    Raises:
        MissingFindingError: nothing is printed of any measurement.

    Examples:
        >>> told_by_visit(Study.read()).frame["Day 2"].value_counts().to_dict()
        {'not told': 14, 'level printed (HD)': 1}
    """
    visits = [visit.name for visit in study.visits]
    return Table(
        outcomes_by_visit(study),
        headings={
            "what": "Marker or field",
            "tests": "Tests",
            **{visit: visit for visit in visits},
            NO_VISIT: "Without a visit",
        },
        title="Measured, printed, told, by visit",
        basis="published",
        study=study,
    )
