"""What a figure, table or sentence stands on: the words drawn with it, and what it lacks to have them."""

import html
from collections.abc import Iterable, Iterator, Sequence

from analysis.data import BASES, Source, Study, sources_behind


def every_source(traces: Iterable[str], sources: Sequence[Source], study: Study | None) -> tuple[Source, ...]:
    """The sources that traces lead to, and further ones behind them, each once."""
    behind = sources_behind(traces, study)
    return (*behind, *(source for source in sources if source not in behind))


def standing(badge: str, added: str, labels: Iterable[str]) -> str:
    """Badge and short sources in a line, for a picture that leaves its page and for what is no picture.

    >>> standing("DESIGN: no data", "", ["Clopper 1934"])
    'DESIGN: no data. Sources: Clopper 1934.'
    """
    named = "; ".join(labels)
    return f"{badge}{f'; {added}' if added else ''}." + (f" Sources: {named}." if named else "")


def standing_line(basis: str, badge: str, added: str, links: Iterable[tuple[str, str]]) -> str:
    """The line of a figure or a table.

    Args:
        basis: one of the five.
        badge: its words, of which those before the colon are shown and the rest is told on demand.
        added: what stands on another basis.
        links: short name and address of each source.

    Examples:
        >>> print(standing_line("design", "DESIGN: no data", "", [("Clopper 1934", "")]))
        <p class="figure-line"><span class="badge badge-design" title="no data">DESIGN</span> <span \
class="figure-sources">Clopper 1934</span></p>
    """
    word, _, meaning = badge.partition(": ")
    shown = f'<span class="badge badge-{basis}" title="{html.escape(meaning, quote=True)}">{word}</span>'
    further = f' <span class="figure-added">{html.escape(added)}</span>' if added else ""
    sources = "; ".join(linked(label, address) for label, address in links)
    named = f' <span class="figure-sources">{sources}</span>' if sources else ""
    return f'<p class="figure-line">{shown}{further}{named}</p>'


def linked(text: str, to: str) -> str:
    """Words as a link, or as they are where there is no address."""
    words = html.escape(text)
    return f'<a href="{html.escape(to, quote=True)}">{words}</a>' if to else words


def problems(basis: str, sources: Sequence[Source], thing: str) -> Iterator[str]:
    """What is wrong with a basis and its sources; ``thing`` is the word for what stands on them."""
    if basis not in BASES:
        yield f"basis is {basis!r}: choose one of {', '.join(BASES)}"
    for source in sources:
        if not isinstance(source, Source):
            yield f"source {source!r} is unknown: pass study.cite('key'), which checks the key"
    if not sources and basis not in ("design", "observed"):
        yield (
            f"no source stands behind the {thing}: only one on design basis or on observed data has none; "
            "trace its rows to findings or other rows of the study's tables"
        )
