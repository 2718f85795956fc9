"""Verdicts from what is told more than once: by two reports, or twice by one."""

from collections.abc import Sequence

from analysis.claims.evidence import FLAT, MOVED, Finding
from analysis.claims.verdict import Figures, Ruling, either_reading
from analysis.claims.voices import claimant, others_in_words, voice
from analysis.claims.words import comparison, listed
from analysis.data import Study


def told_by_both(
    cited: Sequence[Finding], study: Study, *, part: str = "", silent: str = "", needs: str = ""
) -> Ruling:
    """Two sources that tell the same are consistent; a statement of one source alone cannot be tested.

    Where another report tells a part of it, the reason names that part.

    Args:
        cited: what the report that makes the claim tells, then what others do.
        study: whose claim it is.
        part: what the other report says of it, where that is a part; empty for nothing.
        silent: what that report then says nothing of.
        needs: what a check would take; empty where a number to recompute it from would do.
    """
    own = claimant(study)
    first = [finding for finding in cited if finding.source == own]
    again = {(f.parameter, f.arm): f for f in cited if f.source != own}
    pairs = [(f, again[f.parameter, f.arm]) for f in first if (f.parameter, f.arm) in again]
    figures: Figures = {f"told by the {voice(study, own)}": len(first), "told again by others": len(pairs)}
    if len(pairs) < len(first):
        what = "tell of something else" if again else "say nothing of it"
        if pairs:
            what = f"tell a part of it ({_told([f for f, _ in pairs])}) and nothing of the rest"
        others = others_in_words(study, own)
        said = f"{others} {what}" if others else "no other report of the study was read"
        if part:
            teller = next(finding.source for finding in again.values())
            said = f"the {voice(study, teller)} says {part}; of {silent} it says nothing"
        check = (
            f"to check it would take {needs}" if needs else "nothing is printed from which to recompute it"
        )
        return Ruling("cannot be tested", f"{said[:1].upper()}{said[1:]}, and {check}.", figures)
    different = [(a, b) for a, b in pairs if not _same(a, b)]
    if different:
        a, b = different[0]
        reason = (
            f"Of {a.label} the {voice(study, own)} tells: {a.told}; the {voice(study, b.source)}: {b.told}."
        )
        return Ruling("cannot be tested", reason, figures)
    reason = f"The {voice(study, pairs[0][1].source)} says so too ({_told(first)})."
    reason += " What is told twice is not yet tested."
    return Ruling("consistent", reason, figures)


def both_hold(cited: Sequence[Finding], study: Study, *, read_as: str = "", or_as: str = "") -> Ruling:
    """Two statements of one comparison must not oppose; an unnamed comparison is read as the named one.

    Statements of two different comparisons can always hold together. Where the text allows them to be read as
    one comparison, in which they oppose, the text does not decide.

    Args:
        cited: a statement, then those it must agree with.
        study: whose claim it is.
        read_as: another comparison as which the text allows both to be read; empty for none.
        or_as: another reading that the first statement allows and that lets all stand; empty for none.
    """
    first, *others = cited
    figures: Figures = {finding.name: finding.told for finding in cited}
    for other in others:
        told = f"{first.label}: {first.told}; yet of {other.label}: {other.told}"
        opposed = _opposed(first, other)
        if opposed:
            named = first.comparison and first.comparison == other.comparison
            reason = f"The {voice(study, first.source)} tells of {told}. {opposed}."
            found = Ruling("contradicted by the source itself", reason, figures, judgment=not named)
            return either_reading(found, or_as)
        opposed = _opposed(first, other, across=True) if read_as else ""
        if opposed:
            reason = f"The {voice(study, first.source)} tells of {told}. If both are {read_as}, they oppose. "
            reason += f"Another reading of the first, {comparison(study, first.comparison)}, lets both stand."
            return Ruling("cannot be tested", reason, figures, judgment=True)
    all_told = "; ".join(dict.fromkeys(f"{finding.label}: {finding.told}" for finding in cited))
    return Ruling("consistent", f"These statements can hold together: {all_told}.", figures)


def stayed_in_range(cited: Sequence[Finding], study: Study, *, entered: tuple[str, ...] = ()) -> Ruling:
    """What is said to have stayed in its range must not be told to have come into it, nor have an exception.

    A value that moved into its range lay outside before. That outweighs a count of exceptions, whose subjects
    may have been in range at each visit; it is judged first.

    Args:
        cited: the statement on the range, then what it must agree with.
        study: whose claim it is.
        entered: parameters that the text says came into their range; it must tell of their move too.
    """
    first, *others = cited
    figures: Figures = {finding.name: finding.told for finding in cited}
    stayed = f"The {voice(study, first.source)} says of {first.label} that they stayed within range"
    for code in entered:
        own = [finding for finding in others if finding.parameter == code]
        inside = next((f for f in own if f.direction == "within range"), None)
        moved = next((f for f in own if f.direction in MOVED), None)
        if inside and moved:
            limits = f" of {inside.value}" if inside.value else ""
            reason = (
                f"{stayed}; yet {moved.what} ({moved.told}) is told to have come into its range{limits}, so "
                "it lay outside before."
            )
            return Ruling("contradicted by the source itself", reason, figures, judgment=True)
    exception = next((f for f in others if f.stat == "count" and (f.number or 0) > 0), None)
    if exception:
        reason = f"{stayed}; yet of {exception.label}: {exception.told}. "
        reason += "The second is an exception to the first."
        return Ruling("contradicted by the source itself", reason, figures, judgment=True)
    return Ruling("consistent", "Nothing told lies outside the range or came into it.", figures)


def shown_by_markers(cited: Sequence[Finding], study: Study, *, called: str = "markers") -> Ruling:
    """An effect claimed for an arm needs at least one marker of that arm that is told to have moved.

    Args:
        cited: the claimed effect, then the markers told for the same arm.
        study: whose claim it is.
        called: what kind of markers these are.
    """
    effect, *markers = cited
    dose = f"the {effect.who}" if effect.who else "any dose"
    moved = [marker for marker in markers if marker.direction in MOVED]
    significant = [marker for marker in moved if marker.significance == "significant"]
    figures: Figures = {
        "arm": effect.arm,
        "markers": len(markers),
        "told to have moved": len(moved),
        "called significant": len(significant),
    }
    if significant:
        names = listed([marker.what for marker in significant])
        reason = f"Of {len(markers)} {called} told of at {dose}, these are called significant: {names}."
        return Ruling("consistent", reason, figures)
    if moved:
        reason = f"{len(moved)} of {len(markers)} {called} moved at {dose}, none called significant."
        return Ruling("cannot be tested", reason, figures)
    reason = (
        f"An effect at {dose} is claimed, yet none of the {len(markers)} {called} that the results "
        "tell of there is said to differ."
    )
    return Ruling("contradicted by the source itself", reason, figures, judgment=True)


def _told(statements: Sequence[Finding]) -> str:
    return "; ".join(f"{f.label}: {f.told}" for f in statements if f.told != "in words") or "in words"


def _same(a: Finding, b: Finding) -> bool:
    """Whether two sources tell the same number, direction and significance, where both state them."""
    values = [f.value if f.number is None else f"{f.number:g}" for f in (a, b)]
    stated = [(a.comparison, b.comparison), (a.direction, b.direction), (a.significance, b.significance)]
    return values[0] == values[1] and all(_agree(*words) for words in stated)


def _agree(first: str, second: str) -> bool:
    return first == second or not {first, second}.isdisjoint({"", "not stated"})


def _opposed(a: Finding, b: Finding, *, across: bool = False) -> str:
    """How two statements oppose each other; empty where they do not.

    `across`: also where each names another comparison.
    """
    ranged = next((f for f in (a, b) if f.direction == "within range"), None)
    elsewhere = bool(a.comparison and b.comparison) and a.comparison != b.comparison
    if elsewhere and not across and not ranged:
        return ""
    if {a.direction, b.direction} == set(MOVED):
        return "One is a rise and the other a fall"
    flat = next((f for f in (a, b) if f.direction in FLAT), None)
    moved = next((f for f in (a, b) if f.direction in MOVED), None)
    if flat and moved and (flat.direction == "stable" or moved.significance == "significant"):
        return "One is a change and the other none"
    count = next((f for f in (a, b) if f.stat == "count"), None)
    if ranged and count and (count.number or 0) > 0:
        return "The second is an exception to the first"
    if a.parameter == b.parameter and a.number is not None and b.number is not None and a.number != b.number:
        return "The numbers differ"
    return ""
