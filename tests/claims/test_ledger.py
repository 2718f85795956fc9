"""The ledger of the summary's claims: computed, signed, and moved by what it cites."""

import ast
import inspect
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis import claims, data
from analysis.claims import PRINTED, RULES, VERDICTS, inconsistent_in_words, ledger, pages, tally
from analysis.data import Study

pytestmark = pytest.mark.slow

STUDY = Study.read()
EXAMPLES = [Study.read(data.find() / "examples" / name) for name in ("mpc_2017", "rebamipide_2016")]
FINDINGS, CLAIMS = STUDY.findings, STUDY.claims
JUDGED = {verdict.claim: verdict for verdict in claims.judge(STUDY)}
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
        if all(
            claims.judge(STUDY.with_tables(findings=table), row)[0].verdict == before
            for table in changed(name)
        )
    ]
    assert bool(unmoved) == bool(row["STANDS"].iloc[0]), (unmoved, row["STANDS"].iloc[0])


def test_each_cited_finding_is_used() -> None:
    """Without it, the verdict's function is not asked, and the reason names what is missing."""
    for claim, row in CLAIMS.set_index("CLAIMID", drop=False).iterrows():
        for name in row["FINDINGS"].split():
            less = STUDY.with_tables(findings=FINDINGS[FINDINGS["FINDINGID"] != name])
            (without,) = claims.judge(less, CLAIMS[CLAIMS["CLAIMID"] == claim])
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
    named = set(STUDY.parameters["PARAM"]) | {STUDY.short(code) for code in STUDY.parameters["PARAMCD"]}
    codes = set(STUDY.parameters["PARAMCD"]) - named | set(STUDY.sizes)
    names = set(FINDINGS["FINDINGID"]) | set(STUDY.table("studies")["REFID"])
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
    table = ledger(STUDY, tuple(JUDGED.values()))
    assert table["anchor"].tolist() == ("claim-" + CLAIMS["CLAIMID"]).tolist()
    assert table["section"].str.fullmatch(r"\.\./chapters/[a-z_]+\.html#sec-[a-z0-9-]+").all()
    assert (table["conflicts"].map(len) == table["conflict rows"].map(len)).all()
    assert list(dict.fromkeys(table["chapter"])) == list(pages(STUDY).values())
    assert set(table["chapter"]) == {"Background", "Primary outcomes", "Cytokines", "Aging"}
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
        "import sys; from analysis import claims, data; study = data.Study.read(); "
        "some = study.claims.drop_duplicates('VERDICT_BY'); print(len(claims.judge(study, some))); "
        "print([n for n in ('altair', 'sphinx', 'IPython', 'myst_nb') if n in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[:2] == [str(len(RULES)), "[]"]


@pytest.mark.parametrize("study", [STUDY, *EXAMPLES], ids=lambda study: study.id)
def test_every_row_of_claims_can_be_judged(study: Study) -> None:
    assert claims.check(study) == []


@pytest.mark.parametrize("study", EXAMPLES, ids=lambda study: study.id)
def test_claims_of_another_study_are_judged_in_its_own_words(study: Study) -> None:
    verdicts = claims.judge(study)
    assert len(verdicts) == len(study.claims)
    assert "cannot be tested" in {verdict.verdict for verdict in verdicts} > {"cannot be tested"}
    own = " ".join(verdict.sentence() for verdict in verdicts)
    assert not re.findall(r"\b(?:HD|LD|high dose|low dose|[Ss]ummary|five years)\b", own)
    assert any(arm.label in own for arm in study.arms)
    table = ledger(study, page="")
    assert table["evidence"].str.contains("Attributed to: the authors' paper.").all()
    assert table["row"].tolist() == ("#claim-" + study.claims["CLAIMID"]).tolist()


def test_claims_of_one_page_are_examined_there() -> None:
    found = claims.examined_in(STUDY, "chapters/aging")
    assert set(found["chapter"]) == {"Aging"}
    with pytest.raises(ValueError, match="Pass one of: chapters/background"):
        claims.examined_in(STUDY, "chapters/ageing")


@pytest.mark.parametrize(
    "module", sorted((Path(claims.__file__).parent).rglob("*.py")), ids=lambda path: path.stem
)
def test_no_module_names_what_is_of_one_study(module: Path) -> None:
    """Arms, visits, sources and findings: in doctests they may stand, in code not."""
    tree = ast.parse(module.read_text("utf8"))
    documented = (ast.Module, ast.FunctionDef, ast.ClassDef)
    docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} - docs
    own = {visit.name for visit in (*STUDY.visits, *STUDY.periods)} | {arm.label for arm in STUDY.arms}
    own |= {period.label for period in STUDY.periods} | set(STUDY.sizes) | set(FINDINGS["FINDINGID"])
    own |= set(STUDY.sources["SOURCEID"]) | {STUDY.between}
    assert not texts & own


def test_a_printed_bound_is_written_as_one() -> None:
    verdicts = {
        verdict.claim: verdict for verdict in claims.judge(Study.read("data/examples/rebamipide_2016"))
    }
    assert verdicts["prostaglandin-fell"].reason.endswith("PGE2, p < 0.001.")
