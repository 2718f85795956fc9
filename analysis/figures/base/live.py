"""The live side of an explorer: its controls as ipywidgets."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Protocol

import altair as alt
import ipywidgets as widgets
import traitlets

from analysis.figures.base.control import Control, Value

LABEL_WIDTH = {"description_width": "initial"}
WIDE = {"width": "min(100%, 36rem)"}
KEPT = "Until then the chart keeps the last entry that could be read."


class Choosable(Protocol):
    """What has controls and a chart for every choice of them: an explorer."""

    @property
    def controls(self) -> tuple[Control, ...]:
        """The choices, in the order shown."""

    def chart(self, choice: Mapping[str, Value]) -> alt.LayerChart | alt.VConcatChart:
        """The chart of one choice."""


def no_sentences(**_: object) -> Iterable[str]:
    """Say nothing: most charts need no words below them."""
    return ()


def live(explorer: Choosable, sentences: Callable[..., Iterable[str]] = no_sentences) -> widgets.VBox:
    """The controls of an explorer above its chart; each change computes the rows anew and redraws.

    Args:
        explorer: the controls, the computation and the chart.
        sentences: one value of every control, by name, to the paragraphs below the chart.
    """
    inputs = {control.name: widget(control) for control in explorer.controls}
    view = widgets.Output()

    def redraw(_: object = None) -> None:
        choice = {name: box.value for name, box in inputs.items()}
        # Assigned rather than displayed inside the widget: the old chart is replaced in one message.
        view.outputs = (_output(explorer.chart(choice)), *map(_paragraph, sentences(**choice)))

    for box in inputs.values():
        box.observe(redraw, names="value")
    redraw()
    return widgets.VBox([*inputs.values(), view])


def _output(chart: alt.LayerChart | alt.VConcatChart) -> dict[str, object]:
    """The chart as a cell's output; a renderer gives its data alone, or with metadata."""
    bundle = chart._repr_mimebundle_()
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def _paragraph(sentence: str) -> dict[str, object]:
    """A sentence as a cell's output."""
    data = {"text/html": f"<p>{escape(sentence)}</p>", "text/plain": sentence}
    return {"output_type": "display_data", "data": data, "metadata": {}}


def widget(control: Control) -> widgets.Widget:
    """One control as a widget that offers what a kernel can compute; its `value` is the choice."""
    words = {"description": control.label, "style": LABEL_WIDTH}
    if control.read is not None:
        return _field(
            control.read, widgets.Text(value=str(control.default), continuous_update=False, **words)
        )
    if control.kind == "range":
        low, *_, high = control.choices
        return widgets.IntSlider(
            value=control.default,
            min=low,
            max=high,
            continuous_update=False,  # compute when the slider rests
            layout=WIDE,
            **words,
        )
    if control.kind == "check":
        return widgets.Checkbox(value=control.default, **words)
    kind = widgets.RadioButtons if control.kind == "radio" else widgets.Dropdown
    return kind(options=control.options, value=control.default, **words)


def _field(read: Callable[[str], int | str], text: widgets.Text) -> widgets.VBox:
    """A text above its message; `value` is the last text that could be read, as `read` returns it."""
    message = widgets.HTML()
    field = widgets.VBox([text, message])
    field.add_traits(value=traitlets.Any(read(text.value)))

    def typed(_: object) -> None:
        try:
            field.value = read(text.value)
        except ValueError as problem:
            message.value = f'<span role="alert">{escape(str(problem))} {KEPT}</span>'
        else:
            message.value = ""

    text.observe(typed, names="value")
    return field
