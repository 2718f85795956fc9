"""The one way to make a chart public: with its basis, its sources, its words and its evidence.

``publish`` is applied last, to the whole chart. What it knows goes into the top-level ``usermeta`` of the
Vega-Lite specification; the notebook, the page, the manifest and the tests read only that. Title, subtitle,
badge and sources stand around the chart on a page, and are drawn into each picture that leaves it
(`leaving`).
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import altair as alt

from analysis.data import BASES, BasisName, Source, Study
from analysis.figures.base.drawable import data_problems
from analysis.figures.base.standing import every_source, problems, standing
from analysis.figures.base.theme import CONFIG, SMALLEST

LONGEST_TITLE = 72
"""Characters of a title that fit two lines of a phone."""

FEWEST_WORDS = 4
"""Words without which a title is a label."""

TITLE_WIDTH, NOTE_WIDTH = 64, 100
"""Characters of a line in a picture that leaves its page, which is 680 px wide."""

MAX_ROWS = 20_000
"""More rows than this belong in a file beside the page, not in it."""

INSIDE = "RECONSTRUCTED"
"""Drawn within a chart of computed people, also where its badge stands beside it."""

C = TypeVar("C", alt.Chart, alt.LayerChart, alt.VConcatChart, alt.LayerChart | alt.VConcatChart)


class UnpublishableError(ValueError):
    """A chart that lacks what a reader needs to judge it: the message lists everything that is missing."""


def publish(
    chart: C,
    *,
    title: str,
    subtitle: str,
    basis: BasisName,
    description: str,
    study: Study | None = None,
    sources: Sequence[Source] = (),
    added: str = "",
) -> C:
    """Return the chart with its title, its badge, its sources, its description and its evidence.

    Args:
        chart: a single, layered or vertically concatenated chart. Every row it draws has a column
            ``trace`` that says where the row comes from (see ``traces``).
        title: the finding, in one sentence without its period, computed from what is drawn: true by this
            figure alone, and a range or "undecided" where the finding is one.
        subtitle: the condition of the finding, if the title does not hold it; then what is measured, its
            unit, and in whom.
        basis: one of the five bases (``analysis.data.BASES``).
        description: the figure in words for someone who cannot see it: what is drawn, and what it says.
        study: whose tables the traces name, from which its sources follow; None for the tables of the book.
            Only a figure on ``design`` or ``observed`` basis may have no source.
        sources: further sources, which no trace names.
        added: what in the figure stands on another basis, such as "rungs computed from the design"; it
            stands beside the badge.

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
    found += _word_problems(title, subtitle, basis, every, description)
    if found:
        raise UnpublishableError("this chart cannot be published:\n- " + "\n- ".join(found))
    published = chart.copy(deep=False)
    if basis == "reconstructed":
        published.title = alt.TitleParams(INSIDE, anchor="end", fontSize=SMALLEST, fontWeight=400, offset=4)
    published.description = description
    published.config = CONFIG
    published.usermeta = {
        "title": title,
        "subtitle": subtitle,
        "basis": basis,
        "badge": BASES[basis].badge,
        **({"added": added} if added else {}),
        "sources": [source.key for source in every],
        "links": {source.label: source.address for source in every},
        "findings": sorted(key for kind, key in evidence if kind == "findings"),
        "traces": sorted(":".join(trace) for trace in evidence if trace[0] != "findings"),
        "description": description,
    }
    return published


def titles(names: Sequence[str], by_key: Mapping[str, str]) -> dict[str, Any]:
    """The titles of a chart's choices as its ``usermeta`` keeps them, each text once.

    Args:
        names: of the controls, in the order of the keys.
        by_key: a combination, as `control.key` writes it, to its title.

    Examples:
        >>> titles(["n"], {"n=5": "Too few", "n=6": "Enough", "n=7": "Enough"})
        {'names': ['n'], 'texts': ['Too few', 'Enough'], 'places': {'n=5': 0, 'n=6': 1, 'n=7': 1}}
    """
    texts = list(dict.fromkeys(by_key.values()))
    places = {key: texts.index(title) for key, title in by_key.items()}
    return {"names": list(names), "texts": texts, "places": places}


def leaving(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The specification of a picture that leaves its page: with title, subtitle, badge and sources drawn in.

    Examples:
        >>> spec = {"usermeta": {"title": "Few can show much", "subtitle": "p", "basis": "design",
        ...     "badge": "DESIGN: no data", "links": {"Clopper 1934": ""}}}
        >>> leaving(spec)["title"]["subtitle"]
        ['p', 'DESIGN: no data. Sources: Clopper 1934.']
    """
    meta = spec["usermeta"]
    below = [meta["subtitle"], standing(meta["badge"], meta.get("added", ""), meta["links"])]
    title = {
        "text": textwrap.wrap(meta["title"], TITLE_WIDTH),
        "subtitle": [line for words in below for line in textwrap.wrap(words, NOTE_WIDTH)],
    }
    return {**spec, "title": title}


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


def _word_problems(
    title: str, subtitle: str, basis: str, sources: Sequence[Source], description: str
) -> Iterable[str]:
    if len(title.split()) < FEWEST_WORDS:
        yield f"title is {title!r}: say the finding in a sentence"
    if title.endswith("."):
        yield f"title is {title!r}: say the finding without a period"
    if len(title) > LONGEST_TITLE:
        yield f"title has {len(title)} characters: use at most {LONGEST_TITLE} characters: {title!r}"
    if not subtitle.strip():
        yield "subtitle is empty: say what is measured, in which unit and in whom"
    yield from problems(basis, sources, "figure")
    if len(description.split()) < 5:
        yield f"description is {description!r}: describe the figure in a sentence or more"
