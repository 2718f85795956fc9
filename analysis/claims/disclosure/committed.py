"""What one more sentence would be worth as tables of a study, and read back from them."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.claims.disclosure.items import undisclosed
from analysis.claims.disclosure.narrowing import Narrowing
from analysis.claims.disclosure.worth import OPEN, Chance, Worth
from analysis.claims.judging import judge
from analysis.data import BASES, TABLES, Study

CHANCES, NARROWINGS = "disclosure", "narrowing"
_BASIS = {"BASIS": BASES["reconstructed"].badge}


def files(worth: Worth) -> dict[str, bytes]:
    """The tables of what was simulated, by their names.

    Args:
        worth: from `worth_of_disclosure`.
    """
    chances = [
        {
            "ITEM": each.item,
            "CLAIMID": each.claim,
            "ASSUMED": each.assumed,
            "DRAWS": str(each.draws),
            "SUPPORTED": f"{each.supported:.4f}",
            "AGAINST": f"{each.against:.4f}",
            **_BASIS,
        }
        for each in worth.chances
    ]
    narrowings = [
        {
            "ITEM": each.item,
            "PARAMCD": each.marker,
            "SCALE": each.scale,
            "TRIED": str(each.tried),
            "LOW": f"{each.before[0]:.4f}",
            "HIGH": f"{each.before[1]:.4f}",
            "EXPECTED": f"{each.expected:.4f}",
            "LEAST": f"{each.least:.4f}",
            "MOST": f"{each.most:.4f}",
            **_BASIS,
        }
        for each in worth.narrowings
    ]
    return {name: _csv(rows, name) for name, rows in ((CHANCES, chances), (NARROWINGS, narrowings))}


def committed(study: Study) -> Worth:
    """What one more sentence would be worth, as the study's own tables of it say.

    Args:
        study: with its tables `disclosure` and `narrowing`, which `simulate` renews.

    Raises:
        MissingFindingError: it has no such table, or leaves nothing untold.

    Examples:
        >>> committed(Study.read()).ranked[0].item.key
        'levels'
    """
    rows = study.need_reference(CHANCES, "simulated worth of what is not told")
    chances = (
        Chance(
            row["ITEM"],
            row["CLAIMID"],
            row["ASSUMED"],
            int(row["DRAWS"]),
            float(row["SUPPORTED"]),
            float(row["AGAINST"]),
        )
        for row in rows.to_dict("records")
    )
    narrowings = (
        Narrowing(
            row["ITEM"],
            row["PARAMCD"],
            row["SCALE"],
            float(row["EXPECTED"]),
            float(row["LEAST"]),
            float(row["MOST"]),
            int(row["TRIED"]),
            (float(row["LOW"]), float(row["HIGH"])),
        )
        for row in study.table(NARROWINGS).to_dict("records")
    )
    untested = {verdict.claim: verdict.by for verdict in judge(study) if verdict.verdict == OPEN}
    return Worth(undisclosed(study), tuple(chances), tuple(narrowings), untested)


def _csv(rows: Iterable[dict[str, Any]], name: str) -> bytes:
    """Rows with the columns of a schema, as UTF-8 with Unix line ends."""
    columns = list(TABLES[name].schema.columns)
    return pd.DataFrame(rows, columns=columns).to_csv(index=False, lineterminator="\n").encode()
