"""How each figure is asked for any study: by the name under which the library has it.

Where a page chooses (a marker, a visit, findings), the first that the study has is taken.
"""

from collections.abc import Callable
from typing import Any

from analysis.data import Study
from analysis.inference import proportion  # noqa: F401

SIZE, SEED = 40, 7

Call = Callable[[Study], Any]


def markers(study: Study) -> list[str]:
    """The markers that have a prior, else all; what else a figure needs it says itself."""
    with_prior = {row for row in study.priors["PARAMCD"] if row}
    measured = study.parameters.query("KIND == 'measurement'")["PARAMCD"]
    own = [code for code in study.markers if code in with_prior]
    return own or [code for code in measured if code in with_prior] or list(study.markers)


def levels(study: Study) -> list[str]:
    """The parameters with a printed mean and spread of each arm at a visit after the first, markers first."""
    arms = list(study.sizes)
    table = study.need("mean ± of each arm at a later visit", STAT="mean", TRT01A=arms)
    table = table[(table["SPREAD"] != "") & (table["AVISIT"] != study.baseline.name)]
    both = table.groupby("PARAMCD")["TRT01A"].nunique()
    codes = [code for code in table["PARAMCD"].unique() if both[code] == len(arms)]
    return sorted(codes, key=lambda code: code not in study.markers)


def later(study: Study, code: str) -> str:
    """The last visit at which a parameter's mean is printed."""
    table = study.need("mean", STAT="mean", PARAMCD=code)
    known = {visit.name: visit.number for visit in study.visits}
    return max(table["AVISIT"], key=known.__getitem__)


def between(study: Study) -> list[str]:
    """Findings that print a p between the arms."""
    return list(study.need("p between the arms", STAT="p", COMPARISON=study.between)["FINDINGID"])
