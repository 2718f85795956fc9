"""HOMA-IR at unchanged glucose."""

from analysis import figures


def test_homa_rises_by_the_share_of_insulin() -> None:
    rows = figures.insulin().rows({"homa_before": 8, "homa_rise": 50, "homa_glucose": 45}).set_index("kind")
    assert rows.loc["before", "homa"].item() == 1.6
    assert rows.loc["after", "homa"].item() == 2.4
