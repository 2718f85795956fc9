"""Tables of what a small group can show when it is split in two; no data of a study is in them."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.figures.design.splits import split_groups, split_pairs
from analysis.inference import attainable, power, smallest_margin, weight_of_no_difference
from analysis.inference.wording import in_words
from analysis.tables.table import Table


def splits(people: int, *, age: int, most: int, level: float = 0.05) -> Table:
    """Splits of a group in the exact rank-sum test: their arrangements, and how many of them reach a level.

    Args:
        people: in the group.
        age: from which a person counts as older, in years.
        most: the largest number of older people that there can be.
        level: two-sided.

    Returns:
        With `frame` of `older`, `younger`, `ways`, `reach` (ways with p at or below the level) and `floor`
        (the smallest p), without ties.

    Raises:
        ValueError: nobody is left to be younger.

    Examples:
        >>> splits(11, age=60, most=2).frame[["ways", "reach"]].to_numpy().tolist()
        [[11, 0], [55, 2]]
    """
    if not 1 <= most < people:
        raise ValueError(f"{most} of {people} people are older; leave at least one on either side.")
    tests = {older: attainable(older, people - older) for older in range(1, most + 1)}
    rows = [
        (
            k,
            people - k,
            test["ways"].sum(),
            test.loc[test["pvalue"] <= level, "ways"].sum(),
            test["pvalue"].min(),
        )
        for k, test in tests.items()
    ]
    cells = pd.DataFrame(rows, columns=["older", "younger", "ways", "reach", "floor"])
    return Table(
        cells.assign(trace="formula:inference.attainable"),
        headings={
            "older": f"{age} and over",
            "younger": f"Under {age}",
            "ways": "Arrangements",
            "reach": f"With p at or below {level:g}",
            "floor": "Smallest p",
        },
        title=f"Splits of {in_words(people)} by age",
        basis="design",
    )


def no_difference(
    sizes: Mapping[str, int],
    *,
    shifts: Sequence[float] = (1, 2),
    level: float = 0.05,
    draws: int = 20_000,
    seed: int = 1,
) -> Table:
    """What "not significant" is worth between older and younger people, for each split of each group.

    Args:
        sizes: arm to its number of people.
        shifts: true differences, in SDs of one person, that the verdict is weighed against.
        level: two-sided, and that of each one-sided test of the margin.
        draws: simulated data sets of each power.
        seed: of the random numbers.

    Returns:
        With `frame` of `among` (an arm, or all together), `split`, and for each shift `power_SHIFT` and
        `weight_SHIFT` (how many times likelier the verdict is without a difference than with that one), and
        `margin` (the narrowest difference that could be excluded if none were observed, in SDs).

    Examples:
        >>> no_difference({"A": 3, "B": 4}, shifts=[1], draws=100).frame["weight_1"].tail(3).tolist()
        [1.0, 1.0, 1.0]
    """
    arms = {size: label.partition(",")[0] for label, size in split_groups(sizes).items()}
    rows: list[dict[str, object]] = []
    for smaller, larger in split_pairs(sizes):
        row: dict[str, object] = {"among": arms[smaller + larger], "split": f"{smaller} v {larger}"}
        for shift in shifts:
            found = power((smaller, larger), shift, alpha=level, draws=draws, seed=seed)
            row[f"power_{shift:g}"] = found.power
            row[f"weight_{shift:g}"] = weight_of_no_difference(found.power, found.attained)
        rows.append(row | {"margin": smallest_margin((smaller, larger), alpha=level).margin})
    words = {f"{shift:g}": f"{shift:g} SD{'' if shift == 1 else 's'}" for shift in shifts}
    first = next(iter(words))
    cells = pd.DataFrame(rows).assign(
        trace="formula:inference.power formula:inference.weight_of_no_difference "
        "formula:inference.smallest_margin"
    )
    return Table(
        cells,
        headings={
            "among": "Among",
            "split": "Split",
            f"power_{first}": f"Power, {words[first]}",
            **{f"weight_{shift}": f"Weight, {said}" for shift, said in words.items()},
            "margin": "Margin",
        },
        title="What no difference is worth",
        basis="design",
    )
