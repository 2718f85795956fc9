"""Where the links of the site lead to in the notebook edition."""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

_PAGE = re.compile(r"(?P<path>(?![a-z][a-z0-9+.-]*:|//)[^#]*\.html)?(?:#(?P<place>.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EditionLinks:
    """Links between the notebooks, to the sources that are cited, and to files that pages offer.

    Attributes:
        names: the names of those cells of a page to which links can point; JupyterLab is told that it is to
            look for a cell, and finds other places without.
        cited: page and name of an entry in the list of sources to its address.
    """

    names: Callable[[str], frozenset[str]]
    cited: Mapping[tuple[str, str], str]

    def to(self, page: str, address: str) -> str:
        """The address, from a notebook, of what a page of the site links to; another host's stays as it is.

        >>> links = EditionLinks(lambda page: frozenset({"fig-x"} if page == "two" else ()), {})
        >>> [links.to("a/one", "../two.html#fig-x"), links.to("two", "#row-1"), links.to("two", "https://x.y")]
        ['../two.ipynb#cell-id=fig-x', '#row-1', 'https://x.y']
        """
        found = _PAGE.fullmatch(address)
        if not found or not address:
            return address
        path, place = found["path"] or "", found["place"] or ""
        target = _within(page, path.removesuffix(".html")) if path else page
        if entry := self.cited.get((target, place)):
            return entry
        mark = "#cell-id=" if place in self.names(target) else "#"
        return path.removesuffix(".html") + ".ipynb" * bool(path) + (mark + place if place else "")

    def file(self, page: str, target: str) -> str:
        """The address, from a notebook, of a file of the book, which goes with the edition."""
        path = target.removeprefix("/") if target.startswith("/") else _within(page, target)
        return posixpath.relpath(path, PurePosixPath(page).parent)


def _within(page: str, path: str) -> str:
    """A path from a page as a path in the book."""
    return posixpath.normpath(posixpath.join(PurePosixPath(page).parent, path))
