"""Maps of what is told: a cell for each thing told of and each visit."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import BLUE, GRAY, GREEN, INK, PURPLE, VERMILION


def coverage(cells: pd.DataFrame, *, kinds: list[str], visits: list[str]) -> alt.LayerChart:
    """Markers of each arm down, visits across, what is printed inside.

    Args:
        cells: from ``reported.coverage``: `marker`, `arm`, `visit`, `kind`, `text`, `trace`.
        kinds: the kinds, from the most to the least that a source gives.
        visits: the visits in order.
    """
    rows = cells.assign(row=cells["arm"] + "  " + cells["marker"])
    inside = alt.Scale(domain=kinds, range=[f"{GREEN}80", f"{PURPLE}40", f"{BLUE}20", "transparent"])
    around = alt.Scale(domain=kinds, range=[GREEN, PURPLE, BLUE, GRAY])
    legend = alt.Legend(title=None, columns=2, symbolType="square")
    base = alt.Chart(rows).encode(
        x=alt.X("visit:N", sort=visits, title=None, axis=alt.Axis(labelAngle=0, orient="top")),
        y=alt.Y("row:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=3)),
    )
    boxes = base.mark_rect(strokeWidth=1, cornerRadius=2).encode(
        fill=alt.Fill("kind:N", scale=inside, legend=legend),
        stroke=alt.Stroke("kind:N", scale=around, legend=legend),
    )
    words = base.mark_text(color=INK, fontSize=10.5).encode(text="text:N")
    return alt.LayerChart(layer=[boxes, words], width="container", height=25 * rows["row"].nunique())


def evidence(cells: pd.DataFrame, *, kinds: list[str], visits: list[str], first: str) -> alt.VConcatChart:
    """Markers, arms and their comparison down, visits across; below, what stands behind a chosen cell.

    Args:
        cells: from ``reported.evidence_map``: `row`, `visit`, `cell`, `kind`, `text`, `findings`, `lines`,
            `trace`.
        kinds: the kinds, from the most to the least that a source gives; the last one cannot be chosen.
        visits: the visits in order.
        first: the cell shown first.
    """
    told = cells[cells["kind"] != kinds[-1]]
    select = alt.binding_select(options=list(told["cell"]), name="What stands behind ")
    chosen = alt.param(name="evidence_cell", value=first, bind=select)
    here = f"datum.cell == {chosen.name}"
    colors = [VERMILION, GREEN, PURPLE, BLUE, GRAY]
    inside = [f"{VERMILION}48", f"{GREEN}80", f"{PURPLE}40", f"{BLUE}20", "transparent"]
    legend = alt.Legend(title=None, columns=2, symbolType="square")
    shades = alt.Fill("kind:N", scale=alt.Scale(domain=kinds, range=inside), legend=legend)
    edges = alt.Stroke("kind:N", scale=alt.Scale(domain=kinds, range=colors), legend=legend)
    axis = alt.Axis(ticks=False, domain=False, labelPadding=3, labelFontSize=11)
    base = alt.Chart(cells, width="container", height=23 * cells["row"].nunique()).encode(
        x=alt.X(
            "visit:N", title=None, scale=alt.Scale(domain=visits), axis=alt.Axis(labelAngle=0, orient="top")
        ),
        y=alt.Y("row:N", sort=None, title=None, axis=axis),
        tooltip=[alt.Tooltip("cell:N", title="Cell"), alt.Tooltip("findings:N", title="Told")],
    )
    boxes = base.mark_rect(strokeWidth=1, cornerRadius=2).encode(fill=shades, stroke=edges)
    frame = base.transform_filter(here).mark_rect(fillOpacity=0, stroke=INK, strokeWidth=3, cornerRadius=2)
    words = base.mark_text(color=INK, fontSize=10).encode(text="text:N")
    behind = alt.Chart(told, width="container", height=106).transform_filter(here)
    lines = behind.mark_text(
        align="left", baseline="top", lineBreak="|", lineHeight=15, fontSize=11, color=INK
    )
    below = lines.encode(x=alt.value(-90), y=alt.value(4), text="lines:N")
    map_of_cells = alt.LayerChart(layer=[boxes, words, frame])
    return alt.VConcatChart(vconcat=[map_of_cells, below], spacing=12).add_params(chosen)


def tally(counts: pd.DataFrame, *, systems: list[str], visits: list[str]) -> alt.LayerChart:
    """Systems down, visits across, the number of findings inside; the source is a control.

    Args:
        counts: from ``reported.tally``: `source` (the first one is shown first), `system`, `visit`,
            `findings`, `numbers`, `trace`.
        systems: the systems in order.
        visits: the visits in order.
    """
    choices = list(counts["source"].unique())
    select = alt.binding_select(options=choices, name="Source ")
    source = alt.param(name="tally_source", value=choices[0], bind=select)
    labels = alt.Axis(labelFontSize=11, labelLimit=112, labelExpr="replace(datum.label, ' and ', ', ')")
    base = (
        alt.Chart(counts)
        .transform_filter(f"datum.source == {source.name}")
        .transform_calculate(words="datum.findings + ' (' + datum.numbers + ')'")
        .encode(
            x=alt.X(
                "visit:N",
                title=None,
                scale=alt.Scale(domain=visits),
                axis=alt.Axis(labelAngle=0, orient="top", labelFontSize=10.5),
            ),
            y=alt.Y("system:N", title=None, scale=alt.Scale(domain=systems), axis=labels),
        )
    )
    boxes = base.mark_rect(color=GREEN, cornerRadius=2).encode(
        opacity=alt.Opacity("findings:Q", scale=alt.Scale(domain=[0, 40], range=[0.12, 0.7]), legend=None)
    )
    words = base.mark_text(color=INK, fontSize=11).encode(text="words:N")
    chart = alt.LayerChart(layer=[boxes, words], width="container", height=27 * len(systems))
    return chart.add_params(source)
