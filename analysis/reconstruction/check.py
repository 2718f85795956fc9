"""What only this room knows to be wrong with a study's tables: its priors and its reading of the samples."""

from collections.abc import Iterator

from analysis.data import TABLES, Problem, Study
from analysis.reconstruction.priors import FILE, QUANTITIES, lacking, unusable
from analysis.reconstruction.reading import Cell, possible_samples


def check(study: Study) -> list[Problem]:
    """Everything that stands against a reconstruction of the study; nothing where it has no priors.

    Priors of a variation that is negative, or 0 within a subject; parameters of which only some of the
    quantities of a prior are listed; more samples than an arm has subjects, or none behind the unit; and any
    other number of arms than two.

    Args:
        study: whose tables are looked at.

    Examples:
        >>> check(Study.read())
        []
    """
    return [*_arms(study), *_priors(study), *_reading(study)]


def _arms(study: Study) -> Iterator[Problem]:
    if not study.priors.empty and len(study.arms) != 2:
        codes = ", ".join(study.sizes)
        yield Problem(
            TABLES["arms"].path,
            None,
            "",
            f"{len(study.arms)} arms ({codes})",
            "two arms",
            "Cohorts are drawn for the comparison of two: leave the priors out, or keep two arms.",
        )


def _priors(study: Study) -> Iterator[Problem]:
    rows = study.priors.to_dict("records")
    yield from (found for number, row in enumerate(rows, start=2) if (found := unusable(row, number)))
    for code in sorted({row["PARAMCD"] for row in rows} - {""}):
        if missing := lacking(rows, code):
            yield Problem(
                FILE,
                None,
                "QUANTITY",
                f"no {' and no '.join(missing)} of {code}",
                f"{', '.join(QUANTITIES)}, of {code} or with an empty PARAMCD for every parameter",
                "Add the rows, as an assumption where no figure is known.",
            )


def _reading(study: Study) -> Iterator[Problem]:
    for number, row in enumerate(study.table("reading").to_dict("records"), start=2):
        cell = Cell(row["TRT01A"], row["AVISIT"])
        allowed = possible_samples(cell, study)
        if int(row["SAMPLES"]) not in allowed:
            yield Problem(
                TABLES["reading"].path,
                number,
                "SAMPLES",
                f"{row['SAMPLES']} of {cell.arm} at {cell.visit}",
                f"from {allowed[0]} to {allowed[-1]}" if allowed else "an arm and a visit of the study",
                "Correct the row.",
            )
