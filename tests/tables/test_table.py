"""A published table is plain HTML that says what it stands on."""

import re

import numpy as np
import pandas as pd
import pytest

from analysis import data
from analysis.data import Study
from analysis.tables import Table

FRAME = pd.DataFrame({"subject": ["1", "2"], "history": ["none", "a < b & c"]})
GIVEN = {
    "frame": FRAME,
    "headings": {"history": "History", "subject": "Subject"},
    "title": "Medical history",
    "basis": "published",
    "sources": Study.read().cite("summary2025"),
    "filters": ("subject",),
}


def test_html_holds_rows_headings_basis_and_sources() -> None:
    text = Table(**GIVEN)._repr_html_()
    assert text.index("History") < text.index("Subject")
    assert 'data-basis="published"' in text
    assert 'data-sources="summary2025"' in text
    assert 'data-filters="1"' in text
    assert "a &lt; b &amp; c" in text
    assert text.count('<tr role="row">') == 3
    assert '<td role="cell" data-heading="History">none</td>' in text


def test_columns_alone_get_their_titles_from_the_schemas() -> None:
    frame = pd.DataFrame({"SUBJID": ["1"], "MHTERM": ["Palpitations"]})
    text = Table(**{**GIVEN, "frame": frame, "headings": ("SUBJID", "MHTERM"), "filters": ()})._repr_html_()
    titles = [data.TABLES["medical_history"].schema.columns[name].title for name in frame]
    assert re.findall(r'scope="col">([^<]*)<', text) == titles == ["Subject", "Event"]
    with pytest.raises(ValueError, match="Did you mean 'MHTERM'"):
        Table(**{**GIVEN, "frame": frame, "headings": ("MHTERMS",), "filters": ()})


def test_sources_follow_from_the_traces_of_the_rows() -> None:
    study = Study.read()
    traced = FRAME.assign(trace=["medical_history:1-1", "findings:p1-n-ld findings:p1-n-hd"])
    table = Table(**{**GIVEN, "frame": traced, "study": study, "sources": study.cite("poster")})
    assert {source.key for source in table.every_source} == {"chin2020", "summary2025", "poster"}
    assert [source.key for source in table.every_source][-1] == "poster", "no trace names it"


@pytest.mark.parametrize(("text", "layout"), [("short", "grid"), ("a long note " * 9, "cards")])
def test_long_rows_become_cards_on_a_phone(text: str, layout: str) -> None:
    frame = pd.DataFrame({"subject": ["1"], "history": [text]})
    assert f'<table role="table" class="{layout}">' in Table(**{**GIVEN, "frame": frame})._repr_html_()


def test_what_stands_on_another_basis_is_said() -> None:
    assert (
        "as printed in the source; verdicts computed. Sources:"
        in Table(**GIVEN, added="verdicts computed")._repr_html_()
    )


def test_text_form_has_every_row() -> None:
    assert repr(Table(**GIVEN)).count("\n") == 3


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"headings": {"age": "Age"}}, r"no column \['age'"),
        ({"filters": ("age",)}, r"no column \['age'"),
        ({"basis": "guess"}, "basis is 'guess'"),
        ({"title": ""}, "title is empty"),
        ({"sources": ("summary2025",)}, "is unknown: pass study.cite"),
        ({"sources": ()}, "no source stands behind the table"),
    ],
)
def test_refusals(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Table(**{**GIVEN, **change})


@pytest.mark.parametrize("dtype", [object, float, str])
def test_a_table_without_rows_has_headings_and_says_so(dtype: type) -> None:
    frame = pd.DataFrame({"subject": [], "history": []}, dtype=dtype)
    table = Table(**{**GIVEN, "frame": frame})
    text = table._repr_html_()
    assert '<th role="columnheader" scope="col">History</th>' in text
    assert '<tr role="row"><td role="cell" colspan="2">no rows</td></tr>' in text
    assert 'data-filters=""' in text
    assert repr(table) == "Medical history\nhistory, subject: no rows"


@pytest.mark.parametrize("missing", [float("nan"), None, pd.NA, pd.NaT, (), (None,)])
def test_a_missing_value_is_an_empty_cell(missing: object) -> None:
    frame = pd.DataFrame({"subject": ["1", "2"], "history": [missing, "none"]}, dtype=object)
    table = Table(**{**GIVEN, "frame": frame})
    assert '<td role="cell" data-heading="History"></td>' in table._repr_html_()
    assert not any(word in repr(table) for word in ("NaN", "nan", "None", "NA", "NaT", "()"))


@pytest.mark.parametrize("trace", [" ", "", "somewhere", "formula:", "formula:x y", float("nan"), 7])
def test_a_row_whose_trace_leads_nowhere_is_refused(trace: object) -> None:
    rows = FRAME.assign(trace=["formula:inference.floors"] * (len(FRAME) - 1) + [trace])
    with pytest.raises(ValueError, match=rf"row {len(FRAME)}, column 'trace': .* form kind:key"):
        Table(**{**GIVEN, "frame": rows})


@pytest.mark.parametrize("whole", [2**63 - 1, np.int64(2**63 - 1), 10**30 + 1])
def test_a_large_whole_number_keeps_its_last_digits(whole: int) -> None:
    frame = pd.DataFrame({"subject": ["1"], "history": [whole]}, dtype=object)
    text = Table(**{**GIVEN, "frame": frame})._repr_html_()
    assert f">{int(whole):,}</td>" in text


def test_a_column_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"more than one column \['history'\]"):
        Table(
            **{**GIVEN, "frame": FRAME.assign(more="x").set_axis(["subject", "history", "history"], axis=1)}
        )
