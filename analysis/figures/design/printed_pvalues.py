"""Printed p-values: how those of a small design print, and printed ones on the rungs of their tests."""

from functools import partial
from itertools import combinations_with_replacement
from math import ceil
from typing import Literal

import altair as alt
import pandas as pd

from analysis import inference
from analysis.data import Study
from analysis.figures.base.control import METHOD, PRINTED_METHOD, Control
from analysis.figures.base.explorer import Explorer, PartsExplorer
from analysis.figures.base.theme import INK, LOOK, MUTED, SMALLEST
from analysis.figures.design.designs import LEVEL
from analysis.figures.design.rough import rough
from analysis.inference.pvalues import METHOD_NAMES, Method
from analysis.reported import Printed, rungs

FEWEST, MOST = 3, 8
_NUMBERS = range(FEWEST, MOST + 1)
DESIGNS: dict[str, tuple[int, ...]] = {
    **{f"{n1} and {n2} values": (n1, n2) for n1, n2 in combinations_with_replacement(_NUMBERS, 2)},
    **{f"{n} pairs": (n,) for n in _NUMBERS},
}
"""Words to sizes: two groups (rank-sum test; p does not know which is first) or pairs (signed-rank)."""
STEP, LINES, WIDEST = 22, 17, 1.6
"""Height of a line in px, lines of half the largest list, and how far apart those of a short one stand."""
COLUMNS = {"statistics": 0.11, "two": 0.67, "three": 0.93}
"""Column of the rows to its place, as a share of half the width; the marks stand to the left."""

HEADINGS = {"statistics": "statistic", "two": "2 dec.", "three": "3 dec."}
ALIGN: dict[str, Literal["left", "right"]] = {"statistics": "left", "two": "right", "three": "right"}
BAND, RUNG = "band", "rung"
"""What a row of the printed p-values stands for: what prints so, or a p-value that its test can give."""
CROWDED = 9
"""From so many rows on a label has one line."""
HIGHEST = 0.2
"""The largest p-value drawn on the rungs."""


def pvalue_decoding() -> Explorer:
    """Every p-value of the rank-sum and the signed-rank test in small designs, and how each prints.

    Examples:
        >>> pvalue_decoding().title
        '5 and 6 values can give 16 p-values (exact), from 0.0043 up'
    """
    return Explorer(
        finding=_decoding_finding,
        subtitle="Two-sided p as printed, no ties; rank-sum test for two groups, signed-rank test for pairs",
        basis="design",
        controls=(
            Control("design", "Sizes", "select", tuple(DESIGNS), "5 and 6 values"),
            METHOD,
        ),
        compute=_decoding_rows,
        draw=draw_decoding,
        describe=_describe_decoding,
    )


def _decoding_finding(rows: pd.DataFrame) -> str:
    """How many p-values there are, and the smallest."""
    chosen = rows.iloc[0]
    several = f"{len(rows)} p-value{'s' * (len(rows) > 1)} ({METHOD_NAMES[chosen['method']]})"
    return f"{chosen['design']} can give {several}, from {rough(rows['pvalue'].min())} up"


def prints(pvalue: float, decimals: int) -> str:
    """The text or, on a half, the two texts that a p-value prints as.

    Examples:
        >>> prints(0.0303, 2), prints(0.125, 2)
        ('0.03', '0.12/0.13')
    """
    cut = int(pvalue * 10**decimals)
    texts = (f"{step / 10**decimals:.{decimals}f}" for step in (cut - 1, cut, cut + 1) if step >= 0)
    return "/".join(text for text in texts if Printed(text).holds(pvalue))


def _decoding_rows(*, design: str, method: Method) -> pd.DataFrame:
    """Each attainable p-value once; the statistic and its mirror image share it."""
    sizes = DESIGNS[design]
    table = inference.attainable(*sizes, method=method)
    largest = table["statistic"].max()
    half = table[table["statistic"] <= largest / 2]
    rows = [
        {
            "statistic": statistic,
            "statistics": " or ".join(f"{u:g}" for u in dict.fromkeys((statistic, largest - statistic))),
            "pvalue": float(f"{pvalue:.6g}"),
            "two": prints(pvalue, 2),
            "three": prints(pvalue, 3),
        }
        for statistic, pvalue in zip(half["statistic"], half["pvalue"], strict=True)
    ]
    lines = ceil(len(rows) / 2)
    step = min(LINES / lines, WIDEST)
    return pd.DataFrame(rows).assign(
        column=[place // lines for place in range(len(rows))],
        line=[round(step * (place % lines), 2) for place in range(len(rows))],
        trace="formula:inference.attainable",
    )


def draw_decoding(rows: pd.DataFrame) -> alt.LayerChart:
    """Two columns of lines, smallest p first: the statistic, and how its p prints.

    Args:
        rows: `statistic` and `statistics` (in words, with its mirror image), `pvalue`, `two` and `three` (as
            printed to so many decimals), `column` and `line` (its place) and `trace`.
    """
    base = alt.Chart(rows, width="container", height=STEP * (LINES + 1)).encode(
        y=alt.Y("line:Q", axis=None, scale=alt.Scale(domain=[-1, LINES], reverse=True, nice=False))
    )
    below = alt.datum.pvalue <= LEVEL
    marks = _across(base, 0.05).mark_point(size=45, filled=True, opacity=1)
    texts = [
        _across(base, share).mark_text(align=ALIGN[column], color=INK).encode(text=f"{column}:N")
        for column, share in COLUMNS.items()
    ]
    first = base.transform_filter(alt.datum.line == 0)
    heads = [
        _across(first, share)
        .mark_text(align=ALIGN[column], color=MUTED, dy=-STEP)
        .encode(text=alt.value(HEADINGS[column]))
        for column, share in COLUMNS.items()
    ]
    shown = marks.encode(
        color=alt.condition(below, alt.value(INK), alt.value(MUTED)),
        shape=alt.condition(below, alt.value("square"), alt.value("circle")),
    )
    return alt.LayerChart(data=rows, layer=[shown, *heads, *texts])


def _across(chart: alt.Chart, share: float) -> alt.Chart:
    """The chart's rows at a share of the width of their column, of two."""
    place = alt.X("place:Q", axis=None, scale=alt.Scale(domain=[0, 2], nice=False))
    placed: alt.Chart = chart.transform_calculate(place=alt.datum.column + share).encode(x=place)
    return placed


def _describe_decoding(rows: pd.DataFrame) -> str:
    floors = rows.loc[rows["statistic"] == 0]
    never = sorted(set(floors.loc[floors["pvalue"] > LEVEL, "design"]))
    return (
        "For the chosen sizes and method, one line per two-sided p-value that the test can return without "
        "ties, in two columns, the smallest first: a mark (square at or below 0.05, circle above), the "
        "statistic and its mirror image, and what the p-value prints as with two and with three decimals. "
        f"Over all {len(floors)} choices it lies between "
        f"{floors['pvalue'].min():.2g} and {floors['pvalue'].max():.2g}"
        + (f"; under some method it stays above 0.05 with {', '.join(never)}." if never else ".")
    )


def printed_pvalues(study: Study, pvalues: pd.DataFrame) -> PartsExplorer:
    """Each printed p-value among those that its likely test can give; how p was calculated is a choice.

    Args:
        study: whose reports print them.
        pvalues: from `reported.printed_pvalues`.
    """
    return PartsExplorer(
        finding=_printed_finding,
        subtitle="Two-sided p that the likely test can give: all enrolled measured, no ties; band: prints so",
        basis="published",
        study=study,
        controls=(PRINTED_METHOD,),
        compute=partial(_printed_rows, pvalues),
        draw=draw_printed,
        describe=_describe_printed,
        added="rungs computed from the design",
        parts={BAND: (), RUNG: ("p_method",)},
    )


def _printed_finding(rows: pd.DataFrame) -> str:
    """How many printed p-values fit under one of their readings, of those with a rank test."""
    bands = rows[rows["component"] == BAND].set_index("row")
    tried = bands[bands["words"] == ""]["trace"]
    if tried.empty:
        return "No printed p-value is read as that of a rank test"
    fits = rows.loc[(rows["component"] == RUNG) & rows["holds"].astype(bool), "row"]
    fit, every = tried[tried.index.isin(fits)].nunique(), tried.nunique()
    test = f"likely test ({METHOD_NAMES[rows['p_method'].iloc[0]]})"
    if every == 1:
        return f"The printed p-value {'fits' if fit else 'does not fit'} its {test}"
    return f"{fit or 'None'} of {every} printed p-values {'fit their' if fit > 1 else 'fits its'} {test}"


def _printed_rows(pvalues: pd.DataFrame, *, p_method: Method) -> pd.DataFrame:
    """The band of each printed p-value, and the rungs by one method; `row` is `label|second line`."""
    low = pvalues["low"].clip(lower=pvalues["high"] / 10)  # a logarithmic axis has no place for 0
    bands = pvalues[["row", "high", "trace"]].assign(low=low, component=BAND, holds=False)
    bands["words"] = pvalues["left_out"]
    found = rungs(pvalues, methods=[p_method], below=HIGHEST)
    letters = found["test"].map({"rank-sum": "U", "signed-rank": "W"})
    words = (letters + " = " + found["statistic"].map("{:g}".format)).where(found["holds"], "")
    found = found[["row", "pvalue", "holds", "trace"]].assign(component=RUNG, words=words)
    return pd.concat([bands, found], ignore_index=True)


def draw_printed(rows: pd.DataFrame) -> alt.LayerChart:
    """A row for each printed p: the band that prints so, and the rungs.

    Args:
        rows: `component` (`BAND` or `RUNG`), `row` (`label|second line`), `low` and `high` of a band,
            `pvalue` and `holds` of a rung, `words` (why a band has no rungs; the statistic of a rung that
            holds; else empty) and `trace`.
    """
    order = list(dict.fromkeys(rows["row"]))
    lines = "split(datum.label, '|')" + ("" if len(order) < CROWDED else "[0]")
    y = alt.Y("row:N", sort=order, title=None, axis=alt.Axis(labelExpr=lines, labelLimit=150))
    step = min(52, 410 // len(order))
    scale = alt.Scale(type="log", domain=[min(0.0035, rows["low"].min() / 3), HIGHEST], nice=False)
    axis = alt.Axis(values=[0.001, 0.005, 0.02, 0.05, 0.2], format="~g")
    title = "Two-sided p"
    base = alt.Chart(rows)
    band = (
        base.transform_filter(alt.datum.component == BAND)
        .mark_bar(color=MUTED, opacity=0.35, size=min(26, step - 4), clip=True)
        .encode(x=alt.X("low:Q", title=title, scale=scale, axis=axis), x2="high", y=y)
    )
    rung = base.transform_filter(alt.datum.component == RUNG).encode(
        x=alt.X("pvalue:Q", title=title, scale=scale, axis=axis), y=y
    )
    ticks = rung.mark_tick(thickness=2, clip=True).encode(
        color=alt.condition(alt.datum.holds, alt.value(LOOK), alt.value(MUTED)),
        size=alt.condition(alt.datum.holds, alt.value(26), alt.value(14)),
    )
    words = (
        rung.transform_filter(alt.datum.holds)
        .mark_text(dy=-20, fontSize=SMALLEST, color=INK)
        .encode(text="words:N")
    )
    why = (
        base.transform_filter((alt.datum.component == BAND) & (alt.datum.words != ""))
        .mark_text(align="right", fontSize=SMALLEST, color=INK, limit=alt.expr("width"))
        .encode(x=alt.value("width"), y=y, text="words:N")
    )
    return alt.LayerChart(layer=[band, ticks, words, why], width="container", height=step * len(order))


def _describe_printed(rows: pd.DataFrame) -> str:
    fits = rows[rows["holds"].astype(bool)].groupby("p_method")["row"].nunique()
    told = ", ".join(f"of {fits.get(method, 0)} ({words})" for words, method in METHOD.options)
    bare = rows.loc[(rows["component"] == BAND) & (rows["words"] != ""), "row"].nunique()
    return f"{rows['row'].nunique()} rows. By method, a rung lies in the printed band {told}." + (
        f" No rank test is tried for {bare}; the figure says why." if bare else ""
    )
