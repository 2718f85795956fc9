"""Writes the illustrative cohort, its checksums and how it was made into the data folder.

Run as ``python -m analysis.reconstruction.illustrative``. It reads the published tables and the priors, and
renews ``data/reconstructed``: the same bytes on every machine.
"""

import hashlib
import json
from pathlib import Path

import pandas as pd

from analysis.data import BASES, TABLES, Study, find
from analysis.reconstruction.adam import adlb, adsl
from analysis.reconstruction.constrain import constrain
from analysis.reconstruction.ensemble import cohorts
from analysis.reconstruction.representative import RULE, SEED, choose

SIZE = 2000
FOLDER = "reconstructed"


def files(study: Study) -> dict[str, bytes]:
    """The files of a study's illustrative cohort by name. Its own are not needed to make them again.

    Args:
        study: whose findings and priors it is drawn under.

    Raises:
        ValueError: what `constrain` refuses.
        ConflictError: findings that no cohort satisfies.
    """
    constraints = constrain(study)
    ensemble = cohorts(constraints, size=SIZE, seed=SEED)
    member = choose(ensemble)
    written = {
        "adsl.csv": _csv(adsl(study, ensemble), "adsl"),
        "adlb.csv": _csv(adlb(study, ensemble, member), "adlb"),
    }
    made = {
        "basis": BASES["reconstructed"].badge,
        "seed": SEED,
        "members": SIZE,
        "rule": RULE,
        "chosen": member.index,
        "eligible": member.eligible,
        "reading": constraints.reading.words,
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in written.items()},
    }
    return written | {"cohort.json": (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()}


def write(study: Study, folder: Path) -> None:
    """Renew a study's illustrative cohort in a data folder."""
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    for name, content in files(study).items():
        (target / name).write_bytes(content)


def _csv(table: pd.DataFrame, name: str) -> bytes:
    """A table with its columns in the order of its schema, as UTF-8 with Unix line ends."""
    columns = list(TABLES[name].schema.columns)
    return table[columns].to_csv(index=False, lineterminator="\n").encode()


if __name__ == "__main__":
    write(Study.read(), find())
