"""The direct test of dose by time: shares of the ensembles, and sentences that tell their range."""

import re
from dataclasses import replace

import numpy as np
import pytest

from analysis import data, figures
from analysis.figures import DoseByTimeExplorer
from analysis.reconstruction import (
    ASSUMPTIONS,
    Cell,
    Reading,
    cohorts,
    constrain,
    dose_by_time,
    read_priors,
)

pytestmark = pytest.mark.slow

STUDY = data.Study.read()
PRIORS = read_priors(STUDY)
CHOICES = figures.dose_choices(STUDY, arm="LD", visit="Month 6", samples=(5, 4, 3), lost=(0, 1, 2), markers=3)


@pytest.fixture(scope="module")
def dose() -> DoseByTimeExplorer:
    return figures.dose_by_time(STUDY, ("IL6", "HGF"), visit="Year 5", arm="LD", lost=(2, 0), size=60, seed=1)


@pytest.mark.parametrize(("percent", "shared"), [(0, 0.0), (90, 0.9)])
def test_shares_are_those_of_the_ensembles(dose: DoseByTimeExplorer, percent: int, shared: float) -> None:
    choice = {"contrast_marker": "IL6", "lost": 0, "change_as": "ratio", "arms_share": percent}
    rows = dose.rows(choice)
    reading = Reading(samples={**Reading.of(STUDY).samples, Cell("LD", "Baseline"): 5})
    prior = replace(ASSUMPTIONS["wide"].prior(PRIORS["IL6"]), shared=shared)
    asked = constrain(STUDY, ["IL6"], reading=reading, priors={"IL6": prior})
    pvalues = dose_by_time(cohorts(asked, size=60, seed=1), "IL6", visit="Year 5", scale="ratio")
    row = rows.query("prior == 'wide' and constraint == 'all findings used'").iloc[0]
    assert row["share"] == np.mean(pvalues <= 0.05)
    assert row["middle"] == pytest.approx(np.median(pvalues), rel=0.01)
    shown = rows["prior"].unique().tolist()
    assert shown == ["central", "wide", "no shift", "log-scale"]
    least, most = (round(100 * share) for share in (rows["share"].min(), rows["share"].max()))
    said = dose.sentences().query("contrast_marker == 'IL6' and lost == 0 and change_as == 'ratio'")
    told = said["sentence"].item()
    ends = [int(end) for pair in re.findall(r"\((\d+) to\D+(\d+) %", told) for end in pair]
    assert min(ends) <= least
    assert most <= max(ends), "the range covers what is shown"


def test_the_title_tells_the_least_and_the_largest_share_shown(dose: DoseByTimeExplorer) -> None:
    choice = {"contrast_marker": "IL6", "lost": 0, "change_as": "ratio", "arms_share": 0}
    rows = dose.rows(choice)
    least, most = (f"{100 * share:.0f}%" for share in (rows["share"].min(), rows["share"].max()))
    assert dose.finding(rows) == f"IL-6: p is at most 0.05 in {least} to {most} of computed cohorts"
    assert (
        dose.finding(rows[:1])
        == f"IL-6: p is at most 0.05 in {100 * rows['share'][0]:.0f}% of computed cohorts"
    )
    assert "too few cohorts agree" in dose.finding(rows.assign(share=float("nan")))


def test_sentences_name_the_marker_and_what_constrains_it(dose: DoseByTimeExplorer) -> None:
    table = dose.sentences()
    assert len(table) == 2 * 2 * 2
    assert list(table["contrast_marker"].unique()) == ["IL6", "HGF"]
    for told in table.to_dict("records"):
        first, second = told["sentence"].split("\n")
        marker = {"IL6": "IL-6", "HGF": "HGF"}[told["contrast_marker"]]
        assert first == f"{marker}, all findings used: {told['with']}"
        assert second == f"{marker}, without significance: {told['without']}"


def test_markers_told_together_stand_below_each_other(dose: DoseByTimeExplorer) -> None:
    said = dose.sentences()
    for told in dose.lines(["HGF", "IL6"]).to_dict("records"):
        own = said[(said["lost"] == told["lost"]) & (said["change_as"] == told["change_as"])]
        assert told["sentence"].split("\n") == [line for each in own["sentence"] for line in each.split("\n")]
    assert len(dose.lines(["HGF"])) == 2 * 2


def test_a_share_under_an_assumption_comes_with_the_range_of_the_sentence(dose: DoseByTimeExplorer) -> None:
    said = dose.sentences()
    chosen = said.query("contrast_marker == 'IL6' and lost == 0 and change_as == 'ratio'")
    choice: dict[str, int | str] = {"contrast_marker": "IL6", "lost": 0, "change_as": "ratio"}
    rows = dose.rows(choice | {"arms_share": 0}).query("prior == 'no shift'").set_index("constraint")["words"]
    told = dose.under("IL6", ["no shift"], lost=0, change_as="ratio")
    spans = dose.under("IL6", [], lost=0, change_as="ratio")
    for short, constraint in {"with": "all findings used", "without": "without significance"}.items():
        assert f"({spans[short]})" in chosen[short].item()
        assert told[short] == f"{rows[constraint]} under “no shift” ({spans[short]})"


def test_the_sentences_follow_choices_that_the_page_offers(dose: DoseByTimeExplorer) -> None:
    """Only what the page's form offers under the same name and value can be followed."""
    offered = {control.name: control.choices for control in CHOICES.controls}
    own = {"contrast_marker", "arms_share"}  # change the figure and no sentence
    for control in (control for control in dose.controls if control.name not in own):
        assert set(control.choices) <= set(offered[control.name])
        assert control.default == CHOICES.default[control.name]


def test_ensembles_are_drawn_once_and_only_when_asked_for() -> None:
    explorer = figures.dose_by_time(STUDY, ["IL6"], visit="Year 5", arm="LD", lost=(2,), size=20, seed=1)
    tested = explorer.tested
    assert tested is not None
    assert not tested._drawn
    explorer.under("IL6", [], lost=2)
    first = tested.under("IL6", 2)
    explorer.sentences()
    assert tested.under("IL6", 2) is first


def test_labels_come_from_the_arm_and_rows_name_the_findings_of_the_visit(dose: DoseByTimeExplorer) -> None:
    assert [control.label for control in dose.controls][1] == "LD baselines missing"
    (trace,) = set(
        dose.rows({"contrast_marker": "HGF", "lost": 2, "change_as": "ratio", "arms_share": 0})["trace"]
    )
    named = {part.partition(":")[2] for part in trace.split() if part.startswith("findings:")}
    assert named == {"y5-hgf-hd", "y5-hgf-ld", "y5-hgf-hd-trend"}
    assert "sources:chin2020" in trace.split(), "who printed the numbers of subjects"
    assert {f"priors:{row}" for row in PRIORS["HGF"].rows} <= set(trace.split())


def test_a_visit_without_a_finding_is_refused() -> None:
    with pytest.raises(data.MissingFindingError, match="prints no finding on IL-6 at Day 2"):
        figures.dose_by_time(STUDY, ["IL6"], visit="Day 2", arm="LD", lost=(0,), size=10, seed=1)
