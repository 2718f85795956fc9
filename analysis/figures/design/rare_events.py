"""Explorers of rare events: background cancers and deaths, and the people it takes to see one."""

from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.data import Source, Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.design.rare_drawing import none_expected, seen_once
from analysis.inference import chance_of_one, people_to_see_one
from analysis.reconstruction import background_events
from analysis.reconstruction.background import CENTRAL

FACTORS = (0.5, 1, 2, 5)
"""Half stands for people healthier than the population, or a registry with half the rate."""
PRINTED = "printed"
"""The computed ages, which agree with what is printed."""
SINGLE = ("45", "50", "55", "60", "65", "70")
"""Ages at the infusion that all subjects may be given instead."""
GROUPS = (5, 6, 11)
RISKS = (4, 10, 20, 50, 100, 500, 1000, 10_000)
"""One person in so many has the event."""
SEEN = 0.95


def background(
    study: Study, ages: NDArray[np.float64], *, men: int, trace: str, sources: tuple[Source, ...]
) -> Explorer:
    """The chance of no cancer and of no death in a cohort whose rates are the background's, or a multiple.

    Args:
        study: whose table of background rates is read.
        ages: computed sets of ages at the infusion, shape (sets, n), from `reconstruction.printed_ages`.
        men: how many of the n are men.
        trace: where the computed ages come from.
        sources: of the printed ages and of the rates.
    """
    return Explorer(
        title="Computed ages: background cancers and deaths among eleven people in five years",
        basis="reconstructed",
        sources=sources,
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
        compute=partial(_background, study, ages, men, trace),
        draw=none_expected,
        describe=_describe_background,
    )


def _background(
    study: Study, ages: NDArray[np.float64], men: int, trace: str, *, background_age: str
) -> pd.DataFrame:
    if background_age == PRINTED:
        asked, made = ages, trace
    else:
        asked, made = np.full((1, ages.shape[1]), float(background_age)), ""
    each = [background_events(study, asked, men=men, times=times).assign(times=times) for times in FACTORS]
    rows = pd.concat(each, ignore_index=True).round(4)
    return rows.assign(
        words=rows["none"].map("{:.0%}".format), trace=(rows["trace"] + f" {made}").str.strip()
    )


def _describe_background(rows: pd.DataFrame) -> str:
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
        "Marks show the chance that nobody among eleven people has a cancer, or dies, within five years if "
        "their rate is half the background rate, that rate, twice it, or five times it; a line through a "
        f"mark spans the central {CENTRAL} percent of the computed sets of ages. At the background rate: "
        f"{'; '.join(told)}."
    )


def background_table(
    study: Study, assumed: Mapping[str, tuple[NDArray[np.float64], float]], *, men: int
) -> pd.DataFrame:
    """The expected events and the chance of none under one assumption after another, as text.

    Args:
        study: whose table of background rates is read.
        assumed: words for an assumption to its sets of ages, shape (sets, n), and its factor on the rates.
        men: how many of the n are men.

    Returns:
        One row an assumption: `Assumption`, `Sets`, and for both outcomes `death_expected`, `death_none`,
        `cancer_expected` and `cancer_none`, each with its central 90 % range if there are several sets.
    """
    rows = []
    for words, (ages, times) in assumed.items():
        row = {"Assumption": words, "Sets": f"{len(ages):,}"}
        for found in background_events(study, ages, men=men, times=times).to_dict("records"):
            for name, form in (("expected", "{:.2f}"), ("none", "{:.0%}")):
                mean, low, high = (form.format(found[name + end]) for end in ("", "_low", "_high"))
                row[f"{found['outcome']}_{name}"] = f"{mean} ({low} to {high})" if len(ages) > 1 else mean
        rows.append(row)
    return pd.DataFrame(rows)


def once() -> Explorer:
    """How many people must be followed to see an event once, for an absolute risk that the reader sets."""
    return Explorer(
        title="How many people it takes to see a harm once",
        basis="design",
        sources=(),
        controls=(
            Control(
                "once_risk",
                "True risk in five years",
                "select",
                choices=RISKS,
                default=100,
                labels=tuple(f"1 in {risk:,}" for risk in RISKS),
            ),
        ),
        compute=_once,
        draw=seen_once,
        describe=_describe_once,
    )


def _once(*, once_risk: int) -> pd.DataFrame:
    risk = 1 / once_risk
    enough = people_to_see_one(risk, chance=SEEN)
    steps = sorted({round(float(n)) for n in np.geomspace(1, 60_000, 36)})
    rows = [(n, chance_of_one(risk, n), "", "") for n in steps]
    marks = {str(n): n for n in GROUPS} | {"enough": enough}
    words = {"11": f"11: {100 * chance_of_one(risk, 11):.2g}%", "enough": f"{enough:,}: {SEEN:.0%}"}
    rows += [(n, chance_of_one(risk, n), mark, words.get(mark, "")) for mark, n in marks.items()]
    frame = pd.DataFrame(rows, columns=["people", "seen", "mark", "words"])
    return frame.assign(seen=frame["seen"].round(5), trace="formula:inference.chance_of_one")


def _describe_once(rows: pd.DataFrame) -> str:
    enough = rows[rows["mark"] == "enough"].set_index("once_risk")["people"]
    told = "; ".join(f"1 in {risk:,}: {people:,}" for risk, people in enough.items())
    return (
        "A curve shows the chance that an event of the chosen true risk is seen at least once among the "
        f"people followed. Marks stand at 5, 6 and 11 people and where the chance reaches {SEEN:.0%}: "
        f"{told} people."
    )
