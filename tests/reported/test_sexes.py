"""Tests of one sex: ranges by arm and floors, by counting every possibility."""

from itertools import combinations, product

import pytest

from analysis import data
from analysis.reported.sexes import WHOSE, in_arm, sex_floors

FINDINGS, PARAMETERS = data.findings(), data.parameters()
NAMES = PARAMETERS.set_index("PARAMCD")["PARAM"]
TABLE = sex_floors(
    FINDINGS, NAMES, sexes={"men": 4, "women": 7}, arms={"LD": 5, "HD": 6}
).set_index("PARAMCD")  # fmt: skip


@pytest.mark.parametrize("of_sex", range(12))
@pytest.mark.parametrize("arm", [0, 1, 5, 6, 11])
def test_the_range_is_that_of_every_choice_of_people(of_sex: int, arm: int) -> None:
    people = range(11)
    counts = {len(set(chosen) & set(range(of_sex))) for chosen in combinations(people, arm)}
    assert in_arm(of_sex, arm, 11) == (min(counts), max(counts))


@pytest.mark.parametrize(("of_sex", "arm"), [(-1, 5), (12, 5), (4, 12)])
def test_impossible_numbers_are_refused(of_sex: int, arm: int) -> None:
    with pytest.raises(ValueError, match="Pass numbers from 0 to 11"):
        in_arm(of_sex, arm, 11)


def smallest_p(pairs: int) -> float:
    """Over every pattern of signs, the two-sided p of the most extreme sum of ranks."""
    sums = [sum(rank for rank, up in enumerate(signs, 1) if up) for signs in product((0, 1), repeat=pairs)]
    return 2 * sums.count(max(sums)) / len(sums)


def test_floors_are_those_of_every_pattern_of_signs() -> None:
    for _, row in TABLE.iterrows():
        assert row["floor"] == pytest.approx(smallest_p(row["Pairs"]))
    assert TABLE.loc[["TESTOS", "PSA"], "floor"].tolist() == [0.125, 0.125]
    assert TABLE.loc["ESTRDIOL", "floor"] == pytest.approx(1 / 64)


def test_by_arm_the_number_of_one_sex_is_a_range() -> None:
    assert TABLE.loc["PSA", ["LD", "HD"]].tolist() == ["0 to 4", "0 to 4"]
    assert TABLE.loc["PROGEST", ["LD", "HD"]].tolist() == ["1 to 5", "2 to 6"]
    assert TABLE.loc["IGF1", ["LD", "HD"]].tolist() == ["5", "6"]
    assert TABLE.loc["PROGEST", ["LD_floor", "HD_floor"]].tolist() == [1 / 16, 1 / 32]


def test_what_is_told_is_that_of_the_findings() -> None:
    assert set(WHOSE) <= set(FINDINGS["PARAMCD"])
    assert TABLE.loc["PSA", "Told"] == "named, no value"
    assert TABLE.loc["ESTRDIOL", "Told"] == "no difference, compared with baseline"
    assert TABLE.loc["TESTOS", "Told"] == "no difference, compared with baseline; stable"
    assert TABLE.loc["IGF1", "Told"] == (
        "lower, compared with baseline, called significant; within range, compared with reference range "
        "(95-168 ng/mL)"
    )


def test_sexes_and_arms_must_agree() -> None:
    with pytest.raises(ValueError, match="10 men and women but 11"):
        sex_floors(FINDINGS, NAMES, sexes={"men": 3, "women": 7}, arms={"LD": 5, "HD": 6})
