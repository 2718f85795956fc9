"""Whether levels and limits are printed, and what a multiple says of them."""

import pytest

from tests.claims.made_up import RATIO, add, judge

pytestmark = pytest.mark.slow


def test_a_ratio_can_be_to_or_by() -> None:
    """Worked by hand: 436 × 3 = 1308, and one baseline more is 1744."""
    reason = judge("change_of", RATIO).reason
    assert reason.endswith("nearly 3 times would be up to 1308, by nearly 3 times up to 1744.")


def test_of_a_long_list_those_with_limits_are_named() -> None:
    found = judge(
        "levels_printed", "y5-labs-within", {"markers": ["HGB", "HCT", "MCV", "ESR"], "visit": "Year 5"}
    )
    assert "any test asked about (hemoglobin, hematocrit, mean cell volume and" in found.reason
    assert "no limits are printed for hemoglobin, hematocrit and mean cell volume" in found.reason
    longer = judge(
        "levels_printed",
        "y5-labs-within",
        {"markers": ["HGB", "HCT", "MCV", "ESR", "GLUC"], "visit": "Year 5"},
    )
    assert "no limits are printed except for sedimentation rate" in longer.reason


@pytest.mark.parametrize(
    ("lie", "level", "verdict", "where"),
    [
        ("within", "120", "adds up", "lies within"),
        ("within", "200", "contradicted by the source itself", "lies outside"),
        ("outside", "200", "adds up", "lies outside"),
        ("outside", "120", "contradicted by the source itself", "lies within"),
    ],
)
def test_a_level_is_held_against_the_side_of_the_limits_that_the_claim_names(
    lie: str, level: str, verdict: str, where: str
) -> None:
    """IGF-1 with the printed limits of 95 to 168."""
    findings = add("y5-igf1-range", STAT="mean", VALUE=level)
    given = {"markers": ["IGF1"], "visit": "Year 5", "lie": lie}
    found = judge("levels_printed", "y5-igf1-range", given, findings=findings)
    assert found.verdict == verdict
    assert where in found.reason
