"""How far the range of the dose contrast narrows once one more thing is told.

What is not told is varied: what ± stands for, how many values stand behind the means that the study's reading
names, and every assumption of `reconstruction.ASSUMPTIONS`. The range of the contrast is the central 95 % of
what cohorts give under all of these, each with the same weight. An item that is told keeps the cohorts that
agree with it: those of one reading, or those whose level lies nearest to a level that is drawn from one of
them. The expected narrowing is one less the mean width that is left, as a share of the width before: the
expected gain of an analysis before the data (Raiffa and Schlaifer 1961, Applied Statistical Decision Theory).

One kit in one run takes the drift between visits away, at most, and nothing else that is assumed. So it is
asked within each assumption: cohorts without drift against those with it. "No" leaves the range as it was.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pandas as pd

from analysis.claims.disclosure.items import Item, ItemKey, told_in_words, undisclosed, unstated_spreads
from analysis.data import Study
from analysis.reconstruction import (
    OWN_DRIFT,
    SCALES,
    Assumption,
    Cell,
    ChangeScale,
    Ensemble,
    Reading,
    mean_contrasts,
    read_priors,
    under_assumptions,
)
from analysis.reconstruction.sphere import Values, generator
from analysis.reported.summary import READINGS

COVERAGE = 0.95
NEAREST = 0.02
"""The share of all cohorts that count as having a level that is told, the nearest ones."""
FEWEST = 100
"""Cohorts that count so at least: the ends of a central range of fewer hang on two or three of them."""
DRAWS = 200
"""Levels drawn of each item that is a level."""
SPREAD, COUNTS, KIT, ASSUMED = "spread", "counts", "kit", "assumed"
Part = tuple[pd.DataFrame, pd.DataFrame]
"""Cohorts before an item is told, and those that are left once it is."""
WITHOUT_DRIFT = {
    name: replace(assumption, shift=0.0) for name, assumption in OWN_DRIFT.items() if assumption.shift != 0
}
"""The assumptions that let visits drift, with the drift taken away."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """How much narrower the range of a contrast becomes by one item.

    Attributes:
        item: its key.
        marker: PARAMCD.
        scale: of the changes, "difference" or "ratio".
        expected: the mean over what the item may say, as a share of the width before.
        least: by the value that narrows least (of levels the 5th percentile); below 0 where the range grows.
        most: by the value that narrows most (of levels the 95th percentile).
        tried: how many values of the item were tried.
        before: the ends of the range before the item is told, in the unit of `mean_contrasts`.
    """

    item: ItemKey
    marker: str
    scale: ChangeScale
    expected: float
    least: float
    most: float
    tried: int
    before: tuple[float, float]


def contrasted(study: Study) -> tuple[str, ...]:
    """Markers whose contrast is asked here: a level is printed at baseline, and all arms are told of later.

    Without a level at baseline, a level told later has nothing that it could be held against.

    Examples:
        >>> contrasted(Study.read())
        ('IL1RA',)
    """
    known = read_priors(study)
    begun = set(study.where(STAT="mean", AVISIT=study.baseline.name)["PARAMCD"])
    later = study.where(AVISIT=study.last.name, TRT01A=list(study.sizes))
    arms = later.groupby("PARAMCD")["TRT01A"].nunique()
    told = set(arms.index[arms == len(study.sizes)])
    return tuple(code for code in told_in_words(study) if code in known and code in begun & told)


def narrowing(study: Study, marker: str, *, size: int, seed: int) -> tuple[Narrowing, ...]:
    """What each item takes from the ranges of a marker's dose contrast at the last visit.

    Args:
        study: whose findings the cohorts agree with.
        marker: its PARAMCD, one of `contrasted`.
        size: cohorts under each reading and assumption.
        seed: a whole number from 0 up.

    Returns:
        One entry per item and scale of the changes; none where no cohort agrees with what is printed.

    Raises:
        MissingFindingError: the study has not two arms, or leaves nothing untold.
        ValueError: what `constrain` refuses.
    """
    before = pooled(study, marker, size=size, seed=seed)
    if before.empty:
        return ()
    rng = generator(seed, f"narrowing {marker}")
    still = pooled(study, marker, size=size, seed=seed, assumptions=WITHOUT_DRIFT)
    parts = {item.key: _parts(item, study, before, still, rng) for item in undisclosed(study) if item.cohorts}
    return tuple(
        _narrowed(key, marker, scale, before, part) for key, part in parts.items() for scale in SCALES
    )


def pooled(
    study: Study, marker: str, *, size: int, seed: int, assumptions: Mapping[str, Assumption] = OWN_DRIFT
) -> pd.DataFrame:
    """Cohorts of a marker under every reading and assumption under which some can be drawn.

    Args:
        study: whose findings they agree with.
        marker: its PARAMCD.
        size: cohorts under each.
        seed: a whole number from 0 up.
        assumptions: by name, those of `OWN_DRIFT` or `WITHOUT_DRIFT`.

    Returns:
        One row per cohort: `difference` and `ratio` (its contrast at the last visit), `spread` (what ± is
        read as), `counts` (the numbers of values read), `assumed` (the name of the assumption), and for each
        `Cell` the mean as it would be printed, NaN where a cell has no value.
    """
    rows = [
        pd.DataFrame(
            {scale: mean_contrasts(drawn, marker, visit=study.last.name, scale=scale) for scale in SCALES}
            | {SPREAD: reading.spread_is, COUNTS: str(sorted(reading.samples.items()))}
            | {ASSUMED: name}
            | _levels(drawn, marker, study)
        )
        for reading in _readings(study, marker)
        for (name, _), drawn in under_assumptions(
            study, marker, reading=reading, size=size, seed=seed, assumptions=assumptions
        )
        if drawn is not None
    ]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()


def _readings(study: Study, marker: str) -> Iterator[Reading]:
    """Every reading of ± and of the numbers of values that the study's own reading names."""
    own = Reading.of(study)
    rows = study.where(PARAMCD=marker, STAT="mean")["FINDINGID"]
    spreads = READINGS if set(rows) & set(unstated_spreads(study)) else (own.spread_is,)
    numbers = product(*(range(1, study.sizes[cell.arm] + 1) for cell in own.samples))
    for counts in numbers:
        samples = dict(zip(own.samples, counts, strict=True))
        for spread in spreads:
            yield replace(own, spread_is=spread, samples=samples)


def _levels(drawn: Ensemble, marker: str, study: Study) -> dict[Cell, Values]:
    """The means at baseline and at the last visit, in the printed unit."""
    asked = drawn.marker(marker)
    units = np.nanmean(drawn.printed[marker] / drawn.relative[marker], axis=(1, 2))
    cells = (Cell(arm, visit) for arm in asked.arms for visit in (asked.baseline, study.last.name))
    return {cell: np.nanmean(drawn.values(marker, *cell), axis=1) * units for cell in cells}


def _parts(
    item: Item, study: Study, before: pd.DataFrame, still: pd.DataFrame, rng: np.random.Generator
) -> list[Part]:
    """What is left of which cohorts, for every value that an item may have."""
    if item.key == KIT:
        told = [
            (before[before[ASSUMED] == name], still[still[ASSUMED] == name])
            for name in still[ASSUMED].unique()
        ]
        return [*told, *((cohorts, cohorts) for cohorts, _ in told)]  # one kit, or not
    return [(before, left) for left in _left(item, study, before, rng)]


def _left(item: Item, study: Study, before: pd.DataFrame, rng: np.random.Generator) -> Sequence[pd.DataFrame]:
    """The cohorts that agree, for every value that an item may have."""
    match item.key:
        case "baseline":
            return _nearest(before, [Cell(arm, study.baseline.name) for arm in item.untold], rng)
        case "levels":
            return _nearest(before, [Cell(arm, study.last.name) for arm in study.sizes], rng)
        case _:
            return [part for _, part in before.groupby(item.key)]


def _nearest(before: pd.DataFrame, cells: list[Cell], rng: np.random.Generator) -> list[pd.DataFrame]:
    """For levels drawn from one cohort after the other, the cohorts whose levels lie nearest.

    The distance is that of the logarithms, each in units of its own standard deviation.
    """
    logs = np.log(before[cells].to_numpy(dtype=float))
    scaled = logs / logs.std(axis=0)
    kept = max(FEWEST, round(NEAREST * len(before)))
    chosen = rng.integers(len(before), size=DRAWS)
    return [
        before.iloc[np.argsort(np.square(scaled - scaled[place]).sum(axis=1), kind="stable")[:kept]]
        for place in chosen
    ]


def _narrowed(
    key: ItemKey, marker: str, scale: ChangeScale, before: pd.DataFrame, parts: Sequence[Part]
) -> Narrowing:
    left = np.array(
        [1 - np.ptp(_range(after, scale)) / np.ptp(_range(first, scale)) for first, after in parts]
    )
    ends = (0.05, 0.95) if key in ("baseline", "levels") else (0, 1)
    least, most = np.quantile(left, ends)
    return Narrowing(
        key, marker, scale, float(left.mean()), float(least), float(most), len(parts), _range(before, scale)
    )


def _range(cohorts: pd.DataFrame, scale: ChangeScale) -> tuple[float, float]:
    """The ends of the central range of a contrast."""
    low, high = np.quantile(cohorts[scale], [(1 - COVERAGE) / 2, (1 + COVERAGE) / 2])
    return float(low), float(high)
