"""Where the links of the site lead to in the notebook edition."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

_PAGE = re.compile(r"(?P<path>(?![a-z][a-z0-9+.-]*:|//)[^#]*\.html)?(?:#(?P<place>.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EditionLinks:
    """Links between the notebooks, to the sources that are cited, and to files that pages offer.

    Attributes:
        names: page to the names of those of its cells to which links can point; JupyterLab finds a cell by
            its name and a place in an output without.
        cited: page and name of an entry in the list of sources to its address.
        files: the files that pages offer, as paths in the book; filled as they are met.
    """

    names: Mapping[str, frozenset[str]]
    cited: Mapping[tuple[str, str], str]
    files: set[str] = field(default_factory=set)

    def to(self, page: str, address: str) -> str:
        """The address, from a notebook, of what a page of the site links to; another host's stays as it is.

        >>> links = EditionLinks({"a/one": frozenset(), "two": frozenset({"fig-x"})}, {})
        >>> links.to("a/one", "../two.html#fig-x"), links.to("two", "#row-1"), links.to("two", "https://x.org")
        ('../two.ipynb#cell-id=fig-x', '#row-1', 'https://x.org')
        """
        found = _PAGE.fullmatch(address)
        if not found or not address:
            return address
        path, place = found["path"] or "", found["place"] or ""
        target = _within(page, path.removesuffix(".html")) if path else page
        if entry := self.cited.get((target, place)):
            return entry
        mark = "#cell-id=" if place in self.names.get(target, ()) else "#"
        return path.removesuffix(".html") + ".ipynb" * bool(path) + (mark + place if place else "")

    def file(self, page: str, target: str) -> str:
        """The address, from a notebook, of a file of the book; it goes with the edition."""
        path = target.removeprefix("/") if target.startswith("/") else _within(page, target)
        self.files.add(path)
        return posixpath.relpath(path, PurePosixPath(page).parent)


def _within(page: str, path: str) -> str:
    """A path from a page as a path in the book."""
    return posixpath.normpath(posixpath.join(PurePosixPath(page).parent, path))
