"""The map of what is printed."""

from analysis.data import Study
from analysis.figures.record import coverage
from analysis.reported import KINDS
from analysis.reported import coverage as cells

STUDY = Study.read()


def test_markers_and_visits_stand_in_order_and_a_level_is_filled() -> None:
    drawn = coverage.draw(cells(STUDY), arms=STUDY.labels).to_dict()
    marks, centers, signs, _ = drawn["layer"]
    assert marks["encoding"]["x"]["sort"] == [visit.name for visit in STUDY.visits]
    assert marks["encoding"]["y"]["sort"] == list(STUDY.markers.values())
    assert marks["transform"][0]["filter"]["oneOf"] == list(KINDS[:2])
    assert "level printed" in marks["encoding"]["fillOpacity"]["condition"]["test"]
    assert (centers["encoding"]["text"]["field"], signs["encoding"]["text"]["field"]) == ("center", "sign")
    (rows,) = drawn["datasets"].values()
    at = {(row["marker"], row["arm"], row["visit"]): row for row in rows}
    assert at["IL-1Ra", "HD", "Month 6"]["center"] == "705"
    assert at["IL-6", "HD", "Baseline"]["sign"] == "?"
    assert at["HGF", "LD", "Day 2"]["sign"] == "–"
    assert [row["visit"] for row in rows if row["last"]] == ["Year 5"]


def test_the_finding_follows_the_levels_of_the_last_visit() -> None:
    told = cells(STUDY)
    assert coverage.finding(told) == "No level of the seven markers at year 5 is printed in what we read"
    one = told["marker"].eq("HGF") & told["visit"].eq("Year 5")
    some = coverage.finding(told.assign(kind=told["kind"].mask(one, KINDS[0])))
    assert some == "One of the seven markers has a printed level at year 5"
    every = coverage.finding(told.assign(kind=KINDS[0]))
    assert every == "Each of the seven markers has a printed level at year 5"
    alone = told[told["marker"] == "HGF"]
    assert coverage.finding(alone) == "No level of HGF at year 5 is printed in what we read"
    assert coverage.finding(alone.assign(kind=KINDS[0])) == (
        "A level of HGF at year 5 is printed in what we read"
    )


def test_the_words_count_what_is_drawn() -> None:
    words = coverage.coverage(STUDY).to_dict()["description"]
    assert "Of 56 cells, 8 hold a level, none of them at five years; 32 have no level" in words
