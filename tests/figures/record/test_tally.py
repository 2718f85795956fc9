"""The map of how many findings there are."""

from analysis.data import Study
from analysis.figures.record import tally


def test_a_choice_of_source_moves_no_row_and_no_column() -> None:
    explorer = tally.tally(Study.read(), seen="Said.")
    every, one = (
        explorer.chart({"tally_source": source}).to_dict() for source in ("all four", "Chinese summary")
    )
    boxes = every["layer"][0]["encoding"]
    assert boxes["x"]["scale"]["domain"] == ["Baseline", "Day 2", "Month 6", "Year 5"]
    own = one["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert own == [system for system in boxes["y"]["scale"]["domain"] if system in own]
    assert every["description"].endswith("Said.")
    assert explorer.static().to_dict()["layer"][1]["encoding"]["text"]["field"] == "words"
