"""Explorers of rare events: background cancers and deaths, and the people it takes to see one."""

from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd

from analysis.charts.rare import none_expected, seen_once
from analysis.data import Source
from analysis.explorers.control import Control
from analysis.explorers.explorer import Explorer
from analysis.inference.rare import chance_of_none, chance_of_one, people_to_see_one

FACTORS = (0.5, 1, 2, 5)
"""Half stands for people healthier than the population, or a registry with half the rate."""
YEARS = 5
GROUPS = (5, 6, 11)
RISKS = (4, 10, 20, 50, 100, 500, 1000, 10_000)
"""One person in so many has the event."""
SEEN = 0.95
NAMES = {"cancer incidence": "cancer"}
"""Short names of outcomes."""


def background(
    rates: pd.DataFrame, *, people: Mapping[str, int], default: str, sources: tuple[Source, ...]
) -> Explorer:
    """The chance of no cancer and of no death in a cohort whose rates are the background's, or a multiple.

    Args:
        rates: the table of background rates (`REFID, OUTCOME, SEX, AGE, RATE, PER`).
        people: sex ("men" or "women") to how many of them are followed.
        default: the age band that is shown first.
        sources: of the rates.
    """
    bands = tuple(dict.fromkeys(rates["AGE"]))
    return Explorer(
        title="Background cancers and deaths among eleven people in five years",
        basis="reference",
        sources=sources,
        added="expected counts and chances computed for an assumed cohort",
        controls=(
            Control("background_age", "All assumed to be aged", "radio", choices=bands, default=default),
        ),
        compute=partial(_background, rates, people),
        draw=none_expected,
        describe=_describe_background,
    )


def _background(rates: pd.DataFrame, people: Mapping[str, int], *, background_age: str) -> pd.DataFrame:
    own = rates[rates["AGE"] == background_age]
    own = own.assign(
        expected=own["SEX"].map(people) * YEARS * own["RATE"].astype(float) / own["PER"].astype(float)
    )
    rows = []
    for outcome, both in own.groupby("OUTCOME", sort=False):
        trace = " ".join("rates:" + both["REFID"]) + " formula:inference.rare.chance_of_none"
        for times in FACTORS:
            expected = times * float(both["expected"].sum())
            none = chance_of_none(expected)
            rows.append(
                (
                    NAMES.get(str(outcome), str(outcome)),
                    times,
                    round(expected, 4),
                    round(none, 4),
                    f"{none:.0%}",
                    trace,
                )
            )
    return pd.DataFrame(rows, columns=["outcome", "times", "expected", "none", "words", "trace"])


def _describe_background(rows: pd.DataFrame) -> str:
    plain = rows[rows["times"] == 1]
    told = [
        f"aged {age}, "
        + ", ".join(
            f"{expected:.2g} expected ({outcome})"
            for expected, outcome in zip(own["expected"], own["outcome"], strict=True)
        )
        for age, own in plain.groupby("background_age", sort=False)
    ]
    return (
        "Marks show the chance that nobody among eleven people has a cancer, or dies, within five years if "
        "their rate is half the background rate, that rate, twice it, or five times it. At the background "
        "rate: "
        f"{'; '.join(told)}."
    )


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
    return frame.assign(seen=frame["seen"].round(5), trace="formula:inference.rare.chance_of_one")


def _describe_once(rows: pd.DataFrame) -> str:
    enough = rows[rows["mark"] == "enough"].set_index("once_risk")["people"]
    told = "; ".join(f"1 in {risk:,}: {people:,}" for risk, people in enough.items())
    return (
        "A curve shows the chance that an event of the chosen true risk is seen at least once among the "
        f"people followed. Marks stand at 5, 6 and 11 people and where the chance reaches {SEEN:.0%}: "
        f"{told} people."
    )
