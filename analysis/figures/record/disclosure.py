"""What one more sentence would be worth: how far a range narrows, how many claims it could settle."""

import altair as alt
import pandas as pd

from analysis import claims
from analysis.data import Study
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import BLUE, GREEN, INK
from analysis.inference.wording import in_words

ANY, SOME = "by any number printed", "by some values only"
FILLS = {ANY: (GREEN, f"{GREEN}50"), SOME: (BLUE, f"{BLUE}50")}
"""Line and fill of each part of a bar."""
ROW = 26


def disclosure(study: Study) -> alt.VConcatChart:
    """Items down; above how far each narrows the dose contrast, below how many claims it could settle.

    Args:
        study: with the tables of what was simulated (`claims.committed`).

    Raises:
        MissingFindingError: the study leaves nothing untold, or lacks these tables.

    Examples:
        >>> disclosure(Study.read()).usermeta["basis"]
        'reconstructed'
    """
    table = disclosure_rows(study)
    first, most = table.iloc[0], table.sort_values(["any", "some"], kind="stable").iloc[-1]
    return publish(
        draw(table),
        title=f"Worth most: {first['item']} for the range, {most['item']} for claims",
        basis="reconstructed",
        study=study,
        added="verdicts simulated, no forecast",
        description=f"Two charts over {in_words(len(table))} things that are not told, in order of worth. "
        "Above, a dot for the expected narrowing of the range of the dose contrast, with a line from the "
        f"least to the most: first {first['item']}, {100 * first['expected']:.0f} %. Below, bars for the "
        f"claims that each could settle: most by {most['item']}, {most['any'] + most['some']}.",
    )


def disclosure_rows(study: Study) -> pd.DataFrame:
    """What is drawn.

    Args:
        study: with the tables of what was simulated.

    Returns:
        One row per item in order of worth: `item`, `key`, `expected`, `least`, `most` (shares of the width;
        missing where no cohort hangs on it), `any` and `some` (claims) and `trace`.

    Raises:
        MissingFindingError: the study leaves nothing untold, or lacks these tables.
    """
    found = []
    for each in claims.committed(study).ranked:
        own = each.narrowing
        shares = (own.expected, own.least, own.most) if own else (None, None, None)
        trace = " ".join(f"claims:{name}" for name in each.could)
        made = "formula:claims.worth_of_disclosure"
        found.append(
            (
                each.item.short,
                each.item.key,
                *shares,
                len(each.printed),
                len(each.by_value),
                f"{trace} {made}".strip(),
            )
        )
    columns = ["item", "key", "expected", "least", "most", "any", "some", "trace"]
    return pd.DataFrame(found, columns=columns)


def draw(table: pd.DataFrame) -> alt.VConcatChart:
    """Draw the two charts.

    Args:
        table: from `disclosure_rows`.
    """
    items = list(table["item"])
    bars = table.melt(
        id_vars=["item", "trace"], value_vars=["any", "some"], var_name="by", value_name="claims"
    )
    bars["by"] = bars["by"].map({"any": ANY, "some": SOME})
    height = ROW * len(items)
    axis = alt.Axis(ticks=False, labelLimit=150)
    y = alt.Y("item:N", sort=items, title=None, axis=axis, scale=alt.Scale(domain=items))
    share = alt.Axis(format="%", tickCount=5)
    told = [
        alt.Tooltip("item:N", title="Told"),
        alt.Tooltip("expected:Q", title="Expected narrowing", format=".0%"),
    ]
    base = alt.Chart(table.dropna(), width="container", height=height).encode(y=y, tooltip=told)
    lines = base.mark_rule(color=INK, strokeWidth=2, opacity=0.5).encode(
        x=alt.X("least:Q", title="Narrowing of the range of the dose contrast", axis=share), x2="most:Q"
    )
    dots = base.mark_point(filled=True, size=90, color=BLUE, opacity=1).encode(x="expected:Q")
    zero = (
        alt.Chart(table.head(1), width="container").mark_rule(color=INK, opacity=0.6).encode(x=alt.datum(0))
    )
    legend = alt.Legend(title=None, orient="bottom", columns=1, symbolType="square")
    parts = list(FILLS)
    counted = (
        alt.Chart(bars[bars["claims"] > 0], width="container", height=height)
        .mark_bar(height=16, strokeWidth=1)
        .encode(
            y=y,
            x=alt.X("claims:Q", title="Claims that could be settled", axis=alt.Axis(tickMinStep=1)),
            fill=alt.Fill(
                "by:N", scale=alt.Scale(domain=parts, range=[FILLS[part][1] for part in parts]), legend=legend
            ),
            stroke=alt.Stroke(
                "by:N", scale=alt.Scale(domain=parts, range=[FILLS[part][0] for part in parts]), legend=legend
            ),
            tooltip=[alt.Tooltip("item:N", title="Told"), alt.Tooltip("claims:Q", title="Claims")],
        )
    )
    return alt.VConcatChart(vconcat=[alt.LayerChart(layer=[zero, lines, dots]), counted], spacing=16)
