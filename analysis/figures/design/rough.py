"""Numbers as a title says them: with two significant digits."""

from math import floor, log10


def rough(value: float) -> str:
    """Write a number with two significant digits, never as a power of ten; halves go up, as in charts.

    Examples:
        >>> rough(0.00432900432), rough(0.05), rough(0.0625), rough(23.8), rough(1190), rough(0)
        ('0.0043', '0.05', '0.063', '24', '1,200', '0')
    """
    if value == 0:
        return "0"
    places = 1 - floor(log10(abs(value)))
    text = f"{round(value * (1 + 1e-12), places):,.{max(places, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rough_percent(share: float) -> str:
    """Write a share as a percentage with two significant digits; what is less than all is never 100%.

    Examples:
        >>> rough_percent(0.238), rough_percent(0.0957), rough_percent(1), rough_percent(0.9964)
        ('24%', '9.6%', '100%', 'over 99%')
    """
    return "over 99%" if 0.99 < share < 1 else f"{rough(100 * share)}%"
