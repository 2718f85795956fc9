"""Participant flow in the manner of a CONSORT diagram, each box tied to the findings that state it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from textwrap import wrap

import altair as alt
import pandas as pd

from analysis.data import Study, Visit, trace_of
from analysis.data.vocabulary import EVERYBODY
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import INK, MUTED, arm_scales
from analysis.inference.wording import in_words

UNSTATED = "not stated in what we read"
SEEN = ("ENROLL", "COMPLETE")
"""PARAMCD of the number of subjects taking part at a visit."""
MONTHS = {"years": 12.0, "months": 1.0, "weeks": 12 / 52, "days": 12 / 365}
"""Months in the units of a printed length of follow-up."""
ALL, MIDDLE, ARMS = "all", "middle", "arms"

LINE, EDGE, ARROW = 16, 6, 14
"""Pixels of a line, from a box to its lines, and from one row of boxes to the next."""
PHONE = 340
"""Pixels of all boxes side by side on a phone, for which lines are broken and marks are spaced."""
_CHARACTER, _GAP, _FURTHEST = 5.9, 0.04, 13


@dataclass(frozen=True, slots=True)
class Box:
    """One box.

    Attributes:
        box: its name.
        row: from 0 at the top.
        side: the arm that it is about, or `ALL`.
        text: its lines.
        trace: the findings that state it, or that leave open what is not stated.
        enter: arrows reach it in the `MIDDLE`, from all `ARMS`, or not at all (empty).
        people: how many marks it shows.
        seen: of all, how many were seen last.
        stated: False where it says that something is not stated.
    """

    box: str
    row: int
    side: str
    text: str
    trace: str
    enter: str = ""
    people: int = 0
    seen: int = 0
    stated: bool = True


def flow(study: Study, *, first: str = "") -> alt.LayerChart:
    """Boxes joined by arrows, from the first row down; a dashed box says what is not stated.

    Args:
        study: its arms, visits and the findings that count its subjects.
        first: what the first part of the study is called, if it has a name.

    Raises:
        MissingFindingError: the number of all subjects is not printed.

    Examples:
        >>> flow(Study.read()).usermeta["title"]
        'All eleven were seen at 5 years; their allotment is not stated'
    """
    boxes = rows(study, first=first)
    words = ". ".join(text.replace("\n", " ") for text in boxes["text"])
    return publish(
        draw(boxes, arms=list(study.sizes)),
        title=finding(boxes, last=study.last),
        subtitle="In what we read; each mark is a person, hollow until the arms are formed",
        basis="published",
        study=study,
        description=f"A flow diagram from top to bottom, with a mark for each person. {words}.",
    )


def finding(boxes: pd.DataFrame, *, last: Visit) -> str:
    """How many of all were seen last, and whether it is stated how they came into their arms.

    Args:
        boxes: from `rows`.
        last: the last visit.
    """
    named = boxes.set_index("box").to_dict("index")
    everybody, end = int(named["enrolled"]["people"]), named["end"]
    if not end["stated"]:
        return f"How many of {in_words(everybody)} were seen at {last.label} is not stated"
    seen = int(end["seen"])
    who = "All" if seen == everybody else f"{in_words(seen)} of".replace("no of", "none of").capitalize()
    allotment = "" if named["allocation"]["stated"] else "; their allotment is not stated"
    were = "was" if seen == 1 else "were"
    return f"{who} {in_words(everybody)} {were} seen at {last.label}{allotment}"


def rows(study: Study, *, first: str = "") -> pd.DataFrame:
    """The boxes of a CONSORT-style diagram of participants.

    Args:
        study: its arms, visits and the findings that count its subjects.
        first: what the first part of the study is called, if it has a name.

    Returns:
        One row per box, from the top, with the attributes of `Box`.

    Raises:
        MissingFindingError: the number of all subjects is not printed.
    """
    boxes = [*_start(study, first), *_arms(study)]
    for visit in study.visits[1:]:
        boxes += _seen(study, visit, row=boxes[-1].row + 1)
    every = [*boxes, _last(study, row=boxes[-1].row + 1)]
    return pd.DataFrame([asdict(box) for box in every])


def _start(study: Study, first: str) -> Iterator[Box]:
    """Assessed, enrolled and allotted."""
    enrolled = study.need(
        "number of all subjects", PARAMCD="ENROLL", STAT="n", TRT01A=EVERYBODY, AVISIT=study.baseline.name
    ).to_dict("records")[0]
    assessed = study.where(PARAMCD="ASSESSED", STAT="n", TRT01A=EVERYBODY)
    allotted = study.where(PARAMCD="ALLOC", STAT="statement")
    known, open_still = [*assessed["FINDINGID"].head(1)], [enrolled["FINDINGID"]]
    number = assessed["VALUE"].iloc[0] if known else UNSTATED
    text = f"Assessed for eligibility: {number}"
    yield Box("assessed", 0, ALL, text, trace_of(known or open_still), stated=bool(known))
    name = f"{enrolled['VALUE']} {study.persons}" + (f", {first}" if first else "")
    number = int(enrolled["VALUE"])
    yield Box("enrolled", 1, ALL, name, trace_of([enrolled["FINDINGID"]]), MIDDLE, number)
    to = "to a dose" if all(arm.dose for arm in study.arms) else "to an arm"
    known, open_still = [*allotted["FINDINGID"].head(1)], [arm.size_finding for arm in study.arms]
    how = allotted["NOTE"].iloc[0].rstrip(".") if known else UNSTATED
    text = f"How they were allotted {to}: {how}"
    yield Box("allocation", 2, ALL, text, trace_of(known or open_still), MIDDLE, stated=bool(known))


def _arms(study: Study) -> Iterator[Box]:
    """What each arm was given."""
    for arm in study.arms:
        given = ", ".join(filter(None, [arm.dose, f"n = {arm.size}"]))
        ids = filter(None, [arm.dose_finding, arm.size_finding])
        text = f"{arm.label[0].upper()}{arm.label[1:]} ({arm.code})\n{given}"
        yield Box(f"{arm.code} {study.treatment}", 3, arm.code, text, trace_of(ids), ARMS, arm.size)


def _seen(study: Study, visit: Visit, *, row: int) -> Iterator[Box]:
    """Who was seen at a visit, by arm where that is printed; or how long all were followed, and harms."""
    lasted = study.where(PARAMCD="FUPDUR", STAT="duration", AVALU=MONTHS)
    months = lasted["VALUE"].astype(float) * lasted["AVALU"].map(MONTHS)
    followed = list(lasted.loc[(months - visit.months).abs() < 0.5, "FINDINGID"].head(1))
    counted = study.where(PARAMCD="ENROLL", STAT="n", TRT01A=study.sizes, AVISIT=visit.name)
    own = {row["TRT01A"]: row for row in counted.drop_duplicates("TRT01A").to_dict("records")}
    if set(own) == set(study.sizes):
        for arm in study.sizes:
            number = int(own[arm]["VALUE"])
            text = f"Seen at {visit.label}, n = {number}"
            trace = trace_of([*followed, own[arm]["FINDINGID"]])
            yield Box(f"{arm} {visit.name.lower()}", row, arm, text, trace, ARMS, number)
        return
    until = [period.name for period in study.periods if period.months == visit.months]
    harms = study.where(PARAMCD="ADVREAC", STAT="count", TRT01A=EVERYBODY, AVISIT=until).head(1)
    if followed or len(harms):
        text = f"Followed for {visit.label}"
        text += f", adverse reactions: {harms['VALUE'].iloc[0]}" if len(harms) else ""
        yield Box(visit.name.lower(), row, ALL, text, trace_of([*followed, *harms["FINDINGID"]]), ARMS)


def _last(study: Study, *, row: int) -> Box:
    """How many of all were seen last."""
    first = study.where(PARAMCD="ENROLL", STAT="n", TRT01A=EVERYBODY, AVISIT=study.baseline.name).iloc[0]
    at_last = study.where(PARAMCD=SEEN, STAT="n", AVISIT=study.last.name)
    everybody = at_last[at_last["TRT01A"] == EVERYBODY].head(1)
    by_arm = at_last[at_last["TRT01A"].isin(study.sizes)].drop_duplicates("TRT01A")
    found = everybody if len(everybody) else by_arm
    if found.empty:
        text = f"How many of {first['VALUE']} were seen last: {UNSTATED}"
        return Box("end", row, ALL, text, trace_of([first["FINDINGID"]]), ARMS, stated=False)
    left = study.where(PARAMCD="DROPOUT", STAT="count", TRT01A=EVERYBODY).head(1)
    seen = int(found["VALUE"].astype(int).sum())
    text = f"{seen} of {first['VALUE']} seen"
    text += f", {left['VALUE'].iloc[0]} dropped out" if len(left) else ""
    ids = [*found["FINDINGID"], first["FINDINGID"], *left["FINDINGID"]]
    return Box("end", row, ALL, text, trace_of(ids), ARMS, seen=seen)


def draw(boxes: pd.DataFrame, *, arms: Sequence[str]) -> alt.LayerChart:
    """Draw the boxes, those about an arm side by side, with a mark for each person.

    Args:
        boxes: from `rows`.
        arms: codes of the arms, from the left.
    """
    placed = _placed(boxes, arms)
    height = int(placed["bottom"].max())
    x = alt.X("left:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    y = alt.Y("top:Q", axis=None, scale=alt.Scale(domain=[0, height], reverse=True, nice=False))
    base = alt.Chart(placed).encode(x=x, x2="right", y=y, y2="bottom")
    solid = base.transform_filter(alt.datum.stated).mark_rect(cornerRadius=4, filled=False, stroke=MUTED)
    dashed = base.transform_filter(~alt.datum.stated).mark_rect(
        cornerRadius=4, filled=False, stroke=MUTED, strokeWidth=1.5, strokeDash=[4, 3]
    )
    words = (
        alt.Chart(placed)
        .mark_text(lineBreak="\n", lineHeight=LINE, baseline="top", dy=EDGE + 1, color=INK)
        .encode(x=alt.X("center:Q", axis=None), y=y, text="text:N")
    )
    return alt.LayerChart(
        layer=[*_arrows(placed, arms), solid, dashed, words, *_people(placed, arms)],
        width="container",
        height=height,
    )


def _placed(boxes: pd.DataFrame, arms: Sequence[str]) -> pd.DataFrame:
    """The boxes with their edges: a row is as high as its fullest box, and lines fit a phone."""
    places = _sides(arms)
    left, right = zip(*(places[side] for side in boxes["side"]), strict=True)
    placed = boxes.assign(left=left, right=right)
    placed["center"] = (placed["left"] + placed["right"]) / 2
    widths = ((placed["right"] - placed["left"]) * PHONE / _CHARACTER).astype(int)
    placed["text"] = [
        "\n".join(line for part in text.split("\n") for line in wrap(part, width))
        for text, width in zip(placed["text"], widths, strict=True)
    ]
    lines = placed["text"].str.count("\n") + 1 + (placed["people"] > 0)
    heights = (LINE * lines + 2 * EDGE).groupby(placed["row"]).max()
    tops = (heights + ARROW).cumsum().shift(fill_value=0)
    placed["top"] = placed["row"].map(tops)
    return placed.assign(bottom=placed["top"] + placed["row"].map(heights))


def _sides(arms: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Left and right of the boxes about each arm, and of those about all."""
    width = (1 - _GAP * (len(arms) - 1)) / len(arms)
    starts = {arm: place * (width + _GAP) for place, arm in enumerate(arms)}
    return {arm: (start, start + width) for arm, start in starts.items()} | {ALL: (0, 1)}


def _people(placed: pd.DataFrame, arms: Sequence[str]) -> list[alt.Chart]:
    """A mark for each person in a row at the foot of a box: hollow in one about all, else the arm's."""
    full = placed[placed["people"] > 0]
    step = min(_FURTHEST, *((full["right"] - full["left"]) * PHONE * 0.95 / full["people"]))
    people = pd.DataFrame(
        [
            {**box, "at": box["center"] + (turn - (box["people"] - 1) / 2) * step / PHONE}
            for box in full.to_dict("records")
            for turn in range(box["people"])
        ]
    ).assign(foot=lambda table: table["bottom"] - EDGE - LINE / 2)
    color, shape = arm_scales(arms)
    base = alt.Chart(people).encode(x=alt.X("at:Q", axis=None), y=alt.Y("foot:Q", axis=None))
    size = (step * 0.75) ** 2
    hollow = base.transform_filter(alt.datum.side == ALL).mark_point(filled=False, size=size, stroke=INK)
    filled = base.transform_filter(alt.datum.side != ALL).mark_point(size=size, opacity=1)
    by_arm = filled.encode(
        color=alt.Color("side:N", scale=color, legend=None),
        shape=alt.Shape("side:N", scale=shape, legend=None),
    )
    return [hollow, by_arm]


def _arrows(placed: pd.DataFrame, arms: Sequence[str]) -> list[alt.Chart]:
    """Lines and heads of the arrows that reach each box from the row above."""
    sides = _sides(arms)
    centers = [(left + right) / 2 for left, right in (sides[arm] for arm in arms)]
    arrows = pd.concat(
        [
            placed[placed["enter"] == MIDDLE].assign(at=0.5),
            *(placed[placed["enter"] == ARMS].assign(at=center) for center in centers),
        ],
        ignore_index=True,
    )
    arrows = arrows[(arrows["left"] < arrows["at"]) & (arrows["at"] < arrows["right"])]
    arrows = arrows.assign(start=arrows["top"] - ARROW)
    base = alt.Chart(arrows).encode(x=alt.X("at:Q", axis=None))
    lines = base.mark_rule(color=MUTED).encode(y=alt.Y("start:Q", axis=None), y2="top")
    heads = base.mark_point(shape="triangle-down", size=40, color=MUTED, yOffset=-4)
    return [lines, heads.encode(y=alt.Y("top:Q", axis=None))]
