"""The baseline that would erase a difference."""

import pytest

from analysis.reported import tipping_point


def test_tipping_points_make_both_changes_equal() -> None:
    point = tipping_point(before="436", after="705", other_after="306")
    assert point.change_in_differences(point.difference) == pytest.approx(0)
    assert point.ratio_of_ratios(point.ratio) == pytest.approx(1)
    assert point.difference == 306 - (705 - 436)
    assert point.change_in_differences(306) == 705 - 436
    assert "189.2" in point.sentence()
    with pytest.raises(ValueError, match="above 0"):
        tipping_point(before="0", after="705", other_after="306")
