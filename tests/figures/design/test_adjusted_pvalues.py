"""Printed p-values in a family of tests: by hand, monotone, traced, and told apart."""

import pandas as pd
import pytest

from analysis import data, figures
from analysis.figures.design.adjusted_pvalues import KINDS, draw, finding

FINDINGS = ["p1-il1ra-p-m6", "p1-il10-p-m6", "p1-tnfa-p-m6"]
EXPLORER = figures.adjusted_pvalues(data.Study.read(), FINDINGS)


def test_three_printed_p_values_in_a_family_of_three() -> None:
    holm = EXPLORER.rows({"tests": 3, "method": "holm"})
    assert list(holm["adjusted"]) == [0.06, 0.06, 0.06]
    assert set(holm["kind"]) == {KINDS[1]}
    rate = EXPLORER.rows({"tests": 3, "method": "bh"})
    assert list(rate["adjusted"]) == [0.03, 0.03, 0.04]
    assert set(rate["kind"]) == {KINDS[0]}


def test_a_larger_family_never_lowers_an_adjusted_value() -> None:
    grid = EXPLORER.grid().sort_values("tests")
    for _, one in grid.groupby(["marker", "method"]):
        assert one["adjusted"].is_monotonic_increasing
        assert (one["adjusted"] >= one["printed"]).all()


def test_the_family_is_traced_to_its_findings_and_their_source() -> None:
    rows = EXPLORER.rows({"tests": 5, "method": "bh"})
    assert list(rows["trace"]) == [f"findings:{name} formula:inference.in_family" for name in FINDINGS]
    assert list(rows["marker"]) == ["IL-1Ra", "IL-10", "TNF-α"]
    assert list(rows["printed"]) == [0.02, 0.02, 0.04]
    assert EXPLORER.static().to_dict()["usermeta"]["sources"] == ["chin2020", "holm1979", "benjamini1995"]


def test_adjusted_values_are_told_apart_by_fill_and_shape() -> None:
    rows = pd.DataFrame({"marker": ["A"], "printed": 0.02, "adjusted": 0.06, "kind": KINDS[1]})
    rows["trace"] = "seed:1"
    line, _, ticks, points, above, below = draw(rows).to_dict()["layer"]
    assert "> 0.05" in above["transform"][0]["filter"]
    assert "<= 0.05" in below["transform"][0]["filter"]
    assert line["encoding"]["x"] == {"datum": 0.05}
    assert ticks["mark"]["type"] == "tick"
    for channel in ("fill", "shape"):
        assert points["encoding"][channel]["scale"]["domain"] == KINDS


@pytest.mark.parametrize(
    ("names", "why"),
    [(["mp-koossym-p-baseline"], "bound"), (["mp-ttpachg-p-m6", "mp-ttpachg-p-m12"], "one already")],
)
def test_what_has_no_place_in_the_family_is_refused(names: list[str], why: str) -> None:
    with pytest.raises(ValueError, match=rf"{names[-1]} prints .*{why}"):
        figures.adjusted_pvalues(data.Study.read("data/examples/mpc_2017"), names)


@pytest.mark.parametrize(
    ("adjusted", "title"),
    [
        ([0.03, 0.05, 0.04], "By Holm, all three p-values are ≤ 0.05 in 5 tests"),
        ([0.03, 0.04], "By Holm, both p-values are ≤ 0.05 in 5 tests"),
        ([0.03, 0.06, 0.04], "By Holm, two of three p-values are ≤ 0.05 in 5 tests"),
        ([0.03, 0.06], "By Holm, one of two p-values is ≤ 0.05 in 5 tests"),
        ([0.06, 0.06], "By Holm, none of two p-values is ≤ 0.05 in 5 tests"),
        ([0.03], "By Holm, the one p-value is ≤ 0.05 in 5 tests"),
        ([0.06], "By Holm, the one p-value is not ≤ 0.05 in 5 tests"),
    ],
)
def test_the_finding_counts_what_lies_at_or_below_the_level(adjusted: list[float], title: str) -> None:
    assert finding(pd.DataFrame({"adjusted": adjusted, "tests": 5, "method": "holm"})) == title
