"""How results put numbers into sentences."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10


def number(value: float) -> str:
    """Write a number with four significant digits, as people print them.

    Examples:
        >>> number(0.03125), number(12), number(0.00432900432), number(float("nan"))
        ('0.03125', '12', '0.004329', 'not defined')
    """
    return "not defined" if value != value else f"{value:.4g}"


def two_digits(value: float) -> str:
    """A number with two significant digits, as the title of a figure says it, and never as a power of ten.

    >>> two_digits(0.00433), two_digits(0.5), two_digits(-27.71), two_digits(1304.0)
    ('0.0043', '0.50', '−28', '1,300')
    """
    if value == 0 or value != value:
        return number(value)
    rounded = float(f"{value:.1e}")
    return f"{rounded:,.{max(0, 1 - floor(log10(abs(rounded))))}f}".replace("-", "−")


def percent(share: float) -> str:
    """Write a share as a percentage with at most one decimal more than it needs.

    Examples:
        >>> percent(0.95), percent(0.9375), percent(0.96875)
        ('95%', '93.75%', '96.88%')
    """
    return f"{100 * share:.4g}%"


def counted(sizes: Sequence[int], dropped: int = 0) -> str:
    """Write the sample sizes of a paired or a two-group design.

    Args:
        sizes: (pairs used,) or (n1, n2).
        dropped: zero differences among the pairs given, which are not used.

    Examples:
        >>> counted((1,)), counted((6,)), counted((5, 6))
        ('1 pair', '6 pairs', '5 v 6 subjects')
        >>> counted((6,), 1)
        '6 pairs, 1 zero difference dropped'
    """
    if len(sizes) == 1:
        pairs = f"{sizes[0]} pair" + ("" if sizes[0] == 1 else "s")
        return f"{pairs}, {dropped} zero difference{'s' * (dropped > 1)} dropped" if dropped else pairs
    return f"{sizes[0]} v {sizes[1]} subjects"


_SMALL = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def in_words(count: int) -> str:
    """A count as a sentence writes it: in words up to twelve.

    Examples:
        >>> in_words(4), in_words(13)
        ('four', '13')
    """
    return _SMALL[count] if 0 <= count < len(_SMALL) else str(count)
