"""The map of directions told in words."""

from collections import Counter
from functools import partial

from analysis.data import Study
from analysis.figures.record import directions

STUDY = Study.read()
TOLD = directions.rows(STUDY)


def test_both_statements_on_hgf_are_kept() -> None:
    hgf = TOLD[TOLD["marker"] == "HGF"]
    assert set(TOLD["concerns"]) == set(directions.columns(STUDY))
    assert directions.columns(STUDY) == ["HD v baseline", "LD v baseline", "HD v LD", "arm not named"]
    assert set(hgf[hgf["concerns"] == "HD v baseline"]["direction"]) == {"lower"}
    assert set(hgf[hgf["concerns"] == "HD v LD"]["direction"]) == {"higher"}
    assert not TOLD.duplicated(["marker", "concerns", "slot"]).any()


def test_low_dose_statements_all_say_no_difference() -> None:
    low = TOLD[TOLD["concerns"] == "LD v baseline"]
    assert len(low) == 6
    assert set(low["direction"]) == {"no difference"}


def test_every_statement_goes_back_to_its_finding() -> None:
    known = STUDY.where(STAT="direction", PARAMCD=STUDY.markers, AVISIT="Year 5")
    assert list(TOLD["trace"]) == list("findings:" + known["FINDINGID"])


def test_directions_have_a_shape_and_fill_for_significance() -> None:
    (view,) = directions.draw(TOLD).to_dict()["layer"]
    assert view["encoding"]["shape"]["field"] == "direction"
    assert view["mark"]["stroke"] == view["mark"]["fill"] == "currentColor"
    assert "significant" in str(view["encoding"]["fillOpacity"]["condition"]["test"])
    assert view["encoding"]["shape"]["scale"]["domain"] == ["higher", "no difference", "lower"]


def test_a_choice_of_the_part_moves_no_row_and_no_column() -> None:
    explorer = directions.directions(STUDY)
    parts = {told_in: explorer.rows({"told_in": told_in}) for told_in in ("all", "results", "discussion")}
    assert Counter(parts["all"]["told in"]) == {part: len(parts[part]) for part in ("results", "discussion")}
    views = [explorer.chart({"told_in": part}).to_dict()["layer"][0]["encoding"] for part in parts]
    assert len({str(view["x"]["scale"]["domain"]) for view in views}) == 1
    assert len({str(view["y"]["scale"]["domain"]) for view in views}) == 1


def test_directions_beside_a_p_are_read_where_none_stands_alone() -> None:
    cells = directions.rows(Study.read("data/examples/mpc_2017"))
    assert set(cells["concerns"]) == {"MPC v HA"}
    assert cells["trace"].str.contains("-p-m24").all()
    assert len(cells) == 5


def test_the_finding_counts_statements_and_significance() -> None:
    called = TOLD[TOLD["significance"] == "significant"]
    other = TOLD[TOLD["significance"] != "significant"]
    title = partial(directions.finding, visit="Year 5")
    assert title(TOLD) == "Eight of 26 statements at year 5 are called significant"
    assert title(called) == "All eight statements at year 5 are called significant"
    assert title(other[:3]) == "None of three statements at year 5 are called significant"
    assert title(called[:1]) == "The one statement at year 5 is called significant"
    assert title(other[:1]) == "The one statement at year 5 is not called significant"
