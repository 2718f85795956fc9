"""What "stable" can mean: the smallest true shift that a few pairs detect, test by test.

The filtration rate has a table of its own (`filtration`): its noise depends on the level of creatinine, so
that creatinine's variation gives no bound for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from math import exp, log

import altair as alt
import pandas as pd

from analysis.claims.words import inside, listed
from analysis.data import MissingFindingError, Study
from analysis.data.vocabulary import EVERYBODY
from analysis.figures.aging.followup import first_age, pairs
from analysis.figures.aging.words import brief
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, LOOK, MUTED
from analysis.inference import detectable
from analysis.physiology import reference_change
from analysis.physiology.minimal_detectable_change import relative_changes, smallest_shift, with_variation

FILTRATION = "EGFR"
POWERS, LEVELS = (80, 90), (5, 1)
SLOPES, SHIFTS = (0, 10, 20), (0, 5)
MADE = " formula:inference.detectable formula:physiology.reference_change seed:1"
UNSEEN = "missed"
PERSON = "one person"
AGE = "with age"
COLOR = alt.Scale(domain=[UNSEEN, PERSON, AGE], range=[MUTED, INK, LOOK])
ENDS = (0.28, 4.2)
"""Of the axis, as ratios. A bar from end to end: too few pairs to see any shift, however large."""
SCALE = alt.Scale(type="log", domain=list(ENDS), nice=False)
AXIS = alt.Axis(
    values=[0.3, 0.5, 1, 1.5, 3],
    labelExpr="datum.value == 1 ? '0%' : format(datum.value - 1, '+.0%')",
)
"""Ratios after to before, on a logarithmic axis that reads in percent."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the tests that are told to be unchanged could hide.

    Attributes:
        tests: told to be unchanged.
        known: those of them with a figure of variation.
        aged: those of these with a relative change with age.
        names: those whose expected change with age lies wholly among the shifts that stay unseen, as in a
            sentence.
    """

    tests: int
    known: int
    aged: int
    names: str

    def sentence(self) -> str:
        """Say the counts and the names."""
        return (
            f"Of {self.tests} tests told to be unchanged {self.known} have a figure of variation, and "
            f"{self.aged} of these a relative change with age; it can stay unseen for {self.names or 'none'}."
        )


def minimal_detectable_change(study: Study) -> Explorer:
    """The smallest true shift that an exact signed-rank test detects, for each test told to be unchanged.

    Args:
        study: with tables of variation and of aging, and a median age at the last visit.

    Raises:
        MissingFindingError: no test is told to be unchanged, or none of them has a figure of variation.
    """
    tests = unchanged_with_variation(study)
    changes = relative_changes(study.table("aging"), start=first_age(study), years=study.last.years)
    own = pairs(study, dict.fromkeys(tests["Sex"]))
    shifts = {
        (sex, power, level): detectable(n, power / 100, alpha=level / 100).shift
        for sex, n in own.items()
        for power in POWERS
        for level in LEVELS
    }

    def percent(values: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(f"{value}%" for value in values)

    return Explorer(
        finding=finding,
        subtitle=(
            f"Least rise seen by an exact signed-rank test of {study.people} pairs, {study.last.words}; "
            "lower bounds, in percent"
        ),
        basis="reference",
        study=study,
        added="bands computed for an exact signed-rank test, lower bounds",
        controls=(
            Control("power", "Power", "radio", POWERS, 80, labels=percent(POWERS)),
            Control("level", "Level", "radio", LEVELS, 5, labels=percent(LEVELS)),
            Control("slopes", "People differ in change by", "select", SLOPES, 0, labels=percent(SLOPES)),
            Control("shared", "Opposite shift of the batch", "select", SHIFTS, 0, labels=percent(SHIFTS)),
        ),
        compute=partial(_rows, tests.join(changes, on="PARAMCD"), shifts),
        draw=draw,
        describe=_describe,
    )


def unchanged(study: Study) -> pd.DataFrame:
    """The laboratory tests told to be unchanged at the last visit, and never to differ significantly.

    A laboratory test is a measurement that is none of the study's markers.

    Returns:
        One row per test, in order: ``PARAMCD, Test, System, Number, Sex`` (whose test it is) and ``trace``.

    Raises:
        MissingFindingError: there is none.
    """
    known = study.parameters.set_index("PARAMCD")
    laboratory = known[(known["KIND"] == "measurement") & (known["MARKER"] != "Y")]
    statements = study.where(
        PARAMCD=laboratory.index, AVISIT=study.last.name, TRT01A=[*study.sizes, EVERYBODY]
    )
    differing = statements.loc[statements["SIGNIFICANCE"] == "significant", "PARAMCD"]
    same = statements["DIRECTION"].isin(["stable", "no difference"])
    told = statements[same & ~statements["PARAMCD"].isin(differing)].drop_duplicates("PARAMCD")
    if told.empty:
        raise MissingFindingError(f"{study.name} prints no laboratory test that is told to be unchanged.")
    tests = pd.DataFrame(
        {
            "PARAMCD": told["PARAMCD"],
            "Test": told["PARAMCD"].map(study.short),
            "System": told["PARAMCD"].map(known["SYSTEM"]),
            "Number": pd.to_numeric(told["PARAMCD"].map(known["PARAMN"])),
            "Sex": told["PARAMCD"].map(known["SEX"]),
            "trace": "findings:" + told["FINDINGID"],
        }
    )
    return tests.sort_values("Number", ignore_index=True)


def unchanged_with_variation(study: Study) -> pd.DataFrame:
    """The tests of `unchanged` with the least variation that is known of each (``cvi``, ``cva``).

    Raises:
        MissingFindingError: no test is told to be unchanged, or none of them has a figure of variation.
    """
    tests = unchanged(study)
    known = with_variation(tests, study.table("variation"))
    if known.empty:
        raise MissingFindingError(
            f"{study.name} has no variation of {', '.join(tests['Test'])}: "
            "its table 'variation' lacks the row."
        )
    return known


def hidden_by_noise(rows: pd.DataFrame) -> list[str]:
    """The tests whose expected change with age lies wholly among the shifts that stay unseen.

    Args:
        rows: of one choice of the explorer.
    """
    aged = rows.dropna(subset="age_low")
    inside = (aged["age_low"] > aged["low"]) & (aged["age_high"] < aged["high"])
    return [str(test) for test in aged.loc[inside, "Test"]]


def finding(rows: pd.DataFrame) -> str:
    """Which rise "stable" can hide in the noisiest test, and in the quietest.

    Args:
        rows: of one choice of the explorer.
    """
    ordered = rows.sort_values("high", ascending=False, kind="stable")
    told = [
        f"{_rise(high)} in {inside(str(test))}"
        for test, high in zip(ordered["Test"], ordered["high"], strict=True)
    ]
    return f"“Stable” can hide a rise of {' and '.join(dict.fromkeys((told[0], told[-1])))}"


def _rise(ratio: float) -> str:
    return "any size" if ratio >= ENDS[1] else f"{brief(100 * (ratio - 1))}%"


def hidden_changes(study: Study, rows: pd.DataFrame) -> Hidden:
    """Count what the tests told to be unchanged could hide under one choice.

    Args:
        study: as for `minimal_detectable_change`.
        rows: of one choice of that explorer.

    Raises:
        MissingFindingError: no test is told to be unchanged.
    """
    return Hidden(
        len(unchanged(study)),
        len(rows),
        int(rows["age_low"].notna().sum()),
        listed([inside(test) for test in hidden_by_noise(rows)]),
    )


def without_variation(study: Study) -> pd.DataFrame:
    """The tests of `unchanged` of which no variation is known, in the same columns.

    The filtration rate is not among them: it has chances of its own (`filtration`).

    Raises:
        MissingFindingError: no test is told to be unchanged.
    """
    tests = unchanged(study)
    known = with_variation(tests, study.table("variation"))["PARAMCD"]
    return tests[~tests["PARAMCD"].isin([*known, FILTRATION])].reset_index(drop=True)


def _rows(
    tests: pd.DataFrame,
    shifts: Mapping[tuple[str, int, int], float],
    *,
    power: int,
    level: int,
    slopes: int,
    shared: int,
) -> pd.DataFrame:
    at = [
        smallest_shift(cvi, cva, shift=shifts[sex, power, level], slopes=slopes, shared=shared)
        for sex, cvi, cva in zip(tests["Sex"], tests["cvi"], tests["cva"], strict=True)
    ]
    person = reference_change(tests["cvi"].to_numpy(), tests["cva"].to_numpy())
    frame = tests[["Test", "age_low", "age_high"]].assign(
        low=[max(exp(-x), ENDS[0]) for x in at],
        high=[exp(min(x, log(ENDS[1]))) for x in at],
        person_low=1 + person.low_percent / 100,
        person_high=1 + person.high_percent / 100,
        trace=(tests["trace"] + " " + tests["age_trace"].fillna("") + MADE),
    )
    return frame.round(3)


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """Each test with the true shifts that stay unseen, one person's variation and the change with age.

    Args:
        rows: ``Test``; the ratios after to before ``low, high`` (unseen), ``person_low, person_high``, and
            ``age_low, age_high`` (missing where no change with age is known); ``trace``.
    """
    base = alt.Chart(rows).encode(
        y=alt.Y(
            "Test:N",
            title=None,
            sort=alt.EncodingSortField(field="high", op="max", order="descending"),
            axis=alt.Axis(grid=False, domain=False, ticks=False),
        )
    )
    still = alt.Chart(rows).transform_aggregate(rows="count()")
    return alt.LayerChart(data=rows, layer=_layers(base, still)).properties(
        width="container", height=25 * rows["Test"].nunique()
    )


def _layers(base: alt.Chart, still: alt.Chart) -> list[alt.Chart]:
    ratio = alt.X("low:Q", title="True change", scale=SCALE, axis=AXIS)
    legend = alt.Legend(title=None, symbolType="square", symbolOpacity=1, columnPadding=8)
    unseen, person, aged = (
        base.transform_calculate(Kind=repr(name)).encode(
            color=alt.Color("Kind:N", scale=COLOR, legend=legend)
        )
        for name in (UNSEEN, PERSON, AGE)
    )
    aged = aged.transform_filter("isValid(datum.age_low)")
    return [
        unseen.mark_rule(strokeWidth=13, opacity=0.4).encode(x=ratio, x2="high:Q"),
        still.mark_rule(color=INK, strokeDash=[3, 3], opacity=0.7).encode(x=alt.datum(1)),
        person.mark_rule(strokeWidth=1.5).encode(x="person_low:Q", x2="person_high:Q"),
        *(
            person.mark_tick(height=9, thickness=1.5).encode(x=f"{end}:Q")
            for end in ("person_low", "person_high")
        ),
        *(aged.mark_tick(height=15, thickness=3).encode(x=f"{end}:Q") for end in ("age_low", "age_high")),
    ]


def _describe(rows: pd.DataFrame) -> str:
    first = rows[(rows[["power", "level", "slopes", "shared"]] == [80, 5, 0, 0]).all(axis=1)]
    own = rows if first.empty else first
    power, level = own[["power", "level"]].iloc[0]
    told = "; ".join(f"{test} +{high - 1:.0%}" for test, high in zip(own["Test"], own["high"], strict=True))
    hidden = ", ".join(hidden_by_noise(own)) or "none"
    return (
        "For each test a broad bar covers the true shifts that stay unseen, a thin line with ends the range "
        "in which one person's second result falls by variation alone, and two short strokes the expected "
        f"change with age. Smallest rises that are seen at {power}% power and level {level / 100:g}: {told}. "
        f"The change expected with age is hidden in the bar for {hidden}."
    )
