"""Every order of two arms that gives one rank-sum statistic, and p without each subject in turn."""

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import PRINTED_METHOD
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, SMALLEST, arm_scales
from analysis.inference import leave_one_out, left_out_by_method
from analysis.inference.pvalues import METHOD_NAMES, Method

LEVEL = 0.05
CROWDED = 13
"""From so many ranks on the p of neighbors stand at two heights."""


def rank_orders(study: Study, *, statistic: int) -> Explorer:
    """A line of ranks for each order that gives the statistic; above each subject, p without that subject.

    Args:
        study: its two arms; the later one is the first group.
        statistic: U, counted as the pairs against the later arm.

    Raises:
        MissingFindingError: the study has not two arms.
        ValueError: a statistic that the sizes do not have.
    """
    first, second = study.between.split(" v ")
    sizes = study.sizes

    def compute(*, p_method: Method) -> pd.DataFrame:
        rows = leave_one_out(
            statistic, first=sizes[first], second=sizes[second], names=(first, second), methods=[p_method]
        )
        last = rows["pvalue"] >= LEVEL
        places = {code: place for place, code in enumerate(sizes)}
        return rows.assign(
            reached=last,
            place=rows["arm"].map(places),
            raised=(rows["rank"] % 2 == 0) & (rows["rank"].max() >= CROWDED),
            words=[f"{p:.3f}".removeprefix("0") for p in rows["pvalue"]],
        )

    return Explorer(
        finding=finding,
        subtitle=f"If U = {statistic}: two-sided p without each subject in turn, in every order of "
        f"{sizes[first]} {first} and {sizes[second]} {second}",
        basis="design",
        controls=(PRINTED_METHOD,),
        compute=compute,
        draw=_drawing,
        describe=_describe,
    )


def finding(rows: pd.DataFrame) -> str:
    """In how many cases p is no longer below the level.

    Args:
        rows: of one method.

    Examples:
        >>> finding(pd.DataFrame({"reached": [True, False, False]}))
        'Leaving one subject out gives p of 0.05 or more in 1 of 3 cases'
    """
    reached = int(rows["reached"].sum())
    return f"Leaving one subject out gives p of {LEVEL:g} or more in {reached or 'none'} of {len(rows)} cases"


def _drawing(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw the orders, a line each.

    Args:
        rows: `pattern` (of an order), `rank`, `arm`, `place` (of the arm among the arms), `words` (p without
            the subject), `reached` (whether p is at or above the level: bold, with a bar), `raised` (whether
            the words stand higher than their neighbors') and `trace`.
    """
    color, shape = arm_scales(list(rows.sort_values("place", kind="stable")["arm"].unique()))
    last = int(rows["rank"].max())
    base = alt.Chart(
        rows, width="container", height=(80 if rows["raised"].any() else 62) * rows["pattern"].nunique()
    ).encode(
        x=alt.X(
            "rank:Q",
            title="Rank, lowest value to highest",
            scale=alt.Scale(domain=[0.4, last + 0.6], nice=False),
            axis=alt.Axis(
                values=list(range(1, last + 1, 1 if last < CROWDED else 2)), grid=False, format="d"
            ),
        ),
        y=alt.Y("pattern:O", title="Order", axis=alt.Axis(grid=True, tickBand="extent")),
    )
    points = base.mark_point(filled=True, size=120, opacity=1, yOffset=14).encode(
        color=alt.Color("arm:N", scale=color, title=None),
        shape=alt.Shape("arm:N", scale=shape, title=None),
    )
    below, above = base.transform_filter(~alt.datum.reached), base.transform_filter(alt.datum.reached)
    height = alt.expr("datum.raised ? -24 : -8")
    plain = below.mark_text(dy=height, fontSize=SMALLEST, color=INK)
    bold = above.mark_text(dy=height, fontSize=SMALLEST, color=INK, fontWeight="bold")
    bar = above.mark_tick(
        orient="horizontal", size=18, thickness=2, color=INK, yOffset=alt.expr("datum.raised ? -33 : -17")
    )
    return alt.LayerChart(layer=[points, plain.encode(text="words:N"), bold.encode(text="words:N"), bar])


def _describe(rows: pd.DataFrame) -> str:
    exact = rows[rows["method"] == "exact"] if "exact" in set(rows["method"]) else rows
    (told,) = left_out_by_method(exact, level=LEVEL).to_dict("records")
    return (
        f"{told['orders']} orders of the subjects of both arms. Left out one at a time, the "
        f"{METHOD_NAMES[told['method']]} p goes from {told['p_low']:.4f} to {told['p_high']:.4f}, and is "
        f"{LEVEL:g} or more in {told['reached']} of {told['cases']} cases."
    )
