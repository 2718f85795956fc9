"""The figure of verdicts: every claim once, in the order of the verdicts, with its evidence."""

import pytest

from analysis import claims, data, figures
from analysis.claims import KINDS, VERDICTS, pages, tally
from analysis.figures.record import claims as drawn

CLAIMS = data.claims()
ROWS = tally(
    claims.judge(data.Study.read(), CLAIMS[CLAIMS["VERDICT_BY"] != "two_groups_possible"]), by="kind"
)


def test_every_verdict_has_a_look_of_its_own() -> None:
    assert set(drawn.VERDICTS) == set(VERDICTS)
    assert list(drawn.VERDICTS)[:2] == ["adds up", "reproduced"]
    assert len(set(drawn.VERDICTS.values())) == len(VERDICTS)


def test_bars_hold_every_claim_and_every_row_its_trace() -> None:
    spec = drawn.verdicts(ROWS, groups=list(KINDS)).to_dict()
    (rows,) = spec["datasets"].values()
    traces = " ".join(row["trace"] for row in rows).split()
    assert len(traces) == sum(row["claims"] for row in rows) == len(set(traces)) == len(CLAIMS) - 1
    places = {row["verdict"]: row["place"] for row in rows}
    assert sorted(places, key=places.__getitem__) == [v for v in drawn.VERDICTS if v in places]


def test_numbers_are_written_in_the_bars() -> None:
    layers = drawn.verdicts(ROWS, groups=list(KINDS)).to_dict()["layer"]
    assert [layer["mark"]["type"] for layer in layers] == ["bar", "text"]
    assert layers[1]["encoding"]["text"]["field"] == "claims"


@pytest.mark.parametrize("groups", [list(KINDS), list(pages(data.Study.read()).values())])
def test_it_can_be_published(groups: list[str]) -> None:
    chart = figures.publish(
        drawn.verdicts(ROWS, groups=groups),
        title="Verdicts",
        basis="published",
        sources=data.cite("summary2025"),
        description="Bars of the number of claims by verdict.",
    )
    assert len(chart.usermeta["traces"]) == len(CLAIMS) - 1
