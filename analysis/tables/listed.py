"""Any table of a study as its file holds it, in the columns that a page asks for."""

from collections.abc import Iterable, Sequence

from analysis.data import TABLES, BasisName, MissingFindingError, Source, Study
from analysis.tables.columns import shown
from analysis.tables.table import Table


def listed(
    study: Study,
    name: str,
    columns: Sequence[str],
    *,
    title: str = "",
    filters: Sequence[str] = (),
    basis: BasisName | None = None,
    added: str = "",
    sources: Sequence[Source] = (),
    **words: str | Iterable[str],
) -> Table:
    """The rows of one table of a study, with their sources.

    Args:
        study: whose table it is.
        name: the table, a key of `analysis.data.TABLES`.
        columns: of the file, in capitals, or put together, in small letters (see
            `analysis.tables.columns.COMPOSED`).
        title: what the table holds; without one as its schema calls it.
        filters: columns by which a reader may narrow it.
        basis: without one that of its folder (`published`, `reference` or `reconstructed`).
        added: what in it stands on another basis.
        sources: further sources, which its rows do not name.
        **words: only the rows whose columns have these words, one each or one of several.

    Raises:
        MissingFindingError: the study has no such row.
        ValueError: no such table or column.

    Examples:
        >>> listed(Study.read(), "findings", ["marker", "DIRECTION"], PARAMCD="HGF").frame["marker"].unique()
        <StringArray>
        ['HGF']
        Length: 1, dtype: str
    """
    rows = study.table(name)
    for column, wanted in words.items():
        rows = rows[rows[column].isin([wanted] if isinstance(wanted, str) else list(wanted))]
    if rows.empty:
        asked = "".join(f", {column} {wanted}" for column, wanted in words.items())
        raise MissingFindingError(f"{study.name} has no row in its table {name!r}{asked}.")
    cells, headings = shown(study, rows, [*columns, *(each for each in filters if each not in columns)])
    headings |= {
        name: str(own.title) for name, own in TABLES[name].schema.columns.items() if name in headings
    }
    keys = rows[list(TABLES[name].primary_key)].agg("-".join, axis=1)
    return Table(
        cells.assign(trace=f"{name}:" + keys),
        headings={column: headings[column] for column in columns},
        title=title or TABLES[name].title,
        basis=basis or _basis(name),
        study=study,
        filters=filters,
        added=added,
        sources=sources,
    )


def _basis(name: str) -> BasisName:
    """What the tables of a folder stand on."""
    folders: dict[str, BasisName] = {
        "published": "published",
        "reference": "reference",
        "reconstructed": "reconstructed",
    }
    return folders[TABLES[name].path.partition("/")[0]]
