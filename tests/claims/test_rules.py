"""Each verdict's function both ways: a change of what it reads changes the verdict."""

import json

import pandas as pd
import pytest

from analysis import claims
from analysis.claims import RULES
from tests.claims.made_up import (
    CLAIMS,
    DIRECT,
    FINDINGS,
    FRAIL,
    RATIO,
    SEX,
    SIX_MONTHS,
    STAYED,
    STUDY,
    Given,
    P,
    add,
    judge,
    put,
)

pytestmark = pytest.mark.slow

BLOOD = "y5-hgb y5-enrolled"
LOW = "y5-tnfa-ld y5-n-ld y5-baseline-missing-ld"
EFFECT = "y5-effect-both-ld y5-tnfa-ld y5-il6-ld"
CONTROL = "y5-control-group"
IN_CHINA = {"cells": "umbilical cord", "country": "China", "years": 5}
IN_RANGE = {"markers": ["IGF1"], "visit": "Year 5"}
LEVEL = {"STAT": "mean", "PARAMCD": "IGF1", "COMPARISON": "", "DIRECTION": ""}
OWN = FINDINGS


CASES = [
    ("adds_up", SEX, {}, OWN, "adds up"),
    ("adds_up", SEX, {}, put("y5-men", VALUE="5"), "contradicted by the source itself"),
    ("adds_up", SEX, {}, put("y5-men", VALUE="a few"), "cannot be tested"),
    ("counted_in_history", "y5-statin", {"words": ["atorvastatin"]}, OWN, "adds up"),
    (
        "counted_in_history",
        "y5-statin",
        {"words": ["atorvastatin"]},
        put("y5-statin", VALUE="2"),
        "contradicted by the source itself",
    ),
    ("counted_in_history", "y5-hospital-ld", {"kinds": ["operation"], "told": "part"}, OWN, "consistent"),
    (
        "counted_in_history",
        "y5-hospital-ld",
        {"kinds": ["operation"], "told": "part"},
        put("y5-hospital-ld", VALUE="3"),
        "contradicted by the source itself",
    ),
    ("excluded_by_zero_events", "y5-cancer y5-enrolled", {"limit": 0.01}, OWN, "cannot be tested"),
    (
        "excluded_by_zero_events",
        "y5-cancer y5-enrolled",
        {"limit": 0.01},
        put("y5-enrolled", VALUE="300"),
        "consistent",
    ),
    ("excluded_by_zero_events", "y5-cancer y5-enrolled", {"limit": 0.25}, OWN, "consistent"),
    (
        "excluded_by_zero_events",
        "y5-cancer y5-enrolled",
        {"limit": 0.01},
        put("y5-cancer", VALUE="1"),
        "contradicted by the source itself",
    ),
    ("told_by_both", "y5-healthy a5-healthy", {}, OWN, "consistent"),
    ("told_by_both", "y5-function", {}, OWN, "cannot be tested"),
    (
        "told_by_both",
        "y5-function a5-healthy",
        {"part": "that all are well", "silent": "work"},
        OWN,
        "cannot be tested",
    ),
    ("told_by_both", "y5-dose-ld a5-dose-ld", {}, put("a5-dose-ld", VALUE="64"), "cannot be tested"),
    ("both_hold", "y5-esr y5-esr-stable", {}, OWN, "contradicted by the source itself"),
    ("both_hold", "y5-esr y5-esr-stable", {}, put("y5-esr", DIRECTION="stable"), "consistent"),
    ("both_hold", "y5-esr y5-esr-stable", {"or_as": "a low level"}, OWN, "cannot be tested"),
    (
        "both_hold",
        "y5-esr y5-esr-stable",
        {"or_as": "a low level"},
        put("y5-esr", DIRECTION="stable"),
        "consistent",
    ),
    ("both_hold", "y5-tumor-markers-change y5-cea", {}, OWN, "consistent"),
    (
        "both_hold",
        "y5-tumor-markers-change y5-cea",
        {},
        put("y5-cea", SIGNIFICANCE="significant"),
        "contradicted by the source itself",
    ),
    ("both_hold", "y5-bmi-normal y5-bmi-over-25", {}, OWN, "contradicted by the source itself"),
    ("both_hold", "y5-bmi-normal y5-bmi-over-25", {}, put("y5-bmi-over-25", VALUE="0"), "consistent"),
    ("both_hold", "y5-hgf-hd-trend y5-hgf-hd", {}, OWN, "consistent"),
    ("both_hold", "y5-hgf-hd-trend y5-hgf-hd", {"read_as": "change from baseline"}, OWN, "cannot be tested"),
    (
        "both_hold",
        "y5-hgf-hd-trend y5-hgf-hd",
        {"read_as": "change from baseline"},
        put("y5-hgf-hd-trend", COMPARISON="Year 5 v Baseline"),
        "contradicted by the source itself",
    ),
    (
        "both_hold",
        "y5-hgf-hd-trend y5-hgf-hd",
        {"read_as": "change from baseline"},
        put("y5-hgf-hd", DIRECTION="higher"),
        "consistent",
    ),
    ("both_hold", "y5-age y5-age-again", {}, put("y5-age", VALUE="57"), "contradicted by the source itself"),
    ("stayed_in_range", STAYED, {"entered": ["IGF1"]}, OWN, "contradicted by the source itself"),
    (
        "stayed_in_range",
        STAYED,
        {"entered": ["IGF1"]},
        put("y5-igf1", DIRECTION="no difference"),
        "consistent",
    ),
    ("stayed_in_range", STAYED, {"entered": ["IGF1"]}, put("y5-igf1-range", DIRECTION="lower"), "consistent"),
    ("stayed_in_range", STAYED, {}, OWN, "consistent"),
    (
        "stayed_in_range",
        f"{STAYED} y5-high-cholesterol",
        {},
        OWN,
        "contradicted by the source itself",
    ),
    (
        "stayed_in_range",
        f"{STAYED} y5-high-cholesterol",
        {},
        put("y5-high-cholesterol", VALUE="0"),
        "consistent",
    ),
    ("shown_by_markers", EFFECT, {}, OWN, "contradicted by the source itself"),
    ("shown_by_markers", EFFECT, {}, put("y5-il6-ld", DIRECTION="lower"), "cannot be tested"),
    (
        "shown_by_markers",
        EFFECT,
        {},
        put("y5-il6-ld", DIRECTION="lower", SIGNIFICANCE="significant"),
        "consistent",
    ),
    ("within_reach", BLOOD, {"says": "significant"}, OWN, "consistent"),
    (
        "within_reach",
        BLOOD,
        {"says": "significant"},
        put("y5-hgb", SIGNIFICANCE="not significant"),
        "contradicted by the source itself",
    ),
    ("within_reach", BLOOD, {"says": "significant"}, put("y5-enrolled", VALUE="4"), "cannot be tested"),
    ("within_reach", "po-il1ra-p-d2 p1-n-hd", {"says": "significant"}, OWN, "consistent"),
    (
        "within_reach",
        "po-il1ra-p-d2 p1-n-hd",
        {"says": "significant"},
        put("p1-n-hd", VALUE="4"),
        "inconsistent",
    ),
    ("within_reach", f"y5-igf1 {BLOOD}", {"says": "no difference"}, OWN, "contradicted by the source itself"),
    (
        "within_reach",
        f"y5-igf1 {BLOOD}",
        {"says": "no difference", "or_as": "others"},
        OWN,
        "cannot be tested",
    ),
    ("within_reach", LOW, {"says": "no difference", "lost": 1}, OWN, "cannot be tested"),
    ("within_reach", LOW, {"says": "no difference"}, OWN, "consistent"),
    ("within_reach", f"y5-estradiol {SEX}", {"says": "no difference"}, OWN, "consistent"),
    ("within_reach", f"y5-testosterone {SEX}", {"says": "no difference"}, OWN, "cannot be tested"),
    ("within_reach", f"y5-dheas y5-testosterone {SEX}", {"says": "no difference"}, OWN, "cannot be tested"),
    (
        "within_reach",
        f"y5-testosterone {SEX}",
        {"says": "no difference"},
        put("y5-men", VALUE="6"),
        "consistent",
    ),
    ("within_reach", "y5-testosterone y5-enrolled", {"says": "no difference"}, OWN, "cannot be tested"),
    (
        "within_reach",
        f"y5-testosterone {SEX}",
        {"says": "no difference"},
        put("y5-men", VALUE="0"),
        "cannot be tested",
    ),
    ("decodable", P, {"tests": ["rank-sum"]}, OWN, "consistent"),
    ("decodable", P, {"tests": ["rank-sum"]}, put("y5-il1ra-p", VALUE="0.0001"), "cannot be tested"),
    (
        "decodable",
        P,
        {"tests": ["rank-sum"]},
        put("y5-il1ra-p", VALUE="0.0001", TEST="Mann-Whitney"),
        "inconsistent",
    ),
    ("two_groups_possible", SIX_MONTHS, {}, OWN, "consistent"),
    ("two_groups_possible", SIX_MONTHS, {}, put("p1-il1ra-p-m6", VALUE="0.0001"), "inconsistent"),
    ("compared_directly", "y5-il1ra-p", DIRECT, OWN, "consistent"),
    (
        "compared_directly",
        "y5-il1ra-p",
        DIRECT,
        put("y5-il1ra-p", COMPARISON="Year 5 v Baseline"),
        "cannot be tested",
    ),
    (
        "compared_directly",
        "y5-il1ra-p",
        DIRECT,
        put("y5-il1ra-p", VALUE="0.28"),
        "contradicted by the source itself",
    ),
    (
        "compared_directly",
        "y5-il1ra-p",
        DIRECT | {"shows": "no difference"},
        put("y5-il1ra-p", VALUE="0.28"),
        "consistent",
    ),
    ("change_of", RATIO, {}, OWN, "cannot be tested"),
    ("change_of", RATIO, {}, add("p1-il1ra-hd-m6", AVISIT="Year 5", VALUE="1250"), "reproduced"),
    (
        "change_of",
        RATIO,
        {},
        add("p1-il1ra-hd-m6", AVISIT="Year 5", VALUE="1250").assign(SOURCEID="summary2025"),
        "adds up",
    ),
    (
        "change_of",
        RATIO,
        {},
        add("p1-il1ra-hd-m6", AVISIT="Year 5", VALUE="600"),
        "contradicted by the source itself",
    ),
    ("levels_printed", "y5-igf1-range", IN_RANGE, OWN, "cannot be tested"),
    ("levels_printed", "y5-igf1-range", IN_RANGE, add("y5-igf1", VALUE="120", **LEVEL), "adds up"),
    (
        "levels_printed",
        "y5-igf1-range",
        IN_RANGE,
        add("y5-igf1", VALUE="190", **LEVEL),
        "contradicted by the source itself",
    ),
    ("needs_control", CONTROL, {"against": "people without the cells"}, OWN, "cannot be tested"),
    (
        "needs_control",
        CONTROL,
        {"against": "people without the cells"},
        put(CONTROL, VALUE="1"),
        "consistent",
    ),
    (
        "needs_control",
        CONTROL,
        {"against": "people without the cells", "shows": "nothing"},
        OWN,
        "consistent",
    ),
    (
        "needs_control",
        CONTROL,
        {"against": "people without the cells", "shows": "nothing"},
        put(CONTROL, VALUE="1"),
        "contradicted by the source itself",
    ),
    ("agrees_with_aging", "y5-fev1", {}, OWN, "consistent"),
    ("agrees_with_aging", "y5-fev1", {}, put("y5-fev1", DIRECTION="higher"), "cannot be tested"),
    ("agrees_with_aging", "y5-il1ra-older", {"expects": "falls"}, OWN, "cannot be tested"),
    ("agrees_with_aging", "y5-il1ra-older", {"expects": "rises"}, OWN, "consistent"),
    ("agrees_with_aging", "y5-bmi-over-25", {"expects": "rises"}, OWN, "cannot be tested"),
    ("first_of_its_kind", "y5-registration-date", FRAIL, OWN, "cannot be tested"),
    ("first_of_its_kind", "y5-registration-date", IN_CHINA, OWN, "inconsistent"),
    (
        "first_of_its_kind",
        "y5-registration-date",
        IN_CHINA,
        put("y5-registration-date", VALUE="2009-01-01"),
        "cannot be tested",
    ),
    (
        "first_of_its_kind",
        "y5-registration-date",
        FRAIL,
        put("y5-registration-date", VALUE="2022-01-01"),
        "inconsistent",
    ),
    (
        "fills_gap",
        "y5-follow-up",
        {"cells": "umbilical cord", "region": "Asia", "years": 5},
        OWN,
        "cannot be tested",
    ),
    (
        "fills_gap",
        "y5-follow-up",
        {"cells": "umbilical cord", "region": "Asia", "years": 15},
        OWN,
        "consistent",
    ),
    ("safe_before", "y5-follow-up", {"people": ["lupus"], "years": 5}, OWN, "consistent"),
    ("safe_before", "y5-follow-up", {"people": ["lupus"], "years": 7}, OWN, "cannot be tested"),
    ("safe_before", "y5-follow-up", {"people": ["lupus", "diabetes"], "years": 5}, OWN, "cannot be tested"),
    ("safe_before", "y5-follow-up", {"people": ["lupus", "liver cirrhosis"], "years": 5}, OWN, "consistent"),
    ("follows_signal", "y5-il6-hd y5-hs-crp", {}, OWN, "cannot be tested"),
    ("follows_signal", "y5-il6-hd y5-hs-crp", {}, put("y5-hs-crp", DIRECTION="lower"), "consistent"),
    ("follows_signal", "y5-il6-hd y5-hs-crp", {}, put("y5-il6-hd", DIRECTION="stable"), "consistent"),
    ("follows_signal", "y5-il6-hd y5-hs-crp", {}, put("y5-il6-hd", DIRECTION=""), "cannot be tested"),
]


@pytest.mark.parametrize(("by", "cited", "given", "findings", "verdict"), CASES)
def test_verdicts(by: str, cited: str, given: Given, findings: pd.DataFrame, verdict: str) -> None:
    found = judge(by, cited, given, findings=findings)
    assert found.verdict == verdict, found.reason
    assert found.by == by
    assert found.reason.endswith(".")


def test_every_function_is_tested_both_ways() -> None:
    seen: dict[str, set[str]] = {}
    for by, *_, verdict in CASES:
        seen.setdefault(by, set()).add(verdict)
    assert set(seen) == set(RULES) - {"holds_in_cohorts"}, "that one turns on priors, below"
    assert all(len(verdicts) >= 2 for verdicts in seen.values())


def test_other_tables_decide_too() -> None:
    """What is known of other people is a choice of sources: another choice, another verdict."""
    turned = STUDY.table("aging").replace({"DIRECTION": {"falls": "rises"}})
    assert judge("agrees_with_aging", "y5-fev1", aging=turned).verdict == "cannot be tested"
    healed = STUDY.medical_history.assign(CMTRT="")
    history = judge("counted_in_history", "y5-statin", {"words": ["atorvastatin"]}, medical_history=healed)
    assert history.verdict == "contradicted by the source itself"


def test_arithmetic_is_not_called_reproduced() -> None:
    """That word is kept for a result obtained again from another source or by other means."""
    own = {verdict.claim: verdict for verdict in claims.judge(STUDY, CLAIMS)}
    sums = {"adds_up", "counted_in_history", "levels_printed"}
    assert not [v for v in own.values() if v.by in sums and v.verdict == "reproduced"]
    assert own["five-low-six-high"].verdict == "adds up"


def test_a_finding_that_is_gone_is_named() -> None:
    kept = FINDINGS[FINDINGS["FINDINGID"] != "y5-men"]
    verdict = judge("adds_up", SEX, findings=kept)
    assert (verdict.verdict, "y5-men" in verdict.reason) == ("cannot be tested", True)


@pytest.mark.parametrize(
    ("by", "given", "complaint"),
    [
        ("guess", {}, "found 'guess'; expected one of: told_by_both"),
        ("adds_up", {"whole": "11"}, "found 'whole'; expected arguments of the rule: none"),
        ("needs_control", {}, "found no 'against'"),
        ("excluded_by_zero_events", {"limit": "small"}, "limit 'small'; expected a number"),
        ("within_reach", {"says": "maybe"}, "one of: significant, no difference"),
        ("within_reach", {"says": "significant", "lost": 1.5}, "lost 1.5; expected a whole number"),
        ("levels_printed", {"markers": "IGF1", "visit": "Year 5"}, "markers 'IGF1'; expected a list"),
        ("levels_printed", {"markers": ["IGF1"], "visit": "Year 6"}, "'Year 6'; expected one of: Baseline"),
        ("levels_printed", {"markers": ["IGF9"], "visit": "Year 5"}, "markers 'IGF9'; expected one of"),
    ],
)
def test_bad_rows_are_refused(by: str, given: Given, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        judge(by, SEX, given)


def test_every_problem_of_the_table_of_claims_is_listed_with_its_row() -> None:
    table = STUDY.claims
    table.loc[3, "VERDICT_BY"] = "guess"
    table.loc[5, "ARGUMENTS"] = json.dumps({"whole": 11})
    found = claims.check(STUDY.with_tables(claims=table))
    assert [(problem.row, problem.column) for problem in found][:2] == [(5, "VERDICT_BY"), (7, "ARGUMENTS")]
    assert all(problem.remedy for problem in found)
