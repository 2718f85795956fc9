"""What else could account for a change between two visits, component by component."""

from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from math import exp, isnan, log
from typing import Any

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.aging.regression_to_mean import priors_of
from analysis.figures.aging.words import brief
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import PartsExplorer
from analysis.figures.base.theme import ARM_MARKS, DIRECTION_SHAPE, INK, LOOK, MUTED
from analysis.physiology import lucky_start, regression_factor, shift_factor, storage_factor

_REGRESSION, _AGING, _KIT, _STORAGE = COMPONENTS = [
    "Regression to the mean",
    "Aging",
    "Kit or lot",
    "Loss in old tubes",
]
TOGETHER = "All four together"
HEIGHT = 270
_TICKS = "[log(0.2), log(0.5), 0, log(2), log(5)]"
_TENTHS = tuple(range(20, 101, 10))


def components(
    study: Study,
    markers: Sequence[str],
    *,
    arm: str,
    readings: Mapping[str, tuple[float, ...]] | None = None,
) -> PartsExplorer:
    """Four components of a change, their product, and the change reported of one arm at the last visit.

    The healthy mean can be set as far from the baseline as luck alone moves the mean of the arm.

    Args:
        study: with a reported change and a prior of each marker.
        markers: codes of the markers.
        arm: code of the arm.
        readings: code of a marker to the ratios of the later mean to baseline that its printed ratio may
            mean; without them the printed number itself.

    Raises:
        MissingFindingError: a marker without a reported change in the arm, or without a prior.
    """
    reported = {code: _reported_change(study, code, arm, (readings or {}).get(code)) for code in markers}
    priors = priors_of(study, markers).values()
    size = study.arm(arm).size
    farthest = max(lucky_start(size, prior.sd, prior.correlation).start for prior in priors)
    last = f"Reported, {study.arm(arm).label}"
    return PartsExplorer(
        finding=partial(_finding, last, {code: study.short(code) for code in markers}),
        subtitle=(
            f"The four are values that you set, no effect among them; {study.arm(arm).label}, "
            f"{study.last.words} against baseline"
        ),
        basis="design",
        study=study,
        added="with the change reported here",
        controls=_controls({code: study.short(code) for code in markers}, farthest, study.last.words),
        compute=partial(_rows, reported, last, study.last.years),
        draw=partial(draw, mark=_mark(study, arm)),
        describe=partial(_describe, _in_words(study, reported), study.last.words),
        parts={
            _REGRESSION: ("reliability", "healthy"),
            _AGING: ("aging",),
            _KIT: ("kit",),
            _STORAGE: ("loss",),
            last: ("marker",),
        },
    )


def _reported_change(
    study: Study, code: str, arm: str, readings: tuple[float, ...] | None
) -> dict[Hashable, Any]:
    """The finding of the change, a ratio where one is printed, with the readings of its size."""
    rows = study.need(
        f"change of {study.short(code)} in {study.arm(arm).label} at {study.last.words}",
        PARAMCD=code,
        TRT01A=arm,
        STAT=["ratio", "direction"],
        COMPARISON=f"{study.last.name} v {study.baseline.name}",
    )
    row = rows.sort_values("STAT", ascending=False, kind="stable").iloc[0].to_dict()
    sizes = readings or ((float(row["VALUE"].split()[-1]),) if row["STAT"] == "ratio" else ())
    return row | {"readings": tuple(sorted(sizes))}


def _controls(markers: Mapping[str, str], farthest: float, span: str) -> tuple[Control, ...]:
    def tenths(values: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(f"{value / 100:g}" for value in values)

    codes = tuple(markers)
    lowest, highest = 10 * round(10 / farthest), 10 * round(10 * farthest)
    healthy = tuple(range(lowest, highest + 1, 10))
    return (
        Control("marker", "Reported marker", "radio", codes, codes[0], labels=tuple(markers.values())),
        Control("loss", "Loss in storage, % a year", "range", tuple(range(26)), 5),
        Control("kit", "Shift of kit or lot, %", "range", tuple(range(-50, 51)), 0),
        Control("aging", f"Aging in {span}, %", "range", tuple(range(-20, 21)), 8),
        Control("healthy", "Healthy mean, baseline = 1", "select", healthy, lowest, labels=tenths(healthy)),
        Control("reliability", "Reliability", "select", _TENTHS, 80, labels=tenths(_TENTHS)),
    )


def _mark(study: Study, arm: str) -> tuple[str, str]:
    """Color and shape of an arm, as in every figure of the study."""
    return ARM_MARKS[[*study.sizes].index(arm)]


def _finding(last: str, names: Mapping[str, str], rows: pd.DataFrame) -> str:
    """What the components give together, and what is reported of the marker."""
    own = rows["component"] == last
    factor = brief(exp(rows.loc[~own, "log"].sum()))
    name, told = names[rows["marker"].iloc[0]], rows[own].iloc[-1]
    if not isnan(told["log"]):
        return f"Four assumed causes give {factor} times; {name} is reported at {told['words'][:-2]} times"
    said = {"higher": "a rise", "lower": "a fall"}.get(told["direction"], told["direction"])
    return f"Four assumed causes give {factor} times; of {name} {said} is reported"


def _rows(
    reported: Mapping[str, Mapping[Hashable, Any]],
    last: str,
    span: float,
    *,
    marker: str,
    reliability: int,
    healthy: int,
    aging: int,
    kit: int,
    loss: int,
) -> pd.DataFrame:
    rows = [
        _part(_REGRESSION, regression_factor(healthy / 100, reliability / 100), "regression_factor"),
        _part(_AGING, shift_factor(aging), "shift_factor"),
        _part(_KIT, shift_factor(kit), "shift_factor"),
        _part(_STORAGE, storage_factor(loss, span), "storage_factor"),
        *_reported(last, reported[marker]),
    ]
    return pd.DataFrame(rows)


def _part(component: str, factor: float, formula: str) -> dict[str, object]:
    return {
        "component": component,
        "log": round(factor, 5),
        "words": f"{exp(factor):.2f} ×",
        "direction": "",
        "trace": f"formula:physiology.{formula}",
    }


def _reported(last: str, row: Mapping[Hashable, Any]) -> list[dict[str, object]]:
    """Every reading of a printed ratio, the largest with the words for all; or the bare direction."""
    shared = {"component": last, "direction": row["DIRECTION"], "trace": f"findings:{row['FINDINGID']}"}
    if not row["readings"]:
        return [{**shared, "log": None, "words": f"{row['DIRECTION']}, no size"}]
    *others, largest = row["readings"]
    unlabeled = [{**shared, "log": round(log(ratio), 5), "words": ""} for ratio in others]
    return [*unlabeled, {**shared, "log": round(log(largest), 5), "words": f"{_sizes(row['readings'])} ×"}]


def _sizes(readings: tuple[float, ...]) -> str:
    return " or ".join(f"{ratio:g}" for ratio in readings)


def _log(field: str) -> alt.X:
    """The one axis of all layers: the log of a factor, labeled with the factor."""
    return alt.X(
        f"{field}:Q",
        title="Times baseline (log axis)",
        scale=alt.Scale(domain=[-2.3, 2.6], nice=False),
        axis=alt.Axis(values=alt.ExprRef(_TICKS), labelExpr="format(exp(datum.value), '.1~g')"),
    )


def draw(rows: pd.DataFrame, *, mark: tuple[str, str]) -> alt.LayerChart:
    """One bar for each component on a log scale, their sum, and what was reported.

    Args:
        rows: `component` (in order, what was reported last), `log` (log of the factor; missing where no size
            is told), `words` (the factor as text), `direction` (only where reported) and `trace`.
        mark: color and shape of the arm.
    """
    color, shape = mark
    *parts, last = dict.fromkeys(rows["component"])
    order = [*parts, TOGETHER, last]
    row = alt.Y("component:N", sort=order, title=None, scale=alt.Scale(domain=order))
    base = alt.Chart(rows, width="container", height=HEIGHT).encode(y=row)
    bars = base.transform_filter("!datum.direction")
    told = base.transform_filter("datum.direction")
    sized, unsized = (told.transform_filter(f"{test}isValid(datum.log)") for test in ("", "!"))
    total = bars.transform_aggregate(log="sum(log)").transform_calculate(
        component=f"'{TOGETHER}'", words="format(exp(datum.log), '.2f') + ' ×'"
    )
    x = _log("log")
    return alt.LayerChart(
        layer=[
            base.mark_rule(color=INK, opacity=0.5).encode(
                x=alt.datum(0), y=alt.value(0), y2=alt.value(HEIGHT)
            ),
            bars.mark_bar(color=MUTED, height=14).encode(x=x, x2=alt.datum(0)),
            total.mark_bar(color=LOOK, height=18, clip=True).encode(x=x, x2=alt.datum(0)),
            *(_beside(part) for part in (bars, total)),
            sized.mark_line(color=color, strokeWidth=3).encode(x=x),
            sized.mark_point(size=110, shape=shape, color=color, filled=True, opacity=1).encode(x=x),
            sized.mark_text(dy=-14, color=INK).encode(x=x, text="words:N"),
            unsized.mark_point(size=110, opacity=1, color=INK).encode(
                x=alt.datum(0),
                shape=alt.Shape("direction:N", scale=DIRECTION_SHAPE, legend=None),
            ),
            unsized.mark_text(align="left", dx=10, color=INK).encode(x=alt.datum(0), text="words:N"),
        ]
    )


def _beside(bars: alt.Chart) -> alt.Chart:
    """The factor in words, to the right of its bar, or of the line where the bar runs to the left."""
    ends = bars.transform_calculate(end="max(datum.log, 0)")
    words: alt.Chart = ends.mark_text(align="left", dx=6, color=INK).encode(x=_log("end"), text="words:N")
    return words


def _in_words(study: Study, reported: Mapping[str, Mapping[Hashable, Any]]) -> str:
    """The reported changes, those without a size together by direction."""
    told = [
        f"for {study.short(code)} {row['DIRECTION']}, about {_sizes(row['readings'])} times baseline"
        for code, row in reported.items()
        if row["readings"]
    ]
    bare: dict[str, list[str]] = {}
    for code, row in reported.items():
        if not row["readings"]:
            bare.setdefault(row["DIRECTION"], []).append(study.short(code))
    told += [f"for {' and '.join(names)} {direction}, without a size" for direction, names in bare.items()]
    return "; ".join(told)


def _describe(told: str, span: str, rows: pd.DataFrame) -> str:
    return (
        "Four bars on a logarithmic axis show by which factor each component moves the later mean: "
        f"regression to the mean, aging, a shift of the kit or lot, and loss in tubes kept for {span}. A "
        f"fifth bar is their product. The last row is what was reported: {told}. The bars follow the "
        "controls; they say what could account for a change, not what did."
    )
