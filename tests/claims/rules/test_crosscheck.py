"""Whether what should follow a signal followed it."""

import pytest

from tests.claims.made_up import judge

pytestmark = pytest.mark.slow


def test_what_a_follower_is_compared_with_is_told() -> None:
    reason = judge("follows_signal", "y5-il6-hd y5-hs-crp y5-esr").reason
    assert "hs-CRP is told as stable and sedimentation rate is told as higher, against month 6" in reason
    assert "and not against baseline" in reason
