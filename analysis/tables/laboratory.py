"""Laboratory tests: what is said of them, what age predicts, and what their number of pairs allows."""

from analysis import reported
from analysis.data import Study
from analysis.figures.aging.filtration import Filtration
from analysis.figures.aging.minimal_detectable_change import without_variation
from analysis.figures.aging.positive_control import HEADINGS, PositiveControl
from analysis.physiology import expected_directions
from analysis.reconstruction import basis_of, individuals
from analysis.reported import laboratory_statements, shift_table
from analysis.tables.table import Table

UNNAMED, ONLY_NAMED, UNGATHERED = "not named", "named only", "not in our tables"
"""Of a comparison without its other side, a test without a statement, a test without a source on aging."""
LIMITS = ("at or below the limit", "above the limit")


def laboratory(study: Study) -> Table:
    """Every statement on a single laboratory test, with its place in the report.

    Raises:
        MissingFindingError: nothing is said of such a test.

    Examples:
        >>> len(laboratory(Study.read()).frame)
        50
    """
    told = laboratory_statements(study)
    cells = told.assign(
        Comparison=told["Comparison"].replace("", UNNAMED),
        Statement=told["Statement"].where(told["Statement"] != "", ONLY_NAMED),
    )
    return Table(
        cells,
        headings={
            "System": "System",
            "Test": "Test",
            "Comparison": "Compared",
            "Statement": "Statement",
            "Arms": "Who",
            "PLACE": "Place in the source",
            "FINDINGID": "Finding",
        },
        title="Statements on laboratory tests",
        basis="published",
        study=study,
        filters=("System", "Statement"),
    )


def predicted_by_age(study: Study) -> Table:
    """The laboratory results called significant, and the direction that most sources on aging expect.

    Returns:
        With `frame` of `Test`, `DIRECTION` (as reported) and `Age` ("divided" where no direction has a
        majority).

    Raises:
        MissingFindingError: nothing is said of such a test, or the study has no table of changes with age.

    Examples:
        >>> predicted_by_age(Study.read()).frame["Age"].tolist().count("falls")
        3
    """
    told = laboratory_statements(study)
    significant = told[told["SIGNIFICANCE"] == "significant"]
    aging = study.need_reference("aging", "change with age")
    expected = expected_directions(aging, study.parameters)
    rows = ("aging:" + aging["REFID"]).groupby(aging["PARAMCD"]).agg(" ".join)
    traces = significant["trace"] + " " + significant["PARAMCD"].map(rows).fillna("")
    return Table(
        significant.assign(
            Age=significant["PARAMCD"].map(expected).fillna(UNGATHERED), trace=traces.str.strip()
        ),
        headings={"Test": "Test", "DIRECTION": "Reported", "Age": "Expected with age"},
        title="Significant changes and what age predicts",
        basis="published",
        study=study,
    )


def unchanged_without_variation(study: Study) -> Table:
    """The laboratory tests told to be unchanged of which no within-subject variation is known.

    Raises:
        MissingFindingError: no test is told to be unchanged.

    Examples:
        >>> "HbA1c" in set(unchanged_without_variation(Study.read()).frame["Test"])
        False
    """
    return Table(
        without_variation(study),
        headings={"System": "System", "Test": "Test"},
        title="Unchanged tests without a figure of variation",
        basis="published",
        study=study,
    )


def one_sex(study: Study) -> Table:
    """The laboratory tests of one sex: how many pairs there can be, and the smallest p that these allow.

    Returns:
        With `frame` of `Test`, `SEX` and `Pairs`, the smallest p as text, and a column for each arm.

    Raises:
        MissingFindingError: nothing is said of a laboratory test, or men or women are not counted.

    Examples:
        >>> one_sex(Study.read()).frame["SEX"].tolist()
        ['men', 'men', 'women', 'women', 'women', 'women']
    """
    tests = laboratory_statements(study).drop_duplicates("PARAMCD")
    return Table(
        reported.one_sex(tests, reported.pairs_by_sex(study), study.sizes),
        headings={
            "Test": "Test",
            "SEX": "Whose",
            "Pairs": "Pairs",
            "Exact": "Smallest p, exact",
            "Approximate": "Smallest p, approximate",
            **{arm: f"Pairs in {arm} (smallest p)" for arm in study.sizes},
        },
        title="Tests of one sex: how few pairs there are",
        basis="design",
        study=study,
    )


def filtration(study: Study, rate: Filtration) -> Table:
    """The chance that the people of a study see their filtration rate fall, by creatinine and equation.

    Args:
        study: whose people they are.
        rate: from `figures.filtration`.
    """
    return Table(
        rate.words(),
        headings=rate.headings(),
        title="Chance to see the filtration rate fall",
        basis="reference",
        study=study,
        filters=("equation",),
    )


def positive_control(study: Study, control: PositiveControl) -> Table:
    """The tests told to be unchanged beside one that was seen to fall.

    Args:
        study: whose tests they are.
        control: from `figures.positive_control`.
    """
    return Table(
        control.words(),
        headings=HEADINGS,
        title="Which silence is informative",
        basis="reference",
        study=study,
        filters=("Place",),
    )


def shifts(study: Study, marker: str, *, arm: str, before: str, after: str, limit: str) -> Table:
    """A shift table of single people: on which side of a printed limit each was at two visits.

    Args:
        study: whose people are counted, from its table of single people.
        marker: PARAMCD.
        arm: code of the arm.
        before: the first visit, the rows.
        after: the second visit, the columns.
        limit: FINDINGID of the limit, such as <30.

    Raises:
        MissingFindingError: no such finding, or no values of single people.
        ValueError: nobody has a value at both visits.

    Examples:
        >>> il1ra = {"arm": "HD", "before": "Baseline", "after": "Month 6", "limit": "y5-il1ra-threshold"}
        >>> int(shifts(Study.read(), "IL1RA", **il1ra).frame[list(LIMITS)].to_numpy().sum())
        6
    """
    basis, found = basis_of(study), study.finding(limit)
    people = individuals(study)
    levels = study.table("adlb")
    shifted = shift_table(
        levels[(levels["PARAMCD"] == marker) & (levels["TRT01A"] == arm)],
        limit=float(found["VALUE"].strip("<>≤≥")),
        before=before,
        after=after,
        words=LIMITS,
    )
    own = people.loc[(people["marker"] == marker) & (people["arm"] == arm), "trace"].unique()
    title = f"a shift table of {study.short(marker)}"
    return Table(
        shifted.assign(trace=f"findings:{limit} {' '.join(own)}"),
        headings={before: f"At {study.visit(before).words}"} | {word: f"{after}: {word}" for word in LIMITS},
        title=f"RECONSTRUCTED: {title}" if basis == "reconstructed" else title.capitalize(),
        basis=basis,
        study=study,
    )
