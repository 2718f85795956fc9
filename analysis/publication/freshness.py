"""No stale page: when what the chapters compute with has changed, every chapter is executed anew.

MyST-NB keeps executed notebooks by the text of their code cells, and Sphinx keeps pages by the text of their
files. Neither sees a change in ``analysis/`` or ``data/``. Here both are told: the digest of all inputs is
kept beside the execution cache and in Sphinx' environment, and where it differs the cache is dropped and
every page counts as outdated.
"""

import hashlib
import platform
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)
INPUTS = ("analysis", "data", "requirements.txt")
SETTINGS = ("nb_execution_mode", "nb_execution_timeout", "nb_execution_in_temp", "nb_execution_allow_errors")
STAMP = "inputs.sha256"


def connect(app: Sphinx) -> None:
    """Run the check before Sphinx decides which pages to read."""
    app.add_config_value("execution_inputs", list(INPUTS), "env", list)
    app.connect("builder-inited", drop_stale_cache)
    app.connect("env-get-outdated", outdated_pages)


def digest(app: Sphinx) -> str:
    """SHA-256 over the inputs' names and bytes, the execution settings and the Python version."""
    root = Path(app.srcdir)
    total = hashlib.sha256(platform.python_version().encode())
    for setting in SETTINGS:
        total.update(f"{setting}={app.config[setting]!r}\n".encode())
    for path in _files(root, app.config.execution_inputs):
        total.update(f"{path.relative_to(root).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def cache_folder(app: Sphinx) -> Path:
    """Where MyST-NB keeps executed notebooks."""
    configured = app.config.nb_execution_cache_path
    return Path(configured or Path(app.outdir).parent / ".jupyter_cache")  # MyST-NB's default


def kept(cache: Path, name: str, make: Callable[[], bytes]) -> bytes:
    """The content of a file that is made once and kept with the executed notebooks, as long as they are.

    Args:
        cache: `cache_folder`.
        name: of the file; what it is made from is an input, or part of the name.
        make: makes the content.
    """
    file = cache / "made" / name
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(make())
    return file.read_bytes()


def drop_stale_cache(app: Sphinx) -> None:
    """Remove the execution cache that was filled from other inputs."""
    cache = cache_folder(app)
    stamp, current = cache / STAMP, digest(app)
    if stamp.is_file() and stamp.read_text("utf8") == current:
        return
    if cache.is_dir():
        LOGGER.info("The code, data or lock has changed: every chapter will be executed anew.")
        shutil.rmtree(cache)
    cache.mkdir(parents=True)
    stamp.write_text(current, "utf8")


def outdated_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Every page, when the environment was made from other inputs."""
    current = digest(app)
    stale = getattr(env, "execution_inputs_digest", None) != current
    env.execution_inputs_digest = current  # type: ignore[attr-defined]
    return sorted(env.found_docs) if stale else []


def _files(root: Path, inputs: list[str]) -> Iterator[Path]:
    for name in inputs:
        path = root / name
        if path.is_file():
            yield path
        for file in sorted(path.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith("."):
                yield file
