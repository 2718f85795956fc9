"""Sources as objects, so that a figure can carry them."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd

from analysis.data.errors import DataError, Problem
from analysis.data.schemas import TABLES


@dataclass(frozen=True, slots=True)
class Source:
    """One row of ``published/sources.csv``.

    Attributes:
        key: the BibTeX key.
        label: the few words drawn inside a chart.
        citation: the full citation as plain text.
        doi: the DOI, or an empty string.
        url: the address, or an empty string.
        read: how far the source itself was read.
        language: language of what was read.
        accessed: the day on which it was read, as an ISO date.
    """

    key: str
    label: str
    citation: str
    doi: str
    url: str
    read: str
    language: str
    accessed: str

    @property
    def address(self) -> str:
        """Where a reader finds it: its DOI's address, else its own; empty where it has neither."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


def cited(keys: Iterable[str], table: pd.DataFrame) -> tuple[Source, ...]:
    """The sources of a table with these keys, in this order.

    Raises:
        DataError: with one problem for each unknown key, naming the nearest known one.
    """
    rows = table.set_index("SOURCEID")
    wanted = list(keys)
    unknown = [_unknown(key, list(rows.index)) for key in wanted if key not in rows.index]
    if unknown:
        raise DataError(unknown)
    columns = ["LABEL", "CITATION", "DOI", "URL", "READ", "LANGUAGE", "ACCESSED"]
    return tuple(Source(key, *rows.loc[key, columns]) for key in wanted)


def _unknown(key: str, known: list[str]) -> Problem:
    nearest = get_close_matches(key, known, n=1)
    remedy = f"Did you mean {nearest[0]!r}?" if nearest else "Add the source to the table first."
    return Problem(
        TABLES["sources"].path, None, "SOURCEID", f"the key {key!r}", "one of: " + ", ".join(known), remedy
    )
