"""How probable each U of two groups is, given their printed means and spreads, under two measures.

Both measures start from groups drawn uniformly on the sphere of their mean and SD
(`reconstruction.group`):

- **sphere**: every such group counts alike. That is the distribution of independent normal values with one
  mean and SD, given that the sample's mean and SD are the printed ones.
- **log-normal**: each group counts with the product of the log-normal densities of its values, whose
  logarithms have variance ln(1 + SD²/mean²) and mean ln(mean) minus half of that. Given the sample's mean and
  SD, independent log-normal values have this density on the sphere. The effective number of draws, (sum of
  weights)² / (sum of squared weights), tells how much the weights cost.
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from analysis.audit.two_samples.interpolation import pairs_above
from analysis.audit.two_samples.moments import Floats, Moments
from analysis.reconstruction import group
from analysis.reported import Summary
from analysis.reported.summary import SpreadIs

Measure = Literal["sphere", "log-normal"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
_CHUNK = 2**14


@dataclass(frozen=True, slots=True, eq=False)
class Distribution:
    """The distribution of U = 0, 1, ..., n1 n2 from weighted draws.

    Attributes:
        weights: sum of the weights of the draws that gave each U.
        squares: sum of their squared weights.
    """

    weights: Floats
    squares: Floats

    @property
    def effective(self) -> float:
        """The number of equal draws that would be as informative."""
        return float(self.weights.sum() ** 2 / self.squares.sum())

    def probability(self, statistics: Floats) -> tuple[float, float]:
        """The probability of these values of U, and its Monte Carlo standard error."""
        hit = np.isin(np.arange(len(self.weights)), statistics)
        total = self.weights.sum()
        share = float(self.weights[hit].sum() / total)
        inside, outside = self.squares[hit].sum(), self.squares[~hit].sum()
        error = float(np.sqrt(inside * (1 - share) ** 2 + outside * share**2) / total)
        # Not to have met a value in so many draws leaves about one in as many.
        return share, max(error, 1 / self.effective) if hit.any() else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class DrawnValues:
    """Groups with one printed summary, and the logarithm of their weight under each measure."""

    values: Floats
    log_weights: dict[Measure, Floats]


def draws(summary: Summary, *, spread_is: SpreadIs, size: int, seed: int) -> DrawnValues | None:
    """Draw positive groups that print as the summary; None when no positive values do.

    Args:
        summary: mean, spread and n as printed.
        spread_is: what ± is.
        size: groups to draw.
        seed: a whole number from 0 up.
    """
    moments = Moments.printed(summary, spread_is=spread_is, minimum=0.0)
    if not moments.allows(np.full((1, summary.n), np.inf))[0]:
        return None
    values = group(summary.mean, summary.spread, summary.n, spread_is=spread_is, size=size, seed=seed)
    mean, sd = float(summary.mean), summary.sd(spread_is=spread_is)
    variance = np.log1p((sd / mean) ** 2)
    logs = np.log(values)
    density = -(logs + (logs - np.log(mean) + variance / 2) ** 2 / (2 * variance)).sum(axis=1)
    return DrawnValues(values, {"sphere": np.zeros(size), "log-normal": density})


def distribution(first: DrawnValues, second: DrawnValues, measure: Measure) -> Distribution:
    """The distribution of U of the first group over the draws, taken in pairs.

    Args:
        first: draws of the first group.
        second: as many of the second.
        measure: "sphere" or "log-normal".
    """
    n = first.values.shape[1] * second.values.shape[1] + 1
    u = np.concatenate(
        [
            pairs_above(first.values[start : start + _CHUNK], second.values[start : start + _CHUNK])
            for start in range(0, len(first.values), _CHUNK)
        ]
    )
    log_weights = first.log_weights[measure] + second.log_weights[measure]
    weights = np.exp(log_weights - log_weights.max())
    cells: NDArray[np.int64] = np.rint(u).astype(np.int64)
    sums = [np.bincount(cells, power, n).astype(np.float64) for power in (weights, weights**2)]
    return Distribution(sums[0], sums[1])
