"""Beneath a captioned chart one line says what it stands on and links its sources."""

from docutils import nodes
from docutils.utils import new_document

from analysis.publication.sources_line import STANDS_ON, AppendSources, line

TOLD = {
    "basis": "published",
    "added": "bars computed",
    "links": {"Chin 2020": "https://doi.org/10.1/x", "A manual": ""},
}


def test_the_line_names_basis_and_sources_and_links_those_with_an_address() -> None:
    paragraph = line(TOLD)
    assert paragraph.astext() == "Basis: published; bars computed. Sources: Chin 2020; A manual."
    assert [link["refuri"] for link in paragraph.findall(nodes.reference)] == ["https://doi.org/10.1/x"]
    assert line({"basis": "design", "added": "", "links": {}}).astext() == "Basis: design."


def test_a_captioned_chart_gets_its_line_and_other_figures_none() -> None:
    document = new_document("page")
    chart = nodes.raw("", "<vega-chart>", format="html", **{STANDS_ON: TOLD})
    document += nodes.figure("", chart, nodes.caption("", "How to read it."))
    document += nodes.figure("", nodes.image(uri="a.png"), nodes.caption("", "A picture."))
    AppendSources(document).apply()
    first, second = document.findall(nodes.figure)
    assert [type(child).__name__ for child in first.children] == ["raw", "caption", "legend"]
    assert [type(child).__name__ for child in second.children] == ["image", "caption"]
