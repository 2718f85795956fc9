"""The chance to see eGFR fall: against a separate simulation, a brute force, and cases known by reasoning."""

from itertools import product
from math import log, sqrt

import numpy as np
import pytest

from analysis import figures
from analysis.data import MissingFindingError, Study
from analysis.figures.aging.filtration import LEVELS, SPREADS, Filtration, Seen, chance_seen, chances
from analysis.inference import power
from analysis.physiology import EQUATIONS, age_factor, ckd_epi_2021, mdrd
from analysis.physiology.checks import Sex

PEOPLE: dict[Sex, int] = {"women": 7, "men": 4}
AGED = age_factor(ckd_epi_2021, start=51, years=5)


def seen(levels: tuple[float, float], spread: float, *, draws: int = 20_000, seed: int = 1) -> Seen:
    return chance_seen(
        ckd_epi_2021,
        levels=levels,
        people=PEOPLE,
        ratios=dict.fromkeys(PEOPLE, AGED),
        start=51,
        cvi=4.4,
        cva=1.1,
        spread=spread,
        draws=draws,
        seed=seed,
    )


# A separate simulation by another hand, with its own sampler: percent, with 15 % and with no difference
# between people. It does not tell how many draws it made; two points allow for some 2,000.
@pytest.mark.parametrize(
    ("levels", "spread", "percent"),
    [
        *zip(LEVELS, [15] * 4, [81, 65, 47, 28], strict=True),
        *zip(LEVELS, [0] * 4, [100, 94, 41, 21], strict=True),
    ],
)
def test_chances_agree_with_a_separate_simulation(
    levels: tuple[float, float], spread: float, percent: float
) -> None:
    assert 100 * seen(levels, spread).chance == pytest.approx(percent, abs=2)


def exact_p(differences: list[float]) -> float:
    """Two-sided signed-rank p of untied differences, by all 2^n signs."""
    order = sorted(differences, key=abs)
    n = len(order)
    total = n * (n + 1) // 2
    observed = sum(rank for rank, value in enumerate(order, 1) if value > 0)
    extreme = min(observed, total - observed)
    sums = [sum(r for r, up in enumerate(signs, 1) if up) for signs in product((0, 1), repeat=n)]
    return min(1.0, 2 * sum(value <= extreme for value in sums) / 2**n)


def test_a_brute_force_in_plain_python_agrees() -> None:
    # Five women and one man, so that all 64 signs can be walked through; its own random numbers and equation.
    people: dict[Sex, int] = {"women": 5, "men": 1}
    random = np.random.default_rng(99)
    known: dict[object, float] = {}
    sd = sqrt(log(1 + 0.044**2) + log(1 + 0.011**2))
    hits, draws = 0, 1500
    for _ in range(draws):
        changes = []
        for kappa, alpha, level in [(0.7, -0.241, 0.65)] * 5 + [(0.9, -0.302, 0.85)]:
            true = level * float(np.exp(sqrt(log(1 + 0.15**2)) * random.standard_normal()))
            values = [true * float(np.exp(sd * random.standard_normal())) / kappa for _ in range(2)]
            before, after = (min(r, 1) ** alpha * max(r, 1) ** -1.2 for r in values)
            scale = (1.012 if kappa == 0.7 else 1) * 142 * 0.9938**51
            changes.append(scale * (0.93 * after - before))
        signs = tuple(np.argsort(np.abs(changes))), tuple(value > 0 for value in changes)
        known.setdefault(signs, exact_p(changes))
        hits += known[signs] <= 0.05
    result = chance_seen(
        ckd_epi_2021,
        levels=(0.65, 0.85),
        people=people,
        ratios=dict.fromkeys(people, 0.93),
        start=51,
        cvi=4.4,
        cva=1.1,
        spread=15,
    )
    error = sqrt(result.chance * (1 - result.chance) / draws)
    assert abs(hits / draws - result.chance) < 4 * error
    assert 0.1 < result.chance < 0.9


def test_with_one_slope_it_is_the_power_of_a_shift_on_the_log_scale() -> None:
    # MDRD has one slope. Where all people are alike, the test of raw values is nearly that of their logs,
    # whose change has a standard deviation of 1.154 × √2 × that of creatinine.
    aged = age_factor(mdrd, start=51, years=5)
    sd = 1.154 * sqrt(2) * sqrt(log(1 + 0.044**2) + log(1 + 0.011**2))
    alone: dict[Sex, int] = {"women": 11}
    result = chance_seen(
        mdrd,
        levels=(0.7,),
        people=alone,
        ratios={"women": aged},
        start=51,
        cvi=4.4,
        cva=1.1,
        spread=0,  # type: ignore[arg-type]
    )
    expected = power(11, log(aged) / sd)
    assert result.chance == pytest.approx(expected.power, abs=0.015)


def test_without_a_fall_the_level_of_the_test_is_kept() -> None:
    result = chance_seen(
        ckd_epi_2021,
        levels=(0.7, 0.92),
        people=PEOPLE,
        ratios=dict.fromkeys(PEOPLE, 1.0),
        start=51,
        cvi=4.4,
        cva=1.1,
        spread=15,
    )
    assert result.chance == pytest.approx(86 / 2048, abs=4 * result.error)


def test_the_table_has_every_level_equation_and_spread() -> None:
    table = chances(people=PEOPLE, start=51, years=5, cvi=4.4, cva=1.1, lost=5.75, levels=LEVELS[:2])
    assert table[["women", "equation"]].to_numpy().tolist() == [
        [women, name] for women, _ in LEVELS[:2] for name in EQUATIONS
    ]
    row = table[(table["women"] == 0.65) & (table["equation"] == "CKD-EPI, 2021")].iloc[0]
    assert row["age_apart"] == seen((0.65, 0.85), SPREADS[1]).chance
    women, men = (float(ckd_epi_2021(c, 51, s)) for c, s in ((0.65, "women"), (0.85, "men")))  # type: ignore[arg-type]
    assert row["followed_fall"] == pytest.approx(5.75 * (7 / women + 4 / men) / 11)
    assert row["age_fall"] == pytest.approx(1 - 0.9938**5)
    # A larger fall is seen more often; the flat part makes the later equations quieter than MDRD.
    assert (table["followed_alike"] > table["age_alike"]).all()
    by = table[table["women"] == 0.65].set_index("equation")["age_alike"]
    assert by["CKD-EPI, 2009"] > 3 * by["MDRD, 2006"]


def test_the_table_in_words_and_its_ranges_say_the_same() -> None:
    table = chances(people=PEOPLE, start=51, years=5, cvi=4.4, cva=1.1, lost=5.75, levels=LEVELS[2:])
    made = Filtration(51, 5.75, 4.4, 1.1, table)
    said = made.words()
    assert list(said) == [*made.headings(), "trace"]
    assert said["level"].tolist() == ["0.70 / 0.92"] * 3 + ["0.80 / 1.02"] * 3
    assert said["age_fall"].tolist() == ["1.9%", "3.5%", "3.1%"] * 2
    ends = made.ranges()
    shown = [int(text.rstrip("%")) for text in said.loc[said["equation"] != "MDRD, 2006", "age_apart"]]
    assert [round(100 * ends[key]) for key in ("age_min", "age_max")] == [min(shown), max(shown)]
    steep = said[said["equation"] == "MDRD, 2006"]
    assert steep["age_apart"].tolist() == [f"{ends['mdrd_age_max']:.0%}"] * 2
    followed = [f"{ends[f'mdrd_followed_{end}']:.0%}" for end in ("min", "max")]
    assert (
        steep["followed_apart"].tolist() == followed
    )  # less creatinine, less noise in proportion to the loss


def test_the_sentence_says_how_it_was_made() -> None:
    said = seen((0.6, 0.8), 15, draws=500, seed=7).sentence()
    assert "500 simulated groups, seed 7" in said
    assert "chance of" in said


def test_the_study_gives_people_ages_and_variation() -> None:
    study = Study.read()
    made = figures.filtration(study, followed="egfr-israel-50", levels=LEVELS[:1])
    assert (made.start, made.lost, made.cvi, made.cva) == (51, pytest.approx(5.75), 4.4, 1.1)
    own = chances(people=PEOPLE, start=51, years=5, cvi=4.4, cva=1.1, lost=made.lost, levels=LEVELS[:1])
    assert made.rows.drop(columns="trace").equals(own.drop(columns="trace"))
    assert made.headings()["start"] == "eGFR at 51, women / men"
    with pytest.raises(MissingFindingError, match="CLV-100 has no change nobody: its table 'aging'"):
        figures.filtration(study, followed="nobody")
