"""Orders of two groups in ranks, and p without each subject in turn."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import ARM_COLOR, ARM_SHAPE, INK
from analysis.inference.pvalues import METHOD_NAMES


def leave_one_out(rows: pd.DataFrame, *, level: float = 0.05) -> alt.LayerChart:
    """A line of ranks for each order; above each subject, p without that subject; the method is a control.

    Args:
        rows: from ``inference.leave_one_out``: `pattern`, `rank`, `arm`, `method`, `pvalue`, `trace`.
        level: p-values at or above it are set in bold with a bar above them.
    """
    method = alt.param(
        name="p_method",
        value="normal",
        bind=alt.binding_radio(
            options=list(METHOD_NAMES), labels=list(METHOD_NAMES.values()), name="Method "
        ),
    )
    last = int(rows["rank"].max())
    base = (
        alt.Chart(rows, width="container", height=62 * rows["pattern"].nunique())
        .transform_filter(f"datum.method == {method.name}")
        .transform_calculate(words="replace(format(datum.pvalue, '.3f'), '0.', '.')")
        .encode(
            x=alt.X(
                "rank:Q",
                title="Rank, lowest value to highest",
                scale=alt.Scale(domain=[0.4, last + 0.6], nice=False),
                axis=alt.Axis(values=list(range(1, last + 1)), grid=False),
            ),
            y=alt.Y("pattern:O", title="Order", axis=alt.Axis(grid=True, tickBand="extent")),
        )
    )
    points = base.mark_point(filled=True, size=120, opacity=1, yOffset=14).encode(
        color=alt.Color("arm:N", scale=ARM_COLOR, title=None),
        shape=alt.Shape("arm:N", scale=ARM_SHAPE, title=None),
    )
    below = base.transform_filter(f"datum.pvalue < {level}").mark_text(dy=-10, fontSize=10, color=INK)
    above = base.transform_filter(f"datum.pvalue >= {level}").mark_text(
        dy=-10, fontSize=10, color=INK, fontWeight="bold"
    )
    bar = base.transform_filter(f"datum.pvalue >= {level}").mark_text(
        text="━━", dy=-22, fontSize=9, color=INK
    )
    chart = alt.LayerChart(layer=[points, below.encode(text="words:N"), above.encode(text="words:N"), bar])
    return chart.add_params(method)
