"""Two printed summaries and the printed p that compares them, taken from a study."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from analysis.audit.two_samples.proofs import Groups
from analysis.audit.two_samples.two_groups import TwoGroups, two_groups
from analysis.data import MissingFindingError, Study, trace_of
from analysis.data.schemas.published import NOT_NAMED, NOT_STATED
from analysis.inference.checks import plain
from analysis.reported import PrintedPvalue, Summary
from analysis.reported.samples import samples
from analysis.reported.summary import READINGS, SpreadIs

RANK_SUM = ("Mann-Whitney", NOT_NAMED)
"""TEST of a p-value that a rank-sum test may have given: where none is named, that is the likely one."""


@dataclass(frozen=True, slots=True)
class PrintedComparison:
    """Two groups with printed means and spreads, and the printed p between them.

    Attributes:
        name: what was measured.
        first: the first summary, with the number of values that there can be at most.
        second: the second.
        pvalue: the two-sided p as printed.
        names: what sentences call the groups.
        spreads: what ± can be; one meaning where the source says it.
        marker: PARAMCD; empty where no study is behind it.
        test: TEST as printed.
        findings: ids of the findings that print it.

    Raises:
        ValueError: a name that cannot be seen as it is, or a p that is not a printed p-value.
    """

    name: str
    first: Summary
    second: Summary
    pvalue: str
    names: Groups = ("the first group", "the second group")
    spreads: tuple[SpreadIs, ...] = READINGS
    marker: str = ""
    test: str = NOT_NAMED
    findings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        plain(self.name, "name")
        PrintedPvalue(self.pvalue)

    @property
    def ranked(self) -> bool:
        """Whether a rank-sum test may be behind the p."""
        return self.test in RANK_SUM

    @property
    def trace(self) -> str:
        """What its audit rests on."""
        return f"{trace_of(self.findings)} formula:audit.two_groups"


def comparisons(study: Study, *, visit: str) -> tuple[PrintedComparison, ...]:
    """Collect every measurement for which one source prints two means, two spreads and a p at one visit.

    Args:
        study: its findings and its two arms; the later arm stands first.
        visit: AVISIT.

    Returns:
        One comparison per measurement, in the order of the findings; empty when none is printed. Those of
        tests that are no rank-sum test are among them: see `PrintedComparison.ranked`.

    Raises:
        MissingFindingError: the study has not two arms.
        ValueError: a measurement with more than one mean per arm, or more than one p.

    Examples:
        >>> [each.marker for each in comparisons(Study.read(), visit="Month 6")]
        ['IL1RA', 'IL10', 'TNFA']
    """
    arms = tuple(study.between.split(" v "))
    here = {"AVISIT": visit, "SPREADKIND": [*READINGS, NOT_STATED], "STAT": "mean"}
    printed = study.where(STAT="p", AVISIT=visit, COMPARISON=study.between)
    found = []
    for _, ps in printed.groupby(["PARAMCD", "SOURCEID"], sort=False):
        marker, source = ps["PARAMCD"].iloc[0], ps["SOURCEID"].iloc[0]
        own = [study.where(**here, PARAMCD=marker, SOURCEID=source, TRT01A=arm) for arm in arms]
        counts = [len(own[0]), len(own[1]), len(ps)]
        if max(counts) > 1:
            raise ValueError(
                f"{source}, {visit}, {marker}: {counts[0]} and {counts[1]} means and {counts[2]} p-values "
                "found. Keep one of each in findings."
            )
        if min(counts) == 1:
            first, second = (rows.iloc[0] for rows in own)
            numbers = [samples(study, arm, marker=marker, visit=visit) for arm in arms]
            kinds = {first["SPREADKIND"], second["SPREADKIND"]}
            found.append(
                PrintedComparison(
                    study.short(marker),
                    Summary(first["VALUE"], first["SPREAD"], numbers[0]),
                    Summary(second["VALUE"], second["SPREAD"], numbers[1]),
                    ps["VALUE"].iloc[0],
                    names=(arms[0], arms[1]),
                    spreads=tuple(spread for spread in READINGS if kinds == {spread}) or READINGS,
                    marker=marker,
                    test=ps["TEST"].iloc[0],
                    findings=(first["FINDINGID"], second["FINDINGID"], ps["FINDINGID"].iloc[0]),
                )
            )
    return tuple(found)


def ranked_comparisons(study: Study, *, visit: str) -> dict[str, PrintedComparison]:
    """The comparisons of one visit that a rank-sum test may be behind, for what cannot do without one.

    Args:
        study: its findings and its two arms.
        visit: AVISIT.

    Returns:
        PARAMCD to comparison, in the order of the findings; at least one.

    Raises:
        MissingFindingError: none is printed.
    """
    every = comparisons(study, visit=visit)
    ranked = {each.marker: each for each in every if each.ranked}
    if not ranked:
        named = ", ".join(sorted({each.test for each in every}))
        other = f" The tests named for its means there: {named}." if named else ""
        raise MissingFindingError(
            f"{study.name} prints no two means with ± and the p of a rank-sum test between them at {visit}."
            f"{other}"
        )
    return ranked


def audits(study: Study, *, visit: str, minimum: float | None = None) -> dict[str, TwoGroups]:
    """The audit of every printed comparison of one visit that a rank-sum test may be behind.

    Args:
        study: its findings and its two arms.
        visit: AVISIT.
        minimum: the smallest value possible, such as 0 for a concentration; None for no limit.

    Returns:
        PARAMCD to its audit, in the order of the findings.
    """
    ranked = [each for each in comparisons(study, visit=visit) if each.ranked]
    return {each.marker: audited(each, minimum=minimum) for each in ranked}


def enrolled_t_tests(audits: Mapping[str, TwoGroups]) -> pd.DataFrame:
    """Every t-test from printed summaries if all enrolled were analyzed.

    Args:
        audits: PARAMCD to audit, from `audits`.

    Returns:
        One row per measurement, meaning of ± and test: `marker`, the fields of `TTest` and `sentence`.

    Examples:
        >>> enrolled_t_tests(audits(Study.read(), visit="Month 6", minimum=0))["agrees"].sum()
        np.int64(0)
    """
    tables = [found.t_table().assign(marker=marker) for marker, found in audits.items()]
    enrolled = [
        table[[sizes == found.enrolled for sizes in table["sizes"]]]
        for table, found in zip(tables, audits.values(), strict=True)
    ]
    return pd.concat(enrolled, ignore_index=True)


@cache
def audited(comparison: PrintedComparison, *, minimum: float | None = None) -> TwoGroups:
    """The audit of one printed comparison by a rank-sum test, computed once."""
    return two_groups(
        comparison.first,
        comparison.second,
        comparison.pvalue,
        spreads=comparison.spreads,
        minimum=minimum,
        names=comparison.names,
    )
