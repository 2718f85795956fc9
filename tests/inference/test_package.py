"""The public face of `analysis.inference`."""

import pydoc
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from analysis import inference, physiology
from analysis.publication.functions import public

pytestmark = pytest.mark.slow

RESULTS = [
    inference.signed_rank([1, 2, 3]),
    inference.rank_sum([1, 2], [3]),
    inference.hodges_lehmann([1, 2, 3]),
    inference.permutation_difference([1, 2], [3]),
    inference.proportion(0, 11),
    inference.equivalence([1, 2, 3], bounds=(-1, 1)),
    inference.smallest_margin(6),
    inference.hedges_g([1, 2], [3, 5]),
    inference.power(6, 1.0, draws=10),
    inference.detectable(6, draws=10),
]
SCREEN = 50
"""Lines of a screen."""


@pytest.mark.parametrize("room", [inference, physiology])
def test_help_fits_a_screen_and_names_every_function(room):
    text = pydoc.plain(pydoc.render_doc(room))
    assert len(text.splitlines()) <= SCREEN
    assert max(map(len, room.__doc__.splitlines())) <= 110
    missing = [name for name in public(room) if name.islower() and name not in text]
    assert set(missing) <= {"printed_change", "span_in_years"}  # steps of changes_over


@pytest.mark.parametrize(
    ("function", "signature"),
    [
        (inference.rank_sum, "(x: 'ArrayLike', y: 'ArrayLike', *, method: 'Method' = 'exact') -> 'RankTest'"),
        (physiology.homa_ir, "(glucose_mmol_per_l: 'ArrayLike', insulin_mu_per_l: 'ArrayLike') -> 'Numbers'"),
    ],
)
def test_help_names_types_in_short(function, signature):
    assert f"{function.__name__}{signature}" in pydoc.plain(pydoc.render_doc(function))


def test_every_statement_is_public():
    assert {type(result).__name__ for result in RESULTS} <= set(public(inference))


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: type(result).__name__)
def test_results_are_frozen_and_speak(result):
    assert is_dataclass(result)
    with pytest.raises(FrozenInstanceError):
        setattr(result, fields(result)[0].name, None)
    sentence = result.sentence()
    assert sentence.endswith(".")
    assert "  " not in sentence
    assert "nan" not in sentence


@pytest.mark.parametrize("room", ["inference", "physiology"])
def test_statistics_load_no_chart_no_notebook_and_no_oracle(room):
    code = f"import sys, analysis.{room}; print(*{{name.split('.')[0] for name in sys.modules}})"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "numpy" in loaded
    assert not {"altair", "sphinx", "jupyter", "jupyter_client", "IPython", "matplotlib"} & set(loaded)
    assert "statsmodels" not in loaded


def test_the_library_imports_no_oracle():
    code = "import sys; from analysis import figures, publication; print('statsmodels' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
