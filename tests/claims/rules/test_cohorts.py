"""What holds in computed cohorts under every assumption."""

import pandas as pd
import pytest

from tests.claims.made_up import FINDINGS, judge

pytestmark = pytest.mark.slow

COHORTS = {"marker": "IL1RA", "visit": "Year 5"}


def test_what_is_printed_decides_what_cohorts_say() -> None:
    """Levels of both arms at both visits leave the assumptions nothing to move; words do not."""
    own = judge("holds_in_cohorts", "y5-il1ra-p", COHORTS)
    assert own.verdict == "cannot be tested"
    assert own.reason.count("over all assumptions") == 2, "no share without its range"
    assert "the rule asks for 95 % under every assumption" in own.reason
    later = FINDINGS.copy()
    for name, mean in {"p1-il10-hd-m6": "400", "p1-il10-ld-m6": "251"}.items():
        row = later["FINDINGID"] == name
        later.loc[row, ["VALUE", "SPREAD"]] = [mean, "9"]
        begun = later[row].assign(FINDINGID=f"{name}-before", AVISIT="Baseline", AVISITN="0", VALUE="250")
        later = pd.concat([later, begun], ignore_index=True)
    found = judge("holds_in_cohorts", "p1-il10-p-m6", {"marker": "IL10", "visit": "Month 6"}, findings=later)
    assert (found.verdict, found.judgment) == ("consistent", True), found.reason
