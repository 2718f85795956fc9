"""Links of tables in a live notebook: to the notebook of a page, where the site has the page."""

import re
from functools import cache
from pathlib import Path

from analysis.tables import Table

_PAGE = re.compile(r'href="(?![a-z]+:)([^"#]+)\.html(#[^"]*)?"')


def enable() -> None:
    """Let every table that this kernel shows link the notebooks that lie where the site's pages would."""
    from IPython import get_ipython

    if shell := get_ipython():
        formatter = shell.display_formatter.formatters["text/html"]
        formatter.for_type(Table, lambda table: to_notebooks(table._repr_html_(), Path.cwd()))


def to_notebooks(markup: str, folder: Path) -> str:
    """HTML whose links lead to notebooks, as far as there are such.

    Args:
        markup: HTML with links between pages of the site.
        folder: the folder of the notebook that shows it.
    """

    @cache
    def written(notebook: Path) -> str | None:
        return notebook.read_text("utf8") if notebook.is_file() else None

    def link(found: re.Match[str]) -> str:
        path, place = f"{found[1]}.ipynb", found[2] or ""
        if (text := written(folder / path)) is None:
            return found[0]
        cell = place and f'"id": "{place[1:]}"' in text
        return f'href="{path}{"#cell-id=" + place[1:] if cell else place}"'

    return _PAGE.sub(link, markup)
