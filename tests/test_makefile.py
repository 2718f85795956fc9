"""`make` names what is wrong with what it is given: a Python, a page; and its locks are one."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OLD = '#!/bin/sh\nif [ "$1" = "--version" ]; then echo "Python 3.9.2"; exit 0; fi\nexit 1\n'
BROKEN = "#!/bin/sh\necho nothing of use >&2\nexit 127\n"

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


def complaint(folder: Path, python: str) -> str:
    """What `make book` says in a copy without an environment, where it has to fail."""
    for name in (
        "Makefile",
        "requirements.txt",
        "requirements-dev.txt",
        "requirements-uv.txt",
        "pyproject.toml",
        "lab-settings.json",
        "lab-server.py",
    ):
        shutil.copy(ROOT / name, folder / name)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["make", "--no-print-directory", "book", f"PYTHON={python}"],
        cwd=folder,
        env={**os.environ, "PATH": path, "MAKEFLAGS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert not (folder / ".venv").exists()
    (line,) = done.stdout.splitlines()
    return line


def script(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text)
    (folder / name).chmod(0o755)
    return name


def test_a_python_that_is_not_there_is_not_called_old(tmp_path: Path) -> None:
    said = complaint(tmp_path, "nosuchpython")
    assert said.startswith("nosuchpython was not found: install Python 3.11 or newer")
    assert said.endswith("make PYTHON=python3.12 book")


def test_an_old_python_is_named_with_its_version(tmp_path: Path) -> None:
    said = complaint(tmp_path, script(tmp_path, "python-old", OLD))
    assert said.startswith("Python 3.9.2 is too old: name Python 3.11 or newer")


@pytest.mark.parametrize("folder", ["plain", "with a blank"])
def test_what_does_not_run_is_no_python(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    python = tmp_path / folder / script(tmp_path / folder, "python-broken", BROKEN)
    assert "python-broken does not run as Python" in complaint(tmp_path, str(python))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("only", "said"),
    [
        ("", "which page? One of: index, chapters/background, "),
        ("chapters/method", "no page of _toc.yml is named 'chapters/method'. The nearest: chapters/methods"),
    ],
)
def test_a_page_that_is_not_there_is_answered_with_those_that_are(only: str, said: str) -> None:
    environment = f"VENV={sys.prefix}"
    done = subprocess.run(
        [
            "make",
            "--no-print-directory",
            f"--old-file={sys.prefix}/.ready",
            environment,
            "page",
            f"ONLY={only}",
        ],
        cwd=ROOT,
        env={**os.environ, "MAKEFLAGS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert done.stderr.startswith(said)
    assert done.stderr.splitlines()[0].endswith("For example: make page ONLY=chapters/methods")


@pytest.mark.parametrize(("target", "opens"), [("lab", "_build/notebooks/START.ipynb"), ("author", "")])
def test_lab_passes_arguments_on_and_says_what_it_opens(tmp_path: Path, target: str, opens: str) -> None:
    """Where everything is there, and also as root, whom JupyterLab refuses unless it is told."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    ready = [".venv/pyvenv.cfg", ".venv/.ready", ".venv/.ready-dev", "_build/notebooks/START.ipynb"]
    inputs = ["requirements.txt", "requirements-uv.txt", "pyproject.toml", "requirements-dev.txt"]
    for name in [*inputs, "lab-settings.json", "lab-server.py", *ready]:  # each as new as those that it needs
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    jupyter = tmp_path / ".venv" / "bin" / "jupyter"
    jupyter.parent.mkdir()
    jupyter.write_text('#!/bin/sh\necho "jupyter $*"\n')
    jupyter.chmod(0o755)
    done = subprocess.run(
        ["make", "--no-print-directory", "-s", target, "ARGS=--ip 0.0.0.0 --no-browser --port 9999"],
        cwd=tmp_path,
        env={**os.environ, "MAKEFLAGS": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    said, ran = done.stdout.splitlines()
    assert said.startswith(f"Opening {tmp_path / opens}" if opens else f"Opening {tmp_path}")
    root = ["--allow-root"] if os.geteuid() == 0 else []
    arguments = ["--ip", "0.0.0.0", "--no-browser", "--port", "9999"]
    assert ran.split() == ["jupyter", "lab", *root, *arguments, *([opens] if opens else [])]


def locked(name: str) -> dict[str, str]:
    """Package to version and condition, as a lock has them."""
    text = (ROOT / name).read_text("utf8")
    return dict(re.findall(r"^([\w.-]+)(==.*?) \\$", text, flags=re.MULTILINE))


def test_the_lock_of_the_book_is_a_part_of_the_whole_one() -> None:
    book, whole = locked("requirements.txt"), locked("requirements-dev.txt")
    assert len(book) > 50
    versions = {name: version.partition(" ;")[0] for name, version in whole.items()}
    assert {name: version.partition(" ;")[0] for name, version in book.items()}.items() <= versions.items()
    assert {"pytest", "jupyterlab", "jupytext", "playwright", "mypy"} <= whole.keys() - book.keys()
