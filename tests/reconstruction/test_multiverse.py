"""Every combination of choices: recomputed by hand, counted, and shared only where nothing changes."""

from dataclasses import replace
from math import prod
from typing import Any

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

from analysis import data
from analysis.inference import rank_sum
from analysis.reconstruction import (
    DEGREES,
    Cell,
    Ensemble,
    Multiverse,
    Reading,
    cohorts,
    cohorts_by_sharing,
    constrain,
    multiverse,
)
from analysis.reconstruction.multiverse import _Known, incomplete

STUDY = data.Study.read()
CODES = ("IL10", "TNFA")
SIZE, SEED = 12, 7
CHOICES = {
    "p_method": ("exact", "normal", "normal-cc"),
    "spread_is": ("SD", "SEM"),
    "samples": (5, 4, 3),
    "lost": (0, 1, 2),
    "adjusted": ("none", "holm", "bh"),
    "change_as": ("difference", "ratio"),
}
NAMES = list(CHOICES)
DEFAULT = {
    "p_method": "normal",
    "spread_is": "SD",
    "samples": 3,
    "lost": 2,
    "adjusted": "none",
    "change_as": "difference",
}


@pytest.fixture(scope="module")
def result() -> Multiverse:
    return multiverse(STUDY, CODES, CHOICES, arm="LD", visit="Month 6", size=SIZE, seed=SEED)


def row(result: Multiverse, marker: str, **changed: Any) -> pd.Series:
    choice = pd.Series(DEFAULT | changed)
    rows = result.rows[result.rows["marker"] == marker]
    (found,) = rows[(rows[NAMES] == choice).all(axis=1)].to_dict("records")
    return pd.Series(found)


def test_every_combination_is_there_once(result: Multiverse) -> None:
    assert len(result.rows) == len(CODES) * prod(map(len, CHOICES.values())) == 2 * 324
    assert not result.rows.duplicated([*NAMES, "marker"]).any()
    built = result.rows["status"] == "built"
    assert result.rows.loc[built, ["low", "middle", "high", "share", "least", "most"]].notna().all(axis=None)
    assert (result.rows.loc[~built, "reason"] != "").all()
    assert result.rows.loc[~built, "middle"].isna().all()
    spans = result.spans
    assert result.counts == {"combinations": 324, "cohorts": SIZE}
    assert (spans["built"] + spans["empty"]).eq(324).all()
    assert spans.loc["IL-10", "built"] == (built & (result.rows["marker"] == "IL-10")).sum()
    plain = result.rows[built & (result.rows["adjusted"] == "none") & (result.rows["marker"] == "IL-10")]
    widest = 100 * (plain["most"] - plain["least"]).max()
    assert spans.loc["IL-10", "widest"] == pytest.approx(widest, abs=0.05)
    assert tuple(spans.loc["IL-10", ["lowest", "highest"]]) == (plain["least"].min(), plain["most"].max())


@pytest.mark.parametrize("change", ["difference", "ratio"])
@pytest.mark.parametrize("adjusted", ["none", "holm", "bh"])
def test_the_default_reading_by_hand(result: Multiverse, change: str, adjusted: str) -> None:
    asked = constrain(STUDY, CODES)
    pvalues = np.empty((SIZE, 2))
    for place, code in enumerate(CODES):
        ensemble = cohorts(asked.only([code]), size=SIZE, seed=SEED)
        after, before = (
            [ensemble.values(code, arm, visit) for arm in ("HD", "LD")] for visit in ("Month 6", "Baseline")
        )
        for cohort in range(SIZE):
            high, low = (
                a[cohort] - b[cohort] if change == "difference" else np.log(a[cohort]) - np.log(b[cohort])
                for a, b in zip(after, before, strict=True)
            )
            pvalues[cohort, place] = rank_sum(high, low[~np.isnan(low)], method="normal").pvalue
    if adjusted != "none":
        each, where = np.unique(pvalues, axis=0, return_inverse=True)  # the oracle, statsmodels, is slow
        oracle = {"holm": "holm", "bh": "fdr_bh"}[adjusted]
        pvalues = np.array([multipletests(family, method=oracle)[1] for family in each])[where.ravel()]
    for place, code in enumerate(CODES):
        told = row(result, STUDY.markers[code], change_as=change, adjusted=adjusted)
        assert told["share"] == pytest.approx(np.mean(pvalues[:, place] <= 0.05), abs=1e-4)
        assert told["middle"] == pytest.approx(np.sort(pvalues[:, place])[SIZE // 2 - 1], abs=1e-5)


def test_the_range_is_over_what_the_arms_share(result: Multiverse) -> None:
    """The levels of TNF-α at six months do not tell where the arms began: shared drift moves that."""
    asked = constrain(STUDY, CODES).only(["TNFA"])
    shares = []
    for drawn in cohorts_by_sharing(asked, DEGREES, size=SIZE, seed=SEED).values():
        assert isinstance(drawn, Ensemble)
        changes = {
            arm: drawn.values("TNFA", arm, "Month 6") - drawn.values("TNFA", arm, "Baseline")
            for arm in ("HD", "LD")
        }
        low = changes["LD"][:, ~np.isnan(changes["LD"][0])]
        found = [
            rank_sum(h, each, method="normal").pvalue for h, each in zip(changes["HD"], low, strict=True)
        ]
        shares.append(np.mean(np.array(found) <= 0.05))
    told = row(result, "TNF-α")
    assert (told["share"], told["least"], told["most"]) == pytest.approx(
        (shares[0], min(shares), max(shares)), abs=1e-4
    )


def test_what_cannot_be_built_says_why(result: Multiverse) -> None:
    refused = row(result, "TNF-α", p_method="exact", samples=5, lost=0)
    assert refused["status"] == "no cohorts"
    assert refused["reason"].startswith("no rank statistic")
    assert "p = 0.04" in refused["reason"]
    family = row(result, "IL-10", p_method="exact", samples=5, lost=0, adjusted="holm")
    assert (family["status"], family["reason"]) == (incomplete(2), "no cohorts for TNF-α")
    alone = row(result, "IL-10", p_method="exact", samples=5, lost=0)
    assert alone["status"] == "built"


def test_readings_that_ask_the_same_share_their_cohorts() -> None:
    known = _Known(SIZE, SEED)

    def outcome(code: str, **reading: Any) -> object:
        lost = {Cell("LD", "Baseline"): reading.pop("baselines"), Cell("LD", "Month 6"): 3}
        asked = constrain(STUDY, CODES, reading=Reading(samples=lost, **reading))
        return known.outcome(asked.only([code]))

    first = outcome("IL10", baselines=5)
    assert outcome("IL10", baselines=3) is first, "nothing is told of IL-10 at baseline"
    assert outcome("IL10", baselines=5, spread_is="sem") is not first
    assert outcome("TNFA", baselines=5) is not outcome("TNFA", baselines=3), "year 5 is told against baseline"


def test_sentences_say_share_or_reason(result: Multiverse) -> None:
    told = result.sentences()
    assert len(told) == 324
    assert told["sentence"].str.count("\n").eq(1).all()
    (default,) = told.loc[(told[NAMES] == pd.Series(DEFAULT)).all(axis=1), "sentence"]
    share = row(result, "IL-10")["share"]
    assert (
        f"IL-10: p is at most 0.05 in {100 * share:.0f} % of cohorts if each arm drifts by itself" in default
    )
    assert "as the arms share none to all of a visit's drift" in default
    assert not told["sentence"].str.contains("probability|power|analyses", case=False).any()


def test_a_range_without_width_is_no_range(result: Multiverse) -> None:
    """Shares that round alike are told once: 99.6 % and 100 % too."""
    built = row(result, "IL-10").to_dict() | {"share": 1.0, "least": 0.996, "most": 1.0}
    same = replace(result, rows=pd.DataFrame([built])).sentences()["sentence"].item()
    assert same.endswith("and in 100 %, whatever they share of a visit's drift.")
    moved = replace(result, rows=pd.DataFrame([built | {"least": 0.904}])).sentences()["sentence"].item()
    assert moved.endswith("and in 90 to 100 % as the arms share none to all of a visit's drift.")


def test_a_family_is_named_by_its_size(result: Multiverse) -> None:
    assert incomplete(3) == "a marker of the three has no cohorts"
    said = result.sentences()["sentence"]
    assert said.str.contains("cannot be adjusted for two markers").any()


def test_the_rows_name_what_their_cohorts_were_drawn_under(result: Multiverse) -> None:
    """The findings that a cell is told of, the sources of all others that count, and the priors."""
    (trace,) = set(result.rows.loc[result.rows["marker"] == "IL-10", "trace"])
    parts = trace.split()
    assert [part for part in parts if part.startswith("findings:")] == [
        "findings:p1-il10-hd-m6",
        "findings:p1-il10-p-m6",
        "findings:p1-il10-ld-m6",
    ]
    assert "sources:chin2020" in parts
    (marker,) = constrain(STUDY, ["IL10"]).markers
    assert [part for part in parts if part.startswith("priors:")] == [
        f"priors:{row}" for row in marker.prior.rows
    ]


def test_choices_by_other_names_are_refused() -> None:
    some = {name: CHOICES[name] for name in ("samples", "lost")}
    with pytest.raises(ValueError, match=r"choices are samples, lost. Give p_method, spread_is"):
        multiverse(STUDY, CODES, some, arm="LD", visit="Month 6", size=SIZE, seed=SEED)
