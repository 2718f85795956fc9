"""What one more sentence would be worth: how far a range narrows, how many claims it could settle."""

import altair as alt
import pandas as pd

from analysis import claims
from analysis.data import Study
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import INK, LOOK, MUTED
from analysis.inference.wording import in_words

ROW = 36
"""Height of one item, which is told with its claims below its name."""


def disclosure(study: Study) -> alt.LayerChart:
    """Items down: how far each narrows the dose contrast, and in words how many claims it could settle.

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
        title=finding(table),
        subtitle="In computed cohorts: by how much one answer narrows the range of the dose contrast",
        basis="reconstructed",
        study=study,
        added="verdicts simulated, no forecast",
        description=f"A chart over {in_words(len(table))} things that are not told, in order of worth. "
        "A dot for the expected narrowing of the range of the dose contrast, with a line from the least to "
        f"the most: first {first['item']}, {100 * first['expected']:.0f} %. In words, the claims that each "
        f"could settle: most by {most['item']}, {most['any'] + most['some']}.",
    )


def disclosure_rows(study: Study) -> pd.DataFrame:
    """What is drawn.

    Args:
        study: with the tables of what was simulated.

    Returns:
        One row per item in order of worth: `item`, `key`, `expected`, `least`, `most` (shares of the width;
        missing where no cohort hangs on it), `any` and `some` (claims), `first` (whether it narrows most) and
        `trace`.

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
    table = pd.DataFrame(found, columns=columns)
    return table.assign(first=table["expected"] == table["expected"].max())


def finding(table: pd.DataFrame) -> str:
    """Which item narrows the range most, and by how much.

    Args:
        table: from `disclosure_rows`.

    Examples:
        >>> finding(pd.DataFrame({"item": ["sex by arm"], "expected": [float("nan")]}))
        'No one answer would narrow the simulated range'
    """
    told = table.dropna(subset="expected")
    if told.empty or told["expected"].max() <= 0:
        return "No one answer would narrow the simulated range"
    best = told.sort_values("expected", kind="stable").iloc[-1]
    item = str(best["item"])
    share = float(f"{100 * best['expected']:.2g}")
    return f"{item[0].upper()}{item[1:]} would narrow the simulated range most, by {share:g}%"


def draw(table: pd.DataFrame) -> alt.LayerChart:
    """Draw the chart.

    Args:
        table: from `disclosure_rows`.
    """
    items = list(table["item"])
    axis = alt.Axis(ticks=False, domain=False, labelLimit=150, labelOffset=-7, grid=True)
    y = alt.Y("item:N", sort=items, title=None, axis=axis, scale=alt.Scale(domain=items))
    told = [
        alt.Tooltip("item:N", title="Told"),
        alt.Tooltip("expected:Q", title="Expected narrowing", format=".0%"),
    ]
    base = alt.Chart().encode(y=y, tooltip=told)
    known = base.transform_filter("isValid(datum.expected)")
    color = alt.condition(alt.datum.first, alt.value(LOOK), alt.value(INK))
    lines = known.mark_rule(strokeWidth=2, opacity=0.6).encode(
        x=alt.X(
            "least:Q",
            title="Narrowing of the range",
            axis=alt.Axis(format="%", tickCount=4, grid=False),
        ),
        x2="most:Q",
        color=color,
    )
    dots = known.mark_point(filled=True, size=90, opacity=1).encode(x="expected:Q", color=color)
    once = alt.Chart().transform_filter(alt.datum.item == items[0])
    zero = once.mark_rule(color=INK, opacity=0.6, strokeDash=[3, 3]).encode(x=alt.datum(0))
    words = (
        "datum.claims == 0 ? 'settles no claim' : (datum.some > 0 ? 'might settle ' : 'could settle ') "
        "+ datum.claims + (datum.claims == 1 ? ' claim' : ' claims')"
    )
    counted = base.transform_calculate(claims="datum.any + datum.some").transform_calculate(words=words)
    claims = counted.mark_text(align="right", dx=-2, dy=8, color=MUTED)
    return alt.LayerChart(
        data=table,
        layer=[zero, lines, dots, claims.encode(x=alt.value(0), text="words:N")],
        width="container",
        height=ROW * len(items),
    )
