"""Libraries that the site carries itself, so that no page asks another host for anything."""

import json
import shutil
from importlib.metadata import distribution
from pathlib import Path

from sphinx.application import Sphinx

from analysis.publication import freshness, vega
from analysis.publication.typeset import font_for_scripts

FOLDER = "_vendor"
MATHJAX = ("tex-chtml.js", "output/chtml/fonts/woff-v2")
UNUSED = ("_static/**/*.map", "_static/scripts/fontawesome.js*", "_static/vendor/fontawesome/webfonts/*.ttf")
"""What the theme copies and no page of the book loads."""


def connect(app: Sphinx) -> None:
    """Write the libraries once the pages are written."""
    app.config.mathjax_path = f"../{FOLDER}/mathjax/tex-chtml.js"
    app.connect("build-finished", write_libraries)


def write_libraries(app: Sphinx, exception: Exception | None) -> None:
    """Put Vega and MathJax into the built site and take out what it does not need."""
    if exception or app.builder.format != "html":
        return
    site = Path(app.outdir)
    vendor = site / FOLDER
    vendor.mkdir(exist_ok=True)
    bundle = freshness.kept(freshness.cache_folder(app), "vega.js", lambda: vega.bundle().encode())
    (vendor / "vega.js").write_bytes(bundle)
    (vendor / "chart-font.js").write_text(f"window.chartFont={json.dumps(font_for_scripts())};\n", "utf8")
    _copy_mathjax(vendor / "mathjax")
    for pattern in UNUSED:
        for file in site.glob(pattern):
            file.unlink()


def _copy_mathjax(target: Path) -> None:
    package = distribution("sphinx-mathjax-offline")
    source = Path(str(package.locate_file("sphinx-mathjax-offline/static/mathjax")))
    for part in MATHJAX:
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part, dirs_exist_ok=True)
        else:
            (target / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / part, target / part)
