"""Regression to the mean, and how far luck lifts the mean of a group."""

import pandas as pd
import pytest

from analysis import figures
from analysis.data import MissingFindingError, Study
from analysis.figures.aging.regression_to_mean import draw
from analysis.physiology import lucky_start
from analysis.reconstruction import read_priors

STUDY = Study.read()
PRIORS = read_priors(STUDY)


@pytest.mark.parametrize("percent", [0, 42, 65, 100])
def test_the_line_is_the_expected_second_mean_on_logarithms(percent: int) -> None:
    explorer = figures.regression_to_mean(STUDY, ("IL6",), arm="HD")
    rows = explorer.rows({"repeats": percent})
    for first, second in zip(rows["first"], rows["second"], strict=True):
        assert second == pytest.approx(first ** (percent / 100), rel=1e-5)
    assert explorer.controls[0].default == 65


def test_the_table_of_luck_keeps_the_spread_and_changes_the_share() -> None:
    rows = figures.regression_bounds(STUDY, ("TNFA", "IL6"), people=(11, 6))
    assert list(dict.fromkeys(rows["parameter"])) == ["TNFA", "IL6"]
    for code, own in rows.groupby("parameter"):
        assert own["start_6"].nunique() == own["start_11"].nunique() == 1
        assert (own["start_6"] > own["start_11"]).all()
        assert own["rests"].iloc[0] == "prior"
        bound = lucky_start(6, PRIORS[code].sd, own["reliability"].iloc[1])
        assert own["fall_6"].iloc[1] == pytest.approx(bound.fall_percent)
    ordered = rows.sort_values("reliability").groupby("parameter")["fall_6"]
    assert ordered.apply(lambda falls: falls.is_monotonic_increasing).all()


def test_what_is_written_out_is_where_luck_ends() -> None:
    bound = lucky_start(6, PRIORS["IL6"].sd, PRIORS["IL6"].correlation)
    explorer = figures.regression_to_mean(STUDY, ("IL6", "TNFA"), arm="HD")
    (shown,) = explorer.rows({"repeats": 65}).query("kind == 'shown'").to_dict("records")
    assert shown["first"] == round(bound.start, 6)
    assert shown["second"] == pytest.approx(bound.start**0.65, abs=1e-6)
    assert shown["words"] == "1.43 times falls to 1.26 times"
    assert bound.sentence() in explorer.static().to_dict()["usermeta"]["description"]


def test_the_priors_that_vary_are_traced() -> None:
    rows = figures.regression_to_mean(STUDY, ("IL6", "TNFA"), arm="HD").rows({"repeats": 65})
    traced = set(rows.loc[rows["kind"] == "shown", "trace"].item().split())
    own = {
        f"priors:{marker}-{kind}-subject-cv" for marker in ("il6", "tnfa") for kind in ("within", "between")
    }
    assert own | {"priors:il6-analytical-cv", "formula:physiology.lucky_start"} <= traced


def test_a_marker_without_a_prior_is_refused() -> None:
    with pytest.raises(MissingFindingError, match="CLV-100 has no prior of DHEA-S"):
        figures.regression_to_mean(STUDY, ("DHEAS",), arm="HD")
    with pytest.raises(MissingFindingError, match="CLV-100 has no prior of DHEA-S: add"):
        figures.regression_bounds(STUDY, ("IL6", "DHEAS"), people=(6,))


def test_the_expected_second_mean_stands_against_no_change() -> None:
    rows = pd.DataFrame(
        {"kind": ["end", "end", "shown"], "first": [1.0, 3.0, 2.0], "second": [1.0, 2.0, 1.5], "words": "w"}
    )
    layers = draw(rows.assign(trace="formula:x.y")).to_dict()["layer"]
    assert layers[0]["encoding"]["y"]["field"] == "first"
    assert layers[1]["encoding"]["y"]["field"] == "second"


def test_the_title_follows_the_reliability() -> None:
    explorer = figures.regression_to_mean(STUDY, ("IL6", "TNFA"), arm="HD")
    titles = [explorer.finding(explorer.rows({"repeats": repeats})) for repeats in (50, 100)]
    assert titles == [
        "At 50% reliability a lucky mean of 1.43 is expected to fall to 1.20",
        "At 100% reliability a lucky mean of 1.43 is expected to stay",
    ]
