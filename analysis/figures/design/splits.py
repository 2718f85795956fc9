"""What a split of a small group by age can show: its smallest p-value, and what it detects."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from math import isinf

import altair as alt
import pandas as pd

from analysis.figures.base.control import METHOD, Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, LOOK, MUTED, arm_scales
from analysis.figures.design.designs import LEVEL
from analysis.inference import detectable, floors, power, smallest_margin
from analysis.inference.pvalues import Method
from analysis.inference.wording import in_words

MEASURES = ["Detected", "Called equal"]
"""A difference that the test finds with the chosen power, and the narrowest margin for "no difference"."""
DRAWS = 10_000
USUAL = 80
"""Percent of power that is asked for by custom."""
_LEVELS = (5, 10)


def split_groups(sizes: Mapping[str, int]) -> dict[str, int]:
    """The groups that can be split, all together first, then the arms, the last one first.

    Args:
        sizes: arm to its number of people.

    Examples:
        >>> split_groups({"A": 5, "B": 6})
        {'All 11': 11, 'B, 6 people': 6, 'A, 5 people': 5}
    """
    total = sum(sizes.values())
    return {f"All {total}": total} | {f"{arm}, {n} people": n for arm, n in reversed([*sizes.items()])}


def split_pairs(sizes: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    """The splits of every group, as the sizes of the smaller and of the larger part.

    Args:
        sizes: arm to its number of people.

    Examples:
        >>> split_pairs({"A": 2, "B": 3})
        ((1, 4), (2, 3), (1, 2), (1, 1))
    """
    totals = dict.fromkeys(split_groups(sizes).values())
    return tuple((k, n - k) for n in totals for k in range(1, n // 2 + 1))


def split_floors_rows(sizes: Mapping[str, int], *, most: int) -> pd.DataFrame:
    """The smallest p-values of the rank-sum test for k older people against the rest.

    Args:
        sizes: arm to its number of people.
        most: the largest number of older people that there can be.

    Returns:
        The table of `inference.floors` with `group` and `trace`; `n1` is the number of older people.
    """
    splits = {
        group: floors([(k, n - k) for k in range(1, min(most + 1, n))])
        for group, n in split_groups(sizes).items()
    }
    table = pd.concat([part.assign(group=group) for group, part in splits.items()], ignore_index=True)
    return table.assign(trace="formula:inference.floors")


def split_floors(sizes: Mapping[str, int], *, age: int, most: int) -> Explorer:
    """The smallest p-value of each split, by group and method.

    Args:
        sizes: arm to its number of people.
        age: from which a person counts as older, in years.
        most: the largest number of older people that there can be.

    Examples:
        >>> split_floors({"A": 5, "B": 6}, age=60, most=5).title
        'Among all 11, p ≤ 0.05 takes two or more older people'
    """
    groups, table = tuple(split_groups(sizes)), split_floors_rows(sizes, most=most)
    return Explorer(
        finding=floors_finding,
        subtitle="Smallest two-sided p of a rank-sum test without ties, by how many people are older",
        basis="design",
        controls=(
            Control("split_group", "Among", "radio", groups, groups[0]),
            replace(METHOD, name="split_method"),
        ),
        compute=partial(_floor_rows, table, age),
        draw=draw_floors,
        describe=partial(_describe_floors, table),
    )


def _among(group: str) -> str:
    """A group in a sentence.

    Examples:
        >>> _among("All 11"), _among("B, 6 people")
        ('all 11', 'the 6 of B')
    """
    arm, _, people = group.partition(", ")
    return f"the {people.partition(' ')[0]} of {arm}" if people else group.lower()


def floors_finding(rows: pd.DataFrame) -> str:
    """How many older people it takes in the chosen group to reach 0.05.

    Args:
        rows: of one choice: `group`, `n1`, `floor`, `chosen`.
    """
    own = rows[rows["chosen"]]
    among = f"Among {_among(own['group'].iloc[0])}"
    enough = own.loc[own["floor"] <= LEVEL, "n1"].astype(int).tolist()
    if not enough:
        return f"{among}, no split by age can give p ≤ {LEVEL}"
    if len(enough) == len(own):
        return f"{among}, every split by age can give p ≤ {LEVEL}"
    first, *others = map(in_words, enough)
    if len(enough) > 1 and enough == own["n1"].tolist()[-len(enough) :]:
        count = f"{first} or more"
    else:
        count = ", ".join([first, *others[:-1]]) + "".join(f" or {number}" for number in others[-1:])
    people = "person" if enough == [1] else "people"
    return f"{among}, p ≤ {LEVEL} takes {count} older {people}"


def _floor_rows(table: pd.DataFrame, age: int, *, split_group: str, split_method: Method) -> pd.DataFrame:
    shown = table.loc[table["method"] == split_method, ["group", "n1", "floor", "trace"]]
    return shown.assign(
        chosen=shown["group"] == split_group, about=f"People aged {age} and over"
    ).reset_index(drop=True)


def draw_floors(rows: pd.DataFrame) -> alt.LayerChart:
    """Floors of the rank-sum test for k older people against the rest, a line for each group.

    Args:
        rows: `group` (in the order shown), `n1` (older people), `floor`, `chosen` (whether this is the group
            that the numbers are written for), `about` (the words below the axis) and `trace`.
    """
    groups = list(dict.fromkeys(rows["group"]))
    together, *arms = groups
    colors, shapes = arm_scales(arms[::-1])
    in_ink = alt.Scale(domain=[together, *colors.domain], range=[INK, *colors.range])
    crossed = alt.Scale(domain=[together, *shapes.domain], range=["cross", *shapes.range])
    color = alt.Color("group:N", scale=in_ink, title=None)
    shape = alt.Shape("group:N", scale=crossed, title=None)
    older = alt.X("n1:O", title=rows["about"].iloc[0], axis=alt.Axis(labelAngle=0))
    smallest = alt.Y(
        "floor:Q",
        title="Smallest two-sided p",
        scale=alt.Scale(type="log", domain=[min(0.002, rows["floor"].min() / 1.5), 1]),
        axis=alt.Axis(values=[0.001, 0.01, LEVEL, 0.2, 1], format="~g"),
    )
    base = alt.Chart(rows, width="container", height=280).encode(x=older, y=smallest)
    selected = alt.condition(alt.datum.chosen, alt.value(1), alt.value(0.35))
    level = alt.Chart(rows).encode(y=alt.datum(LEVEL))
    return alt.LayerChart(
        layer=[
            level.mark_rule(strokeDash=[5, 4], color=LOOK, strokeWidth=1.5),
            base.mark_line(strokeWidth=2).encode(color=color, opacity=selected),
            base.mark_point(size=110).encode(color=color, shape=shape, opacity=selected),
            base.transform_filter(alt.datum.chosen)
            .mark_text(dy=17, color=INK)
            .encode(text=alt.Text("floor:Q", format=".2~r")),
        ]
    )


def _describe_floors(table: pd.DataFrame, _: pd.DataFrame) -> str:
    """By the exact method, whichever one is drawn."""
    exact = table[table["method"] == "exact"]
    first, *others = (own for _, own in exact.groupby("group", sort=False))
    never = "".join(
        f"; among {own['group'].iloc[0].partition(',')[0]} they never go below {own['floor'].min():.2g}"
        for own in others
    )
    return (
        "Smallest exact p-values against the number of older people. "
        f"Among {first['group'].iloc[0].lower()} they fall from {first['floor'].iloc[0]:.3f} for one older "
        f"person to {first['floor'].min():.2g} for {first['n1'].iloc[-1]}{never}."
    )


def split_differences(sizes: Mapping[str, int], *, age: int, most: int) -> Explorer:
    """The smallest difference that each split detects, and the narrowest margin for "no difference".

    Args:
        sizes: arm to its number of people.
        age: from which a person counts as older, in years.
        most: the largest number of older people that there can be.

    Examples:
        >>> split_differences({"A": 5, "B": 6}, age=60, most=5).title
        'Among all 11, 80% power needs a difference of 2.1 SDs at best'
    """
    groups = split_groups(sizes)
    return Explorer(
        finding=differences_finding,
        subtitle="In simulated normal values of equal spread; older v younger people, in SDs of one person",
        basis="design",
        controls=(
            Control("among", "Among", "radio", tuple(groups), next(iter(groups))),
            Control("wanted", "Power, %", "radio", (50, USUAL, 90), USUAL),
            Control("alpha", "Level, %", "radio", _LEVELS, 5),
        ),
        compute=partial(_difference_rows, groups, age, most),
        draw=draw_differences,
        describe=_describe_differences,
    )


def differences_finding(rows: pd.DataFrame) -> str:
    """The smallest difference that some split of a group detects.

    Args:
        rows: of one choice: `measure`, `difference`, `among`, `wanted`.
    """
    among, wanted = f"Among {_among(rows['among'].iloc[0])}", rows["wanted"].iloc[0]
    found = rows.loc[rows["measure"] == MEASURES[0], "difference"].dropna()
    if found.empty:
        return f"{among}, no difference by age, however large, has {wanted}% power"
    return f"{among}, {wanted}% power needs a difference of {found.min():.2g} SDs at best"


def _difference_rows(
    groups: Mapping[str, int], age: int, most: int, *, among: str, wanted: int, alpha: int
) -> pd.DataFrame:
    rows = []
    for older in range(1, min(most + 1, groups[among])):
        younger = groups[among] - older
        shift = _shift(*sorted((older, younger)), wanted, alpha)
        found = None if isinf(shift) else round(shift, 2)
        margin = round(smallest_margin((older, younger), alpha=alpha / 100).margin, 2)
        rows += [
            (older, MEASURES[0], found, "never" if found is None else f"{found:.1f}", "inference.detectable"),
            (older, MEASURES[1], margin, f"{margin:.1f}", "inference.smallest_margin"),
        ]
    table = pd.DataFrame(rows, columns=["older", "measure", "difference", "words", "trace"])
    return table.assign(
        trace="formula:" + table["trace"],
        difference=table["difference"].astype(float),
        about=f"People aged {age} and over",
    )


@cache
def _shift(smaller: int, larger: int, wanted: int, alpha: int) -> float:
    return detectable((smaller, larger), wanted / 100, alpha=alpha / 100, draws=DRAWS).shift


def draw_differences(rows: pd.DataFrame) -> alt.LayerChart:
    """The smallest difference that a split detects, and the narrowest margin it could exclude, by split.

    Args:
        rows: `older` (older people), `measure` (of `MEASURES`), `difference` (SDs; missing where none reaches
            the power), `words`, `about` (the words below the axis) and `trace`.
    """
    shape = alt.Scale(domain=MEASURES, range=["circle", "square"])
    never = "!isValid(datum.difference)"
    base = alt.Chart(rows, width="container", height=300).encode(
        x=alt.X("older:O", title=rows["about"].iloc[0], axis=alt.Axis(labelAngle=0)),
        y=alt.Y(
            "difference:Q",
            title="Difference, SDs of one person",
            scale=alt.Scale(domain=[0, 5.5]),
            axis=alt.Axis(values=[0, 1, 2, 3, 4]),
        ),
        xOffset=alt.XOffset("measure:N", sort=MEASURES),
    )
    points = base.transform_filter(f"!({never})").mark_point(size=110, opacity=1, clip=True, color=INK)
    return alt.LayerChart(
        layer=[
            points.encode(
                shape=alt.Shape("measure:N", title=None, scale=shape),
            ),
            base.transform_filter(f"!({never})").mark_text(dy=-13, color=INK).encode(text="words:N"),
            base.transform_filter(never).mark_text(color=INK).encode(y=alt.value(16), text="words:N"),
        ]
    )


def _describe_differences(rows: pd.DataFrame) -> str:
    never = rows["difference"].isna().sum()
    margins = rows.loc[rows["measure"] == MEASURES[1], "difference"]
    return (
        f"For {rows['older'].min()} to {rows['older'].max()} {rows['about'].iloc[0].lower()}, circles show "
        "the difference that the exact rank-sum test detects with the chosen power, in standard deviations "
        f"of one person, or the word never where no difference is enough ({never} places in these rows). "
        "Squares show the narrowest margin for which two one-sided t-tests for values of equal spread could "
        "say no difference, "
        f"{margins.min():.1f} to {margins.max():.1f}."
    )


def split_powers(sizes: Mapping[str, int]) -> Explorer:
    """The chance that a split gives a significant result, against the true difference.

    Args:
        sizes: arm to its number of people.

    Examples:
        >>> split_powers({"A": 5, "B": 6}).title
        'Split 2 v 9, a difference of one SD is found in 15% of studies'
    """
    groups = {n: label.partition(",")[0].replace("All", "all") for label, n in split_groups(sizes).items()}
    labels = {f"{k} v {n}": f"{k} v {n} ({groups[k + n]})" for k, n in split_pairs(sizes)}
    names = tuple(labels)
    return Explorer(
        finding=powers_finding,
        subtitle="In simulated normal values of equal spread; how often a rank-sum test is significant",
        basis="design",
        controls=(
            Control(
                "split",
                "Split",
                "select",
                names,
                names[min(1, len(names) - 1)],
                labels=tuple(labels.values()),
            ),
            Control("curve_alpha", "Level, %", "radio", _LEVELS, 5),
        ),
        compute=_power_rows,
        draw=draw_powers,
        describe=_describe_powers,
    )


def powers_finding(rows: pd.DataFrame) -> str:
    """How often a difference of one standard deviation is found.

    Args:
        rows: of one choice: `words` (filled at one standard deviation), `split`.
    """
    chance = rows.loc[rows["words"] != "", "words"].iloc[0].partition(": ")[2]
    often = "in no study" if chance == "0%" else f"in {chance} of studies"
    return f"Split {rows['split'].iloc[0]}, a difference of one SD is found {often}"


def _power_rows(*, split: str, curve_alpha: int) -> pd.DataFrame:
    older, younger = map(int, split.split(" v "))
    shifts = [step / 5 for step in range(21)]
    chances = [_power(older, younger, shift, curve_alpha) for shift in shifts]
    words = [
        f"1 SD: {100 * chance:.0f}%" if shift == 1 else ""
        for shift, chance in zip(shifts, chances, strict=True)
    ]
    return pd.DataFrame(
        {"difference": shifts, "power": [round(100 * chance, 1) for chance in chances], "words": words}
    ).assign(wanted=USUAL, trace="formula:inference.power")


@cache
def _power(older: int, younger: int, shift: float, alpha: int) -> float:
    return power((older, younger), shift, alpha=alpha / 100, draws=DRAWS).power


def draw_powers(rows: pd.DataFrame) -> alt.LayerChart:
    """The chance of a significant result against the true difference, with the usual 80 percent.

    Args:
        rows: `difference` (SDs), `power` (percent), `wanted` (percent, one value), `words` (filled in one
            row of a curve) and `trace`.
    """
    base = alt.Chart(rows, width="container", height=260).encode(
        x=alt.X(
            "difference:Q",
            title="True difference, SDs of one person",
            axis=alt.Axis(values=[0, 1, 2, 3, 4], grid=False),
        ),
        y=alt.Y(
            "power:Q",
            title="Chance of a significant result, %",
            scale=alt.Scale(domain=[0, 100]),
            axis=alt.Axis(values=[0, 20, 40, 60, 80, 100]),
        ),
    )
    marked = base.transform_filter("datum.words != ''")
    below = alt.expr("datum.power < 10 ? -12 : 10")  # above the axis where the curve lies on it
    return alt.LayerChart(
        layer=[
            base.mark_rule(strokeDash=[5, 4], color=MUTED).encode(
                x=alt.value(0), x2=alt.value("width"), y="mean(wanted):Q"
            ),
            base.mark_line(strokeWidth=2.5, color=INK),
            marked.mark_point(size=100, opacity=1, color=LOOK),
            marked.mark_text(align="left", dx=10, dy=below, color=INK).encode(text="words:N"),
        ]
    )


def _describe_powers(rows: pd.DataFrame) -> str:
    at_one = rows.loc[rows["difference"] == 1, "power"]
    return (
        "A curve rises with the true difference between older and younger people; a dashed line marks "
        f"{USUAL} percent. For a difference of one standard deviation the chance of a significant result "
        f"lies between {at_one.min():.0f} and {at_one.max():.0f} percent over the splits and levels offered."
    )
