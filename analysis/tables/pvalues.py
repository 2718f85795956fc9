"""Printed p-values as a family of tests."""

from collections.abc import Iterable
from fractions import Fraction

from analysis.data import Study
from analysis.inference import in_family
from analysis.reported import PrintedPvalue
from analysis.tables.table import Table


def adjusted(study: Study, findings: Iterable[str], *, tests: int) -> Table:
    """Printed p-values, sorted, with the factors by which they are adjusted by hand, and the results.

    Args:
        study: whose reports print them.
        findings: ids of the findings.
        tests: how many tests the family has; those that are not among the findings are taken as p = 1.

    Returns:
        With `frame` of `marker`, `VALUE` (as printed), `place`, `times_holm`, `holm`, `times_bh`, `bh`, and
        the ends `p_low` and `p_high` between which each p rounds as printed.

    Raises:
        MissingFindingError: no such finding.
        ValueError: a bound, or fewer tests than findings.

    Examples:
        >>> adjusted(Study.read(), ["p1-il1ra-p-m6", "p1-tnfa-p-m6"], tests=2).frame["bh"].round(3).tolist()
        [0.04, 0.04]
    """
    rows = study.need("p-value", FINDINGID=list(findings))
    numbers = [PrintedPvalue(text) for text in rows["VALUE"]]
    if bounds := [str(p) for p in numbers if p.sign]:
        raise ValueError(f"{', '.join(bounds)} is a bound, which has no place among p-values.")
    rows["p"] = [float(p.number.value) for p in numbers]
    rows[["p_low", "p_high"]] = [p.range for p in numbers]
    rows = rows.sort_values("p", kind="stable").reset_index(drop=True)
    place = rows.index + 1
    cells = rows.assign(
        marker=rows["PARAMCD"].map(study.short),
        place=place,
        times_holm=tests + 1 - place,
        holm=in_family(rows["p"], tests, "holm"),
        times_bh=[str(Fraction(tests, int(each))) for each in place],
        bh=in_family(rows["p"], tests, "bh"),
        trace="findings:" + rows["FINDINGID"] + " formula:inference.in_family",
    )
    return Table(
        cells,
        headings={
            "place": "Place",
            "marker": "Marker",
            "VALUE": "Printed p",
            "times_holm": "Times (Holm)",
            "holm": "Adjusted (Holm)",
            "times_bh": "Times (B-H)",
            "bh": "Adjusted (B-H)",
        },
        title=f"Printed p-values, adjusted by hand in a family of {tests}",
        basis="published",
        study=study,
        added="adjusted values computed",
    )
