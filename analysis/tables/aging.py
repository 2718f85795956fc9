"""What is printed here beside what is published of other people."""

from math import log

import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.physiology import printed_change
from analysis.tables.columns import source
from analysis.tables.table import Table


def beside_intervals(study: Study, finding: str) -> Table:
    """A printed range beside the published intervals of the same marker, by width.

    Widths are compared on a logarithmic scale, on which a kit that reads higher by a factor changes nothing.

    Args:
        study: with a table of intervals beside it.
        finding: id of the finding that prints the range.

    Returns:
        With `frame` of `SEX`, `AGE`, `interval`, `share` (the printed width over the published one, of the
        logarithms), `as_wide` (that in percent), `source` and `NOTE`.

    Raises:
        MissingFindingError: no such finding, or no interval of its marker.
        ValueError: the finding is not a range of two numbers above 0.

    Examples:
        >>> beside_intervals(Study.read(), "y5-igf1-range").frame["as_wide"].tolist()
        ['36%', '45%', '44%']
    """
    row = study.finding(finding)
    rows = study.need_reference("intervals", "interval of other people", PARAMCD=row["PARAMCD"])
    rows = rows[(rows["LOW"] != "") & (rows["HIGH"] != "") & (rows["AVALU"] == row["AVALU"])]
    marker = study.short(row["PARAMCD"])
    if rows.empty:
        raise MissingFindingError(
            f"{study.name} has no interval of {marker} in {row['AVALU']} with two ends."
        )
    printed = _width(*printed_change(row["VALUE"], "range"), row["FINDINGID"])
    ends = zip(rows["LOW"].astype(float), rows["HIGH"].astype(float), rows["REFID"], strict=True)
    share = pd.Series([printed / _width(*each) for each in ends], index=rows.index)
    cells = rows.assign(
        interval=rows["LOW"] + " to " + rows["HIGH"],
        share=share,
        as_wide=share.map("{:.0%}".format),
        source=source(study, rows),
        trace=f"findings:{finding} intervals:" + rows["REFID"],
    )
    return Table(
        cells,
        headings={
            "SEX": "Sex",
            "AGE": "Age",
            "interval": f"Interval, {row['AVALU']}",
            "as_wide": "Printed range is as wide as",
            "source": "Source",
            "NOTE": "Note",
        },
        title=f"{marker} in other people",
        basis="reference",
        study=study,
        added="with the printed range",
    )


def _width(low: float, high: float, row: str) -> float:
    if not 0 < low < high:
        raise ValueError(f"{row}: {low:g} to {high:g} is no range of two numbers above 0.")
    return log(high / low)
