"""A table's cells can lead elsewhere, its rows can be pointed at, and long texts can wait until asked for."""

import pandas as pd
import pytest

from analysis.data import cite
from analysis.publication import Table

FRAME = pd.DataFrame(
    {
        "claim": ["stable & low", "rose"],
        "to": ["../a.html#x&y", ""],
        "against": [("rose", "fell"), ()],
        "there": [("#rose", ""), ()],
        "evidence": ["from <b>", ""],
        "name": ["row-1", "row-2"],
    }
)
GIVEN = {
    "frame": FRAME,
    "headings": {"claim": "Claim", "against": "Against"},
    "title": "Claims",
    "basis": "published",
    "sources": cite("summary2025"),
    "links": {"claim": "to", "against": "there"},
    "folded": {"claim": "evidence"},
    "anchors": "name",
}


def test_a_cell_leads_to_its_address_and_an_empty_one_nowhere() -> None:
    text = Table(**GIVEN)._repr_html_()
    assert '<a href="../a.html#x&amp;y">stable &amp; low</a>' in text
    assert 'data-heading="Claim">rose<' in text


def test_a_cell_of_several_texts_has_an_address_for_each() -> None:
    text = Table(**GIVEN)._repr_html_()
    assert '<a href="#rose">rose</a>, fell</td>' in text
    assert 'data-heading="Against"></td>' in text


def test_folded_text_is_there_escaped_and_closed() -> None:
    text = Table(**GIVEN)._repr_html_()
    assert "<details><summary>Evidence</summary>from &lt;b&gt;</details>" in text
    assert "<details open" not in text


def test_rows_have_names() -> None:
    text = Table(**GIVEN)._repr_html_()
    assert '<tr role="row" id="row-1">' in text
    assert "id=" not in Table(**{**GIVEN, "anchors": ""})._repr_html_()


@pytest.mark.parametrize(
    "change",
    [{"links": {"claim": "nowhere"}}, {"folded": {"claim": "nowhere"}}, {"anchors": "nowhere"}],
)
def test_unknown_columns_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"no column \['nowhere'"):
        Table(**{**GIVEN, **change})


def test_as_many_addresses_as_texts() -> None:
    with pytest.raises(ValueError, match="zip"):
        Table(**{**GIVEN, "links": {"against": "to"}})._repr_html_()
