"""The one way to make a chart public refuses what a reader could not judge."""

import altair as alt
import pandas as pd
import pytest
import vl_convert

from analysis.data import BASES, Study
from analysis.figures import UnpublishableError, publish, traces
from analysis.figures.base.publish import INSIDE, LONGEST_TITLE, NOTE_WIDTH, TITLE_WIDTH, leaving

CITED = Study.read().cite("chin2020")
TITLE, MEASURE = "Each point is half the last", "p by number of pairs"
WORDS = "Three points that fall by half each time."


@pytest.fixture
def rows() -> pd.DataFrame:
    return pd.DataFrame({"n": [1, 2, 3], "p": [0.5, 0.25, 0.125], "trace": "formula:inference.floors"})


def chart(rows: pd.DataFrame) -> alt.Chart:
    return alt.Chart(rows, width="container").mark_point().encode(x="n:O", y="p:Q")


def test_publishing_keeps_everything_in_usermeta(rows: pd.DataFrame) -> None:
    rows["trace"] = ["findings:p1-il10-p-m6", "findings:p1-il10-p-m6 seed:7", "formula:inference.floors"]
    spec = publish(
        chart(rows), title=TITLE, subtitle=MEASURE, basis="published", study=Study.read(), description=WORDS
    ).to_dict()
    assert spec["usermeta"] == {
        "title": TITLE,
        "subtitle": MEASURE,
        "basis": "published",
        "badge": BASES["published"].badge,
        "sources": ["chin2020"],
        "links": {source.label: source.address for source in Study.read().cite("chin2020")},
        "findings": ["p1-il10-p-m6"],
        "traces": ["formula:inference.floors", "seed:7"],
        "description": WORDS,
    }
    assert spec["description"] == WORDS


def test_the_page_frames_a_chart_and_a_picture_that_leaves_holds_the_frame(rows: pd.DataFrame) -> None:
    title = "p halves with each pair in what we read, down to 0.12 in three pairs"
    subtitle = (
        "If nothing else changes: the smallest two-sided p of an exact test, by pairs that are left in it"
    )
    sources = Study.read().cite("chin2020", "chin2025", "poster")
    words = {"basis": "published", "sources": sources, "description": WORDS, "added": "p computed"}
    spec = publish(chart(rows), title=title, subtitle=subtitle, **words).to_dict()
    assert "title" not in spec
    assert spec["usermeta"]["sources"] == [source.key for source in sources]
    drawn = leaving(spec)["title"]
    assert " ".join(drawn["text"]) == title
    assert all(len(line) <= TITLE_WIDTH for line in drawn["text"])
    assert all(len(line) <= NOTE_WIDTH for line in drawn["subtitle"])
    short = "; ".join(source.label for source in sources)
    assert (
        " ".join(drawn["subtitle"]) == f"{subtitle} {BASES['published'].badge}; p computed. Sources: {short}."
    )


def test_what_is_computed_says_so_inside_the_chart_too(rows: pd.DataFrame) -> None:
    words = {"title": TITLE, "subtitle": MEASURE, "sources": CITED, "description": WORDS}
    spec = publish(chart(rows), **words, basis="reconstructed").to_dict()
    assert spec["title"]["text"] == INSIDE
    assert leaving(spec)["title"]["subtitle"][-1].startswith(BASES["reconstructed"].badge)


def test_layers_and_stacks_can_be_published(rows: pd.DataFrame) -> None:
    for whole in (chart(rows) + chart(rows), alt.vconcat(chart(rows), chart(rows))):
        spec = publish(
            whole, title=TITLE, subtitle=MEASURE, basis="design", sources=(), description=WORDS
        ).to_dict()
        assert spec["usermeta"]["basis"] == "design"


def test_the_argument_is_not_changed(rows: pd.DataFrame) -> None:
    original = chart(rows)
    publish(original, title=TITLE, subtitle=MEASURE, basis="design", sources=(), description=WORDS)
    assert "usermeta" not in original.to_dict()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"basis": "guess"}, "basis is 'guess'"),
        ({"basis": ""}, "basis is ''"),
        ({"title": " "}, "title is ' '"),
        ({"title": "Halving points"}, "say the finding in a sentence"),
        ({"title": TITLE + "."}, "without a period"),
        ({"title": "So " + "very " * LONGEST_TITLE + "long"}, f"at most {LONGEST_TITLE} characters"),
        ({"subtitle": ""}, "subtitle is empty"),
        ({"description": ""}, "description is ''"),
        ({"description": "A chart"}, "describe the figure in a sentence"),
        ({"sources": ["chin2020"]}, "source 'chin2020' is unknown"),
        ({"sources": ()}, "no source stands behind the figure"),
    ],
)
def test_refusals(rows: pd.DataFrame, change: dict[str, object], complaint: str) -> None:
    words = {
        "title": TITLE,
        "subtitle": MEASURE,
        "basis": "published",
        "sources": Study.read().cite("chin2020"),
        "description": WORDS,
    }
    with pytest.raises(UnpublishableError, match=complaint):
        publish(chart(rows), **{**words, **change})


def test_a_row_without_evidence_is_refused(rows: pd.DataFrame) -> None:
    rows.loc[1, "trace"] = ""
    with pytest.raises(UnpublishableError, match=r"1 of 3 rows .*row 2; columns: n, p, trace"):
        publish(chart(rows), title=TITLE, subtitle=MEASURE, basis="design", sources=(), description=WORDS)


@pytest.mark.parametrize("trace", [" ", "somewhere", "findings:", ":key", "findings:x y", None, 7])
def test_a_trace_that_leads_nowhere_is_refused(rows: pd.DataFrame, trace: object) -> None:
    rows["trace"] = rows["trace"].astype(object)
    rows.loc[1, "trace"] = trace
    with pytest.raises(UnpublishableError, match=r"1 of 3 rows .*form kind:key \(first: row 2"):
        publish(chart(rows), title=TITLE, subtitle=MEASURE, basis="design", sources=(), description=WORDS)


@pytest.mark.parametrize("name", ["a.b", "a[0]", "a]", "it's", 'a"b', "a\\b", "a:Q", " "])
def test_a_name_that_vega_reads_as_a_path_is_refused(rows: pd.DataFrame, name: str) -> None:
    renamed = rows.rename(columns={"p": name})
    drawn = alt.Chart(renamed).mark_point().encode(x="n:O", y=alt.Y(name, type="quantitative"))
    with pytest.raises(UnpublishableError) as refused:
        publish(drawn, title=TITLE, subtitle=MEASURE, basis="design", sources=(), description=WORDS)
    assert f"column {name!r} of dataset" in str(refused.value)


def test_other_names_are_drawn_with_all_their_marks(rows: pd.DataFrame) -> None:
    renamed = rows.rename(columns={"p": "two-sided p ± Größe"})
    drawn = alt.Chart(renamed).mark_point().encode(x="n:O", y="two-sided p ± Größe:Q")
    published = publish(drawn, title=TITLE, subtitle=MEASURE, basis="design", sources=(), description=WORDS)
    picture = vl_convert.vegalite_to_svg(published.to_dict())
    assert picture.count('aria-roledescription="point"') == len(rows)


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ([0.5, float("inf"), 1], "row 2, column 'p' is inf"),
        ([0.5, 1, float("-inf")], "row 3, column 'p' is -inf"),
        ([1, 2, 2**63 - 1], "row 3, column 'p' of dataset .* is 9223372036854775807: beyond"),
        ([-(2**53) - 1, 1, 2], "row 1, column 'p' of dataset .* is -9007199254740993: beyond"),
    ],
)
def test_a_number_without_a_mark_of_its_own_is_refused(
    rows: pd.DataFrame, values: list[float], complaint: str
) -> None:
    spoiled = rows.assign(p=values)
    for whole in (chart(spoiled), chart(rows) + chart(spoiled), alt.vconcat(chart(rows), chart(spoiled))):
        with pytest.raises(UnpublishableError, match=complaint):
            publish(whole, title=TITLE, subtitle=MEASURE, basis="design", sources=(), description=WORDS)


def test_a_chart_that_would_be_empty_is_refused(rows: pd.DataFrame) -> None:
    words = {"title": TITLE, "subtitle": MEASURE, "basis": "design", "sources": (), "description": WORDS}
    with pytest.raises(UnpublishableError, match="draws no row"):
        publish(chart(rows[:0]), **words)
    with pytest.raises(UnpublishableError, match="field 'q' is drawn, but no column has that name"):
        publish(chart(rows).encode(y="q:Q"), **words)
    with pytest.raises(UnpublishableError, match="draws no table"):
        publish(alt.Chart("data.csv").mark_point().encode(x="n:O"), **words)


def test_columns_that_transforms_make_can_be_drawn(rows: pd.DataFrame) -> None:
    made = chart(rows).transform_calculate(half="datum.p / 2").encode(y="half:Q")
    folded = chart(rows).transform_fold(["p", "n"]).encode(y="value:Q", color="key:N")
    counted = chart(rows).encode(y="count()")
    for drawn in (made, folded, counted):
        publish(drawn, title=TITLE, subtitle=MEASURE, basis="design", sources=(), description=WORDS)


def test_every_problem_is_named_at_once(rows: pd.DataFrame) -> None:
    with pytest.raises(UnpublishableError) as refused:
        publish(
            chart(rows.drop(columns="trace")),
            title="",
            subtitle="",
            basis="guess",
            sources=["x"],
            description="",
        )
    assert str(refused.value).count("\n- ") == 6


def test_traces_reads_every_dataset() -> None:
    rows = {"a": [{"trace": "findings:x formula:y.z"}], "b": [{"trace": "seed:1"}, {"trace": None}]}
    assert traces({"datasets": rows}) == {("findings", "x"), ("formula", "y.z"), ("seed", "1")}
