"""Each solution can be linked: a fold has an identifier, and inside it a link to itself."""

import re
from collections import Counter
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

_PLACE = re.compile(
    r'<section\b[^>]*\bid="(?P<section>[^"]+)"[^>]*>|(?P<end></section>)'
    r'|<details class="(?P<fold>[^"]*\bsd-dropdown\b[^"]*)"(?P<rest>[^>]*)>'
    r'|(?P<content><div class="[^"]*\bsd-summary-content\b[^"]*">)'
)


def connect(app: Sphinx) -> None:
    """Name the folds of each page."""
    app.connect("html-page-context", name_folds)


def name_folds(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the folds of the page their identifiers."""
    context["body"] = named(context.get("body", ""))


def named(body: str) -> str:
    r"""A page whose folds are named by their section and their number in it, from 1.

    A fold that has a name keeps it, and counts.

    >>> fold = '<details class="sd-dropdown"><summary>Solution</summary></details>'
    >>> print(named(f'<section id="exercises">{fold}</section>').replace(">", ">\n", 2))
    <section id="exercises">
    <details id="exercises-fold-1" class="sd-dropdown">
    <summary>Solution</summary></details></section>
    """
    sections = ["page"]
    folds: Counter[str] = Counter()
    name = ""

    def place(found: re.Match[str]) -> str:
        nonlocal name
        if found["section"]:
            sections.append(found["section"])
        elif found["end"]:
            sections.pop()
        elif found["fold"]:
            folds[sections[-1]] += 1
            name = f"{sections[-1]}-fold-{folds[sections[-1]]}"
            if given := re.search(r'\bid="([^"]+)"', found["rest"]):
                name = given[1]
                return found[0]
            return f'<details id="{name}" class="{found["fold"]}"{found["rest"]}>'
        else:
            link = f'<a class="headerlink fold-link" href="#{name}" title="Link to this fold">#</a>'
            return f"{found[0]}{link}"
        return found[0]

    return _PLACE.sub(place, body)
