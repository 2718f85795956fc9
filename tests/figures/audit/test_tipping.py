"""The arms' changes for every baseline that a reader can set."""

import pytest

from analysis.data import MissingFindingError, Study
from analysis.figures import tipping
from analysis.figures.audit.tipping import _drawing

STUDY = Study.read()


def test_only_the_chosen_baseline_is_hollow_and_dashed() -> None:
    rows = tipping(STUDY, "IL1RA", visit="Month 6").rows({"other_began": 306})
    spec = _drawing(rows).to_dict()
    points = [layer for layer in spec["layer"] if layer["mark"]["type"] == "point"]
    assert [layer["mark"]["filled"] for layer in points] == [True, True, False, True]
    lines = [layer["mark"]["strokeDash"] for layer in spec["layer"] if layer["mark"]["type"] == "rule"]
    assert lines == [[1, 0], [6, 4]]
    assert {layer["encoding"]["shape"]["scale"]["range"][1] for layer in points} == {"diamond"}
    assert rows[["arm", "began", "chosen"]].to_numpy().tolist() == [["LD", 306.0, True], ["HD", 436.0, False]]


def test_each_baseline_has_its_contrast() -> None:
    """By hand: HD 436 to 705, + 269 or × 1.617; LD ends at 306, so is alike at 37 and at 189."""
    explorer = tipping(STUDY, "IL1RA", visit="Month 6")
    said = {
        began: explorer.finding(explorer.rows({"other_began": began})).partition(", HD ")[2]
        for began in (36, 37, 100, 189, 306)
    }
    assert said == {
        36: "rose less, as difference and as ratio",
        37: "rose alike as difference, less as ratio",
        100: "rose more as difference, less as ratio",
        189: "rose more as difference, alike as ratio",
        306: "rose more, as difference and as ratio",
    }
    (began,) = explorer.controls
    assert (began.choices[0], began.choices[-1], began.default) == (30, 440, 306)


def test_the_words_name_markers_arms_and_what_was_printed() -> None:
    meta = tipping(STUDY, "IL1RA", visit="Month 6").static().to_dict()["usermeta"]
    assert meta["title"] == "If LD began at 306 pg/mL, HD rose more, as difference and as ratio"
    assert meta["findings"] == ["p1-il1ra-hd-m6", "p1-il1ra-ld-m6", "po-il1ra-hd-baseline"]
    assert {"poster", "chin2020"} <= set(meta["sources"])
    assert "HD goes from 436 to 705, both printed; LD ends at the printed 306" in meta["description"]


def test_where_both_baselines_are_printed_the_earlier_arms_can_be_turned() -> None:
    """PGE2 of the tablet trial: 999 to 168 with rebamipide, 1005 to 241 with placebo."""
    study = Study.read("data/examples/rebamipide_2016")
    explorer = tipping(study, "PGE2", visit="Day 7")
    (began,) = explorer.controls
    assert (began.label, began.default) == ("PLA at baseline, pg/mL", 1005)
    assert explorer.title == "If PLA began at 1,005 pg/mL, REB fell more, as difference and as ratio"
    assert explorer.static().to_dict()["usermeta"]["sources"] == ["gagliano2016"]


def test_a_mean_that_is_not_printed_is_named() -> None:
    with pytest.raises(MissingFindingError, match="no mean of TNF-α for HD at Baseline"):
        tipping(STUDY, "TNFA", visit="Month 6")
    with pytest.raises(MissingFindingError, match="prints no mean"):
        tipping(STUDY, "HGF", visit="Month 6")
