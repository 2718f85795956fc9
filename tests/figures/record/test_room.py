"""Every figure of the record as the book asks for it: its sources, its width, its controls."""

from collections.abc import Callable
from typing import Any

import pytest

from analysis import claims, figures
from analysis.data import MissingFindingError, Study
from analysis.figures import Explorer

pytestmark = pytest.mark.slow

BOOK = Study.read()
CELLS, TABLETS = Study.read("data/examples/mpc_2017"), Study.read("data/examples/rebamipide_2016")
DOUBTED = {"y5-il1ra-p": "Year 5 v Baseline"}
LIMITS = ("pubmed17392576", "pubmed24128872")
JUDGED = claims.judge(BOOK)

OF_THE_BOOK: dict[str, Callable[[], Any]] = {
    "assay_limits": lambda: figures.assay_limits(BOOK, limits=LIMITS),
    "coverage": lambda: figures.coverage(BOOK),
    "directions": lambda: figures.directions(BOOK),
    "evidence": lambda: figures.evidence(BOOK, second_readings=DOUBTED),
    "exposure": lambda: figures.exposure(BOOK),
    "flow": lambda: figures.flow(BOOK, first="Phase 1"),
    "frailty": lambda: figures.frailty(BOOK),
    "laboratory": lambda: figures.laboratory(BOOK),
    "mechanisms": lambda: figures.mechanisms(BOOK),
    "medical_history": lambda: figures.medical_history(BOOK),
    "oldest_ages": lambda: figures.oldest_ages(BOOK),
    "outcomes": lambda: figures.outcomes(
        BOOK, printed={"Cancer": "CANCER"}, counted={"Either": ["diagnosis", "operation"]}
    ),
    "printed_levels": lambda: figures.printed_levels(
        BOOK, marker="IL1RA", threshold="y5-il1ra-threshold", teller="the summary"
    ),
    "readings": lambda: figures.readings(BOOK, visit="Month 6"),
    "reviews": lambda: figures.reviews(BOOK),
    "spreads": lambda: figures.spreads(BOOK),
    "tally": lambda: figures.tally(BOOK),
    "timeline": lambda: figures.timeline(BOOK),
    "verdicts": lambda: figures.verdicts(BOOK, JUDGED, by="kind"),
}
SOURCES = {
    "assay_limits": {"chin2020", *LIMITS},
    "coverage": {"chin2020", "poster", "summary2025"},
    "directions": {"summary2025"},
    "evidence": {"chin2020", "poster", "summary2025"},
    "flow": {"chin2020", "chin2025", "summary2025"},
    "frailty": {"golpanian2017", "tompkins2017", "zhu2024"},
    "laboratory": {"summary2025"},
    "medical_history": {"summary2025"},
    "oldest_ages": {"chin2020", "summary2025"},
    "outcomes": {"clopper1934", "summary2025"},
    "printed_levels": {"chin2020", "poster", "summary2025"},
    "readings": {"chin2020"},
    "reviews": {"thompson2020", "wang2021"},
    "spreads": {"chin2020", "summary2025"},
    "tally": {"chin2020", "chin2025", "poster", "summary2025"},
    "timeline": {"chin2020", "chin2025", "poster", "summary2025"},
    "verdicts": {"chin2020", "chin2025", "poster", "summary2025"},
}


def spec(figure: Any) -> dict[str, Any]:
    """The published specification of a chart or of the static life of an explorer."""
    chart = figure.static() if isinstance(figure, Explorer) else figure
    drawn: dict[str, Any] = chart.to_dict()
    return drawn


@pytest.fixture(scope="module")
def specs() -> dict[str, dict[str, Any]]:
    return {name: spec(figure()) for name, figure in OF_THE_BOOK.items()}


@pytest.mark.parametrize("name", OF_THE_BOOK)
def test_each_figure_of_the_book_is_published_and_fills_its_column(
    specs: dict[str, dict[str, Any]], name: str
) -> None:
    drawn = specs[name]
    assert SOURCES.get(name, set()) <= set(drawn["usermeta"]["sources"])
    assert drawn["usermeta"]["findings"] or drawn["usermeta"]["traces"]
    for view in drawn.get("vconcat", [drawn]):
        assert view["width"] == "container"
        assert name in ("outcomes", "laboratory") or view["height"] >= 80


@pytest.mark.parametrize("study", [CELLS, TABLETS], ids=["cells", "tablets"])
def test_what_a_page_asks_of_the_book_alone_is_told_to_be_missing(study: Study) -> None:
    with pytest.raises(MissingFindingError, match=f"^{study.name} prints no CANCER of people"):
        figures.outcomes(study, printed={"Cancer": "CANCER"})
    with pytest.raises(MissingFindingError, match=f"^{study.name} .*claim that is judged"):
        figures.verdicts(study, (), by="kind")
    with pytest.raises(MissingFindingError, match=f"^{study.name} .*mean of a marker with ± at Year 5"):
        figures.readings(study, visit="Year 5")


def test_levels_are_read_two_ways_in_any_study() -> None:
    drawn = spec(figures.readings(CELLS, visit="Month 12"))
    assert len(drawn["vconcat"]) == len(CELLS.markers)
    with pytest.raises(MissingFindingError, match="mean of a marker with ±"):
        figures.readings(TABLETS, visit="Day 7")


@pytest.mark.parametrize(("study", "marker"), [(CELLS, "MTCVCHG"), (TABLETS, "PGE2")])
def test_levels_in_order_of_time_are_drawn_of_any_study(study: Study, marker: str) -> None:
    drawn = spec(figures.printed_levels(study, marker=marker))
    levels = study.where(PARAMCD=marker, STAT="mean")
    assert drawn["usermeta"]["findings"] == sorted(levels["FINDINGID"])
    assert drawn["usermeta"]["title"].startswith(f"Mean {study.short(marker)}: ")


@pytest.mark.parametrize(
    ("name", "control", "choices", "default"),
    [
        ("readings", "spread_is", ["SD", "SEM"], "SD"),
        ("directions", "told_in", ["all", "results", "discussion"], "all"),
        (
            "tally",
            "tally_source",
            [
                "all four",
                "Chin 2020, abstract",
                "Chin, poster page",
                "Chin 2025, abstract",
                "Chinese summary",
            ],
            "all four",
        ),
    ],
)
def test_controls_are_named_and_bound(
    specs: dict[str, dict[str, Any]], name: str, control: str, choices: list[str], default: str
) -> None:
    params = {param["name"]: param for param in specs[name]["params"]}
    assert params[control]["bind"]["options"] == choices
    assert params[control]["value"] == default


@pytest.mark.parametrize("name", ["readings", "directions", "tally", "frailty", "laboratory", "spreads"])
def test_page_and_kernel_draw_the_same_rows(name: str) -> None:
    """The rows that a choice computes are those that the page's filter leaves of its grid."""
    explorer: Explorer = OF_THE_BOOK[name]()
    (control,) = explorer.controls
    grid = explorer.grid()
    for value in control.page_choices:
        left = grid[grid[control.name] == value].reset_index(drop=True)
        assert explorer.rows({control.name: value}).equals(left)
