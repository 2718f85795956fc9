"""Roles, follow-up elsewhere, and classical data sets run again."""

import pandas as pd
import pytest

from analysis import data
from analysis.reported import MARKERS, SIDES, equal_exposure, exposure, roles, validate

CLASSICS = data.read("classics")


@pytest.mark.parametrize("case", list(CLASSICS["CASEID"]))
def test_every_classical_result_is_reproduced(case: str) -> None:
    (row,) = validate(CLASSICS[CLASSICS["CASEID"] == case]).to_dict("records")
    assert row["AGREES"], (row["PRINTED"], row["OURS"])


@pytest.mark.parametrize("case", ["sleep-mean", "maize", "pressure-rank", "thrombolysis-bh", "pairs-5"])
def test_a_wrong_print_does_not_agree(case: str) -> None:
    row = CLASSICS[CLASSICS["CASEID"] == case]
    wrong = row.assign(PRINTED=row["PRINTED"] + ("9" if "." in row["PRINTED"].iloc[0] else "0"))
    assert not validate(wrong)["AGREES"].any()


def test_a_wrong_method_does_not_agree() -> None:
    rats = CLASSICS[CLASSICS["CASEID"] == "rats-exact"]
    assert not validate(rats.assign(CALL="rank_sum:normal"))["AGREES"].any()


def test_an_unknown_function_is_refused() -> None:
    with pytest.raises(ValueError, match="sleep-mean calls 'eval'"):
        validate(CLASSICS.head(1).assign(CALL="eval"))


def test_roles_show_what_is_told_and_what_is_not() -> None:
    table = roles(data.read("mechanisms"), data.findings()).set_index("marker")
    assert list(table.index) == list(MARKERS.values())
    assert table["direction"].to_dict() == {
        "IL-1Ra": "higher",
        "IL-6": "lower",
        "IL-10": "not stated",
        "TNF-α": "lower",
        "HGF": "lower",
        "VEGF": "lower",
        "TGF-β": "higher",
    }
    assert set(table["side"]) <= set(SIDES.values())
    assert table.loc["IL-10", "trace"] == "mechanisms:IL10"
    assert table.loc["IL-6", "trace"] == "mechanisms:IL6 findings:y5-il6-hd"
    assert table["link"].str.fullmatch(r"[a-z_]+\.html#(fig|tab)-[a-z0-9-]+").all()


def test_roles_of_the_other_arm() -> None:
    table = roles(data.read("mechanisms"), data.findings(), concerns="LD v baseline")
    assert set(table["direction"]) == {"no difference", "not stated"}


def test_exposure_counts_months_and_adds_this_trial() -> None:
    table = exposure(data.studies(), data.findings()).set_index("trial")
    assert table.loc["Cirrhosis", "years"] == 6.25
    assert table.loc["Frailty 1", "person_years"] == 7.5
    this = table.loc["CLV-100"]
    assert (this["people"], this["years"], this["person_years"], this["what"]) == (11, 5, 55, "this trial")
    assert (table["what"] == "this trial").sum() == 1
    assert table["trace"].str.contains("studies:|findings:").all()


def test_lines_of_equal_exposure_stay_in_their_box() -> None:
    lines = equal_exposure((10, 50, 250), years=(0.4, 14), people=(3.5, 350))
    assert (lines["people"] * lines["years"]).to_list() == pytest.approx([10, 10, 50, 50, 250, 250])
    assert lines["years"].between(0.4 - 1e-9, 14 + 1e-9).all()
    assert lines["people"].between(3.5 - 1e-9, 350 + 1e-9).all()
    named = lines[lines["words"] != ""]
    assert list(named["words"]) == ["10 person-years", "50 person-years", "250 person-years"]
    assert (named["people"] <= pd.Series([5, 5, 20], index=named.index)).all()
