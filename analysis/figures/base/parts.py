"""An explorer whose rows fall into parts, each of which hangs on a few of the controls.

The page then needs the sum of small grids and not their product: a row names the controls that it hangs on,
and is drawn for every value of the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

import altair as alt
import pandas as pd

from analysis.figures.base.control import Value
from analysis.figures.base.explorer import Chart, Explorer


@dataclass(frozen=True, slots=True)
class PartsExplorer(Explorer):
    """A chart whose parts each follow some of the reader's choices.

    Attributes:
        parts: a value of the rows' column `component` to the names of the controls that it hangs on; every
            component that `compute` gives has an entry.
    """

    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def grid(self) -> pd.DataFrame:
        """The rows of every part, for every combination of its own controls; the others stay empty."""
        every = (*self.controls, *self.follows)
        defaults: dict[str, Value] = {control.name: control.default for control in every}
        offered = {control.name: control.page_choices for control in every}
        blank: dict[str, Value] = dict.fromkeys(defaults, "")
        tables = []
        for part, names in self.parts.items():
            for values in product(*(offered[name] for name in names)):
                chosen = dict(zip(names, values, strict=True))
                rows = self.compute(**{**defaults, **chosen})
                tables.append(rows[rows["component"] == part].astype(object).assign(**{**blank, **chosen}))
        return pd.concat(tables, ignore_index=True).infer_objects()

    def static(self) -> Chart:
        """The chart for the page: each row is drawn where its own controls, if any, stand at its values."""
        rows = self.grid()
        chosen = " && ".join(
            f"(datum.{control.name} === '' || datum.{control.name} == {control.name})"
            for control in (*self.controls, *self.follows)
        )
        own = (control.parameter() for control in self.controls)
        followed = (alt.param(name=control.name, value=control.default) for control in self.follows)
        chart = self.draw(rows).transform_filter(chosen).add_params(*own, *followed)
        return self._published(chart, rows)
