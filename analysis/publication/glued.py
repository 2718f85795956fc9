"""A name in prose that nothing was glued under: say which names come nearest.

MyST-NB only says that the key is not found. On a page with hundreds of values a slip is found by its
neighbors, so its roles are asked only for keys that exist.
"""

from collections.abc import Callable, Collection, Sequence
from difflib import get_close_matches
from typing import Any

from docutils import nodes
from docutils.parsers.rst.states import Inliner
from docutils.utils import unescape
from myst_nb.ext.glue.domain import NbGlueDomain
from myst_nb.ext.glue.utils import glue_warning
from sphinx.application import Sphinx

Found = tuple[list[nodes.Node], list[nodes.system_message]]
Role = Callable[..., Found]


def connect(app: Sphinx) -> None:
    """Put the roles of MyST-NB that take a key behind a look at the keys there are."""
    app.setup_extension("myst_nb")
    for name, role in NbGlueDomain.roles.items():
        app.add_role_to_domain(NbGlueDomain.name, name, known_only(role), override=True)


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


def known_only(role: Role) -> Role:
    """The role, but with a warning that helps where its key is unknown."""

    def run(
        name: str,
        rawtext: str,
        text: str,
        lineno: int,
        inliner: Inliner,
        options: dict[str, Any] | None = None,
        content: Sequence[str] = (),
    ) -> Found:
        written = unescape(text)
        names = _names(inliner.document)
        elsewhere = "::" in written  # page::key
        if elsewhere or written in names or written.rpartition(":")[0] in names:  # key:format
            return role(name, rawtext, text, lineno, inliner, options, content)
        line = inliner.reporter.get_source_and_line(lineno)[1]
        return [], [glue_warning(unknown(written, names), inliner.document, line)]

    return run


def _names(document: nodes.document) -> Collection[str]:
    """The names glued on the page that is being read."""
    if "nb_renderer" not in document:
        return ()
    names: dict[str, Any] = document["nb_renderer"].renderer.nb_client.glue_data
    return names
