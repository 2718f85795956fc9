"""What is told of the cells, and other readings of the design, as tables."""

import re
from graphlib import TopologicalSorter
from math import comb

from analysis import data
from analysis.claims.rules.tests import ALPHA

STUDY = data.Study.read()

PRODUCT = STUDY.table("product").set_index("ITEMID")


def test_every_heading_of_doses_has_an_item_that_doses_itself_asks_for() -> None:
    asked = PRODUCT[PRODUCT["ASKEDBY"] == "murray2019"]
    assert set(asked["HEADING"]) == {"Donor", "Origin", "Separation", "Site of delivery"}
    assert PRODUCT["HEADING"].drop_duplicates().tolist() == [
        "Donor",
        "Origin",
        "Separation",
        "Exhibited characteristics",
        "Site of delivery",
    ]


def test_the_three_minimal_criteria_stand_and_none_is_told() -> None:
    criteria = PRODUCT[PRODUCT["ASKEDBY"] == "dominici2006"]
    assert list(criteria.index) == ["plastic", "surface", "lineages"]
    assert (criteria["PRINTED"] == "not in what we read").all()


def test_the_doses_are_those_of_the_findings() -> None:
    doses = STUDY.findings.set_index("FINDINGID")["VALUE"]
    told = re.findall(r"\d+", PRODUCT.loc["dose", "TOLD"])
    assert told == [doses["p1-dose-ld"], doses["p1-dose-hd"]]
    assert PRODUCT.loc["infusions", "TOLD"] == "One."
    assert doses["y5-single-infusion"] == "1"


def test_the_estimand_has_its_five_attributes_and_names_missing_data_apart() -> None:
    attributes = STUDY.table("estimand")["ATTRIBUTE"].drop_duplicates().tolist()
    assert attributes == [
        "Treatment",
        "Population",
        "Variable",
        "Intercurrent event",
        "Population-level summary",
        "Missing data",
    ]


def test_events_that_the_history_tells_are_intercurrent_events_of_the_estimand() -> None:
    events = STUDY.table("estimand").query("ATTRIBUTE == 'Intercurrent event'")
    assert {"y5-statin", "y5-fibroid-surgery"} <= set(events["FINDINGID"])


def test_every_cause_leads_to_the_measured_change_and_no_arrow_leads_back() -> None:
    arrows = STUDY.table("causes")
    graph = arrows.groupby("CAUSE")["EFFECT"].agg(set).to_dict()
    order = list(TopologicalSorter(graph).static_order())
    assert order[0] == "Measured change"
    reached = {"Measured change"}
    for node in order[1:]:
        assert graph[node] & reached, node
        reached.add(node)


def test_only_the_path_from_the_dose_is_sought() -> None:
    sought = STUDY.table("causes").query("BETWEEN == 'sought'")
    assert sought["ARROWID"].tolist() == ["dose-level", "level-change"]


def test_rules_say_what_would_be_a_failure_and_fix_one_level_in_one_place() -> None:
    """The primary rule names it, two-sided; every other rule speaks of it as the level."""
    rules = STUDY.table("ten_year_rules").set_index("RULEID")
    assert (rules["TOPIC"] == "Failure").sum() >= 3
    levels = rules["RULE"].str.extract(r"two-sided level of (0\.\d+)")[0].dropna()
    assert levels.to_dict() == {"question": f"{ALPHA:g}"}
    assert rules.index[rules["RULE"].str.contains(r"0\.\d")].tolist() == ["question"]


def test_one_lost_low_dose_baseline_puts_the_secondary_family_out_of_reach() -> None:
    """What the page on the rules says in words, by counting the ways to draw the smaller group."""
    secondary = len(STUDY.markers) - 1
    assert secondary * 2 / comb(11, 5) < 0.05 < secondary * 2 / comb(10, 4)
    assert 2 / 2**6 < 0.05 < secondary * 2 / 2**6
