"""A conclusion in words stands beside the comparison of numbers that it rests on."""

import warnings

import numpy as np
from numpy.typing import ArrayLike

from analysis.publication.renderer import is_static_build


class UnsupportedConclusionWarning(UserWarning):
    """What the prose concludes is not what the numbers now say."""


def holds(true: ArrayLike, words: str) -> None:
    """Tie the words of a conclusion in the prose to the comparison of numbers that bears it.

    A book is not built with a conclusion that its numbers do not bear. In a live notebook, where a reader
    changes inputs, the page runs on and says which words are no longer true.

    Args:
        true: whether the numbers say so; a comparison, or a table or array of which every value must be
            true, and which has one.
        words: the words of the prose, as they stand there.

    Raises:
        AssertionError: while the book is built, when they do not.

    Warns:
        UnsupportedConclusionWarning: in a live notebook, when they do not.

    Examples:
        >>> holds(0.0625 > 0.05, "five pairs cannot reach 0.05")
    """
    said = np.asarray(true)
    if said.size and said.all():
        return
    problem = f"the numbers no longer say: {words!r}. Change the words, or find what changed the numbers."
    if is_static_build():
        raise AssertionError(problem)
    warnings.warn(problem, UnsupportedConclusionWarning, stacklevel=2)
