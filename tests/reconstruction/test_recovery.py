"""A simulated truth, printed as a paper would print it, is recovered: cohorts like it are found."""

import numpy as np
import pytest

from analysis import data
from analysis.inference import rank_sum
from analysis.reconstruction import Prior, Reading, cohorts, constrain

pytestmark = pytest.mark.slow

STUDY = data.Study.read()
FINDINGS = STUDY.findings
PRIOR = {"IL6": Prior(between=0.4, within=0.2, analytical=0.1, shift=1.0)}
CASES = 60


def printed(truth: dict[str, np.ndarray], spread_is: str) -> tuple[data.Study, str]:
    """The findings of a paper that saw the truth at month 6, and its p as printed."""
    result = rank_sum(truth["HD"], truth["LD"], method="normal")
    pvalue = f"{result.pvalue:.3f}"
    rows = FINDINGS.set_index("FINDINGID", drop=False)
    source = rows.loc[
        [
            "p1-n-ld",
            "p1-n-hd",
            "p1-dose-ld",
            "p1-dose-hd",
            "p1-il1ra-ld-m6",
            "p1-il1ra-hd-m6",
            "p1-il1ra-p-m6",
        ]
    ]
    table = source.assign(PARAMCD=source["PARAMCD"].replace("IL1RA", "IL6"))
    for arm, values in truth.items():
        factor = np.sqrt(len(values)) if spread_is == "sem" else 1.0
        place = f"p1-il1ra-{arm.lower()}-m6"
        table.loc[place, "VALUE"] = f"{values.mean():.1f}"
        table.loc[place, "SPREAD"] = f"{values.std(ddof=1) / factor:.1f}"
    direction = "higher" if result.effect > 0 else "lower"
    table.loc["p1-il1ra-p-m6", ["VALUE", "DIRECTION"]] = pvalue, direction
    return STUDY.with_tables(findings=table), pvalue


@pytest.mark.parametrize("spread_is", ["sd", "sem"])
def test_cohorts_like_the_truth_are_found(spread_is: str) -> None:
    rng = np.random.default_rng(20)
    for _ in range(CASES):
        shift = rng.uniform(0.1, 1.2)
        logs = {"LD": rng.normal(5, 0.4, 5), "HD": rng.normal(5 + shift, 0.4, 6)}
        truth = {arm: np.exp(values) for arm, values in logs.items()}
        paper, pvalue = printed(truth, spread_is)
        if rank_sum(truth["HD"], truth["LD"]).effect == 0:
            continue
        reading = Reading(spread_is=spread_is, samples={})
        found = cohorts(constrain(paper, ["IL6"], reading=reading, priors=PRIOR), size=3, seed=1)
        high, low = found.printed["IL6"][:, 5:, 1], found.printed["IL6"][:, :5, 1]
        for member in range(3):
            again = rank_sum(high[member], low[member], method="normal").pvalue
            assert f"{again:.3f}" == pvalue
            assert f"{high[member].mean():.1f}" == f"{truth['HD'].mean():.1f}"


def test_the_wrong_reading_of_a_wide_separation_is_refused() -> None:
    """SEMs read as SDs force the arms apart; a printed p that says they overlap then stands against them."""
    truth = {
        "LD": np.array([100.0, 120.0, 150.0, 180.0, 260.0]),
        "HD": np.array([140.0, 200.0, 240.0, 300.0, 380.0, 500.0]),
    }
    paper, _ = printed(truth, "sem")
    readings = {name: Reading(spread_is=name, samples={}) for name in ("sd", "sem")}
    asked = {name: constrain(paper, ["IL6"], reading=each, priors=PRIOR) for name, each in readings.items()}
    assert cohorts(asked["sem"], size=5, seed=1).size == 5
    with pytest.raises(ValueError, match="cannot be satisfied together"):
        cohorts(asked["sd"], size=5, seed=1)
