"""How the titles of this room put numbers into a sentence."""

from decimal import ROUND_HALF_UP, Context

_TWO = Context(prec=2, rounding=ROUND_HALF_UP)


def brief(value: float) -> str:
    """A number with two significant digits, for a title.

    Examples:
        >>> brief(134.6), brief(0.0731), brief(2), brief(-4.85)
        ('130', '0.073', '2', '−4.9')
    """
    return f"{_TWO.create_decimal(repr(float(value))).normalize():,f}".replace("-", "−")


def between(low: float, high: float) -> str:
    """Two ends, or the one that both round to.

    Examples:
        >>> between(120, 183), between(134, 134.9)
        ('120 to 180', '130')
    """
    return " to ".join(dict.fromkeys((brief(low), brief(high))))


def moves(low: float, high: float, unit: str) -> str:
    """What a change does whose two ends are known.

    Examples:
        >>> moves(-183, -120, "mL"), moves(0.5, 0.8, "kg/m2"), moves(-1.0, 2.0, "g/L"), moves(0.0, 0.0, "%")
        ('falls by 120 to 180 mL', 'rises by 0.5 to 0.8 kg/m2', 'changes by −1 to +2 g/L', 'does not change')
    """
    if low == high == 0:
        return "does not change"
    unit = unit if unit == "%" else f" {unit}"
    if low < 0 < high:
        return f"changes by {brief(low)} to +{brief(high)}{unit}"
    least, most = sorted((abs(low), abs(high)))
    return f"{'falls' if low < 0 else 'rises'} by {between(least, most)}{unit}"
