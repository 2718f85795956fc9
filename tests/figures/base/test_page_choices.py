"""Choices of a whole page, and explorers that follow them."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.figures import Control, PageChoices, attained_levels

METHOD = Control("p_method", "Method", "radio", ("exact", "normal"), "normal", labels=("exactly", "normally"))
SAMPLES = Control("samples", "Samples", "select", (5, 4, 3), 3, on_page=(4, 3))


def test_combinations_key_and_words() -> None:
    choices = PageChoices((METHOD, SAMPLES))
    assert choices.default == {"p_method": "normal", "samples": 3}
    assert len(choices.combinations()) == 4
    assert choices.combinations()[0] == {"p_method": "exact", "samples": 4}
    assert choices.key(choices.default) == "p_method=normal&samples=3"
    assert len({choices.key(each) for each in choices.combinations()}) == 4
    assert choices.words(choices.default) == "Method: normally; Samples: 3"
    assert choices.only("samples").names == ("samples",)


@pytest.mark.parametrize(
    ("controls", "message"),
    [
        ((), "different names"),
        ((METHOD, METHOD), "different names"),
        ((METHOD, Control("n", "n", "range", (1, 2), 1)), "radio or a select"),
    ],
)
def test_what_a_page_could_not_tell_apart_is_refused(controls: tuple[Control, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        PageChoices(controls)


def test_an_unknown_choice_is_refused() -> None:
    with pytest.raises(ValueError, match="no page choice spread"):
        PageChoices((METHOD,)).only("spread")


def test_an_explorer_that_follows_has_a_parameter_without_an_input() -> None:
    own = attained_levels({"A": 5, "B": 6})
    (control,) = own.controls
    other = Control("page_wide", "Page", "radio", ("a", "b"), "a")

    def compute(*, page_wide: str, **choice: int) -> pd.DataFrame:
        rows = own.compute(**choice)
        return rows if page_wide == "a" else rows.iloc[:1]

    following = replace(own, compute=compute, follows=(other,))
    spec = following.static().to_dict()
    assert [parameter["name"] for parameter in spec["params"]] == [control.name, "page_wide"]
    assert spec["params"][1] == {"name": "page_wide", "value": "a"}
    assert "datum.page_wide == page_wide" in spec["transform"][0]["filter"]
    (rows,) = spec["datasets"].values()
    assert {row["page_wide"] for row in rows} == {"a", "b"}
    *boxes, _ = following.live().children
    assert [box.description for box in boxes] == [control.label, "Page"]
