"""Values of single people, where a study has them: observed, or one computed cohort."""

from collections.abc import Sequence

import pandas as pd

from analysis import inference
from analysis.data import MissingFindingError, Study
from analysis.inference.pvalues import Method
from analysis.reconstruction import basis_of, individuals
from analysis.tables.numbers import typeset
from analysis.tables.table import Table

RANK_METHODS: dict[str, Method] = {"exact": "exact", "normal": "normal", "corrected": "normal-cc"}
"""Column to the method of `inference.rank_sum`."""


def counted_values(study: Study, markers: Sequence[str], *, visit: str, title: str = "") -> Table:
    """How many people of each arm have each value, one row for each marker and arm.

    Args:
        study: whose people they are; its values of single people are in its table adlb.
        markers: PARAMCDs with few different values, such as scores.
        visit: AVISIT.
        title: what the table holds; without one "People by value" and the visit.

    Returns:
        With `frame` of `marker`, `arm` and a column for each value, in order.

    Raises:
        MissingFindingError: the study has no values of single people, or none of these at this visit.

    Examples:
        >>> study = Study.read("data/examples/rebamipide_2016")
        >>> counted_values(study, ["LANZA"], visit="Day 7").frame[["arm", "4"]].to_dict("records")
        [{'arm': 'placebo', '4': 7}, {'arm': 'rebamipide', '4': 2}]
    """
    rows = _values(study, markers, visit)
    counted = pd.DataFrame(
        [
            {
                "marker": study.short(code),
                "arm": study.labels[arm],
                **own["value"].map("{:g}".format).value_counts(),
                "trace": " ".join(own["trace"]),
            }
            for code in markers
            for arm in study.sizes
            for own in [rows[(rows["marker"] == code) & (rows["arm"] == arm)]]
        ]
    )
    values = [f"{value:g}" for value in sorted(rows["value"].unique())]
    return Table(
        counted.fillna(dict.fromkeys(values, 0)).astype(dict.fromkeys(values, int)),
        headings={"marker": "Marker", "arm": "Arm", **dict(zip(values, values, strict=True))},
        title=title or f"People by value at {study.visit(visit).label}",
        basis=basis_of(study),
        study=study,
    )


def rank_tests(study: Study, markers: Sequence[str], *, visit: str, title: str = "") -> Table:
    """The rank-sum test on the values of single people of two arms, beside the p that is printed.

    Args:
        study: whose people they are; its values of single people are in its table adlb.
        markers: PARAMCDs.
        visit: AVISIT.
        title: what the table holds; without one "Rank-sum tests on single values" and the visit.

    Returns:
        With `frame` of `code`, `marker`, `printed` (the p between the arms at this visit; empty where none
        is), `exact`, `normal` and `corrected` (p-values, with ties), `estimate`, `low` and `high` (the
        Hodges-Lehmann shift with its exact 95 % interval, the earlier arm less the later), `shift` (these in
        words) and `trace`.

    Raises:
        MissingFindingError: the study has no values of single people, none of these at this visit, or not
            two arms.

    Examples:
        >>> study = Study.read("data/examples/rebamipide_2016")
        >>> rank_tests(study, ["LANZA"], visit="Day 7").frame["exact"].round(4).tolist()
        [0.8217]
    """
    later, earlier = study.between.split(" v ")
    rows = _values(study, markers, visit)
    printed = study.where(STAT="p", AVISIT=visit, COMPARISON=study.between, PARAMCD=list(markers))
    found = []
    for code in markers:
        own = rows[rows["marker"] == code]
        values = [own.loc[own["arm"] == arm, "value"] for arm in (earlier, later)]
        told = printed[printed["PARAMCD"] == code]
        shift = inference.hodges_lehmann(*values)
        tests = {
            column: inference.rank_sum(*values, method=method).pvalue
            for column, method in RANK_METHODS.items()
        }
        found.append(
            {
                "code": code,
                "marker": study.short(code),
                "printed": ", ".join(told["VALUE"]),
                **tests,
                "estimate": shift.estimate,
                "low": shift.low,
                "high": shift.high,
                "shift": typeset(f"{shift.estimate:g} ({shift.low:g} to {shift.high:g})"),
                "trace": " ".join([*own["trace"], *("findings:" + told["FINDINGID"])]),
            }
        )
    first, second = study.labels[earlier], study.labels[later]
    return Table(
        pd.DataFrame(found),
        headings={
            "marker": "Marker",
            "printed": "Printed p",
            "exact": "Exact, with ties",
            "normal": "Normal",
            "corrected": "Normal, corrected",
            "shift": f"{first[:1].upper()}{first[1:]} less {second} (95%)",
        },
        title=title or f"Rank-sum tests on single values at {study.visit(visit).label}",
        basis=basis_of(study),
        study=study,
        added="printed p as published",
    )


def _values(study: Study, markers: Sequence[str], visit: str) -> pd.DataFrame:
    """The values of single people of some markers at one visit."""
    rows = individuals(study)
    rows = rows[(rows["visit"] == visit) & rows["marker"].isin(markers)]
    if missing := [marker for marker in markers if marker not in set(rows["marker"])]:
        raise MissingFindingError(
            f"{study.name} has no values of single people of {', '.join(missing)} at {visit}."
        )
    return rows
