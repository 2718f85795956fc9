"""Where a page stands in the book, its lessons, and how long it takes to read."""

from docutils import nodes
from docutils.utils import new_document
from sphinx_external_toc.parsing import create_toc_dict, parse_toc_data

from analysis.publication.place import minutes, placed, places

TOC = {
    "format": "jb-book",
    "root": "index",
    "parts": [
        {
            "caption": "Chapters",
            "numbered": 1,
            "chapters": [
                {"file": "a", "sections": [{"file": "a/one"}, {"file": "a/two"}]},
                {"file": "b"},
            ],
        },
        {"caption": "Appendices", "chapters": [{"file": "glossary"}]},
    ],
}
NAMES = {
    "a": ("Safety & harm", "a.html"),
    "a/one": ("First", "a/one.html"),
    "a/two": ("Second", "a/two.html"),
    "b": ("Markers", "b.html"),
    "glossary": ("Glossary", "glossary.html"),
}


def test_a_contents_file_gives_each_page_its_place() -> None:
    contents = parse_toc_data(TOC)
    assert create_toc_dict(contents)["root"] == "index"
    found = places(contents)
    assert list(found) == ["a", "a/one", "a/two", "b", "glossary"]
    assert [found[page].where for page in found] == ["1 of 2", "1 of 2", "1 of 2", "2 of 2", "Appendix"]
    assert found["a"].below == ("a/one", "a/two")
    assert (found["a/two"].above, found["a/two"].lesson, found["a/two"].lessons) == ("a", 2, 2)
    assert found["b"].below == ()


def test_the_line_stands_above_the_title_and_the_lessons_below() -> None:
    found = places(parse_toc_data(TOC))
    chapter = placed("<section><h1>How safe?</h1><p>Text</p></section>", found["a"], NAMES, 14)
    assert '<p class="place">1 of 2 · Safety &amp; harm · 14 min</p>\n<h1>How safe?</h1>\n<ol' in chapter
    assert (
        '<li><a href="a/one.html">First</a></li><li><a href="a/two.html">Second</a></li></ol><p>' in chapter
    )
    lesson = placed("<h1>x</h1>", found["a/two"], NAMES, 3)
    assert '>1 of 2 · <a href="a.html">Safety &amp; harm</a> · 2 of 2 · 3 min</p>' in lesson
    appendix = placed("<h1>x</h1>", found["glossary"], NAMES, 4)
    assert ">Appendix · 4 min</p>\n<h1>x</h1>" in appendix
    assert "place-lessons" not in lesson + appendix


def test_minutes_count_what_is_read() -> None:
    page = new_document("page")
    page += nodes.paragraph("", "", nodes.Text("word " * 2200))
    assert minutes(page, "") == 10
    assert minutes(page, "<vega-chart></vega-chart><filter-table><table></table></filter-table>") == 11
    page += nodes.literal_block("", "code " * 2200)
    fold = nodes.container("", nodes.paragraph("", "", nodes.Text("solved " * 2200)), classes=["sd-dropdown"])
    page += fold
    page += nodes.definition_list("", nodes.definition_list_item("", nodes.term("", "term " * 2200)))
    assert minutes(page, "") == 10
    fold["classes"] = []
    assert minutes(page, "") == 20
    assert minutes(new_document("empty"), "") == 1
