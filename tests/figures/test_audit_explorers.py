"""The explorers of the sphere, of the audit and of reconstructed values say what their layers computed."""

import pytest

from analysis import audit, data
from analysis.figures import Explorer, circle, consistency
from analysis.inference.pvalues import METHODS

FINDINGS = data.findings()
ARMS = {"HD": 6, "LD": 5}
PRINTED = audit.comparisons(FINDINGS, source="chin2020", visit="Month 6", enrolled=ARMS)
AUDITS = {c.name: audit.two_groups(c.first, c.second, c.pvalue, minimum=0) for c in PRINTED}
SOURCES = data.cite("chin2020")


@pytest.fixture(scope="module")
def verdicts() -> Explorer:
    here = FINDINGS[(FINDINGS["SOURCEID"] == "chin2020") & (FINDINGS["AVISIT"] == "Month 6")]
    return consistency(AUDITS, here, arms=("HD", "LD"), sources=SOURCES)


@pytest.mark.parametrize("turn", [0, 7, 23])
def test_every_triple_has_the_mean_and_the_sd(turn: int) -> None:
    rows = circle(mean=30, sd=28).rows({"turn": turn})
    triples = rows[["first", "second", "third"]]
    assert triples.mean(axis=1).to_numpy() == pytest.approx(30, abs=0.01)
    assert triples.std(axis=1).to_numpy() == pytest.approx(28, abs=0.01)
    assert list(rows.index[rows["chosen"]]) == [turn]
    assert ((triples.min(axis=1) < 0) == (rows["kind"] != "kept")).all()


def test_the_map_shows_every_reading_of_the_audit(verdicts: Explorer) -> None:
    shown = verdicts.grid()
    assert len(shown) == sum(len(found.readings) for found in AUDITS.values())
    for name, found in AUDITS.items():
        for method in METHODS:
            cells = shown[(shown["audited"] == name) & (shown["p_method"] == method)]
            for reading in (r for r in found.readings if r.method == method):
                row, column = (
                    f"± {reading.spread_is.upper()}, {reading.sizes[0]} HD",
                    f"{reading.sizes[1]} LD",
                )
                (verdict,) = cells.loc[(cells["row"] == row) & (cells["column"] == column), "verdict"]
                assert verdict == reading.verdict


def test_no_method_lets_il1ra_hold_at_full_size_as_an_sd(verdicts: Explorer) -> None:
    shown = verdicts.grid().query("audited == 'IL1RA' and row == '± SD, 6 HD' and column == '5 LD'")
    assert list(shown["verdict"]) == ["impossible"] * len(METHODS)
    assert set(shown["reason"]) == {"Samuelson's inequality"}


def test_verdicts_are_traced_to_what_was_printed(verdicts: Explorer) -> None:
    meta = verdicts.static().to_dict()["usermeta"]
    assert {"p1-il1ra-hd-m6", "p1-il1ra-ld-m6", "p1-il1ra-p-m6"} <= set(meta["findings"])
    assert "formula:audit.two_groups" in meta["traces"]
