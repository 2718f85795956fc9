"""Tables of sample sizes and methods alone: no data of a study is in them."""

from collections.abc import Mapping, Sequence
from math import isinf
from typing import Protocol

import pandas as pd

from analysis import inference, reconstruction, reported
from analysis.data import BASES, TABLES, Study, read
from analysis.inference.checks import Design
from analysis.inference.pvalues import METHOD_NAMES, METHODS
from analysis.tables.table import Table


class Result(Protocol):
    """A statistic that says itself in a sentence."""

    def sentence(self) -> str:
        """The result in words."""


def bases() -> Table:
    """What a number of the book can stand on, with an example of each.

    Examples:
        >>> bases().frame["name"].tolist()
        ['published', 'design', 'reference', 'reconstructed', 'observed']
    """
    rows = [{"name": each.name, "meaning": each.meaning, "example": each.example} for each in BASES.values()]
    return Table(
        pd.DataFrame(rows),
        headings={"name": "Basis", "meaning": "What it rests on", "example": "Example"},
        title="The bases",
        basis="design",
    )


def sentences(results: Mapping[str, Sequence[Result]], *, about: str, title: str) -> Table:
    """What statistics say of made-up values, a sentence each.

    Args:
        results: of what they are computed to results of `inference`.
        about: the heading above what they are computed of.
        title: what the table holds.

    Examples:
        >>> sentences({"none": [inference.proportion(0, 11)]}, about="Cohort", title="Made up").frame["of"][0]
        'none'
    """
    rows = [(of, result.sentence()) for of, each in results.items() for result in each]
    return Table(
        pd.DataFrame(rows, columns=["of", "sentence"]),
        headings={"of": about, "sentence": "What the statistic says"},
        title=title,
        basis="design",
        filters=("of",),
    )


def conventions() -> Table:
    """How programs compute the p-value of a rank test, what needs least first, linked to where it was read.

    Examples:
        >>> conventions().frame["name"].tolist()[:4]
        ['exact', 'normal', 'normal-cc', 'exact-ties']
    """
    rows = [
        {
            "name": each.name,
            "words": each.words,
            "programs": tuple(program.named for program in each.programs),
            "links": tuple(program.link for program in each.programs),
        }
        for each in reported.CONVENTIONS
    ]
    return Table(
        pd.DataFrame(rows),
        headings={"words": "How p is computed", "programs": "So does", "name": "Name in the library"},
        title="Conventions of rank tests",
        basis="design",
        links={"programs": "links"},
    )


def lowest_pvalues(n1: int, n2: int | None = None, *, steps: int = 6) -> Table:
    """The lowest two-sided p-values of a rank test by method, without ties.

    Args:
        n1: subjects of the first group, or pairs.
        n2: subjects of the second group; none for pairs.
        steps: how many.

    Returns:
        With `frame` of `statistic` and a column for each method.

    Examples:
        >>> lowest_pvalues(5, 6, steps=1).frame["exact"].round(5).tolist()
        [0.00433]
    """
    pvalues = {method: inference.attainable(n1, n2, method=method)["pvalue"] for method in METHODS}
    lowest = pd.DataFrame(pvalues).head(steps)
    test, letter, sizes = _test(n1, n2)
    return Table(
        lowest.rename_axis("statistic").reset_index().assign(trace="formula:inference.attainable"),
        headings={"statistic": letter, **_methods()},
        title=f"Lowest p-values of the {test} test, {sizes}",
        basis="design",
    )


def smallest_pvalues(designs: Sequence[Design]) -> Table:
    """The smallest two-sided p-value that each design allows, by method, without ties.

    Args:
        designs: numbers of pairs, or the sizes of two groups.

    Examples:
        >>> smallest_pvalues([5]).frame["exact"].tolist()
        [0.0625]
    """
    floors = inference.floors(designs)
    floors["design"] = [_sizes(design) for design in designs for _ in METHODS]
    wide = floors.pivot_table(index="design", columns="method", values="floor", sort=False)
    return Table(
        wide.reset_index().assign(trace="formula:inference.floors"),
        headings={"design": "People", **_methods()},
        title="The smallest p-value by number of people",
        basis="design",
    )


def best_by_design(
    designs: Mapping[str, Design],
    *,
    tests: int,
    power: float = 0.8,
    title: str = "What so many people can show at best",
) -> Table:
    """What each comparison can show at best: its smallest p, alone and adjusted, and the shift that it finds.

    Args:
        designs: label of a comparison to its number of pairs, or to the sizes of its two groups.
        tests: size of the family over which p is adjusted by Holm's method.
        power: the chance with which the shift is found, at a level of 0.05.
        title: what the table holds.

    Returns:
        With `frame` of `design`, `floor`, `adjusted` and `shift` (in SDs; "none" where no shift is found).

    Examples:
        >>> best_by_design({"five": 5}, tests=2).frame[["floor", "adjusted", "shift"]].to_dict("records")
        [{'floor': 0.0625, 'adjusted': 0.125, 'shift': 'none'}]
    """
    exact = inference.floors(list(designs.values()), methods=["exact"])["floor"]
    found = [inference.detectable(design, power).shift for design in designs.values()]
    rows = pd.DataFrame(
        {
            "design": list(designs),
            "floor": exact,
            "adjusted": [inference.smallest_adjusted(p, tests, at_floor=1, method="holm") for p in exact],
            "shift": ["none" if isinf(shift) else shift for shift in found],
            "trace": "formula:inference.floors",
        }
    )
    return Table(
        rows,
        headings={
            "design": "Comparison",
            "floor": "Smallest p",
            "adjusted": "After Holm",
            "shift": "Shift found, SD",
        },
        title=title,
        basis="design",
        sources=Study.read().cite("holm1979"),
    )


def assumptions() -> Table:
    """What is varied when a share of computed cohorts is given.

    Examples:
        >>> list(assumptions().frame.columns)
        ['name', 'says']
    """
    rows = [(name, each.says) for name, each in reconstruction.ASSUMPTIONS.items()]
    return Table(
        pd.DataFrame(rows, columns=["name", "says"]),
        headings={"name": "Assumption", "says": "What is assumed"},
        title="What is varied in a share of cohorts",
        basis="design",
    )


def classics() -> Table:
    """Published results of classical data sets, and what the functions of this package make of them.

    Returns:
        With `frame` of `AGREES` ("yes" or "no") beside what is shown.
    """
    rows = reported.validate(read("classics"))
    book = Study.read()
    cells = rows.assign(
        AGREES=rows["AGREES"].map({True: "yes", False: "no"}),
        place=rows["SOURCEID"].map(book.source_labels) + ": " + rows["PLACE"],
        trace="classics:" + rows["CASEID"],
    )
    return Table(
        cells,
        headings={
            "TITLE": "Data",
            "CALL": "Function",
            "QUANTITY": "Quantity",
            "PRINTED": "Printed",
            "OURS": "Ours",
            "AGREES": "Agrees",
            "place": "Source and place",
            "STANDING": "Read as",
        },
        title="Classical data sets, run again",
        basis="reference",
        study=book,
        filters=("CALL", "AGREES"),
    )


def one_row(study: Study, name: str, key: str) -> Table:
    """One row of a table of a study, column by column, with what each column holds.

    Args:
        study: whose table it is.
        name: the table, a key of `analysis.data.TABLES`.
        key: the row's own name.

    Raises:
        ValueError: no such row.

    Examples:
        >>> one_row(Study.read(), "findings", "y5-age").frame.head(1).to_dict("records")[0]["value"]
        'y5-age'
    """
    schema, rows = TABLES[name], study.table(name)
    found = rows[rows[schema.primary_key[0]] == key]
    if found.empty:
        raise ValueError(f"no row {key!r} in the table {name!r} of {study.name}.")
    row = found.iloc[0]
    meanings = [str(schema.schema.columns[column].description).replace("`", "") for column in row.index]
    cells = pd.DataFrame({"column": row.index, "value": row.replace("", "(empty)"), "meaning": meanings})
    return Table(
        cells.assign(trace=f"{name}:{key}"),
        headings={"column": "Column", "value": "This row", "meaning": "What the column holds"},
        title=f"One row of {name}.csv",
        basis="published",
        study=study,
    )


def _methods() -> dict[str, str]:
    return {method: METHOD_NAMES[method].capitalize() for method in METHODS}


def _test(n1: int, n2: int | None) -> tuple[str, str, str]:
    return ("signed-rank", "W+", f"{n1} pairs") if n2 is None else ("rank-sum", "U", f"{n1} v {n2}")


def _sizes(design: Design) -> str:
    return f"{design} pairs" if isinstance(design, int) else " v ".join(map(str, design))
