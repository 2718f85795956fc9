"""Printed comparisons of arms beside what the usual tests give from the numbers printed with them."""

from collections.abc import Sequence

import pandas as pd

from analysis import audit
from analysis.data import MissingFindingError, Study
from analysis.tables.numbers import typeset
from analysis.tables.table import Table


def compared_means(study: Study, visits: Sequence[str]) -> Table:
    """Printed p-values between two arms beside two t-tests from the printed means.

    Args:
        study: its findings. Only means whose ± is said to be an SD or an SEM are tested.
        visits: AVISITs at which such comparisons are printed.

    Returns:
        With `frame` of `audit.compared_means`, `n` (those seen at the visit, the later arm first) and `all`:
        which of the tests can print so if everybody who was enrolled was measured.

    Raises:
        MissingFindingError: no such comparison is printed at one of the visits.

    Examples:
        >>> study = Study.read("data/examples/mpc_2017")
        >>> compared_means(study, ["Month 6"]).frame[["what", "n", "agrees", "all"]].iloc[0].tolist()
        ['Medial cartilage, change', '9 v 5', "Welch's", "Student's"]
    """
    seen = pd.concat([audit.compared_means(study, visit=visit) for visit in visits], ignore_index=True)
    everybody = pd.concat(
        [audit.compared_means(study, visit=visit, sizes=study.sizes) for visit in visits], ignore_index=True
    )
    rows = seen.assign(
        means=seen["means"].map(typeset),
        n=seen["n1"].astype(str) + " v " + seen["n2"].astype(str),
        all=everybody["agrees"],
    )
    return Table(
        rows,
        headings={
            "what": "Measurement",
            "visit": "Visit",
            "means": f"{_arms(study)}, mean ± {_spread(study, rows)}",
            "n": "Seen",
            "printed": "Printed p",
            "student": "Student's",
            "welch": "Welch's",
            "agrees": "Agrees",
            "all": "Agrees, all enrolled",
        },
        title="Printed p-values beside two t-tests",
        basis="published",
        study=study,
        added="tests computed",
        filters=("visit",),
    )


def compared_counts(study: Study, visits: Sequence[str]) -> Table:
    """Printed p-values between two arms beside Fisher's exact test from the printed counts.

    Args:
        study: its findings.
        visits: AVISITs at which such comparisons are printed.

    Returns:
        With `frame` of `audit.compared_counts`.

    Raises:
        MissingFindingError: no p between the arms is printed at one of the visits, or none of counts.

    Examples:
        >>> study = Study.read("data/examples/rebamipide_2016")
        >>> compared_counts(study, ["Day 7"]).frame["agrees"].iloc[0]
        'one-sided Fisher'
    """
    rows = pd.concat([audit.compared_counts(study, visit=visit) for visit in visits], ignore_index=True)
    if rows.empty:
        raise MissingFindingError(f"{study.name} prints no counts of its arms with a p between them.")
    return Table(
        rows,
        headings={
            "what": "Counted",
            "visit": "Visit",
            "counts": _arms(study),
            "printed": "Printed p",
            "one_sided": "Fisher, one-sided",
            "two_sided": "Fisher, two-sided",
            "agrees": "Agrees",
        },
        title="Printed p-values beside Fisher's test",
        basis="published",
        study=study,
        added="tests computed",
        filters=("visit",),
    )


def _arms(study: Study) -> str:
    """Both arms in words, the later first, as the comparison names them."""
    later, earlier = (study.labels[arm] for arm in study.between.split(" v "))
    return f"{later[:1].upper()}{later[1:]} v {earlier}"


def _spread(study: Study, rows: pd.DataFrame) -> str:
    """What ± is said to be beside the means of some rows."""
    named = {trace.removeprefix("findings:") for each in rows["trace"] for trace in each.split()}
    kinds = study.where(FINDINGID=named, STAT="mean")["SPREADKIND"].unique()
    return " or ".join(kind.upper() for kind in kinds)
