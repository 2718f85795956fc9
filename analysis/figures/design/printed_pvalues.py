"""Printed p-values: how those of a small design print, and printed ones on the rungs of their tests."""

from functools import partial
from itertools import combinations_with_replacement

import altair as alt
import pandas as pd

from analysis import inference
from analysis.data import Study
from analysis.figures.base.control import METHOD, PRINTED_METHOD, Control
from analysis.figures.base.explorer import Explorer, PartsExplorer
from analysis.figures.base.theme import GRAY, GREEN, INK, PURPLE
from analysis.figures.design.designs import LEVEL
from analysis.inference.pvalues import Method
from analysis.reported import Printed, rungs

SMALLEST, LARGEST = 3, 8
_NUMBERS = range(SMALLEST, LARGEST + 1)
DESIGNS: dict[str, tuple[int, ...]] = {
    **{f"{n1} and {n2} values": (n1, n2) for n1, n2 in combinations_with_replacement(_NUMBERS, 2)},
    **{f"{n} pairs": (n,) for n in _NUMBERS},
}
"""Words to sizes: two groups (rank-sum test; p does not know which is first) or pairs (signed-rank)."""
HEIGHT, HEAD, TEXT = 560, 52, 10.5
COLUMNS = {"p": 0.27, "two": 0.52, "three": 0.75}
"""Column of the rows to its place, as a part of the width; the marks stand to the left."""

HEADINGS = {"p": "p", "two": "2 decimals", "three": "3 decimals"}
BAND, RUNG = "band", "rung"
"""What a row of the printed p-values stands for: what prints so, or a p-value that its test can give."""
HIGHEST = 0.2
"""The largest p-value drawn on the rungs."""


def pvalue_decoding() -> Explorer:
    """Every p-value of the rank-sum and the signed-rank test in small designs, and how each prints.

    Examples:
        >>> pvalue_decoding().title
        'How p-values of a small study print'
    """
    return Explorer(
        finding=lambda _: "How p-values of a small study print",
        basis="design",
        controls=(
            Control("design", "Sizes", "select", tuple(DESIGNS), "5 and 6 values"),
            METHOD,
        ),
        compute=_decoding_rows,
        draw=draw_decoding,
        describe=_describe_decoding,
    )


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
            "p": f"{pvalue:.4g}",
            "two": prints(pvalue, 2),
            "three": prints(pvalue, 3),
        }
        for statistic, pvalue in zip(half["statistic"], half["pvalue"], strict=True)
    ]
    return pd.DataFrame(rows).assign(trace="formula:inference.attainable")


def draw_decoding(rows: pd.DataFrame) -> alt.LayerChart:
    """One line for each attainable p-value, smallest first: its place on a log axis, and how it prints.

    Args:
        rows: `statistic` and `statistics` (in words, with its mirror image), `pvalue`, `p` (in digits), `two`
            and `three` (as printed to so many decimals), `design` (in words) and `trace`.
    """
    base = alt.Chart(rows, width="container", height=HEIGHT)
    axis = alt.Axis(values=[LEVEL], format="~g", grid=False, titleAnchor="start")
    scale = alt.Scale(type="log", domain=[rows["pvalue"].min() / 1.5, 1], nice=False, range=[4, _part(0.22)])
    pvalue = alt.X("pvalue:Q", title="p (log axis)", scale=scale, axis=axis)
    lines = base.encode(
        y=alt.Y(
            "statistics:N",
            title=None,
            sort=alt.EncodingSortField("statistic", op="min"),
            scale=alt.Scale(range=[HEAD, HEIGHT]),
            axis=alt.Axis(ticks=False, domain=False, labelOverlap=False),
        )
    )
    below = alt.datum.pvalue <= LEVEL
    points = lines.mark_point(size=45, filled=True, opacity=1).encode(
        x=pvalue,
        color=alt.condition(below, alt.value(PURPLE), alt.value(GRAY)),
        shape=alt.condition(below, alt.value("square"), alt.value("circle")),
    )
    once = base.transform_filter(alt.datum.statistic == 0)
    first = once.mark_text(align="left", color=INK, fontSize=TEXT)
    rule = once.mark_rule(strokeDash=[4, 4], color=INK).encode(
        x=alt.datum(LEVEL, type="quantitative"), y=alt.value(HEAD - 8), y2=alt.value(HEIGHT)
    )
    smallest = first.transform_calculate(words="datum.design + '. Smallest p: ' + datum.p").encode(
        x=alt.value(0), y=alt.value(10), text="words:N"
    )
    texts = [
        lines.mark_text(align="left", color=INK, fontSize=TEXT).encode(
            x=alt.value(_part(at)), text=f"{column}:N"
        )
        for column, at in COLUMNS.items()
    ]
    heads = [
        first.encode(x=alt.value(_part(at)), y=alt.value(HEAD - 12), text=alt.value(HEADINGS[column]))
        for column, at in COLUMNS.items()
    ]
    statistic = once.mark_text(align="right", color=INK, fontSize=TEXT).encode(
        x=alt.value(-8), y=alt.value(HEAD - 12), text=alt.value("statistic")
    )
    return alt.LayerChart(data=rows, layer=[rule, points, smallest, statistic, *heads, *texts])


def _part(share: float) -> alt.ExprRef:
    """A place across the chart, at any width."""
    return alt.ExprRef(f"width * {share}")


def _describe_decoding(rows: pd.DataFrame) -> str:
    floors = rows.loc[rows["statistic"] == 0]
    never = sorted(set(floors.loc[floors["pvalue"] > LEVEL, "design"]))
    return (
        "For the chosen sizes and method, one line per two-sided p-value that the test can return without "
        "ties: the statistic and its mirror image, a mark on a logarithmic axis (square at or below 0.05, "
        "circle above, 0.05 dashed), the p-value in digits, and what it prints as with two and with three "
        f"decimals. The smallest p-value is written above. Over all {len(floors)} choices it lies between "
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
        finding=lambda _: "Printed p-values on the rungs of their likely tests",
        basis="published",
        study=study,
        controls=(PRINTED_METHOD,),
        compute=partial(_printed_rows, pvalues),
        draw=draw_printed,
        describe=_describe_printed,
        added="rungs computed from the design",
        parts={BAND: (), RUNG: ("p_method",)},
    )


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
    y = alt.Y(
        "row:N", sort=order, title=None, axis=alt.Axis(labelExpr="split(datum.label, '|')", labelLimit=150)
    )
    scale = alt.Scale(type="log", domain=[min(0.0035, rows["low"].min() / 3), HIGHEST], nice=False)
    axis = alt.Axis(values=[0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2], format="~g")
    title = "Two-sided p"
    base = alt.Chart(rows)
    band = (
        base.transform_filter(alt.datum.component == BAND)
        .mark_bar(color=GREEN, opacity=0.3, size=26)
        .encode(x=alt.X("low:Q", title=title, scale=scale, axis=axis), x2="high", y=y)
    )
    rung = base.transform_filter(alt.datum.component == RUNG).encode(
        x=alt.X("pvalue:Q", title=title, scale=scale, axis=axis), y=y
    )
    ticks = rung.mark_tick(size=18, thickness=2, clip=True).encode(
        color=alt.condition(alt.datum.holds, alt.value(GREEN), alt.value(INK)),
        opacity=alt.condition(alt.datum.holds, alt.value(1), alt.value(0.5)),
    )
    words = (
        rung.transform_filter(alt.datum.holds)
        .mark_text(dy=-18, fontSize=11, color=INK)
        .encode(text="words:N")
    )
    why = (
        base.transform_filter((alt.datum.component == BAND) & (alt.datum.words != ""))
        .mark_text(align="right", fontSize=10, color=INK, limit=230)
        .encode(x=alt.value("width"), y=y, text="words:N")
    )
    return alt.LayerChart(layer=[band, ticks, words, why], width="container", height=50 * len(order))


def _describe_printed(rows: pd.DataFrame) -> str:
    fits = rows[rows["holds"].astype(bool)].groupby("p_method")["row"].nunique()
    told = ", ".join(f"of {fits.get(method, 0)} ({words})" for words, method in METHOD.options)
    bare = rows.loc[(rows["component"] == BAND) & (rows["words"] != ""), "row"].nunique()
    return f"{rows['row'].nunique()} rows. By method, a rung lies in the printed band {told}." + (
        f" No rank test is tried for {bare}; the figure says why." if bare else ""
    )
