"""What a figure, table or sentence stands on: the words drawn with it, and what it lacks to have them."""

from collections.abc import Iterator, Sequence

from analysis.data import BASES, BasisName, Source


def note(basis: BasisName, sources: Sequence[Source], added: str = "") -> list[str]:
    """The badge and, where there are any, the sources: a line each.

    >>> note("design", ())
    ['DESIGN: mathematics of the sample sizes, no data']
    """
    badge = BASES[basis].badge + (f"; {added}" if added else "")
    return [badge, *(["Sources: " + "; ".join(source.label for source in sources)] if sources else [])]


def problems(basis: str, sources: Sequence[Source], thing: str) -> Iterator[str]:
    """What is wrong with a basis and its sources; ``thing`` is the word for what stands on them."""
    if basis not in BASES:
        yield f"basis is {basis!r}: choose one of {', '.join(BASES)}"
    for source in sources:
        if not isinstance(source, Source):
            yield f"source {source!r} is unknown: pass analysis.data.cite('key'), which checks the key"
    if not sources and basis != "design":
        yield f"sources is empty: only a {thing} on design basis stands on no source"
