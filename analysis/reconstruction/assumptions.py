"""The one list of what no source reports and every answer from cohorts depends on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.reconstruction.priors import Prior
from analysis.reconstruction.reading import Reading, Scale


@dataclass(frozen=True, slots=True)
class Assumption:
    """One way to vary what no source reports.

    Attributes:
        says: the assumption in words.
        widening: factor on the variation within subjects, by measurement and between visits.
        shift: SD of an arm's shift between visits in within-subject SDs; None keeps the prior's.
        scale: how the values behind a printed mean and spread are drawn.
        shared: correlation between the arms' shifts at a visit.
        fold_shared: the part of a printed fold that is the visit's and not the dose's.
    """

    says: str
    widening: float = 1.0
    shift: float | None = None
    scale: Scale = "linear"
    shared: float = 0.0
    fold_shared: float = 0.0

    def prior(self, central: Prior) -> Prior:
        """The prior under this assumption."""
        wider = replace(central.widened(self.widening), shared=self.shared, fold_shared=self.fold_shared)
        return wider if self.shift is None else replace(wider, shift=self.shift)

    def reading(self, reading: Reading) -> Reading:
        """The reading under this assumption."""
        return replace(reading, scale=self.scale)


DEGREES = (0.0, 0.5, 0.9, 1.0)
"""Correlations between the arms' shifts at a visit: kit, storage and age are shared, chance is not."""

CENTRAL = "central"
OWN_DRIFT = {
    CENTRAL: Assumption("The priors as listed; each arm drifts by itself, and a fold is its own arm's"),
    "wide": Assumption("Variation within people, by measurement and between visits doubled", widening=2.0),
    "no shift": Assumption("No drift between visits except what findings ask", shift=0.0),
    "log-scale": Assumption("Values behind a printed level drawn by their logarithms", scale="log"),
    "half fold shared": Assumption("Half of a printed fold (its root) is the visit's", fold_shared=0.5),
    "fold shared": Assumption("All of a printed fold is the visit's", fold_shared=1.0),
}
"""The assumptions under which each arm drifts by itself."""

ASSUMPTIONS = OWN_DRIFT | {
    f"shift shared {degree:g}": Assumption(
        f"The arms' shifts at a visit have a correlation of {degree:g}", shared=degree
    )
    for degree in DEGREES[1:]
}
"""All of them, one change at a time from the first."""


def relevant(names: Iterable[str], *, folds: bool) -> list[str]:
    """The names of the assumptions that can matter to a marker.

    Args:
        names: of assumptions.
        folds: whether a multiple of baseline is printed of it, which may be shared.
    """
    return [name for name in names if folds or not ASSUMPTIONS[name].fold_shared]
