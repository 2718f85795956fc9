"""People and years, here and elsewhere."""

import pandas as pd
import pytest

from analysis.data import Study
from analysis.figures.record import exposure
from analysis.reported import exposure as trials

STUDY = Study.read()
TRIALS = trials(STUDY)


def test_every_trial_lies_inside_the_box() -> None:
    assert exposure.box(TRIALS["years"], exposure.YEARS) == exposure.YEARS
    assert exposure.box(TRIALS["people"], exposure.PEOPLE) == exposure.PEOPLE
    assert set(TRIALS["arm"]) <= set(exposure.SHAPES)


def test_the_box_grows_to_hold_a_short_trial() -> None:
    short = trials(Study.read("data/examples/rebamipide_2016"))
    low, high = exposure.box(short["years"], exposure.YEARS)
    assert low < short["years"].min() < exposure.YEARS[0]
    assert high == exposure.YEARS[1]


def test_this_trial_is_filled_and_the_others_are_open() -> None:
    _, _, others, this, names = exposure.exposure(STUDY).to_dict()["layer"]
    assert others["mark"]["filled"] is False
    assert "this trial" in this["transform"][0]["filter"]
    assert this["mark"]["filled"] is True
    assert names["mark"]["type"] == "text"


def test_the_names_of_neighbors_stand_apart() -> None:
    placed = exposure.rows(TRIALS).set_index("trial")["below"]
    assert not placed["CLV-100"]
    assert placed["SLE 2017"]
    assert placed["MS/NMO"]
    assert not placed["Cirrhosis"]


def test_a_narrow_picture_names_what_the_title_speaks_of() -> None:
    placed = exposure.rows(TRIALS)
    assert set(placed.loc[placed["always"], "trial"]) == {"CLV-100", "MS/NMO", "Cirrhosis", "Frailty 1"}


def test_the_title_gives_the_range_of_the_others() -> None:
    alone = pd.DataFrame({"what": ["this trial"], "person_years": [33.96]})
    assert exposure.finding(alone) == "At most 34 person-years here, if everybody was followed to the end"
    more = pd.DataFrame({"what": "other trial", "person_years": [8.0, 12_345.0]})
    assert exposure.finding(pd.concat([alone, more])) == (
        "At most 34 person-years here; 8 to 12,000 in 2 other trials"
    )


def test_trials_at_one_place_share_a_name() -> None:
    """Two placebo trials of 30 frail people for half a year: one name, once, that tells of both."""
    names = exposure.rows(TRIALS).set_index("trial")["name"]
    assert names["Frailty 2"] == "Frailty 2, Frailty cord"
    assert names["Frailty cord"] == ""
    alone = names.drop(["Frailty 2", "Frailty cord"])
    assert alone.tolist() == alone.index.tolist()


def test_lines_of_equal_exposure_stay_in_their_box() -> None:
    lines = exposure.equal_exposure((10, 50, 250), years=(0.4, 14), people=(3.5, 350))
    assert (lines["people"] * lines["years"]).to_list() == pytest.approx([10, 10, 50, 50, 250, 250])
    assert lines["years"].between(0.4 - 1e-9, 14 + 1e-9).all()
    assert lines["people"].between(3.5 - 1e-9, 350 + 1e-9).all()
    named = lines[lines["words"] != ""]
    assert list(named["words"]) == ["10", "50", "250 person-years"]
    assert (named["people"] <= pd.Series([5, 5, 20], index=named.index)).all()
