"""Altair is there without the grammar that takes most of its import, and is as strict as ever."""

import subprocess
import sys

import altair as alt
import pandas as pd
import pytest
from altair.utils.schemapi import SchemaValidationError

import analysis.figures  # noqa: F401


@pytest.mark.slow
@pytest.mark.parametrize("module", ["analysis.figures", "analysis.publication", "analysis.publication.vega"])
def test_nothing_builds_the_grammar_and_it_can_be_had_later(module: str) -> None:
    program = f"import sys, {module}; print('altair' in sys.modules, 'rfc3987_syntax' in sys.modules)"
    program += "; import rfc3987_syntax, isoduration; print(rfc3987_syntax.__name__)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False", "rfc3987_syntax"]


def test_a_chart_that_is_none_is_still_refused() -> None:
    chart = alt.Chart(pd.DataFrame({"n": [1]})).mark_bar().encode(x=alt.X("n:Q", stack="no such way"))
    with pytest.raises(SchemaValidationError, match="stack"):
        chart.to_dict()
