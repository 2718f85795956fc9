"""Explorers of the chapter on cytokines say what their layers computed."""

import re
from dataclasses import replace

import numpy as np
import pytest

from analysis import data, physiology
from analysis.figures import (
    DOSE_CHOICES,
    Explorer,
    dose_by_time_sentences,
    dose_by_time_shares,
    dose_by_time_under,
    falling_back,
    luck,
    trajectories,
    unprinted_baseline,
)
from analysis.figures.cohorts.trajectories import SINGLE, unprinted
from analysis.reconstruction import (
    ASSUMPTIONS,
    Cell,
    Reading,
    bands,
    cohorts,
    constrain,
    dose_by_time,
    read_priors,
)
from analysis.reported import MARKERS, tipping_point

FINDINGS = data.findings()
STUDY = data.Study.read()
PRIORS = read_priors(STUDY)
SOURCES = data.cite("chin2020", "poster", "summary2025")
READINGS = {"sd": Reading.of(STUDY), "sem": Reading(spread_is="sem")}


@pytest.fixture(scope="module")
def course() -> Explorer:
    return trajectories(STUDY, ("IL1RA", "IL6", "IL10"), READINGS, size=60, seed=1, sources=SOURCES)


@pytest.fixture(scope="module")
def dose() -> Explorer:
    return dose_by_time_shares(
        STUDY,
        ("IL6", "HGF"),
        visit="Year 5",
        lost=(2, 0),
        size=60,
        seed=1,
        sources=SOURCES,
    )


def test_bars_are_the_bands_of_the_ensemble(course: Explorer) -> None:
    rows = course.rows({"course_of": "IL6", "course_as": "sd"})
    drawn = rows[rows["kind"] == "band"]
    asked = constrain(STUDY, ["IL6"])
    table = bands(cohorts(asked, size=60, seed=1))
    assert drawn["middle"].to_numpy() == pytest.approx(table["median"].to_numpy(), abs=6e-4)
    assert drawn["rests"].tolist()[:3] == ["finding and prior", "prior alone", "finding and prior"]
    assert rows.loc[rows["kind"] == "cohort", "cohort"].nunique() == SINGLE


def test_where_no_level_was_published_the_chart_says_so_and_draws_none(course: Explorer) -> None:
    rows = course.rows({"course_of": "IL6", "course_as": "sd"})
    (note,) = rows.loc[rows["kind"] == "note", "words"]
    assert note.replace("|", " ") == "No level was published: the shape is an assumption"
    assert not (rows["kind"] == "printed").any()
    assert not rows["on_axis"].any()
    assert "pg/mL" not in str(course.static().to_dict()["layer"])


def test_a_printed_level_stands_on_the_axis_only_with_its_baseline(course: Explorer) -> None:
    shown = course.rows({"course_of": "IL1RA", "course_as": "sd"}).query("on_axis")
    assert set(zip(shown["arm"], shown["visit"], strict=True)) == {
        ("HD", "Baseline"),
        ("HD", "Day 2"),
        ("HD", "Month 6"),
        ("LD", "Month 6"),
    }
    ratio = 705 / 436
    assert shown.query("arm == 'HD' and visit == 'Month 6'")["middle"].iloc[0] == pytest.approx(
        ratio, abs=0.01
    )
    other = course.rows({"course_of": "IL10", "course_as": "sd"})
    assert (other["kind"] == "printed").sum() == 2
    assert not other["on_axis"].any()


def test_the_note_names_the_visits_without_a_level() -> None:
    (marker,) = constrain(STUDY, ["IL1RA"]).markers
    assert unprinted(marker) == (
        "No level was published at baseline (LD) and year 5: the shape is an assumption"
    )


def test_refused_cohorts_are_told(course: Explorer) -> None:
    rows = course.rows({"course_of": "IL10", "course_as": "sem"})
    (words,) = rows.loc[rows["kind"] == "refused", "words"]
    assert words.startswith("Refused")
    assert rows.loc[rows["kind"] == "band", ["low", "high"]].to_numpy().tolist() == [[1.0, 1.0]]


@pytest.mark.parametrize(("percent", "shared"), [(0, 0.0), (90, 0.9)])
def test_shares_are_those_of_the_ensembles(dose: Explorer, percent: int, shared: float) -> None:
    choice = {"contrast_marker": "IL6", "ld_lost": 0, "change_as": "ratio", "arms_share": percent}
    rows = dose.rows(choice)
    reading = Reading(samples={**Reading.of(STUDY).samples, Cell("LD", "Baseline"): 5})
    prior = replace(ASSUMPTIONS["wide"].prior(PRIORS["IL6"]), shared=shared)
    asked = constrain(STUDY, ["IL6"], reading=reading, priors={"IL6": prior})
    pvalues = dose_by_time(cohorts(asked, size=60, seed=1), "IL6", visit="Year 5", scale="ratio")
    row = rows.query("prior == 'wide' and constraint == 'all findings used'").iloc[0]
    assert row["share"] == np.mean(pvalues <= 0.05)
    assert row["middle"] == pytest.approx(np.median(pvalues), rel=0.01)
    shown = rows.loc[rows["kind"] != "sentence", "prior"].unique().tolist()
    assert shown == ["central", "wide", "no shift", "log-scale"]
    least, most = (round(100 * share) for share in (rows["share"].min(), rows["share"].max()))
    told = rows.loc[rows["kind"] == "sentence", "words"].iloc[0]
    ends = [int(end) for pair in re.findall(r"\((\d+) to\D+(\d+) %", told) for end in pair]
    assert min(ends) <= least
    assert most <= max(ends), "the range covers what is shown"


def test_the_sentence_in_the_chart_is_the_one_in_the_text(dose: Explorer) -> None:
    table = dose_by_time_sentences(dose)
    assert len(table) == 2 * 2 * 2
    assert list(table["contrast_marker"].unique()) == ["IL6", "HGF"]
    for told in table.to_dict("records"):
        names = [control.name for control in dose.controls if control.name != "arms_share"]
        choice = {name: told[name] for name in names} | {"arms_share": 50}
        rows = dose.rows(choice)
        (said,) = rows.loc[rows["kind"] == "sentence", "words"]
        said = said.replace("|", " ")
        assert told["with"] in said
        assert told["without"] in said
        first, second = told["sentence"].split("\n")
        marker = {"IL6": "IL-6", "HGF": "HGF"}[told["contrast_marker"]]
        assert first == f"{marker}, all findings used: {told['with']}"
        assert second == f"{marker}, without significance: {told['without']}"


def test_a_share_under_an_assumption_comes_with_the_range_of_the_sentence(dose: Explorer) -> None:
    said = dose_by_time_sentences(dose)
    chosen = said.query("contrast_marker == 'IL6' and ld_lost == 0 and change_as == 'ratio'")
    choice: dict[str, int | str] = {"contrast_marker": "IL6", "ld_lost": 0, "change_as": "ratio"}
    rows = dose.rows(choice | {"arms_share": 0}).query("prior == 'no shift'").set_index("constraint")["words"]
    told = dose_by_time_under(dose, "IL6", ["no shift"], lost=0, change_as="ratio")
    spans = dose_by_time_under(dose, "IL6", [], lost=0, change_as="ratio")
    for short, constraint in {"with": "all findings used", "without": "without significance"}.items():
        assert f"({spans[short]})" in chosen[short].item()
        assert told[short] == f"{rows[constraint]} under “no shift” ({spans[short]})"


def test_the_sentences_follow_choices_that_the_page_offers(dose: Explorer) -> None:
    """Only what the page's form offers under the same name and value can be followed."""
    offered = {control.name: control.choices for control in DOSE_CHOICES.controls}
    own = {"contrast_marker", "arms_share"}  # change the figure and no sentence
    for control in (control for control in dose.controls if control.name not in own):
        assert set(control.choices) <= set(offered[control.name])
        assert control.default == DOSE_CHOICES.default[control.name]


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


@pytest.mark.parametrize("percent", [0, 42, 65, 100])
def test_the_line_is_the_expected_second_mean_on_logarithms(percent: int) -> None:
    bound = physiology.lucky_start(6, 0.45, 0.65)
    explorer = falling_back(
        {"IL-6": bound}, trace="priors:il6-within-subject-cv", sources=data.cite("barnett2005")
    )
    rows = explorer.rows({"repeats": percent})
    for first, second in zip(rows["first"], rows["second"], strict=True):
        assert second == pytest.approx(first ** (percent / 100), rel=1e-5)
    assert explorer.controls[0].default == 65


def test_the_table_of_luck_keeps_the_spread_and_changes_the_share() -> None:
    rows = luck({m: PRIORS[m] for m in ("TNFA", "IL6")}, data.repeats(), MARKERS, people=(11, 6))
    assert list(dict.fromkeys(rows["parameter"])) == ["TNFA", "IL6"]
    for code, own in rows.groupby("parameter"):
        assert own["start_6"].nunique() == own["start_11"].nunique() == 1
        assert (own["start_6"] > own["start_11"]).all()
        assert own["rests"].iloc[0] == "prior"
        bound = physiology.lucky_start(6, PRIORS[code].sd, own["reliability"].iloc[1])
        assert own["fall_6"].iloc[1] == pytest.approx(bound.fall_percent)
    ordered = rows.sort_values("reliability").groupby("parameter")["fall_6"]
    assert ordered.apply(lambda falls: falls.is_monotonic_increasing).all()


def test_what_is_written_out_is_where_luck_ends() -> None:
    bound = physiology.lucky_start(6, 0.45, 0.65)
    explorer = falling_back({"IL-6": bound}, trace="formula:x.y", sources=data.cite("barnett2005"))
    (shown,) = explorer.rows({"repeats": 65}).query("kind == 'shown'").to_dict("records")
    assert (shown["first"], shown["second"]) == (round(bound.start, 6), round(bound.again, 6))
    assert shown["words"] == "1.43 times falls to 1.26 times"
    assert bound.sentence() in explorer.static().to_dict()["usermeta"]["description"]
