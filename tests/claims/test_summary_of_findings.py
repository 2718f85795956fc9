"""The summary of findings, against closed forms and against the ledger."""

from math import comb

import pandas as pd
import pytest

from analysis import claims
from analysis.data import Study

STUDY = Study.read()
OUTCOMES = STUDY.table("summary_of_findings")
VERDICTS = claims.judge(STUDY)


def summary(findings: pd.DataFrame | None = None) -> pd.DataFrame:
    study = STUDY if findings is None else STUDY.with_tables(findings=findings)
    rows = claims.summary_of_findings(study, VERDICTS)
    return rows.set_index(OUTCOMES["OUTCOMEID"])


SUMMARY = summary()


def test_at_most_twelve_outcomes_and_every_verdict_is_the_ledgers() -> None:
    assert len(SUMMARY) <= 12
    judged = {verdict.claim: verdict.verdict for verdict in VERDICTS}
    assert SUMMARY["verdict"].tolist() == [judged[claim] for claim in OUTCOMES["CLAIMID"]]


def test_no_event_leaves_the_closed_form_of_clopper_and_pearson() -> None:
    high = 1 - 0.025 ** (1 / 11)
    alone = 1 - 0.05 ** (1 / 11)
    told = f"the true share may be up to {high:.1%} (exact 95%, two-sided; one-sided {alone:.1%})."
    assert SUMMARY.loc["cancer", "shows"] == f"0 of 11; {told}"
    assert SUMMARY.loc["death", "shows"] == f"0 of 11, inferred from attendance; {told}"


def test_who_did_not_come_back_leaves_deaths_untold() -> None:
    lost = STUDY.findings
    lost.loc[lost["FINDINGID"] == "y5-dropout", "VALUE"] = "2"
    assert summary(lost).loc["death", "shows"].startswith("2 of 11 did not come back")


def test_only_a_row_without_change_tells_a_margin() -> None:
    told = SUMMARY.index[SUMMARY["shows"].str.contains("could exclude")]
    assert told.tolist() == ["liver-kidney"]


def test_a_p_that_pairs_give_too_is_told_as_such() -> None:
    assert "of 6 pairs against baseline gives by approximation (0.02771)" in SUMMARY.loc["il1ra-y5", "shows"]
    other = STUDY.findings
    other.loc[other["FINDINGID"] == "y5-il1ra-p", "VALUE"] = "0.030"
    assert "By grammar" not in summary(other).loc["il1ra-y5", "shows"]


def test_the_dose_row_follows_the_ledger() -> None:
    assert SUMMARY.loc["dose", "shows"].endswith("do not decide it.")


def test_people_with_something_new_are_counted_in_the_history() -> None:
    assert SUMMARY.loc["new-condition", "shows"].startswith("3 of 11;")


def test_floors_are_counted() -> None:
    assert f"{2 / 2**6:g}." in SUMMARY.loc["il6-tnfa", "shows"]
    assert f"{2 / 2**5:g} with all 5 pairs, {2 / 2**4:g} with one lost" in SUMMARY.loc["low-dose", "shows"]
    assert f"{2 / comb(11, 5):.4g}." in SUMMARY.loc["il1ra-m6", "shows"]


def test_printed_numbers_are_those_of_the_findings() -> None:
    assert SUMMARY.loc["il1ra-m6", "reported"] == "705 ± 160 against 306 ± 36 pg/mL, p = 0.02."
    findings = STUDY.findings
    findings.loc[findings["FINDINGID"] == "p1-il1ra-p-m6", "VALUE"] = "0.03"
    assert summary(findings).loc["il1ra-m6", "reported"].endswith("p = 0.03.")


def test_no_number_is_typed_into_the_table() -> None:
    bare = OUTCOMES["REPORTED"].str.replace(r"\{[^}]*\}|IL-\d\w*|FEV1|TNF-α", "", regex=True)
    assert not bare.str.contains(r"\d").any()


def test_an_unknown_finding_is_refused() -> None:
    findings = STUDY.findings
    with pytest.raises(KeyError, match="y5-cancer"):
        summary(findings[findings["FINDINGID"] != "y5-cancer"])
