"""The manifest says of every number and figure which cell gave it."""

from typing import Any

import pytest

from analysis.publication.manifest import cells
from analysis.publication.renderer import MIME

CHART = {MIME: {"usermeta": {"title": "A chart"}}}
SENTENCE = {"text/html": "<choice-text>...", "text/plain": "As read by default."}


def code(source: str, *outputs: dict[str, Any], figure: str = "") -> dict[str, Any]:
    metadata = {"mystnb": {"figure": {"name": figure}}} if figure else {}
    return {
        "cell_type": "code",
        "source": source,
        "metadata": metadata,
        "outputs": [{"data": data} for data in outputs],
    }


TABLE = {
    "text/html": '<filter-table data-title="Made up">...',
    "text/plain": "Made up\nArm | Smallest p\n LD |     0.0625",
}

NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "source": ["# Page\n", "\n", "## Counting\n"]},
        code("publication.enable(study)"),
        code('publication.state(a, name="n")\npublication.state(b, name="n.more")'),
        code('for arm in arms:\n    publication.state(a, name=f"of-{arm}")\nchart', CHART, figure="fig-one"),
        {"cell_type": "markdown", "source": ["## Next"]},
        code("told", SENTENCE, TABLE),
    ]
}


def test_every_value_figure_and_sentence_has_its_cell() -> None:
    values = {
        "printed.y5-age.VALUE": "56",
        "n.low": "1",
        "n.more.low": "2",
        "of-HD.low": "3",
        "of-LD.low": "4",
    }
    assert cells(NOTEBOOK, values) == [
        {"cell": "Counting, cell 1", "values": {"printed.y5-age.VALUE": "56"}},
        {"cell": "Counting, cell 2", "values": {"n.low": "1", "n.more.low": "2"}},
        {
            "cell": "fig-one",
            "figures": [{"title": "A chart"}],
            "values": {"of-HD.low": "3", "of-LD.low": "4"},
        },
        {
            "cell": "Next, cell 1",
            "tables": [["Made up", "Arm | Smallest p", "LD | 0.0625"]],
            "sentences": ["As read by default."],
        },
    ]


def test_a_value_without_a_cell_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no cell states 'other\.low'"):
        cells(NOTEBOOK, {"other.low": "1"})
