"""Which values of U data with ties can have with a printed p, so that a proof can cover ties."""

from functools import lru_cache

import numpy as np

from analysis.audit.two_samples.moments import Floats
from analysis.inference.pvalues import Method
from analysis.reported import PrintedPvalue
from analysis.reported.ties import looked_at, tied_pvalues

AFFORDED = 60_000_000  # cells, which are a fraction of a second: 16 subjects exactly, 30 by an approximation


@lru_cache(maxsize=1024)
def tied_statistics(pvalue: PrintedPvalue, sizes: tuple[int, int], method: Method) -> Floats | None:
    """Every U that some data with ties can have with this p; None where not all patterns can be counted.

    Args:
        pvalue: as printed.
        sizes: of both groups.
        method: how p is computed.

    Examples:
        >>> tied_statistics(PrintedPvalue("0.10"), (3, 3), "exact")
        array([0., 9.])
    """
    n1, n2 = sizes
    ties = looked_at(n1 + n2, n1, cells=AFFORDED)
    if not ties.whole([method]):
        return None
    found = [np.empty(0)]
    for _, statistics, pvalues in tied_pvalues(ties, n1, [method]):
        found.append(statistics[pvalue.fits(pvalues).any(axis=0)])
    lower = np.unique(np.concatenate(found))
    return np.union1d(lower, n1 * n2 - lower)
