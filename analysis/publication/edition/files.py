"""Files of the edition: one copy in the site, and one to work in, where a reader's own changes stay."""

from collections.abc import Mapping
from pathlib import Path

from sphinx.util import logging

LOGGER = logging.getLogger(__name__)


def deliver(files: Mapping[str, bytes], *, published: Path, working: Path) -> None:
    """Write the files into both folders, and remove what is no longer among them.

    What differs from the copy that was published last was changed by a reader, and stays as it is.

    Args:
        files: path in the edition to content.
        published: the folder in the site.
        working: the folder to work in.
    """
    before = {name: (published / name).read_bytes() for name in _inside(published)}
    for name in sorted({*before, *files}):
        new, old, copy = files.get(name), before.get(name), working / name
        own = copy.read_bytes() if copy.is_file() else None
        if own in (None, old, new):
            _put(copy, own, new)
        else:
            LOGGER.info("%s was changed since it was built and stays: delete it to have it anew.", copy)
        _put(published / name, old, new)


def _inside(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def _put(path: Path, old: bytes | None, new: bytes | None) -> None:
    if new is None:
        path.unlink(missing_ok=True)
    elif new != old:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(new)
