"""Prose in a live kernel follows what its cells state, in whatever order they stand."""

from collections.abc import Iterator
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

from analysis.publication.prose import _shown, escaped, filled, follow, place
from analysis.publication.state import STATED

Shown = list[tuple[str, str, bool]]


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[InteractiveShell, Shown]]:
    """A shell, and what it has shown: display, text, whether it replaces what stood there."""
    shown: Shown = []

    def display(bundle: dict[str, str], *, raw: bool, display_id: str, update: bool = False) -> None:
        assert raw
        shown.append((display_id, bundle["text/markdown"], update))

    monkeypatch.setattr("IPython.display.display", display)
    _shown.clear()
    before = dict(STATED)
    STATED.clear()
    shell = InteractiveShell.instance()
    yield shell, shown
    shell.events.unregister("post_run_cell", follow)
    InteractiveShell.clear_instance()
    STATED.clear()
    STATED.update(before)
    _shown.clear()


def run(shell: InteractiveShell, cell: str) -> None:
    result: Any = shell.run_cell("from analysis import publication\n" + cell, store_history=False)
    result.raise_error()


def test_a_paragraph_shows_what_was_stated_and_follows_what_changes(
    shell: tuple[InteractiveShell, Shown],
) -> None:
    live, shown = shell
    run(live, "publication.state({'count': 462}, name='hand')")
    run(live, 'publication.prose(r"""\nThere are {{hand.count}} ways.\n""")')
    name = shown[0][0]
    assert shown == [(name, "There are 462 ways.", False)]
    run(live, "1 + 1")
    run(live, "publication.state({'count': 462}, name='hand')")
    assert len(shown) == 1
    run(live, "publication.state({'count': 495}, name='hand')")
    assert shown[1:] == [(name, "There are 495 ways.", True)]


def test_a_paragraph_before_its_numbers_waits_for_them(shell: tuple[InteractiveShell, Shown]) -> None:
    live, shown = shell
    run(live, 'publication.prose("The third is {{step.3.exact}}.")')
    assert shown[0][1] == "The third is ….\n\n*… waits for a cell that states `step.3.exact`.*"
    run(live, "publication.state({'3.exact': 0.0303}, name='step')")
    assert [(text, update) for _, text, update in shown[1:]] == [("The third is 0.0303.", True)]


def test_a_cell_that_runs_twice_shows_its_paragraph_where_it_stands(
    shell: tuple[InteractiveShell, Shown],
) -> None:
    live, shown = shell
    run(live, "publication.state({'n': 1}, name='a')")
    for _ in range(2):
        run(live, 'publication.prose("{{a.n}}")')
    run(live, "publication.state({'n': 2}, name='a')")
    assert [(text, update) for _, text, update in shown] == [("1", False), ("1", False), ("2", True)]
    assert len({name for name, _, _ in shown}) == 1


def test_a_slip_is_answered_with_the_nearest_name() -> None:
    assert filled("{{hand.cuont}}", {"hand.count": "462", "zero.n": "1"}).endswith(
        "*… waits for a cell that states `hand.cuont` (the nearest: `hand.count`).*"
    )


@pytest.mark.parametrize("braces", [r"$x_{{1}}$", r"$\frac{{a}}{{b}}$", "{{}}", "{{ word }}", "{{0.5}}"])
def test_braces_of_mathematics_are_no_places(braces: str) -> None:
    assert filled(braces, {}) == braces


def test_a_key_that_could_be_mathematics_is_refused() -> None:
    assert filled(place("detect-All.2.words"), {"detect-All.2.words": "two"}) == "two"
    with pytest.raises(ValueError, match=r"'0\.5' has no place in a notebook"):
        place("0.5")


@pytest.mark.parametrize("text", ["*a*", "a_b", "[a](b)", "`a`", "$5", "a|b", "<b>", "&amp;", "\\", "~a~"])
def test_no_character_of_a_value_means_anything(text: str) -> None:
    """As CommonMark reads it, with the extensions that notebooks have."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    (paragraph,) = [token for token in parser.parse(escaped(text)) if token.type == "inline"]
    assert {token.type for token in paragraph.children or []} <= {"text", "text_special"}
    assert "".join(token.content for token in paragraph.children or []) == text
