"""Pairs by sex: the printed counts, and every way to fill an arm."""

from itertools import combinations

import pandas as pd
import pytest
from scipy.stats import norm

from analysis.data import MissingFindingError, Study
from analysis.reported.sexes import one_sex, pairs_by_sex, possible_in_arm


def test_the_counts_are_those_of_the_summary() -> None:
    assert pairs_by_sex(Study.read()) == {"": 11, "men": 4, "women": 7}


def test_a_study_that_does_not_count_the_sexes_has_no_pairs_by_sex() -> None:
    with pytest.raises(MissingFindingError, match="number of men"):
        pairs_by_sex(Study.read("data/examples/rebamipide_2016"))


@pytest.mark.parametrize(("men", "women"), [(4, 7), (1, 2), (3, 3), (0, 5)])
def test_what_an_arm_can_hold_is_found_by_filling_it_in_every_way(men: int, women: int) -> None:
    people = ["man"] * men + ["woman"] * women
    for arm in range(len(people) + 1):
        found = {sum(people[i] == "man" for i in chosen) for chosen in combinations(range(len(people)), arm)}
        assert found == set(possible_in_arm(arm, own=men, other=women))
        assert {arm - m for m in found} == set(possible_in_arm(arm, own=women, other=men))


def test_the_two_arms_of_the_study() -> None:
    assert possible_in_arm(5, own=4, other=7) == range(5)  # men in LD
    assert possible_in_arm(6, own=4, other=7) == range(5)  # men in HD
    assert possible_in_arm(6, own=7, other=4) == range(2, 7)  # women in HD


def test_what_tests_of_one_sex_can_reach() -> None:
    # Exact floors by hand: 2/2^4, 2/2^7, 2/2^5, 2/2^6. Approximate: W+ = 0 against mean n(n+1)/4.
    tests = pd.DataFrame({"PARAMCD": ["CA125", "PSA", "AFP"], "SEX": ["women", "men", ""]})
    found = one_sex(tests, pairs_by_sex(Study.read()), {"LD": 5, "HD": 6}).set_index("PARAMCD")
    assert list(found.index) == ["PSA", "CA125"]
    assert found.loc["PSA", ["Pairs", "Exact", "LD", "HD"]].tolist() == [
        4,
        "0.125",
        "0 to 4 (p 0.125)",
        "0 to 4 (p 0.125)",
    ]
    assert found.loc["CA125", ["Pairs", "Exact", "LD", "HD"]].tolist() == [
        7,
        "0.0156",
        "1 to 5 (p 0.0625)",
        "2 to 6 (p 0.0312)",
    ]
    for code, n in (("PSA", 4), ("CA125", 7)):
        z = (n * (n + 1) / 4) / (n * (n + 1) * (2 * n + 1) / 24) ** 0.5
        assert float(str(found.loc[code, "Approximate"])) == pytest.approx(2 * norm.sf(z), rel=5e-3)


@pytest.mark.parametrize(("arm", "own", "other"), [(12, 4, 7), (-1, 4, 7), (2, -1, 7)])
def test_an_arm_that_cannot_be_filled_is_refused(arm: int, own: int, other: int) -> None:
    with pytest.raises(ValueError, match=f"an arm of {arm} cannot be filled from {own} and {other}"):
        possible_in_arm(arm, own=own, other=other)
