"""One page, executed with the library as it is now, in the site as it was last built.

Run ``make page ONLY=chapters/methods``. The page goes into a copy of the site, in ``_build/page``, whose
other pages are as old as the site. Nothing else in ``_build`` is touched: the next build of the book executes
all that has changed since, this page too.
"""

import shutil
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from jupyter_book.sphinx import build_sphinx
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx_external_toc.parsing import parse_toc_yaml

FOLDER = Path("_build") / "page"
COPIED = ("html", ".doctrees", "jupyter_execute")
"""What a page needs of the site: the pages around it, their labels, and the tables of their charts."""


def connect(app: Sphinx) -> None:
    """Let a build read one page only, before anything is executed."""
    app.add_config_value("only_page", "", "", str)
    app.connect("env-before-read-docs", keep, priority=100)


def keep(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read the page that is asked for; where nothing has been built, also the first: Sphinx insists."""
    only = app.config.only_page
    if only:
        wanted = {only} if env.config.root_doc in env.all_docs else {only, env.config.root_doc}
        docnames[:] = [name for name in docnames if name in wanted]


def find(name: str, pages: Sequence[str]) -> str:
    """The page of this name, with or without its ``.md``.

    Raises:
        LookupError: there is none; says which are near.

    Examples:
        >>> find("chapters/aging.md", ["index", "chapters/aging"])
        'chapters/aging'
        >>> find("aging", ["index", "chapters/aging"])
        Traceback (most recent call last):
        LookupError: no page of _toc.yml is named 'aging'. The nearest: chapters/aging.
        >>> find("", ["index", "chapters/aging"])
        Traceback (most recent call last):
        LookupError: which page? One of: index, chapters/aging.
    """
    page = name.removesuffix(".md")
    if page in pages:
        return page
    if not page:
        raise LookupError(f"which page? One of: {', '.join(pages)}.")
    last = page.rpartition("/")[2]
    by_last = {each.rpartition("/")[2]: each for each in pages}
    near = [
        *(by_last[each] for each in get_close_matches(last, by_last, n=3)),
        *get_close_matches(page, pages),
    ]
    listed = ", ".join(dict.fromkeys(near) or pages)
    raise LookupError(f"no page of _toc.yml is named {name!r}. The nearest: {listed}.")


def build(root: Path, page: str) -> bool:
    """Build one page, and say whether it could be built. Warnings are shown and fail nothing.

    Args:
        root: the folder of the book.
        page: its name in ``_toc.yml``.
    """
    folder = root / FOLDER
    for name in COPIED:
        shutil.rmtree(folder / name, ignore_errors=True)
        if (folder.parent / name).is_dir():
            shutil.copytree(folder.parent / name, folder / name)
    settings = {
        "external_toc_path": str(root / "_toc.yml"),
        "latex_individualpages": False,
        "nb_execution_raise_on_error": True,
        "only_page": page,
    }
    failed = build_sphinx(
        root,
        folder / "html",
        noconfig=True,
        path_config=root / "_config.yml",
        confoverrides=settings,
        filenames=[str(root / f"{page}.md")],
    )
    return not failed


def main(root: Path, name: str) -> None:
    """Build the page and say which file to open, or what is wrong."""
    try:
        page = find(name, list(parse_toc_yaml(root / "_toc.yml")))
    except LookupError as error:
        sys.exit(f"{error} For example: make page ONLY=chapters/methods")
    if not build(root, page):
        sys.exit(f"{page} could not be built: see above.")
    print(f"Open {root / FOLDER / 'html' / page}.html (the other pages are as they were last built)")


if __name__ == "__main__":
    main(Path.cwd(), *sys.argv[1:])
