"""Printed p-values: as a family of tests, and beside the hidden bias that each survives."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType

from analysis.data import Study
from analysis.inference import in_family
from analysis.reported import PrintedPvalue, hidden_biases
from analysis.tables.table import Table

_NONE: Mapping[str, str] = MappingProxyType({})


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


def hidden_bias(study: Study, *, second_readings: Mapping[str, str] = _NONE, level: float = 0.05) -> Table:
    """How much hidden bias each printed p of a marker survives, for every statistic that prints so.

    Args:
        study: whose reports print them.
        second_readings: finding id to the comparison that its sentence also allows.
        level: the level of the two-sided tests.

    Raises:
        MissingFindingError: no p of a marker is printed.

    Examples:
        >>> hidden_bias(Study.read()).frame["survives"].tolist()
        ['1.77', '1.77', 'none to 1.32', '1.18', '1.32']
    """
    study.need("p-value of a marker", STAT="p", PARAMCD=study.markers)
    rows = hidden_biases(study, second_readings=second_readings, level=level)
    return Table(
        rows.assign(what=rows["marker"] + ", " + rows["visit"]),
        headings={
            "what": "Marker",
            "comparison": "Comparison",
            "printed": "Printed p",
            "statistics": "Statistic",
            "exact": "Exact p",
            "survives": "Γ survived",
            "sentence": "In words",
        },
        title="Printed p-values and the hidden bias that each survives",
        basis="published",
        study=study,
        added="statistics, exact p and Γ computed from the design",
    )
