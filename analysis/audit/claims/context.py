"""Verdicts from what stands around the trial: its design, what age brings, what others did before."""

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd

from analysis.audit.claims.evidence import Evidence, Finding
from analysis.audit.claims.verdict import Figures, Ruling
from analysis.audit.claims.words import listed
from analysis.physiology import expected_directions

_WITH_AGE = {"higher": "rises", "lower": "falls", "no difference": "no change", "stable": "no change"}


def needs_control(
    cited: Sequence[Finding],
    evidence: Evidence,
    *,
    against: str,
    shows: Literal["cause", "nothing"] = "cause",
) -> Ruling:
    """What is ascribed to a cause, or to a way of acting, needs a group without that cause.

    A group is needed, not enough: a control group would let the comparison be made, not decide it.

    Args:
        cited: the number of control groups, then what else the claim leans on.
        evidence: the tables.
        against: the group that would be needed.
        shows: "cause", or "nothing" where the claim is that other causes cannot be excluded.
    """
    groups = cited[0].number
    figures: Figures = {"control groups": cited[0].value, **{f.name: f.told for f in cited[1:]}}
    if shows == "nothing":
        told = f"{cited[0].value if groups else 'No'} group of {against} is told of"
        reason = f"{told}; what else changed {'can' if groups else 'cannot'} be told apart."
        return Ruling("contradicted by the source itself" if groups else "consistent", reason, figures)
    if groups:
        reason = f"{cited[0].value} control group is told of; the comparison with {against} can be made."
        return Ruling("consistent", reason, figures)
    reason = f"No group of {against} was followed, so the trial cannot tell this from other explanations."
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
    figures: Figures = {f"{evidence.named(p)}, claimed": word for p, word in wanted.items()}
    figures |= {f"{evidence.named(p)}, sources": word for p, word in found.items()}
    rows = evidence.aging[evidence.aging["PARAMCD"].isin(list(wanted))]
    references = tuple(dict.fromkeys(rows["SOURCEID"]))
    against = [p for p in wanted if found[p] != wanted[p]]
    if not against:
        told = listed(
            [f"{evidence.named(p)} {word} ({_support(rows, p, word)})" for p, word in found.items()]
        )
        reason = f"With age {told}. Only the direction is judged."
        return Ruling("consistent", reason, figures, judgment=True, references=references)
    p, name = against[0], evidence.named(against[0])
    count = rows.loc[rows["PARAMCD"] == p, "SOURCEID"].nunique()
    said = f"most of {count} cited sources say: {found[p]}" if count else "no source that we read tells of it"
    reason = f"The claim needs that {name} {wanted[p]} with age; {said}. Nothing in the trial decides it."
    return Ruling("cannot be tested", reason, figures, judgment=True, references=references)


def earlier_example(
    cited: Sequence[Finding],
    evidence: Evidence,
    *,
    says: Literal["first", "safe"],
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
        says: "first", or "safe" where the claim is that such studies came before and found the cells safe.
        cells: source of the cells; empty for any.
        people: who was treated; empty for anyone.
        region: where; empty for anywhere.
        years: length of follow-up, at least.
        published: the year in which this trial's paper appeared.
    """
    table = evidence.precedents
    before = table[table["PUBLISHED"].astype(int) < published]
    lacking = _lacking(before, {"CELLS": cells, "PEOPLE": people, "REGION": region}, years)
    same, near = before[lacking == 0], before[lacking == 1]
    dates = [finding.value[:4] for finding in cited if finding.stat == "date"]
    figures: Figures = {
        "earlier studies": len(before),
        "of the same scope": len(same),
        "all but one feature": len(near),
        "this trial dated": ", ".join(dates) or "not asked",
    }
    if says == "safe":
        return _called_safe(same, figures)
    shown = same if len(same) else near
    names, references = _studies(shown), tuple(dict.fromkeys(shown["SOURCEID"]))
    if not len(same):
        nearest = f" Nearest, by one feature less: {names}." if names else ""
        reason = (
            f"None of {len(before)} earlier studies has this scope; a list cannot prove a first.{nearest}"
        )
        return Ruling("cannot be tested", reason, figures, judgment=True, references=references)
    begun = same[[bool(year) and any(year < date for date in dates) for year in same["BEGUN"]]]
    if len(begun):
        reason = f"Published and begun before: {_studies(begun)}."
        return Ruling("inconsistent", reason, figures, references=references)
    starts = sorted(filter(None, same["BEGUN"]))
    later = f"begun in {', '.join(starts)}, not before this trial" if starts else "its start was not read"
    reason = f"Of the same scope and published before: {names}; {later}."
    return Ruling("cannot be tested", reason, figures, judgment=True, references=references)


def _lacking(studies: pd.DataFrame, features: Mapping[str, str], years: float) -> "pd.Series[int]":
    """How many of the claim's features each study lacks; an empty feature and no years ask for nothing."""
    asked = {column: value for column, value in features.items() if value}
    lacks = [(studies[column] != value).astype(int) for column, value in asked.items()]
    if years:
        lacks.append((~(pd.to_numeric(studies["YEARS"]) >= years)).astype(int))
    return sum(lacks, start=pd.Series(0, index=studies.index))


def _called_safe(same: pd.DataFrame, figures: Figures) -> Ruling:
    """Whether an earlier study of this scope calls the cells safe."""
    safe = same[same["SAFE"] == "yes"]
    told = figures | {"called safe": len(safe)}
    if not len(safe):
        reason = "No earlier study that we read has this scope and calls the cells safe."
        return Ruling("cannot be tested", reason, told)
    reason = f"Of the sources, these came before and call the cells safe: {_studies(safe)}."
    return Ruling("consistent", reason, told, references=tuple(dict.fromkeys(safe["SOURCEID"])))


def _support(aging: pd.DataFrame, parameter: str, word: str) -> str:
    """How many of the sources on a parameter give this direction and no other."""
    own = aging[aging["PARAMCD"] == parameter].groupby("SOURCEID")["DIRECTION"].agg(set)
    return f"sources: {(own == {word}).sum()} of {len(own)}"


def _studies(rows: pd.DataFrame) -> str:
    """Earlier studies in words: who, how many, how long, when published."""
    told = [
        f"{row['PEOPLE']} ({row['N']} people{f', {length} years' if (length := row['YEARS']) else ''}, "
        f"published {row['PUBLISHED']})"
        for row in rows.to_dict("records")
    ]
    return listed(told)
