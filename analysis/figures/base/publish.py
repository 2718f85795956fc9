"""The one way to make a chart public: with its basis, its sources, its words and its evidence.

``publish`` is applied last, to the whole chart. What it knows goes into the top-level ``usermeta`` of the
Vega-Lite specification; the notebook, the page, the manifest and the tests read only that.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import altair as alt

from analysis.data import BasisName, Source, Study
from analysis.figures.base.drawable import data_problems
from analysis.figures.base.standing import every_source, note, problems
from analysis.figures.base.theme import CONFIG

TITLE_WIDTH = 38
NOTE_WIDTH = 52
"""Characters per line that fit a chart 360 px wide."""

MAX_ROWS = 20_000
"""More rows than this belong in a file beside the page, not in it."""

C = TypeVar("C", alt.Chart, alt.LayerChart, alt.VConcatChart, alt.LayerChart | alt.VConcatChart)


class UnpublishableError(ValueError):
    """A chart that lacks what a reader needs to judge it: the message lists everything that is missing."""


def publish(
    chart: C,
    *,
    title: str,
    basis: BasisName,
    description: str,
    study: Study | None = None,
    sources: Sequence[Source] = (),
    added: str = "",
) -> C:
    """Return the chart with its badge, sources, description and evidence.

    Args:
        chart: a single, layered or vertically concatenated chart. Every row it draws has a column
            ``trace`` that says where the row comes from (see ``traces``).
        title: what the figure is, or what it shows, in one line.
        basis: one of the five bases (``analysis.data.BASES``).
        description: the figure in words for someone who cannot see it: what is drawn, and what it says.
        study: whose tables the traces name, from which its sources follow; None for the tables of the book.
            Only a figure on ``design`` or ``observed`` basis may have no source.
        sources: further sources, which no trace names.
        added: what in the figure stands on another basis, such as "rungs computed from the design"; drawn
            with the badge.

    Returns:
        A copy of the chart; the argument is not changed.

    Raises:
        UnpublishableError: with every missing or unusable part, data that could not be drawn included.
    """
    with alt.data_transformers.enable("default", max_rows=MAX_ROWS):
        spec: dict[str, Any] = chart.to_dict(validate=False)
    found = [*data_problems(chart, spec)]
    evidence = traces(spec)
    every = (
        sources if found else every_source((":".join(trace) for trace in sorted(evidence)), sources, study)
    )
    found += _word_problems(title, basis, every, description)
    if found:
        raise UnpublishableError("this chart cannot be published:\n- " + "\n- ".join(found))
    published = chart.copy(deep=False)
    published.title = alt.TitleParams(
        text=textwrap.wrap(title, TITLE_WIDTH),
        subtitle=textwrap.wrap(note(basis, added), NOTE_WIDTH),
    )
    published.description = description
    published.config = CONFIG
    published.usermeta = {
        "title": title,
        "basis": basis,
        **({"added": added} if added else {}),
        "sources": [source.key for source in every],
        "links": {source.label: source.address for source in every},
        "findings": sorted(key for kind, key in evidence if kind == "findings"),
        "traces": sorted(":".join(trace) for trace in evidence if trace[0] != "findings"),
        "description": description,
    }
    return published


def traces(spec: Mapping[str, Any]) -> set[tuple[str, str]]:
    """The evidence behind a specification, as pairs of a kind and a key.

    A row's ``trace`` is one or more ``kind:key`` separated by blanks. The kind is a table and the key a row
    of it (``findings:p1-il10-hd-m6``, ``medical_history:7-1``), or ``formula`` and a function of this package
    (``formula:inference.proportion``), or ``seed`` and the number that a simulation started from.
    """
    found: set[tuple[str, str]] = set()
    for rows in spec.get("datasets", {}).values():
        for row in rows:
            for trace in str(row.get("trace") or "").split():
                kind, _, key = trace.partition(":")
                found.add((kind, key))
    return found


def _word_problems(title: str, basis: str, sources: Sequence[Source], description: str) -> Iterable[str]:
    if not title.strip():
        yield "title is empty: say what the figure shows"
    yield from problems(basis, sources, "figure")
    if len(description.split()) < 5:
        yield f"description is {description!r}: describe the figure in a sentence or more"
