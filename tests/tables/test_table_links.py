"""A table's cells can lead elsewhere, its rows can be pointed at, and long texts can wait until asked for."""

import pandas as pd
import pytest

from analysis.data import Study
from analysis.tables import Table

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
    "sources": Study.read().cite("summary2025"),
    "links": {"claim": "to", "against": "there"},
    "folded": {"claim": "evidence"},
    "anchors": "name",
}


def test_a_cell_leads_to_its_address_and_an_empty_one_nowhere() -> None:
    text = Table(**GIVEN)._repr_html_()
    assert '<a href="../a.html#x&amp;y">stable &amp; low</a>' in text
    assert '<td role="cell" class="key">rose<' in text


def test_a_cell_of_several_texts_has_an_address_for_each() -> None:
    text = Table(**GIVEN)._repr_html_()
    assert '<a href="#rose">rose</a>, fell</td>' in text
    assert '<td role="cell" class="none"></td>' in text


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


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "https://",
        "https://a b",
    ],
)
def test_addresses_that_are_no_page_are_refused_with_row_and_column(address: str) -> None:
    for frame, links in (
        (FRAME.assign(to=["", address]), {"claim": "to"}),
        (FRAME.assign(there=[("#a", "b.html"), ("", address)]), {"against": "there"}),
    ):
        with pytest.raises(ValueError, match=r"row 2, column '(to|there)': the address .* is refused"):
            Table(**{**GIVEN, "frame": frame, "links": links})


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#row",
        "a.html",
        "../a/b.html?x=1:2#c:d",
        "/a.html",
        "https://doi.org/10.1/x(1)",
        float("nan"),
        None,
    ],
)
def test_pages_of_the_web_and_of_the_book_are_linked(address: object) -> None:
    text = Table(**{**GIVEN, "frame": FRAME.assign(to=["", address])})._repr_html_()
    linked = isinstance(address, str) and address != ""
    assert (f'<a href="{address}">rose</a>' in text) == linked
    assert ('<td role="cell" class="key">rose<' in text) != linked


@pytest.mark.parametrize("names", [["a", "a"], ["a", ""], ["a", "b c"], ["a", None]])
def test_each_row_has_a_name_of_its_own(names: list[object]) -> None:
    with pytest.raises(ValueError, match=r"row 2, column 'name': .* cannot name a row"):
        Table(**{**GIVEN, "frame": FRAME.assign(name=names)})
