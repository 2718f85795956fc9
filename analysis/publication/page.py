"""How a page begins: charts show themselves, and the prose may quote its study."""

from analysis.data import Study
from analysis.publication import live_links, renderer
from analysis.publication.state import state
from analysis.tables.numbers import typeset

NAMES = ("printed", "n")
"""What the values of a page's study are quoted under."""


def enable(study: Study | None = None) -> None:
    """Begin a page: the first cell of every chapter calls this once.

    Args:
        study: whose findings the prose may quote, each column of ``findings.csv`` as
            ``printed.FINDINGID.COLUMN``, and whose arms' sizes as ``n.ARM``, all people as ``n.all``.
    """
    renderer.enable()
    if not renderer.is_static_build():
        live_links.enable()
    if study is None:
        return
    printed, sizes = NAMES
    findings = study.findings
    findings[["VALUE", "SPREAD"]] = findings[["VALUE", "SPREAD"]].map(typeset)
    state(findings, name=printed, by="FINDINGID")
    state({**study.sizes, "all": study.people}, name=sizes)
