"""The level that an exact interval attains: what five pairs reach, and the designs that are shown."""

import pandas as pd

from analysis import figures
from analysis.figures.design.attained_levels import MOST, REACHED, draw

EXPLORER = figures.attained_levels({"A": 5, "B": 6})


def test_levels_line_is_the_level_asked_for() -> None:
    rows = pd.DataFrame(
        {"design": ["5 pairs", "6 pairs"], "asked": 95, "attained": [93.75, 96.875], "reached": REACHED[::-1]}
    )
    line, points, values = draw(rows.assign(trace="formula:x.y")).to_dict()["layer"]
    assert (line["encoding"]["x"]["aggregate"], line["encoding"]["x"]["field"]) == ("max", "asked")
    assert line["encoding"]["x"]["scale"] == points["encoding"]["x"]["scale"]
    assert points["encoding"]["shape"]["scale"]["domain"] == REACHED
    assert values["mark"]["type"] == "text"


def test_levels_know_what_five_pairs_reach() -> None:
    rows = EXPLORER.rows({"asked": 95}).set_index("design")
    assert rows.loc["5 pairs", "attained"] == 93.75
    assert rows.loc["5 pairs", "reached"] == "out of reach"
    assert rows.loc["6 pairs", "reached"] == "reached"
    assert EXPLORER.rows({"asked": 93}).set_index("design").loc["5 pairs", "reached"] == "reached"


def test_the_title_names_what_falls_short_or_says_that_nothing_does() -> None:
    def title(sizes: dict[str, int], asked: int) -> str:
        explorer = figures.attained_levels(sizes)
        return explorer.finding(explorer.rows({"asked": asked}))

    assert title({"A": 5, "B": 6}, 95) == "With 5 pairs or fewer no exact interval reaches 95%"
    assert title({"A": 5, "B": 6}, 70) == "With every design here an exact interval reaches 70%"
    both = "With 4 pairs or fewer or 2 v 3 subjects no exact interval reaches 93%"
    assert title({"A": 2, "B": 3}, 93) == both


def test_the_designs_follow_the_sizes() -> None:
    few = EXPLORER.rows({"asked": 95})["design"].tolist()
    assert few == [*(f"{n} pairs" for n in range(3, 12)), "5 v 6 subjects"]
    many = figures.attained_levels({"A": 20, "B": 30}).rows({"asked": 95}).set_index("design")
    assert many.index.tolist() == [*(f"{n} pairs" for n in range(3, MOST + 1)), "20 v 30 subjects"]
    assert 95 <= many.loc["20 v 30 subjects", "attained"] < 95.5


def test_the_words_know_the_highest_level_of_the_smallest_arm() -> None:
    words = EXPLORER.describe(EXPLORER.grid())
    assert "For 3 to 11 pairs and for 5 v 6 subjects" in words
    assert "With 5 pairs the highest level in these rows is 93.75%." in words
