"""Bands over cohorts, one row a place, several cases side by side: means of arms, or changes in order."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.publish import LONGEST_TITLE, publish
from analysis.figures.base.theme import INK, MUTED
from analysis.reconstruction import Cell, Ensemble, bands, ordered_changes
from analysis.reconstruction.evidence import drawn_under, told

COLORS = [INK, MUTED, INK]
SHAPES = ["circle", "square", "triangle-up"]
DASHES = [[1, 0], [1, 0], [4, 2]]
ORDINALS = {2: "2nd", 3: "3rd"}
COLUMNS = ["place", "case", "low", "median", "high", "trace"]


def mean_bands(study: Study, cases: Mapping[str, Ensemble]) -> alt.LayerChart:
    """The means of each arm at each visit, over cohorts drawn in several ways.

    Args:
        study: whose findings the cohorts agree with.
        cases: a reader's words to cohorts of one and the same marker; at most three.

    Raises:
        ValueError: more than three cases, or cohorts of several markers.
    """
    code = _marker(cases)
    tables = [_traced(study, bands(each), each).assign(case=case) for case, each in cases.items()]
    rows = pd.concat(tables, ignore_index=True)
    rows["place"] = rows["arm"] + ", " + rows["visit"]
    first = next(iter(cases))
    unit = next(iter(cases.values())).marker(code).unit
    arm = f"{study.arm(unit.arm).label.replace(' ', '-')} {unit.visit.lower()}"
    return publish(
        draw(rows[COLUMNS], title=f"Mean of {study.short(code)}, {arm} = 1", marked=1),
        title=finding(rows),
        subtitle=f"In computed cohorts, middle 90%: mean of {study.short(code)} in multiples of the {arm}",
        basis="reconstructed",
        study=study,
        description="Bars over reconstructed cohorts, by arm, visit and prior. "
        f"{first[:1].upper()}{first[1:]}: {_said(rows[rows['case'] == first])}. "
        f"Wider priors give wider bars, except at the {arm}, which is 1 by definition.",
    )


def change_bands(
    study: Study, cases: Mapping[str, Ensemble], *, arm: str, before: str, after: str
) -> alt.LayerChart:
    """The changes of an arm's subjects between two visits, in order, over cohorts drawn in several ways.

    Args:
        study: whose findings the cohorts agree with.
        cases: a reader's words to cohorts of one and the same marker; at most three.
        arm: code of the arm.
        before: the earlier visit.
        after: the later visit.

    Raises:
        ValueError: more than three cases, or cohorts of several markers.
    """
    code = _marker(cases)
    tables = []
    for case, each in cases.items():
        ordered = ordered_changes(each, code, arm, before=before, after=after)
        place = [_name(rank, len(ordered)) for rank in ordered["rank"]]
        cells = (Cell(arm, before), Cell(arm, after))
        tables.append(_traced(study, ordered, each, *cells).assign(case=case, place=place))
    rows = pd.concat(tables, ignore_index=True)
    said = rows.agg("{0[place]} {0[case]}: {0[low]:.2f} to {0[high]:.2f}".format, axis=1)
    return publish(
        draw(rows[COLUMNS], title=f"Change (mean {before.lower()} = 1)", marked=0),
        title=finding(rows),
        subtitle=f"In computed cohorts, middle 90%: {study.short(code)} of {arm}, changes in order, "
        f"{study.visit(before).words} to {study.visit(after).words}",
        basis="reconstructed",
        study=study,
        description=f"Bars over reconstructed cohorts for each ordered change. {'; '.join(said)}.",
    )


def finding(rows: pd.DataFrame) -> str:
    """The place where the first case and another differ most, and what each says of it.

    Args:
        rows: `place`, `case`, `low` and `high`.

    Examples:
        >>> rows = pd.DataFrame({"place": ["a", "a"], "case": ["with p", "without"], "low": [0.1, -0.52],
        ...     "high": [0.5, 0.4]})
        >>> finding(rows)
        'A: 0.10 to 0.50 with p, −0.52 to 0.40 without'
        >>> finding(rows.replace("without", "without it but with all other findings that are printed of it"))
        'A: −0.52 to 0.50 over 2 cases'
        >>> finding(rows[:1])
        'A: 0.10 to 0.50 with p'
    """
    first, *others = (own.set_index("place")[["low", "high"]] for _, own in rows.groupby("case", sort=False))
    apart = [(other - first).abs().sum(axis=1) for other in others]
    furthest = max(apart, key=lambda by_place: by_place.max(), default=pd.Series(0.0, index=first.index))
    place = str(furthest.idxmax())
    here = rows[rows["place"] == place]
    told = [0, 1 + [each is furthest for each in apart].index(True)] if apart else [0]
    shown = here.iloc[told]
    ends = map(_ends, shown["low"], shown["high"])
    said = [f"{reach} {case}" for reach, case in zip(ends, shown["case"], strict=True)]
    name = f"{place[:1].upper()}{place[1:]}"
    title = f"{name}: {', '.join(said)}"
    if len(title) <= LONGEST_TITLE:
        return title
    return f"{name}: {_ends(here['low'].min(), here['high'].max())} over {len(here)} cases"


def _ends(low: float, high: float) -> str:
    return f"{low:.2f} to {high:.2f}".replace("-", "−")


def _marker(cases: Mapping[str, Ensemble]) -> str:
    """PARAMCD of the one marker of all cases."""
    codes = {marker.code for each in cases.values() for marker in each.constraints.markers}
    if len(codes) != 1:
        raise ValueError(f"cohorts of {len(codes)} markers ({', '.join(sorted(codes))}): draw one marker.")
    return codes.pop()


def _traced(study: Study, rows: pd.DataFrame, ensemble: Ensemble, *cells: Cell) -> pd.DataFrame:
    """The rows with the traces of what speaks of some cells."""
    (marker,) = ensemble.constraints.markers
    made = f"formula:reconstruction.cohorts seed:{ensemble.seed}"
    return rows.assign(trace=f"{drawn_under(study, marker, told(marker, *cells))} {made}")


def _name(rank: int, changes: int) -> str:
    """Which change of an arm it is, in words."""
    ends = {1: "smallest change", changes: "largest change"}
    return ends.get(rank, ORDINALS.get(rank, f"{rank}th"))


def _said(rows: pd.DataFrame) -> str:
    return "; ".join(rows.agg("{0[place]}: {0[low]:.2f} to {0[high]:.2f}".format, axis=1))


def draw(rows: pd.DataFrame, *, title: str, marked: float) -> alt.LayerChart:
    """Draw a bar from `low` to `high` with a symbol at the median, for each place and case.

    Args:
        rows: `place` and `case` (labels in the order shown, at most three cases), `low`, `median`, `high`
            and `trace`.
        title: words of the axis.
        marked: where a dashed line stands, such as 0 for no change.

    Raises:
        ValueError: more than three cases.
    """
    places, cases = list(dict.fromkeys(rows["place"])), list(dict.fromkeys(rows["case"]))
    if len(cases) > len(COLORS):
        raise ValueError(f"{len(cases)} cases: {', '.join(cases)}. Draw at most {len(COLORS)}.")
    color = alt.Scale(domain=cases, range=COLORS[: len(cases)])
    shape = alt.Scale(domain=cases, range=SHAPES[: len(cases)])
    legend = alt.Legend(title=None, columns=1)
    base = alt.Chart(rows, width="container", height=(13 * len(cases) + 14) * len(places)).encode(
        y=alt.Y("place:N", sort=places, title=None, scale=alt.Scale(paddingInner=0.3)),
        yOffset=alt.YOffset("case:N", sort=cases),
        color=alt.Color("case:N", scale=color, legend=legend),
    )
    value = alt.X("low:Q", title=title, scale=alt.Scale(zero=False))
    dash = alt.StrokeDash("case:N", scale=alt.Scale(domain=cases, range=DASHES[: len(cases)]), legend=legend)
    bars = base.encode(x=value, x2="high", strokeDash=dash).mark_rule(strokeWidth=4, opacity=0.6)
    points = base.encode(x="median:Q", shape=alt.Shape("case:N", scale=shape, legend=legend))
    line = alt.Chart(rows).mark_rule(strokeDash=[4, 4], color=INK).encode(x=alt.datum(marked))
    return alt.LayerChart(layer=[line, bars, points.mark_point(filled=True, size=80, opacity=1)])
