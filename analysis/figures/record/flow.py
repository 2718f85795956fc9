"""Participant flow in the manner of a CONSORT diagram, each box tied to the findings that state it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import altair as alt
import pandas as pd

from analysis.data import Study, Visit, trace_of
from analysis.data.vocabulary import EVERYBODY
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import GRAY, INK, arm_scales

ROW = 70
"""Pixels from one row of boxes to the next."""
UNSTATED = "not stated in what we read"
SEEN = ("ENROLL", "COMPLETE")
"""PARAMCD of the number of subjects taking part at a visit."""
MONTHS = {"years": 12.0, "months": 1.0, "weeks": 12 / 52, "days": 12 / 365}
"""Months in the units of a printed length of follow-up."""
YEARS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ALL, MIDDLE, ARMS = "all", "middle", "arms"

_GAP, _MARGIN = 0.04, 0.1
_BOX, _LINE = 0.74, 15


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
        stated: False where it says that something is not stated.
    """

    box: str
    row: int
    side: str
    text: str
    trace: str
    enter: str = ""
    stated: bool = True


def flow(study: Study, *, first: str = "") -> alt.LayerChart:
    """Boxes joined by arrows, from the first row down; a dashed box says what is not stated.

    Args:
        study: its arms, visits and the findings that count its subjects.
        first: what the first part of the study is called, if it has a name.

    Raises:
        MissingFindingError: the number of all subjects is not printed.

    Examples:
        >>> flow(Study.read()).title.text
        ['Participants, from enrollment to the', 'fifth year']
    """
    boxes = rows(study, first=first)
    words = ". ".join(text.replace("\n", ", ") for text in boxes["text"])
    return publish(
        draw(boxes, arms=list(study.sizes)),
        title=f"Participants, from enrollment to {_end(study.last)}",
        basis="published",
        study=study,
        description=f"A flow diagram from top to bottom. {words}.",
    )


def _end(visit: Visit) -> str:
    """The last visit in a title."""
    years = visit.years
    whole = years.is_integer() and 1 <= years <= len(YEARS)
    return f"the {YEARS[int(years) - 1]} year" if whole else visit.label


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
    return pd.DataFrame([asdict(box) for box in [*boxes, _last(study, row=boxes[-1].row + 1)]])


def _start(study: Study, first: str) -> Iterator[Box]:
    """Assessed, enrolled and allotted."""
    enrolled = study.need(
        "number of all subjects", PARAMCD="ENROLL", STAT="n", TRT01A=EVERYBODY, AVISIT=study.baseline.name
    ).to_dict("records")[0]
    assessed = study.where(PARAMCD="ASSESSED", STAT="n", TRT01A=EVERYBODY)
    allotted = study.where(PARAMCD="ALLOC", STAT="statement")
    known, open_still = [*assessed["FINDINGID"].head(1)], [enrolled["FINDINGID"]]
    number = assessed["VALUE"].iloc[0] if known else UNSTATED
    text = f"Assessed for eligibility:\n{number}"
    yield Box("assessed", 0, ALL, text, trace_of(known or open_still), stated=bool(known))
    name = f"{enrolled['VALUE']} {study.persons}" + (f", {first}" if first else "")
    yield Box("enrolled", 1, ALL, name, trace_of([enrolled["FINDINGID"]]), MIDDLE)
    to = "to a dose" if all(arm.dose for arm in study.arms) else "to an arm"
    known, open_still = [*allotted["FINDINGID"].head(1)], [arm.size_finding for arm in study.arms]
    how = allotted["NOTE"].iloc[0].rstrip(".") if known else UNSTATED
    text = f"How they were allotted {to}:\n{how}"
    yield Box("allocation", 2, ALL, text, trace_of(known or open_still), MIDDLE, stated=bool(known))


def _arms(study: Study) -> Iterator[Box]:
    """What each arm was given."""
    for arm in study.arms:
        lines = [f"{arm.label[0].upper()}{arm.label[1:]} ({arm.code})", arm.dose, f"n = {arm.size}"]
        ids = filter(None, [arm.dose_finding, arm.size_finding])
        text = "\n".join(filter(None, lines))
        yield Box(f"{arm.code} {study.treatment}", 3, arm.code, text, trace_of(ids), ARMS)


def _seen(study: Study, visit: Visit, *, row: int) -> Iterator[Box]:
    """Who was seen at a visit, by arm where that is printed; or how long all were followed, and harms."""
    lasted = study.where(PARAMCD="FUPDUR", STAT="duration", AVALU=MONTHS)
    months = lasted["VALUE"].astype(float) * lasted["AVALU"].map(MONTHS)
    followed = list(lasted.loc[(months - visit.months).abs() < 0.5, "FINDINGID"].head(1))
    counted = study.where(PARAMCD="ENROLL", STAT="n", TRT01A=study.sizes, AVISIT=visit.name)
    own = {row["TRT01A"]: row for row in counted.drop_duplicates("TRT01A").to_dict("records")}
    if set(own) == set(study.sizes):
        for arm in study.sizes:
            text = f"Seen at {visit.label}\nn = {own[arm]['VALUE']}"
            trace = trace_of([*followed, own[arm]["FINDINGID"]])
            yield Box(f"{arm} {visit.name.lower()}", row, arm, text, trace, ARMS)
        return
    until = [period.name for period in study.periods if period.months == visit.months]
    harms = study.where(PARAMCD="ADVREAC", STAT="count", TRT01A=EVERYBODY, AVISIT=until).head(1)
    if followed or len(harms):
        text = f"Followed for {visit.label}"
        text += f"\nadverse reactions: {harms['VALUE'].iloc[0]}" if len(harms) else ""
        yield Box(visit.name.lower(), row, ALL, text, trace_of([*followed, *harms["FINDINGID"]]), ARMS)


def _last(study: Study, *, row: int) -> Box:
    """How many of all were seen last."""
    first = study.where(PARAMCD="ENROLL", STAT="n", TRT01A=EVERYBODY, AVISIT=study.baseline.name).iloc[0]
    at_last = study.where(PARAMCD=SEEN, STAT="n", AVISIT=study.last.name)
    everybody = at_last[at_last["TRT01A"] == EVERYBODY].head(1)
    by_arm = at_last[at_last["TRT01A"].isin(study.sizes)].drop_duplicates("TRT01A")
    found = everybody if len(everybody) else by_arm
    if found.empty:
        text = f"How many of {first['VALUE']} were seen last:\n{UNSTATED}"
        return Box("end", row, ALL, text, trace_of([first["FINDINGID"]]), ARMS, stated=False)
    left = study.where(PARAMCD="DROPOUT", STAT="count", TRT01A=EVERYBODY).head(1)
    text = f"{found['VALUE'].astype(int).sum()} of {first['VALUE']} seen"
    text += f", {left['VALUE'].iloc[0]} dropped out" if len(left) else ""
    ids = [*found["FINDINGID"], first["FINDINGID"], *left["FINDINGID"]]
    return Box("end", row, ALL, text, trace_of(ids), ARMS)


def draw(boxes: pd.DataFrame, *, arms: Sequence[str]) -> alt.LayerChart:
    """Draw the boxes, those about an arm side by side.

    Args:
        boxes: from `rows`.
        arms: codes of the arms, from the left.
    """
    places = _sides(arms)
    left, right = zip(*(places[side] for side in boxes["side"]), strict=True)
    placed = boxes.assign(left=left, right=right, bottom=boxes["row"] + _BOX)
    placed = placed.assign(center=(placed["left"] + placed["right"]) / 2, middle=placed["row"] + _BOX / 2)
    count = int(placed["row"].max()) + 1
    x = alt.X("left:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[0, count - 1 + _BOX], reverse=True, nice=False))
    color, _ = arm_scales(arms)
    outline = alt.Scale(domain=[*arms, ALL], range=[*color.range, GRAY])
    base = alt.Chart(placed).encode(x=x, x2="right", y=y, y2="bottom")
    base = base.encode(stroke=alt.Stroke("side:N", scale=outline, legend=None))
    stated = base.transform_filter(alt.datum.stated)
    missing = base.transform_filter(~alt.datum.stated)
    words = (
        alt.Chart(placed)
        .mark_text(
            lineBreak="\n",
            lineHeight=_LINE,
            baseline="middle",
            color=INK,
            dy=alt.expr(f"-{_LINE / 2} * (length(split(datum.text, '\\n')) - 1)"),
        )
        .encode(x=alt.X("center:Q", axis=None), y=alt.Y("middle:Q", axis=None), text="text:N")
    )
    solid = stated.mark_rect(cornerRadius=4, filled=False, strokeWidth=1.5)
    dashed = missing.mark_rect(cornerRadius=4, filled=False, strokeWidth=1.5, strokeDash=[4, 3])
    return alt.LayerChart(
        layer=[*_arrows(placed, arms), solid, dashed, words], width="container", height=ROW * count
    )


def _sides(arms: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Left and right of the boxes about each arm, and of those about all."""
    width = (1 - _GAP * (len(arms) - 1)) / len(arms)
    starts = {arm: place * (width + _GAP) for place, arm in enumerate(arms)}
    return {arm: (start, start + width) for arm, start in starts.items()} | {ALL: (_MARGIN, 1 - _MARGIN)}


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
    arrows = arrows.assign(start=arrows["row"] - (1 - _BOX))
    base = alt.Chart(arrows).encode(x=alt.X("at:Q", axis=None))
    lines = base.mark_rule(color=GRAY).encode(y=alt.Y("start:Q", axis=None), y2="row")
    heads = base.mark_point(shape="triangle-down", size=45, color=GRAY, yOffset=-4)
    return [lines, heads.encode(y=alt.Y("row:Q", axis=None))]
