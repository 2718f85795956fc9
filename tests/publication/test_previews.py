"""What a link stands for is found where it leads, and goes with the page."""

import json
import re

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes

from analysis.data import BASES
from analysis.publication.previews import LONGEST, data, shortened, words


def glossary() -> nodes.document:
    page = new_document("glossary")
    term = nodes.term("", "", nodes.Text("Arm · 組別"), ids=["term-Arm"])
    text = [nodes.Text("People with "), nodes.emphasis("", "one"), nodes.Text(" dose.")]
    definition = nodes.definition("", nodes.paragraph("", "", *text))
    page += nodes.definition_list("", nodes.definition_list_item("", term, definition))
    return page


def chapter() -> nodes.document:
    page = new_document("chapter")
    number = addnodes.pending_xref(
        "", nodes.literal("", "fig-x"), refdomain="std", reftype="numref", reftarget="fig-x"
    )
    cited = addnodes.pending_xref("", nodes.Text("chin2020"), refdomain="cite", reftype="p")
    first, second, third = map(nodes.Text, ["Levels in both arms ", ". Beside ", " it is plain."])
    caption = nodes.caption("", "", first, cited, second, number, third)
    head = nodes.paragraph("", "Five < six", classes=["figure-title"])
    page += nodes.figure("", head, nodes.raw("", "<vega-chart>", format="html"), caption, ids=["fig-levels"])
    table = nodes.raw("", "<filter-table>", format="html")
    page += nodes.figure("", table, nodes.caption("", "Rows."), ids=["tab-rows"])
    return page


def told(name: str) -> dict:
    pages = {"appendices/glossary": glossary, "chapters/a": chapter}
    return words(pages[name](), {"fig-x": "Figure 1.2"}.__getitem__)


def link(address: str, kind: str = "numref") -> str:
    return f'<a class="reference internal" href="{address}"><span class="std std-{kind}">x</span></a>'


def held(body: str) -> dict:
    names = {"appendices/glossary.html": "appendices/glossary", "chapters/a.html": "chapters/a"}
    found = re.search(r"<script[^>]*>(.*)</script>", data(body, "chapters/a.html", names, told))
    return json.loads(found[1]) if found else {}


def test_a_term_says_its_definition_and_a_figure_its_finding_and_caption() -> None:
    assert told("appendices/glossary") == {
        "term-Arm": {"title": "Arm · 組別", "text": "People with one dose."}
    }
    found = told("chapters/a")
    assert found["fig-levels"] == {
        "title": "Five < six",
        "text": "Levels in both arms. Beside Figure 1.2 it is plain.",
    }
    assert found["tab-rows"] == {"title": "", "text": "Rows."}


def test_a_page_carries_the_words_of_its_own_links_and_no_others() -> None:
    links = held(link("#fig-levels") + link("../appendices/glossary.html#term-Arm", "term"))["links"]
    assert set(links) == {"#fig-levels", "../appendices/glossary.html#term-Arm"}
    assert links["../appendices/glossary.html#term-Arm"]["text"] == "People with one dose."
    assert held(link("#nowhere") + link("b.html#fig-levels") + '<a href="#fig-levels">x</a>') == {}


def test_a_page_with_badges_carries_their_meanings() -> None:
    meanings = held('<span class="badge badge-design">DESIGN</span>')["badges"]
    assert meanings == {name: basis.meaning for name, basis in BASES.items()}


def test_words_cannot_end_the_element_that_holds_them() -> None:
    def hostile(_: str) -> dict:
        return {"x": {"title": "", "text": "</script><script>alert(1)</script>"}}

    made = data(link("#x"), "a.html", {"a.html": "a"}, hostile)
    assert made.count("</script>") == 1


def test_a_long_text_ends_with_a_sentence() -> None:
    text = " ".join(f"This is sentence {number}." for number in range(100))
    assert len(shortened(text)) <= LONGEST
    assert shortened(text).endswith(".")
    assert text.startswith(shortened(text))
