"""A published table is plain HTML that says what it stands on."""

import re

import numpy as np
import pandas as pd
import pytest

from analysis import data
from analysis.data import Study
from analysis.figures.base.verdict_marks import MARKS
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
    assert "a &lt; b &amp; c" in text
    assert text.count('<tr role="row">') == 3
    assert '<td role="cell" class="key">none</td>' in text


def test_columns_alone_get_their_titles_from_the_schemas() -> None:
    frame = pd.DataFrame({"SUBJID": ["1"], "MHTERM": ["Palpitations"]})
    text = Table(**{**GIVEN, "frame": frame, "headings": ("SUBJID", "MHTERM"), "filters": ()})._repr_html_()
    titles = [data.TABLES["medical_history"].schema.columns[name].title for name in frame]
    assert re.findall(r'scope="col"[^>]*>([^<]*)<', text) == titles == ["Subject", "Event"]
    with pytest.raises(ValueError, match="Did you mean 'MHTERM'"):
        Table(**{**GIVEN, "frame": frame, "headings": ("MHTERMS",), "filters": ()})


def test_sources_follow_from_the_traces_of_the_rows() -> None:
    study = Study.read()
    traced = FRAME.assign(trace=["medical_history:1-1", "findings:p1-n-ld findings:p1-n-hd"])
    table = Table(**{**GIVEN, "frame": traced, "study": study, "sources": study.cite("poster")})
    assert {source.key for source in table.every_source} == {"chin2020", "summary2025", "poster"}
    assert [source.key for source in table.every_source][-1] == "poster", "no trace names it"


@pytest.mark.parametrize(("rows", "long"), [(10, False), (11, True)])
def test_a_long_table_is_cut_and_can_be_narrowed_by_its_columns(rows: int, *, long: bool) -> None:
    frame = pd.DataFrame({"sub ject": [str(n) for n in range(rows)], "history": "none"})
    given = {"frame": frame, "headings": {"history": "History", "sub ject": "Subject"}}
    text = Table(**{**GIVEN, **given, "filters": ("sub ject",)})._repr_html_()
    assert ('<filter-table class="cut" ' in text) == long
    assert ('data-filters="1" data-keys="sub-ject"' in text) == long
    assert text.count('<tr role="row">') == rows + 1, "every row is there"


def test_a_line_below_says_what_it_stands_on_as_below_a_figure() -> None:
    sources = "".join(f'<a href="{each.address}">{each.label}</a>' for each in GIVEN["sources"])
    assert (
        '<p class="figure-line"><span class="badge badge-published" title="as printed in the source">'
        'PUBLISHED</span> <span class="figure-added">verdicts computed</span> <span class="figure-sources">'
        f"{sources}</span></p></filter-table>" in Table(**GIVEN, added="verdicts computed")._repr_html_()
    )


def test_a_verdict_has_its_mark_where_a_column_holds_nothing_else() -> None:
    frame = pd.DataFrame({"claim": ["a", "b"], "verdict": ["adds up", ""], "word": ["adds up", "possible"]})
    headings = {"claim": "Claim", "verdict": "Verdict", "word": "Word"}
    text = Table(**{**GIVEN, "frame": frame, "headings": headings, "filters": ()})._repr_html_()
    assert text.count('<span class="verdict"><svg class="verdict-mark"') == 1
    assert f'd="{MARKS["adds up"]}"/></svg>adds up</span></td>' in text


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
    assert '<th role="columnheader" scope="col" class="key">History</th>' in text
    assert '<tr role="row"><td role="cell" colspan="2">no rows</td></tr>' in text
    assert "data-filters" not in text
    assert repr(table) == "Medical history\nhistory, subject: no rows"


@pytest.mark.parametrize("missing", [float("nan"), None, pd.NA, pd.NaT, (), (None,)])
def test_a_missing_value_is_an_empty_cell(missing: object) -> None:
    frame = pd.DataFrame({"subject": ["1", "2"], "history": [missing, "none"]}, dtype=object)
    table = Table(**{**GIVEN, "frame": frame})
    assert '<td role="cell" class="key none"></td>' in table._repr_html_()
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
