"""The share of cohorts in which a contrast is small: never without its scale, its cohorts and its range."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from analysis.data import Study
from analysis.reconstruction.assumptions import (
    ASSUMPTIONS,
    CENTRAL,
    DEGREES,
    OWN_DRIFT,
    Assumption,
    relevant,
)
from analysis.reconstruction.conflicts import ConflictError
from analysis.reconstruction.constrain import constrain
from analysis.reconstruction.contrasts import SCALES, ChangeScale, dose_by_time
from analysis.reconstruction.ensemble import Ensemble, cohorts_by_sharing
from analysis.reconstruction.reading import LEVEL, Reading
from analysis.reconstruction.sphere import Values

MARGIN = 0.20
"""Shares that lie farther apart than this over the assumptions decide nothing."""

Tried = tuple[str, float]
"""The name of an assumption, and the correlation of the arms' shifts that goes with it."""


@dataclass(frozen=True, slots=True)
class Share:
    """The share of cohorts whose p is at most a level, over everything that was assumed.

    The share under one assumption is deliberately no field: whoever gives it gives the range.

    Attributes:
        scale: what a change is, "difference" or "ratio".
        cohorts: cohorts behind each share.
        alone: name of an assumption to the share under it alone, all else central; from 0 to 1. The first is
            the central one.
        together: shares under two of them at once.
        refused: names of assumptions, or of pairs, under which no cohorts could be drawn.
        level: the level of p.
    """

    scale: ChangeScale
    cohorts: int
    alone: Mapping[str, float]
    together: tuple[float, ...] = ()
    refused: tuple[str, ...] = ()
    level: float = LEVEL
    least: float = field(init=False)
    most: float = field(init=False)

    def __post_init__(self) -> None:
        found = (*self.alone.values(), *self.together)
        object.__setattr__(self, "least", min(found, default=float("nan")))
        object.__setattr__(self, "most", max(found, default=float("nan")))

    @property
    def decided(self) -> bool:
        """Whether at least two assumptions gave cohorts and all shares lie within `MARGIN` of each other."""
        return len(self.alone) > 1 and self.most - self.least <= MARGIN

    def sentence(self) -> str:
        """Say the scale, the share and its range, or that what was published does not decide it."""
        of = f"of {self.cohorts:,} cohorts, with changes as {self.scale}s"
        if len(self.alone) < 2:
            return f"Too few assumptions gave cohorts to tell ({of})."
        found = f"p is at most {self.level:g} in {self._percent} {of} ({ends(self.least, self.most)})."
        return found if self.decided else f"What was published does not decide this: {found}"

    def under(self, *names: str) -> str:
        """The shares under named assumptions, each alone, with the range over all; without names, the range.

        Args:
            names: some of `alone`.

        Raises:
            ValueError: an assumption that is not in the list, or under which no cohorts could be drawn.

        Examples:
            >>> Share("ratio", 400, {"central": 0.24, "no shift": 0.36}, (0.08,)).under("no shift")
            '36 % under “no shift” (8 to 36 % over all assumptions)'
        """
        if unknown := [name for name in names if name not in self.alone]:
            raise ValueError(f"no share under {', '.join(unknown)}. Name some of {', '.join(self.alone)}.")
        span = ends(self.least, self.most)
        named = ", ".join(f"{100 * self.alone[name]:.0f} % under “{name}”" for name in names)
        return f"{named} ({span})" if named else span

    @property
    def _percent(self) -> str:
        """The share under the first assumption, in whole percent; never given without the range."""
        return f"{100 * next(iter(self.alone.values())):.0f} %"


def compared(shares: Mapping[ChangeScale, Share]) -> str:
    """The shares on several scales in one clause, each with its range; the number of cohorts stands once.

    Args:
        shares: scale to share, of equally many cohorts and one level.

    Examples:
        >>> one = Share("difference", 400, {"a": 0.3, "b": 0.5}), Share("ratio", 400, {"a": 0.1, "b": 0.9})
        >>> compared({share.scale: share for share in one}).split(", and ")[1]
        'in 10 % as ratios (10 to 90 % over all assumptions)'
    """
    first, *others = shares.values()
    found = (
        f"p is at most {first.level:g} in {first._percent} of {first.cohorts:,} compatible cohorts with "
        f"changes as {first.scale}s ({ends(first.least, first.most)})"
    )
    return ", and ".join(
        [found, *(f"in {s._percent} as {s.scale}s ({ends(s.least, s.most)})" for s in others)]
    )


def ends(least: float, most: float) -> str:
    """The range of a share in words.

    Examples:
        >>> ends(0.08, 0.355), ends(0.998, 1.0)
        ('8 to 36 % over all assumptions', '100 % whatever is assumed')
    """
    low, high = round(100 * least), round(100 * most)
    return f"{low} % whatever is assumed" if low == high else f"{low} to {high} % over all assumptions"


@dataclass(frozen=True, slots=True, eq=False)
class DoseByTime:
    """The p of dose by time in many cohorts, under every assumption of the list.

    Attributes:
        pvalues: assumption and correlation to the p of each cohort by scale of the changes, shape (cohorts,);
            None where no cohorts could be drawn.
        cohorts: cohorts under each.
        trace: what they were drawn under.
    """

    pvalues: Mapping[Tried, Mapping[ChangeScale, Values] | None]
    cohorts: int
    trace: str

    def at(self, degree: float) -> dict[str, Mapping[ChangeScale, Values] | None]:
        """By assumption the p of each cohort by scale if the arms share their drift to one degree.

        An assumption without a drift has nothing to share and stands with what it gives by itself.
        """
        return {
            name: self.pvalues[name, degree if (name, degree) in self.pvalues else DEGREES[0]]
            for name, own in self.pvalues
            if own == DEGREES[0]
        }

    def share(self, scale: ChangeScale) -> Share:
        """The share of small p on one scale, over the list: each alone, and each with each correlation."""
        named = {_named(*tried): pvalues for tried, pvalues in self.pvalues.items()}
        found = {name: float(np.mean(pvalues[scale] <= LEVEL)) for name, pvalues in named.items() if pvalues}
        return Share(
            scale,
            self.cohorts,
            alone={name: share for name, share in found.items() if name in ASSUMPTIONS},
            together=tuple(share for name, share in found.items() if name not in ASSUMPTIONS),
            refused=tuple(name for name, pvalues in named.items() if not pvalues),
        )


def dose_by_time_under_assumptions(
    study: Study, marker: str, *, visit: str, reading: Reading | None = None, size: int, seed: int
) -> DoseByTime:
    """Test dose by time in cohorts under every assumption of the list, and under each with each correlation.

    Args:
        study: whose findings the cohorts agree with, and whose priors are the central ones.
        marker: its PARAMCD.
        visit: the later visit of the change from baseline.
        reading: how the findings are read; `Reading.of(study)` if not given.
        size: cohorts to draw under each assumption.
        seed: a whole number from 0 up.

    Returns:
        What they say; the first assumption alone where it gives no cohorts.

    Raises:
        MissingFindingError: the study has not two arms.
        ValueError: what `constrain` refuses.
    """
    reading = reading or Reading.of(study)
    central = constrain(study, [marker], reading=reading).markers[0]
    pvalues: dict[Tried, Mapping[ChangeScale, Values] | None] = {
        tried: None
        if drawn is None
        else {scale: dose_by_time(drawn, marker, visit=visit, scale=scale) for scale in SCALES}
        for tried, drawn in under_assumptions(study, marker, reading=reading, size=size, seed=seed)
    }
    return DoseByTime(pvalues, size, f"{central.trace} formula:reconstruction.dose_by_time seed:{seed}")


def under_assumptions(
    study: Study,
    marker: str,
    *,
    reading: Reading,
    size: int,
    seed: int,
    assumptions: Mapping[str, Assumption] = OWN_DRIFT,
) -> Iterator[tuple[Tried, Ensemble | None]]:
    """Cohorts of a marker under every assumption of the list, and under each with each correlation.

    Args:
        study: whose findings the cohorts agree with, and whose priors are the central ones.
        marker: its PARAMCD.
        reading: how the findings are read.
        size: cohorts to draw under each assumption.
        seed: a whole number from 0 up.
        assumptions: by name, those of `OWN_DRIFT` or changed ones.

    Yields:
        The assumption with the correlation, and the cohorts or None where none could be drawn; no further
        assumption where the first gives none, since nothing is left to vary.

    Raises:
        MissingFindingError: the study has not two arms.
        ValueError: what `constrain` refuses.
    """
    central = constrain(study, [marker], reading=reading).markers[0]
    for name in relevant(assumptions, folds=bool(central.folds)):
        assumption = assumptions[name]
        asked = constrain(
            study,
            [marker],
            reading=assumption.reading(reading),
            priors={marker: assumption.prior(central.prior)},
        )
        degrees = DEGREES if asked.markers[0].prior.shift else DEGREES[:1]  # no shift can be shared
        drawn = cohorts_by_sharing(asked, degrees, size=size, seed=seed)
        for degree, each in drawn.items():
            yield (name, degree), None if isinstance(each, ConflictError) else each
        if name == CENTRAL and all(isinstance(each, ConflictError) for each in drawn.values()):
            return


def _named(name: str, degree: float) -> str:
    """An assumption with a correlation, in the words of the list where it stands there alone."""
    shared = f"shift shared {degree:g}"
    if not degree:
        return name
    return shared if name == CENTRAL else f"{name}, {shared}"
