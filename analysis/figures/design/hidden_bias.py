"""The p-values that a design can give, and the hidden bias that each survives."""

from collections.abc import Hashable, Iterator, Mapping
from math import ceil
from types import MappingProxyType
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from analysis import inference, reported
from analysis.data import Study
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import INK, LOOK, MUTED, SMALLEST
from analysis.figures.design.designs import LEVEL, designs
from analysis.figures.design.rough import rough
from analysis.inference import HiddenBias
from analysis.inference.checks import Design, design_sizes
from analysis.inference.hidden_bias import BiasTest

HEAD, ABOVE, RUNG = "head", "above", "rung"
"""A row names a design, holds the first p-value above the level, or one at or below it."""
STEP, DENSE, TALLEST = 37, 19, 410
"""Height of a row with room for the printed p-values above its stick, where none are printed, and of all."""
_NONE: Mapping[str, str] = MappingProxyType({})

Row = Mapping[Hashable, Any]


def hidden_bias_rows(designs: Mapping[str, Design], *, level: float = LEVEL) -> pd.DataFrame:
    """Every exact two-sided p-value at or below a level that designs can give without ties, and one above.

    Args:
        designs: label of a design to its number of pairs, or to the sizes of two groups.
        level: the level.

    Returns:
        One row per rung, the largest p of a design first: `design`, `test`, `sizes`, `statistic` (the smaller
        of the two that share this p), `pvalue`, `gamma` (missing above the level) and `trace`.

    Examples:
        >>> hidden_bias_rows({"5 v 6": (5, 6)})["gamma"].round(3).tolist()
        [nan, 1.324, 1.768, 2.392, 2.843]
    """
    rows = [
        {
            "design": label,
            "test": each.test,
            "sizes": each.sizes,
            "statistic": each.statistic,
            "pvalue": each.pvalue,
            "gamma": each.gamma,
            "trace": "formula:inference.hidden_bias",
        }
        for label, design in designs.items()
        for each in _ladder(design, level)
    ]
    return pd.DataFrame(rows).astype({"gamma": "float64"})


def hidden_bias(
    study: Study, *, second_readings: Mapping[str, str] = _NONE, level: float = LEVEL
) -> alt.LayerChart:
    """How much hidden bias each p-value survives that the arms of a study allow, the printed ones marked.

    A printed p is marked on every statistic whose p prints so, exactly or by a normal approximation; the
    ladders are of exact p-values. Where no rank test stands behind a printed p, the ladders stand alone.

    Args:
        study: its arms and its printed p-values (see `reported.hidden_biases`).
        second_readings: finding id to the comparison that its sentence also allows.
        level: the level.

    Examples:
        >>> hidden_bias(Study.read()).usermeta["title"]
        'No printed p survives a hidden bias above Γ = 1.8'
    """
    printed = reported.hidden_biases(study, second_readings=second_readings, level=level)
    printed = printed[printed["readings"].map(bool)]
    rungs = hidden_bias_rows(_designs(study, printed), level=level)
    rows = _drawn(_thinned(rungs, printed), printed)
    return publish(
        draw(rows, level),
        title=finding(rows, level),
        subtitle=f"Γ: odds ratio of hidden bias at which an exact p reaches {level:g}; all measured, no ties",
        basis="published" if len(printed) else "design",
        study=study,
        description=_describe(rungs, printed, level),
        added="ladders computed from the design" if len(printed) else "",
    )


def finding(rows: pd.DataFrame, level: float) -> str:
    """The largest Γ that a printed p survives or, where none is printed, any p of the designs.

    Args:
        rows: as drawn (see `draw`).
        level: the level.
    """
    printed = rows[rows["printed"] != ""]
    asked, whose = (printed, "printed p") if len(printed) else (rows, "p of these arms")
    survived = asked.loc[asked["kind"] == RUNG, "gamma"]
    if survived.empty:
        return f"No {whose} is exactly at or below {level:g}, even without hidden bias"
    scale = 10 if survived.max() < 10 else 1  # rounded up, so that none survives more
    return f"No {whose} survives a hidden bias above Γ = {ceil(scale * survived.max()) / scale:g}"


def _ladder(design: Design, level: float) -> Iterator[HiddenBias]:
    """From the smallest p above the level, where there is one, down to the floor."""
    own = design_sizes(design)
    most = (own[0] * own[1] if len(own) == 2 else own[0] * (own[0] + 1) // 2) // 2
    table = inference.attainable(*own).iloc[: most + 1]
    reached = int((table["pvalue"] <= level).sum())
    test: BiasTest = "rank_sum" if len(own) == 2 else "signed_rank"
    for statistic in range(min(reached, most), -1, -1):
        yield inference.hidden_bias(test, statistic=statistic, sizes=design, level=level)


def _designs(study: Study, printed: pd.DataFrame) -> dict[str, Design]:
    """What the arms allow, arm against arm first, and what the printed p-values were computed from."""
    together = study.people if len(study.sizes) > 1 else None
    allowed = {label: own for label, own in designs(study.sizes).items() if own != together}
    known = {_order(own) for own in allowed.values()}
    for own in map(_sizes, printed["n1"], printed["n2"]):
        if _order(own) not in known:
            known.add(_order(own))
            allowed[f"{own[0]} v {own[1]}" if isinstance(own, tuple) else f"{own} pairs"] = own
    return dict(sorted(allowed.items(), key=lambda item: -len(design_sizes(item[1]))))


def _sizes(n1: Any, n2: Any) -> Design:
    return int(n1) if pd.isna(n2) else (int(n1), int(n2))


def _order(design: Design) -> tuple[int, ...]:
    """The sizes of a design, whichever group is first."""
    return tuple(sorted(design_sizes(design)))


def _thinned(rungs: pd.DataFrame, printed: pd.DataFrame) -> pd.DataFrame:
    """Of each ladder at most as many rungs as there is room for, and each with a printed p.

    The first above the level, the first at or below it and the floor are always kept, the others evenly.
    """
    ladders = [ladder for _, ladder in rungs.groupby("design", sort=False)]
    most = TALLEST // (STEP if len(printed) else DENSE)
    if len(rungs) + len(ladders) <= most:
        return rungs
    room = max(3, most // len(ladders) - 1)
    kept = []
    for ladder in ladders:
        named = [bool(_printed_on(rung, printed)[0]) for rung in ladder.to_dict("records")]
        even = {0, *(round(place) for place in np.linspace(1, len(ladder) - 1, room - 1))}
        kept.append(ladder[[place in even or each for place, each in enumerate(named)]])
    return pd.concat(kept, ignore_index=True)


def _drawn(rungs: pd.DataFrame, printed: pd.DataFrame) -> pd.DataFrame:
    """A row for each design and each rung, in the order drawn; a rung names the printed p-values on it."""
    rows = []
    for label, ladder in rungs.groupby("design", sort=False):
        records = ladder.to_dict("records")
        test = f"{records[0]['test'].replace('_', '-')} test"
        rows.append((f"{label}|{label}", HEAD, 1.0, test, "", records[0]["trace"]))
        rows += [(f"{label}|{_label(rung)}", *_stick(rung), *_printed_on(rung, printed)) for rung in records]
    return pd.DataFrame(rows, columns=["row", "kind", "gamma", "survives", "printed", "trace"])


def _label(rung: Row) -> str:
    letter = "U" if rung["test"] == "rank_sum" else "W"
    return f"{letter} = {rung['statistic']:g}, p = {rough(rung['pvalue'])}"


def _stick(rung: Row) -> tuple[str, float, str]:
    """Kind, Γ as drawn, and in words."""
    gamma = float(rung["gamma"])
    return (ABOVE, 1.0, reported.NOT_SURVIVED) if gamma != gamma else (RUNG, gamma, f"{gamma:.2f}")


def _printed_on(rung: Row, printed: pd.DataFrame) -> tuple[str, str]:
    """The printed p-values that stand for a rung, in words, and the traces of all."""
    on = [
        row
        for row in printed.to_dict("records")
        if _order(_sizes(row["n1"], row["n2"])) == _order(rung["sizes"])
        and rung["statistic"] in row["readings"]
    ]
    words = dict.fromkeys(f"{row['marker']} {row['printed']}" for row in on)
    traces = dict.fromkeys([rung["trace"], *(row["trace"].split()[0] for row in on)])
    return "; ".join(words), " ".join(traces)


def draw(rows: pd.DataFrame, level: float) -> alt.LayerChart:
    """A stick for each p-value, from no bias to the Γ that it survives; the level is a dashed line.

    Args:
        rows: `row` (`design|label`, in the order drawn), `kind` (`HEAD`, `ABOVE` or `RUNG`), `gamma` (1 where
            none is survived), `survives` (in words;
            the test of a head), `printed` (the printed p-values on it) and `trace`.
        level: the level.
    """
    order = list(rows["row"])
    y = alt.Y(
        "row:N",
        sort=order,
        title=None,
        scale=alt.Scale(type="band", paddingInner=0, paddingOuter=0),
        axis=alt.Axis(
            labelExpr="split(datum.label, '|')[1]",
            labelFontWeight=alt.condition(
                "indexof(datum.label, ' = ') < 0", alt.value("bold"), alt.value("normal")
            ),
            labelLimit=150,
            labelPadding=9,
            labelOverlap=False,
            ticks=False,
            domain=False,
        ),
    )
    most = max(rows["gamma"].max(), 2.0)
    x = alt.X(
        "gamma:Q",
        title="Γ survived (log axis)",
        scale=alt.Scale(type="log", domain=[1, most * (1.25 if most < 5 else 2)], nice=False),
        axis=alt.Axis(values=[1, 1.2, 1.5, 2, 3, 5, 10, 20, 50], format="~g", grid=False),
    )
    base = alt.Chart(rows).encode(y=y)
    head = base.transform_filter(alt.datum.kind == HEAD)
    tests = head.mark_text(align="left", color=INK).encode(x=alt.value(0), text="survives:N")
    rung, above = (base.transform_filter(alt.datum.kind == kind) for kind in (RUNG, ABOVE))
    color = alt.condition(alt.datum.printed != "", alt.value(INK), alt.value(MUTED))
    sticks = rung.mark_rule(strokeWidth=3).encode(x=x, x2=alt.datum(1), color=color)
    points = rung.mark_point(size=60, filled=True, opacity=1).encode(x=x, color=color)
    hollow = above.mark_point(size=60, opacity=1, filled=False).encode(x=x, color=color)
    values = rung.mark_text(align="left", dx=8, color=INK).encode(x=x, text="survives:N")
    none = above.mark_text(align="left", dx=8, color=INK).encode(x=x, text="survives:N")
    marked = base.transform_filter(alt.datum.printed != "")
    names = marked.mark_text(align="left", dx=6, dy=-14, fontSize=SMALLEST, color=INK).encode(
        x=alt.value(0), text="printed:N"
    )
    line = above.mark_rule(strokeDash=[4, 4], color=LOOK).encode(
        x=alt.value(0), x2=alt.value("width"), y=alt.Y("row:N", sort=order, bandPosition=0.87)
    )
    label = above.mark_text(align="right", dy=-7, fontSize=SMALLEST, color=LOOK).encode(
        x=alt.value("width"),
        y=alt.Y("row:N", sort=order, bandPosition=0.87),
        text=alt.value(f"p = {level:g}"),
    )
    return alt.LayerChart(
        layer=[tests, line, sticks, points, hollow, values, none, names, label],
        width="container",
        height=(STEP if (rows["printed"] != "").any() else DENSE) * len(order),
    )


def _describe(rungs: pd.DataFrame, printed: pd.DataFrame, level: float) -> str:
    told = []
    for label, ladder in rungs.groupby("design", sort=False):
        kept = ladder["gamma"].dropna()
        each = f"{len(kept)} at or below {level:g}, Γ from {kept.min():.2f} to {kept.max():.2f}"
        told.append(f"{label}: {each if len(kept) else f'none at or below {level:g}'}")
    marks = (
        printed["marker"] + " " + printed["printed"] + " (" + printed["visit"] + "): " + printed["survives"]
    )
    return (
        "For each design a ladder of the two-sided exact p-values that its rank test can give without ties, "
        f"one a line, the largest on top; a stick ends at the odds ratio of hidden bias, Γ, up to which p "
        f"stays at or below {level:g}; of long ladders some are left out. {'; '.join(told)}."
        + (f" Printed p-values are marked: {'; '.join(marks)}." if len(marks) else "")
    )
