"""Every order with its subjects left out; p at or above the level is bold and barred."""

import pandas as pd
import pytest

from analysis.data import MissingFindingError, Study, find
from analysis.figures import rank_orders
from analysis.figures.audit.rank_orders import _drawing, finding
from analysis.inference import leave_one_out

STUDY = Study.read()


def test_p_at_or_above_the_level_is_bold_and_barred() -> None:
    rows = pd.DataFrame({"pattern": [1, 1], "rank": [1, 2], "arm": ["LD", "HD"], "place": [0, 1]})
    rows = rows.assign(words=[".067", ".030"], reached=[True, False], raised=False, trace="formula:x.y")
    points, plain, bold, bar = _drawing(rows).to_dict()["layer"]
    assert bold["mark"]["fontWeight"] == "bold"
    assert bar["mark"]["type"] == "tick"
    assert bold["transform"] == bar["transform"] == [{"filter": "datum.reached"}]
    assert plain["transform"] == [{"filter": "(!datum.reached)"}]
    assert points["encoding"]["shape"]["scale"]["domain"] == ["LD", "HD"]


@pytest.mark.parametrize("method", ["exact", "normal", "normal-cc"])
def test_each_subject_carries_the_p_without_it(method: str) -> None:
    rows = rank_orders(STUDY, statistic=3).rows({"p_method": method})
    left = leave_one_out(3, first=6, second=5, names=("HD", "LD"), methods=[method])  # type: ignore[list-item]
    assert rows["pvalue"].tolist() == left["pvalue"].tolist()
    assert (rows["reached"] == (rows["pvalue"] >= 0.05)).all()
    assert (rows["words"].astype(float) - rows["pvalue"]).abs().max() <= 0.0005


def test_the_words_count_the_cases_of_the_exact_method() -> None:
    """By the closed form of the null distribution: 2 of 252 at the least, 14 of 210 at the most."""
    words = rank_orders(STUDY, statistic=3).static().to_dict()["usermeta"]["description"]
    assert words.startswith("3 orders")
    assert f"from {2 / 252:.4f} to {14 / 210:.4f}, and is 0.05 or more in 21 of 33 cases" in words


def test_the_title_counts_the_cases() -> None:
    explorer = rank_orders(STUDY, statistic=3)
    exact = explorer.finding(explorer.rows({"p_method": "exact"}))
    assert exact == "Leaving one subject out gives p of 0.05 or more in 21 of 33 cases"
    assert finding(pd.DataFrame({"reached": [False]})).endswith("in none of 1 cases")
    assert explorer.subtitle.startswith("If U = 3: ")


def test_p_of_many_neighbors_stands_at_two_heights() -> None:
    few, many = (
        rank_orders(study, statistic=1).rows({"p_method": "exact"})["raised"]
        for study in (STUDY, Study.read(find() / "examples" / "mpc_2017"))
    )
    assert not few.any()
    assert set(many) == {True, False}


def test_another_study_has_orders_too() -> None:
    study = Study.read(find() / "examples" / "mpc_2017")
    explorer = rank_orders(study, statistic=1)
    assert len(explorer.rows({"p_method": "exact"})) == study.people
    assert explorer.static().to_dict()["layer"][0]["encoding"]["color"]["scale"]["domain"] == list(
        study.sizes
    )


def test_one_arm_has_no_order() -> None:
    with pytest.raises(MissingFindingError, match="has 1 arms"):
        rank_orders(STUDY.with_tables(arms=STUDY.table("arms").head(1)), statistic=3)
