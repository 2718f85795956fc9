"""The live side of an explorer: its controls as ipywidgets."""

from typing import TYPE_CHECKING

import altair as alt
import ipywidgets as widgets

from analysis.explorers.control import Control

if TYPE_CHECKING:
    from analysis.explorers.explorer import Explorer

LABEL_WIDTH = {"description_width": "initial"}


def live(explorer: "Explorer") -> widgets.VBox:
    """The controls of an explorer above its chart; each change computes the rows anew and redraws."""
    inputs = {control.name: widget(control) for control in explorer.controls}
    view = widgets.Output()

    def redraw(_: object = None) -> None:
        chart = explorer.chart({name: box.value for name, box in inputs.items()})
        # Assigned rather than displayed inside the widget: the old chart is replaced in one message.
        view.outputs = (_output(chart),)

    for box in inputs.values():
        box.observe(redraw, names="value")
    redraw()
    return widgets.VBox([*inputs.values(), view])


def _output(chart: alt.LayerChart) -> dict[str, object]:
    """The chart as a cell's output; a renderer gives its data alone, or with metadata."""
    bundle = chart._repr_mimebundle_()
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def widget(control: Control) -> widgets.Widget:
    """One control as a widget that offers what a kernel can compute."""
    words = {"description": control.label, "style": LABEL_WIDTH}
    if control.kind == "range":
        low, *_, high = control.choices
        return widgets.IntSlider(
            value=control.default,
            min=low,
            max=high,
            continuous_update=False,  # compute when the slider rests
            layout={"width": "min(100%, 36rem)"},
            **words,
        )
    kind = widgets.RadioButtons if control.kind == "radio" else widgets.Dropdown
    return kind(options=control.options, value=control.default, **words)
