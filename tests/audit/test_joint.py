"""Ranking readings: factors against a simulation of another kind, and the Phase 1 triple."""

from dataclasses import replace

import numpy as np
import pytest

from analysis import data
from analysis.audit import PrintedComparison, Summary, comparisons, joint
from analysis.audit.joint import _all_at_least, _all_at_most
from analysis.audit.two_samples.interpolation import pairs_above
from analysis.audit.two_samples.likelihood import distribution, draws
from analysis.reported import Printed

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def phase_1():
    found = comparisons(data.Study.read(), visit="Month 6")
    return joint(found, size=20_000)


def filtered(population, summary, size, rng):
    """Samples of a population whose mean and SD happen to print as the summary."""
    values = population(rng, (size, summary.n))
    ends = [
        (moment >= float(printed.low)) & (moment <= float(printed.high))
        for moment, printed in (
            (values.mean(axis=1), Printed(summary.mean)),
            (values.std(axis=1, ddof=1), Printed(summary.spread)),
        )
    ]
    return values[ends[0] & ends[1]]


@pytest.mark.parametrize("measure", ["sphere", "log-normal"])
def test_a_measure_is_its_population_given_the_printed_numbers(measure):
    first, second = Summary("50", "30", 4), Summary("30", "20", 3)
    rng = np.random.default_rng(7)

    def population(summary):
        mean, sd = float(summary.mean), float(summary.spread)
        variance = np.log1p((sd / mean) ** 2)
        if measure == "sphere":
            return lambda rng, shape: rng.normal(mean, sd, shape)
        return lambda rng, shape: rng.lognormal(np.log(mean) - variance / 2, np.sqrt(variance), shape)

    groups = [filtered(population(s), s, 1_500_000, rng) for s in (first, second)]
    groups = [group[group.min(axis=1) >= 0] for group in groups]
    size = min(map(len, groups))
    assert size > 1000
    simulated = np.bincount(pairs_above(groups[0][:size], groups[1][:size]).astype(int), minlength=13) / size
    ours = distribution(
        *(draws(s, spread_is="sd", size=40_000, seed=i) for i, s in enumerate((first, second))), measure
    )
    np.testing.assert_allclose(
        ours.weights / ours.weights.sum(), simulated, atol=4 * 0.5 / np.sqrt(size) + 0.005
    )


def test_phase_1_readings_are_complete(phase_1):
    table = phase_1.table
    assert len(table) == 2 * (12 + 1) * 2 * 3
    assert table.groupby("measure")["share"].sum().round(9).tolist() == [1, 1]
    np.testing.assert_allclose(table["probability"], table[["IL-1Ra", "IL-10", "TNF-α"]].prod(axis=1))
    assert (table["effective"] > 1000).all()


def test_free_sizes_are_averaged_not_maximized(phase_1):
    rows = phase_1.table.query("measure == 'sphere' and spread_is == 'sd' and method == 'normal'")
    free = rows["sizes"] == "free per marker"
    for marker in phase_1.names:
        assert rows.loc[free, marker].item() == pytest.approx(rows.loc[~free, marker].mean())


def test_phase_1_impossible_readings_have_no_weight(phase_1):
    rows = phase_1.table.query("sizes == '6 v 5'")
    assert (rows.loc[rows["spread_is"] == "sd", "IL-1Ra"] == 0).all()
    assert (rows.loc[rows["method"] == "exact", "TNF-α"] == 0).all()


def test_words_only_where_both_measures_agree(phase_1):
    text = phase_1.sentence()
    assert "as if they were independent" in text
    assert text.endswith("so ties are not weighed.")
    assert "both favor ± as an SD" in text
    assert not phase_1.agreed
    turned = phase_1.table.copy()
    own = turned["measure"] == "log-normal"
    swapped = turned.loc[own, "spread_is"].map({"sd": "sem", "sem": "sd"})
    turned.loc[own, "spread_is"] = swapped
    disagreeing = replace(phase_1, table=turned).sentence()
    assert "no common ranking" in disagreeing
    assert "do not agree" in disagreeing


def test_the_factor_names_what_it_rests_on(phase_1):
    """In one sentence: what is possible at full numbers, and the odds beforehand that turn the ranking."""
    (said,) = [part for part in phase_1.sentence().split(". ") if "by a factor of" in part]
    assert "with no value lost ± as an SD has no weight, which leaves an SEM" in said
    assert "as 2 to 3 lost" in said
    assert "however they depend on each other" in said
    assert phase_1.losses == (2, 3)
    full = phase_1.table.query("sizes == '6 v 5' and spread_is == 'sd'")
    assert full["IL-1Ra"].eq(0).all()


def weighed(table, odds, measure, spread_is):
    """The weight of a meaning of ± when no lost value is `odds` times as likely as two or three lost."""
    rows = table[(table["measure"] == measure) & (table["spread_is"] == spread_is)]
    none, some = rows[rows["lost"] == 0], rows[rows["lost"].isin([2, 3])]
    assert (len(none), len(some)) == (3, 18)
    return odds / (1 + odds) * none["probability"].mean() + some["probability"].mean() / (1 + odds)


def test_at_the_turning_odds_the_two_meanings_weigh_alike(phase_1):
    """Without Monte Carlo errors, by the weights themselves and not by the formula.

    Full numbers are given a share that so few draws meet.
    """
    table = phase_1.table.assign(**{f"{name} error": 0.0 for name in phase_1.names})
    full = (table["lost"] == 0) & (table["spread_is"] == "sem")
    table.loc[full, list(phase_1.names)] = 0.1
    table["probability"] = table[list(phase_1.names)].prod(axis=1)
    sure = replace(phase_1, table=table)
    odds = sure.turning_odds()
    sides = {
        measure: [
            weighed(sure.table, odds * times, measure, "sd")
            - weighed(sure.table, odds * times, measure, "sem")
            for times in (0.99, 1.01)
        ]
        for measure in ("sphere", "log-normal")
    }
    assert all(before > 0 for before, _ in sides.values())
    assert min(after for _, after in sides.values()) < 0
    assert 10 < odds < 1000


def test_however_the_markers_depend_the_odds_are_no_less(phase_1):
    """Draws of three dependent events keep within the bounds that the least odds are made of."""
    assert 1 < phase_1.least_turning_odds() < phase_1.turning_odds()
    rng = np.random.default_rng(4)
    for _ in range(50):
        chances, mixing = rng.random(3), rng.random()
        shared = np.where(rng.random((20_000, 1)) < mixing, rng.random((20_000, 1)), rng.random((20_000, 3)))
        together = (shared < chances).all(axis=1).mean()
        assert _all_at_least(chances[None])[0] - 0.02 <= together <= _all_at_most(chances[None])[0] + 0.02


def test_where_full_numbers_allow_both_meanings_nothing_is_said_of_them():
    c = PrintedComparison("A", Summary("74", "23", 4), Summary("115", "15", 4), "0.06")
    assert "has no weight" not in joint([c], size=1_000).sentence()
    with pytest.raises(ValueError, match="Rank two"):
        joint([c], spreads=["sd"], size=100).turning_odds()


def test_a_clear_reading_is_named():
    alone = PrintedComparison("A", Summary("705", "160", 3), Summary("306", "36", 3), "0.0495")
    ranked = joint([alone], methods=["normal"], spreads=["sd"], size=2_000)
    assert ranked.table["probability"].max() == 1.0
    none = joint([replace(alone, pvalue="0.9")], methods=["normal"], spreads=["sd"], size=2_000)
    assert none.sentence().startswith("No reading")


def test_impossible_groups_have_no_draws():
    assert draws(Summary("10", "30", 4), spread_is="sd", size=10, seed=1) is None


def test_the_same_seed_gives_the_same_ranking():
    c = PrintedComparison("A", Summary("74", "23", 4), Summary("115", "15", 4), "0.06")
    first, second = (joint([c], size=1_000, seed=3).table for _ in range(2))
    assert first.equals(second)
    assert not first.equals(joint([c], size=1_000, seed=4).table)


def test_comparisons_must_belong_together():
    one = PrintedComparison("A", Summary("74", "23", 4), Summary("115", "15", 4), "0.06")
    for others in ([], [one, one], [one, PrintedComparison("B", Summary("7", "2", 5), one.second, "0.5")]):
        with pytest.raises(ValueError, match="same two groups"):
            joint(others)
