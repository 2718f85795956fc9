from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from analysis.figures import Control
from analysis.figures.base.live import widget
from analysis.reported import Printed

SLIDER = Control("n", "Pairs", "range", choices=tuple(range(1, 31)), default=5, on_page=(3, 4, 5, 6))
RADIO = Control("method", "Method", "radio", ("a", "b", "c"), "b", on_page=("b", "c"), labels=("A", "B", "C"))


def test_range_on_the_page_and_with_a_kernel() -> None:
    bind = SLIDER.parameter().param.to_dict()["bind"]
    assert (bind["input"], bind["min"], bind["max"], bind["step"]) == ("range", 3, 6, 1)
    slider = widget(SLIDER)
    assert (slider.min, slider.max, slider.value, slider.description) == (1, 30, 5, "Pairs")


def test_choices_carry_their_labels_in_both_lives() -> None:
    parameter = RADIO.parameter().param.to_dict()
    assert parameter["value"] == "b"
    assert parameter["bind"]["options"] == ["b", "c"]
    assert parameter["bind"]["labels"] == ["B", "C"]
    buttons = widget(RADIO)
    assert buttons.options == (("A", "a"), ("B", "b"), ("C", "c"))
    assert buttons.value == "b"


def test_a_list_is_a_list_in_both_lives() -> None:
    control = Control("marker", "Marker", "select", ("IL-6", "IL-10"), "IL-10")
    assert control.parameter().param.to_dict()["bind"]["input"] == "select"
    assert type(widget(control)).__name__ == "Dropdown"
    assert widget(control).value == "IL-10"


def test_a_box_is_off_or_on_in_both_lives() -> None:
    control = Control("all_of_it", "Show all", "check", (False, True), False)
    parameter = control.parameter().param.to_dict()
    assert (parameter["value"], parameter["bind"]) == (False, {"input": "checkbox", "name": "Show all "})
    box = widget(control)
    assert (type(box).__name__, box.value, box.description) == ("Checkbox", False, "Show all")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": "two words"}, "letters, digits"),
        ({"name": "code"}, "the page's address"),
        ({"default": 40}, "not on the page"),
        ({"default": 9, "on_page": (9, 40)}, "among the choices"),
        ({"labels": ("one",)}, "1 labels for 30 choices"),
        ({"on_page": (3, 5)}, "consecutive"),
        ({"choices": (1, 2, 4, 3, 5, 6)}, "consecutive"),
        ({"kind": "check"}, "off or on"),
    ],
)
def test_an_unusable_control_is_refused(change: dict[str, Any], words: str) -> None:
    parts = {"name": "n", "label": "Pairs", "kind": "range", "choices": tuple(range(1, 31)), "default": 5}
    with pytest.raises(ValueError, match=words):
        Control(**{**parts, **change})


TEXT = Control("mean", "Mean", "text", (), "12.4", read=lambda text: Printed(text.strip()).text)


def test_a_text_is_checked_as_it_is_typed() -> None:
    """Bad input has one message below the field, and the last entry that could be read stays."""
    field = widget(TEXT)
    text, message = field.children
    assert (text.value, text.description, field.value, message.value) == ("12.4", "Mean", "12.4", "")
    text.value = " 13 "
    assert (field.value, message.value) == ("13", "")
    text.value = "<b>12,4"
    assert field.value == "13"
    assert "&lt;b&gt;12,4&#x27; is not a printed number" in message.value
    assert "<b>" not in message.value
    text.value = "14"
    assert (field.value, message.value) == ("14", "")


@pytest.mark.parametrize("on_page", [lambda: TEXT.page_choices, TEXT.parameter])
def test_a_text_has_no_life_on_a_page(on_page: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"mean: what a reader types.*Call \.live\(\)"):
        on_page()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"read": None}, "needs `read`"),
        ({"kind": "select"}, "nothing else, needs `read`"),
        ({"choices": ("1", "2")}, "no choices"),
        ({"default": "12,4"}, "not a printed number"),
    ],
)
def test_an_unusable_text_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        replace(TEXT, **change)
