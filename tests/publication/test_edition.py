"""The notebook edition of a small book that has every construct: it reads whole, and nothing in it is raw."""

import io
import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from analysis.figures.base.publish import leaving
from analysis.figures.base.tokens import resolved
from analysis.publication import vega
from analysis.publication.edition.files import deliver
from analysis.publication.edition.words import UnknownInNotebookError
from analysis.publication.notebook_plugin import picture
from analysis.publication.renderer import MIME
from analysis.publication.state import RECORD

CONFIG = """
extensions = ["sphinx_togglebutton", "myst_nb", "sphinx_design", "sphinxcontrib.bibtex"]
project = "Fixture"
exclude_patterns = ["_build"]
nb_execution_mode = "off"
myst_enable_extensions = ["amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath", "substitution"]
myst_substitutions = {"word": "substituted words"}
bibtex_bibfiles = ["sources.bib"]
bibtex_reference_style = "author_year"
numfig = True
numfig_format = {"figure": "Figure %s", "table": "Table %s"}
nitpicky = True

def setup(app):
    from analysis.publication import edition, glued, notebook_plugin, numbering
    for part in (glued, numbering, notebook_plugin, edition):
        part.connect(app)
"""
SOURCES = """
@article{one, author = {Ann One and Ben Two}, title = {T}, journal = {J}, year = {2020}, doi = {10.1/x}}
@misc{page, author = {Cy Three}, title = {P}, year = {2021}, url = {https://example.org/p}}
@book{bare, author = {Di Four}, title = {B}, publisher = {P}, year = {1999}}
"""
STATED = {"hand.count": "462", "hand.p": "p < 0.05 for $5 *x*", "hand.two words": "7", "later.n": "9"}
SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "description": "Two bars of one & two.",
    "data": {"values": [{"n": 1}, {"n": 2}]},
    "mark": "bar",
    "encoding": {"x": {"field": "n", "type": "quantitative"}},
    "usermeta": {
        "title": "Few people can show little",
        "subtitle": "Ways to relabel",
        "basis": "design",
        "badge": "DESIGN: no data",
        "links": {"One 2020": "https://doi.org/10.1/x"},
    },
}
TABLE = (
    '<filter-table data-basis="design"><div role="region" tabindex="0"><table role="table" class="grid">'
    '<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Cost</th></tr></thead>'
    '<tbody><tr role="row" id="row-1"><td data-heading="Cost"><a href="folder/two.html#sec-two">$5 &lt; x</a>'
    "<details><summary>Why</summary>because\n\nof two lines</details></td></tr></tbody></table></div>"
    "</filter-table>"
)
SENTENCES = (
    '<choice-text data-basis="design"><p class="choice-text-shown">Said by default.</p>'
    '<script type="application/json">{"texts": ["Said otherwise."]}</script></choice-text>'
)
INTRODUCTION = """(sec-top)=
# Page one

Before any cell there are {glue:text}`hand.count` ways.
"""
PROSE = """## Prose

Plain *emphasis*, **strong**, `{x} | code`, [words]{.marked}, $p_{1} < 0.05$, {{ word }} and an asterisk \\*.
Nobody spent $5 or x_y.

Of {glue:text}`hand.count` ways ({glue:text}`hand.two
words`) some have {glue:text}`hand.p` {cite:p}`one,page`.

As {cite:t}`one` say, and a book {cite:p}`bare`.
See {numref}`fig-chart`, {numref}`tab-list`, {ref}`the second <sec-two>`, {ref}`sec-top`
and {doc}`folder/two`.
Take {download}`the rows <data/rows.csv>`, or read [a site](https://example.org/q_r).

> Quoted {glue:text}`later.n` times.

1. first
2. second
   - nested

- 3\\. not a list

:::{admonition} When is it exact?
:class: important
Inside.
:::

:::{note}
A note.
:::

:::{dropdown} Solution & more
There are {glue:text}`hand.count`.

- and a list
:::

:::{list-table} Questions
:name: tab-list
:header-rows: 1

* - Question
  - Answer `a|b`
* - What *now*?
  - One
:::

::::{grid} 1 1 2 2

:::{grid-item-card} Known
Of {glue:text}`hand.count`.
:::

:::{grid-item-card} Computed
What follows.
:::
::::

Term
: Its meaning.

```{math}
x^2
```

```python
from analysis import data
```

| a | b |
|---|---|
| 1 | 2 |

---

% a comment
"""
SECOND = """(sec-two)=
# Page two

Back to {numref}`fig-chart`, {doc}`/index` and {download}`the rows <../data/rows.csv>`.

```{bibliography}
```
"""
UNREAD = "# Page\n\n```{figure} away.png\nWords.\n```\n"


def code(source: str, outputs: list[dict[str, Any]], **metadata: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": metadata,
        "outputs": outputs,
        "source": source,
    }


def output(**data: Any) -> dict[str, Any]:
    named = {kind.replace("__", "/").replace("_", "."): value for kind, value in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": named}


def words(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def kept() -> dict[str, Any]:
    scrapbook = {"name": "hand.count", "mime_prefix": RECORD}
    return {
        "output_type": "display_data",
        "data": {f"{RECORD}text/plain": json.dumps(STATED)},
        "metadata": {"scrapbook": scrapbook},
    }


def chart() -> dict[str, Any]:
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {MIME: SPEC, "text/plain": "[Chart: Two bars of one & two.]"},
    }


def captioned(name: str, caption: str) -> dict[str, Any]:
    return {"mystnb": {"figure": {"name": name, "caption": caption}}, "tags": ["hide-input"]}


CELLS = [
    words(INTRODUCTION),
    code("publication.state({'count': 462}, name='hand')", [kept()]),
    code("chart", [chart()], **captioned("fig-chart", "All {glue:text}`hand.count` of {cite:t}`one`.")),
    words("Text between."),
    code("table", [output(text__html=TABLE, text__plain="Cost")], **captioned("tab-cost", "Costs.")),
    code("said", [output(text__html=SENTENCES, text__plain="Said by default.")]),
    code("print(1)", [{"output_type": "stream", "name": "stdout", "text": "1\n"}]),
    words(PROSE),
]


def build(folder: Path, cells: list[dict[str, Any]] = CELLS) -> str:
    """Build the book in a folder; return the warnings."""
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    book = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 4}
    (folder / "folder").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "examples" / "small").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "rows.csv").write_text("a\n1\n")
    (folder / "data" / "examples" / "small" / "study.csv").write_text("b\n")
    (folder / "index.ipynb").write_text(json.dumps(book), "utf8")
    (folder / "folder" / "two.md").write_text(SECOND, "utf8")
    (folder / "sources.bib").write_text(SOURCES, "utf8")
    (folder / "conf.py").write_text(CONFIG, "utf8")
    warnings = io.StringIO()
    with patch_docutils(), docutils_namespace():
        out = folder / "_build" / "html"
        app = Sphinx(folder, folder, out, folder / "_build" / "trees", "html", status=None, warning=warnings)
        app.build()
    return warnings.getvalue()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edition")
    build(folder)
    return folder


def read(folder: Path, page: str = "index") -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(
        (folder / "_build/html/notebooks" / f"{page}.ipynb").read_text("utf8")
    )
    nbformat.validate(nbformat.from_dict(notebook))
    return notebook


def cell(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [cell for cell in notebook["cells"] if cell["id"] == name]
    return found


def source(notebook: dict[str, Any]) -> str:
    return "\n\n".join("".join(cell["source"]) for cell in notebook["cells"])


def shown(notebook: dict[str, Any]) -> str:
    """What a reader sees of the prose before any run."""
    parts = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            parts.append("".join(cell["source"]))
        elif "publication.prose" in "".join(cell["source"]):
            (only,) = cell["outputs"]
            parts.append(only["data"]["text/markdown"])
    return "\n\n".join(parts)


@pytest.mark.parametrize(
    "text",
    [
        "Plain *emphasis*, **strong**, `{x} | code`, words, $p_{1} < 0.05$, substituted words",
        "words and an asterisk \\*.",
        "Nobody spent \\$5 or x\\_y.",
        "Of 462 ways (7) some have p < 0.05 for \\$5 \\*x\\*",
        "\\[[One and Two, 2020](https://doi.org/10.1/x), [Three, 2021](https://example.org/p)\\]",
        "As One and Two \\[[2020](https://doi.org/10.1/x)\\] say, and a book",
        "a book \\[[Four, 1999](folder/two.ipynb#id4)\\].",
        "See [Figure 1](#cell-id=fig-chart), [Table 2](#cell-id=tab-list), [the second]",
        "[the second](folder/two.ipynb#cell-id=sec-two), [Page one](#cell-id=sec-top)\nand",
        "and [Page two](folder/two.ipynb).",
        "Take [the rows](data/rows.csv), or read [a site](https://example.org/q_r).",
        "> Quoted 9 times.",
        "1. first\n2. second\n\n   - nested",
        "- 3\\. not a list",
        "> **When is it exact?**\n>\n> Inside.",
        "> **Note**\n>\n> A note.",
        "<details>\n<summary>Solution &amp; more</summary>\n\nThere are 462.\n\n- and a list\n\n</details>",
        "**Table 2.** Questions\n\n| Question | Answer `a\\|b` |\n| --- | --- |\n| What *now*? | One |",
        "> **Known**\n>\n> Of 462.\n\n> **Computed**\n>\n> What follows.",
        "- **Term**\\\n  Its meaning.",
        "$$\nx^2\n$$",
        "```python\nfrom analysis import data\n```",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        "**Figure 1.** All 462 of One and Two \\[[2020](https://doi.org/10.1/x)\\].",
        "**Table 1.** Costs.",
    ],
)
def test_every_construct_reads_as_on_the_site(book: Path, text: str) -> None:
    assert text in shown(read(book))


def test_nothing_raw_remains(book: Path) -> None:
    for page in ("index", "folder/two"):
        assert not re.search(
            r"\{[\w:]+\}`|^\s*:::|```\{|\]\{\.|\{\{|^\(\S+\)=", shown(read(book, page)), re.MULTILINE
        )


def test_a_paragraph_with_numbers_is_a_folded_call(book: Path) -> None:
    notebook = read(book)
    calls = [cell for cell in notebook["cells"] if "publication.prose" in "".join(cell["source"])]
    assert all(cell["metadata"] == {"jupyter": {"source_hidden": True}} for cell in calls)
    assert sum("{{hand.count}}" in "".join(cell["source"]) for cell in calls) == 5
    assert [count for cell in notebook["cells"] if (count := cell.get("execution_count"))] == [*range(1, 12)]
    first = "".join(calls[0]["source"])  # no cell has imported anything yet
    assert first.startswith("from analysis import publication\n")
    assert source(notebook).count("from analysis import publication") == 1


def test_a_chart_is_an_image_with_its_words(book: Path) -> None:
    notebook = read(book)
    (only,) = cell(notebook, "fig-chart")["outputs"]
    assert only["data"]["text/html"].startswith(
        '<img alt="Two bars of one &amp; two." src="data:image/svg+xml;base64,'
    )
    linked = '<p>Sources: <a href="https://doi.org/10.1/x">One 2020</a>.</p>'
    assert only["data"]["text/html"].endswith(linked), "a picture has no links"
    assert set(only["data"]) == {"text/html", "text/plain"}
    assert cell(notebook, "fig-chart")["metadata"] == {}, "its code is open"


def test_tables_and_sentences_are_plain_and_what_is_only_kept_is_gone(book: Path) -> None:
    notebook = read(book)
    assert [cell["outputs"] for cell in notebook["cells"] if "'count'" in "".join(cell["source"])] == [[]]
    assert cell(notebook, "tab-cost")["outputs"][0]["data"]["text/markdown"] == (
        '<table><thead><tr><th scope="col">Cost</th></tr></thead><tbody><tr id="row-1"><td>'
        '<a href="folder/two.ipynb#cell-id=sec-two">&#36;5 &lt; x</a><details><summary>Why</summary>'
        "because  of two lines</details></td></tr></tbody></table>"
    )
    (said,) = [cell for cell in notebook["cells"] if cell["source"] == ["said"]]
    assert said["outputs"][0]["data"]["text/markdown"] == "<p>Said by default.</p>"
    (printed,) = [cell for cell in notebook["cells"] if cell["source"] == ["print(1)"]]
    assert printed["outputs"][0]["text"] == ["1\n"]


def test_files_that_pages_offer_and_studies_go_along(book: Path) -> None:
    for folder in ("_build/notebooks", "_build/html/notebooks"):
        assert (book / folder / "data/rows.csv").read_text() == "a\n1\n"
        assert (book / folder / "data/examples/small/study.csv").is_file()
    assert "[the rows](../data/rows.csv)" in shown(read(book, "folder/two"))
    assert "[Page one](index.ipynb)" in shown(read(book, "START"))


def test_the_same_bytes_in_another_folder(book: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "another" / "place"
    build(elsewhere)

    def files(folder: Path) -> dict[str, bytes]:
        return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    assert files(book / "_build/notebooks") == files(elsewhere / "_build/notebooks")
    assert files(book / "_build/notebooks") == files(book / "_build/html/notebooks")


def test_what_has_no_writing_stops_the_build_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "away.png").write_bytes(b"")
    with pytest.raises(
        UnknownInNotebookError, match=r"index:\d+: nothing says how 'figure' \('Words\.'\) reads"
    ):
        build(tmp_path, [words(UNREAD)])
    with pytest.raises(
        UnknownInNotebookError, match="index: nothing says how <video> of a cell's output reads"
    ):
        build(tmp_path, [code("x", [output(text__html="<video></video>")])])
    with pytest.raises(UnknownInNotebookError, match=r"index: the page does not show its cells \[1\]"):
        build(tmp_path, [words("# Page"), code("x", [], tags=["remove-cell"])])


def test_what_a_reader_changed_stays(tmp_path: Path) -> None:
    published, working = tmp_path / "published", tmp_path / "working"
    deliver({"a": b"1", "b": b"1", "c/d": b"1"}, published=published, working=working)
    (working / "a").write_bytes(b"mine")
    deliver({"a": b"2", "b": b"2"}, published=published, working=working)
    assert {path.name: path.read_bytes() for path in working.rglob("*") if path.is_file()} == {
        "a": b"mine",
        "b": b"2",
    }
    assert {path.name: path.read_bytes() for path in published.rglob("*") if path.is_file()} == {
        "a": b"2",
        "b": b"2",
    }


def test_the_picture_is_the_one_of_the_site(book: Path) -> None:
    drawing = (book / "_build/html/_images" / f"{picture(SPEC)}.svg").read_text("utf8")
    assert drawing == resolved(vega.svg(leaving(SPEC)), "light")
    assert ">Few people can show little</text>" in drawing
    assert ">DESIGN: no data. Sources: One 2020.</" in drawing
