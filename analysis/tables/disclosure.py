"""What one more sentence would be worth, in rows. Every verdict in them is simulated."""

from collections.abc import Sequence

import pandas as pd

from analysis import claims
from analysis.claims import Narrowing
from analysis.claims.disclosure import WHY, moved_by
from analysis.claims.ledger import LEDGER
from analysis.data import Study
from analysis.tables.claims import said_by
from analysis.tables.table import Table

ADDED = "verdicts simulated, no forecast"
MADE = "formula:claims.worth_of_disclosure"


def disclosure(study: Study) -> Table:
    """What is not told, ranked by what a sentence on it would be worth.

    Args:
        study: with the tables of what was simulated.

    Returns:
        With `frame` of `place`, `key`, `item`, `narrows` (expected, and from the least to the most), `could`
        (claims that it could settle), `any` (those that any number printed would settle), `some` (those that
        only some values would), `depends` and `trace`.

    Raises:
        MissingFindingError: the study leaves nothing untold, or lacks these tables.

    Examples:
        >>> disclosure(Study.read()).frame["key"].iloc[0]
        'levels'
    """
    ranked = claims.committed(study).ranked
    rows = [
        {
            "place": place,
            "key": each.item.key,
            "item": each.item.says,
            "narrows": _narrowed(each.narrowing),
            "could": len(each.could),
            "any": len(each.printed),
            "some": len(each.by_value),
            "depends": each.item.depends,
            "trace": _trace(each.could),
        }
        for place, each in enumerate(ranked, start=1)
    ]
    return Table(
        pd.DataFrame(rows),
        headings={
            "place": "Rank",
            "item": "What one more sentence would tell",
            "narrows": "Narrows the range of the dose contrast by",
            "could": "Claims it could settle",
            "any": "of these, by any number printed",
            "some": "of these, by some values only",
            "depends": "Depends on",
        },
        title="What one more sentence would be worth",
        basis="reconstructed",
        study=study,
        added=ADDED,
    )


def settled_claims(study: Study) -> Table:
    """The claims that one more sentence could settle, with the chance of either verdict.

    Args:
        study: with the tables of what was simulated.

    Returns:
        With `frame` of `text`, `row` (address in the ledger), `item`, `supported` and `against` (shares over
        the assumptions), `by` (whether any number printed would do, or some values) and `trace`.

    Raises:
        MissingFindingError: the study leaves nothing untold, or lacks these tables.

    Examples:
        >>> "IGF1" in settled_claims(Study.read()).frame["trace"].str.upper().str.cat()
        True
    """
    worth, text = claims.committed(study), study.claims.set_index("CLAIMID")["CLAIM"]
    rows = [
        {
            "text": text[claim],
            "row": f"{LEDGER}#claim-{claim}",
            "item": each.item.short,
            "supported": _range([chance.supported for chance in worth.of(each.item.key, claim)]),
            "against": _range([chance.against for chance in worth.of(each.item.key, claim)]),
            "by": moved_by(worth.of(each.item.key, claim)),
            "trace": _trace([claim]),
        }
        for each in worth.ranked
        for claim in each.could
    ]
    return Table(
        pd.DataFrame(rows),
        headings={
            "text": said_by(study),
            "item": "Told",
            "supported": "Then it would add up or be consistent",
            "against": "Then it would not",
            "by": "Settled by",
        },
        title="Claims that one more sentence could settle",
        basis="reconstructed",
        study=study,
        added=ADDED,
        filters=("item", "by"),
        links={"text": "row"},
    )


def unsettled_claims(study: Study) -> Table:
    """By the rule that judges them the claims that no single sentence could settle, and why.

    Args:
        study: with the tables of what was simulated.

    Returns:
        With `frame` of `rule`, `claims` (how many), `why` and `trace`.

    Raises:
        MissingFindingError: the study leaves nothing untold, or lacks these tables.

    Examples:
        >>> unsettled_claims(Study.read()).frame["rule"].iloc[0]
        'needs_control'
    """
    worth = claims.committed(study)
    rows = [
        {"rule": rule, "claims": len(names), "why": WHY[rule], "trace": _trace(names)}
        for rule, names in worth.unmovable.items()
    ]
    return Table(
        pd.DataFrame(rows),
        headings={"claims": "Claims", "why": "Why none of these sentences settles them", "rule": "Rule"},
        title="Claims that no single sentence could settle",
        basis="reconstructed",
        study=study,
        added=ADDED,
    )


def _narrowed(found: Narrowing | None) -> str:
    if found is None:
        return "nothing: no cohort hangs on it"
    expected, least, most = (f"{100 * share:.0f}" for share in (found.expected, found.least, found.most))
    return f"{expected} % ({least} to {most} %)".replace("-", "\u2212").replace("\u22120 ", "0 ")


def _range(shares: Sequence[float]) -> str:
    low, high = (f"{100 * share:.0f}" for share in (min(shares), max(shares)))
    return f"{low} %" if low == high else f"{low} to {high} %"


def _trace(names: Sequence[str]) -> str:
    return " ".join([*(f"claims:{name}" for name in names), MADE])
