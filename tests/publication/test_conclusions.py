"""A conclusion that its numbers do not bear stops a build, and is told in a live notebook."""

import pandas as pd
import pytest

from analysis.publication import holds, renderer
from analysis.publication.conclusions import UnsupportedConclusionWarning


def test_what_the_numbers_bear_passes() -> None:
    holds(0.0625 > 0.05, "five pairs cannot reach 0.05")
    holds(pd.Series([0.0625, 0.125]) > 0.05, "neither reaches 0.05")


def test_a_build_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(renderer.STATIC_BUILD, "1")
    with pytest.raises(AssertionError, match=r"no longer say: 'neither reaches 0\.05'"):
        holds(pd.Series([0.0625, 0.03]) > 0.05, "neither reaches 0.05")


def test_nothing_bears_no_conclusion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(renderer.STATIC_BUILD, "1")
    with pytest.raises(AssertionError, match="all are low"):
        holds(pd.Series([], dtype=float) < 1, "all are low")


def test_a_live_notebook_runs_on_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(renderer.STATIC_BUILD, raising=False)
    with pytest.warns(UnsupportedConclusionWarning, match=r"five pairs cannot reach 0\.05"):
        holds(0.03 > 0.05, "five pairs cannot reach 0.05")
