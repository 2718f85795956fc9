"""The form and the sentences as the page gets them, before any script runs."""

import json
import re

import pandas as pd
import pytest

from analysis.data import Study
from analysis.figures import Control, PageChoices
from analysis.publication import Sentences, choices

CHOICES = PageChoices(
    (
        Control("p_method", "Method", "radio", ("exact", "normal"), "normal", labels=("exact", "a < b")),
        Control("samples", "Samples", "select", (5, 4), 4),
    )
)
FRAME = pd.DataFrame(CHOICES.combinations())
FRAME["sentence"] = [f"{row.p_method} & {row.samples}" for row in FRAME.itertuples()]
GIVEN = {"choices": CHOICES, "basis": "reconstructed", "sources": Study.read().cite("chin2020")}


def table(shown: str) -> dict:
    script = re.search(r'<script type="application/json">(.*?)</script>', shown, flags=re.S)
    assert script
    return json.loads(script[1])


def test_the_form_is_whole_and_names_the_default_reading() -> None:
    shown = choices(CHOICES)._repr_html_()
    assert "Default reading. Method: a &lt; b; Samples: 4." in shown
    assert '<fieldset class="page-choices-all" disabled>' in shown
    assert 'name="p_method" value="normal" data-value="&quot;normal&quot;" checked' in shown
    assert '<option value="4" data-value="4" selected>' in shown
    assert shown.count('type="radio"') == 2
    assert "Back to the default reading" in shown
    assert shown.index("Default reading.") < shown.index("<details>"), (
        "the reading is seen with the form closed"
    )
    assert "Without JavaScript" in shown


def test_sentences_show_the_default_and_carry_all() -> None:
    sentences = Sentences(FRAME, **GIVEN)
    shown = sentences._repr_html_()
    assert '<p class="choice-text-shown">normal &amp; 4</p>' in shown
    assert 'data-basis="reconstructed" data-sources="chin2020"' in shown
    assert repr(sentences) == sentences.default == "normal & 4"
    held = table(shown)
    for choice in CHOICES.combinations():
        assert held["texts"][held["places"][CHOICES.key(choice)]] == sentences.text(choice)


def test_a_sentence_may_depend_on_some_choices_only() -> None:
    frame = pd.DataFrame({"samples": [5, 4], "sentence": ["five", "four"]})
    sentences = Sentences(frame, **GIVEN)
    assert sentences.default == "four"
    assert table(sentences._repr_html_())["places"] == {"samples=5": 0, "samples=4": 1}


@pytest.mark.parametrize("frame", [FRAME.iloc[1:], pd.concat([FRAME, FRAME.iloc[:1]]), FRAME.replace(5, 6)])
def test_a_missing_or_doubled_sentence_is_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="4 combinations need one sentence each"):
        Sentences(frame, **GIVEN)


def test_a_sentence_needs_a_basis_and_sources() -> None:
    with pytest.raises(ValueError, match="no source stands behind the sentence"):
        Sentences(FRAME, **(GIVEN | {"sources": ()}))
    with pytest.raises(ValueError, match="basis is"):
        Sentences(FRAME, **(GIVEN | {"basis": "guessed"}))
