"""Statements of one text that do not go together."""

import pytest

from analysis.data import MissingFindingError, Study
from analysis.reported import side_by_side


def test_statements_stand_side_by_side() -> None:
    table = side_by_side(Study.read(), {"Low dose": (["y5-il6-ld"], ["y5-effect-both-ld"])})
    row = table.iloc[0]
    assert row["one"] == "LD: no difference, not significant (results)"
    assert row["other"] == "LD: see note (conclusion)"
    assert "both dose groups" in row["note"]


def test_a_statement_that_is_not_printed_is_missed() -> None:
    with pytest.raises(MissingFindingError, match="'y5-il6-ld'"):
        side_by_side(Study.read("data/examples/mpc_2017"), {"Low dose": (["y5-il6-ld"], [])})
