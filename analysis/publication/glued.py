"""What prose quotes: the role ``{glue:text}`` pastes a value that a cell above has stated.

A name that nothing was stated under is answered with the nearest names: on a page with hundreds of values a
slip is found by its neighbors. What a page quotes is kept for the manifest.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from docutils import nodes
from docutils.parsers.rst.states import Inliner
from docutils.utils import unescape
from myst_nb.ext.glue.domain import NbGlueDomain
from myst_nb.ext.glue.utils import glue_warning
from sphinx.application import Sphinx

QUOTED = "quoted_values"
"""Where Sphinx keeps the keys that the page which it is reading quotes."""


def connect(app: Sphinx) -> None:
    """Let MyST-NB's role for text paste what `publication.state` has kept."""
    app.setup_extension("myst_nb")
    app.add_role_to_domain(NbGlueDomain.name, "text", quote, override=True)


def values(glued: Mapping[str, Any]) -> dict[str, str]:
    """Key to text of all that a page's cells have stated, from what MyST-NB keeps of their outputs."""
    kept = (json.loads(output["data"]["text/plain"]) for output in glued.values())
    return {key: text for texts in kept for key, text in texts.items()}


def unknown(key: str, names: Collection[str]) -> str:
    """Say that nothing has this name, and which names come nearest.

    Examples:
        >>> unknown("zero.pvalu", ["zero.pvalue", "zero.floor", "age.mean"])
        "nothing on this page is glued as 'zero.pvalu'. The nearest: zero.pvalue, zero.floor."
        >>> unknown("x", [])
        "nothing on this page is glued as 'x'. No cell above glues anything: call publication.state."
    """
    start = f"nothing on this page is glued as {key!r}."
    if not names:
        return f"{start} No cell above glues anything: call publication.state."
    near = get_close_matches(key, names, n=3)
    if near:
        return f"{start} The nearest: {', '.join(near)}."
    first = sorted({name.partition(".")[0] for name in names})
    return f"{start} No name is near; those on the page begin with {', '.join(first)}."


def quote(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Inliner,
    options: dict[str, Any] | None = None,
    content: Sequence[str] = (),
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """The role: the text stated under a key, or a warning that helps."""
    key, known = unescape(text), _stated(inliner.document)
    if key not in known:
        line = inliner.reporter.get_source_and_line(lineno)[1]
        return [], [glue_warning(unknown(key, known), inliner.document, line)]
    quoted: set[str] = inliner.document.settings.env.temp_data.setdefault(QUOTED, set())
    quoted.add(key)
    return [nodes.inline(known[key], known[key], classes=["pasted-text"], key=key)], []


def _stated(document: nodes.document) -> dict[str, str]:
    """What the cells of the page that is being read have stated."""
    if "nb_renderer" not in document:
        return {}
    return values(document["nb_renderer"].renderer.nb_client.glue_data)
