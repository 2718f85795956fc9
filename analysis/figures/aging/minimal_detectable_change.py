"""Explorer of "stable": the smallest true shift that a few pairs detect, test by test.

The filtration rate has a table of its own (`filtration`): its noise depends on the level of creatinine, so
that creatinine's variation gives no bound for it.
"""

from collections.abc import Mapping
from functools import partial
from math import exp, hypot, log, log1p, sqrt

import pandas as pd

from analysis.data import Source
from analysis.figures.aging.stable_drawing import ENDS, unseen_shifts
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.record.laboratory import SHORT
from analysis.inference import detectable
from analysis.physiology import changes_over, log_change_sd, reference_change, spirometry
from analysis.physiology.checks import Sex
from analysis.physiology.spirometry import Measure

YEARS = 5
START = 51
"""Age at the infusion for the expected FEV1/FVC: the printed median at five years, less five."""
SEXES: tuple[Sex, ...] = ("men", "women")
HEIGHTS = {"men": 168, "women": 156}
"""Assumed heights in cm for the expected change of the lungs."""
POWERS, LEVELS = (80, 90), (5, 1)
SLOPES, SHIFTS = (0, 10, 20), (0, 5)
SPANS = {"dheas-men": 50, "dheas-women": 55}
"""Years between the two printed levels of DHEA-S: from the middle of the first age group to 72 years."""
MADE = " formula:inference.detectable seed:1"


def unchanged(statements: pd.DataFrame) -> pd.DataFrame:
    """The tests that are told to be unchanged, and never to differ significantly.

    Args:
        statements: from `charts.evidence.laboratory_statements`.

    Returns:
        One row per test, in order: ``PARAMCD, Test, System, Number, Sex`` (whose test it is) and ``trace``.
    """
    differing = statements.loc[statements["SIGNIFICANCE"] == "significant", "PARAMCD"]
    told = statements[
        statements["DIRECTION"].isin(["stable", "no difference"]) & ~statements["PARAMCD"].isin(differing)
    ]
    tests = told.groupby("PARAMCD", sort=False).agg(
        PARAM=("PARAM", "first"),
        System=("SYSTEM", "first"),
        Number=("PARAMN", "first"),
        Sex=("SEX", "first"),
        trace=("FINDINGID", "first"),
    )
    tests = tests.reset_index().assign(trace="findings:" + tests["trace"].to_numpy())
    tests["Test"] = tests["PARAMCD"].map(SHORT).fillna(tests.pop("PARAM"))
    return tests.assign(Number=tests["Number"].astype(int)).sort_values("Number", ignore_index=True)


def with_variation(tests: pd.DataFrame, variation: pd.DataFrame) -> pd.DataFrame:
    """The tests with a figure of within-subject variation: the study with the least of it, test by test.

    The shifts computed from it are called lower bounds. So the least variation is taken, and a missing
    analytical figure counts as 0.

    Args:
        tests: from `unchanged`.
        variation: the table of variation; percent as text.

    Returns:
        The rows of ``tests`` that have one, with ``cvi`` and ``cva`` as numbers and the row in ``trace``.
    """
    listed = variation[variation["CVI"] != ""]
    listed = pd.DataFrame(
        {
            "PARAMCD": listed["PARAMCD"],
            "cvi": listed["CVI"].astype(float),
            "cva": pd.to_numeric(listed["CVA"].replace("", "0")),
            "row": " variation:" + listed["REFID"],
        }
    )
    least = listed.assign(sd=log_change_sd(listed["cvi"].to_numpy(), listed["cva"].to_numpy()))
    least = least.sort_values("sd", kind="stable").drop_duplicates("PARAMCD").drop(columns="sd")
    both = tests.merge(least, on="PARAMCD")
    return both.assign(trace=both["trace"] + both.pop("row"))


def relative_changes(aging: pd.DataFrame) -> pd.DataFrame:
    """Changes with age over five years as ratios, where a relative change is known.

    Published changes in percent; for FEV1/FVC the GLI Global equations at an assumed age and assumed heights;
    for DHEA-S a steady relative fall between two printed levels. The last two compare people of different
    ages.

    Args:
        aging: the table `aging`.

    Returns:
        By ``PARAMCD``: ``age_low``, ``age_high`` (ratios) and ``age_trace``.
    """
    relative = changes_over(aging, YEARS).query("AVALU == '%'")
    columns = (relative[name] for name in ("PARAMCD", "low", "high", "REFID"))
    rows = [
        (str(code), 1 + low / 100, 1 + high / 100, f"aging:{key}")
        for code, low, high, key in zip(*columns, strict=True)
    ]
    rows += [_between(aging, key, span) for key, span in SPANS.items() if key in set(aging["REFID"])]
    ratios = [aged_ratio("FEV1FVC", sex) for sex in SEXES]
    rows.append(("FEV1FVC", min(ratios), max(ratios), "formula:physiology.spirometry"))
    frame = pd.DataFrame(rows, columns=["PARAMCD", "age_low", "age_high", "age_trace"])
    return frame.groupby("PARAMCD").agg(
        age_low=("age_low", "min"), age_high=("age_high", "max"), age_trace=("age_trace", " ".join)
    )


def cited(tests: pd.DataFrame, changes: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """The sources of the rows of variation and aging that the tests rest on, each once.

    Args:
        tests: from `with_variation`.
        changes: from `relative_changes`.
        tables: kind of a trace ("variation", "aging") to its table.
    """
    aged = changes.reindex(tests["PARAMCD"])["age_trace"].dropna()
    traces = " ".join([*tests["trace"], *aged]).split()
    keys = [trace.partition(":")[::2] for trace in traces]
    source = {kind: table.set_index("REFID")["SOURCEID"] for kind, table in tables.items()}
    return list(dict.fromkeys(str(source[kind][key]) for kind, key in keys if kind in source))


def _between(aging: pd.DataFrame, key: str, span: int) -> tuple[str, float, float, str]:
    """The ratio over five years of a steady relative change between two printed levels."""
    row = aging[aging["REFID"] == key]
    start, end = (float(text) for text in row["VALUE"].iloc[0].split(";"))
    ratio = (end / start) ** (YEARS / span)
    return str(row["PARAMCD"].iloc[0]), ratio, ratio, f"aging:{key}"


def aged_ratio(measure: Measure, sex: Sex) -> float:
    """What the GLI Global equations predict after five years, to what they predict before.

    Args:
        measure: of spirometry.
        sex: "men" or "women", at the height that is assumed for them.
    """
    before, after = (spirometry(measure, age, HEIGHTS[sex], sex).predicted for age in (START, START + YEARS))
    return float(after / before)


def stable(
    tests: pd.DataFrame, changes: pd.DataFrame, *, pairs: Mapping[str, int], sources: tuple[Source, ...]
) -> Explorer:
    """The smallest true shift that an exact signed-rank test detects, for each test told to be unchanged.

    Args:
        tests: from `with_variation`.
        changes: from `relative_changes`.
        pairs: subjects with both values, by whose test it is: "" for everybody, "men", "women".
        sources: of the findings, the variation and the changes with age.
    """
    shifts = {
        (sex, power, level): detectable(pairs[sex], power / 100, alpha=level / 100).shift
        for sex in dict.fromkeys(tests["Sex"])
        for power in POWERS
        for level in LEVELS
    }
    percent = partial(map, "{}%".format)
    return Explorer(
        title=f"True shifts that {pairs['']} pairs can miss",
        basis="reference",
        sources=sources,
        added="bands computed for an exact signed-rank test, lower bounds",
        controls=(
            Control("power", "Power", "radio", POWERS, 80, labels=tuple(percent(POWERS))),
            Control("level", "Level", "radio", LEVELS, 5, labels=tuple(percent(LEVELS))),
            Control(
                "slopes", "People differ in change by", "select", SLOPES, 0, labels=tuple(percent(SLOPES))
            ),
            Control(
                "shared", "Opposite shift of the batch", "select", SHIFTS, 0, labels=tuple(percent(SHIFTS))
            ),
        ),
        compute=partial(_rows, tests.join(changes, on="PARAMCD"), shifts),
        draw=unseen_shifts,
        describe=_describe,
    )


def smallest_shift(cvi: float, cva: float, *, shift: float, slopes: float, shared: float) -> float:
    """The smallest true shift on the log scale: shift × √(σ² + ln(1 + slopes²)) + ln(1 + shared).

    σ is `physiology.log_change_sd`, ``shift`` is in SDs of one person's log change, ``slopes`` is the
    coefficient of variation of individual true changes, and ``shared`` a shift of the whole later batch that
    works against the change; all but ``shift`` in percent.
    """
    individual = sqrt(log1p((slopes / 100) ** 2))
    return shift * hypot(float(log_change_sd(cvi, cva)), individual) + log(1 + shared / 100)


def hidden_by_noise(rows: pd.DataFrame) -> list[str]:
    """The tests whose expected change with age lies wholly among the shifts that stay unseen.

    Args:
        rows: of one choice of the explorer.
    """
    aged = rows.dropna(subset="age_low")
    inside = (aged["age_low"] > aged["low"]) & (aged["age_high"] < aged["high"])
    return [str(test) for test in aged.loc[inside, "Test"]]


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
    frame = tests[["Test", "System", "Number", "age_low", "age_high"]].assign(
        low=[max(exp(-x), ENDS[0]) for x in at],
        high=[exp(min(x, log(ENDS[1]))) for x in at],
        person_low=1 + person.low_percent / 100,
        person_high=1 + person.high_percent / 100,
        trace=(tests["trace"] + " " + tests["age_trace"].fillna("") + MADE),
    )
    return frame.round(3)


def _describe(rows: pd.DataFrame) -> str:
    first = rows[(rows[["power", "level", "slopes", "shared"]] == [80, 5, 0, 0]).all(axis=1)]
    own = rows if first.empty else first
    told = "; ".join(f"{test} +{high - 1:.0%}" for test, high in zip(own["Test"], own["high"], strict=True))
    hidden = ", ".join(hidden_by_noise(own)) or "none"
    return (
        "For each test a broad bar covers the true shifts that stay unseen, a thin line with ends the range "
        "in which one person's second result falls by variation alone, and diamonds the expected change with "
        f"age. Smallest rises that are seen at 80% power and level 0.05: {told}. The change expected with "
        f"age is hidden in the bar for {hidden}."
    )
