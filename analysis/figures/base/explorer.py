"""An explorer: one description of its controls and its computation, with two lives.

On a static page, Vega parameters choose among the rows of a grid that Python computed beforehand. With a
kernel, widgets run the computation itself, over more values, and redraw the same chart.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, TypeAlias

import altair as alt
import pandas as pd

from analysis.data import BasisName, Source, Study
from analysis.figures.base.control import Control, Value, key
from analysis.figures.base.publish import publish, titles

if TYPE_CHECKING:
    from ipywidgets import VBox

Chart: TypeAlias = alt.LayerChart | alt.VConcatChart
"""What an explorer draws."""

MOST_TITLES = 500
"""Where parts follow choices of their own, more combinations than this have no title each: the page then says
what the title of the first choice is."""


@dataclass(frozen=True, slots=True)
class Explorer:
    """A chart whose choices a reader makes.

    Attributes:
        finding: the rows of one choice to the title that is true of it, as in `figures.publish`.
        subtitle: the condition and what is measured, as in `figures.publish`; the same for all choices.
        basis: one of the five bases.
        controls: the choices, in the order shown.
        compute: one value of every control, by name, to the rows drawn; each row has a `trace`.
        draw: such rows to a chart whose layers all share that one table.
        describe: such rows to the chart in words.
        study: whose tables the traces of the rows name; None for those of the book.
        sources: further sources, which no trace names.
        added: what in the figure stands on another basis, as in `figures.publish`.
        follows: choices that belong to the whole page; on the page they have no input above this chart.
    """

    finding: Callable[[pd.DataFrame], str]
    subtitle: str
    basis: BasisName
    controls: tuple[Control, ...]
    compute: Callable[..., pd.DataFrame]
    draw: Callable[[pd.DataFrame], Chart]
    describe: Callable[[pd.DataFrame], str]
    study: Study | None = None
    sources: tuple[Source, ...] = ()
    added: str = ""
    follows: tuple[Control, ...] = ()

    def rows(self, choice: Mapping[str, Value]) -> pd.DataFrame:
        """Run the computation for one value of every control, and write the choice beside each row."""
        return self.compute(**choice).assign(**choice)

    @property
    def title(self) -> str:
        """The finding of what is chosen first."""
        return self.finding(self.rows(self.default))

    @property
    def default(self) -> dict[str, Value]:
        """What is chosen first."""
        return {control.name: control.default for control in self.choices}

    @property
    def choices(self) -> tuple[Control, ...]:
        """All choices that the rows hang on, its own and the page's."""
        return (*self.controls, *self.follows)

    def grid(self) -> pd.DataFrame:
        """The rows of every combination that the page offers."""
        return self._offered()[0]

    def _offered(self) -> tuple[pd.DataFrame, dict[str, str]]:
        """The grid, and the title of every combination under its key."""
        every = [(choice, self.rows(choice)) for choice in self._combinations()]
        by_key = {key(choice): self.finding(rows) for choice, rows in every}
        return pd.concat([rows for _, rows in every], ignore_index=True), by_key

    def _combinations(self) -> list[dict[str, Value]]:
        names = [control.name for control in self.choices]
        offered = product(*(control.page_choices for control in self.choices))
        return [dict(zip(names, values, strict=True)) for values in offered]

    def static(self) -> Chart:
        """The chart for the page: it draws the whole grid's rows that the bound parameters choose.

        Raises:
            ValueError: `draw` spreads its layers over several tables, which one filter cannot reach.
        """
        rows, by_key = self._offered()
        chart = self.draw(rows)
        if chart.data is not rows:
            raise ValueError(f"{self.title}: every layer must draw the one table that `draw` is given.")
        chosen = " && ".join(self._is_chosen(control.name) for control in self.choices)
        own = (control.parameter() for control in self.controls)
        followed = (alt.param(name=control.name, value=control.default) for control in self.follows)
        bound = chart.transform_filter(chosen).add_params(*own, *followed)
        named = [control.name for control in self.choices]
        every: Any = bound.params
        bound.params = sorted(every, key=lambda each: each.name not in named)  # the drawing's own come last
        shown = self._published(bound, by_key[key(self.default)], rows)
        shown.usermeta["titles"] = titles(named, by_key)
        return shown

    def chart(self, choice: Mapping[str, Value]) -> Chart:
        """The chart of one choice, computed now."""
        rows = self.rows(choice)
        return self._published(self.draw(rows), self.finding(rows), rows)

    def live(self) -> "VBox":
        """All choices as widgets, which run the computation and redraw the chart; needs a kernel."""
        from analysis.figures.base.live import live  # a page that is built never needs the widgets

        return live(replace(self, controls=self.choices, follows=()))

    def _repr_mimebundle_(self, *args: Any, **kwargs: Any) -> Any:
        """An explorer at the end of a cell shows itself as on the page."""
        return self.static()._repr_mimebundle_(*args, **kwargs)

    def _is_chosen(self, name: str) -> str:
        """Whether a row is one of those that a control stands at, as Vega asks it."""
        return f"datum.{name} == {name}"

    def _published(self, chart: Chart, title: str, rows: pd.DataFrame) -> Chart:
        return publish(
            chart,
            title=title,
            subtitle=self.subtitle,
            basis=self.basis,
            study=self.study,
            sources=self.sources,
            description=self.describe(rows),
            added=self.added,
        )


@dataclass(frozen=True, slots=True)
class PartsExplorer(Explorer):
    """A chart whose parts each follow some of the reader's choices.

    The page then needs the sum of small grids and not their product: a row names the controls that it hangs
    on, and is drawn for every value of the others.

    Attributes:
        parts: a value of the rows' column `component` to the names of the controls that it hangs on; every
            component that `compute` gives has an entry.
    """

    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def _offered(self) -> tuple[pd.DataFrame, dict[str, str]]:
        """The rows of every part, for every combination of its own controls; the others stay empty."""
        defaults = self.default
        offered = {control.name: control.page_choices for control in self.choices}
        blank: dict[str, Value] = dict.fromkeys(defaults, "")
        tables = []
        for part, names in self.parts.items():
            for values in product(*(offered[name] for name in names)):
                chosen = dict(zip(names, values, strict=True))
                rows = self.compute(**{**defaults, **chosen})
                tables.append(rows[rows["component"] == part].astype(object).assign(**{**blank, **chosen}))
        many = prod(map(len, offered.values())) > MOST_TITLES
        titled = [defaults] if many else self._combinations()
        by_key = {key(choice): self.finding(self.rows(choice)) for choice in titled}
        return pd.concat(tables, ignore_index=True).infer_objects(), by_key

    def _is_chosen(self, name: str) -> str:
        """A row that does not hang on a control is drawn wherever that stands."""
        return f"(datum.{name} === '' || {Explorer._is_chosen(self, name)})"
