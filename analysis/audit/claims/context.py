"""Verdicts from what stands around the trial: its design, what age brings, what others did before."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from analysis.audit.claims.evidence import Evidence, Finding
from analysis.audit.claims.verdict import Figures, Ruling
from analysis.physiology import expected_directions

_WITH_AGE = {"higher": "rises", "lower": "falls", "no difference": "no change", "stable": "no change"}


def needs_control(cited: Sequence[Finding], evidence: Evidence, *, against: str) -> Ruling:
    """What is ascribed to a cause, or to a way of acting, needs a group without that cause.

    Args:
        cited: the number of control groups, then what else the claim leans on.
        evidence: the tables.
        against: the group that would be needed.
    """
    groups = cited[0].number
    figures: Figures = {"control groups": cited[0].value, **{f.name: f.told for f in cited[1:]}}
    if groups:
        reason = f"{cited[0].value} control group is told of; the comparison can be made."
        return Ruling("consistent", reason, figures)
    reason = f"No group of {against} was followed, so this cause cannot be told from others."
    return Ruling("cannot be tested", reason, figures)


def agrees_with_aging(
    cited: Sequence[Finding], evidence: Evidence, *, expects: Literal["", "rises", "falls"] = ""
) -> Ruling:
    """A change ascribed to age must have the direction that more than half of the cited sources give.

    Where the sources say otherwise, the claim about age is not shown to be impossible: it is not tested here.

    Args:
        cited: the changes told.
        evidence: the tables.
        expects: the direction that the claim itself expects with age; empty where the change is the claim.
    """
    known = expected_directions(evidence.aging)
    wanted = {f.parameter: expects or _WITH_AGE.get(f.direction, "not told") for f in cited}
    found = {parameter: str(known.get(parameter, "no source")) for parameter in wanted}
    figures: Figures = {f"{p}, claimed": word for p, word in wanted.items()}
    figures |= {f"{p}, sources": word for p, word in found.items()}
    rows = evidence.aging[evidence.aging["PARAMCD"].isin(list(wanted))]
    references = tuple(dict.fromkeys(rows["SOURCEID"]))
    against = [p for p in wanted if found[p] != wanted[p]]
    if not against:
        told = ", ".join(f"{p} {word}" for p, word in found.items())
        reason = f"With age, by most of {len(references)} cited sources: {told}."
        return Ruling("consistent", reason, figures, judgment=True, references=references)
    p = against[0]
    count = rows.loc[rows["PARAMCD"] == p, "SOURCEID"].nunique()
    said = f"of {count} cited sources most say: {found[p]}" if count else "no source that we read tells of it"
    reason = f"The claim needs that {p} {wanted[p]} with age; {said}. Nothing in the trial itself decides it."
    return Ruling("cannot be tested", reason, figures, judgment=True, references=references)


def earlier_example(
    cited: Sequence[Finding],
    evidence: Evidence,
    *,
    says: Literal["first", "exists"],
    cells: str = "",
    people: str = "",
    region: str = "",
    years: float = 0.0,
    published: int = 2025,
) -> Ruling:
    """A first is refuted by an earlier study of the same scope that was published and begun before this one.

    A list of studies can refute a first, never prove it; one that was published before but is not known to
    have begun before leaves it open.

    Args:
        cited: the findings that date this trial; one of them may be a date.
        evidence: the tables.
        says: "first", or "exists" where the claim is that such studies came before.
        cells: source of the cells; empty for any.
        people: who was treated; empty for anyone.
        region: where; empty for anywhere.
        years: length of follow-up, at least.
        published: the year in which this trial's paper appeared.
    """
    table = evidence.precedents
    before = table[table["PUBLISHED"].astype(int) < published]
    tests = [
        (before["CELLS"] == cells) | (cells == ""),
        (before["PEOPLE"] == people) | (people == ""),
        (before["REGION"] == region) | (region == ""),
        before["YEARS"].astype(float) >= years,
    ]
    met = pd.concat(tests, axis=1).sum(axis=1)
    same, near = before[met == len(tests)], before[met == len(tests) - 1]
    dates = [finding.value[:4] for finding in cited if finding.stat == "date"]
    figures: Figures = {
        "earlier studies": len(before),
        "of the same scope": len(same),
        "all but one feature": len(near),
        "this trial dated": ", ".join(dates) or "not asked",
    }
    shown = same if len(same) else near
    names, references = ", ".join(shown["REFID"]), tuple(dict.fromkeys(shown["SOURCEID"]))
    if says == "exists":
        if len(same):
            return Ruling("consistent", f"Among the sources: {names}.", figures, references=references)
        reason = f"None of {len(before)} studies that we read is of this scope."
        return Ruling("cannot be tested", reason, figures, references=references)
    if not len(same):
        nearest = f"; nearest, by one feature less: {names}" if names else ""
        reason = (
            f"None of {len(before)} earlier studies has this scope{nearest}. A list cannot prove a first."
        )
        return Ruling("cannot be tested", reason, figures, judgment=True, references=references)
    begun = same[[bool(year) and any(year < date for date in dates) for year in same["BEGUN"]]]
    if len(begun):
        reason = f"Published and begun before: {', '.join(begun['REFID'])}."
        return Ruling("inconsistent", reason, figures, references=references)
    reason = f"Of the same scope and published before: {names}; that it began before was not read."
    return Ruling("cannot be tested", reason, figures, judgment=True, references=references)
