"""What a study's reports state, counted."""

from analysis.data import Study
from analysis.tables.table import Table


def statements_by_visit(study: Study) -> Table:
    """Statements about a measurement by visit, and how many of them print a number.

    Returns:
        With `frame` of `AVISIT`, `statements`, `numbers` and the findings counted as `trace`.

    Raises:
        MissingFindingError: nothing is stated of a measurement.

    Examples:
        >>> statements_by_visit(Study.read()).frame["AVISIT"].tolist()
        ['Baseline', 'Day 2', 'Month 6', 'Year 5', 'Through Year 5']
    """
    measured = study.parameters.query("KIND == 'measurement'")["PARAMCD"]
    told = study.need("statement about a measurement", PARAMCD=measured)
    told = told[told["AVISIT"] != ""].assign(
        number=told["VALUE"] != "", trace="findings:" + told["FINDINGID"]
    )
    counted = (
        told.astype({"AVISITN": float})
        .groupby(["AVISITN", "AVISIT"])
        .agg(statements=("number", "size"), numbers=("number", "sum"), trace=("trace", " ".join))
    )
    return Table(
        counted.reset_index(),
        headings={"AVISIT": "Visit", "statements": "Statements", "numbers": "With a number"},
        title="Statements about measurements, by visit",
        basis="published",
        study=study,
    )
