"""A verdict in prose: {verdict}`consistent` is written with the mark that it has in tables and figures."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from docutils import nodes
from docutils.parsers.rst.states import Inliner
from sphinx.application import Sphinx

from analysis.claims import Verdict
from analysis.figures.base.verdict_marks import svg, verdict_named


class verdict(nodes.inline):  # noqa: N801  a node is named as its visitors are
    """The word, before which a page draws its mark; elsewhere it is a word."""


def connect(app: Sphinx) -> None:
    """Register the role and what becomes of it."""
    app.add_role("verdict", role)
    word = (_nothing, _nothing)
    app.add_node(verdict, html=(_open, _close), latex=word, text=word, man=word, texinfo=word)


def role(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Inliner,
    options: Mapping[str, Any] | None = None,
    content: Sequence[str] = (),
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """The verdict as it is written, or what is wrong with it."""
    if verdict_named(text) is None:
        known = ", ".join(get_args(Verdict))
        problem = inliner.reporter.error(f"no verdict is {text!r}: write one of {known}", line=lineno)
        return [], [problem]
    return [verdict(rawtext, text)], []


def _open(translator: Any, node: verdict) -> None:
    known = verdict_named(node.astext())
    assert known, node.astext()
    translator.body.append(f'<span class="verdict">{svg(known)}<span>')


def _close(translator: Any, node: verdict) -> None:
    translator.body.append("</span></span>")


def _nothing(translator: Any, node: verdict) -> None:
    """A word stands for itself."""
