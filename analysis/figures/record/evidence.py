"""One map of what is told: every marker, arm and visit, with what stands behind each cell."""

from collections.abc import Hashable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import PartsExplorer
from analysis.figures.base.theme import INK, LOOK, MUTED, arm_scales
from analysis.figures.record.coverage import LEVEL, NOTHING, SIGNS, UNNAMED, WORDS, arm_legend
from analysis.inference.wording import in_words
from analysis.reported.coverage import KINDS, coverage
from analysis.reported.evidence import evidence as statements

KIND_OF_P = "p printed"
ROW = 36
"""Pixels from one marker to the next."""
COMPARED = {KIND_OF_P: "p", WORDS: "v"}
"""What stands where two arms are compared, by kind."""
_NONE: Mapping[str, str] = MappingProxyType({})

Row = Mapping[Hashable, Any]


def evidence(study: Study, *, first: str = "", second_readings: Mapping[str, str] = _NONE) -> PartsExplorer:
    """Markers, arms and their comparison down, visits across; the title tells what a chosen cell holds.

    Args:
        study: its findings, markers, arms, visits and sources.
        first: the cell shown first, as "IL-1Ra, HD v LD, Year 5"; else the first that anything is told of.
        second_readings: finding id to the comparison that its sentence also allows.

    Raises:
        MissingFindingError: nothing is printed of any marker.

    Examples:
        >>> evidence(Study.read(), first="IL-1Ra, HD, Month 6").title
        'IL-1Ra, HD, Month 6: 705 ± 160 is printed'
    """
    cells = rows(study, second_readings=second_readings)
    told = tuple(cells.loc[cells["kind"] != NOTHING, "cell"])
    own = cells[cells["arm"].isin(list(study.sizes))]
    levels = own[own["kind"] == LEVEL]
    at_last = in_words(int((levels["visit"] == study.last.name).sum())).replace("no", "none", 1)
    return PartsExplorer(
        finding=finding,
        subtitle=f"In what we read; {len(levels)} of {len(own)} cells of an arm hold a level (filled), "
        f"{at_last} of them at {study.last.name.lower()}",
        basis="published",
        added="statistics and floors computed from the design",
        controls=(
            Control("evidence_cell", "What stands behind", "select", choices=told, default=first or told[0]),
        ),
        compute=partial(_parts, cells),
        draw=partial(draw, arms=study.labels),
        describe=partial(_describe, study),
        study=study,
        parts={"map": (), "behind": ("evidence_cell",)},
    )


def finding(cells: pd.DataFrame) -> str:
    """What the chosen cell holds.

    Args:
        cells: from `rows`, with `component`; the chosen cell is that of the component "behind".

    Examples:
        >>> finding(pd.DataFrame({"component": ["behind"], "cell": "A, B, Day 7", "kind": WORDS, "text": ""}))
        'A, B, Day 7: words only, no level is printed'
    """
    (chosen,) = cells[cells["component"] == "behind"].to_dict("records")
    held = {
        KIND_OF_P: f"{chosen['text']} is printed",
        LEVEL: f"{chosen['text']} is printed",
        WORDS: "words only, no level is printed",
        UNNAMED: "words that name no arm",
    }
    return f"{chosen['cell']}: {held[chosen['kind']]}"


def rows(study: Study, *, second_readings: Mapping[str, str] = _NONE) -> pd.DataFrame:
    """The cells of the map: those of `coverage`, and a comparison of arms where one is told.

    Args:
        study: its findings, markers, arms, visits and sources.
        second_readings: finding id to the comparison that its sentence also allows.

    Returns:
        One row per cell: `marker`, `arm`, `visit`, `cell` ("IL-6, HD, Year 5"), `kind`, `text`, `sign` (what
        stands in a cell without a mark), `findings` (what stands behind it in full), `trace`.
    """
    told = statements(study, second_readings=second_readings)
    between = told[~told["arm"].isin([*study.sizes, UNNAMED])]
    compared = [
        {"marker": marker, "arm": arm, "visit": visit, **_compared(own)}
        for (marker, arm, visit), own in between.groupby(["marker", "arm", "visit"], sort=False)
    ]
    cells = pd.concat([coverage(study), pd.DataFrame(compared)], ignore_index=True)
    cells["cell"] = cells["marker"] + ", " + cells["arm"] + ", " + cells["visit"]
    cells["order"] = cells["marker"].map({name: place for place, name in enumerate(study.markers.values())})
    between_arms = ~cells["arm"].isin([*study.sizes])
    cells["sign"] = cells["kind"].map(COMPARED).where(between_arms, cells["kind"].map(SIGNS)).fillna("")
    behind = [_behind(cell, told) for cell in cells.to_dict("records")]
    cells["findings"] = ["; ".join(each) for each in behind]
    return cells.sort_values("order", kind="stable").drop(columns="order").reset_index(drop=True)


def draw(cells: pd.DataFrame, *, arms: Mapping[str, str]) -> alt.LayerChart:
    """Draw the map, with a ring round the cell that is of the component "behind".

    Args:
        cells: from `rows`, with `component`: "map", and "behind" for what a choice of `evidence_cell` shows.
        arms: codes of the arms in order, with what they are called.
    """
    names, visits = list(dict.fromkeys(cells["marker"])), list(dict.fromkeys(cells["visit"]))
    compared = [arm for arm in dict.fromkeys(cells["arm"]) if arm not in arms]
    first, *others = arms
    ruled = alt.Axis(
        ticks=False, domain=False, grid=True, tickBand="extent", labelExpr="split(datum.label, ', ')"
    )
    heads = alt.Axis(labelAngle=0, orient="top", ticks=False, domain=False)
    base = alt.Chart().encode(
        x=alt.X("visit:N", title=None, scale=alt.Scale(domain=visits), axis=heads),
        xOffset=alt.XOffset("arm:N", scale=alt.Scale(domain=[first, *compared, *others])),
        y=alt.Y("marker:N", sort=names, title=None, axis=ruled),
        tooltip=[alt.Tooltip("cell:N", title="Cell"), alt.Tooltip("findings:N", title="Reported")],
    )
    every = base.transform_filter(alt.datum.component == "map")
    color, shape = arm_scales(list(arms))
    legend = arm_legend(arms)
    is_arm = alt.FieldOneOfPredicate(field="arm", oneOf=list(arms))
    told = every.transform_filter(is_arm & alt.FieldOneOfPredicate(field="kind", oneOf=[LEVEL, WORDS]))
    marks = told.mark_point(size=110, strokeWidth=2, opacity=1).encode(
        stroke=alt.Stroke("arm:N", scale=color, legend=legend),
        fill=alt.Fill("arm:N", scale=color, legend=legend),
        shape=alt.Shape("arm:N", scale=shape, legend=legend),
        fillOpacity=alt.condition(alt.datum.kind == LEVEL, alt.value(1), alt.value(0)),
    )
    signs = every.transform_filter(is_arm).mark_text(color=MUTED).encode(text="sign:N")
    between = every.transform_filter(~is_arm).mark_text(fontWeight="bold", color=INK).encode(text="sign:N")
    chosen = base.transform_filter(alt.datum.component == "behind")
    ring = chosen.mark_point(shape="circle", filled=False, size=420, stroke=LOOK, strokeWidth=2.5, opacity=1)
    layers = [marks, signs, between, ring]
    return alt.LayerChart(data=cells, layer=layers, width="container", height=ROW * len(names))


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
