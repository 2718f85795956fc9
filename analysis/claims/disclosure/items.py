"""What a study leaves untold that a sentence could tell: found in its own tables."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

from analysis.claims.rules.levels import LEVELS, LIMITS
from analysis.data import MissingFindingError, Study
from analysis.data.schemas.published import NOT_STATED
from analysis.data.vocabulary import EVERYBODY
from analysis.reconstruction import read_priors
from analysis.reported.sexes import SEXES

ItemKey = Literal["spread", "counts", "baseline", "older", "sex", "kit", "levels", "limits"]
KEYS: tuple[ItemKey, ...] = get_args(ItemKey)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is not told and that a sentence could tell.

    Attributes:
        key: its short name.
        short: what a chart calls it.
        says: what the sentence would tell, in words.
        depends: what no source reports and what it would settle hangs on; empty for nothing.
        rules: the rules of claims that read it, by their names.
        cohorts: whether the cohorts of the markers hang on it.
        untold: what of it the study leaves untold: ids of findings, arms, parameters or groups.
    """

    key: ItemKey
    short: str
    says: str
    depends: str
    rules: tuple[str, ...]
    cohorts: bool
    untold: tuple[str, ...]


def undisclosed(study: Study) -> tuple[Item, ...]:
    """The items that the tables of a study leave untold, in the order of `KEYS`.

    Args:
        study: the study.

    Raises:
        MissingFindingError: it leaves none of them untold.

    Examples:
        >>> [item.key for item in undisclosed(Study.read())]
        ['spread', 'counts', 'baseline', 'older', 'sex', 'kit', 'levels', 'limits']
    """
    words = {"last": study.last.words, "arms": _arms_in_words(study)}
    found = [
        Item(key, short.format(**words), says.format(**words), depends, rules, cohorts, untold)
        for key, (short, says, depends, rules, cohorts, search) in _ITEMS.items()
        if (untold := search(study))
    ]
    if not found:
        raise MissingFindingError(
            f"{study.name} leaves nothing untold of what is asked here ({', '.join(KEYS)})."
        )
    return tuple(found)


def unstated_spreads(study: Study) -> tuple[str, ...]:
    """Means with a ± that is not said to be anything, by FINDINGID."""
    rows = _means(study)
    return tuple(rows.loc[rows["SPREADKIND"] == NOT_STATED, "FINDINGID"])


def unnumbered_levels(study: Study) -> tuple[str, ...]:
    """Means with a ± of one arm whose number of values is not printed, by FINDINGID."""
    rows = _means(study)
    return tuple(rows.loc[(rows["N"] == "") & rows["TRT01A"].isin(list(study.sizes)), "FINDINGID"])


def arms_without_baseline(study: Study) -> tuple[str, ...]:
    """Arms of which no level of a marker is printed at baseline, where one of another arm is."""
    begun = study.where(STAT=LEVELS, AVISIT=study.baseline.name, PARAMCD=list(study.markers))
    told = [arm for arm in study.sizes if arm in set(begun["TRT01A"])]
    return tuple(arm for arm in study.sizes if arm not in told) if told else ()


def uncounted_groups(study: Study) -> tuple[str, ...]:
    """Pairs of groups of people that are compared, and whose people nobody counts."""
    groups = set(study.table("groups")["GROUP"])
    compared = dict.fromkeys(study.findings["COMPARISON"])
    return tuple(text for text in compared if " v " in text and set(text.split(" v ")) <= groups)


def sexes_untold_by_arm(study: Study) -> tuple[str, ...]:
    """The parameters of the sexes, where they are counted of everybody and in no arm."""
    counted = study.where(PARAMCD=list(SEXES.values()), STAT="count")
    arms = set(counted["TRT01A"])
    return tuple(SEXES.values()) if EVERYBODY in arms and not arms & set(study.sizes) else ()


def markers_with_drift(study: Study) -> tuple[str, ...]:
    """Markers whose cohorts let an arm drift between visits, which one kit and run would lessen."""
    return tuple(code for code, prior in read_priors(study).items() if code in study.markers and prior.shift)


def told_in_words(study: Study) -> tuple[str, ...]:
    """Measurements told of by a direction at the last visit, without a level there."""
    here = study.where(AVISIT=study.last.name)
    worded = here[here["STAT"] == "direction"]
    levels = set(here.loc[here["STAT"].isin(LEVELS), "PARAMCD"])
    return tuple(code for code in _measured(study) if code in set(worded["PARAMCD"]) - levels)


def without_limits(study: Study) -> tuple[str, ...]:
    """Measurements compared in words with a range of other people that is not printed."""
    rows = study.findings
    ranged = set(rows.loc[rows["COMPARISON"].str.contains("reference range", regex=False), "PARAMCD"])
    limited = set(rows.loc[rows["STAT"].isin(LIMITS), "PARAMCD"])
    return tuple(code for code in _measured(study) if code in ranged - limited)


_Search = Callable[[Study], tuple[str, ...]]
_ITEMS: dict[ItemKey, tuple[str, str, str, tuple[str, ...], bool, _Search]] = {
    "spread": (
        "what ± stands for",
        "whether ± is a standard deviation or a standard error",
        "",
        ("two_groups_possible", "holds_in_cohorts"),
        True,
        unstated_spreads,
    ),
    "counts": (
        "numbers of values",
        "how many values stand behind each mean and each test, by marker, arm and visit",
        "who was measured in a test of one sex",
        ("within_reach", "holds_in_cohorts"),
        True,
        unnumbered_levels,
    ),
    "baseline": (
        "baseline, {arms}",
        "the baseline levels of the {arms} arm",
        "",
        ("levels_printed", "holds_in_cohorts"),
        True,
        arms_without_baseline,
    ),
    "older": (
        "people by age group",
        "how many people each age group had, in each arm",
        "",
        (),
        False,
        uncounted_groups,
    ),
    "sex": (
        "sex by arm",
        "how many men and women each arm had",
        "",
        ("within_reach",),
        False,
        sexes_untold_by_arm,
    ),
    "kit": (
        "one kit and run",
        "whether all visits were measured with one kit in one run",
        "how much of the drift between visits a kit causes",
        ("holds_in_cohorts",),
        True,
        markers_with_drift,
    ),
    "levels": (
        "levels at {last}",
        "the levels at {last} of what is told in words",
        "where these people lay within the limits, and how far a level may drift",
        ("levels_printed", "change_of", "holds_in_cohorts"),
        True,
        told_in_words,
    ),
    "limits": (
        "levels with limits",
        "the laboratory's limits beside the levels",
        "where these people lay within the limits",
        ("levels_printed",),
        False,
        without_limits,
    ),
}
"""Key to the words, the rules that read it, whether cohorts hang on it, and where it is looked for."""


def _means(study: Study) -> pd.DataFrame:
    rows = study.where(STAT="mean", PARAMCD=_measured(study))
    return rows[rows["SPREAD"] != ""]


def _measured(study: Study) -> list[str]:
    parameters = study.parameters
    return list(parameters.loc[parameters["KIND"] == "measurement", "PARAMCD"])


def _arms_in_words(study: Study) -> str:
    return " and ".join(study.labels[arm] for arm in arms_without_baseline(study)).lower()
