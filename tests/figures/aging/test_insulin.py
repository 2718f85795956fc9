"""HOMA-IR at unchanged glucose."""

from analysis import figures


def test_homa_rises_by_the_share_of_insulin() -> None:
    rows = figures.insulin().rows({"homa_before": 8, "homa_rise": 50, "homa_glucose": 45}).set_index("kind")
    assert rows.loc["before", "homa"].item() == 1.6
    assert rows.loc["after", "homa"].item() == 2.4


def test_the_title_follows_the_choice() -> None:
    made = figures.insulin()
    rows = made.rows({"homa_before": 8, "homa_rise": 50, "homa_glucose": 45})
    assert made.finding(rows) == "If glucose stays, HOMA-IR rises 50% as insulin does, from 1.6 to 2.4"
    assert made.controls[0].name == "homa_rise"
