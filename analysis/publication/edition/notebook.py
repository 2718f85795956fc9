"""One page of the book as a notebook: its words between its cells, and what they showed."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from ipykernel.ipkernel import IPythonKernel

from analysis.publication.edition.outputs import shown
from analysis.publication.edition.words import Block, Links, UnknownInNotebookError
from analysis.publication.prose import bundle, filled, has_places

Cell = dict[str, Any]
FOLDED = frozenset({"remove-input", "remove-cell"})
"""Tags of cells whose input is folded: what the site does not show. Code that a reader of the site may open
stands open here, for whoever opens a notebook came for it."""
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
"""As JupyterLab names it. With another name, or without the kernel's language, it marks a notebook as changed
once it is opened."""


def notebook(
    page: str, blocks: Iterable[Block], executed: Mapping[str, Any], stated: Mapping[str, str],
    pictures: Path, links: Links,
) -> dict[str, Any]:  # fmt: skip
    """The notebook of a page.

    Args:
        page: its name in Sphinx.
        blocks: its words and the places of its cells, in order.
        executed: the notebook as the build has executed it.
        stated: key to text of everything that its cells have stated.
        pictures: the folder with the pictures of its charts.
        links: of the edition.

    Raises:
        UnknownInNotebookError: something on the page has no writing in a notebook, or a cell is not on it.
        ValueError: a paragraph with numbers cannot be written as a call.
    """
    cells: list[Cell] = []
    blocks = list(blocks)
    code = {place for place, cell in enumerate(executed.get("cells", ())) if cell["cell_type"] == "code"}
    if unseen := sorted(code - {block.cell for block in blocks}):
        raise UnknownInNotebookError(
            f"{page}: the page does not show its cells {unseen}: fold their input instead"
        )
    for group in _grouped(blocks):
        first = group[0]
        if first.cell is not None:
            cell = executed["cells"][first.cell]
            cells.append(_code(cell, first.name, list(shown(cell, page, pictures, links))))
            continue
        text = "\n\n".join(block.text for block in group)
        if first.heading or not has_places(text):
            cells.append(_markdown(filled(text, stated), first.name))
        else:
            imported = any(cell["cell_type"] == "code" for cell in cells)
            cells.append(_prose(text, first.name, stated, imported=imported))
    return written(page, cells)


def written(page: str, cells: list[Cell]) -> dict[str, Any]:
    """The cells as a notebook: each with a name of its own, made from its words where it has none."""
    taken = {cell["id"] for cell in cells}
    numbers = count(1)
    for cell in cells:
        if not cell["id"]:
            names = (_digest(page, cell["cell_type"], cell["source"], again) for again in count())
            cell["id"] = next(name for name in names if name not in taken)
            taken.add(cell["id"])
        if cell["cell_type"] == "code":
            cell["execution_count"] = next(numbers) if cell.pop("ran") else None
        cell["source"] = cell["source"].splitlines(keepends=True)
    kernel = {"kernelspec": KERNEL, "language_info": IPythonKernel.language_info}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


def as_bytes(book: Mapping[str, Any]) -> bytes:
    """A notebook as JupyterLab writes it."""
    return (json.dumps(book, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _grouped(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks that share a cell."""
    group: list[Block] = []
    for block in blocks:
        if group and not _together(group[-1], block):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _together(before: Block, block: Block) -> bool:
    """Neighbors without numbers share a cell, or with; code stands alone, a name or a heading begins anew."""
    begins = block.heading or block.name or block.cell is not None or before.cell is not None
    return not begins and has_places(block.text) == has_places(before.text)


def _code(cell: Mapping[str, Any], name: str, outputs: list[dict[str, Any]]) -> Cell:
    hidden = FOLDED & set(cell["metadata"].get("tags", []))
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {"jupyter": {"source_hidden": True}} if hidden else {},
        "outputs": outputs,
        "ran": cell.get("execution_count") is not None,
        "source": "".join(cell["source"]),
    }


def _markdown(text: str, name: str) -> Cell:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text}


def _prose(text: str, name: str, stated: Mapping[str, str], *, imported: bool) -> Cell:
    """A paragraph with numbers: a folded call that puts them in, and what it shows."""
    if '"""' in text:
        raise ValueError(f"a paragraph with numbers holds three quotation marks: {text[:60]!r}")
    begin = "" if imported else "from analysis import publication\n\n"
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {"jupyter": {"source_hidden": True}},
        "outputs": [{"output_type": "display_data", "metadata": {}, "data": bundle(filled(text, stated))}],
        "ran": True,
        "source": f'{begin}publication.prose(r"""\n{text}\n""")',
    }


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]
