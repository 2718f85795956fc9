"""The package outside the checkout, and the order of its layers."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
HEAVY = ("altair", "sphinx", "IPython", "ipywidgets", "jupyter_core", "myst_nb", "vl_convert")


def run(python: Path, *arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run Python; on failure show what it said."""
    done = subprocess.run([str(python), *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.parametrize("module", ["analysis.data", "analysis.inference"])
def test_statistics_and_tables_load_no_chart_or_notebook_library(module: str) -> None:
    program = f"import sys, {module}; print([m for m in {HEAVY} if m in sys.modules])"
    assert run(Path(sys.executable), "-c", program).stdout.strip() == "[]"


def test_only_publication_imports_sphinx_or_myst_nb() -> None:
    offenders = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "analysis").rglob("*.py")
        if "publication" not in path.parts
        and any(word in path.read_text("utf8") for word in ("import sphinx", "from sphinx", "myst_nb"))
    ]
    assert offenders == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(Path(sys.executable), "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    return next(folder.glob("clv100-*.whl"))


def test_the_wheel_carries_tables_scripts_and_types(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "analysis/py.typed",
        "analysis/data/tables/published/findings.csv",
        "analysis/publication/assets/vega-chart.js",
        "analysis/publication/templates/static/webpack-macros.html",
    ):
        assert name in names


def test_the_wheel_reads_every_table_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """Installed into an empty environment, with the dependencies of this one and none of its checkout."""
    run(Path(sys.executable), "-m", "venv", "--without-pip", str(tmp_path / "venv"))
    python = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    purelib = "import sysconfig; print(sysconfig.get_path('purelib'))"
    target = run(python, "-c", purelib).stdout.strip()
    zipfile.ZipFile(wheel).extractall(target)
    here = next(path for path in map(Path, sys.path) if (path / "pandas").is_dir())
    program = (
        f"import sys; sys.path.append({str(here)!r})\n"
        f"sys.path[:] = [p for p in sys.path if not p.rstrip('/') == {str(ROOT)!r}]\n"
        "import analysis; from analysis import data\n"
        f"assert analysis.__file__.startswith({target!r}), analysis.__file__\n"
        "study = data.Study.read()\n"
        "examples = [data.Study.read(folder) for folder in sorted((data.find() / 'examples').iterdir())]\n"
        "print(*[len(each.findings) for each in (study, *examples)], *[len(study.table(name)) for name in"
        " ('parameters', 'sources', 'medical_history', 'aging', 'safety')])"
    )
    done = run(python, "-I", "-c", program, folder=tmp_path)
    counted = [int(rows) for rows in done.stdout.split()]
    assert len(counted) >= 8, "the book's study, both examples and five tables"
    assert min(counted) > 2
