"""Every printed mean ± spread under both readings of ±."""

from collections.abc import Hashable, Mapping

import pandas as pd

from analysis.data import Study
from analysis.data.schemas.published import NOT_STATED
from analysis.reported.printed import Printed
from analysis.reported.samples import samples
from analysis.reported.summary import READINGS, Summary


def readings(study: Study) -> pd.DataFrame:
    """What each printed mean ± spread of a marker implies, as an SD and as an SEM.

    Args:
        study: its findings, arms and markers. `analysis.reported.samples` says how subjects are counted.

    Returns:
        One row per finding, indexed by its id: `marker`, `arm`, `visit`, `unit`, `printed`, `stated` (what
        the source says that ± is: "sd", "sem", or that it does not), `mean`, `n`, and for each reading the
        SD between subjects (`sd_if_sd`, `sd_if_sem`), the SEM (`sem_if_sd`, `sem_if_sem`), the SD as a share
        of the mean (`share_if_sd`, `share_if_sem`), and the smallest and largest value that one subject can
        have (`least_if_sd`, `most_if_sd`, `least_if_sem`, `most_if_sem`).
    """
    rows = study.where(STAT="mean", PARAMCD=study.markers, SPREADKIND=[*READINGS, NOT_STATED])
    table = {row["FINDINGID"]: _implied(study, row) for row in rows.to_dict("records")}
    return pd.DataFrame.from_dict(table, orient="index")


def bars(table: pd.DataFrame) -> pd.DataFrame:
    """The bars that `readings` gives: mean ± 1 SD and mean ± 1 SEM under each reading.

    Args:
        table: from `readings`.

    Returns:
        One row per finding, reading (`SD`, `SEM`) and bar (`mean ± 1 SD`, `mean ± 1 SEM`), from `low` to
        `high`.
    """
    rows = [
        {
            **{column: row[column] for column in ("marker", "arm", "visit", "unit", "printed", "mean", "n")},
            "reading": reading.upper(),
            "bar": f"mean ± 1 {bar.upper()}",
            "low": row["mean"] - row[f"{bar}_if_{reading}"],
            "high": row["mean"] + row[f"{bar}_if_{reading}"],
            "trace": f"findings:{finding} formula:reported.Summary",
        }
        for finding, row in zip(table.index, table.to_dict("records"), strict=True)
        for reading in READINGS
        for bar in READINGS
    ]
    return pd.DataFrame(rows)


def levels(study: Study, *, marker: str) -> pd.DataFrame:
    """Every printed level of one marker in order of time, the later arm first, and the printed ± about it.

    Args:
        study: its findings and visits.
        marker: PARAMCD.

    Returns:
        One row per level: `marker`, `arm`, `when` (arm and visit), `printed`, `mean`, `low`, `high`, `unit`
        and `trace`.

    Raises:
        MissingFindingError: no mean with a spread is printed of the marker.
    """
    kinds = [*READINGS, NOT_STATED]
    rows = study.need("mean with ±", PARAMCD=marker, STAT="mean", SPREADKIND=kinds)
    places = {"TRT01A": {arm: -place for place, arm in enumerate(study.sizes)}}
    places["AVISIT"] = {visit.name: visit.number for visit in study.visits}
    rows = rows.sort_values(
        ["AVISIT", "TRT01A"], key=lambda own: own.map(places[str(own.name)]), kind="stable"
    )
    mean, spread = rows["VALUE"].astype(float), rows["SPREAD"].astype(float)
    return pd.DataFrame(
        {
            "marker": study.short(marker),
            "arm": rows["TRT01A"],
            "when": rows["TRT01A"] + ", " + rows["AVISIT"],
            "printed": rows["VALUE"] + " ± " + rows["SPREAD"],
            "mean": mean,
            "low": mean - spread,
            "high": mean + spread,
            "unit": rows["AVALU"],
            "trace": "findings:" + rows["FINDINGID"],
        }
    ).reset_index(drop=True)


def threshold(study: Study, *, finding: str) -> pd.DataFrame:
    """A printed threshold, such as ">408", as a line to draw: `value`, `label` and `trace`.

    Args:
        study: its findings.
        finding: FINDINGID.

    Raises:
        MissingFindingError: no such finding.
        ValueError: the finding is not a printed number behind "<" or ">".
    """
    row = study.finding(finding)
    value = float(Printed(row["VALUE"].lstrip("<>≤≥")).value)
    label = f"{row['VALUE']} {row['AVALU']}"
    return pd.DataFrame({"value": [value], "label": [label], "trace": [f"findings:{finding}"]})


def _implied(study: Study, row: Mapping[Hashable, str]) -> dict[str, object]:
    n = int(row["N"] or samples(study, row["TRT01A"], marker=row["PARAMCD"], visit=row["AVISIT"]))
    summary = Summary(row["VALUE"], row["SPREAD"], n)
    mean = float(row["VALUE"])
    sds = {f"sd_if_{reading}": summary.sd(spread_is=reading) for reading in READINGS}
    bounds = {reading: summary.bounds(spread_is=reading) for reading in READINGS}
    return {
        "marker": study.short(row["PARAMCD"]),
        "arm": row["TRT01A"],
        "visit": row["AVISIT"],
        "unit": row["AVALU"],
        "printed": summary.printed,
        "stated": row["SPREADKIND"],
        "mean": mean,
        "n": summary.n,
        **sds,
        **{f"sem_if_{reading}": summary.sem(spread_is=reading) for reading in READINGS},
        **{f"share_if_{reading}": sds[f"sd_if_{reading}"] / mean for reading in READINGS},
        **{f"least_if_{reading}": least for reading, (least, _) in bounds.items()},
        **{f"most_if_{reading}": most for reading, (_, most) in bounds.items()},
    }
