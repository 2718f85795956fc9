"""What could move a group's mean between two visits, component by component, as factors on the log scale.

Every factor is relative to the mean measured at baseline. Their logarithms add, so that their sum is the log
of the change expected when they act together and nothing else does. The printed means of a trial cannot tell
them apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

from analysis.physiology.regression_to_mean import expected_regression


@dataclass(frozen=True, slots=True)
class StorageLoss:
    """What a steady loss in old tubes makes of a mean that did not change.

    Attributes:
        percent_per_year: lost each year, of what was left.
        years: lost so long before the old tubes were measured, together with new ones.
        times: the later mean over the baseline mean, as measured.
    """

    percent_per_year: float
    years: float
    times: float

    def sentence(self) -> str:
        """Say the loss, its years, and the ratio that they make."""
        return (
            f"Old tubes that lose {self.percent_per_year:.1f}% a year for {self.years:g} years make an "
            f"unchanged mean seem {self.times:.2f} times as high later."
        )


def regression_factor(healthy_mean: float, reliability: float) -> float:
    """Log factor of regression to the mean, for a group whose baseline mean is 1.

    (1 - ρ) ln m; 0 where the healthy mean on the same assay equals the baseline. Means are geometric and
    values log-normal, as everywhere in this module, so that the bound `lucky_start` applies.

    Args:
        healthy_mean: m, mean of healthy people on the same assay, in multiples of the group's baseline.
        reliability: ρ, the correlation of two measurements of a person's logarithms, 0 to 1.

    Raises:
        ValueError: a mean that is not above 0, or a reliability outside 0 to 1.

    Examples:
        >>> round(regression_factor(0.5, 0.6), 4), regression_factor(0.5, 1)
        (-0.2773, 0.0)
    """
    _positive(healthy_mean, "the mean of healthy people")
    return float(expected_regression(0.0, log(healthy_mean), reliability))


def shift_factor(percent: float) -> float:
    """Log factor of a shift that acts on all values of the later visit alike: a kit, a lot, or age.

    Args:
        percent: above -100.

    Raises:
        ValueError: a loss of all or more.

    Examples:
        >>> round(shift_factor(-20), 4)
        -0.2231
    """
    _positive(1 + percent / 100, "what the shift leaves")
    return log(1 + percent / 100)


def storage_factor(percent_per_year: float, years: float) -> float:
    """Log factor when baseline samples lose a share each year and are measured only later, with new ones.

    -years · ln(1 - loss): the old tubes read low, so the later visit seems higher.

    Args:
        percent_per_year: loss each year, from 0 to below 100.
        years: kept so long before they were measured.

    Raises:
        ValueError: a loss outside 0 to 100, or negative years.

    Examples:
        >>> round(storage_factor(10, 5), 4)
        0.5268
    """
    if not 0 <= percent_per_year < 100 or years < 0:
        raise ValueError(
            f"the loss is {percent_per_year} % a year over {years} years. "
            "Pass 0 or more for both, and a loss below 100."
        )
    return -years * log(1 - percent_per_year / 100)


def storage_loss(percent_per_year: float, *, years: float) -> StorageLoss:
    """The ratio that a yearly loss in storage makes of an unchanged mean.

    (1 - loss)^-years.

    Args:
        percent_per_year: loss each year, from 0 to below 100.
        years: of loss before the old tubes are measured, together with new ones.

    Raises:
        ValueError: a loss outside 0 to 100, or negative years.

    Examples:
        >>> storage_loss(10, years=3).sentence()
        'Old tubes that lose 10.0% a year for 3 years make an unchanged mean seem 1.37 times as high later.'
    """
    return StorageLoss(percent_per_year, years, exp(storage_factor(percent_per_year, years)))


def storage_loss_for(ratio: float, *, years: float) -> StorageLoss:
    """The yearly loss in storage that alone turns an unchanged mean into an apparent ratio.

    100 (1 - ratio^(-1/years)).

    Args:
        ratio: later mean over baseline mean as measured, at least 1.
        years: kept so long before they were measured, above 0.

    Raises:
        ValueError: a ratio below 1, or years not above 0.

    Examples:
        >>> round(storage_loss_for(3, years=5).percent_per_year, 1)
        19.7
    """
    if ratio < 1 or years <= 0:
        raise ValueError(
            f"the ratio is {ratio} over {years} years; loss in old tubes needs a ratio of 1 or more."
        )
    return StorageLoss(100 * (1 - ratio ** (-1 / years)), years, ratio)


def million_cells_per_kg(million_cells: float, weight_kg: float) -> float:
    """A fixed number of cells, per kilogram of body weight.

    Args:
        million_cells: cells in the infusion, in millions.
        weight_kg: body weight.

    Raises:
        ValueError: a weight that is not above 0.

    Examples:
        >>> million_cells_per_kg(130, 65)
        2.0
    """
    _positive(weight_kg, "the weight")
    return million_cells / weight_kg


def _positive(value: float, what: str) -> None:
    if not value > 0:
        raise ValueError(f"{what} is {value}; pass a number above 0.")
