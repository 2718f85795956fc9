"""Writes one reconstructed cohort as ADaM tables: whole numbers in, text out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analysis.data import BASES, Study
from analysis.reconstruction.constraints import Marker
from analysis.reconstruction.ensemble import Ensemble
from analysis.reconstruction.reading import Cell
from analysis.reconstruction.representative import MISSING, PRINTED_DECIMALS, RELATIVE_DECIMALS, Member, Whole


@dataclass(frozen=True, slots=True, eq=False)
class _Parameter:
    """One parameter of the table: a marker in one unit.

    Attributes:
        marker: what it measures.
        support: the cells that have it, and what each rests on.
        values: in units of the last decimal, shape (subjects, visits).
        decimals: after the decimal point.
        names: the columns that name it.
    """

    marker: Marker
    support: Mapping[Cell, str]
    values: Whole
    decimals: int
    names: Mapping[str, str]


def adsl(study: Study, ensemble: Ensemble) -> pd.DataFrame:
    """The reconstructed subjects, one a row, as text."""
    subjects = ensemble.subjects
    return pd.DataFrame(
        {
            "STUDYID": _named(study),
            "USUBJID": subjects["USUBJID"],
            "TRT01A": subjects["TRT01A"],
            "TRT01AN": subjects["TRT01A"].map({arm.code: str(arm.number) for arm in study.arms}),
            "BASIS": BASES["reconstructed"].badge,
        }
    )


def adlb(study: Study, ensemble: Ensemble, member: Member) -> pd.DataFrame:
    """The values of one member as text: one row per subject, parameter and visit.

    A marker with printed levels has two parameters: its own code holds these levels in the printed unit, and
    the code with REL every visit relative to the mean of the unit (`Marker.unit`). A subject without a
    sample has an empty value.

    Args:
        study: names its parameters, in their order, its arms and visits.
        ensemble: where the member comes from.
        member: from `choose`.
    """
    parameters = study.parameters
    named = parameters[parameters["PARAMCD"].isin(list(ensemble.relative))].set_index("PARAMCD")
    rows = [
        row
        for code, names in named.iterrows()
        for parameter in _parameters(study, ensemble.marker(str(code)), member, names)
        for row in _rows(study, ensemble.subjects, parameter)
    ]
    return pd.DataFrame(rows)


def _parameters(
    study: Study, marker: Marker, member: Member, names: "pd.Series[str]"
) -> Iterator[_Parameter]:
    relative = f"times the mean {study.baseline.words} of {marker.unit.arm}"
    code, category = marker.code, {"PARCAT1": names["SYSTEM"], "MARKER": marker.code}
    for unit in sorted({level.unit for level in marker.levels.values()}):
        yield _Parameter(
            marker,
            {cell: marker.support(cell) for cell, level in marker.levels.items() if level.unit == unit},
            member.printed[code],
            PRINTED_DECIMALS,
            {"PARAMCD": code, "PARAM": f"{names['PARAM']} ({unit})", "AVALU": unit} | category,
        )
    yield _Parameter(
        marker,
        {cell: marker.relative_support(cell) for cell in marker.order},
        member.relative[code],
        RELATIVE_DECIMALS,
        {"PARAMCD": f"{code}REL", "PARAM": f"{names['PARAM']} ({relative})", "AVALU": relative} | category,
    )


def _rows(study: Study, subjects: pd.DataFrame, parameter: _Parameter) -> Iterator[dict[str, str]]:
    visits = parameter.marker.visits
    for subject, arm, values in zip(subjects["USUBJID"], subjects["TRT01A"], parameter.values, strict=True):
        for visit, value in zip(visits, values.tolist(), strict=True):
            if Cell(arm, visit) in parameter.support:
                baseline = int(values[0])
                yield {
                    "STUDYID": _named(study),
                    "USUBJID": subject,
                    "TRT01A": arm,
                    **parameter.names,
                    "AVISIT": visit,
                    "AVISITN": str(study.visit(visit).number),
                    **_measured(value, baseline, visit != visits[0], parameter.decimals),
                    "SUPPORT": parameter.support[Cell(arm, visit)],
                    "BASIS": BASES["reconstructed"].badge,
                }


def _measured(value: int, baseline: int, later: bool, decimals: int) -> dict[str, str]:
    """Value, baseline and change; a change needs both and comes after baseline."""
    known = MISSING not in (value, baseline)
    return {
        "AVAL": _text(value, decimals),
        "BASE": _text(baseline, decimals),
        "CHG": _text(value - baseline, decimals) if later and known else "",
        "ABLFL": "" if later else "Y",
    }


def _text(whole: int, decimals: int) -> str:
    return "" if whole == MISSING else str(Decimal(whole).scaleb(-decimals))


def _named(study: Study) -> str:
    """The name of the reconstruction, which is not that of the study."""
    return f"{study.id}-RECONSTRUCTED"
