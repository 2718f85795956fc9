"""The table of claims: complete, in known words, and leading only to what is there."""

import json

import pytest

from analysis import data

STUDY = data.Study.read()

CLAIMS = STUDY.claims
NAMED = CLAIMS.set_index("CLAIMID")


def test_the_summary_is_covered_in_every_kind_and_part() -> None:
    assert len(CLAIMS) >= 45
    assert set(CLAIMS["KIND"]) == {"observation", "inference", "causal", "mechanism", "novelty"}
    assert set(CLAIMS["STRENGTH"]) == {"hedged", "plain", "strong"}
    parts = set(CLAIMS["PLACE"].str.partition(":")[0].str.partition(" (")[0])
    assert {"opening", "background", "methods", "results", "discussion", "conclusion", "heading"} <= parts


@pytest.mark.parametrize(
    "words",
    [
        "metabolism",
        "organ and lung",
        "hormones",
        "dose dependence",
        "age",
        "mechanism 1",
        "mechanism 2",
        "safety",
        "aging",
        "limitations",
        "tumor markers",
    ],
)
def test_main_sections_have_claims(words: str) -> None:
    assert CLAIMS["PLACE"].str.contains(words, regex=False).any()


def test_headings_claim_too() -> None:
    assert CLAIMS["CLAIM"].str.startswith("Heading:").sum() >= 6


def test_every_finding_exists() -> None:
    known = set(STUDY.findings["FINDINGID"])
    cited = {name for cell in CLAIMS["FINDINGS"] for name in cell.split()}
    assert cited <= known


def test_conflicts_are_symmetric() -> None:
    pairs = {(claim, other) for claim, cell in NAMED["CONFLICTS"].items() for other in cell.split()}
    assert len(pairs) >= 10
    assert {other for _, other in pairs} <= set(NAMED.index)
    assert pairs == {(other, claim) for claim, other in pairs}
    assert all(claim != other for claim, other in pairs)


def test_claims_are_distinct() -> None:
    assert CLAIMS["CLAIM"].is_unique
    assert CLAIMS["GIST"].is_unique


def test_gists_are_short_chinese_and_claims_are_sentences() -> None:
    assert CLAIMS["GIST"].str.len().max() <= 20
    assert CLAIMS["GIST"].str.contains(r"[\u4e00-\u9fff]").all()
    assert not CLAIMS["CLAIM"].str.contains(r"[\u4e00-\u9fff]").any()
    assert CLAIMS["CLAIM"].str.endswith(".").all()


def test_claims_that_the_abstract_makes_too_cite_it_or_its_statements() -> None:
    """`both` needs a finding that is attributed to both; a claim of the summary alone may cite it as well."""
    both = set(STUDY.findings.query("ATTRIBUTED != 'summary only'")["FINDINGID"])
    rows = CLAIMS[CLAIMS["ATTRIBUTED"] == "both"]
    assert len(rows) >= 10
    assert all(set(cell.split()) & both for cell in rows["FINDINGS"])


def test_claims_on_earlier_studies_are_judged_by_the_table_of_studies() -> None:
    """Firsts, gaps, and what others found: one rule for each question, and no other."""
    rules = set(CLAIMS.loc[CLAIMS["KIND"] == "novelty", "VERDICT_BY"])
    assert rules == {"first_of_its_kind", "fills_gap", "safe_before"}
    assert set(CLAIMS.loc[CLAIMS["VERDICT_BY"].isin(rules), "KIND"]) == {"novelty"}


def test_claims_on_earlier_studies_ask_in_the_words_of_the_table() -> None:
    """A word that no row could have finds nothing, whatever was studied; such a word is named here."""
    known = {column: set(STUDY.table("studies")[column]) for column in ("PEOPLE", "REGION", "COUNTRY")}
    asked = CLAIMS.loc[CLAIMS["KIND"] == "novelty", "ARGUMENTS"]
    absent = set()
    for name, value in (item for text in asked for item in json.loads(text or "{}").items()):
        if name.upper() in known:
            absent |= set(value if isinstance(value, list) else [value]) - known[name.upper()]
    assert absent == {"diabetes"}, "no study of it is cited"
