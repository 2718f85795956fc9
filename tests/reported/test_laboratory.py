"""Statements on single laboratory tests."""

from analysis.data import Study
from analysis.reported import count_statements, laboratory_families, laboratory_statements


def test_laboratory_statements_are_single_tests() -> None:
    told = laboratory_statements(Study.read())
    assert set(told["SYSTEM"]).isdisjoint({"demography", "cytokines and growth factors", "safety"})
    assert told["SYSTEM"].nunique() == 7
    assert {"LABS", "TUMMARK", "IL1RA"}.isdisjoint(told["PARAMCD"])
    assert not (told["STAT"] == "p").any()  # the chapter says that no laboratory statement carries a p-value
    assert set(told["SOURCEID"]) == {"summary2025"}  # and that the summary makes them all


def test_a_test_has_a_short_name_and_its_words_on_significance() -> None:
    told = laboratory_statements(Study.read()).set_index("FINDINGID")
    assert told.loc["y5-fev1", ["Test", "Statement", "Arms"]].tolist() == [
        "FEV1",
        "lower, significant",
        "all subjects",
    ]
    assert (told["Statement"] == "").sum() == (told["DIRECTION"] == "").sum()


def test_every_statement_is_counted_once() -> None:
    counts = count_statements(Study.read())
    assert counts.significant + counts.not_significant + counts.open + counts.named == counts.statements
    assert counts.tests == laboratory_statements(Study.read())["Test"].nunique()


def test_families_have_a_number_of_pairs_for_each_test_and_their_claims() -> None:
    study = Study.read()
    every, undirected = laboratory_families(study).values()
    assert {n: every.pairs.count(n) for n in set(every.pairs)} == {11: 26, 7: 4, 4: 2}
    assert every.trace.split() == [
        f"findings:{name}"
        for name in laboratory_statements(study).query("SIGNIFICANCE == 'significant'")["FINDINGID"]
    ]
    assert undirected.tests < every.tests
    assert "y5-fev1" not in undirected.trace  # it falls with age
    other = laboratory_families(Study.read("data/examples/mpc_2017"))
    assert {n for family in other.values() for n in family.pairs} == {17}
