"""Values of single people from a study's ADaM tables: on which basis they stand, and where they come from."""

import pandas as pd

from analysis.data import BASES, BasisName, MissingFindingError, Study
from analysis.reconstruction.constrain import constrain
from analysis.reconstruction.evidence import drawn_under
from analysis.reconstruction.representative import SEED

RELATIVE = "REL"
"""Ending of the parameter codes that hold every visit in multiples of one mean."""


def basis_of(study: Study) -> BasisName:
    """What the study's values of single people stand on, from the column BASIS.

    Raises:
        MissingFindingError: the study has no such values.
        ValueError: they stand on several bases.

    Examples:
        >>> basis_of(Study.read("data/examples/rebamipide_2016"))
        'observed'
    """
    badges = list(study.table("adlb")["BASIS"].unique())
    if not badges:
        raise MissingFindingError(f"{study.name} has no values of single people: its table adlb is empty.")
    if len(badges) > 1:
        raise ValueError(f"adlb stands on several bases: {'; '.join(badges)}. Draw one at a time.")
    return {each.badge: each.name for each in BASES.values()}[badges[0]]


def individuals(study: Study) -> pd.DataFrame:
    """The values of single people, one row each, in order of the table; what was not measured has no row.

    A marker with values relative to one mean is given so, each other one in its own unit.

    Args:
        study: whose table adlb is read: an illustrative cohort, or people who were observed.

    Returns:
        `marker` (PARAMCD of the study), `arm`, `subject`, `visit`, `value`, `change` (from baseline; NaN
        without one), `unit` and `trace`: the subject and, of a computed cohort, what it was drawn under.

    Raises:
        MissingFindingError: the study has no such values, or none of one of its arms.
        ValueError: they stand on several bases.

    Examples:
        >>> individuals(Study.read("data/examples/rebamipide_2016")).shape
        (120, 8)
    """
    basis, table = basis_of(study), study.table("adlb")
    if missing := [code for code in study.sizes if code not in set(table["TRT01A"])]:
        raise MissingFindingError(
            f"{study.name} has no values of single people of arm {', '.join(missing)} (adlb has "
            f"{', '.join(table['TRT01A'].unique())})."
        )
    relative = table["PARAMCD"] == table["MARKER"] + RELATIVE
    also_relative = table["MARKER"].isin(table.loc[relative, "MARKER"])
    rows = table[(relative | ~also_relative) & (table["AVAL"] != "")]
    if basis == "reconstructed":
        made = f"formula:reconstruction.adlb seed:{SEED}"
        behind = {each.code: f"{drawn_under(study, each, ())} {made}" for each in constrain(study).markers}
    else:
        reports = " ".join(f"sources:{key}" for key in study.table("reports")["SOURCEID"])
        behind = dict.fromkeys(rows["MARKER"], reports)
    return pd.DataFrame(
        {
            "marker": rows["MARKER"],
            "arm": rows["TRT01A"],
            "subject": rows["USUBJID"],
            "visit": rows["AVISIT"],
            "value": rows["AVAL"].astype(float),
            "change": pd.to_numeric(rows["CHG"]),
            "unit": rows["AVALU"].str[:1].str.upper() + rows["AVALU"].str[1:],
            "trace": ("adsl:" + rows["USUBJID"] + " " + rows["MARKER"].map(behind)).str.strip(),
        }
    ).reset_index(drop=True)
