"""The figure of verdicts: every claim once, in the order of the verdicts, with its evidence."""

from typing import Literal

import pytest

from analysis import claims, data
from analysis.claims import KINDS, pages
from analysis.figures.base.verdict_marks import MARKS
from analysis.figures.record import claims as drawn

STUDY = data.Study.read()
CLAIMS = STUDY.claims
JUDGED = claims.judge(STUDY, CLAIMS[CLAIMS["VERDICT_BY"] != "two_groups_possible"])
OPEN = sum(verdict.verdict == "cannot be tested" for verdict in JUDGED)


def test_every_claim_has_a_place_of_its_own_under_its_group() -> None:
    rows, names = drawn.placed(JUDGED, by="kind", groups=KINDS)
    assert sorted(rows["trace"]) == sorted(f"claims:{verdict.claim}" for verdict in JUDGED)
    assert not rows.duplicated(["column", "line"]).any()
    assert rows["column"].between(0, drawn.PER_LINE - 1).all()
    assert not set(rows["line"]) & set(names["line"]), "no mark stands on a name"
    for _, own in rows.groupby("group"):
        places = own["verdict"].map(list(MARKS).index)
        assert places.is_monotonic_increasing
    assert " ".join(names["trace"]).split() != []
    assert set(" ".join(names["trace"]).split()) == set(rows["trace"])


def test_a_group_says_how_many_of_its_claims_are_left_open() -> None:
    labels = list(drawn.placed(JUDGED, by="kind", groups=KINDS)[1]["label"])
    causal = [verdict.verdict for verdict in JUDGED if verdict.kind == "causal"]
    assert set(causal) == {"cannot be tested"}
    assert f"Causal: {len(causal)}, of which none can be tested" in labels
    seen = [verdict.verdict for verdict in JUDGED if verdict.kind == "observation"]
    left = seen.count("cannot be tested")
    assert f"Observation: {len(seen)}, of which {left} cannot be tested" in labels


@pytest.mark.parametrize("by", ["kind", "chapter"])
def test_it_is_published_with_its_finding_in_ink_alone(by: Literal["kind", "chapter"]) -> None:
    chart = drawn.verdicts(STUDY, JUDGED, by=by)
    assert len(chart.usermeta["traces"]) == len(JUDGED)
    title = chart.usermeta["title"]
    assert title == f"Of {len(JUDGED)} claims {OPEN} cannot be tested from what we read"
    assert len(title) <= 72
    assert f"{OPEN}: cannot be tested" in chart.description
    spec = chart.to_dict()
    assert spec["height"] + 6 * 20 <= 460, "with six lines of its legend it fits a phone"
    shape = spec["layer"][0]["encoding"]["shape"]["scale"]
    assert shape["range"] == [MARKS[verdict] for verdict in shape["domain"]]
    assert "fill" not in spec["layer"][0]["encoding"]
    assert "color" not in spec["layer"][0]["encoding"]


def test_groups_stand_in_the_order_of_the_book() -> None:
    labels = drawn.placed(JUDGED, by="chapter", groups=tuple(dict.fromkeys(pages(STUDY).values())))[1][
        "label"
    ]
    assert [label.partition(":")[0] for label in labels] == list(dict.fromkeys(pages(STUDY).values()))


@pytest.mark.parametrize(
    ("claims_", "still_open", "said"),
    [
        (10, 4, "Of 10 claims 4 cannot be tested from what we read"),
        (10, 0, "Each of 10 claims can be tested from what we read"),
        (10, 10, "None of 10 claims can be tested from what we read"),
    ],
)
def test_the_finding_follows_the_count(claims_: int, still_open: int, said: str) -> None:
    assert drawn.finding(claims_, still_open) == said
