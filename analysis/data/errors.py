"""One error for bad tables: it holds every problem found, each with its place and its remedy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WITH_COMMAS = re.compile(r"[<>≤≥]? ?[-−]?[0-9]+(,[0-9]+)+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in one table.

    Attributes:
        file: the file as a reader knows it, for example ``published/findings.csv``.
        row: the row as a spreadsheet numbers it (the header is row 1), or None for the file as a whole.
        column: the column, or an empty string for the row or the file as a whole.
        found: what stands there.
        expected: what should stand there.
        remedy: what to do about it.
    """

    file: str
    row: int | None
    column: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}")
        return f"{', '.join(place)}: found {self.found}; expected {self.expected}. {self.remedy}"


class DataError(ValueError):
    """Bad input, with every problem that was found.

    Attributes:
        problems: all of them, in the order of files, rows and columns in which they were met.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = f"{len(self.problems)} problem{'' if len(self.problems) == 1 else 's'} in the data"
        super().__init__("\n".join([f"{count}:", *(f"  - {problem}" for problem in self.problems)]))


class MissingFindingError(LookupError):
    """What a figure, table or test needs and the study does not print: the message says which finding."""


def comma_advice(text: str) -> str:
    """What to do about commas in a number, as a further sentence behind an error; empty where none are.

    Examples:
        >>> comma_advice("12,5")
        " Write a decimal comma as a point ('12.5'), and a comma between thousands not at all ('125')."
        >>> comma_advice("12.5")
        ''
    """
    if not _WITH_COMMAS.fullmatch(text):
        return ""
    point, none = text.replace(",", "."), text.replace(",", "")
    decimal = f" ({point.lstrip('<>≤≥ ')!r})" if point.count(".") == 1 else ""
    return (
        f" Write a decimal comma as a point{decimal}, and a comma between thousands not at all "
        f"({none.lstrip('<>≤≥ ')!r})."
    )
