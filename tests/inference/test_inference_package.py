"""The public face of `analysis.inference`."""

import subprocess
import sys
from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from analysis import inference

RESULTS = [
    inference.signed_rank([1, 2, 3]),
    inference.rank_sum([1, 2], [3]),
    inference.hodges_lehmann([1, 2, 3]),
    inference.permutation_difference([1, 2], [3]),
    inference.proportion(0, 11),
    inference.equivalence([1, 2, 3], bounds=(-1, 1)),
    inference.hedges_g([1, 2], [3, 5]),
    inference.ancova([1, 2], [2, 4], [1, 3], [2, 2]),
    inference.power(6, 1.0, draws=10),
    inference.detectable(6, draws=10),
]


def test_everything_named_exists_and_is_documented():
    assert inference.__all__ == sorted(inference.__all__)
    for name in inference.__all__:
        assert getattr(inference, name).__doc__


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: type(result).__name__)
def test_results_are_frozen_and_speak(result):
    assert is_dataclass(result)
    assert type(result).__name__ in inference.__all__
    with pytest.raises(FrozenInstanceError):
        setattr(result, fields(result)[0].name, None)
    sentence = result.sentence()
    assert sentence.endswith(".")
    assert "  " not in sentence
    assert "nan" not in sentence


def test_statistics_load_no_chart_and_no_notebook():
    code = "import sys, analysis.inference; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "numpy" in loaded
    assert not {"altair", "sphinx", "jupyter", "jupyter_client", "IPython", "matplotlib"} & set(loaded)
