"""Turns the table of findings into constraints, and says which findings it could not turn into any."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.data import Study
from analysis.data.schemas.published import NOT_NAMED, NOT_STATED
from analysis.data.vocabulary import EVERYBODY
from analysis.inference import attainable
from analysis.reconstruction.constraints import Comparison, Constraints, Fold, Level, Marker
from analysis.reconstruction.priors import FILE, WITHIN, Prior, read_priors
from analysis.reconstruction.reading import Cell, Reading, possible_samples, unit_of
from analysis.reported import Printed, Summary, decode
from analysis.reported.summary import READINGS

Row = Mapping[Hashable, Any]
Asked = Level | Fold | Comparison

RANK_TESTS = ("", NOT_NAMED, "Mann-Whitney", "Wilcoxon signed-rank")
"""The tests, as the findings name them, that are read as rank tests."""


def constrain(
    study: Study,
    markers: Iterable[str] | None = None,
    *,
    reading: Reading | None = None,
    priors: Mapping[str, Prior] | None = None,
) -> Constraints:
    """Turn every finding on the markers into what it asks of a cohort of the study's size.

    A printed mean with its spread is a level. A printed p-value, a significance or a direction is a set of
    allowed rank statistics: those whose two-sided p prints so, lies at or below alpha ("significant") or
    above it ("not significant"), and that lie on the side of the direction. Comparisons of arms are read as
    rank-sum tests, comparisons of visits as signed-rank tests, unless the source names another test.

    Args:
        study: whose findings are used, with its two arms and their sizes.
        markers: PARAMCDs; all that have a prior if not given.
        reading: how to read what the findings leave open; `Reading.of(study)` if not given.
        priors: PARAMCD to prior; those of the study's table if not given.

    Raises:
        MissingFindingError: the study has not two arms.
        ValueError: no such marker, a marker without a prior, or more samples than subjects are read.

    Examples:
        >>> constrain(Study.read(), ["IL6"]).enrolled
        {'LD': 5, 'HD': 6}
    """
    _ = study.between  # refuses any other number of arms than two
    reading = reading or Reading.of(study)
    _refuse_samples(reading.samples, study)
    known = read_priors(study) if priors is None else priors
    codes = list(known) if markers is None else list(markers)
    _refuse_unknown(codes, known, study)
    built, uses = [], []
    for code in codes:
        rows = study.where(PARAMCD=code).to_dict("records")
        samples = _samples(code, rows, study, reading)
        asked = [_asked(row, samples, study, reading) for row in rows]
        uses += [_use(row, answer) for row, answer in zip(rows, asked, strict=True)]
        built.append(_marker(study, code, known[code], samples, asked, reading))
    table = pd.DataFrame(uses, columns=["finding", "marker", "use", "why"])
    return Constraints(study.sizes, reading, tuple(built), table)


def _marker(
    study: Study,
    code: str,
    prior: Prior,
    samples: Mapping[Cell, int],
    asked: list[Asked | str],
    reading: Reading,
) -> Marker:
    arms = tuple(study.sizes)
    names = [visit.name for visit in study.visits]
    return Marker(
        code=code,
        name=study.short(code),
        arms=arms,
        visits=tuple(name for name in names if any(samples[Cell(arm, name)] for arm in arms)),
        samples=samples,
        prior=prior,
        scale=reading.scale,
        levels={answer.cell: answer for answer in asked if isinstance(answer, Level)},
        folds={answer.cell: answer for answer in asked if isinstance(answer, Fold)},
        comparisons=tuple(answer for answer in asked if isinstance(answer, Comparison)),
        counted=tuple(arm.size_finding for arm in study.arms),
    )


def _samples(code: str, rows: Sequence[Row], study: Study, reading: Reading) -> dict[Cell, int]:
    """Subjects with a sample in each cell, the last arm first.

    Everybody has one at baseline and at the visits at which something is printed of every arm; at another
    visit only an arm of which something is printed on this marker. A level that is printed with its number
    of values has so many; of the study's own markers the reading may say that there are fewer.
    """
    printed = {Cell(arm, row["AVISIT"]) for row in rows for arm in _arms(row["TRT01A"], study)}
    numbered = {
        Cell(row["TRT01A"], row["AVISIT"]): min(int(row["N"]), study.sizes[row["TRT01A"]])
        for row in rows
        if row["STAT"] == "mean" and row["N"] and row["TRT01A"] in study.sizes
    }
    fewer = numbered | dict(reading.samples if code in study.markers else {})
    usual = _usual(study)
    return {
        cell: fewer.get(cell, size) if cell.visit in usual or cell in printed else 0
        for arm, size in reversed(study.sizes.items())
        for cell in (Cell(arm, visit.name) for visit in study.visits)
    }


def _usual(study: Study) -> set[str]:
    """Baseline, and the visits at which something is printed of every arm."""
    named = study.findings[["AVISIT", "TRT01A"]].drop_duplicates().to_dict("records")
    spoken = {Cell(arm, row["AVISIT"]) for row in named for arm in _arms(row["TRT01A"], study)}
    both = {
        visit.name for visit in study.visits if all(Cell(arm, visit.name) in spoken for arm in study.sizes)
    }
    return both | {study.baseline.name}


def _asked(row: Row, samples: Mapping[Cell, int], study: Study, reading: Reading) -> Asked | str:
    """What one finding asks, or why it asks nothing."""
    comparison = reading.comparisons.get(row["FINDINGID"], row["COMPARISON"])
    arm = row["TRT01A"].partition(" v ")[0]
    if not _arms(arm, study):
        return "the arm is not stated"
    cell = Cell(arm, row["AVISIT"])
    match row["STAT"]:
        case "mean" | "ratio" if cell not in samples:
            return "a level of both arms together, or at a visit that is not reconstructed"
        case "mean" if row["SPREAD"]:
            return _level(row, cell, samples[cell], reading)
        case "ratio":
            return _fold(row, cell, reading)
        case "p" | "direction" if row["TEST"] not in RANK_TESTS:
            return f"the test named is {row['TEST']}, and cohorts are held against rank tests alone"
        case "p" | "direction":
            return _comparison(row, comparison, samples, study, reading)
        case "difference":
            return "a difference of means, which follows from the levels where these are printed"
        case "statement":
            return "names the marker without saying anything of its values"
    return "limits, but no level is printed to hold against them"


def _level(row: Row, cell: Cell, samples: int, reading: Reading) -> Level | str:
    """The mean and spread of a cell; the kind of spread is the source's own word where it says one."""
    kind = row["SPREADKIND"]
    if kind not in (*READINGS, NOT_STATED):
        return f"a mean whose ± is neither an SD nor an SEM ({kind})"
    if samples < 2:
        return "fewer than two values are read behind this mean"
    spread_is = reading.spread_is if kind == NOT_STATED else kind
    return Level(
        row["FINDINGID"], cell, Summary(row["VALUE"], row["SPREAD"], samples), spread_is, row["AVALU"]
    )


def _fold(row: Row, cell: Cell, reading: Reading) -> Fold | str:
    """Nearly k times: to between k - 1/2 and k times baseline, or by that much."""
    word, _, times = row["VALUE"].partition(" ")
    if word != "nearly":
        return "a ratio whose words are not known"
    most = float(Printed(times).value) + (1 if reading.ratio == "by" else 0)
    return Fold(row["FINDINGID"], cell, most - 0.5, most)


def _comparison(
    row: Row, comparison: str, samples: Mapping[Cell, int], study: Study, reading: Reading
) -> Comparison | str:
    first, _, second = comparison.partition(" v ")
    visits = {visit.name for visit in study.visits}
    if comparison != study.between and not {first, second} <= visits:
        return "no two arms or visits are compared" if second else "no comparison is named"
    says = _says(row, comparison)
    if says is None:
        return "no test says what is meant by no change"
    if comparison == study.between:
        groups = Cell(first, row["AVISIT"]), Cell(second, row["AVISIT"])
        sizes = samples.get(groups[0], 0), samples.get(groups[1], 0)
        if not all(sizes):
            return "an arm has no samples at this visit"
        allowed = _allowed(row, sizes, sizes[0] * sizes[1], reading)
        return Comparison(row["FINDINGID"], "rank-sum", groups[:1], groups[1:], allowed, says)
    arms = _arms(row["TRT01A"].partition(" v ")[0], study)
    after, before = (tuple(Cell(arm, visit) for arm in arms) for visit in (first, second))
    pairs = sum(min(samples[a], samples[b]) for a, b in zip(after, before, strict=True))
    if not pairs:
        return "no subject has samples at both visits"
    allowed = _allowed(row, (pairs,), pairs * (pairs + 1) // 2, reading)
    return Comparison(row["FINDINGID"], "signed-rank", after, before, allowed, says)


def _allowed(row: Row, sizes: tuple[int, ...], largest: int, reading: Reading) -> frozenset[int]:
    """The statistics, up to the largest that the sizes give, whose p and side agree with the finding."""
    if row["STAT"] == "p":
        design = (sizes[0], sizes[1]) if len(sizes) == 2 else sizes[0]
        fits = decode(row["VALUE"], sizes=[design], conventions=[reading.method]).fits
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
    judged = row["SIGNIFICANCE"] != "not stated" or row["DIRECTION"] in ("higher", "lower")
    return f"{comparison}: {row['DIRECTION']}, {row['SIGNIFICANCE']}" if judged else None


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


def _arms(arm: str, study: Study) -> tuple[str, ...]:
    """The arms of which a finding speaks, in order of display; none where it does not name them."""
    if arm == EVERYBODY:
        return tuple(study.sizes)
    return tuple(each for each in study.sizes if each in arm.split(" v "))


def _refuse_unknown(codes: Sequence[str], known: Mapping[str, Prior], study: Study) -> None:
    for code in codes:
        study.short(code)  # refuses what is no parameter
    if missing := [code for code in codes if code not in known] or ([] if codes else ["any marker"]):
        raise ValueError(
            f"{study.name} has no prior of {', '.join(missing)}. Add a row to {FILE} for each, with PARAMCD "
            f"and the QUANTITY {WITHIN!r}."
        )


def _refuse_samples(samples: Mapping[Cell, int], study: Study) -> None:
    for cell, number in samples.items():
        if number in possible_samples(cell, study):
            continue
        if cell == unit_of(study):
            raise ValueError(
                f"samples reads {number} samples of {cell.arm} at {cell.visit}, whose mean is the unit. "
                f"Give from 1 to {study.sizes[cell.arm]}."
            )
        raise ValueError(
            f"samples reads {number} samples of {cell.arm} at {cell.visit}. Give from 0 to all of "
            f"{study.sizes} at one of {', '.join(visit.name for visit in study.visits)}."
        )
