"""How a table is set: which columns are numbers, which are words, and what a row says on a narrow page.

Numbers stay a table at every width. A row of words becomes two lines on a phone: what the row is about, and
the rest, in which a cell says its heading only where nobody could tell without it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.figures.base.verdict_marks import verdict_named
from analysis.tables.columns import NOTHING

SHORT, COUNTED = 14, 24
"""Characters of a word that may stand in a column of numbers, such as "the control", and of a number with
words after it, such as "12 of 33, 5 by ties"."""
PROSE_ABOVE = 40
"""Characters above which a cell is a sentence, which has lines of its own in a narrow row."""
TABLE_ABOVE = 60
"""Characters above which no cell fits a table on a phone."""
PROSE_WIDTH = 26
"""Characters of a line of prose in a column of a table."""
GAP = 3
"""Characters that the space between two columns takes."""
SMALL, TEXT_WIDTH = 70, 84
"""Characters of a row that stand beside each other in 560 and in 680 px."""

_STARTS = re.compile(r"[−+<>≤≥]?\s?\d")
_NUMBER = re.compile(r"(?=.*\d)(?:[\d\s.,%()+−<>≤≥=±×/–-]|\b(?:to|of|v|p|U)\b)+")


@dataclass(frozen=True, slots=True)
class Column:
    """How one column is set.

    Attributes:
        key: whether it says what a row is about.
        number: whether it holds numbers, which stand flush right.
        prose: whether it holds sentences.
        verdict: whether it holds verdicts, which have their marks.
        named: whether a cell alone does not say what it is, so that a narrow row says its heading.
    """

    key: bool
    number: bool
    prose: bool
    verdict: bool
    named: bool

    @property
    def classes(self) -> str:
        """Names of these for the style sheet."""
        names = {"key": self.key, "number": self.number, "prose": self.prose, "judged": self.verdict}
        return " ".join(name for name, holds in (names | {"named": self.named}).items() if holds)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is set.

    Attributes:
        columns: in the order shown.
        numbers: whether it stays a table on a phone, rather than become rows of two lines.
        width: characters that its rows need beside each other.
    """

    columns: tuple[Column, ...]
    numbers: bool
    width: int

    @property
    def classes(self) -> str:
        """Names of these for the style sheet: words that need much room leave the table sooner."""
        return "numbers" if self.numbers else "words" if self.width <= SMALL else "words broad"

    @property
    def wide(self) -> bool:
        """Whether it needs more than the width of the text."""
        return self.width > TEXT_WIDTH


def layout(texts: pd.DataFrame, headings: Sequence[str]) -> Layout:
    """How a table is set, from what its cells say.

    Args:
        texts: every cell as text, in the columns shown.
        headings: above them.

    Examples:
        >>> cells = pd.DataFrame({"n": ["U = 2", "W = 6"], "p": ["0.02", "0.03"], "q": ["< 0.05", "–"]})
        >>> layout(cells.drop(columns="n").assign(r=cells["p"]), ["p", "q", "r"]).classes
        'numbers'
        >>> layout(pd.DataFrame({"who": ["A"], "says": ["word " * 20]}), ["Who", "Says"]).columns[1].classes
        'prose'
    """
    cells = [[text for text in texts[name] if text not in ("", NOTHING)] for name in texts]
    numbers = [_are_numbers(column) for column in cells]
    longest = [max(map(len, column), default=0) for column in cells]
    counts = [
        number or (length <= COUNTED and _most_start_as_numbers(column))
        for number, length, column in zip(numbers, longest, cells, strict=True)
    ]
    unclear = numbers[0] or bool(texts.iloc[:, 0].duplicated().any())
    keys = 2 if len(cells) > 2 and unclear and longest[0] <= PROSE_ABOVE else 1
    prose = [length > PROSE_ABOVE for length in longest]
    first_prose = next((place for place in range(keys, len(cells)) if prose[place]), None)
    columns = tuple(
        Column(
            key=place < keys,
            number=numbers[place],
            prose=prose[place],
            verdict=bool(cells[place]) and all(map(verdict_named, cells[place])),
            named=numbers[place]
            or (place >= keys and place != first_prose and _unsaid(place, cells, prose, counts)),
        )
        for place in range(len(cells))
    )
    rest = counts[1:]
    widths = [
        max(min(length, PROSE_WIDTH), *map(len, heading.split() or [""])) + GAP
        for length, heading in zip(longest, headings, strict=True)
    ]
    return Layout(
        columns,
        numbers=2 * sum(rest) >= max(len(rest), 1) and max(longest, default=0) <= TABLE_ABOVE,
        width=sum(widths),
    )


def _are_numbers(cells: Sequence[str]) -> bool:
    """Whether a column holds numbers, and else nothing but short words."""
    found = [_NUMBER.fullmatch(cell) is not None for cell in cells]
    return 2 * sum(found) > len(cells) and all(
        is_number or len(cell) <= SHORT for cell, is_number in zip(cells, found, strict=True)
    )


def _most_start_as_numbers(cells: Sequence[str]) -> bool:
    return 2 * sum(_STARTS.match(cell) is not None for cell in cells) > len(cells)


def _unsaid(
    place: int, cells: Sequence[Sequence[str]], prose: Sequence[bool], counts: Sequence[bool]
) -> bool:
    """Whether a cell needs its heading: a further sentence, a count, a "yes", or words of another column."""
    own = set(cells[place])
    others = [set(column) for at, column in enumerate(cells) if at not in (0, place)]
    bare = max(map(len, own), default=0) <= len("yes")
    return prose[place] or counts[place] or bare or any(own & other for other in others)
