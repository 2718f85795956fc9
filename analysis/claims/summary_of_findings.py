"""One line per outcome: what was reported, what so few people can show of it, and the verdict."""

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.claims.judging import judge
from analysis.claims.ledger import LEDGER
from analysis.claims.verdict import ClaimVerdict
from analysis.claims.words import comparison
from analysis.data import Study
from analysis.inference import floors, proportion, smallest_margin
from analysis.inference.checks import Design
from analysis.inference.wording import number
from analysis.reported import PrintedPvalue

Row = Mapping[Hashable, Any]

_PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)\}")


def summary_of_findings(study: Study, verdicts: Sequence[ClaimVerdict] | None = None) -> pd.DataFrame:
    """Each outcome with its people, what is reported, what that can show, and what would change it.

    Counts get an exact 95 % interval, comparisons the smallest exact two-sided p that their numbers allow
    without ties; where no change of people against themselves is told, also the smallest margin, in SDs of
    the differences, that "no change" could exclude if the observed change were zero. No certainty is rated.

    Args:
        study: the study, with its table `summary_of_findings`.
        verdicts: from `claims.judge`; those on all its claims where none are passed.

    Returns:
        One row per outcome: `outcome`, `people`, `reported`, `shows`, `verdict`, `change`, `row` (address of
        the claim in the ledger, from a page in a folder of the book) and `trace`.

    Raises:
        KeyError: a row names a finding or a claim that does not exist.
    """
    printed = {row["FINDINGID"]: row for row in study.findings.to_dict("records")}
    found = judge(study) if verdicts is None else verdicts
    judged = {verdict.claim: verdict.verdict for verdict in found}
    return pd.DataFrame(
        [
            {
                "outcome": row["OUTCOME"],
                "people": " v ".join(map(str, sizes)),
                "reported": _PLACEHOLDER.sub(lambda found: _as_printed(printed[found[1]]), row["REPORTED"]),
                "shows": _shows(row, sizes, printed, study, judged),
                "verdict": judged[row["CLAIMID"]],
                "change": row["CHANGE"],
                "row": f"{LEDGER}#claim-{row['CLAIMID']}",
                "trace": f"summary_of_findings:{row['OUTCOMEID']} claims:{row['CLAIMID']}",
            }
            for row in study.table("summary_of_findings").to_dict("records")
            for sizes in [[int(printed[name]["VALUE"]) for name in row["SIZES"].split()]]
        ]
    )


def _as_printed(finding: Row) -> str:
    return f"{finding['VALUE']} ± {finding['SPREAD']}" if finding["SPREAD"] else str(finding["VALUE"])


def _shows(
    row: Row,
    sizes: Sequence[int],
    printed: Mapping[str, Row],
    study: Study,
    judged: Mapping[str, str],
) -> str:
    """What the numbers of people allow, by the row's measure."""
    match row["MEASURE"]:
        case "count":
            return _interval(int(printed[row["EVENTS"]]["VALUE"]), sizes[0])
        case "attendance":
            absent = int(printed[row["EVENTS"]]["VALUE"])
            if absent:
                return f"{absent} of {sizes[0]} did not come back, and no count of deaths is printed."
            return _interval(0, sizes[0], ", inferred from attendance")
        case "history":
            history = study.medical_history
            later = history[history["MHCAT"] == study.periods[-1].label]
            new = later[later["MHSCAT"].isin(row["EVENTS"].split())]
            return _interval(int(new["SUBJID"].nunique()), sizes[0])
        case "pairs":
            return f"Smallest exact p of {sizes[0]} pairs: {_floor(sizes[0])}."
        case "pairs, no change":
            excluded = f"{smallest_margin(sizes[0]).margin:.2g} SD"
            smallest = f"Smallest exact p of {sizes[0]} pairs: {_floor(sizes[0])}."
            return f"{smallest} “No change” could exclude {excluded} at best."
        case "pairs, some lost":
            whole, left = _floor(sizes[0]), _floor(sizes[0] - 1)
            return f"Smallest exact p: {whole} with all {sizes[0]} pairs, {left} with one lost."
        case "arms":
            first, second = sizes
            return f"Smallest exact p of {first} against {second}: {_floor((first, second))}."
        case "arms, p of pairs":
            first, second = sizes
            smallest = f"Smallest exact p of {first} against {second}: {_floor((first, second))}."
            return smallest + _also_of_pairs(study, str(printed[row["EVENTS"]]["VALUE"]), first)
        case "changes":
            return "No comparison of the changes is printed; cohorts that agree with what is printed " + (
                "do not decide it." if judged[row["CLAIMID"]] == "cannot be tested" else "decide it."
            )
        case _:
            return "No number is printed to compute from."


def _also_of_pairs(study: Study, pvalue: str, pairs: int) -> str:
    """Say where a p told of two arms is also the smallest that the first against itself gives."""
    smallest = float(floors([pairs], methods=["normal"])["floor"].iloc[0])
    if not PrintedPvalue(pvalue).fits(smallest):
        return ""
    return (
        f" By grammar p = {pvalue} is of {comparison(study, study.between)}; it is also the smallest that a "
        f"signed-rank test of {pairs} pairs against baseline gives by approximation ({number(smallest)})."
    )


def _interval(events: int, people: int, how: str = "") -> str:
    """The exact share; where nothing was seen, also the one-sided limit that the ledger's rule uses."""
    share, alone = proportion(events, people), proportion(events, people, upper=True)
    low = f"from {100 * share.low:.1f} to" if events else "up to"
    sides = "exact 95%, two-sided" + ("" if events else f"; one-sided {100 * alone.high:.1f}%")
    return f"{events} of {people}{how}; the true share may be {low} {100 * share.high:.1f}% ({sides})."


def _floor(design: Design) -> str:
    return number(float(floors([design], methods=["exact"])["floor"].iloc[0]))
