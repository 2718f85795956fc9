"""What the figures of this room are asked about: the designs that the arms of a study allow, and a level."""

from collections.abc import Mapping
from itertools import combinations

from analysis.inference.checks import Design

LEVEL = 0.05
"""The conventional level; figures of p-values draw it as a dashed line."""


def designs(sizes: Mapping[str, int], *, lost: int = 0) -> dict[str, Design]:
    """The comparisons that the arms of a study allow: pairs in an arm, pairs of all, arm against arm.

    Args:
        sizes: arm to its number of people.
        lost: how many people of the smallest arm may lack one of two samples.

    Returns:
        Label of a design to its number of pairs, smallest first, or to the sizes of its two groups.

    Examples:
        >>> designs({"A": 5, "B": 6}, lost=1)
        {'4 pairs': 4, '5 pairs (A)': 5, '6 pairs (B)': 6, '11 pairs': 11, '5 v 6': (5, 6)}
    """
    fewest = min(sizes.values())
    pairs: dict[str, Design] = {}
    for n in sorted({*range(max(1, fewest - lost), fewest), *sizes.values(), sum(sizes.values())}):
        arms = ", ".join(arm for arm, size in sizes.items() if size == n)
        pairs[f"{n} pairs" + (f" ({arms})" if arms else "")] = n
    return pairs | {f"{n1} v {n2}": (n1, n2) for n1, n2 in combinations(sizes.values(), 2)}
