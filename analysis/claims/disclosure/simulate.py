"""Writes what one more sentence would be worth into the data folder.

Run as ``python -m analysis.claims.disclosure.simulate``. It reads the published tables and the priors, renews
two tables in ``data/reconstructed``, and takes some minutes.
"""

from pathlib import Path

from analysis.claims.disclosure.committed import files
from analysis.claims.disclosure.worth import worth_of_disclosure
from analysis.data import TABLES, Study, find

SIZE, SEED = 200, 2025


def write(study: Study, folder: Path) -> None:
    """Renew a study's tables of what one more sentence would be worth."""
    for name, content in files(worth_of_disclosure(study, size=SIZE, seed=SEED)).items():
        path = folder / TABLES[name].path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    write(Study.read(), find())
