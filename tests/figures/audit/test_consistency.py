"""The map of verdicts says what the audit found; the form never shows a wrong chart for a wrong entry."""

from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.audit import Summary, audits, two_groups
from analysis.data import MissingFindingError, Study
from analysis.figures import Explorer, consistency, typed_audit
from analysis.figures.audit.consistency import HOLDS, LARGEST, SMALLEST, VERDICTS, _drawing, finding
from analysis.inference.pvalues import METHODS

STUDY = Study.read()
AUDITS = audits(STUDY, visit="Month 6", minimum=0)

SMALL = typed_audit(("A", Summary("705", "160", 4)), ("B", Summary("306", "36", 3)), "0.06")
START = {
    "first_name": "A",
    "first_mean": "705",
    "first_spread": "160",
    "first_enrolled": 4,
    "second_name": "B",
    "second_mean": "306",
    "second_spread": "36",
    "second_enrolled": 3,
    "pvalue": "0.06",
    "minimum": "zero",
    "method": "exact",
}


class Form:
    """The live form, its entries by the name of their control."""

    def __init__(self) -> None:
        *inputs, self.view = SMALL.live().children
        names = [control.name for control in SMALL.controls]
        self.inputs = dict(zip(names, inputs, strict=True))

    def enter(self, name: str, text: str) -> str:
        """Type a text; the message below its field."""
        entry, message = self.inputs[name].children
        entry.value = text
        return str(message.value)

    def words(self) -> list[str]:
        return [output["data"]["text/plain"] for output in self.view.outputs[1:]]

    def drawn(self) -> list[dict[str, Any]]:
        (rows,) = self.view.outputs[0]["data"]["application/json"]["datasets"].values()
        return list(rows)


@pytest.fixture
def form() -> Iterator[Form]:
    with alt.renderers.enable("json"):
        yield Form()


@pytest.fixture(scope="module")
def verdicts() -> Explorer:
    return consistency(STUDY, visit="Month 6", minimum=0)


def test_every_verdict_has_a_fill_and_is_written_in_its_cell() -> None:
    rows = pd.DataFrame(
        {
            "row": ["± SD, 6 HD", "± SEM, 6 HD"],
            "column": "5 LD",
            "verdict": list(VERDICTS)[:2],
            "reason": "",
            "full": True,
        }
    )
    spec = _drawing(rows.assign(words="possible", trace="formula:x.y")).to_dict()
    boxes, full, words = spec["layer"]
    assert all(f"'{verdict}': " in boxes["mark"]["fillOpacity"]["expr"] for verdict in VERDICTS)
    assert len(set(VERDICTS.values())) == len(VERDICTS)
    assert full["transform"] == [{"filter": "datum.full"}]
    assert words["encoding"]["text"]["field"] == "words"
    assert spec["width"] == "container"


@pytest.mark.parametrize(
    ("sd", "sem", "title"),
    [
        ("impossible", "possible", "A as printed cannot hold if ± is an SD, can if an SEM"),
        ("possible", "possible", "A as printed can hold, ± an SD or an SEM"),
        (
            "undecided",
            "possible with ties",
            "A as printed is undecided if ± is an SD, can with ties if an SEM",
        ),
    ],
)
def test_the_title_says_what_holds_if_all_were_measured(sd: str, sem: str, title: str) -> None:
    rows = pd.DataFrame(
        {
            "name": "A",
            "spread": ["SD", "SD", "SEM"],
            "full": [True, False, True],
            "verdict": [sd, "undecided", sem],
        }
    )
    assert finding(rows) == title


@pytest.mark.parametrize("sd", VERDICTS)
@pytest.mark.parametrize("sem", VERDICTS)
def test_a_title_fits_two_lines_for_all_verdicts(sd: str, sem: str) -> None:
    rows = pd.DataFrame({"name": "IL-1Ra", "spread": ["SD", "SEM"], "full": True, "verdict": [sd, sem]})
    assert len(finding(rows)) <= 72
    assert set(HOLDS) == set(VERDICTS)


def test_the_map_shows_every_reading_of_the_audit(verdicts: Explorer) -> None:
    shown = verdicts.grid()
    assert len(shown) == sum(len(found.readings) for found in AUDITS.values())
    for name, found in AUDITS.items():
        for method in METHODS:
            cells = shown[(shown["audited"] == name) & (shown["p_method"] == method)]
            for reading in (r for r in found.readings if r.method == method):
                row, column = (
                    f"± {reading.spread_is.upper()}, {reading.sizes[0]} HD",
                    f"{reading.sizes[1]} LD",
                )
                (verdict,) = cells.loc[(cells["row"] == row) & (cells["column"] == column), "verdict"]
                assert verdict == reading.verdict


def test_no_method_lets_il1ra_hold_at_full_size_as_an_sd(verdicts: Explorer) -> None:
    shown = verdicts.grid().query("audited == 'IL1RA' and row == '± SD, 6 HD' and column == '5 LD'")
    assert list(shown["verdict"]) == ["impossible"] * len(METHODS)
    assert set(shown["reason"]) == {"Samuelson's inequality"}


def test_verdicts_are_traced_to_what_was_printed(verdicts: Explorer) -> None:
    meta = verdicts.static().to_dict()["usermeta"]
    assert len(meta["findings"]) == 9
    assert {"p1-il1ra-hd-m6", "p1-il1ra-ld-m6", "p1-il1ra-p-m6"} <= set(meta["findings"])
    assert "formula:audit.two_groups" in meta["traces"]
    assert meta["sources"][0] == "chin2020"


@pytest.mark.parametrize("folder", ["mpc_2017", "rebamipide_2016"])
def test_a_study_of_t_tests_has_nothing_that_this_figure_can_map(folder: str) -> None:
    study = Study.read(f"data/examples/{folder}")
    with pytest.raises(MissingFindingError, match=r"rank-sum test between them at Baseline.*independent t"):
        consistency(study, visit="Baseline")


def test_what_is_left_out_is_told() -> None:
    """The p of IL-10 as one of a t-test: the others are mapped, and the words name it."""
    table = STUDY.findings
    table.loc[table["FINDINGID"] == "p1-il10-p-m6", "TEST"] = "independent t"
    explorer = consistency(STUDY.with_tables(findings=table), visit="Month 6", minimum=0)
    assert explorer.controls[0].choices == ("IL1RA", "TNFA")
    assert explorer.describe(explorer.grid()).endswith("another test is named: IL-10 (independent t).")


def test_a_page_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValueError, match=r"cannot be computed beforehand.*Call \.live\(\)"):
        SMALL.static()


def test_the_map_holds_the_verdicts_of_the_audit() -> None:
    audit = two_groups(Summary("705", "160", 4), Summary("306", "36", 3), "0.06", minimum=0)
    rows = SMALL.rows(START)
    assert list(rows["row"].unique()) == ["± SD, 4 A", "± SD, 3 A", "± SEM, 4 A", "± SEM, 3 A"]
    assert set(rows["column"]) == {"3 B"}
    expected = [
        audit.at((n, 3), spread_is=spread_is, method="exact").verdict
        for spread_is in ("sd", "sem")
        for n in (4, 3)
    ]
    assert list(rows["verdict"]) == expected
    assert set(rows["trace"]) == {"formula:audit.two_groups"}
    assert len(SMALL.rows({**START, "second_enrolled": 4})) == 8


def test_a_typed_number_changes_chart_and_sentences(form: Form) -> None:
    before = form.words()
    assert before[0].startswith("705 ± 160 and 306 ± 36 with p = 0.06 (rank-sum test)")
    assert len(before) == 3
    assert {row["verdict"] for row in form.drawn()} != {"impossible"}
    assert form.enter("pvalue", "0.001") == ""
    assert {row["verdict"] for row in form.drawn()} == {"impossible"}
    assert "p = 0.001" in form.words()[0]
    assert "exact test" in form.words()[1]


def test_whether_values_can_be_negative_counts(form: Form) -> None:
    form.enter("first_mean", "-705")
    assert {row["verdict"] for row in form.drawn()} == {"impossible"}
    form.inputs["minimum"].value = "none"
    assert "possible" in {row["verdict"] for row in form.drawn()}


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("first_mean", "12,4", "not a printed number"),
        ("second_mean", "abc", "not a printed number"),
        ("first_mean", "__import__('os').getcwd()", "not a printed number"),
        ("first_mean", "", "not a printed number"),
        ("first_spread", "-1", "negative"),
        ("second_spread", "1e3", "not a printed number"),
        ("first_enrolled", "1", f"from {SMALLEST} to {LARGEST}"),
        ("first_enrolled", "6.0", f"from {SMALLEST} to {LARGEST}"),
        ("second_enrolled", "40", f"from {SMALLEST} to {LARGEST}"),
        ("second_enrolled", "²", f"from {SMALLEST} to {LARGEST}"),
        ("pvalue", "ns", "not a printed p-value"),
        ("pvalue", "1.2", "not a printed p-value"),
        ("second_name", " ", "Type 1 to"),
    ],
)
def test_a_bad_entry_has_a_message_and_keeps_the_chart(form: Form, name: str, text: str, words: str) -> None:
    before = form.view.outputs
    message = form.enter(name, text)
    assert words in message
    assert "keeps the last entry" in message
    assert form.view.outputs == before
    assert form.enter(name, str(START[name])) == ""
    assert form.view.outputs == before


NUMBER = st.decimals(-2000, 2000, places=1).map(str) | st.integers(-(10**12), 10**12).map(str)
SPREAD = st.decimals(0, 500, places=2).map(str) | st.just("0")
PVALUE = st.decimals(0, 1, places=3).map(str) | st.sampled_from(["<0.05", "> 0.05", "0", "1.0"])


@settings(max_examples=40, deadline=None)
@given(NUMBER, SPREAD, NUMBER, SPREAD, PVALUE, st.sampled_from(["zero", "none"]))
def test_whatever_the_fields_accept_the_audit_answers(
    first: str, first_spread: str, second: str, second_spread: str, pvalue: str, minimum: str
) -> None:
    """No entry that passes its field fails in the computation."""
    numbers = {"first_mean": first, "first_spread": first_spread, "pvalue": pvalue, "minimum": minimum}
    numbers |= {"second_mean": second, "second_spread": second_spread}
    choice = {**START, "first_enrolled": 3, **numbers}
    assert len(SMALL.rows(choice)) == 2
    assert len(list(SMALL.sentences(**choice))) == 3
    for control in SMALL.controls:
        if control.read is not None:
            assert control.read(str(choice[control.name])) == choice[control.name]
