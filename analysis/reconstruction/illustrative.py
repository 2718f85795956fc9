"""Writes the illustrative cohort, its checksums and how it was made into the data folder.

Run as ``python -m analysis.reconstruction.illustrative``. It reads the published tables and the priors, and
renews ``data/reconstructed``: the same bytes on every machine.
"""

import hashlib
import json
from pathlib import Path

import pandas as pd

from analysis import data
from analysis.reconstruction.adam import adlb, adsl
from analysis.reconstruction.constrain import constrain
from analysis.reconstruction.ensemble import cohorts
from analysis.reconstruction.priors import read_priors
from analysis.reconstruction.representative import RULE, choose

SEED = 2025
SIZE = 2000
SOURCE = "chin2020"
FOLDER = "reconstructed"
TABLES = ("adsl", "adlb")


def files(folder: Path) -> dict[str, bytes]:
    """The files of the illustrative cohort by name, from the tables in a data folder.

    Only the tables that it rests on are read, so that it can be made where its own files are missing.

    Args:
        folder: laid out like ``data``.

    Raises:
        DataError: a table that is not as its schema says.
        ConflictError: findings that no cohort satisfies.
    """
    findings, parameters, table = (
        data.read_table(folder / data.TABLES[name].path, data.TABLES[name].schema)
        for name in ("findings", "parameters", "priors")
    )
    constraints = constrain(findings, read_priors(table), source=SOURCE)
    ensemble = cohorts(constraints, size=SIZE, seed=SEED)
    member = choose(ensemble)
    written = {
        "adsl.csv": _csv(adsl(ensemble), "adsl"),
        "adlb.csv": _csv(adlb(ensemble, member, parameters), "adlb"),
    }
    made = {
        "basis": data.BASES["reconstructed"].badge,
        "seed": SEED,
        "members": SIZE,
        "rule": RULE,
        "chosen": member.index,
        "eligible": member.eligible,
        "reading": constraints.reading.words,
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in written.items()},
    }
    return written | {"cohort.json": (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()}


def write(folder: Path) -> None:
    """Renew the illustrative cohort in a data folder."""
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    for name, content in files(folder).items():
        (target / name).write_bytes(content)


def _csv(table: pd.DataFrame, name: str) -> bytes:
    """A table with its columns in the order of its schema, as UTF-8 with Unix line ends."""
    columns = list(data.TABLES[name].schema.columns)
    return table[columns].to_csv(index=False, lineterminator="\n").encode()


if __name__ == "__main__":
    write(data.find())
