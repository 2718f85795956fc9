"""The figure of verdicts: every claim once, in the order of the verdicts, with its evidence."""

from typing import Literal

import pytest

from analysis import claims, data
from analysis.claims import KINDS, VERDICTS, pages, tally
from analysis.figures.record import claims as drawn

STUDY = data.Study.read()
CLAIMS = STUDY.claims
JUDGED = claims.judge(STUDY, CLAIMS[CLAIMS["VERDICT_BY"] != "two_groups_possible"])
ROWS = tally(JUDGED, by="kind")


def test_every_verdict_has_a_look_of_its_own() -> None:
    assert set(drawn.VERDICTS) == set(VERDICTS)
    assert list(drawn.VERDICTS)[:2] == ["adds up", "reproduced"]
    assert len(set(drawn.VERDICTS.values())) == len(VERDICTS)


def test_bars_hold_every_claim_and_every_row_its_trace() -> None:
    spec = drawn.draw(ROWS, groups=list(KINDS)).to_dict()
    (rows,) = spec["datasets"].values()
    traces = " ".join(row["trace"] for row in rows).split()
    assert len(traces) == sum(row["claims"] for row in rows) == len(set(traces)) == len(CLAIMS) - 1
    places = {row["verdict"]: row["place"] for row in rows}
    assert sorted(places, key=places.__getitem__) == [v for v in drawn.VERDICTS if v in places]


def test_numbers_are_written_in_the_bars() -> None:
    layers = drawn.draw(ROWS, groups=list(KINDS)).to_dict()["layer"]
    assert [layer["mark"]["type"] for layer in layers] == ["bar", "text"]
    assert layers[1]["encoding"]["text"]["field"] == "claims"


@pytest.mark.parametrize(("by", "groups"), [("kind", list(KINDS)), ("chapter", list(pages(STUDY).values()))])
def test_it_is_published_with_its_groups_in_order(by: Literal["kind", "chapter"], groups: list[str]) -> None:
    chart = drawn.verdicts(STUDY, JUDGED, by=by)
    assert len(chart.usermeta["traces"]) == len(CLAIMS) - 1
    assert chart.to_dict()["layer"][0]["encoding"]["y"]["sort"] == groups
    open_still = sum(verdict.verdict == "cannot be tested" for verdict in JUDGED)
    assert f"Of {len(CLAIMS) - 1} claims, {open_still} cannot be tested" in chart.description
