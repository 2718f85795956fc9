"""The smallest shift that a few pairs detect, test by test."""

import math

import pandas as pd
import pytest

from analysis import figures
from analysis.data import Study
from analysis.figures.aging.minimal_detectable_change import (
    ENDS,
    finding,
    hidden_by_noise,
    unchanged,
    unchanged_with_variation,
)
from analysis.figures.base.control import Value
from analysis.inference import detectable
from analysis.physiology import log_change_sd
from analysis.physiology.minimal_detectable_change import relative_changes

STUDY = Study.read()
TESTS = unchanged_with_variation(STUDY)
CHANGES = relative_changes(STUDY.table("aging"), start=51, years=5)
EXPLORER = figures.minimal_detectable_change(STUDY)
Choice = dict[str, Value]


def test_unchanged_tests_never_differ_significantly() -> None:
    tests = unchanged(STUDY)
    assert "ESR" not in set(tests["PARAMCD"])  # told to be stable, and told to have risen
    assert {"EGFR", "TRIG", "HSCRP", "TESTOS"} <= set(tests["PARAMCD"])
    assert tests["PARAMCD"].is_unique
    assert set(tests["PARAMCD"]) > set(TESTS["PARAMCD"])  # some have no figure of variation


def test_no_bound_is_made_for_the_filtration_rate_from_creatinine() -> None:
    assert "EGFR" in set(unchanged(STUDY)["PARAMCD"])
    assert {"EGFR"}.isdisjoint(TESTS["PARAMCD"])
    assert "EGFR" not in CHANGES.index


def test_tests_of_one_sex_have_its_pairs() -> None:
    tests = unchanged(STUDY).set_index("PARAMCD")
    assert tests.loc[["TESTOS", "ESTRDIOL", "PROGEST", "DHEAS"], "Sex"].tolist() == [
        "men",
        "women",
        "women",
        "",
    ]
    # Three laboratory tests with the same variation, one of everybody, of women and of men.
    table = STUDY.table("variation")
    chosen = {"CHOL": "A", "ESTRDIOL": "B", "TESTOS": "C"}
    same = pd.concat([table[table["PARAMCD"] == "CHOL"].head(1).assign(PARAMCD=code) for code in chosen])
    study = STUDY.with_tables(variation=same.assign(CVI="5", CVA="1"))
    made = figures.minimal_detectable_change(study)
    names = {letter: study.short(code) for code, letter in chosen.items()}
    rows = made.rows({"power": 80, "level": 5, "slopes": 0, "shared": 0}).set_index("Test")
    noise = float(log_change_sd(5.0, 1.0))
    for test, pairs in (("A", 11), ("B", 7)):
        assert rows.loc[names[test], "high"] == pytest.approx(
            math.exp(noise * detectable(pairs).shift), abs=6e-4
        )
    assert rows.loc[names["C"], ["low", "high"]].tolist() == list(ENDS)  # four pairs can see no shift at all
    strict = made.rows({"power": 80, "level": 1, "slopes": 0, "shared": 0}).set_index("Test")
    assert strict.loc[names["B"], "high"] == ENDS[1]  # nor seven at a level of 1 %: their floor is 0.016


def test_more_power_or_a_stricter_level_widens_every_band() -> None:
    def highest(power: int, level: int, slopes: int, shared: int) -> "pd.Series[float]":
        choice: Choice = {"power": power, "level": level, "slopes": slopes, "shared": shared}
        return EXPLORER.rows(choice)["high"]

    usual = highest(80, 5, 0, 0)
    for choice in ((90, 5, 0, 0), (80, 1, 0, 0), (80, 5, 20, 0), (80, 5, 0, 5)):
        assert (highest(*choice) > usual).all()


def test_age_hides_where_its_change_is_inside_the_band() -> None:
    rows = pd.DataFrame(
        {
            "Test": ["in", "out", "unknown"],
            "low": 0.9,
            "high": 1.1,
            "age_low": [0.95, 0.85, None],
            "age_high": [0.97, 0.95, None],
        }
    )
    assert hidden_by_noise(rows) == ["in"]


def test_every_source_behind_a_row_is_cited() -> None:
    keys = EXPLORER.static().to_dict()["usermeta"]["sources"]
    assert "orentreich1984" in keys  # the levels of DHEA-S
    used = [trace.removeprefix("variation:") for trace in TESTS["trace"].str.split().str[1]]
    rows = STUDY.table("variation").set_index("REFID")
    assert set(rows.loc[used, "SOURCEID"]) <= set(keys)
    assert len(keys) == len(set(keys))


def test_the_title_names_the_noisiest_and_the_quietest_test() -> None:
    usual = EXPLORER.rows({"power": 80, "level": 5, "slopes": 0, "shared": 0})
    assert finding(usual) == "“Stable” can hide a rise of 54% in hs-CRP and 1.7% in HbA1c"
    assert finding(usual[usual["Test"] == "AST"]) == "“Stable” can hide a rise of 17% in AST"
    blind = usual.assign(high=usual["high"].where(usual["Test"] != "Glucose", ENDS[1]))
    assert finding(blind) == "“Stable” can hide a rise of any size in glucose and 1.7% in HbA1c"


def test_power_and_level_are_the_choices_that_stand_first() -> None:
    params = [each["name"] for each in EXPLORER.static().to_dict()["params"]]
    assert params == ["power", "level", "slopes", "shared"]
