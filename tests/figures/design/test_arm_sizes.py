"""How many people two arms need: the number that the formula gives."""

from analysis import figures
from analysis.inference import noether_per_arm


def test_the_needed_number_is_that_of_the_formula() -> None:
    rows = figures.arm_sizes().rows({"effect": 50, "wanted_power": 90, "arm_level": 1})
    needed = rows[rows["kind"] == "needed"]
    assert needed["people"].item() == noether_per_arm(0.5, 0.9, alpha=0.01)
    assert needed["percent"].item() >= 90
    assert rows["wanted"].eq(90).all()


def test_the_title_says_the_number_the_difference_the_power_and_the_level() -> None:
    choice = {"effect": 50, "wanted_power": 90, "arm_level": 1}
    needed = noether_per_arm(0.5, 0.9, alpha=0.01)
    explorer = figures.arm_sizes()
    title = explorer.finding(explorer.rows(choice))
    assert title == f"{needed} people in each arm detect 0.5 SD with 90% power at the 1% level"
