"""Mean ± spread: what each reading of ± implies."""

import math
import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data import Study
from analysis.inference import attainable, floors, rank_sum
from analysis.inference.pvalues import Method
from analysis.reported import Printed, Summary, bars, levels, readings, threshold

STUDY = Study.read()


def test_hand_values() -> None:
    # By hand: 160 / sqrt(6) = 65.3197, 160 * sqrt(6) = 391.918; 36 * sqrt(5) = 80.498.
    high, low = Summary("705", "160", 6), Summary("306", "36", 5)
    assert high.sem(spread_is="sd") == pytest.approx(65.3197, abs=1e-4)
    assert high.sd(spread_is="sem") == pytest.approx(391.918, abs=1e-3)
    assert low.sd(spread_is="sem") == pytest.approx(80.498, abs=1e-3)
    assert high.sentence() == (
        "705 ± 160 (n = 6): if ± is an SD, the SEM is 65.32; if ± is an SEM, the SD is 391.9."
    )


@settings(derandomize=True)
@given(st.integers(0, 10_000), st.integers(2, 500))
def test_the_readings_mirror_each_other(spread: int, n: int) -> None:
    summary = Summary("1.0", str(spread), n)
    assert summary.sd(spread_is="sd") == summary.sem(spread_is="sem") == spread
    assert summary.sd(spread_is="sem") * summary.sem(spread_is="sd") == pytest.approx(spread**2)
    assert math.isclose(summary.sd(spread_is="sd"), summary.sem(spread_is="sd") * math.sqrt(n))


def test_bounds_by_hand_and_attained() -> None:
    # By hand: 704.5 - 160.5 * 5 / sqrt(6) = 376.881; 306.5 + 36.5 * 4 / sqrt(5) = 371.793.
    assert Summary("705", "160", 6).bounds(spread_is="sd")[0] == pytest.approx(376.881, abs=1e-3)
    assert Summary("306", "36", 5).bounds(spread_is="sd")[1] == pytest.approx(371.793, abs=1e-3)
    # Four values of 10 and one of 20 have mean 12 and SEM 2: the 20 lies as far out as one of five can.
    low, high = Summary("12.000", "2.000", 5).bounds(spread_is="sem")
    assert low == pytest.approx(4, abs=0.01)
    assert 20 <= high == pytest.approx(20, abs=0.01)


@settings(derandomize=True)
@given(st.lists(st.integers(-500, 500), min_size=2, max_size=12))
def test_no_value_lies_outside_the_bounds_of_its_summary(values: list[int]) -> None:
    mean, sd = f"{statistics.fmean(values):.1f}", f"{statistics.stdev(values):.1f}"
    low, high = Summary(mean, sd, len(values)).bounds(spread_is="sd")
    assert low <= min(values) <= max(values) <= high


def test_the_chapter_may_say_that_the_printed_numbers_exclude_each_other_as_sds() -> None:
    printed = Printed("0.02")
    table = readings(STUDY)
    assert table.loc["p1-il1ra-hd-m6", "least_if_sd"] > table.loc["p1-il1ra-ld-m6", "most_if_sd"]
    assert table.loc["p1-il1ra-hd-m6", "least_if_sem"] < table.loc["p1-il1ra-ld-m6", "most_if_sem"]
    assert floors([(6, 5)])["floor"].max() < printed.low
    # With three samples of the low dose the arms stand apart too, and that floor prints as 0.02.
    assert printed.holds(attainable(6, 3)["pvalue"].min())


@pytest.mark.parametrize("method", ["exact", "normal"])
def test_the_chapter_may_say_that_they_go_together_as_sems(method: Method) -> None:
    """Made-up values that print as the abstract does, with the printed p."""
    high, low = [335, 373, 547, 602, 1085, 1289], [217, 266, 306, 306.5, 434]
    for values, mean, sem in ((high, "705", "160"), (low, "306", "36")):
        assert Printed(mean).holds(statistics.fmean(values))
        assert Printed(sem).holds(statistics.stdev(values) / math.sqrt(len(values)))
    assert Printed("0.02").holds(rank_sum(high, low, method=method).pvalue)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("705", "-1", 6), "not negative"),
        (("705", "-0.0", 6), "not negative"),
        (("705", "160", 1), "whole number from 2 up"),
        (("705", "160", 5.5), "whole number from 2 up"),
        (("705", "160", True), "whole number from 2 up"),
        (("about 705", "160", 6), "not a printed number"),
        (("705", "± 160", 6), "not a printed number"),
    ],
)
def test_what_cannot_be_a_summary_is_refused(arguments: tuple[str, str, int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Summary(*arguments)


def test_unknown_reading_is_refused() -> None:
    with pytest.raises(ValueError, match="Use one of sd, sem"):
        Summary("705", "160", 6).sd(spread_is="iqr")  # type: ignore[arg-type]


def test_readings_cover_every_printed_level() -> None:
    table = readings(STUDY)
    assert set(table.index) == {
        *(f"p1-{marker}-{arm}-m6" for marker in ("il1ra", "il10", "tnfa") for arm in ("hd", "ld")),
        "po-il1ra-hd-baseline",
        "po-il1ra-hd-d2",
    }
    assert table.loc["p1-il1ra-hd-m6", "share_if_sem"] == pytest.approx(391.918 / 705, abs=1e-5)


@pytest.mark.parametrize(("reading", "overlapping"), [("SD", 0), ("SEM", 3)])
def test_the_chapter_may_say_when_the_arms_overlap(reading: str, overlapping: int) -> None:
    table = readings(STUDY)
    spans = bars(table[table["visit"] == "Month 6"])
    spans = spans[(spans["reading"] == reading) & (spans["bar"] == "mean ± 1 SD")]
    inner = spans.groupby("marker").agg(low=("low", "max"), high=("high", "min"))
    assert len(inner) == 3
    assert (inner["low"] < inner["high"]).sum() == overlapping


def test_bars_are_symmetric_about_the_mean() -> None:
    spans = bars(readings(STUDY))
    assert len(spans) == 8 * 2 * 2
    assert ((spans["low"] + spans["high"]) / 2 - spans["mean"]).abs().max() < 1e-9


def test_levels_follow_time_and_print_what_was_printed() -> None:
    table = levels(STUDY, marker="IL1RA")
    assert list(table["when"]) == ["HD, Baseline", "HD, Day 2", "HD, Month 6", "LD, Month 6"]
    assert list(table["printed"]) == ["436 ± 128", "615 ± 148", "705 ± 160", "306 ± 36"]
    assert (table["high"] - table["mean"]).tolist() == [128, 148, 160, 36]


def test_threshold_is_a_printed_number_behind_a_sign() -> None:
    line = threshold(STUDY, finding="y5-il1ra-threshold")
    assert line.iloc[0].to_dict() == {
        "value": 408.0,
        "label": ">408 pg/mL",
        "trace": "findings:y5-il1ra-threshold",
    }
    with pytest.raises(ValueError, match="not a printed number"):
        threshold(STUDY, finding="y5-il1ra-ratio")
