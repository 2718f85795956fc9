"""Put a search that refuted all data into a named, evaluated proof."""

from math import sqrt

from analysis.audit.two_samples.bounds import forced_pairs, highest_threshold, lowest_threshold
from analysis.audit.two_samples.moments import Moments
from analysis.audit.two_samples.search import Search
from analysis.inference.wording import number

Groups = tuple[str, str]


def refuted(first: Moments, second: Moments, names: Groups, u: float, search: Search) -> tuple[str, str]:
    """Name and evaluate why U of the first group cannot reach u.

    Args:
        first: moments of the group whose higher values U counts.
        second: moments of the other group.
        names: what to call them.
        u: the value that cannot be reached.
        search: the complete search without data.

    Returns:
        The name of the argument and its statement with numbers.
    """
    pairs = first.n * second.n
    if search.forced == pairs:
        return "Samuelson's inequality", _separated(first, second, names)
    if search.boxes == 0:
        return "Bounds for ordered values", _ordered(first, second, names, u)
    orders = "1 order" if search.staircases == 1 else f"{search.staircases} orders"
    return (
        "Exhaustive search of orders",
        f"with {number(u)} or more of the {pairs} pairs higher in {names[0]}, the ordered values leave only "
        f"{orders} open, and each contradicts a printed mean or spread ({search.boxes} ranges of dividing "
        "values refuted).",
    )


def too_spread(moments: Moments, name: str) -> tuple[str, str]:
    """Name and evaluate why values above the minimum cannot be so unequal.

    n values at or above L with mean m have SD <= sqrt(n) (m - L): their squared distances from L are largest
    when a single value carries the whole sum (the case of Bhatia and Davis 2000, American Mathematical
    Monthly 107:353-357, with the largest upper limit that the mean allows).
    """
    sd = sqrt(moments.squares[0] / (moments.n - 1))
    largest = sqrt(moments.n) * (moments.mean[1] - moments.values[0])
    return (
        "Largest SD above a minimum",
        f"{moments.n} values at or above {number(moments.values[0])} with the mean of {name} have an SD of "
        f"at most {number(largest)}; printed is at least {number(sd)}.",
    )


def _separated(first: Moments, second: Moments, names: Groups) -> str:
    top, bottom = highest_threshold(first, first.n - 1), lowest_threshold(second, second.n - 1)
    return (
        f"with these means and spreads no value in {names[0]} exceeds {number(top)} and none in {names[1]} "
        f"is below {number(bottom)}, so all {first.n * second.n} pairs are higher in {names[1]}."
    )


def _ordered(first: Moments, second: Moments, names: Groups, u: float) -> str:
    rows = forced_pairs(first, second).tolist()
    corners = [i for i, row in enumerate(rows) if row and rows[i + 1 : i + 2] != [row]]
    bounds = []
    for i in corners:
        top, bottom = highest_threshold(first, i), lowest_threshold(second, rows[i] - 1)
        bounds.append(
            f"the {_place(i)}lowest value in {names[0]} is at most {number(top)} while the "
            f"{_place(rows[i] - 1)}highest in {names[1]} is at least {number(bottom)}"
        )
    return (
        f"{', and '.join(bounds)}; so at least {sum(rows)} of the {first.n * second.n} pairs are higher in "
        f"{names[1]}, which leaves fewer than {number(u)} for {names[0]}."
    )


def _place(index: int) -> str:
    """The place in an order, counted from 0: "", "2nd ", "3rd ", "4th " ...

    Examples:
        >>> [_place(index) + "lowest" for index in (0, 1, 10)]
        ['lowest', '2nd lowest', '11th lowest']
    """
    place = index + 1
    ending = {2: "nd", 3: "rd"}.get(place, "th")
    return f"{place}{ending} " if index else ""
