"""A verdict in prose has its mark, and a word that is no verdict is an error."""

from typing import Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import roles

from analysis.claims import VERDICTS
from analysis.figures.base.verdict_marks import MARKS
from analysis.publication import verdicts
from analysis.publication.edition.words import Words


class Links:
    def to(self, page: str, address: str) -> str:
        return address

    def file(self, page: str, target: str) -> str:
        return target


class Written:
    """What a translator of HTML writes."""

    def __init__(self) -> None:
        self.body: list[str] = []


def read(text: str) -> nodes.document:
    roles.register_local_role("verdict", verdicts.role)  # type: ignore[arg-type]
    settings: dict[str, Any] = {"report_level": 5, "halt_level": 6}
    document: nodes.document = publish_doctree(text, settings_overrides=settings)
    return document


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_is_written_with_its_mark(verdict: str) -> None:
    (node,) = read(f"It is :verdict:`{verdict.capitalize()}`.").findall(verdicts.verdict)
    page = Written()
    verdicts._open(page, node)
    verdicts._close(page, node)
    assert f'd="{MARKS[verdict]}"' in page.body[0]
    assert node.astext() == verdict.capitalize()


def test_a_notebook_has_its_word() -> None:
    (paragraph,) = read("It is **not** :verdict:`consistent`.").findall(nodes.paragraph)
    assert Words("page", Links(), {})._block(paragraph) == "It is **not** consistent."


def test_another_word_is_an_error_that_lists_the_verdicts() -> None:
    (problem,) = read("It is :verdict:`possible`.").findall(nodes.system_message)
    assert "no verdict is 'possible': write one of adds up, reproduced" in problem.astext()
