"""One map of what is told: every marker, arm and visit, with what stands behind each cell."""

from collections.abc import Hashable, Mapping
from functools import partial
from textwrap import wrap
from types import MappingProxyType
from typing import Any

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import PartsExplorer
from analysis.figures.base.theme import BLUE, GRAY, GREEN, INK, PURPLE, VERMILION
from analysis.inference.wording import in_words
from analysis.reported.coverage import KINDS, coverage
from analysis.reported.evidence import UNNAMED
from analysis.reported.evidence import evidence as statements

KIND_OF_P = "p printed"
LINE = 50
"""Characters to a line of a cell's details."""
SHADES = {
    KIND_OF_P: (VERMILION, f"{VERMILION}48"),
    "level printed": (GREEN, f"{GREEN}80"),
    "words only": (PURPLE, f"{PURPLE}40"),
    "arm not named": (BLUE, f"{BLUE}20"),
    "nothing read": (GRAY, "transparent"),
}
"""Edge and filling of a kind of cell, from the most to the least that a source gives."""
_NONE: Mapping[str, str] = MappingProxyType({})

Row = Mapping[Hashable, Any]


def evidence(study: Study, *, first: str = "", second_readings: Mapping[str, str] = _NONE) -> PartsExplorer:
    """Markers, arms and their comparison down, visits across; below, what stands behind a chosen cell.

    Args:
        study: its findings, markers, arms, visits and sources.
        first: the cell shown first, as "IL-1Ra, HD v LD, Year 5"; else the first that anything is told of.
        second_readings: finding id to the comparison that its sentence also allows.

    Raises:
        MissingFindingError: nothing is printed of any marker.

    Examples:
        >>> evidence(Study.read()).title
        'What is told of seven markers'
    """
    cells = rows(study, second_readings=second_readings)
    told = tuple(cells.loc[cells["kind"] != KINDS[-1], "cell"])
    return PartsExplorer(
        finding=lambda _: f"What is told of {in_words(len(study.markers))} markers",
        basis="published",
        added="statistics and floors computed from the design",
        controls=(
            Control("evidence_cell", "What stands behind", "select", choices=told, default=first or told[0]),
        ),
        compute=partial(_parts, cells),
        draw=draw,
        describe=partial(_describe, study),
        study=study,
        parts={"map": (), "behind": ("evidence_cell",)},
    )


def rows(study: Study, *, second_readings: Mapping[str, str] = _NONE) -> pd.DataFrame:
    """The cells of the map: those of `coverage`, and a comparison of arms where one is told.

    Args:
        study: its findings, markers, arms, visits and sources.
        second_readings: finding id to the comparison that its sentence also allows.

    Returns:
        One row per cell: `marker`, `arm`, `visit`, `row` ("IL-6  HD"), `cell` ("IL-6, HD, Year 5"), `kind`,
        `text`, `findings` (what stands behind it in full), `lines` (the same, wrapped at "|"), `trace`.
    """
    told = statements(study, second_readings=second_readings)
    between = told[~told["arm"].isin([*study.sizes, UNNAMED])]
    compared = [
        {"marker": marker, "arm": arm, "visit": visit, **_compared(own)}
        for (marker, arm, visit), own in between.groupby(["marker", "arm", "visit"], sort=False)
    ]
    cells = pd.concat([coverage(study), pd.DataFrame(compared)], ignore_index=True)
    cells["row"] = cells["marker"] + "  " + cells["arm"]
    cells["cell"] = cells["marker"] + ", " + cells["arm"] + ", " + cells["visit"]
    cells["order"] = cells["marker"].map({name: place for place, name in enumerate(study.markers.values())})
    behind = [_behind(cell, told) for cell in cells.to_dict("records")]
    cells["findings"] = ["; ".join(each) for each in behind]
    cells["lines"] = ["|".join(line for one in each for line in wrap(one, LINE)) for each in behind]
    return cells.sort_values("order", kind="stable").drop(columns="order").reset_index(drop=True)


def draw(cells: pd.DataFrame) -> alt.VConcatChart:
    """Draw the map, and below it the lines behind the cells that are of the component "behind".

    Args:
        cells: from `rows`, with `component`: "map", and "behind" for what a choice of `evidence_cell` shows.
    """
    mapped = cells[cells["component"] == "map"]
    kinds = [kind for kind in SHADES if kind in set(mapped["kind"])]
    edges, inside = (list(part) for part in zip(*(SHADES[kind] for kind in kinds), strict=True))
    legend = alt.Legend(title=None, columns=2, symbolType="square")
    shades = alt.Fill("kind:N", scale=alt.Scale(domain=kinds, range=inside), legend=legend)
    lines = alt.Stroke("kind:N", scale=alt.Scale(domain=kinds, range=edges), legend=legend)
    axis = alt.Axis(ticks=False, domain=False, labelPadding=3, labelFontSize=11)
    names, visits = list(dict.fromkeys(mapped["row"])), list(dict.fromkeys(mapped["visit"]))
    base = alt.Chart().encode(
        x=alt.X(
            "visit:N", title=None, scale=alt.Scale(domain=visits), axis=alt.Axis(labelAngle=0, orient="top")
        ),
        y=alt.Y("row:N", sort=names, title=None, axis=axis),
        tooltip=[alt.Tooltip("cell:N", title="Cell"), alt.Tooltip("findings:N", title="Told")],
    )
    every = base.transform_filter(alt.datum.component == "map")
    boxes = every.mark_rect(strokeWidth=1, cornerRadius=2).encode(fill=shades, stroke=lines)
    words = every.mark_text(color=INK, fontSize=10).encode(text="text:N")
    chosen = base.transform_filter(alt.datum.component == "behind")
    frame = chosen.mark_rect(fillOpacity=0, stroke=INK, strokeWidth=3, cornerRadius=2)
    behind = (
        alt.Chart(width="container", height=106)
        .transform_filter(alt.datum.component == "behind")
        .mark_text(align="left", baseline="top", lineBreak="|", lineHeight=15, fontSize=11, color=INK)
        .encode(x=alt.value(-90), y=alt.value(4), text="lines:N")
    )
    map_of_cells = alt.LayerChart(layer=[boxes, words, frame], width="container", height=23 * len(names))
    return alt.VConcatChart(data=cells, vconcat=[map_of_cells, behind], spacing=12)


def _parts(cells: pd.DataFrame, *, evidence_cell: str) -> pd.DataFrame:
    """Every cell, and once more the chosen one."""
    chosen = cells[cells["cell"] == evidence_cell]
    return pd.concat([cells.assign(component="map"), chosen.assign(component="behind")], ignore_index=True)


def _describe(study: Study, cells: pd.DataFrame) -> str:
    mapped = cells[cells["component"] == "map"]
    kinds = mapped.loc[mapped["arm"].isin(list(study.sizes)), "kind"]
    count = {kind: sum(kinds == kind) for kind in KINDS}
    printed = mapped[mapped["kind"] == KIND_OF_P]
    told = "; ".join(printed["cell"] + ": " + printed["text"])
    return (
        f"Markers and arms down, visits across. {count['level printed']} of {len(kinds)} cells hold a "
        f"printed level, {count['words only']} words only, {count['nothing read']} nothing."
        + (f" {told}." if told else "")
    )


def _compared(own: pd.DataFrame) -> dict[str, str]:
    """Kind, text and trace of a comparison of two arms."""
    printed = own.loc[own["printed"] != "", "printed"]
    if len(printed):
        kind, text = KIND_OF_P, _equation(printed.iloc[0])
    else:
        kind, text = "words only", "▲ higher" if own["told"].str.startswith("higher").all() else "told"
    return {"kind": kind, "text": text, "trace": " ".join(own["trace"])}


def _behind(cell: Row, told: pd.DataFrame) -> list[str]:
    """What stands behind one cell, a sentence a finding."""
    arms = [cell["arm"], UNNAMED] if cell["kind"] == UNNAMED else [cell["arm"]]
    own = told[(told["marker"] == cell["marker"]) & (told["visit"] == cell["visit"]) & told["arm"].isin(arms)]
    sentences = []
    for row in own.to_dict("records"):
        p = f"; {_equation(row['printed'])}" if row["printed"] else ""
        p += f", {row['decoded']}; floor {row['floor']}" if row["decoded"] else ""
        sentences.append(f"{row['told']}{p}. {row['source']}")
    return sentences or ["nothing in what we read"]


def _equation(printed: str) -> str:
    return f"p {printed}" if printed[0] in "<>≤≥" else f"p = {printed}"
