"""Verdicts from what stands around the trial: its design, what age brings, what others did before."""

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd

from analysis.claims.evidence import Finding
from analysis.claims.verdict import Figures, Ruling
from analysis.claims.words import listed, parameter
from analysis.data import MissingFindingError, Study
from analysis.physiology import DIVIDED, expected_directions, of_the_sex
from analysis.reported.studies import follow_up
from analysis.reported.timeline import PUBLISHED, month_in_words, months_before

_WITH_AGE = {"higher": "rises", "lower": "falls", "no difference": "no change", "stable": "no change"}


def needs_control(
    cited: Sequence[Finding],
    study: Study,
    *,
    against: str,
    shows: Literal["cause", "nothing"] = "cause",
) -> Ruling:
    """What is ascribed to a cause, or to a way of acting, needs a group without that cause.

    A group is needed, not enough: a control group would let the comparison be made, not decide it.

    Args:
        cited: the number of control groups, then what else the claim leans on.
        study: whose claim it is.
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
    cited: Sequence[Finding], study: Study, *, expects: Literal["", "rises", "falls"] = ""
) -> Ruling:
    """A change ascribed to age must have the direction that more than half of the cited sources give.

    Where the sources say otherwise, the claim about age is not shown to be impossible: it is not tested here.

    Args:
        cited: the changes told.
        study: whose claim it is.
        expects: the direction that the claim itself expects with age; empty where the change is the claim.
    """
    aging = study.table("aging")
    known = expected_directions(aging, study.parameters)
    wanted = {f.parameter: expects or _WITH_AGE.get(f.direction, "not told") for f in cited}
    found = {parameter: str(known.get(parameter, "no source")) for parameter in wanted}
    figures: Figures = {f"{parameter(study, p)}, claimed": word for p, word in wanted.items()}
    figures |= {f"{parameter(study, p)}, sources": word for p, word in found.items()}
    own = of_the_sex(aging, study.parameters)
    rows = own[own["PARAMCD"].isin(list(wanted))]
    references = tuple(dict.fromkeys(rows["SOURCEID"]))
    against = [p for p in wanted if found[p] != wanted[p]]
    if not against:
        told = listed(
            [f"{parameter(study, p)} {word} ({_support(rows, p, word)})" for p, word in found.items()]
        )
        reason = f"With age {told}. Only the direction is judged."
        return Ruling("consistent", reason, figures, judgment=True, references=references)
    p, name = against[0], parameter(study, against[0])
    count = rows.loc[rows["PARAMCD"] == p, "SOURCEID"].nunique()
    most = (
        "the {} cited sources are divided"
        if found[p] == DIVIDED
        else "most of {} cited sources say: " + found[p]
    )
    said = most.format(count) if count else "no source that we read tells of it"
    reason = (
        f"The claim needs this change of {name} with age: {wanted[p]}; {said}. "
        "Nothing in the trial decides it."
    )
    return Ruling("cannot be tested", reason, figures, judgment=True, references=references)


def first_of_its_kind(
    cited: Sequence[Finding],
    study: Study,
    *,
    product: str = "",
    shows: str = "",
    cells: str = "",
    people: str = "",
    region: str = "",
    country: str = "",
    years: float = 0.0,
) -> Ruling:
    """A first is refuted by a study of the same scope that was published and begun before this one.

    A list of studies can refute a first, never prove it; one that was published before but is not known to
    have begun before leaves it open. A feature of a study that was not read does not count as had. Where an
    early report of this trial is dated, its infusions were over by that date less the follow-up reported.

    Args:
        cited: the findings that date this trial: a date of it, or of a report and how long that followed.
        study: whose claim it is.
        product: what was given; empty for anything.
        shows: what the study is said to be the first to show, where another rule judges that; else empty.
        cells: source of the cells; empty for any.
        people: who was treated; empty for anyone.
        region: part of the world; empty for anywhere.
        country: where; empty for anywhere.
        years: length of follow-up, at least.
    """
    own, before = _this_trial(study), _earlier(study)
    features = {"TRIAL": product, "PEOPLE": people, "REGION": region, "COUNTRY": country}
    lacking = _lacking(before, cells, features, years)
    same, near = before[lacking == 0], before[lacking == 1]
    dates = [f.value[:4] for f in cited if f.stat == "date" and f.parameter != PUBLISHED]
    over, bound = _infused_by(cited)
    begun = same[[_began_before(start, dates, over) for start in same["BEGUN"]]]
    figures: Figures = {
        "earlier studies": len(before),
        "of the same scope": len(same),
        "all but one feature": len(near),
        "published and begun before": len(begun),
        "this trial dated": ", ".join(dates) or "not asked",
    }
    shown = same if len(same) else near
    references = tuple(dict.fromkeys(shown["SOURCEID"]))
    besides = _other_people(own["PEOPLE"], people)
    if not len(same):
        if product:
            return Ruling("cannot be tested", _own_product(product, years, shows), figures, judgment=True)
        reason = _none_alike(before, near) + besides
        return Ruling("cannot be tested", reason, figures, judgment=True, references=references)
    if len(begun):
        reason = f"Published and begun before: {_studies(begun)}.{besides}"
        return Ruling("inconsistent", reason, figures, judgment=True, references=references)
    reason = _published_before(same, own["PUBLISHED"], dates, over, bound) + besides
    if _came_first(same, over) and besides:
        reason += " That, not the dates, leaves the claim open."
    return Ruling("cannot be tested", reason, figures, judgment=True, references=references)


def fills_gap(
    cited: Sequence[Finding], study: Study, *, cells: str = "", region: str = "", years: float = 0.0
) -> Ruling:
    """A gap was there if no earlier study had this scope; if some had, how much was missing is a judgment.

    Args:
        cited: the findings that the claim leans on.
        study: whose claim it is.
        cells: source of the cells; empty for any.
        region: part of the world; empty for anywhere.
        years: length of follow-up, at least.
    """
    before = _earlier(study)
    same = before[_lacking(before, cells, {"REGION": region}, years) == 0]
    figures: Figures = {"earlier studies": len(before), "of the same scope": len(same)}
    if not len(same):
        reason = f"None of the {len(before)} earlier studies that this book cites has this scope."
        return Ruling("consistent", reason, figures, judgment=True)
    reason = (
        f"Data of this scope were there: {_studies(same)}. How much was still missing, and for whom, the "
        "claim does not say."
    )
    references = tuple(dict.fromkeys(same["SOURCEID"]))
    return Ruling("cannot be tested", reason, figures, judgment=True, references=references)


def safe_before(
    cited: Sequence[Finding],
    study: Study,
    *,
    cells: str = "",
    people: tuple[str, ...] = ("",),
    years: float = 0.0,
) -> Ruling:
    """That earlier studies found the cells safe needs one that calls them so, for all people named.

    Args:
        cited: the findings that the claim leans on.
        study: whose claim it is.
        cells: source of the cells; empty for any.
        people: the kinds of people named, each of which needs a study; one empty word for anyone.
        years: length of follow-up, at least.
    """
    before = _earlier(study)
    scope = {who: before[_lacking(before, cells, {"PEOPLE": who}, years) == 0] for who in people}
    safe = {who: rows[rows["SAFE"] == "yes"] for who, rows in scope.items()}
    same, called = pd.concat(scope.values()), pd.concat(safe.values())
    figures: Figures = {
        "earlier studies": len(before),
        "of the same scope": len(same),
        "called safe": len(called),
    }
    harms = {word: int(same["HARMS"].str.contains(word).sum()) for word in ("deaths", "cancers")}
    told_of = listed([f"{word} in {count} of {len(same)}" for word, count in harms.items() if count])
    harmed = f" Told of among their people: {told_of}." if told_of else ""
    references = tuple(dict.fromkeys(same["SOURCEID"]))
    missing = [who for who, rows in safe.items() if not len(rows)]
    if missing:
        among = f" of {listed(missing)}" if any(missing) else ""
        silent = same[same["SAFE"] != "yes"]
        told = f" Cited without such words: {_studies(silent)}." if len(silent) else ""
        reason = (
            f"No earlier study{among} that this book cites has this scope and, in what we read, calls the "
            f"cells safe.{told}"
        )
        return Ruling("cannot be tested", reason, figures, references=references)
    reason = f"Cited by this book, published before, and calling the cells safe: {_studies(called)}.{harmed}"
    return Ruling("consistent", reason, figures, references=tuple(dict.fromkeys(called["SOURCEID"])))


def _infused_by(cited: Sequence[Finding]) -> tuple[str, str]:
    """By when this trial's infusions were over, and why; both empty where no dated report is cited."""
    report = next((f for f in cited if f.parameter == PUBLISHED), None)
    told = [f for f in cited if report and f.source == report.source and f.stat == "duration"]
    if report is None or not told:
        return "", ""
    over = months_before(report.value, told[0].count)
    return over, (
        f" But {told[0].value} months of its follow-up were published in {month_in_words(report.value[:7])}, "
        f"so its infusions were over by about {month_in_words(over)}"
    )


def _own_product(product: str, years: float, shows: str) -> str:
    """Why a claim to be first with a product of one's own is left open."""
    elsewhere = f", and whether {shows} is shown is judged under {shows}" if shows else ""
    return (
        f"Only this cohort is known to us to have had {product} and been followed for {years:g} years; a "
        f"list cannot prove a first{elsewhere}."
    )


def _none_alike(before: pd.DataFrame, near: pd.DataFrame) -> str:
    """That no earlier study has the scope, and which come nearest."""
    nearest = f" Nearest, by one feature less: {_studies(near)}." if len(near) else ""
    return (
        f"None of the {len(before)} earlier studies that this book cites has this scope; a list cannot "
        f"prove a first.{nearest}"
    )


def _published_before(same: pd.DataFrame, published: str, dates: Sequence[str], over: str, bound: str) -> str:
    """Which studies of the scope were published before, and what is told of who began first."""
    starts = sorted(filter(None, same["BEGUN"]))
    later = f"the start told is {', '.join(map(month_in_words, starts))}" if starts else "no start was read"
    ended = bound + (" and very probably came first." if _came_first(same, over) else ".") if bound else ""
    return (
        f"Published before: {_studies(same)}; this trial's paper is of {published}. Begun before: not told; "
        f"{later}, and this trial carries the date {' and '.join(dates) or 'of no year'}.{ended}"
    )


def _began_before(start: str, dates: Sequence[str], over: str) -> bool:
    """Whether a study began before a date of this trial, and not after its infusions were over."""
    return bool(start) and any(start < date for date in dates) and not (over and over < start)


def _other_people(own: str, people: str) -> str:
    """That this trial treated others than the claim speaks of; nothing where it did not."""
    if not people or people == own:
        return ""
    return f" This trial's own people are told of as {own}; nobody in it is said to have {people}."


def _came_first(same: pd.DataFrame, over: str) -> bool:
    """Whether every study of the scope is told to have begun after this trial's last infusion."""
    return bool(over) and all(start and over < start for start in same["BEGUN"])


def _this_trial(study: Study) -> "pd.Series[str]":
    """This trial's own row of the table of studies."""
    own = study.table("studies").query("WHOSE == 'this trial'")
    if own.empty:
        raise MissingFindingError(f"The table of studies has no row of {study.name} itself.")
    return own.iloc[0]


def _earlier(study: Study) -> pd.DataFrame:
    """Every other study published in a year before this trial's paper."""
    others = study.table("studies").query("WHOSE == 'other'")
    return others[others["PUBLISHED"] < _this_trial(study)["PUBLISHED"]]


def _lacking(
    studies: pd.DataFrame, cells: str, features: Mapping[str, str], years: float
) -> "pd.Series[int]":
    """How many of the claim's features each study lacks; an empty feature and no years ask for nothing.

    A study that used cells of several tissues has each of them.
    """
    lacks = [(studies[column] != value).astype(int) for column, value in features.items() if value]
    if cells:
        lacks.append(studies["CELLS"].map(lambda told: cells not in told.split(" or ")).astype(int))
    if years:
        lacks.append((~(pd.to_numeric(studies["YEARS"]) >= years)).astype(int))
    return sum(lacks, start=pd.Series(0, index=studies.index))


def _support(aging: pd.DataFrame, parameter: str, word: str) -> str:
    """How many of the sources on a parameter give this direction and no other."""
    own = aging[aging["PARAMCD"] == parameter].groupby("SOURCEID")["DIRECTION"].agg(set)
    return f"sources: {(own == {word}).sum()} of {len(own)}"


def _studies(rows: pd.DataFrame) -> str:
    """Earlier studies in words: who, how many, how long, when published; tissues where there were several."""
    told = [
        f"{row['PEOPLE']} ({row['N']} people, {follow_up(row['YEARS'])}, published {row['PUBLISHED']}"
        f"{', cells from ' + row['CELLS'] if ' or ' in row['CELLS'] else ''})"
        for row in rows.to_dict("records")
    ]
    return listed(told)
