"""Verdicts from what is told more than once: by two sources, or twice by the summary."""

from collections.abc import Sequence

from analysis.audit.claims.evidence import FLAT, MOVED, Evidence, Finding
from analysis.audit.claims.verdict import Figures, Ruling

SUMMARY = "summary2025"


def told_by_both(cited: Sequence[Finding], evidence: Evidence) -> Ruling:
    """Two sources that tell the same are consistent; a statement of one source alone cannot be tested."""
    summary = [finding for finding in cited if finding.source == SUMMARY]
    authors = {(f.parameter, f.arm): f for f in cited if f.source != SUMMARY}
    pairs = [(f, authors[f.parameter, f.arm]) for f in summary if (f.parameter, f.arm) in authors]
    figures: Figures = {"told by the summary": len(summary), "told again by the authors": len(pairs)}
    if len(pairs) < len(summary):
        what = "tell of different things" if authors else "say nothing of it"
        reason = f"The authors' abstracts {what}, and nothing is printed from which to recompute it."
        return Ruling("cannot be tested", reason, figures)
    different = [(a, b) for a, b in pairs if not _same(a, b)]
    if different:
        a, b = different[0]
        reason = f"The summary tells {a.told} ({a.name}), the authors {b.told} ({b.name})."
        return Ruling("cannot be tested", reason, figures)
    told = "; ".join(f.told for f in summary)
    reason = f"The authors' abstract tells the same ({told}); told twice is not yet tested."
    return Ruling("consistent", reason, figures)


def both_hold(cited: Sequence[Finding], evidence: Evidence, *, read_as: str = "") -> Ruling:
    """Two statements of one comparison must not oppose; an unnamed comparison is read as the named one.

    Args:
        cited: a statement, then those it must agree with.
        evidence: the tables.
        read_as: the comparison that both are read as, in place of the printed ones.
    """
    first, *others = cited
    figures: Figures = {finding.name: finding.told for finding in cited}
    for other in others:
        words = _opposed(first, other, bool(read_as))
        if words:
            named = first.comparison and first.comparison == other.comparison
            read = f" (both read as {read_as})" if read_as else ""
            told = f"{first.parameter} is told as {first.told} ({first.name})"
            yet = f"{other.parameter} as {other.told} ({other.name}){read}"
            reason = f"{told}, yet {yet}: {words}."
            return Ruling("contradicted by the source itself", reason, figures, judgment=not named)
    all_told = "; ".join(finding.told for finding in cited)
    return Ruling("consistent", f"These statements can hold together: {all_told}.", figures)


def shown_by_markers(cited: Sequence[Finding], evidence: Evidence) -> Ruling:
    """An effect claimed for an arm needs at least one marker of that arm that is told to have moved.

    Args:
        cited: the claimed effect, then the markers told for the same arm.
        evidence: the tables.
    """
    effect, *markers = cited
    moved = [marker for marker in markers if marker.direction in MOVED]
    called = [marker for marker in moved if marker.significance == "significant"]
    figures: Figures = {
        "arm": effect.arm,
        "markers": len(markers),
        "told to have moved": len(moved),
        "called significant": len(called),
    }
    if called:
        names = ", ".join(marker.parameter for marker in called)
        reason = f"Of {len(markers)} markers told for {effect.arm}, these are called significant: {names}."
        return Ruling("consistent", reason, figures)
    if moved:
        reason = f"{len(moved)} of {len(markers)} markers of {effect.arm} moved, none called significant."
        return Ruling("cannot be tested", reason, figures)
    reason = (
        f"{effect.name} claims an effect in {effect.arm}; none of the {len(markers)} markers told "
        "for that arm differed."
    )
    return Ruling("contradicted by the source itself", reason, figures)


def _same(a: Finding, b: Finding) -> bool:
    """Whether two sources tell the same number, direction and significance, where both state them."""
    values = [f.value if f.number is None else f"{f.number:g}" for f in (a, b)]
    stated = [(a.comparison, b.comparison), (a.direction, b.direction), (a.significance, b.significance)]
    return values[0] == values[1] and all(_agree(*words) for words in stated)


def _agree(first: str, second: str) -> bool:
    return first == second or not {first, second}.isdisjoint({"", "not stated"})


def _opposed(a: Finding, b: Finding, across: bool) -> str:
    """How two statements oppose each other; empty where they do not."""
    ranged = next((f for f in (a, b) if f.direction == "within range"), None)
    elsewhere = bool(a.comparison and b.comparison) and a.comparison != b.comparison
    if elsewhere and not across and not ranged:
        return ""
    if {a.direction, b.direction} == set(MOVED):
        return "one is a rise and the other a fall"
    flat = next((f for f in (a, b) if f.direction in FLAT), None)
    moved = next((f for f in (a, b) if f.direction in MOVED), None)
    if flat and moved and (flat.direction == "stable" or moved.significance == "significant"):
        return "one is a change and the other none"
    count = next((f for f in (a, b) if f.stat == "count"), None)
    if ranged and count and (count.number or 0) > 0:
        return "an exception is told"
    if a.parameter == b.parameter and a.number is not None and b.number is not None and a.number != b.number:
        return "the numbers differ"
    return ""
