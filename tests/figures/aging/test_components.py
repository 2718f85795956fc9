"""What could account for a change: the sum of small grids, and what was reported."""

from dataclasses import replace
from math import exp, log
from typing import Any

import altair as alt
import pytest

from analysis import figures
from analysis.data import MissingFindingError, Study
from analysis.figures.aging.components import COMPONENTS
from analysis.figures.base.control import Value
from analysis.physiology import lucky_start
from analysis.publication import vega
from analysis.reconstruction import read_priors

pytestmark = pytest.mark.slow

STUDY = Study.read()
MARKERS = ("IL1RA", "IL6", "TNFA")
PARTS = figures.components(STUDY, MARKERS, arm="HD", readings={"IL1RA": (3.0, 4.0)})
REPORTED = "Reported, high dose"
DEFAULTS = {control.name: control.default for control in PARTS.controls}


def drawn(chart: alt.LayerChart) -> list[dict[str, Any]]:
    (rows,) = chart.to_dict()["datasets"].values()
    return list(rows)


def test_the_page_holds_the_sum_of_the_parts_and_not_their_product() -> None:
    sizes = {control.name: len(control.page_choices) for control in PARTS.controls}
    regression = sizes["reliability"] * sizes["healthy"]
    # The first marker is told in two readings.
    expected = regression + sizes["aging"] + sizes["kit"] + sizes["loss"] + sizes["marker"] + 1
    assert len(drawn(PARTS.static())) == expected < 500


@pytest.mark.parametrize(
    "choice",
    [{}, {"marker": "TNFA", "kit": -30}, {"reliability": 20, "healthy": 140, "aging": -20, "loss": 20}],
)
def test_the_page_draws_for_a_choice_what_a_kernel_computes(choice: dict[str, Any]) -> None:
    chosen = {**DEFAULTS, **choice}
    page = [
        (row["component"], row["log"], row["words"])
        for row in drawn(PARTS.static())
        if all(row[name] in ("", value) for name, value in chosen.items())
    ]
    live = [(row["component"], row["log"], row["words"]) for row in drawn(PARTS.chart(chosen))]
    assert page == live
    assert [name for name, *_ in live][:4] == COMPONENTS


def test_vega_draws_the_parts_and_their_sum() -> None:
    spec = PARTS.static().to_dict()
    for parameter in spec["params"]:
        parameter["value"] = {**DEFAULTS, "healthy": 100, "kit": 20}[parameter["name"]]
    total = exp(log(1.08) + log(1.2) - 5 * log(0.95))
    assert f">{total:.2f} ×<" in vega.svg(spec)


def test_both_readings_of_a_ratio_are_drawn_and_a_direction_stays_a_direction() -> None:
    ratio, six = (PARTS.rows({**DEFAULTS, "marker": marker}) for marker in ("IL1RA", "IL6"))
    assert ratio.loc[ratio["component"] == REPORTED, "words"].tolist() == ["", "3 or 4 ×"]
    told = six[six["component"] == REPORTED]
    assert told["words"].tolist() == ["lower, no size"]
    assert told["log"].isna().all()


def test_the_healthy_mean_goes_as_far_as_luck_can_move_six_people_and_no_farther() -> None:
    """By the variation of the three markers, which the page takes from the priors."""
    priors = read_priors(STUDY)
    (healthy,) = (control for control in PARTS.controls if control.name == "healthy")
    farthest = [lucky_start(6, priors[m].sd, priors[m].correlation).start for m in MARKERS]
    assert min(healthy.choices) == 10 * round(10 / max(farthest))
    assert max(healthy.choices) == 10 * round(10 * max(farthest))


def test_every_component_hangs_on_known_controls() -> None:
    names = {control.name for control in PARTS.controls}
    assert {name for part in PARTS.parts.values() for name in part} == names
    assert set(PARTS.parts) == {*COMPONENTS, REPORTED}


def test_a_part_that_is_not_listed_is_not_on_the_page() -> None:
    """The test above can fail: a page without a listed part draws fewer rows."""
    fewer = replace(PARTS, parts={k: v for k, v in PARTS.parts.items() if k != REPORTED})
    assert {row["component"] for row in drawn(fewer.static())} == set(COMPONENTS)


def test_without_readings_the_printed_number_is_drawn() -> None:
    plain = figures.components(STUDY, MARKERS, arm="HD").rows(DEFAULTS)
    assert plain.loc[plain["component"] == REPORTED, "words"].tolist() == ["3 ×"]


def test_the_other_arm_has_its_own_changes_and_its_own_luck() -> None:
    low = figures.components(STUDY, MARKERS, arm="LD")
    rows = low.rows({control.name: control.default for control in low.controls})
    told = rows[rows["component"] == "Reported, low dose"]
    assert told[["words", "trace"]].to_numpy().tolist() == [
        ["no difference, no size", "findings:y5-il1ra-ld"]
    ]


def test_a_marker_without_a_reported_change_is_refused() -> None:
    with pytest.raises(MissingFindingError, match="CLV-100 prints no change of IL-10 in high dose"):
        figures.components(STUDY, ("IL10",), arm="HD")


def test_the_title_sets_the_product_beside_what_is_reported() -> None:
    def title(**choice: Value) -> str:
        return PARTS.finding(PARTS.rows({**DEFAULTS, **choice}))

    assert PARTS.title == "Four assumed causes give 1.3 times; IL-1Ra is reported at 3 or 4 times"
    assert title(marker="TNFA") == "Four assumed causes give 1.3 times; of TNF-α a fall is reported"
    assert title(healthy=100, aging=0, loss=0, kit=20).startswith("Four assumed causes give 1.2 times; ")
    low = figures.components(STUDY, MARKERS, arm="LD")
    assert low.title == "Four assumed causes give 1.3 times; of IL-1Ra no difference is reported"


def test_the_two_choices_that_matter_stand_first_and_the_arm_has_its_mark() -> None:
    assert list(DEFAULTS)[:2] == ["marker", "loss"]
    for arm, shape in (("LD", "circle"), ("HD", "diamond")):
        layers = figures.components(STUDY, MARKERS, arm=arm).static().to_dict()["layer"]
        assert shape in {each["mark"].get("shape") for each in layers}
