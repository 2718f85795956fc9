"""What is assumed about how a marker varies, where no source reports it for this cohort."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from math import expm1, log1p, sqrt
from typing import Any

import pandas as pd

_QUANTITIES = {
    "within-subject CV": "within",
    "between-subject CV": "between",
    "analytical CV": "analytical",
    "visit shift": "shift",
}


@dataclass(frozen=True, slots=True)
class Prior:
    """How one marker varies: log-normally, around levels that may move between visits.

    The logarithm of a value is the sum of the subject's own level, an arm's shift at that visit, and
    variation within the subject and by measurement. Kit, storage, season and age move all samples of a visit
    together, so the shifts of the arms may be correlated, and a printed fold of one arm may in part be the
    visit's. A coefficient of variation CV stands for the variance
    ln(1 + CV²) on the log scale (Fokkema 2006, Clinical Chemistry 52:1602-1603).

    Attributes:
        between: between-subject coefficient of variation, 0.4 for 40 %.
        within: within-subject coefficient of variation.
        analytical: analytical coefficient of variation.
        shift: standard deviation of an arm's shift from baseline to a later visit, in units of the
            within-subject standard deviation (analytical variation included).
        shared: correlation between the arms' shifts at a visit, from 0 to 1.
        fold_shared: the part of a printed fold that is the visit's and not the dose's, from 0 to 1: the other
            arms' typical level is multiplied by the fold to this power.
    """

    between: float
    within: float
    analytical: float
    shift: float
    shared: float = 0.0
    fold_shared: float = 0.0

    def __post_init__(self) -> None:
        for name in ("shared", "fold_shared"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} is {getattr(self, name)}. Pass a number from 0 to 1.")

    @property
    def sd(self) -> float:
        """Standard deviation of single values on the log scale."""
        return sqrt(log1p(self.between**2) + self._within_variance)

    @property
    def cv(self) -> float:
        """Coefficient of variation of single values, of all subjects and visits together.

        Examples:
            >>> round(Prior(0.4, 0.0, 0.0, 1.0).cv, 3)
            0.4
        """
        return sqrt(expm1(self.sd**2))

    @property
    def correlation(self) -> float:
        """Correlation of the logarithms of one subject's values at two visits."""
        return log1p(self.between**2) / self.sd**2

    @property
    def shift_sd(self) -> float:
        """Standard deviation of an arm's shift on the log scale."""
        return self.shift * sqrt(self._within_variance)

    @property
    def _within_variance(self) -> float:
        return log1p(self.within**2) + log1p(self.analytical**2)

    def widened(self, factor: float) -> "Prior":
        """The same prior with variation within subjects, by measurement and between visits times `factor`.

        Raises:
            ValueError: a factor that is not above 0.

        Examples:
            >>> Prior(0.4, 0.2, 0.1, 1.0).widened(2).within
            0.4
        """
        if not factor > 0:
            raise ValueError(f"factor is {factor}. Pass a number above 0.")
        return replace(self, within=factor * self.within, analytical=factor * self.analytical)


def read_priors(table: pd.DataFrame) -> dict[str, Prior]:
    """Read the priors of every marker that has a within-subject CV of its own.

    Args:
        table: the table of priors. A row without a PARAMCD stands for every marker that has none of its own;
            its analytical CV is a multiple of the marker's within-subject CV.

    Returns:
        PARAMCD to prior.

    Raises:
        ValueError: a row for every marker is missing, or a figure is below 0 (within-subject: not above 0).
    """
    figures: dict[str, dict[str, float]] = {}
    for row in table.to_dict("records"):
        figures.setdefault(row["PARAMCD"], {})[_QUANTITIES[row["QUANTITY"]]] = _figure(row)
    general = figures.pop("", {})
    missing = {"between", "analytical", "shift"} - general.keys()
    if missing:
        raise ValueError(
            f"the priors have no row for every marker on {', '.join(sorted(missing))}. "
            "Add one with an empty PARAMCD."
        )
    return {marker: _prior(own, general) for marker, own in sorted(figures.items()) if "within" in own}


def _prior(own: dict[str, float], general: dict[str, float]) -> Prior:
    within = own["within"] / 100
    return Prior(
        between=own.get("between", general["between"]) / 100,
        within=within,
        analytical=own["analytical"] / 100 if "analytical" in own else general["analytical"] * within,
        shift=own.get("shift", general["shift"]),
    )


def _figure(row: Mapping[Hashable, Any]) -> float:
    figure = float(row["VALUE"])
    if figure < 0 or (figure == 0 and row["QUANTITY"] == "within-subject CV"):
        raise ValueError(f"prior {row['PRIORID']} is {row['VALUE']}. Variation is not negative.")
    return figure
