"""Explorer of the audit of printed numbers: which readings can hold together."""

from collections.abc import Mapping
from functools import partial

import pandas as pd

from analysis.audit import Reading, TwoGroups
from analysis.data import Source
from analysis.figures.audit.audit_drawing import VERDICTS, verdicts
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.inference.pvalues import METHOD_NAMES, METHODS, Method
from analysis.reported import MARKERS

REASONS = {
    "Samuelson's inequality": "bounds",
    "Attainable p-values": "no such p",
    "Bounds for ordered values and Exhaustive search of orders": "orders",
}
"""One or two words for the arguments of `analysis.audit`, as a cell of the map can hold them."""


def consistency(
    audits: Mapping[str, TwoGroups],
    findings: pd.DataFrame,
    *,
    arms: tuple[str, str],
    sources: tuple[Source, ...],
) -> Explorer:
    """The verdict on every reading of two printed levels and a p, for a marker and a method to choose.

    Args:
        audits: PARAMCD to the audit of its printed numbers; the first one is shown first.
        findings: the findings that were audited, to trace the verdicts to.
        arms: the names of the first and the second group.
        sources: where the findings were printed.
    """
    markers = tuple(audits)
    traces = {
        marker: " ".join("findings:" + findings.loc[findings["PARAMCD"] == marker, "FINDINGID"])
        for marker in markers
    }
    return Explorer(
        title="Can two printed levels and their p hold together?",
        basis="published",
        sources=sources,
        controls=(
            Control(
                "audited",
                "Marker",
                "radio",
                choices=markers,
                default=markers[0],
                labels=tuple(MARKERS[marker] for marker in markers),
            ),
            Control(
                "p_method",
                "Method",
                "radio",
                choices=METHODS,
                default="normal",
                labels=tuple(METHOD_NAMES[method] for method in METHODS),
            ),
        ),
        compute=partial(_rows, audits, traces, arms),
        draw=verdicts,
        describe=_describe,
        added="verdicts computed",
    )


def _rows(
    audits: Mapping[str, TwoGroups],
    traces: Mapping[str, str],
    arms: tuple[str, str],
    *,
    audited: str,
    p_method: Method,
) -> pd.DataFrame:
    readings = [reading for reading in audits[audited].readings if reading.method == p_method]
    readings.sort(key=_place)
    rows = [
        {
            "row": f"± {reading.spread_is.upper()}, {reading.sizes[0]} {arms[0]}",
            "column": f"{reading.sizes[1]} {arms[1]}",
            "verdict": reading.verdict,
            "words": _words(reading),
            "reason": reading.proof.name if reading.proof else "",
        }
        for reading in readings
    ]
    return pd.DataFrame(rows).assign(trace=f"{traces[audited]} formula:audit.two_groups")


def _place(reading: Reading) -> tuple[str, int, int]:
    """Down by the reading of ± and the first size, across by the second, the largest first."""
    return reading.spread_is, -reading.sizes[0], -reading.sizes[1]


def _words(reading: Reading) -> str:
    """The verdict and, where there is a proof, its argument, one below the other."""
    answer, _, ties = reading.verdict.partition(" ")
    reason = REASONS.get(reading.proof.name, "proof") if reading.proof else ""
    return "|".join(part for part in (answer, ties, reason) if part)


def _describe(rows: pd.DataFrame) -> str:
    counts = [
        f"{MARKERS[str(marker)]}: "
        + ", ".join(f"{(own['verdict'] == v).sum()} {v}" for v in VERDICTS if v in set(own["verdict"]))
        for marker, own in rows.groupby("audited", sort=False)
    ]
    return (
        "A map of readings: the meaning of ± and the number of values in one arm down, the number in "
        "the other across. Each cell says whether the two printed levels and the printed p can all hold, "
        f"and by which argument not. Over the methods shown, {'; '.join(counts)}."
    )
