"""Verdicts from counts: sums, the table of medical history, and what no event can exclude."""

from collections.abc import Sequence
from typing import Literal

from analysis.claims.evidence import Finding
from analysis.claims.verdict import Figures, Ruling
from analysis.claims.words import listed
from analysis.data import Study
from analysis.inference import proportion
from analysis.inference.wording import percent


def adds_up(cited: Sequence[Finding], study: Study) -> Ruling:
    """Printed parts must add up to the printed whole, which is the last finding."""
    figures: Figures = {finding.name: finding.value for finding in cited}
    numbers = [finding.number for finding in cited]
    known = [number for number in numbers if number is not None]
    if len(known) < len(cited):
        return Ruling("cannot be tested", "A part or the whole is not printed as a number.", figures)
    *parts, whole = known
    terms = " + ".join(f"{f.label} {part:g}" for f, part in zip(cited, parts, strict=False))
    terms = terms[:1].upper() + terms[1:]
    if sum(parts) == whole:
        return Ruling("adds up", f"{terms} = {whole:g}, as printed.", figures)
    reason = f"{terms} = {sum(parts):g}, but {whole:g} is printed."
    return Ruling("contradicted by the source itself", reason, figures)


def counted_in_history(
    cited: Sequence[Finding],
    study: Study,
    *,
    words: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    told: Literal["all", "part"] = "all",
    unsaid: str = "where it draws the line",
) -> Ruling:
    """A printed count must be the count of subjects in the table of medical history, or a part of it.

    Args:
        cited: the printed counts, which belong together.
        study: whose claim it is.
        words: count entries (or medicines) that contain one of these; empty for any.
        kinds: count entries of these kinds; empty for any.
        told: "all" where each finding tells the whole count; "part" where they tell, together, of those that
            the source calls major, related, or the like.
        unsaid: of a part, what the text does not say that would tell it from the whole.
    """
    history = study.medical_history
    if history.empty or not study.periods:
        return Ruling("cannot be tested", "No table of medical history is printed.")
    rows = history[(history["MHCAT"] == study.periods[-1].label) & (history["MHOCCUR"] == "Y")]
    text = (rows["MHTERM"] + " " + rows["CMTRT"]).str.lower()
    if kinds:
        rows = rows[rows["MHSCAT"].isin(list(kinds))]
    if words:
        rows = rows[text.loc[rows.index].map(lambda entry: any(word in entry for word in words))]
    counted = int(rows["SUBJID"].nunique())
    printed = [finding.number for finding in cited]
    figures: Figures = {
        "subjects in the table": counted,
        "printed": ", ".join(finding.value for finding in cited),
    }
    if None in printed:
        return Ruling("cannot be tested", "No count is printed.", figures)
    numbers = [number for number in printed if number is not None]
    if told == "all":
        same = all(number == counted for number in numbers)
        who = f"{counted or 'no'} subject{'s' * (counted > 1)}"
        text_counts = listed(list(dict.fromkeys(finding.value for finding in cited)))
        reason = (
            f"The table of medical history lists it for {who} at follow-up; the text counts {text_counts}."
        )
        return Ruling("adds up" if same else "contradicted by the source itself", reason, figures)
    total = sum(numbers)
    what = " or ".join(kinds) or "entry"
    told_of = listed(list(dict.fromkeys(finding.what for finding in cited)))
    reason = (
        f"The table lists {counted} {'subject' if counted == 1 else 'subjects'} with a new {what}. The text "
        f"counts {total:g} ({told_of}) and does not say {unsaid}."
    )
    if total > counted:
        return Ruling("contradicted by the source itself", reason, figures)
    return Ruling("consistent", reason, figures, judgment=True)


def excluded_by_zero_events(cited: Sequence[Finding], study: Study, *, limit: float) -> Ruling:
    """Safety is shown when the upper 95% limit of the risk lies at or below the risk that would matter.

    Args:
        cited: the count of subjects with an event, then the number of subjects.
        study: whose claim it is.
        limit: the risk that would matter, as a share.
    """
    events, n = (finding.count for finding in cited)
    if cited[0].number is None or not n:
        return Ruling("cannot be tested", "The count or the number of subjects is not printed.")
    risk = proportion(min(events, n), n, upper=True)
    figures: Figures = {"events": events, "subjects": n, "upper limit": risk.high, "limit": limit}
    if events:
        reason = f"{events} of {n} had the event that is said not to occur."
        return Ruling("contradicted by the source itself", reason, figures)
    ends = f"no event in {n} leaves a risk of up to {percent(risk.high)} (one-sided 95%)"
    if risk.high <= limit:
        return Ruling("consistent", f"Enough were seen: {ends}.", figures, judgment=True)
    reason = f"Too few were seen: {ends}, so a risk of {percent(limit)} cannot be excluded."
    return Ruling("cannot be tested", reason, figures, judgment=True)
