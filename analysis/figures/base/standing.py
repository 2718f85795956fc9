"""What a figure, table or sentence stands on: the words drawn with it, and what it lacks to have them."""

from collections.abc import Iterable, Iterator, Sequence

from analysis.data import BASES, BasisName, Source, Study, sources_behind


def note(basis: BasisName, added: str = "") -> str:
    """The badge: the line drawn with every figure, so that it survives a screenshot.

    >>> note("design")
    'DESIGN: mathematics of the sample sizes, no data'
    """
    return BASES[basis].badge + (f"; {added}" if added else "")


def every_source(traces: Iterable[str], sources: Sequence[Source], study: Study | None) -> tuple[Source, ...]:
    """The sources that traces lead to, and further ones behind them, each once."""
    behind = sources_behind(traces, study)
    return (*behind, *(source for source in sources if source not in behind))


def standing(badge: str, added: str, labels: Iterable[str]) -> str:
    """Badge and short sources in a line, for a picture that leaves its page."""
    named = "; ".join(labels)
    return f"{badge}{f'; {added}' if added else ''}." + (f" Sources: {named}." if named else "")


def standing_in_words(basis: BasisName, sources: Sequence[Source], added: str = "") -> str:
    """The badge and the sources in a line, for what is not a picture."""
    labels = "Sources: " + "; ".join(source.label for source in sources) if sources else ""
    return ". ".join(part for part in (note(basis, added), labels) if part) + "."


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
