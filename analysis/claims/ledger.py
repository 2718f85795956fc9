"""Every claim of the summary with its verdict."""

from collections.abc import Callable, Hashable, Mapping

import pandas as pd

from analysis import data
from analysis.claims.arguments import arguments
from analysis.claims.evidence import Evidence
from analysis.claims.rules import (
    agreement as telling,
)
from analysis.claims.rules import (
    cohorts as ensembles,
)
from analysis.claims.rules import (
    counts as counting,
)
from analysis.claims.rules import (
    crosscheck,
    levels,
)
from analysis.claims.rules import (
    design as context,
)
from analysis.claims.rules import (
    tests as testing,
)
from analysis.claims.verdict import ClaimVerdict, Ruling

Rule = Callable[..., Ruling]
RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        telling.told_by_both,
        telling.both_hold,
        telling.stayed_in_range,
        telling.shown_by_markers,
        counting.adds_up,
        counting.counted_in_history,
        counting.excluded_by_zero_events,
        testing.within_reach,
        testing.decodable,
        testing.two_groups_possible,
        testing.compared_directly,
        ensembles.holds_in_cohorts,
        levels.change_of,
        levels.levels_printed,
        context.needs_control,
        context.agrees_with_aging,
        context.first_of_its_kind,
        context.fills_gap,
        context.safe_before,
        crosscheck.follows_signal,
    )
}
"""The functions that give verdicts, by the name that `claims.csv` uses."""


def judge(
    claims: pd.DataFrame | None = None,
    *,
    findings: pd.DataFrame | None = None,
    medical_history: pd.DataFrame | None = None,
    aging: pd.DataFrame | None = None,
    studies: pd.DataFrame | None = None,
    priors: pd.DataFrame | None = None,
    parameters: pd.DataFrame | None = None,
) -> tuple[ClaimVerdict, ...]:
    """Judge every claim of the summary by the function that its row names.

    A table that is not passed is the book's own. Pass a changed one to see what a change does.

    Args:
        claims: as `data.claims()`.
        findings: as `data.findings()`.
        medical_history: as `data.medical_history()`.
        aging: as `data.aging()`.
        studies: as `data.studies()`.
        priors: as `data.read("priors")`.
        parameters: as `data.parameters()`; their names stand in the reasons.

    Returns:
        One verdict per claim, in the order of the table.

    Raises:
        ValueError: a row that names no function here, or arguments that its function does not take.

    Examples:
        >>> verdict = next(v for v in judge() if v.claim == "four-men-seven-women")
        >>> print(verdict.verdict, verdict.reason)
        adds up Men 4 + women 7 = 11, as printed.
    """
    table = data.claims() if claims is None else claims
    evidence = Evidence(
        data.findings() if findings is None else findings,
        data.medical_history() if medical_history is None else medical_history,
        data.aging() if aging is None else aging,
        data.studies() if studies is None else studies,
        data.read("priors") if priors is None else priors,
        data.parameters() if parameters is None else parameters,
    )
    return tuple(_judged(row, evidence) for row in table.to_dict("records"))


def _judged(row: Mapping[Hashable, str], evidence: Evidence) -> ClaimVerdict:
    if row["VERDICT_BY"] not in RULES:
        raise ValueError(
            f"claim {row['CLAIMID']} is judged by {row['VERDICT_BY']!r}. Write one of: {', '.join(RULES)}."
        )
    rule = RULES[row["VERDICT_BY"]]
    names = tuple(row["FINDINGS"].split())
    cited = evidence.cited(names)
    missing = [name for name in names if name not in {finding.name for finding in cited}]
    given = arguments(row["ARGUMENTS"], rule)
    ruling = _untold(missing) if missing else rule(cited, evidence, **given)
    return ClaimVerdict(
        claim=row["CLAIMID"],
        text=row["CLAIM"],
        kind=row["KIND"],
        verdict=ruling.verdict,
        by=rule.__name__,
        rule=(rule.__doc__ or "").partition("\n")[0],
        reason=ruling.reason,
        figures=ruling.figures,
        judgment=ruling.judgment,
        findings=names,
        sources=tuple(dict.fromkeys(finding.source for finding in cited)),
        references=ruling.references,
        conflicts=tuple(row["CONFLICTS"].split()),
        section=row["SECTION"],
    )


def _untold(missing: list[str]) -> Ruling:
    """No source tells what the claim leans on."""
    reason = f"The findings lack {', '.join(missing)}, on which the claim leans."
    return Ruling("cannot be tested", reason, {"findings that are missing": len(missing)})
