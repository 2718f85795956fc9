"""No stale page, in a book of two pages: what is executed anew after each kind of change."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.book.conftest import build

CONFIG = """
title: Fixture
execute: {execute_notebooks: cache, show_tb: true}
only_build_toc_files: true
sphinx: {extra_extensions: [analysis.publication.sphinx_extension]}
"""
PAGE = """---
jupytext:
  text_representation: {{extension: .md, format_name: myst}}
kernelspec: {{display_name: Python 3, language: python, name: python3}}
---
# Page {name}

Prose of {name}.

```{{code-cell}} ipython3
import altair as alt
import pandas as pd
from analysis import figures, publication

publication.enable()
rows = pd.DataFrame({{"n": [1, 2], "name": ["{name}", "b"], "trace": "seed:1"}})
chart = alt.Chart(rows, width="container").mark_bar().encode(x="n:Q", y="name:N")
figures.publish(chart, title="The bars of {name}", subtitle="n", basis="design", sources=(),
    description="Two bars of one and two.")
```

```{{code-cell}} ipython3
---
mystnb:
  figure:
    name: fig-{name}
    caption: Caption of {name}.
---
many = pd.DataFrame({{"n": range(400), "trace": "seed:2"}})
many["word"] = [f"{name} {{n:0150}}" for n in many["n"]]
publication.state({{"rows": len(many)}}, name="many")
figures.publish(alt.Chart(many, width="container").mark_point().encode(x="n:Q", tooltip="word:N"),
    title="There are many of {name}", subtitle="n",
    basis="design", sources=(), description="Four hundred points in a row.")
```

```{{code-cell}} ipython3
from pathlib import Path
print("{name} read", Path("data/number.txt").read_text().strip())
```
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of a book that has just been built in the folder ``book`` beside it."""
    folder = tmp_path_factory.mktemp("fixture") / "book"
    folder.mkdir()
    (folder / "_config.yml").write_text(CONFIG)
    (folder / "_toc.yml").write_text("format: jb-book\nroot: one\nchapters:\n- file: two\n")
    for name in ("one", "two"):
        (folder / f"{name}.md").write_text(PAGE.format(name=name))
    (folder / "analysis").mkdir()
    (folder / "analysis" / "code.py").write_text("A = 1\n")
    (folder / "data").mkdir()
    (folder / "data" / "number.txt").write_text("41\n")
    (folder / "requirements.txt").write_text("package==1\n")
    assert run(folder) == ["one", "two"]
    return Path(shutil.copytree(folder, folder.with_name("built")))


@pytest.fixture
def book(built: Path) -> Path:
    """The built book for one change, always in the folder where it was built."""
    folder = built.with_name("book")
    shutil.rmtree(folder)
    return Path(shutil.copytree(built, folder))


def run(folder: Path) -> list[str]:
    """Build; return the pages that were executed."""
    return executed(build(folder))


def executed(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert done.returncode == 0, done.stdout + done.stderr
    lines = (done.stdout + done.stderr).splitlines()
    return sorted(Path(line.split(": ")[0]).stem for line in lines if "Executed notebook" in line)


def one_page(folder: Path, name: str) -> subprocess.CompletedProcess[str]:
    """Build one page as ``make page`` does."""
    command = [sys.executable, "-m", "analysis.publication.one_page", name]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def page(folder: Path, name: str) -> str:
    return (folder / "_build" / "html" / f"{name}.html").read_text("utf8")


def files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def test_the_same_bytes_in_another_folder(built: Path, tmp_path: Path) -> None:
    # .buildinfo has a checksum of the way from the book to its templates: the same for every checkout with an
    # environment of its own, but not for these fixtures, which use the environment of another folder.
    elsewhere = tmp_path / "another" / "place"
    shutil.copytree(built, elsewhere, ignore=shutil.ignore_patterns("_build"))
    run(elsewhere)
    first, second = files(built / "_build" / "html"), files(elsewhere / "_build" / "html")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] in ([], [".buildinfo"])


def test_nothing_changed_executes_nothing(book: Path) -> None:
    assert run(book) == []


def test_a_change_of_data_reaches_every_page(book: Path) -> None:
    (book / "data" / "number.txt").write_text("42\n")
    assert run(book) == ["one", "two"]
    assert "one read 42" in page(book, "one")
    assert "two read 42" in page(book, "two")
    assert run(book) == []


@pytest.mark.parametrize("name", ["analysis/new.py", "requirements.txt"])
def test_a_change_of_code_or_lock_executes_every_page(book: Path, name: str) -> None:
    (book / name).write_text("changed = 2\n")
    assert run(book) == ["one", "two"]


def test_prose_executes_nothing_and_writes_its_own_page(book: Path) -> None:
    before = files(book / "_build" / "html")
    (book / "two.md").write_text((book / "two.md").read_text().replace("Prose of two.", "Better prose."))
    assert run(book) == []
    assert "Better prose." in page(book, "two")
    after = files(book / "_build" / "html")
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"two.html", "_sources/two.md", "notebooks/two.ipynb", "searchindex.js"}
    assert len(named := re.findall(r"_data/\w+\.js", page(book, "two"))) == 1
    assert set(named) <= after.keys()


def test_a_caption_executes_its_own_page(book: Path) -> None:
    text = (book / "two.md").read_text().replace("Caption of two.", "Better caption.")
    (book / "two.md").write_text(text)
    assert run(book) == ["two"]
    assert "Better caption." in page(book, "two")


def test_a_book_that_was_moved_comes_whole_from_the_cache(book: Path) -> None:
    moved = book.rename(book.with_name("moved"))
    try:
        before = files(moved / "_build" / "html")
        shutil.rmtree(moved / "_build" / ".doctrees")
        assert run(moved) == []
        after = files(moved / "_build" / "html")
        assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == set()
    finally:
        moved.rename(book)


def test_code_executes_its_own_page(book: Path) -> None:
    (book / "two.md").write_text((book / "two.md").read_text() + "\n```{code-cell} ipython3\n6 * 7\n```\n")
    assert run(book) == ["two"]


@pytest.mark.parametrize("how", [build, partial(one_page, name="two")])
def test_a_failing_cell_fails_the_build(
    book: Path, how: Callable[[Path], subprocess.CompletedProcess[str]]
) -> None:
    (book / "two.md").write_text((book / "two.md").read_text() + "\n```{code-cell} ipython3\n1 / 0\n```\n")
    done = how(book)
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert said.count("two.md: WARNING: Executing notebook failed: CellExecutionError") == 1
    assert "ZeroDivisionError" in said
    assert "division by zero" in said


def test_a_cell_that_a_tag_leaves_out_is_not_executed(book: Path) -> None:
    cell = "\n```{code-cell} ipython3\n:tags: [skip-execution]\n1 / 0\n```\n"
    (book / "two.md").write_text((book / "two.md").read_text() + cell)
    assert run(book) == ["two"]


def test_pages_of_the_same_code_keep_their_own_text(book: Path) -> None:
    header = PAGE.partition("# Page")[0].format()
    for name in ("one", "two"):
        text = f"{header}# Page {name}\n\n```{{code-cell}} ipython3\nprint(6 * 7)\n```\n"
        (book / f"{name}.md").write_text(text)
    assert len(run(book)) == 1, "MyST-NB takes the page that it reads second from the cache"
    assert "<h1>Page one" in page(book, "one")
    assert "<h1>Page two" in page(book, "two")


def test_one_page_is_executed_and_the_site_stays_as_it_was(book: Path) -> None:
    before = files(book / "_build" / "html")
    (book / "data" / "number.txt").write_text("42\n")
    (book / "two.md").write_text(
        (book / "two.md").read_text() + "\nAs {doc}`one` shows in {numref}`fig-one`.\n"
    )
    done = one_page(book, "two")
    assert executed(done) == ["two"]
    assert "WARNING: " not in (done.stdout + done.stderr).replace("[IPKernelApp] WARNING", "")
    built = book / "_build" / "page" / "html"
    assert f"Open {built / 'two.html'}" in done.stdout
    alone = (built / "two.html").read_text("utf8")
    assert "two read 42" in alone
    assert 'href="one.html#fig-one"' in alone
    assert files(book / "_build" / "html") == before
    assert executed(one_page(book, "two.md")) == []
    assert run(book) == ["one", "two"], "the number of the other page is old"
    assert "one read 42" in page(book, "one")


def test_one_page_of_a_book_that_was_never_built(book: Path) -> None:
    shutil.rmtree(book / "_build")
    assert executed(one_page(book, "two")) == ["one", "two"], "Sphinx builds nothing without the first page"
    assert not (book / "_build" / "html").exists()
    assert run(book) == ["one", "two"]


def test_a_broken_link_fails_the_build(book: Path) -> None:
    (book / "two.md").write_text((book / "two.md").read_text() + "\n[away](no_such_page.md)\n")
    assert build(book).returncode != 0
