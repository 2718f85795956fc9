"""How many subjects can be older than a limit, given what was printed of the ages at two visits."""

from math import inf

from analysis.audit.quartiles import Block, standard_deviations
from analysis.reported.printed import Printed

OLDEST = 110


def oldest_needed(
    *,
    mean: str,
    spread: str,
    median: str,
    n: int,
    older: int,
    limit: int,
    years: int = 5,
    youngest: int = 18,
) -> int | None:
    """The lowest age that the oldest subject can have, if a number of subjects are at or above a limit.

    A mean and an SD are printed at the first visit and a median `years` later. Everybody grows older alike,
    so at the second visit the mean is `years` larger and the SD the same.

    Args:
        mean: of the ages at the first visit, as printed.
        spread: the number after ± there, as printed, read as an SD.
        median: at the second visit, as printed.
        n: subjects, an odd number.
        older: how many are at or above `limit` at the second visit, at most (n − 1) / 2.
        limit: above the median.
        years: between the visits.
        youngest: the lowest age at the first visit.

    Returns:
        An age at the second visit in whole years; None when even an age of 110 is not enough.

    Raises:
        ValueError: an even n, too many older subjects, or a limit that is not above the median.

    Examples:
        >>> oldest_needed(mean="55", spread="13", median="56", n=11, older=3, limit=60)
        75
    """
    half = (n - 1) // 2
    middle, first = Printed(median), Printed(mean)
    if n % 2 == 0 or not 0 <= older <= half or limit <= middle.high:
        raise ValueError(
            f"{older} of {n} at or above {limit}. Pass an odd n, at most {half} older subjects, and a limit "
            f"above the median of {median}."
        )
    sd = Printed(spread)
    means = (float(first.low) + years, float(first.high) + years)
    for oldest in range(limit, OLDEST + 1):
        for center in (float(middle.low), float(middle.high)):
            blocks = [
                Block(half, youngest + years, center),
                Block(1, center, center),
                Block(half - older, center, limit),
                Block(older, limit, oldest),
            ]
            low, high = standard_deviations(blocks, mean=means) or (inf, -inf)
            if low <= float(sd.high) and high >= float(sd.low):
                return oldest
    return None
