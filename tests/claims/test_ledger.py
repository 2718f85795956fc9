"""The ledger of the summary's claims: computed, signed, and moved by what it cites."""

import ast
import inspect
import re
import subprocess
import sys
from dataclasses import replace

import pandas as pd
import pytest

from analysis import claims, data
from analysis.claims import CHAPTERS, PRINTED, RULES, VERDICTS, inconsistent_in_words, ledger, tally
from analysis.claims.words import SHORT

FINDINGS, CLAIMS = data.findings(), data.claims()
JUDGED = {verdict.claim: verdict for verdict in claims.judge()}
OTHER_DIRECTIONS = {
    "higher": ("lower", "no difference"),
    "lower": ("higher", "no difference"),
    "no difference": ("higher", "lower"),
    "stable": ("higher",),
    "within range": ("higher",),
    "not stated": ("lower",),
}
OTHER_VALUES = {
    "n": ("0", "4", "1000"),
    "count": ("0", "4"),
    "date": ("2022-01-01",),
    "mean": ("1",),
    "p": ("0.0001", "0.06"),
}
SIGNIFICANCE = ("significant", "not significant", "not stated")


def changes(name: str) -> list[dict[str, str]]:
    """Other contents of one finding: another direction, significance or number."""
    (row,) = FINDINGS[FINDINGS["FINDINGID"] == name].to_dict("records")
    directions = OTHER_DIRECTIONS.get(row["DIRECTION"], ())
    found = [{"DIRECTION": other, "SIGNIFICANCE": "significant"} for other in directions]
    if row["SIGNIFICANCE"]:
        found += [{"SIGNIFICANCE": other} for other in SIGNIFICANCE if other != row["SIGNIFICANCE"]]
    if row["VALUE"]:
        found += [{"VALUE": other} for other in OTHER_VALUES.get(row["STAT"], ("1", "50"))]
    return [change for change in found if any(row[column] != text for column, text in change.items())]


def changed(name: str) -> list[pd.DataFrame]:
    """The findings with one finding changed in each of those ways; without it where it says nothing else."""
    tables = []
    for change in changes(name):
        table = FINDINGS.copy()
        table.loc[table["FINDINGID"] == name, list(change)] = list(change.values())
        tables.append(table)
    words_only = (FINDINGS.loc[FINDINGS["FINDINGID"] == name, "STAT"] == "statement").all()
    return [*tables, FINDINGS[FINDINGS["FINDINGID"] != name]] if words_only or not tables else tables


@pytest.mark.parametrize("claim", CLAIMS["CLAIMID"])
def test_a_changed_finding_changes_the_verdict_or_the_row_says_why_not(claim: str) -> None:
    row = CLAIMS[CLAIMS["CLAIMID"] == claim]
    before = JUDGED[claim].verdict
    unmoved = [
        name
        for name in row["FINDINGS"].iloc[0].split()
        if all(claims.judge(row, findings=table)[0].verdict == before for table in changed(name))
    ]
    assert bool(unmoved) == bool(row["STANDS"].iloc[0]), (unmoved, row["STANDS"].iloc[0])


def test_each_cited_finding_is_used() -> None:
    """Without it, the verdict's function is not asked, and the reason names what is missing."""
    for claim, row in CLAIMS.set_index("CLAIMID", drop=False).iterrows():
        for name in row["FINDINGS"].split():
            (without,) = claims.judge(
                CLAIMS[CLAIMS["CLAIMID"] == claim], findings=FINDINGS[FINDINGS["FINDINGID"] != name]
            )
            assert without.reason != JUDGED[str(claim)].reason


def test_verdicts_are_of_the_known_words_and_speak() -> None:
    assert len(JUDGED) == len(CLAIMS)
    assert {verdict.verdict for verdict in JUDGED.values()} <= set(VERDICTS) == set(PRINTED)
    for verdict in JUDGED.values():
        sentence = verdict.sentence()
        assert sentence.endswith(".")
        assert "  " not in sentence
        assert "nan" not in verdict.computation()
        assert verdict.judgment == ("rests on judgment" in sentence)
        assert verdict.rule.endswith(".")
        assert verdict.sources or verdict.references


@pytest.mark.parametrize("name", list(RULES))
def test_no_function_knows_a_claim_or_gives_one_verdict_always(name: str) -> None:
    source = inspect.getsource(RULES[name])
    strings = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    assert not strings & set(CLAIMS["CLAIMID"])
    assert not {word for word in strings if isinstance(word, str) and word in set(FINDINGS["FINDINGID"])}
    assert len(strings & set(VERDICTS)) >= 2


def test_reasons_and_rules_show_no_codes_to_a_reader() -> None:
    """Parameters, arms, findings and studies go by the names that readers know."""
    named = set(data.parameters()["PARAM"]) | set(SHORT.values())
    codes = set(data.parameters()["PARAMCD"]) - named | {"LD", "HD"}
    names = set(FINDINGS["FINDINGID"]) | set(data.studies()["REFID"])
    for verdict in JUDGED.values():
        words = set(re.findall(r"[\w-]+", f"{verdict.reason} {verdict.rule}"))
        assert not words & (codes | names), (verdict.claim, words & (codes | names))


def test_few_functions_serve_many_claims() -> None:
    used = CLAIMS["VERDICT_BY"].value_counts()
    assert set(used.index) == set(RULES)
    assert len(RULES) <= len(CLAIMS) / 6


def test_contradicted_claims_name_their_opponent() -> None:
    """Whatever the summary itself contradicts is linked, or its own findings disagree."""
    for verdict in JUDGED.values():
        if verdict.verdict == "contradicted by the source itself":
            assert verdict.conflicts, verdict.claim


def test_the_ledger_has_a_row_and_an_address_for_each_claim() -> None:
    table = ledger(tuple(JUDGED.values()), CLAIMS)
    assert table["anchor"].tolist() == ("claim-" + CLAIMS["CLAIMID"]).tolist()
    assert table["section"].str.fullmatch(r"\.\./chapters/[a-z_]+\.html#sec-[a-z0-9-]+").all()
    assert (table["conflicts"].map(len) == table["conflict rows"].map(len)).all()
    assert set(table["chapter"]) == set(CHAPTERS.values())
    judged = table["why"].str.contains("Rests on judgment")
    assert judged.tolist() == [verdict.judgment for verdict in JUDGED.values()]


def test_no_inconsistent_claim_is_said_in_words() -> None:
    verdicts = tuple(JUDGED.values())
    assert inconsistent_in_words(verdicts) == "No claim is inconsistent."
    numbers = [replace(verdict, verdict="inconsistent") for verdict in verdicts if verdict.kind != "novelty"]
    first = [replace(verdict, verdict="inconsistent") for verdict in verdicts if verdict.kind == "novelty"]
    assert (
        inconsistent_in_words([*numbers[:2], first[0]]) == "Claims: 3, of which 2 rest on a printed number."
    )


@pytest.mark.parametrize("by", ["kind", "chapter"])
def test_tallies_count_every_claim_once(by: str) -> None:
    table = tally(tuple(JUDGED.values()), by=by)
    assert table["claims"].sum() == len(CLAIMS)
    traces = " ".join(table["trace"]).split()
    assert sorted(traces) == sorted("claims:" + CLAIMS["CLAIMID"])


def test_the_ledger_needs_no_book() -> None:
    program = (
        "import sys; from analysis import claims, data; "
        "some = data.claims().drop_duplicates('VERDICT_BY'); print(len(claims.judge(some))); "
        "print([n for n in ('altair', 'sphinx', 'IPython', 'myst_nb') if n in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[:2] == [str(len(RULES)), "[]"]
