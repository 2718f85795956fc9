"""Rare events: what is expected without any harm, and the people it takes to see one."""

from collections.abc import Mapping, Sequence
from functools import partial

import altair as alt
import numpy as np
import pandas as pd

from analysis.data import Source, Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import ARM_MARKS, INK, LOOK, MUTED, SMALLEST
from analysis.figures.design.rough import rough_percent
from analysis.inference import chance_of_one, people_to_see_one
from analysis.reconstruction import Ages, background_events
from analysis.reconstruction.background import CENTRAL

FACTORS = (0.5, 1, 2, 5)
"""Half stands for people healthier than the population, or a registry with half the rate."""
PRINTED = "printed"
"""The computed ages, which agree with what is printed."""
SINGLE = ("45", "50", "55", "60", "65", "70")
"""Ages at the infusion that all subjects may be given instead."""
OUTCOMES = {"cancer": (INK, "triangle-up"), "death": (MUTED, "square")}
RISKS = (4, 10, 20, 50, 100, 500, 1000, 10_000)
"""One person in so many has the event."""
SEEN = 0.95
YEARS = 5
"""Years of follow-up."""
ALL, ENOUGH = (LOOK, "square"), (INK, "triangle-up")
"""Color and shape of all people, and of as many as it takes."""


def background_risk(
    study: Study, ages: Ages, *, men: int, trace: str = "", sources: Sequence[Source] = ()
) -> Explorer:
    """The chance of no cancer and of no death in a cohort whose rates are the background's, or a multiple.

    Args:
        study: with a table `rates` of background rates.
        ages: computed, from `reconstruction.printed_ages`.
        men: how many of the people are men.
        trace: where their number comes from.
        sources: of the multiples.
    """
    people = ages.sets.shape[1]
    return Explorer(
        finding=_background_finding,
        subtitle=(
            f"At background rates (times 1) and multiples: chance that none of {people} people has the event "
            f"in {study.last.words}"
        ),
        basis="reconstructed",
        study=study,
        sources=tuple(sources),
        added="rates of other people, cited",
        controls=(
            Control(
                "background_age",
                "Ages at the infusion",
                "select",
                choices=(PRINTED, *SINGLE),
                default=PRINTED,
                labels=("computed, as printed", *(f"all {age}" for age in SINGLE)),
            ),
        ),
        compute=partial(_background_rows, study, ages, men, trace),
        draw=draw_background,
        describe=partial(_describe_background, people, study.last.words),
    )


def _background_finding(rows: pd.DataFrame) -> str:
    """The chances of no event at the background rates."""
    chosen = rows["background_age"].iloc[0]
    ages = "Computed ages" if chosen == PRINTED else f"All aged {chosen} at first"
    none = rows[rows["times"] == 1].set_index("outcome")["none"].map(rough_percent)
    return f"{ages}: {none['cancer']} chance of no cancer, {none['death']} of no death"


def _background_rows(study: Study, ages: Ages, men: int, trace: str, *, background_age: str) -> pd.DataFrame:
    asked = ages if background_age == PRINTED else ages.alike(float(background_age))
    each = [
        background_events(study, asked.sets, men=men, times=times).assign(times=times) for times in FACTORS
    ]
    rows = pd.concat(each, ignore_index=True).round(4)
    made = f"{asked.trace} {trace}".strip() if asked.trace else ""
    return rows.assign(
        words=rows["none"].map("{:.0%}".format), trace=(rows["trace"] + f" {made}").str.strip()
    )


def draw_background(chances: pd.DataFrame) -> alt.LayerChart:
    """The chance that nobody has an event, for rates that are multiplied.

    Args:
        chances: ``outcome`` (of `OUTCOMES`), ``times`` (the factor), ``expected``, ``none`` (the
            chance), ``none_low`` and ``none_high`` (its range), ``words`` and ``trace``.
    """
    outcomes, (colors, shapes) = list(OUTCOMES), zip(*OUTCOMES.values(), strict=True)
    legend = alt.Legend(title=None)
    base = alt.Chart(chances)
    x = alt.X("times:O", title="Rate, times the background rate", axis=alt.Axis(labelAngle=0))
    y = alt.Y(
        "none:Q",
        title="Chance that nobody has the event",
        axis=alt.Axis(format="~%", tickCount=5),
        scale=alt.Scale(domain=[0, 1.08], nice=False),
    )
    color = alt.Color("outcome:N", scale=alt.Scale(domain=outcomes, range=list(colors)), legend=legend)
    shape = alt.Shape("outcome:N", scale=alt.Scale(domain=outcomes, range=list(shapes)), legend=legend)
    apart = alt.XOffset("outcome:N", scale=alt.Scale(domain=outcomes))
    return alt.LayerChart(
        data=chances,
        layer=[
            base.mark_rule(strokeWidth=3, opacity=0.6).encode(
                x=x, xOffset=apart, y=y, y2=alt.datum(0), color=color
            ),
            base.mark_point(size=100, opacity=1).encode(x=x, xOffset=apart, y=y, color=color, shape=shape),
            base.mark_rule(strokeWidth=1.5, color=INK).encode(
                x=x, xOffset=apart, y=alt.Y("none_low:Q"), y2="none_high:Q"
            ),
            base.mark_text(dy=-13, fontSize=SMALLEST, color=INK).encode(
                x=x, xOffset=apart, y=alt.Y("none_high:Q"), text="words:N"
            ),
        ],
    ).properties(width="container", height=260)


def _describe_background(people: int, span: str, rows: pd.DataFrame) -> str:
    plain = rows[rows["times"] == 1]
    told = [
        (
            "computed ages that agree with what is printed, "
            if age == PRINTED
            else f"all {age} at the infusion, "
        )
        + ", ".join(
            f"{expected:.2g} expected and a chance of none of {words} ({outcome})"
            for expected, words, outcome in zip(own["expected"], own["words"], own["outcome"], strict=True)
        )
        for age, own in plain.groupby("background_age", sort=False)
    ]
    return (
        f"Marks show the chance that nobody among {people} people has a cancer, or dies, within {span} "
        "if their rate is half the background rate, that rate, twice it, or five times it; a line "
        f"through a mark spans the central {CENTRAL} percent of the computed sets of ages. At the "
        f"background rate: {'; '.join(told)}."
    )


def detection(study: Study) -> Explorer:
    """How many people must be followed to see an event once, for an absolute risk that the reader sets.

    Args:
        study: whose arms are marked; the risk is one over its follow-up.

    Examples:
        >>> detection(Study.read()).title
        '11 people meet a harm of 1 in 100 with a chance of 10%'
    """
    return Explorer(
        finding=partial(_detection_finding, study.people),
        subtitle=f"Chance to see one case or more, by people followed; risk in {study.last.words} as chosen",
        basis="design",
        controls=(
            Control(
                "once_risk",
                f"True risk in {study.last.words}",
                "select",
                choices=RISKS,
                default=100,
                labels=tuple(f"1 in {risk:,}" for risk in RISKS),
            ),
        ),
        compute=partial(_detection_rows, study.sizes),
        draw=draw_detection,
        describe=_describe_detection,
    )


def _detection_finding(people: int, rows: pd.DataFrame) -> str:
    """The chance that all people of the study see the event."""
    risk, seen = rows["once_risk"].iloc[0], rows.loc[rows["mark"] == str(people), "seen"].iloc[0]
    return f"{people} people meet a harm of 1 in {risk:,} with a chance of {rough_percent(seen)}"


def _detection_rows(sizes: Mapping[str, int], *, once_risk: int) -> pd.DataFrame:
    risk = 1 / once_risk
    enough = people_to_see_one(risk, chance=SEEN)
    steps = sorted({round(float(n)) for n in np.geomspace(1, 60_000, 36)})
    rows = [(n, chance_of_one(risk, n), "", "") for n in steps]
    total = sum(sizes.values())
    marks = {str(n): n for n in (*sizes.values(), total)} | {"enough": enough}
    words = {
        str(total): f"{total}: {rough_percent(chance_of_one(risk, total))}",
        "enough": f"{enough:,}: {SEEN:.0%}",
    }
    rows += [(n, chance_of_one(risk, n), mark, words.get(mark, "")) for mark, n in marks.items()]
    frame = pd.DataFrame(rows, columns=["people", "seen", "mark", "words"])
    return frame.assign(seen=frame["seen"].round(5), trace="formula:inference.chance_of_one")


def draw_detection(chances: pd.DataFrame) -> alt.LayerChart:
    """The chance to see an event at least once, against the number of people followed.

    Args:
        chances: ``people``, ``seen`` (the chance), ``mark`` (the sizes of the arms, of all, "enough", or
            empty for the curve), ``words`` and ``trace``.
    """
    names = [name for name in dict.fromkeys(chances["mark"]) if name]
    colors, shapes = zip(*ARM_MARKS[: len(names) - 2], ALL, ENOUGH, strict=True)
    base = alt.Chart(chances)
    x = alt.X(
        "people:Q",
        title="People followed",
        scale=alt.Scale(type="log", domain=[1, 60_000], nice=False),
        axis=alt.Axis(values=[1, 10, 100, 1000, 10_000], format=",d"),
    )
    y = alt.Y(
        "seen:Q",
        title="Chance to see it at least once",
        axis=alt.Axis(format="~%", tickCount=5),
        scale=alt.Scale(domain=[0, 1.08], nice=False),
    )
    marks = base.transform_filter("datum.mark")
    return alt.LayerChart(
        data=chances,
        layer=[
            base.transform_filter("!datum.mark").mark_line(strokeWidth=2, color=MUTED).encode(x=x, y=y),
            marks.mark_point(size=110, opacity=1).encode(
                x=x,
                y=y,
                color=alt.Color("mark:N", scale=alt.Scale(domain=names, range=list(colors)), legend=None),
                shape=alt.Shape("mark:N", scale=alt.Scale(domain=names, range=list(shapes)), legend=None),
            ),
            marks.transform_filter("datum.words")
            .mark_text(dy=-14, align="right", dx=6, color=INK)
            .encode(x=x, y=y, text="words:N"),
        ],
    ).properties(width="container", height=250)


def _describe_detection(rows: pd.DataFrame) -> str:
    enough = rows[rows["mark"] == "enough"].set_index("once_risk")["people"]
    *first, last = (name for name in dict.fromkeys(rows["mark"]) if name not in ("", "enough"))
    shown = f"{', '.join(first)} and {last}" if first else last
    told = "; ".join(f"1 in {risk:,}: {people:,}" for risk, people in enough.items())
    return (
        "A curve shows the chance that an event of the chosen true risk is seen at least once among the "
        f"people followed. Marks stand at {shown} people and where the chance reaches {SEEN:.0%}: "
        f"{told} people."
    )
