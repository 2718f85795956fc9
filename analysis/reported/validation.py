"""Published results of classical data sets, and what this package makes of the same numbers."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis import inference
from analysis.reported.printed import Printed

ALPHA = 0.05

_CALLS: Mapping[str, Callable[..., Any]] = {
    name: getattr(inference, name)
    for name in (
        "sign_flip_mean",
        "signed_rank",
        "rank_sum",
        "permutation_difference",
        "hodges_lehmann",
        "adjust",
    )
}


def validate(classics: pd.DataFrame) -> pd.DataFrame:
    """Run every case again and hold the result against what is printed.

    Args:
        classics: the table of classical data sets.

    Returns:
        The table with `OURS` (the result, to six significant digits, as text) and `AGREES` (whether it would
        print as the printed text, decimals and all).

    Raises:
        ValueError: a case calls a function that this package does not offer for it.
    """
    ours = [_result(row) for row in classics.to_dict("records")]
    agrees = [Printed(text).holds(value) for text, value in zip(classics["PRINTED"], ours, strict=True)]
    return classics.assign(OURS=[f"{value:.6g}" for value in ours], AGREES=agrees)


def _result(case: Mapping[Any, str]) -> float:
    name, _, method = case["CALL"].partition(":")
    if name not in _CALLS:
        raise ValueError(f"case {case['CASEID']} calls {name!r}. Use one of {', '.join(_CALLS)}.")
    series = [[float(number) for number in case[column].split()] for column in ("X", "Y") if case[column]]
    if name == "adjust":
        return float(np.sum(_CALLS[name](series[0], method) <= ALPHA))
    result = _CALLS[name](*series, **({"method": method} if method else {}))
    match case["QUANTITY"]:
        case "half the p":
            return float(result.pvalue / 2)
        case "patterns in one tail":
            return float(result.pvalue * 2 ** len(series[0]) / 2)
    return float(getattr(result, case["QUANTITY"]))
