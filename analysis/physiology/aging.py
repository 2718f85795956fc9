"""What aging brings: the direction that sources agree on, and their changes over a span of years."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

DIVIDED = "divided"
"""The word where no direction has more than half of the sources."""

_NUMBER = r"[-−]?\d+(?:\.\d+)?"
_COLUMNS = ["REFID", "VALUE", "QUANTITY", "AVALU", "PER"]
_RANGE = re.compile(rf"({_NUMBER})(?:\s*(?:to|-|–)\s*({_NUMBER}))?")


@dataclass(frozen=True, slots=True)
class LevelChange:
    """Two published levels with some time between them, and the steady change from the one to the other.

    Attributes:
        start: the first level, as printed.
        end: the last level, as printed.
        whole_percent: change over all of the time, in percent of the first.
        years: a part of it.
        percent: change over that part, if each year changes by the same share.
    """

    start: str
    end: str
    whole_percent: float
    years: float
    percent: float

    def sentence(self) -> str:
        """Say both levels, and the change over the part."""
        return (
            f"From {self.start} to {self.end}, a change of {self.whole_percent:.1f}%, is "
            f"{self.percent:.1f}% in {self.years:g} years."
        )


def span_in_years(per: str) -> float:
    """The length of a printed span.

    Args:
        per: "year", "decade", or a number of years such as "6 years".

    Raises:
        ValueError: any other text.

    Examples:
        >>> span_in_years("year"), span_in_years("decade"), span_in_years("6 years")
        (1.0, 10.0, 6.0)
    """
    words = {"year": 1.0, "decade": 10.0}
    if per in words:
        return words[per]
    if found := re.fullmatch(r"(\d+(?:\.\d+)?) years", per):
        return float(found[1])
    raise ValueError(f"the span is {per!r}; write 'year', 'decade' or, for example, '6 years'.")


def amount_over(amount: float, per: str, years: float) -> float:
    """A change in its own unit, converted linearly: amount × years / span.

    Args:
        amount: change over the span `per`.
        per: the span, as in `span_in_years`.
        years: the span wanted.

    Examples:
        >>> amount_over(-340, "decade", 5)
        -170.0
    """
    return amount * years / span_in_years(per)


def percent_over(percent: float, per: str, years: float) -> float:
    """A relative change, compounded: 100 × ((1 + percent / 100)^(years / span) − 1).

    Args:
        percent: change over the span `per`, in percent of the value at its start.
        per: the span, as in `span_in_years`.
        years: the span wanted.

    Raises:
        ValueError: a loss of more than 100 percent.

    Examples:
        >>> round(percent_over(-1.6, "year", 5), 2), round(percent_over(21, "decade", 5), 2)
        (-7.75, 10.0)
    """
    if percent < -100:
        raise ValueError(f"the change is {percent} %; nothing can lose more than 100 %.")
    return float(100 * ((1 + percent / 100) ** (years / span_in_years(per)) - 1))


def change_between(aging: pd.DataFrame, *rows: str, per: str, years: float) -> LevelChange:
    """The change from the first to the last of some published levels, and what a part of the time has of it.

    Args:
        aging: the table `aging`.
        *rows: REFIDs, whose `VALUE` is a level, or several with semicolons between, the earliest first.
        per: the time between the first level and the last, as in `span_in_years`.
        years: the part wanted.

    Raises:
        ValueError: no such row, or fewer than two levels.

    Examples:
        >>> from analysis.data import Study
        >>> aging = Study.read().table("aging")
        >>> change_between(aging, "dheas-men", per="50 years", years=5).sentence()
        'From 3470 to 670, a change of -80.7%, is -15.2% in 5 years.'
    """
    values = dict(zip(aging["REFID"], aging["VALUE"], strict=True))
    if unknown := [row for row in rows if row not in values]:
        raise ValueError(f"the table of aging has no row {', '.join(unknown)}.")
    levels = [level for row in rows for level in values[row].split("; ")]
    if len(levels) < 2:
        raise ValueError(f"{', '.join(rows)}: a change needs two levels, found {levels}.")
    first, *_, last = levels
    whole = 100 * (float(last) / float(first) - 1)
    return LevelChange(first, last, whole, years, percent_over(whole, per, years))


def printed_change(value: str, quantity: str) -> tuple[float, float]:
    """The two ends of a printed change, the same twice for a single figure; a decline is negative.

    Args:
        value: a number, or a range such as "240-330" or "-0.37 to -1.07".
        quantity: what the value is. Where it says decline, the printed figure is a loss.

    Raises:
        ValueError: the value is neither a number nor a range.

    Examples:
        >>> printed_change("240-330", "mean decline")
        (-330.0, -240.0)
    """
    found = _RANGE.fullmatch(value.strip())
    if found is None:
        raise ValueError(f"the printed change is {value!r}; expected a number, or two with a hyphen or 'to'.")
    sign = -1 if "decline" in quantity else 1
    ends = [sign * float(text.replace("−", "-")) for text in found.groups() if text is not None]
    return min(ends), max(ends)


def of_the_sex(aging: pd.DataFrame, parameters: pd.DataFrame) -> pd.DataFrame:
    """The rows that bear on each marker: where its test is one sex's, those on that sex or on both.

    Args:
        aging: the table `aging`.
        parameters: the table `parameters`, whose `SEX` says whose test a marker is; empty for everybody's.
    """
    whose = aging["PARAMCD"].map(parameters.set_index("PARAMCD")["SEX"]).fillna("")
    return aging[(whose == "") | (aging["SEX"] == whose) | (aging["SEX"] == "both")]


def expected_directions(aging: pd.DataFrame, parameters: pd.DataFrame) -> pd.Series[str]:
    """The direction with age that most sources give, marker by marker.

    Each source counts once. A source that gives a marker more than one direction (men fall, women do not)
    counts as divided. Of a test of one sex, only what is said of that sex or of both counts.

    Args:
        aging: the table `aging`.
        parameters: the table `parameters`.

    Returns:
        By `PARAMCD`, the word of `DIRECTION` that more than half of the sources give, else `DIVIDED`.
    """
    aging = of_the_sex(aging, parameters)
    words = aging.groupby(["PARAMCD", "SOURCEID"])["DIRECTION"].agg(_unanimous)
    return words.groupby("PARAMCD").agg(_majority)


def changes_over(aging: pd.DataFrame, years: float) -> pd.DataFrame:
    """Every published change per unit of time, converted to a span of years.

    Args:
        aging: the table `aging`. Rows without a span (levels, patterns, directions) give no change and are
            left out.
        years: the span wanted.

    Returns:
        The rows with a span, with `low` and `high` (the two ends over the years, in `AVALU`; equal for a
        single figure) and `trace`. The unit "%" compounds (`percent_over`); all others are linear
        (`amount_over`).

    Raises:
        ValueError: a span or a value that cannot be read, with the row's REFID.
    """
    rows = aging[aging["PER"] != ""]
    ends = [_ends(*row, years=years) for row in rows[_COLUMNS].itertuples(index=False, name=None)]
    return rows.assign(
        low=[low for low, _ in ends],
        high=[high for _, high in ends],
        trace="aging:" + rows["REFID"] + " formula:physiology.changes_over",
    )


def _ends(key: str, value: str, quantity: str, unit: str, per: str, *, years: float) -> tuple[float, float]:
    convert = percent_over if unit == "%" else amount_over
    try:
        low, high = printed_change(value, quantity)
        return convert(low, per, years), convert(high, per, years)
    except ValueError as error:
        raise ValueError(f"aging row {key}: {error}") from None


def _unanimous(words: pd.Series[str]) -> str:
    return str(words.iloc[0]) if (words == words.iloc[0]).all() else DIVIDED


def _majority(words: pd.Series[str]) -> str:
    shares = words.value_counts(normalize=True)
    return str(shares.index[0]) if shares.iloc[0] > 0.5 else DIVIDED
