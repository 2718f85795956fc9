"""How far luck reaches, against a simulation of two measurements."""

import numpy as np
import pytest

from analysis import figures, tables
from analysis.data import Study
from analysis.reconstruction import read_priors

STUDY = Study.read()


@pytest.mark.parametrize("level", [0.9, 0.975])
def test_bounds_are_those_of_simulated_groups(level: float) -> None:
    """Six people measured twice, on logarithms."""
    prior = read_priors(STUDY)["IL6"]
    rng = np.random.default_rng(11)
    lasting = rng.standard_normal((200_000, 6)) * np.sqrt(prior.correlation)
    first, second = (
        (prior.sd * (lasting + np.sqrt(1 - prior.correlation) * rng.standard_normal(lasting.shape))).mean(1)
        for _ in range(2)
    )
    row = figures.regression_bounds(STUDY, ["IL6"], people=[6], level=level).iloc[0]
    start = np.quantile(first, level)
    near = np.abs(first - start) < 0.01
    assert row["start_6"] == pytest.approx(100 * np.expm1(start), abs=1)
    assert row["fall_6"] == pytest.approx(100 * np.expm1((second - first)[near].mean()), abs=1)
    assert row["change_6"] == pytest.approx(100 * np.expm1(np.quantile(second - first, 1 - level)), abs=1)


def test_the_table_says_in_words_where_a_reliability_comes_from() -> None:
    table = tables.luck(STUDY, ["IL6", "TNFA"], people=[11, 6])
    rows = table.frame.set_index(["parameter", "rests"])
    assert rows.loc[("IL6", "prior"), "who"] == "The book's priors"
    assert rows.loc[("IL6", "il6-five-years"), "reliability"] == "≥ 0.73 (four cytokines together)"
    printed = rows.loc[("IL6", "il6-two-years")]
    assert (printed["reliability"], printed["low"], printed["goes"]) == ("0.48", "0.25", "52%")
    assert rows.loc[("IL6", "prior"), "fall_low_6"] == ""
    lowest = rows.query("rests != 'prior' and low != ''")
    assert (
        lowest["fall_low_6"].str.strip("−%").astype(int) >= lowest["fall_6"].str.strip("−%").astype(int)
    ).all()
    assert {"barnett2005", "navarro2012", "knudsen2008"} <= {source.key for source in table.every_source}


def test_the_highest_of_several_lies_higher() -> None:
    usual, picked = (
        tables.luck(STUDY, ["IL6"], people=[6], level=level).frame["fall_6"].iloc[0]
        for level in (0.975, 0.975 ** (1 / 7))
    )
    assert (usual, picked) == ("−12%", "−16%")
