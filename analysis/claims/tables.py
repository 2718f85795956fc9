"""The verdicts as tables: one row per claim for a reader, and counts for a chart."""

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd

from analysis import data
from analysis.claims.ledger import judge
from analysis.claims.verdict import PRINTED, ClaimVerdict, Verdict

LEDGER = "../appendices/claims_ledger.html"
KINDS = ("observation", "inference", "causal", "mechanism", "novelty")
CHAPTERS = {
    "chapters/background": "Background",
    "chapters/primary_outcomes": "Primary outcomes",
    "chapters/cytokines": "Cytokines",
    "chapters/aging": "Aging",
}
"""The pages that examine claims, in the order of the book."""
SAID_BY = {
    "summary only": "the summary only",
    "both": "the summary and the authors' abstract",
    "unknown": "unknown, perhaps the summary's own words",
}
CONTRADICTED: Verdict = "contradicted by the source itself"


def ledger(verdicts: Sequence[ClaimVerdict], table: pd.DataFrame) -> pd.DataFrame:
    """One row per claim, in words.

    Args:
        verdicts: from `claims.judge`.
        table: the whole table of claims, for the gist, the place, the wording and what disagrees.

    Returns:
        `claim`, `text`, `says` (with the gist), `kind`, `chapter`, `verdict`, `why`, `evidence`, `conflicts`
        (a tuple), `trace`; and addresses from a page one folder below the root: `section`, `row`
        (in the ledger), `conflict rows` (a tuple), with `anchor`, the row's own name.
    """
    rows = {row["CLAIMID"]: row for row in table.to_dict("records")}
    return pd.DataFrame([_row(verdict, rows) for verdict in verdicts])


def examined_in(page: str) -> pd.DataFrame:
    """The claims that one chapter examines, as `ledger` gives them.

    Args:
        page: for example "chapters/aging".

    Raises:
        ValueError: no claim names this page.
    """
    table = data.claims()
    own = table[table["SECTION"].str.startswith(f"{page}#")]
    if own.empty:
        raise ValueError(f"no claim is examined in {page!r}. Pass one of: {', '.join(CHAPTERS)}.")
    return ledger(judge(own), table)


def tally(verdicts: Sequence[ClaimVerdict], *, by: str) -> pd.DataFrame:
    """Count verdicts.

    Args:
        verdicts: from `claims.judge`.
        by: "kind" or "chapter".

    Returns:
        One row per group and verdict that occurs: `group`, `verdict`, `claims` (how many), `names` and
        `trace`.
    """
    groups = [verdict.kind if by == "kind" else chapter(verdict) for verdict in verdicts]
    table = pd.DataFrame(
        {"group": groups, "verdict": [v.verdict for v in verdicts], "name": [v.claim for v in verdicts]}
    )
    counted = table.groupby(["group", "verdict"], sort=False)["name"]
    return counted.agg(
        claims="size",
        names=lambda names: ", ".join(names),
        trace=lambda names: " ".join("claims:" + names),
    ).reset_index()


def inconsistent_in_words(verdicts: Sequence[ClaimVerdict]) -> str:
    """How many claims are inconsistent, and how many of them rest on a printed number."""
    found = [verdict for verdict in verdicts if verdict.verdict == "inconsistent"]
    if not found:
        return "No claim is inconsistent."
    numbers = sum(verdict.kind != "novelty" for verdict in found)
    return f"Claims: {len(found)}, of which {numbers} rest on a printed number."


def chapter(verdict: ClaimVerdict) -> str:
    """The chapter that examines a claim, as its title begins."""
    return CHAPTERS[verdict.section.partition("#")[0]]


def _row(verdict: ClaimVerdict, rows: Mapping[str, Mapping[Hashable, str]]) -> dict[str, object]:
    row = rows[verdict.claim]
    page, _, label = verdict.section.partition("#")
    signed = f" Rests on judgment: {verdict.rule}" if verdict.judgment else ""
    disagree = f"{PRINTED[verdict.verdict]}. " if verdict.verdict == CONTRADICTED else ""
    labels = ", ".join(source.label for source in data.cite(*verdict.references))
    others = f" Other sources: {labels}." if labels else ""
    stands = f" {row['STANDS']}" if row["STANDS"] else ""
    note = f" {row['NOTE']}" if row["NOTE"] else ""
    return {
        "claim": verdict.claim,
        "text": verdict.text,
        "says": f"{verdict.text} {row['GIST']}",
        "kind": verdict.kind,
        "chapter": chapter(verdict),
        "verdict": verdict.verdict,
        "why": disagree + verdict.reason + signed,
        "evidence": (
            f"Place: {row['PLACE']}. Attributed to: {SAID_BY[row['ATTRIBUTED']]}. "
            f"Wording: {row['STRENGTH']}. Findings: {', '.join(verdict.findings)}.{others} "
            f"Computed by {verdict.computation()}.{stands}{note}"
        ),
        "conflicts": tuple(f"“{rows[name]['CLAIM'].removesuffix('.')}”" for name in verdict.conflicts),
        "conflict rows": tuple(f"{LEDGER}#claim-{name}" for name in verdict.conflicts),
        "section": f"../{page}.html#{label}",
        "row": f"{LEDGER}#claim-{verdict.claim}",
        "anchor": f"claim-{verdict.claim}",
        "trace": f"claims:{verdict.claim}",
    }
