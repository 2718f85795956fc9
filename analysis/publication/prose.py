"""Prose that follows a run: the paragraphs of a notebook whose numbers are what its cells have stated.

On the site numbers are pasted when a page is built. In a notebook of the edition a paragraph with numbers is
a call of ``prose``, which puts in what this kernel has stated, and shows the paragraph anew after each cell
that states something else.
"""

import hashlib
import re
from collections.abc import Mapping
from difflib import get_close_matches

from analysis.publication.state import STATED

_PLACE = re.compile(r"\{\{([A-Za-z][\w-]*\.[^{}]+)\}\}")
_MEANING = re.compile(r"[\\`*_$\[\]|~]|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_shown: dict[str, tuple[str, str]] = {}
"""Display to the paragraph with its places, and as it was shown last."""


def place(key: str) -> str:
    """The place of a value in a paragraph; a word and a dot tell it from braces in mathematics.

    Raises:
        ValueError: the key does not begin with a word and a dot.

    Examples:
        >>> place("hand.count")
        '{{hand.count}}'
    """
    found = f"{{{{{key}}}}}"
    if not _PLACE.fullmatch(found):
        raise ValueError(
            f"{key!r} has no place in a notebook: state it under a name of letters, digits and -"
        )
    return found


def prose(paragraph: str) -> None:
    """Show a paragraph of Markdown with what this kernel has stated.

    A value that no cell has stated yet is an ellipsis, and the paragraph says which cell it waits for. When
    a cell states it, or states another value, the paragraph is shown anew where it stands.

    Args:
        paragraph: Markdown with ``{{key}}`` for each value, the key as in ``publication.state``.
    """
    from IPython import get_ipython
    from IPython.display import display

    paragraph = paragraph.strip()
    text = filled(paragraph, STATED)
    name = hashlib.sha256(paragraph.encode()).hexdigest()[:16]
    _shown[name] = paragraph, text
    display(bundle(text), raw=True, display_id=name)  # type: ignore[no-untyped-call]
    if shell := get_ipython():
        shell.events.register("post_run_cell", follow)  # once: a second time changes nothing


def follow(*_: object) -> None:
    """Show every paragraph anew that the last cell has changed."""
    from IPython.display import display

    for name, (paragraph, before) in _shown.items():
        if (text := filled(paragraph, STATED)) != before:
            _shown[name] = paragraph, text
            display(bundle(text), raw=True, display_id=name, update=True)  # type: ignore[no-untyped-call]


def filled(paragraph: str, stated: Mapping[str, str]) -> str:
    r"""The paragraph with its values, and a note on those that are not stated.

    >>> filled("There are {{hand.count}} ways, $x^{{2}}$.", {"hand.count": "462"})
    'There are 462 ways, $x^{{2}}$.'
    >>> filled("There are {{hand.cuont}} ways.", {"hand.count": "462"})
    'There are … ways.\n\n*… waits for a cell that states `hand.cuont` (the nearest: `hand.count`).*'
    """
    keys = dict.fromkeys(_PLACE.findall(paragraph))
    text = _PLACE.sub(lambda found: escaped(stated.get(found[1], "…")), paragraph)
    waits = [_waits(key, stated) for key in keys if key not in stated]
    return f"{text}\n\n*… waits for a cell that states {', '.join(waits)}.*" if waits else text


def has_places(paragraph: str) -> bool:
    """Whether a paragraph holds the place of a value."""
    return _PLACE.search(paragraph) is not None


def bundle(text: str) -> dict[str, str]:
    """A paragraph as an output of a notebook."""
    return {"text/markdown": text, "text/plain": text}


def escaped(text: str) -> str:
    r"""Words as Markdown: no character of them means anything.

    >>> print(escaped("p < 0.05 and *x*_1 for $5"))
    p < 0.05 and \*x\*\_1 for \$5
    """
    return _MEANING.sub(lambda found: "\\" + found[0], text)


def _waits(key: str, stated: Mapping[str, str]) -> str:
    near = ", ".join(f"`{name}`" for name in get_close_matches(key, stated, cutoff=0.8))
    return f"`{key}` (the nearest: {near})" if near else f"`{key}`"
