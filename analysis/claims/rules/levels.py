"""Verdicts that need levels: a ratio to recompute, a range to lie in."""

from collections.abc import Mapping, Sequence
from typing import Literal

from analysis.claims.evidence import Finding, findings_on
from analysis.claims.verdict import Figures, Ruling
from analysis.claims.words import inside, listed, parameter
from analysis.data import Study
from analysis.inference.wording import number

LEVELS = ("mean", "median")
LIMITS = ("range", "bound")
MANY = 3
Printed = Mapping[str, Sequence[Finding]]
_NEARLY = 0.85
"""The share of a number that "nearly" that number must reach."""


def change_of(cited: Sequence[Finding], study: Study) -> Ruling:
    """A printed ratio is recomputed from the two levels; "nearly" is read as at least 85% of the number.

    A ratio is obtained again where a level stands in another source than the ratio; else it only adds up.

    Args:
        cited: the ratio, then the earlier level.
        study: whose claim it is.
    """
    ratio, before = cited
    told = float(ratio.value.removeprefix("nearly").strip())
    least = told * _NEARLY if ratio.value.startswith("nearly") else told
    later = [
        finding
        for finding in findings_on(study, PARAMCD=ratio.parameter, AVISIT=ratio.visit, STAT=LEVELS)
        if finding.arm == ratio.arm and finding.number
    ]
    figures: Figures = {"ratio": ratio.value, "earlier level": before.value}
    if not later or not before.number:
        level = before.number or float("nan")
        figures |= {"level if to that multiple": level * told, "level if by it": level * (1 + told)}
        reason = (
            f"No level at {inside(ratio.visit)} is printed to divide by the earlier one; "
            f"from {before.value}, {ratio.value} times would be up to {number(level * told)}, by "
            f"{ratio.value} times up to {number(level * (1 + told))}."
        )
        return Ruling("cannot be tested", reason, figures)
    recomputed = (later[0].number or 0.0) / before.number
    figures |= {"later level": later[0].value, "recomputed": recomputed}
    rises = {"to": recomputed, "by": recomputed - 1}
    fits = [word for word, rise in rises.items() if least <= rise <= told]
    reason = f"{later[0].value} / {before.value} = {number(recomputed)}, told as {ratio.value}."
    if not fits:
        return Ruling("contradicted by the source itself", reason, figures, judgment=True)
    elsewhere = {before.source, later[0].source} != {ratio.source}
    return Ruling("reproduced" if elsewhere else "adds up", reason, figures, judgment=True)


def levels_printed(
    cited: Sequence[Finding],
    study: Study,
    *,
    markers: tuple[str, ...],
    visit: str,
    lie: Literal["within", "outside"] = "within",
) -> Ruling:
    """That a level lies within limits, or outside, needs the level and the limits, for every marker named.

    Args:
        cited: the findings that say it in words.
        study: whose claim it is.
        markers: the markers that the claim speaks of.
        visit: the visit.
        lie: where the claim says that the levels lie.
    """
    levels = {m: findings_on(study, PARAMCD=m, AVISIT=visit, STAT=LEVELS) for m in markers}
    limits = {m: findings_on(study, PARAMCD=m, AVISIT=visit, STAT=LIMITS) for m in markers}
    printed = [m for m in markers if levels[m]]
    limited = [m for m in markers if limits[m]]
    figures: Figures = {
        "markers": len(markers),
        "levels printed": len(printed),
        "limits printed": len(limited),
    }
    if len(printed) < len(markers) or len(limited) < len(markers):
        reason = f"Said in words: at {inside(visit)} {_missing(levels, limits, study)}."
        return Ruling("cannot be tested", reason, figures)
    found = {m: all(_inside(a, b) for a in levels[m] for b in limits[m]) for m in markers}
    against = [m for m in markers if found[m] != (lie == "within")]
    if against:
        where = "outside" if lie == "within" else "within"
        reason = f"The printed level of {parameter(study, against[0])} lies {where} its printed limits."
        return Ruling("contradicted by the source itself", reason, figures)
    return Ruling("adds up", f"Every printed level lies {lie} its printed limits.", figures)


def _missing(levels: Printed, limits: Printed, study: Study) -> str:
    """Which markers lack a level or limits, in words; of a long list the markers that have them are named."""
    names = {marker: parameter(study, marker) for marker in levels}
    lacking = [[names[m] for m, found in printed.items() if not found] for printed in (levels, limits)]
    if lacking[0] == lacking[1]:
        return f"neither a level nor limits are printed for {listed(lacking[0])}"
    parts = [
        _who_lacks(what, without, [name for name in names.values() if name not in without])
        for what, without in zip(("no level is", "no limits are"), lacking, strict=True)
        if without
    ]
    return " and ".join(parts)


def _who_lacks(what: str, without: list[str], having: list[str]) -> str:
    if len(without) <= MANY:
        return f"{what} printed for {listed(without)}"
    if not having:
        return f"{what} printed for any test asked about ({listed(without)})"
    return f"{what} printed except for {listed(having)}"


def _inside(level: Finding, limits: Finding) -> bool:
    """Whether a level lies within a range such as 95-168 or below a bound such as <30."""
    value = level.number
    if value is None:
        return False
    if limits.stat == "range":
        low, high = (float(end) for end in limits.value.split("-"))
        return low <= value <= high
    bound = limits.number
    if bound is None:
        return False
    return value > bound if limits.value.startswith(">") else value < bound
