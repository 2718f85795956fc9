"""How many people were followed for how long, here and elsewhere."""

from collections.abc import Sequence

import pandas as pd

from analysis.reported.studies import from_papers, other_studies


def exposure(studies: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """People and years of follow-up, one row per trial, this one last.

    Only studies that were read in a paper or its abstract stand here. The product of both is at most the
    person-years: where not everybody was followed to the end, fewer.

    Args:
        studies: the table of studies.
        findings: the table of findings.

    Returns:
        `trial`, `people`, `years`, `person_years`, `arm` (what those without cells got, or "none named"),
        `what` ("other trial" or "this trial") and `trace`.
    """
    told = findings.set_index("FINDINGID")["VALUE"]
    trials = from_papers(other_studies(studies))
    others = pd.DataFrame(
        {
            "trial": trials["LABEL"],
            "people": trials["N"].astype(int),
            "years": trials["YEARS"].astype(float),
            "arm": trials["CONTROL"],
            "what": "other trial",
            "trace": "studies:" + trials["REFID"],
        }
    )
    this = {
        "trial": "CLV-100",
        "people": int(told["a5-enrolled"]),
        "years": float(told["y5-follow-up"]),
        "arm": "none named",
        "what": "this trial",
        "trace": "findings:a5-enrolled findings:y5-follow-up findings:y5-control-group",
    }
    frame = pd.concat([others, pd.DataFrame([this])], ignore_index=True)
    return frame.assign(person_years=frame["people"] * frame["years"])


def equal_exposure(
    person_years: Sequence[float], *, years: tuple[float, float], people: tuple[float, float]
) -> pd.DataFrame:
    """Lines along which people times years stay the same, inside a box.

    Args:
        person_years: one value per line.
        years: the shortest and the longest follow-up of the box.
        people: the fewest and the most people.

    Returns:
        Two rows per line: `person_years`, `years`, `people`, `words` (on the row with fewer people) and
        `trace`.
    """
    rows = []
    for total in person_years:
        first, last = max(years[0], total / people[1]), min(years[1], total / people[0])
        rows += [(total, first, total / first, ""), (total, last, total / last, f"{total:g} person-years")]
    frame = pd.DataFrame(rows, columns=["person_years", "years", "people", "words"])
    return frame.assign(trace="formula:reported.equal_exposure")
