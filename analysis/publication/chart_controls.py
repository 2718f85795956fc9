"""The controls of a chart as HTML, from the parameters of its specification that are bound to an input.

They are part of the page, so that they hold their place before any script runs; ``chart-controls.js``
connects them with the chart, and without a script they do not show.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

OPEN = 2
"""More controls than these stand in a fold."""


def markup(spec: Mapping[str, Any]) -> str:
    """The form above a chart; nothing where the chart has no parameter at all."""
    parameters = spec.get("params", [])
    if not parameters:
        return ""
    fields = [_field(parameter) for parameter in parameters if _is_bound(parameter)]
    inside = "".join(fields[:OPEN])
    if len(fields) > OPEN:
        inside += (
            f'<details class="chart-controls-more"><summary>More choices ({len(fields) - OPEN})</summary>'
            f'<div class="chart-controls">{"".join(fields[OPEN:])}</div></details>'
        )
    return (
        '<form class="chart-controls" role="group" aria-label="Choices for this chart" autocomplete="off">'
        f'{inside}<p class="chart-controls-note" role="status" hidden></p>'
        '<span class="chart-controls-said" role="status"></span></form>'
    )


def label_and_unit(words: str) -> tuple[str, str]:
    """What is chosen, and of a number the unit, which stands after the last comma.

    Examples:
        >>> label_and_unit("Age, years")
        ('Age', ' years')
        >>> label_and_unit("Margin, in quarters of an SD")
        ('Margin', ' quarters of an SD')
        >>> label_and_unit("Aging in five years, %")
        ('Aging in five years', '%')
        >>> label_and_unit("Pairs, or first group")
        ('Pairs, or first group', '')
    """
    found = re.fullmatch(r"(.*), (?!or )(?:in )?([^,]+)", words)
    if not found:
        return words, ""
    return found[1], ("" if found[2][0] in "%°" else " ") + found[2]


def _is_bound(parameter: Mapping[str, Any]) -> bool:
    return isinstance(parameter.get("bind"), Mapping) and "input" in parameter["bind"]


def _field(parameter: Mapping[str, Any]) -> str:
    bind = parameter["bind"]
    kind, words = bind["input"], str(bind.get("name") or parameter["name"]).strip()
    label, unit = label_and_unit(words) if kind == "range" else (words, "")
    about = f'class="chart-choice" data-name="{_quoted(parameter["name"])}" data-label="{_quoted(label)}"'
    name = f'<span class="chart-choice-name">{html.escape(label)}</span>'
    value = _start(parameter)
    if kind == "range":
        limits = "".join(f' {part}="{bind[part]}"' for part in ("min", "max", "step") if part in bind)
        widest = max(len(f"{bind[end]}{unit}") for end in ("min", "max"))
        return (
            f'<label {about} data-unit="{_quoted(unit)}">{name}<span class="chart-choice-slider">'
            f'<input type="range"{limits} value="{value}" aria-label="{_quoted(label)}" '
            f'aria-valuetext="{value}{_quoted(unit)}"><output aria-live="off" style="min-width:{widest}ch">'
            f"{value}{html.escape(unit)}</output></span></label>"
        )
    if kind == "checkbox":
        checked = " checked" * bool(value)
        return f'<label {about}><span><input type="checkbox"{checked}> {html.escape(label)}</span></label>'
    if kind == "select":
        options = "".join(printed_option(text, option, option == value) for text, option in _options(bind))
        return f"<label {about}>{name}<select>{options}</select></label>"
    inputs = "".join(
        f'<label><input type="radio" name="{_quoted(parameter["name"])}" {printed_value(option)}'
        f"{' checked' * (option == value)}> {html.escape(text)}</label>"
        for text, option in _options(bind)
    )
    legend = f'<legend class="chart-choice-name">{html.escape(label)}</legend>'
    return f'<fieldset {about}>{legend}<div class="chart-choice-options">{inputs}</div></fieldset>'


def _options(bind: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    options = bind["options"]
    return zip(map(str, bind.get("labels") or options), options, strict=True)


def _start(parameter: Mapping[str, Any]) -> Any:
    """What is chosen first; a selection that is bound to an input may hold it as the one field of a row."""
    value = parameter.get("value")
    return next(iter(value[0].values())) if isinstance(value, list) else value


def printed_value(value: object) -> str:
    """A choice's value as the page's address prints it, and as a chart's parameter holds it."""
    return f'value="{_quoted(value)}" data-value="{_quoted(json.dumps(value))}"'


def printed_option(text: str, value: object, selected: bool) -> str:
    """One entry of a list."""
    return f"<option {printed_value(value)}{' selected' * selected}>{html.escape(text)}</option>"


def _quoted(value: object) -> str:
    return html.escape(str(value), quote=True)
