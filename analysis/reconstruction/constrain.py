"""Turns the table of findings into constraints, and says which findings it could not turn into any."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.inference import attainable
from analysis.reconstruction.constraints import (
    ARMS,
    UNIT,
    VISITS,
    Cell,
    Comparison,
    Constraints,
    Fold,
    Level,
    Marker,
    Reading,
)
from analysis.reconstruction.priors import Prior
from analysis.reported import MARKERS, Printed, Summary, decode, enrolled

Row = Mapping[Hashable, Any]
Asked = Level | Fold | Comparison

_ALWAYS = ("Baseline", "Month 6", "Year 5")


def constrain(
    findings: pd.DataFrame, priors: Mapping[str, Prior], *, source: str, reading: Reading | None = None
) -> Constraints:
    """Turn every finding on the markers that have a prior into what it asks of a cohort.

    A printed mean with its spread is a level. A printed p-value, a significance or a direction is a set of
    allowed rank statistics: those whose two-sided p prints so, lies at or below alpha ("significant") or
    above it ("not significant"), and that lie on the side of the direction. Comparisons of arms are read as
    rank-sum tests, comparisons of visits as signed-rank tests: the tests that the poster names.

    Args:
        findings: the table of findings.
        priors: PARAMCD to prior; these are the markers.
        source: key of the source whose numbers of subjects are taken.
        reading: how to read what the findings leave open; `Reading()` if not given.

    Raises:
        ValueError: the source does not print the numbers of subjects, or more samples than subjects are read.
    """
    reading = reading or Reading()
    subjects = enrolled(findings, source=source)
    _refuse_samples(reading.samples, subjects)
    markers, uses = [], []
    for code, prior in priors.items():
        rows = findings[findings["PARAMCD"] == code].to_dict("records")
        samples = _samples(code, rows, subjects, reading)
        asked = [_asked(row, samples, reading) for row in rows]
        uses += [_use(row, answer) for row, answer in zip(rows, asked, strict=True)]
        markers.append(_marker(code, prior, samples, asked, reading))
    table = pd.DataFrame(uses, columns=["finding", "marker", "use", "why"])
    return Constraints(subjects, reading, tuple(markers), table)


def _marker(
    code: str, prior: Prior, samples: Mapping[Cell, int], asked: list[Asked | str], reading: Reading
) -> Marker:
    return Marker(
        code=code,
        visits=tuple(visit for visit in VISITS if any(samples.get(Cell(arm, visit)) for arm in ARMS)),
        samples=samples,
        prior=prior,
        scale=reading.scale,
        spread_is=reading.spread_is,
        levels={answer.cell: answer for answer in asked if isinstance(answer, Level)},
        folds={answer.cell: answer for answer in asked if isinstance(answer, Fold)},
        comparisons=tuple(answer for answer in asked if isinstance(answer, Comparison)),
    )


def _samples(
    code: str, rows: Sequence[Row], subjects: Mapping[str, int], reading: Reading
) -> dict[Cell, int]:
    """Subjects with a sample in each cell; other visits than the usual only where an arm is told of."""
    told = {
        Cell(arm, row["AVISIT"]) for row in rows for arm in _arms(row["TRT01A"]) if row["AVISIT"] in VISITS
    }
    cells = {Cell(arm, visit) for arm in ARMS for visit in VISITS}
    fewer = reading.samples if code in MARKERS else {}
    return {
        cell: fewer.get(cell, subjects[cell.arm]) if cell.visit in _ALWAYS or cell in told else 0
        for cell in sorted(cells)
    }


def _asked(row: Row, samples: Mapping[Cell, int], reading: Reading) -> Asked | str:
    """What one finding asks, or why it asks nothing."""
    comparison = reading.comparisons.get(row["FINDINGID"], row["COMPARISON"])
    arm = row["TRT01A"].partition(" v ")[0]
    if not _arms(arm):
        return "the arm is not stated"
    cell = Cell(arm, row["AVISIT"])
    match row["STAT"]:
        case "mean" | "ratio" if cell not in samples:
            return "a level of both arms together, or at a visit that is not reconstructed"
        case "mean" if row["SPREAD"]:
            return Level(
                row["FINDINGID"], cell, Summary(row["VALUE"], row["SPREAD"], samples[cell]), row["AVALU"]
            )
        case "ratio":
            return _fold(row, cell, reading)
        case "p" | "direction":
            return _comparison(row, comparison, arm, samples, reading)
        case "statement":
            return "names the marker without saying anything of its values"
    return "limits, but no level is printed to hold against them"


def _fold(row: Row, cell: Cell, reading: Reading) -> Fold | str:
    """Nearly k times: to between k - 1/2 and k times baseline, or by that much."""
    word, _, times = row["VALUE"].partition(" ")
    if word != "nearly":
        return "a ratio whose words are not known"
    most = float(Printed(times).value) + (1 if reading.ratio == "by" else 0)
    return Fold(row["FINDINGID"], cell, most - 0.5, most)


def _comparison(
    row: Row, comparison: str, arm: str, samples: Mapping[Cell, int], reading: Reading
) -> Comparison | str:
    first, _, second = comparison.partition(" v ")
    if (first, second) != ("HD", "LD") and not {first, second} <= set(VISITS):
        return "no two arms or visits are compared" if second else "no comparison is named"
    says = _says(row, comparison)
    if says is None:
        return "no test says what is meant by no change"
    if first == "HD":
        groups = Cell("HD", row["AVISIT"]), Cell("LD", row["AVISIT"])
        sizes = samples[groups[0]], samples[groups[1]]
        if not all(sizes):
            return "an arm has no samples at this visit"
        allowed = _allowed(row, sizes, sizes[0] * sizes[1], reading)
        return Comparison(row["FINDINGID"], "rank-sum", groups[:1], groups[1:], allowed, says)
    after, before = (tuple(Cell(each, visit) for each in _arms(arm)) for visit in (first, second))
    pairs = sum(min(samples[a], samples[b]) for a, b in zip(after, before, strict=True))
    if not pairs:
        return "no subject has samples at both visits"
    allowed = _allowed(row, (pairs,), pairs * (pairs + 1) // 2, reading)
    return Comparison(row["FINDINGID"], "signed-rank", after, before, allowed, says)


def _allowed(row: Row, sizes: tuple[int, ...], largest: int, reading: Reading) -> frozenset[int]:
    """The statistics, up to the largest that the sizes give, whose p and side agree with the finding."""
    if row["STAT"] == "p":
        design = (sizes[0], sizes[1]) if len(sizes) == 2 else sizes[0]
        fits = decode(row["VALUE"], sizes=[design], methods=[reading.method]).fits
        found = {int(statistic) for fit in fits for statistic in (fit.statistic, fit.mirror)}
    else:
        table = attainable(*sizes, method=reading.method)
        low = table["pvalue"] <= reading.alpha
        agrees = {"significant": low, "not significant": ~low}.get(row["SIGNIFICANCE"], table["pvalue"] <= 1)
        found = {int(statistic) for statistic in table.loc[agrees, "statistic"]}
    side = {"higher": range(largest // 2 + 1, largest + 1), "lower": range((largest + 1) // 2)}
    return frozenset(found.intersection(side.get(row["DIRECTION"], range(largest + 1))))


def _says(row: Row, comparison: str) -> str | None:
    """The finding in words; None where it names neither a side nor a test."""
    if row["STAT"] == "p":
        return f"{comparison}: {row['DIRECTION']}, p = {row['VALUE']}"
    told = row["SIGNIFICANCE"] != "not stated" or row["DIRECTION"] in ("higher", "lower")
    return f"{comparison}: {row['DIRECTION']}, {row['SIGNIFICANCE']}" if told else None


def _use(row: Row, answer: Asked | str) -> dict[str, str]:
    finding = {"finding": row["FINDINGID"], "marker": row["PARAMCD"]}
    match answer:
        case Level(summary=summary, unit=unit):
            return finding | {"use": "level", "why": f"{summary.printed} {unit}, {summary.n} samples"}
        case Fold(low=low, high=high):
            return finding | {"use": "fold", "why": f"{low:g} to {high:g} times the mean at baseline"}
        case Comparison(says=says):
            return finding | {"use": "comparison", "why": says}
    return finding | {"use": "none", "why": str(answer)}


def _arms(arm: str) -> tuple[str, ...]:
    if arm == "ALL":
        return ARMS
    return tuple(each for each in ARMS if each in arm.split(" v "))


def _refuse_samples(samples: Mapping[Cell, int], subjects: Mapping[str, int]) -> None:
    for cell, number in samples.items():
        if cell.arm not in subjects or cell.visit not in VISITS or not 0 <= number <= subjects[cell.arm]:
            raise ValueError(
                f"samples reads {number} samples of {cell.arm} at {cell.visit}. "
                f"Give from 0 to all of {dict(subjects)} at one of {', '.join(VISITS)}."
            )
    if not samples.get(UNIT, 1):
        raise ValueError(
            "samples reads no sample of HD at Baseline, whose mean is the unit. Leave at least 1."
        )
