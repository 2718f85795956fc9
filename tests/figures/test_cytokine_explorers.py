"""Explorers of the chapter on cytokines say what their layers computed."""

from analysis import data
from analysis.figures import (
    unprinted_baseline,
)
from analysis.reconstruction import read_priors
from analysis.reported import tipping_point

STUDY = data.Study.read()


PRIORS = read_priors(STUDY)


def test_each_baseline_has_its_contrast() -> None:
    point = tipping_point(before="436", after="705", other_after="306")
    explorer = unprinted_baseline(
        point,
        trace="findings:p1-il1ra-ld-m6",
        choices=range(30, 60),
        default=37,
        sources=data.cite("chin2020"),
    )
    words = {choice: explorer.rows({"ld_began": choice})["words"].iloc[0] for choice in (37, 36, 40)}
    assert words[37] == "HD +269, LD +269: HD the same|HD × 1.62, LD × 8.27: ratio 0.2"
    assert "HD 1 less" in words[36]
    assert "HD 3 more" in words[40]
    assert len(explorer.grid()) == 30
