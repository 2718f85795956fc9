"""How many people were followed for how long, here and elsewhere."""

import pandas as pd

from analysis.data import Study, trace_of
from analysis.data.vocabulary import EVERYBODY
from analysis.reported.studies import from_papers, other_studies

ALONE = "none named"
"""What those without the treatment got where nobody was without it, or nobody is named."""


def exposure(study: Study) -> pd.DataFrame:
    """People and years of follow-up, one row per trial, this one last.

    Only other studies that were read in a paper or its abstract stand here. The product of both is at most
    the person-years: where not everybody was followed to the end, fewer.

    Args:
        study: its findings, with the table of studies beside it.

    Returns:
        `trial`, `people`, `years`, `person_years`, `arm` (what those without cells got, or `ALONE`),
        `what` ("other trial" or "this trial") and `trace`.

    Raises:
        MissingFindingError: the number of all subjects is not printed.
    """
    trials = from_papers(other_studies(study))
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
    frame = pd.concat([others, pd.DataFrame([_this(study)])], ignore_index=True)
    return frame.assign(person_years=frame["people"] * frame["years"])


def _this(study: Study) -> dict[str, object]:
    """People at the last visit where they are counted, and the years as printed or as that visit has them."""
    everybody = study.need("number of all subjects", PARAMCD="ENROLL", STAT="n", TRT01A=EVERYBODY)
    at_last = everybody[everybody["AVISIT"] == study.last.name]
    people = (at_last if len(at_last) else everybody).iloc[0]
    lasted = study.where(PARAMCD="FUPDUR", AVALU="years")
    without = study.where(PARAMCD="CONTROL", STAT="count")
    alone = len(without) and (without["VALUE"] == "0").all()
    untreated = [arm for arm in study.arms if not arm.dose]
    ids = [people["FINDINGID"], *lasted["FINDINGID"], *without["FINDINGID"]]
    ids += [] if alone else [arm.size_finding for arm in untreated]
    return {
        "trial": study.name,
        "people": int(people["VALUE"]),
        "years": lasted["VALUE"].astype(float).max() if len(lasted) else study.last.years,
        "arm": ALONE if alone or not untreated else ", ".join(arm.label for arm in untreated),
        "what": "this trial",
        "trace": trace_of(ids),
    }
