"""Every relabeling as one mark: they count to the p-value."""

import pandas as pd
import pytest

from analysis import figures, inference
from analysis.figures.design.relabelings import KINDS, draw, relabeled

COHORTS = {
    "no effect": ((2, 4, 6, 8, 10), (1, 3, 5, 7, 9, 11)),
    "all effect": ((1, 2, 3, 4, 5), (6, 7, 8, 9, 10, 11)),
}


def test_permutation_draws_the_observed_one_above_the_others() -> None:
    rows = pd.DataFrame(
        {
            "difference": [1.0, 0.0, -1.0],
            "place": 1,
            "kind": KINDS,
            "members": "1 2",
            "result": ["1 of 3", "", ""],
            "trace": "formula:x.y",
        }
    )
    layers = draw(rows).to_dict()["layer"]
    assert [layer["mark"]["type"] for layer in layers] == ["point", "point", "rule", "point"]
    for layer, kind in zip(layers, (KINDS[2], KINDS[1], KINDS[0], KINDS[0]), strict=True):
        assert f"=== '{kind}'" in layer["transform"][0]["filter"]
    assert layers[0]["mark"]["size"] < layers[1]["mark"]["size"] < layers[3]["mark"]["size"]
    for channel in ("color", "shape"):
        assert layers[0]["encoding"][channel]["scale"]["domain"] == KINDS


@pytest.mark.parametrize("cohort", COHORTS.values(), ids=COHORTS.keys())
def test_relabelings_count_to_the_p_value(cohort: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    a, b = cohort
    rows = relabeled(a, b)
    assert len(rows) == rows["members"].nunique() == 462
    assert rows["kind"].eq("observed").sum() == 1
    assert rows.loc[0, "members"] == " ".join(map(str, a))
    assert rows.loc[0, "difference"] == pytest.approx(sum(b) / 6 - sum(a) / 5)
    assert rows["kind"].ne("nearer").mean() == inference.permutation_difference(b, a).pvalue
    assert rows["kind"].ne("nearer").mean() == inference.rank_sum(b, a).pvalue
    heights = rows.groupby("difference")["place"]
    assert (heights.max() == heights.size()).all()


def test_relabelings_say_count_and_p() -> None:
    assert relabeled(*COHORTS["all effect"]).loc[0, "result"] == "2 of 462 at least as far from 0: p = 0.0043"
    assert relabeled(*COHORTS["no effect"]).loc[0, "result"].endswith("p = 1")


def test_the_title_counts_and_says_that_the_numbers_are_made_up() -> None:
    explorer = figures.relabelings(COHORTS, shown="all effect")
    assert explorer.title == "Made-up numbers: 2 of 462 relabelings lie as far out, so p = 0.0043"
    none = explorer.finding(explorer.rows({"cohort": "no effect"}))
    assert none == "Made-up numbers: 462 of 462 relabelings lie as far out, so p = 1"
    uneven = figures.relabelings({"it": ((9, 11), (1, 2, 5))}, shown="it")
    assert uneven.title == "Made-up numbers: 1 of 10 relabelings lies as far out, so p = 0.1"
