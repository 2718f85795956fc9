"""What a study does not print that something needs, in words."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from analysis.data.errors import MissingFindingError
from analysis.data.study import Study

P = ParamSpec("P")


def lacking(
    asked: Callable[Concatenate[Study, P], object], study: Study, *args: P.args, **choices: P.kwargs
) -> str:
    """What a study lacks for a figure, a table or a test; empty where it has all.

    Args:
        asked: a function that takes a study first, as nearly all of `figures` and `tables` do.
        study: the study in question.
        *args: what else the function takes.
        **choices: its choices.

    Examples:
        >>> study = Study.read("data/examples/mpc_2017")
        >>> lacking(lambda study: study.need("body weight", PARAMCD="WEIGHT"), study)
        'the MPC trial prints no body weight (its findings have no row with PARAMCD WEIGHT).'
    """
    try:
        asked(study, *args, **choices)
    except MissingFindingError as missing:
        return str(missing)
    return ""
