"""Cancers and deaths that come anyway, in cohorts whose ages are computed and whose men are not known."""

from functools import partial

import numpy as np
import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.inference import expected_between
from analysis.reconstruction.sphere import Values

OLD = 70
"""Ages from which a person counts as old, in years."""
CENTRAL = 90
"""Percent of the computed sets of ages that a range covers."""
NAMES = {"cancer incidence": "cancer"}
"""Short names of outcomes."""


def background_events(study: Study, ages: Values, *, men: int, times: float = 1) -> pd.DataFrame:
    """The expected events, and the chance of none, over many sets of ages.

    Each of the years of follow-up counts at the age then reached. The expected number is the rate summed
    over the years that the subjects lived, as for a standardized ratio; all lived to the last visit. Of
    deaths it is more than would die of as many people, since who dies lives no further years. Given
    the ages and who the men are, nobody has the event with probability exp(−expected). Which subjects are
    men is not known, so the first columns stand for them: `ages` must be in random order (as `printed_ages`
    returns them) or all alike.

    Args:
        study: whose table of background rates is read, and whose last visit ends the follow-up.
        ages: at the first visit, shape (sets, n), in years.
        men: how many of the n are men.
        times: a factor on every rate.

    Returns:
        One row an outcome: `outcome`, `expected` (mean over the sets), `expected_low` and `expected_high`
        (ends of the central 90 %), `none` (the chance of none, averaged over the sets: the mean of
        exp(−expected) and not exp of minus the mean), `none_low` and `none_high`, `old` (the share of the
        expected events that falls into the years lived from 70 on), `struck` (how many people have the
        event at least once: each with 1 − exp(−own sum), so that who has died has no further years),
        `largest` (the share of the sum that belongs to the one person with most of it), the last two as
        means over the sets, and `trace`.

    Raises:
        MissingFindingError: the study has no table of background rates.
        ValueError: more men than subjects, or what `expected_between` refuses.
    """
    if not 0 <= men <= ages.shape[1]:
        raise ValueError(f"{men} men among {ages.shape[1]} subjects. Pass at most as many men as subjects.")
    rates = study.table("rates")
    if rates.empty:
        raise MissingFindingError(f"{study.name} has no table of background rates (rates.csv).")
    years = study.last.years
    names = ["outcome", "expected", "expected_low", "expected_high", "none", "none_low", "none_high", "old"]
    return pd.DataFrame(
        [
            (NAMES.get(str(outcome), str(outcome)), *_outcome(own, ages, men, times, years))
            for outcome, own in rates.groupby("OUTCOME", sort=False)
        ],
        columns=[*names, "struck", "largest", "trace"],
    )


def _outcome(
    rates: pd.DataFrame, ages: Values, men: int, times: float, years: float
) -> tuple[float | str, ...]:
    """The columns of one outcome but its name."""
    each, old, used = np.zeros(ages.shape), np.zeros(len(ages)), []
    for sex, columns in (("men", slice(men)), ("women", slice(men, None))):
        part = ages[:, columns]
        own = rates[rates["SEX"] == sex]
        bands, yearly = lowest_ages(own), own["RATE"].astype(float) / own["PER"].astype(float)
        later = part + years
        between = partial(expected_between, bands=bands, rates=times * yearly)
        each[:, columns] = between(part, later)
        old += between(np.maximum(part, OLD), np.maximum(later, OLD)).sum(axis=1)
        used += own.loc[_touched(bands, part, years), "REFID"].tolist() if part.size else []
    expected = each.sum(axis=1)
    none = np.exp(-expected)
    edge = (100 - CENTRAL) / 2
    ends = [np.percentile(values, [edge, 100 - edge]) for values in (expected, none)]
    struck, largest = -np.expm1(-each).sum(axis=1), each.max(axis=1) / expected
    shares = (expected.mean(), *ends[0], none.mean(), *ends[1], old.sum() / expected.sum())
    trace = " ".join(f"rates:{key}" for key in used) + " formula:inference.expected_between"
    return *map(float, shares), float(struck.mean()), float(largest.mean()), trace


def lowest_ages(rates: pd.DataFrame) -> Values:
    """The lowest age of each row's band, in years.

    Examples:
        >>> lowest_ages(pd.DataFrame({"AGE": ["45-49", "85 and over"]})).tolist()
        [45.0, 85.0]
    """
    return rates["AGE"].str.extract(r"^(\d+)", expand=False).to_numpy(dtype=float)


def _touched(bands: Values, ages: Values, years: float) -> list[bool]:
    """The bands that somebody lives in during follow-up."""
    ends = np.append(bands[1:], np.inf)
    touched: list[bool] = ((bands < ages.max() + years) & (ends > ages.min())).tolist()
    return touched
