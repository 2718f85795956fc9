"""Trials in frail people by dose."""

from typing import Any

import pandas as pd
import pytest

from analysis import reported
from analysis.data import Study
from analysis.figures.record import frailty

STUDY = Study.read()
ALL = reported.frailty_results(STUDY)
TRIALS = reported.from_papers(ALL)


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    drawn: dict[str, Any] = frailty.frailty(STUDY).static().to_dict()
    return drawn


def test_every_result_is_drawn_once_and_traced(spec: dict[str, Any]) -> None:
    (rows,) = spec["datasets"].values()
    assert sorted(row["trace"] for row in rows) == sorted("frailty_trials:" + TRIALS["REFID"])


def test_what_a_wiki_a_release_or_the_news_tells_is_not_drawn(spec: dict[str, Any]) -> None:
    """Such rows stay in the table, marked; the figure rests on papers and their abstracts."""
    (rows,) = spec["datasets"].values()
    left = "frailty_trials:" + ALL.loc[ALL["STANDING"].isin(["release", "secondary"]), "REFID"]
    assert len(left) >= 5
    assert not set(left) & {row["trace"] for row in rows}
    papers = STUDY.sources.set_index("SOURCEID").loc[sorted(set(TRIALS["SOURCEID"]))]
    assert (papers["DOI"] != "").all(), "a source without DOI is no paper"


def test_cord_cells_are_drawn_against_placebo(spec: dict[str, Any]) -> None:
    (rows,) = spec["datasets"].values()
    cord = [row for row in rows if row["Row"].startswith("Cord cells|")]
    assert len(cord) == 8
    assert {row["Contrast"] for row in cord} == {"against placebo"}


def test_every_dose_and_outcome_has_a_place(spec: dict[str, Any]) -> None:
    assert set(TRIALS["DOSE"]) == set(frailty.DOSES)
    assert set(TRIALS["OUTCOME"]) == set(frailty.OUTCOMES)
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == frailty.DOSES


def test_hollow_marks_are_results_within_an_arm(spec: dict[str, Any]) -> None:
    hollow, filled = spec["layer"][:2]
    assert (filled["mark"]["filled"], hollow["mark"]["filled"]) == (True, False)
    assert filled["transform"][-1]["filter"] == f"!({hollow['transform'][-1]['filter']})"


def test_a_mark_stands_for_one_result() -> None:
    place = TRIALS[["TRIAL", "CONTRAST", "ENDPOINT", "MONTHS", "DOSE"]]
    assert not place.duplicated().any()


def test_a_size_has_its_sign_and_unit(spec: dict[str, Any]) -> None:
    (rows,) = spec["datasets"].values()
    sizes = {row["trace"]: row["Size"] for row in rows}
    assert sizes["frailty_trials:fc-walk4"] == "−2.05 s"
    assert sizes["frailty_trials:c2-walk-100"] == ""


def test_the_control_offers_every_endpoint(spec: dict[str, Any]) -> None:
    (endpoint,) = spec["params"]
    assert endpoint["bind"]["options"] == list(dict.fromkeys(TRIALS["ENDPOINT"]))


def test_it_opens_where_all_trials_stand(spec: dict[str, Any]) -> None:
    (endpoint,) = spec["params"]
    shown = TRIALS.loc[TRIALS["ENDPOINT"] == endpoint["value"], "TRIAL"]
    assert set(shown) == set(TRIALS["TRIAL"])


def test_the_words_count_each_kind_of_result() -> None:
    explorer = frailty.frailty(STUDY)
    words = explorer.describe(explorer.grid())
    assert f"within arm, {_improved('within arm')} improved" in words
    assert f"against placebo, {_improved('against placebo')} improved" in words


@pytest.mark.parametrize(
    ("outcomes", "contrast", "title"),
    [
        (["improved", "not stated"], "within arm", "FEV1: 1 of 2 results improved, none against placebo"),
        (["improved", "improved"], "against placebo", "FEV1: 2 of 2 results improved, 2 against placebo"),
        (["not stated", "no difference"], "within arm", "FEV1: none of 2 results improved"),
        (["not stated"], "within arm", "FEV1: the only result is not stated, within arm"),
        (["no difference"], "against placebo", "FEV1: the only result shows no difference, against placebo"),
    ],
)
def test_the_title_counts_what_improved_and_against_what(
    outcomes: list[str], contrast: str, title: str
) -> None:
    rows = pd.DataFrame({"Endpoint": "FEV1", "Outcome": outcomes, "Contrast": contrast})
    assert frailty.finding(rows) == title


def _improved(contrast: str) -> int:
    return len(TRIALS.query("CONTRAST == @contrast and OUTCOME == 'improved'"))
