"""How much hidden bias a printed p survives: against the statistics that print so, computed one by one."""

import re
from typing import Any

import pandas as pd
import pytest

from analysis import inference
from analysis.data import Study
from analysis.inference import attainable
from analysis.reported import decode, hidden_bias, hidden_biases
from analysis.reported.printed_pvalue import PrintedPvalue

ARMS = ["exact", "normal", "normal-cc"]


@pytest.fixture(scope="module")
def printed() -> pd.DataFrame:
    return hidden_biases(Study.read(), second_readings={"y5-il1ra-p": "Year 5 v Baseline"})


@pytest.mark.parametrize("text", ["0.02", "0.04", "0.028", "<0.05", "0.01", "0.0303"])
def test_readings_are_the_statistics_of_either_method_that_print_so(text: str) -> None:
    tables = [attainable(6, 5, method=method) for method in ARMS]
    fits = {u for t in tables for u in t["statistic"][PrintedPvalue(text).fits(t["pvalue"])] if u <= 15}
    found = hidden_bias(text, sizes=[(6, 5)])
    assert {each.statistic for each in found.readings} == fits
    expected = [inference.hidden_bias("rank_sum", statistic=u, sizes=(6, 5)).gamma for u in fits]
    assert found.gamma_least == (None if None in expected else min(expected))
    assert found.gamma_most == max((each for each in expected if each), default=None)


def test_a_p_of_the_normal_approximation_may_survive_nothing() -> None:
    # Printed 0.0446 is U = 4 by the normal approximation, whose exact p is 0.0519.
    found = hidden_bias("0.0446", sizes=[(6, 5)])
    assert (found.survives, found.gamma_least, found.gamma_most) == ("none", None, None)
    assert found.sentence() == "The exact p of 0.05195 is above 0.05 without any bias."


def test_a_p_below_the_level_only_by_the_normal_approximation_says_its_exact_p() -> None:
    # U = 0 of 3 v 3 prints as 0.0495 by the normal approximation, and 0.1 exactly.
    found = hidden_bias("<0.05", sizes=[(3, 3)])
    assert found.survives == "none"
    assert found.sentence() == "The exact p of 0.1 is above 0.05 without any bias."


def test_several_readings_give_a_range() -> None:
    found = hidden_bias("0.04", sizes=[(6, 5)], direction="lower", group="the high-dose arm")
    assert (found.survives, found.gamma_least) == ("none to 1.32", None)
    assert found.gamma_most == pytest.approx(1.324, abs=5e-4)
    assert found.sentence() == (
        "2 statistics print as p = 0.04. The least robust: The exact p of 0.05195 is above 0.05 without any "
        "bias. The most robust: If people who would have had low values anyway were 32 % likelier, in odds, "
        "to come into the high-dose arm, this p would no longer be below 0.05."
    )
    table = found.table().sort_values("statistic")
    assert table["statistic"].tolist() == [3, 4]
    assert table["mirror"].tolist() == [27, 26]
    assert table["pvalue"].round(4).tolist() == [0.0303, 0.0519]
    assert table["gamma"].isna().tolist() == [False, True]


def test_statistics_that_only_ties_give_are_counted_and_left_out() -> None:
    found = hidden_bias("0.02", sizes=[(6, 5)], conventions=["exact", "exact-ties"])
    assert found.left_out > 0
    assert [each.statistic for each in found.readings] == [2]
    assert found.sentence().endswith(f"{found.left_out} more, with ties, are left out.")


def test_a_p_that_only_ties_can_give_says_so() -> None:
    # No statistic of 6 v 6 without ties prints as 0.044; with ties some do.
    found = hidden_bias("0.044", sizes=[(6, 6)])
    assert (found.readings, found.gamma_least, found.survives) == ((), None, "")
    assert found.sentence().startswith("Only where values tie can a statistic print as p = 0.044")


def test_a_p_that_no_statistic_gives_says_so() -> None:
    found = hidden_bias("0.001", sizes=[(6, 5)])
    assert (found.readings, found.survives, found.gamma_most) == ((), "", None)
    assert found.sentence().startswith("No statistic of the")
    assert hidden_bias("<0", sizes=[(6, 5)]).sentence().startswith("No p is below 0")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0.728", "p is above 0.05 without any bias."),
        ("0.0519", "The exact p of 0.05195 is above 0.05 without any bias."),
    ],
)
def test_a_printed_p_above_the_level_survives_nothing(text: str, said: str) -> None:
    found = hidden_bias(text, sizes=[(6, 5)])
    assert found.survives == "none"
    assert found.sentence() == said


def test_a_p_printed_above_the_level_may_be_below_it_exactly() -> None:
    # U = 1 of 3 v 6: 0.0528 with continuity correction, 0.0476 exactly.
    found = hidden_bias("0.053", sizes=[(3, 6)])
    assert [each.statistic for each in found.readings] == [1]
    assert found.gamma_least == inference.hidden_bias("rank_sum", statistic=1, sizes=(3, 6)).gamma > 1


def test_readings_of_one_statistic_at_several_sizes_are_each_listed() -> None:
    found = hidden_bias("0.02", sizes=[(6, 5), (6, 3), (5, 4)])
    assert set(found.table()["people"]) == {"6 v 5 subjects", "6 v 3 subjects", "5 v 4 subjects"}
    assert found.gamma_least is None or found.gamma_least <= found.gamma_most


def test_the_printed_p_values_of_the_book(printed: pd.DataFrame) -> None:
    assert printed["survives"].tolist() == ["1.77", "1.77", "none to 1.32", "1.18", "1.32", "1.18"]
    assert printed["statistics"].tolist() == ["U = 2", "U = 2", "U = 3 or 4", "W = 0", "U = 3", "W = 0"]
    assert printed["exact"].tolist()[2:] == ["0.0303 or 0.05195", "0.03125", "0.0303", "0.03125"]
    assert "were 32 % likelier, in odds, to come into the high-dose arm" in printed["sentence"][4]
    assert "made a rise 18 % likelier, in odds, than a fall, this p" in printed["sentence"][5]
    assert printed["trace"][0] == "findings:p1-il1ra-p-m6 formula:inference.hidden_bias"


def test_a_study_of_t_tests_says_why_nothing_is_computed() -> None:
    table = hidden_biases(Study.read("data/examples/mpc_2017"))
    assert set(table["sentence"]) == {"its test is named: independent t"}
    assert table["gamma_most"].isna().all()
    assert not table["trace"].str.contains("formula").any()


def test_a_study_of_large_p_values_survives_nothing() -> None:
    table = hidden_biases(Study.read("data/examples/rebamipide_2016"))
    assert set(table["survives"]) == {"none"}


@pytest.mark.parametrize("level", [5, 0.51, 0])
@pytest.mark.parametrize("text", ["0.028", "0.728"])
def test_a_level_above_a_half_is_refused(text: str, level: float) -> None:
    with pytest.raises(ValueError, match=f"level is {level}. Pass a number above 0, at most 0.5."):
        hidden_bias(text, sizes=[(6, 5)], level=level)


@pytest.mark.parametrize("text", ["0.028", "0.728", "0.7281", "no p"])
@pytest.mark.parametrize(
    "asked",
    [
        {"sizes": 6},
        {"sizes": []},
        {"sizes": [(6, 0)]},
        {"sizes": [6], "tests": ["rank-sum"]},
        {"sizes": [6], "tests": ["t"]},
        {"sizes": [6], "conventions": []},
        {"sizes": [6], "conventions": ["exakt"]},
        {"sizes": [6], "also": ["two-sided"]},
        {"sizes": [6], "values": 1},
        {"sizes": [6], "direction": "up"},
    ],
)
def test_arguments_are_refused_as_by_the_decoder(text: str, asked: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".") as theirs:
        decode(text, **asked)
    with pytest.raises(ValueError, match=re.escape(str(theirs.value))):
        hidden_bias(text, **asked)


def test_a_p_above_the_level_is_sought_among_the_tests_asked_for() -> None:
    # The signed-rank test of 9 pairs gives 0.6523; no statistic of 6 v 5 without ties prints as 0.652.
    both = hidden_bias("0.652", sizes=[(6, 5), 9])
    assert [each.test for each in both.readings] == ["signed_rank"]
    assert hidden_bias("0.652", sizes=[(6, 5), 9], tests=["rank-sum"]).readings == ()
