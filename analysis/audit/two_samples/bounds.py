"""How high a threshold most values of a group can stay above, given their mean and spread.

**Lemma.** Let n values have mean m and sum of squared deviations Q = (n - 1) SD². If all but k of them are at
or above t, then

    t <= m + sqrt(Q k / (n (n - k)))      for k = 1, ..., n - 1
    t <= m - sqrt(Q / (n (n - 1)))        for k = 0

*Proof.* For k >= 1 nothing is to be shown when t <= m. Otherwise let a be the mean of the k lowest values
and b >= t that of the others; k a + (n - k) b = n m. The squared deviations are at least those of the two
block means, Q >= k (a - m)² + (n - k) (b - m)² = (b - m)² n (n - k) / k, and t - m <= b - m. For k = 0 put
e = m - t >= 0. The values v - t are not negative and sum to n e, so their squares sum to at most (n e)²,
hence Q <= (n e)² - n e² = e² n (n - 1).

With k = n - 1 this is Samuelson's inequality (1968, Journal of the American Statistical Association
63:1522-1525): no value lies more than SD (n - 1) / sqrt(n) from the mean. In between it is the finite-sample
form of Cantelli's one-sided inequality, the known bound for ordered values (Wolkowicz and Styan 1979, Linear
Algebra and its Applications 28:31-36). Each bound is attained by values on two levels. Since only "at or
above" is used, ties within and between the groups are covered.

**Consequence for two groups.** Write t_k for the bound of the first group and u_l for its mirror image in the
second: all but l values of the second group can be at or below u only if u >= u_l. If t_k < u_l, the
(k + 1)-th lowest value of the first group is below the (l + 1)-th highest of the second, whatever the data.
These forced pairs form a staircase, and U (pairs in which the first group is higher, ties counting half)
cannot exceed n1 n2 minus their number.
"""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from analysis.audit.two_samples.moments import Moments


def highest_threshold(moments: Moments, below: int) -> float:
    """The highest threshold that all but `below` values can reach.

    Args:
        moments: what is known of the n values.
        below: how many may be below the threshold, 0 to n - 1.

    Examples:
        >>> from analysis.reported import Summary
        >>> low_dose = Moments.printed(Summary("306", "36", 5), spread_is="sd")
        >>> round(highest_threshold(low_dose, 4), 1)  # no value is above
        371.8
    """
    n = moments.n
    if below == 0:
        return moments.mean[1] - sqrt(moments.squares[0] / (n * (n - 1)))
    return moments.mean[1] + sqrt(moments.squares[1] * below / (n * (n - below)))


def lowest_threshold(moments: Moments, above: int) -> float:
    """The lowest threshold that all but `above` values can stay at or below; the mirror image.

    Args:
        moments: what is known of the n values.
        above: how many may be above the threshold, 0 to n - 1.
    """
    return -highest_threshold(moments.mirrored(), above)


def forced_pairs(first: Moments, second: Moments) -> NDArray[np.int64]:
    """How many of the highest values of the second group exceed each value of the first, in any data.

    Returns:
        Shape (n1,), for the first group's values from the lowest up; never increasing. Their sum is the
        number of pairs in which the second group must be higher.
    """
    reach = np.array([highest_threshold(first, k) for k in range(first.n)])
    needed = np.array([lowest_threshold(second, m) for m in range(second.n)])
    rounding = 1e-9 * (np.abs(reach).max() + np.abs(needed).max())
    rows: NDArray[np.int64] = (reach[:, np.newaxis] < needed - rounding).sum(axis=1)
    return rows
