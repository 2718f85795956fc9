"""How small a change can be and still be seen: one person's noise, the change with age, and the shift needed.

Heights and, in two rows, the years between two printed levels are assumed; everything else comes in.
"""

from collections.abc import Mapping
from math import exp, hypot, log, log1p, sqrt

import pandas as pd

from analysis.physiology.aging import changes_over
from analysis.physiology.checks import Sex
from analysis.physiology.reference_change import log_change_sd
from analysis.physiology.spirometry import Measure, spirometry

SEXES: tuple[Sex, ...] = ("men", "women")
HEIGHTS: dict[Sex, int] = {"men": 168, "women": 156}
"""Assumed heights in cm for the expected change of the lungs."""
SPANS = {"dheas-men": 50, "dheas-women": 55}
"""Years between the two printed levels of DHEA-S: from the middle of the first age group to 72 years."""
TWO_SIDED = 1.96


def with_variation(tests: pd.DataFrame, variation: pd.DataFrame) -> pd.DataFrame:
    """The tests with a figure of within-subject variation: the study with the least of it, test by test.

    The shifts computed from it are called lower bounds. So the least variation is taken, and a missing
    analytical figure counts as 0.

    Args:
        tests: one row per test, with ``PARAMCD`` and ``trace``.
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


def relative_changes(aging: pd.DataFrame, *, start: float, years: float) -> pd.DataFrame:
    """Changes with age as ratios, where a relative change is known.

    Published changes in percent; for FEV1/FVC the GLI Global equations at an assumed height of each sex; for
    DHEA-S a steady relative fall between two printed levels. The last two compare people of different ages.

    Args:
        aging: the table `aging`.
        start: age at the first visit, in years.
        years: between the visits.

    Returns:
        By ``PARAMCD``: ``age_low``, ``age_high`` (ratios, after to before) and ``age_trace``.
    """
    relative = changes_over(aging, years).query("AVALU == '%'")
    columns = (relative[name] for name in ("PARAMCD", "low", "high", "REFID"))
    rows = [
        (str(code), 1 + low / 100, 1 + high / 100, f"aging:{key}")
        for code, low, high, key in zip(*columns, strict=True)
    ]
    rows += [_between(aging, key, years / span) for key, span in SPANS.items() if key in set(aging["REFID"])]
    ratios = [aged_ratio("FEV1FVC", sex, start=start, years=years) for sex in SEXES]
    rows.append(("FEV1FVC", min(ratios), max(ratios), "formula:physiology.spirometry"))
    frame = pd.DataFrame(rows, columns=["PARAMCD", "age_low", "age_high", "age_trace"])
    made = " formula:physiology.minimal_detectable_change.relative_changes"
    ends = frame.groupby("PARAMCD").agg(
        age_low=("age_low", "min"), age_high=("age_high", "max"), age_trace=("age_trace", " ".join)
    )
    return ends.assign(age_trace=ends["age_trace"] + made)


def aged_ratio(measure: Measure, sex: Sex, *, start: float, years: float) -> float:
    """What the GLI Global equations predict after some years, to what they predict before.

    Args:
        measure: of spirometry.
        sex: "men" or "women", at the height that is assumed for them.
        start: age before, in years.
        years: that pass.

    Examples:
        >>> round(aged_ratio("FEV1", "men", start=51, years=5), 3)
        0.956
    """
    before, after = (spirometry(measure, age, HEIGHTS[sex], sex).predicted for age in (start, start + years))
    return float(after / before)


def mean_aged_ratio(measure: Measure, people: Mapping[Sex, int], *, start: float, years: float) -> float:
    """The geometric mean of `aged_ratio` over men and women.

    Args:
        measure: of spirometry.
        people: number of men and of women.
        start: age before, in years.
        years: that pass.
    """
    logs = [count * log(aged_ratio(measure, sex, start=start, years=years)) for sex, count in people.items()]
    return exp(sum(logs) / sum(people.values()))


def smallest_shift(cvi: float, cva: float, *, shift: float, slopes: float, shared: float) -> float:
    """The smallest true shift on the log scale: shift × √(σ² + ln(1 + slopes²)) + ln(1 + shared).

    σ is `physiology.log_change_sd`, ``shift`` is in SDs of one person's log change, ``slopes`` is the
    coefficient of variation of individual true changes, and ``shared`` a shift of the whole later batch that
    works against the change; all but ``shift`` in percent.
    """
    individual = sqrt(log1p((slopes / 100) ** 2))
    return shift * hypot(float(log_change_sd(cvi, cva)), individual) + log(1 + shared / 100)


def change_sd(limit_percent: float) -> float:
    """Standard deviation of one person's log change, from a limit that 95 of 100 changes stay within.

    limit / 1.96, two-sided. Where it is not told how a limit was made, this reading is an assumption.

    Args:
        limit_percent: the limit, in percent.

    Examples:
        >>> round(change_sd(12), 4)
        0.0612
    """
    return limit_percent / 100 / TWO_SIDED


def _between(aging: pd.DataFrame, key: str, share: float) -> tuple[str, float, float, str]:
    """The ratio over a share of the time between two printed levels, if the relative change is steady."""
    row = aging[aging["REFID"] == key]
    start, end = (float(text) for text in row["VALUE"].iloc[0].split(";"))
    ratio = (end / start) ** share
    return str(row["PARAMCD"].iloc[0]), ratio, ratio, f"aging:{key}"
