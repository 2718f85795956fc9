"""What a table shows above a column: its title in the schemas."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from analysis.data.schemas import TABLES

HEADINGS: dict[str, str] = {
    name: str(column.title)
    for table in reversed(TABLES.values())
    for name, column in table.schema.columns.items()
}
"""Column to title, of the first table that has it."""


def heading(column: str) -> str:
    """The title of a column in the first table that has it.

    Raises:
        ValueError: no table has it.

    Examples:
        >>> heading("DIRECTION"), heading("MHTERM")
        ('Direction', 'Event')
    """
    if column not in HEADINGS:
        nearest = get_close_matches(column, HEADINGS, n=1)
        advice = f"Did you mean {nearest[0]!r}?" if nearest else "Pass a heading of its own."
        raise ValueError(f"no table has a column {column!r}. {advice}")
    return HEADINGS[column]


def headings(columns: Mapping[str, str] | Sequence[str]) -> dict[str, str]:
    """Column to heading: as given, or for a sequence of columns from the schemas.

    Examples:
        >>> headings(["TOPIC", "WHY"]), headings({"n": "People"})
        ({'TOPIC': 'Topic', 'WHY': 'Why'}, {'n': 'People'})
    """
    if isinstance(columns, Mapping):
        return dict(columns)
    return {column: heading(column) for column in columns}
