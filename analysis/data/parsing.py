"""A CSV file as rows of text, and in one line each what keeps it from being one."""

import csv
import io
import re
from pathlib import Path

from analysis.data.errors import Problem, comma_advice

_SEPARATORS = (";", "\t", "|")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""All but tab and line ends; those that turn the direction of the text around are among them."""
_LONGEST_CELL = 131_072  # the limit of Python's CSV reader, unless some library has moved it


def parse(path: Path, label: str, columns: list[str]) -> tuple[list[list[str]], list[Problem]]:
    """The rows of a file as far as they can be read, the header first, and what is wrong with their form.

    A line ends with CR, LF or both and with nothing else (RFC 4180), so that a cell may hold the separators
    of lines that text pasted from elsewhere brings along (U+2028, U+0085).

    Args:
        path: a CSV file in UTF-8.
        label: what problems call it.
        columns: the columns it should have, by which another separator is told from a wrong header.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        found = f"no readable file at {path} ({error.strerror})"
        return [], [Problem(label, None, "", found, "a CSV file", "Check the path and the permissions.")]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        found = f"the bytes 0x{content[:2].hex()}, which start a file in UTF-16"
        return [], [Problem(label, None, "", found, "text in UTF-8", "Save the file as UTF-8.")]
    text = content.decode("utf-8-sig", errors="replace")
    if not text.strip():
        return [], [Problem(label, None, "", "an empty file", "a header and rows", "Restore the file.")]
    separator, problems = _separator(text, label, columns)
    rows, broken = _rows(text, label, separator)
    return rows, [*_undecodable(content, label), *problems, *_controls(rows, label), *broken]


def remedy(cell: str) -> str:
    """What to do about a cell that is not as its column asks.

    Examples:
        >>> remedy(" 12"), remedy("about")
        ('Remove the space around the text.', 'Correct the cell.')
    """
    if advice := comma_advice(cell):
        return advice.strip()
    if any(character.isdigit() and character not in "0123456789" for character in cell):
        return "Write digits as 0 to 9, not as those of another script."
    if cell != cell.strip():
        return "Remove the space around the text."
    return "Correct the cell."


def _separator(text: str, label: str, columns: list[str]) -> tuple[str, list[Problem]]:
    """The character between cells, by the header; a problem when it is not the comma."""
    header = re.split(r"[\r\n]", text, maxsplit=1)[0]
    for separator in _SEPARATORS:
        cells = [cell.strip('"') for cell in header.split(separator)]
        if len(cells) > 1 and {*cells} & {*columns}:
            found = f"cells separated by {separator!r}"
            advice = "Save the file as CSV with commas, and with a point in decimals."
            return separator, [Problem(label, 1, "", found, "cells separated by ','", advice)]
    return ",", []


def _rows(text: str, label: str, separator: str) -> tuple[list[list[str]], list[Problem]]:
    """The rows up to the first that breaks the quoting, and that one as a problem."""
    rows: list[list[str]] = []
    try:
        # With newline="" a StringIO knows CR, LF and CRLF alone as ends of lines, and keeps them.
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            if any(len(cell) > _LONGEST_CELL for cell in row):
                raise csv.Error("field larger than field limit")
            rows.append(row)
    except csv.Error as error:
        found, expected, advice = _broken(str(error))
        return rows, [
            Problem(label, len(rows) + 1, "", found, expected, f"{advice} Rows below were not read.")
        ]
    return rows, []


def _broken(error: str) -> tuple[str, str, str]:
    """What was found, what was expected and what to do, for an error of the CSV reader."""
    if "limit" in error:
        found = f"a cell of more than {_LONGEST_CELL:,} characters"
        return (
            found,
            "a shorter text",
            "Close the quotation mark that swallows the rows, or shorten the cell.",
        )
    if "unexpected end" in error:
        found = "a cell that is quoted to the end of the file"
        return found, "a quotation mark at its end", "Close the quotation mark."
    found = f"broken CSV ({error})"
    return found, "quotation marks around a whole cell", "Double each quotation mark within a quoted cell."


def _undecodable(content: bytes, label: str) -> list[Problem]:
    """One problem for each line with bytes that are not UTF-8."""
    problems = []
    for row, line in enumerate(re.split(rb"\r\n|\r|\n", content), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            found = f"the byte 0x{line[error.start]:02x}, which is not UTF-8"
            problems.append(Problem(label, row, "", found, "text in UTF-8", "Save the file as UTF-8."))
    return problems


def _controls(rows: list[list[str]], label: str) -> list[Problem]:
    """One problem for each cell with a control character, which no reader can see."""
    header = dict(enumerate(rows[0])) if rows else {}
    return [
        Problem(
            label,
            number,
            header.get(place, ""),
            f"the control character U+{ord(found[0]):04X}",
            "text that can be read",
            "Remove it; if there are many, save the file as UTF-8 anew.",
        )
        for number, row in enumerate(rows, start=1)
        for place, cell in enumerate(row)
        if (found := _CONTROLS.search(cell))
    ]
