"""Mean ± spread: what each reading of ± implies."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data import findings
from analysis.reported import Summary, bars, enrolled, levels, readings, threshold


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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("705", "-1", 6), "not negative"),
        (("705", "160", 1), "at least 2"),
        (("705", "160", 5.5), "at least 2"),
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


def test_enrolled_reads_one_number_an_arm() -> None:
    assert enrolled(findings(), source="chin2020") == {"LD": 5, "HD": 6}
    with pytest.raises(ValueError, match="Name a source"):
        enrolled(findings(), source="poster")


def test_readings_cover_every_printed_level() -> None:
    table = readings(findings(), {"LD": 5, "HD": 6})
    assert set(table.index) == {
        *(f"p1-{marker}-{arm}-m6" for marker in ("il1ra", "il10", "tnfa") for arm in ("hd", "ld")),
        "po-il1ra-hd-baseline",
        "po-il1ra-hd-d2",
    }
    assert table.loc["p1-il1ra-hd-m6", "share_if_sem"] == pytest.approx(391.918 / 705, abs=1e-5)


@pytest.mark.parametrize(("reading", "overlapping"), [("SD", 0), ("SEM", 3)])
def test_the_chapter_may_say_when_the_arms_overlap(reading: str, overlapping: int) -> None:
    table = readings(findings(), {"LD": 5, "HD": 6})
    spans = bars(table[table["visit"] == "Month 6"])
    spans = spans[(spans["reading"] == reading) & (spans["bar"] == "mean ± 1 SD")]
    inner = spans.groupby("marker").agg(low=("low", "max"), high=("high", "min"))
    assert len(inner) == 3
    assert (inner["low"] < inner["high"]).sum() == overlapping


def test_bars_are_symmetric_about_the_mean() -> None:
    spans = bars(readings(findings(), {"LD": 5, "HD": 6}))
    assert len(spans) == 8 * 2 * 2
    assert ((spans["low"] + spans["high"]) / 2 - spans["mean"]).abs().max() < 1e-9


def test_levels_follow_time_and_print_what_was_printed() -> None:
    table = levels(findings(), marker="IL1RA")
    assert list(table["when"]) == ["HD, Baseline", "HD, Day 2", "HD, Month 6", "LD, Month 6"]
    assert list(table["printed"]) == ["436 ± 128", "615 ± 148", "705 ± 160", "306 ± 36"]
    assert (table["high"] - table["mean"]).tolist() == [128, 148, 160, 36]


def test_threshold_is_a_printed_number_behind_a_sign() -> None:
    line = threshold(findings(), finding="y5-il1ra-threshold")
    assert line.iloc[0].to_dict() == {
        "value": 408.0,
        "label": ">408 pg/mL",
        "trace": "findings:y5-il1ra-threshold",
    }
    with pytest.raises(ValueError, match="not a printed number"):
        threshold(findings(), finding="y5-il1ra-ratio")
