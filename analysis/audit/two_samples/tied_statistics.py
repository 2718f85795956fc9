"""Which values of U data with ties can have with a printed p, so that a proof can cover ties."""

import numpy as np
from scipy.special import ndtri

from analysis.audit.two_samples.moments import Floats
from analysis.inference.pvalues import Method
from analysis.reported import PrintedPvalue
from analysis.reported.ties import MAX_SUBJECTS, tied_outcomes


def tied_statistics(pvalue: PrintedPvalue, sizes: tuple[int, int], method: Method) -> Floats | None:
    """Every U that some data with ties could have with this p, and perhaps others; None where none is known.

    Up to `MAX_SUBJECTS` subjects every pattern of ties is gone through. Above, ties can only make the
    standard deviation of U smaller, so by a normal approximation U lies no farther from its mean than z times
    the deviation without ties, with z of the smallest p that prints so. For the exact test no such limit is
    used.

    Args:
        pvalue: as printed.
        sizes: of both groups.
        method: how p is computed.
    """
    n1, n2 = sizes
    if n1 + n2 <= MAX_SUBJECTS:
        statistics, found = tied_outcomes(n1 + n2, n1, method)
        return np.unique(statistics[pvalue.fits(found)])
    if method == "exact":
        return None
    z = -ndtri(pvalue.range[0] / 2)
    deviation = np.sqrt(n1 * n2 * (n1 + n2 + 1) / 12)
    reach = z * deviation * (1 + 1e-9) + (0.5 if method == "normal-cc" else 0.0)
    halves = np.arange(2 * n1 * n2 + 1) / 2
    within: Floats = halves[np.abs(halves - n1 * n2 / 2) <= reach]
    return within
