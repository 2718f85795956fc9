"""Pooled ratios of reviews."""

from analysis.data import Study
from analysis.figures.record import reviews

STUDY = Study.read()


def test_ratios_keep_what_is_printed() -> None:
    printed = STUDY.table("safety").query("VALUE != ''")
    drawn = reviews.reviews(STUDY).to_dict()
    rows = max(drawn["datasets"].values(), key=len)
    assert len(rows) == len(printed)
    death = next(row for row in rows if row["trace"] == "safety:thompson-death")
    assert death["Outcome"] == "Death|0.78 (0.65 to 0.94)"
    assert "Death 0.78 (0.65 to 0.94)" in drawn["description"]
    axis = drawn["layer"][2]["encoding"]["x"]
    assert axis["scale"]["type"] == "log"
    low, high = axis["scale"]["domain"]
    assert all(low <= row["low"] and row["high"] <= high for row in rows)
