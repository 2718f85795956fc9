"""Who took part: what the ± beside an age or a body mass index can be, and how old the oldest must be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt

import altair as alt
import pandas as pd

from analysis.audit.ages import oldest_needed
from analysis.audit.quartiles import Block, QuartileRule, interquartile_ranges, standard_deviations
from analysis.data import MissingFindingError, Study, trace_of
from analysis.data.vocabulary import EVERYBODY
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import INK, LOOK, MUTED
from analysis.inference.wording import in_words
from analysis.reported import Printed

AGES = (18, 90)
"""Ages at the start that are taken as possible."""
BMI = (13, 40)
"""Body mass indexes taken as possible, in kg/m2; those above 25 are called slightly overweight."""
UNDERWEIGHT, OVERWEIGHT, SIXTY = 18.5, 25, 60
RULES: dict[QuartileRule, str] = {"SPSS": "range (SPSS)", "R": "range (R, Excel)"}
"""How each rule is named after the word interquartile."""

VERDICT_SHAPE = alt.Scale(domain=["possible", "impossible"], range=["circle", "cross"])
LABELS = alt.Axis(labelExpr="split(datum.label, '|')", minExtent=105, maxExtent=105)
"""Lines broken at |, in a place that stays as wide as the longest of any choice needs."""

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class PrintedSpread:
    """A printed center with its ±, and what else is told of the sorted values.

    Attributes:
        center: as printed.
        spread: the number after ±, as printed.
        is_mean: whether the center is read as a mean; else it is the median.
        blocks: of the sorted values.
        trace: the findings used.
    """

    center: str
    spread: str
    is_mean: bool
    blocks: Sequence[Block]
    trace: str

    def readings(self) -> pd.DataFrame:
        """One row per meaning of ±: the sizes allowed and whether the printed one is among them."""
        center, printed = Printed(self.center), Printed(self.spread)
        n = sum(block.count for block in self.blocks)
        mean = (float(center.low), float(center.high)) if self.is_mean else None
        sd = standard_deviations(self.blocks, mean=mean) or (0.0, 0.0)
        allowed = {"SD": sd, "SEM": (sd[0] / sqrt(n), sd[1] / sqrt(n))}
        if not self.is_mean:
            allowed |= {
                f"Interquartile|{words}": interquartile_ranges(self.blocks, rule)
                for rule, words in RULES.items()
            }
        rows = [
            (reading, low, high, low <= float(printed.high) and high >= float(printed.low))
            for reading, (low, high) in allowed.items()
        ]
        frame = pd.DataFrame(rows, columns=["reading", "low", "high", "possible"])
        verdict = frame.pop("possible").map({True: "possible", False: "impossible"})
        return frame.round(2).assign(
            printed=float(printed.value),
            verdict=verdict,
            words=f"± {self.spread}: " + verdict,
            trace=self.trace,
        )


def spreads(study: Study, *, first: str = "") -> Explorer:
    """What ± can be beside the ages at both ends of a study and the body mass index at the last visit.

    Args:
        study: its findings on all subjects, and its visits.
        first: what the first part of the study is called; else its first visit.

    Raises:
        MissingFindingError: an age or the body mass index of all subjects with ± is not printed, or how many
            are light or heavy.
        ValueError: an even number of subjects, whose median is nobody's value.

    Examples:
        >>> spreads(Study.read()).title
        'Age, baseline: ± 13 cannot be an SEM'
    """
    printed = spreads_of(study, first=first or study.baseline.words)
    return Explorer(
        finding=spreads_finding,
        subtitle=f"If ages lie in {AGES[0]} to {AGES[1]} and body mass indexes in {BMI[0]} to {BMI[1]}; "
        "bars: sizes of ± allowed; marks: as printed",
        basis="published",
        study=study,
        added="bars computed from what is told of the sorted values",
        controls=(
            Control(
                "printed_spread",
                "Printed number",
                "select",
                choices=tuple(printed),
                default=next(iter(printed)),
            ),
        ),
        compute=partial(spreads_rows, printed),
        draw=draw_spreads,
        describe=_describe,
    )


def spreads_finding(rows: pd.DataFrame) -> str:
    """What a printed ± cannot be, or that it can be all.

    Args:
        rows: from `spreads_rows`, with the choice of `printed_spread`.
    """
    names = [reading.replace("Interquartile|range", "IQR") for reading in rows["reading"]]
    not_so = [name for name, verdict in zip(names, rows["verdict"], strict=True) if verdict == "impossible"]
    said = not_so or names
    quartiles = [name for name in said if name.startswith("IQR")]
    if len(quartiles) == len(RULES):
        said = [*(name for name in said if name not in quartiles), "IQR"]
    *before, last = said
    listed = f"{', '.join(before)} or {last}" if before else last
    which, size = rows["printed_spread"].iloc[0], rows["printed"].iloc[0]
    return f"{which}: ± {size:g} {'cannot' if not_so else 'can'} be an {listed}"


def spreads_of(study: Study, *, first: str) -> dict[str, PrintedSpread]:
    """The printed spreads by a reader's name.

    Args:
        study: its findings on all subjects, and its visits.
        first: what the first part of the study is called.
    """
    n, begun, last = study.people, study.baseline.name, study.last.name
    start, end = (_printed(study, "AGE", visit) for visit in (begun, last))
    index = _printed(study, "BMI", last)
    older = _one(study, "statement on old subjects", PARAMCD="AGE", STAT="statement", AVISIT=last)
    light = _one(study, "number of light subjects", PARAMCD="BMILO", STAT="count", AVISIT=last)
    heavy = _one(study, "number of heavy subjects", PARAMCD="BMIHI", STAT="count", AVISIT=last)
    if n % 2 == 0:
        raise ValueError(f"{study.name} has {n} subjects: a median of an even number is nobody's value.")
    under, over = int(light["VALUE"]), int(heavy["VALUE"])
    later = study.last.years
    half, oldest = (n - 1) // 2, AGES[1] + later
    age, bmi = Printed(end["VALUE"]), Printed(index["VALUE"])
    ages = (
        Block(half, AGES[0] + later, float(age.high)),
        Block(1, float(age.low), float(age.high)),
        Block(half - 1, float(age.low), oldest),
        Block(1, SIXTY, oldest),
    )
    thin, thick = Block(under, BMI[0], UNDERWEIGHT), Block(over, OVERWEIGHT, BMI[1])
    between = (
        Block(half - under, UNDERWEIGHT, float(bmi.high)),
        Block(1, float(bmi.low), float(bmi.high)),
        Block(half - over, float(bmi.low), OVERWEIGHT),
    )
    alone = (Block(n - under - over, UNDERWEIGHT, OVERWEIGHT),)
    body = _spread_of(index, heavy, light)
    return {
        f"Age, {first}": _spread_of(start)(is_mean=True, blocks=(Block(n, *AGES),)),
        f"Age, {study.last.words}": _spread_of(end, older)(is_mean=False, blocks=ages),
        "Body mass index, read as a median": body(is_mean=False, blocks=(thin, *between, thick)),
        "Body mass index, read as a mean": body(is_mean=True, blocks=(thin, *alone, thick)),
    }


def spreads_rows(printed: dict[str, PrintedSpread], *, printed_spread: str) -> pd.DataFrame:
    """The meanings of one printed ±.

    Args:
        printed: from `spreads_of`.
        printed_spread: one of its names.
    """
    rows = printed[printed_spread].readings()
    return rows.assign(trace=rows["trace"] + " formula:audit.quartiles.standard_deviations")


def draw_spreads(readings: pd.DataFrame) -> alt.LayerChart:
    """Draw for each meaning of ± a bar of the sizes allowed, and the printed size as a mark.

    Args:
        readings: ``reading``, ``low``, ``high``, ``printed``, ``verdict``, ``words``, ``trace``.
    """
    row = alt.Y("reading:N", sort=None, title=None, axis=LABELS)
    size = alt.X(
        "low:Q", title="Size of ± (unit as printed)", scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=4)
    )
    base = alt.Chart(readings).encode(y=row)
    shape = alt.Shape("verdict:N", scale=VERDICT_SHAPE, legend=None)
    return alt.LayerChart(
        data=readings,
        layer=[
            base.mark_rule(strokeWidth=9, opacity=0.4, color=MUTED).encode(x=size, x2="high:Q"),
            base.mark_point(size=130, opacity=1, color=INK).encode(x="printed:Q", shape=shape),
            base.mark_text(dy=-17, color=INK).encode(x="printed:Q", text="words:N"),
        ],
    ).properties(width="container", height=220)


def oldest_ages(study: Study, *, first: str = "", limit: int = SIXTY) -> alt.LayerChart:
    """For each number of subjects at or above a limit the lowest age that the oldest can have.

    Args:
        study: its findings on all subjects, and its visits.
        first: what the first part of the study is called; else its first visit.
        limit: in years, above the median.

    Raises:
        MissingFindingError: a mean age with ± at the first visit or an age at the last is not printed.
        ValueError: an even number of subjects, or a limit that is not above the median.
    """
    needed = oldest_ages_rows(study, limit=limit)
    return publish(
        draw_oldest_ages(needed, limit=limit, when=study.last.words),
        title=oldest_finding(needed, limit=limit),
        subtitle=f"If ± of {first or study.baseline.words} is an SD; lowest age of the oldest at "
        f"{study.last.words}",
        basis="published",
        study=study,
        added=f"limits computed, ± of {first or study.baseline.words} read as an SD",
        description="Lowest age of the oldest subject for "
        f"{needed['older'].min()} to {needed['older'].max()} subjects of {limit} or over: "
        f"{', '.join(needed['words'])}. Few older subjects need a very old one.",
    )


def oldest_finding(needed: pd.DataFrame, *, limit: int) -> str:
    """How old the oldest is if as few as can be are at or above the limit.

    Args:
        needed: from `oldest_ages_rows`.
        limit: in years.
    """
    possible = needed[needed["oldest"] > 0]
    if possible.empty:
        return f"No number of people of {limit} or over is possible"
    few, age = int(possible["older"].iloc[0]), int(possible["oldest"].iloc[0])
    if few == 0:
        return f"If nobody is {limit} or over, the oldest is at least {age}"
    if few == 1:
        return f"If only one person is {limit} or over, that one is at least {age}"
    return f"If only {in_words(few)} people are {limit} or over, one is at least {age}"


def oldest_ages_rows(study: Study, *, limit: int = SIXTY) -> pd.DataFrame:
    """The lowest age of the oldest by the number of subjects at or above a limit, up to half of them.

    Args:
        study: its findings on all subjects, and its visits.
        limit: in years, above the median.

    Returns:
        ``older`` (subjects), ``oldest`` (years; missing where no age is enough), ``words`` and ``trace``.

    Raises:
        MissingFindingError: a mean age with ± at the first visit or an age at the last is not printed.
        ValueError: an even number of subjects, or a limit that is not above the median.
    """
    start, end = (_printed(study, "AGE", visit.name) for visit in (study.baseline, study.last))
    least: Callable[..., int | None] = partial(
        oldest_needed,
        mean=start["VALUE"],
        spread=start["SPREAD"],
        median=end["VALUE"],
        n=study.people,
        limit=limit,
        years=int(study.last.years),
    )
    needed = pd.DataFrame({"older": range((study.people + 1) // 2)})
    needed["oldest"] = [least(older=older) for older in needed["older"]]
    needed["words"] = [f"{age:.0f}" if age > 0 else "not possible" for age in needed["oldest"]]
    ages = trace_of([start["FINDINGID"], end["FINDINGID"]])
    return needed.assign(trace=f"{ages} formula:audit.ages.oldest_needed")


def draw_oldest_ages(needed: pd.DataFrame, *, limit: int, when: str) -> alt.LayerChart:
    """Draw the lowest ages.

    Args:
        needed: from `oldest_ages_rows`.
        limit: the age at or above which subjects are counted.
        when: when they are that old.
    """
    fewest = needed.loc[needed["oldest"] > 0, "older"].min()
    color = alt.condition("datum.fewest", alt.value(LOOK), alt.value(INK))
    base = alt.Chart(needed.assign(fewest=needed["older"] == fewest)).encode(
        x=alt.X("older:O", title=f"Subjects aged {limit} or over at {when}", axis=alt.Axis(labelAngle=0)),
        y=alt.Y(
            "oldest:Q",
            title="Oldest is at least (years)",
            scale=alt.Scale(domain=[55, 100], nice=False),
            axis=alt.Axis(values=[60, 70, 80, 90, 100]),
        ),
    )
    marks = base.transform_filter("datum.oldest > 0")
    return alt.LayerChart(
        layer=[
            marks.mark_rule(strokeWidth=3).encode(y2=alt.datum(55), color=color),
            marks.mark_point(size=110, opacity=1).encode(color=color),
            marks.mark_text(dy=-13, color=INK).encode(text="words:N"),
            base.transform_filter("!(datum.oldest > 0)")
            .mark_text(lineBreak=" ", color=INK)
            .encode(y=alt.datum(62), text="words:N"),
        ]
    ).properties(width="container", height=230)


def _printed(study: Study, code: str, visit: str) -> Row:
    """The first center with ± that is printed of all subjects at a visit."""
    what = f"{code} of all subjects at {visit} with ±"
    rows = study.need(what, PARAMCD=code, AVISIT=visit, TRT01A=EVERYBODY)
    spread = rows[rows["SPREAD"] != ""]
    if spread.empty:
        raise MissingFindingError(f"{study.name} prints no {what}.")
    return study.finding(spread["FINDINGID"].iloc[0])


def _one(study: Study, what: str, **columns: str) -> Row:
    return study.finding(study.need(what, TRT01A=EVERYBODY, **columns)["FINDINGID"].iloc[0])


def _spread_of(row: Row, *others: Row) -> Callable[..., PrintedSpread]:
    trace = trace_of(each["FINDINGID"] for each in (row, *others))
    return partial(PrintedSpread, row["VALUE"], row["SPREAD"], trace=trace)


def _describe(rows: pd.DataFrame) -> str:
    told = [
        f"{name}, ± {own['printed'].iloc[0]:g}: "
        + "; ".join(own["reading"].str.replace("|", " ") + " " + own["verdict"])
        for name, own in rows.groupby("printed_spread", sort=False)
    ]
    return (
        "For each meaning of ± a bar shows the sizes that the other printed statements allow, and a mark the "
        f"size that is printed. {'. '.join(told)}."
    )
