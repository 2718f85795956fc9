"""Statements on single laboratory tests."""

from analysis.data import Study
from analysis.reported import laboratory_statements


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
