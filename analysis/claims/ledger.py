"""The verdicts as tables: one row per claim for a reader, and counts for a chart."""

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd

from analysis.claims.judging import judge
from analysis.claims.verdict import PRINTED, ClaimVerdict, Verdict
from analysis.claims.voices import attributed
from analysis.data import Study

LEDGER = "../appendices/claims_ledger.html"
KINDS = ("observation", "inference", "causal", "mechanism", "novelty")
CONTRADICTED: Verdict = "contradicted by the source itself"


def ledger(
    study: Study, verdicts: Sequence[ClaimVerdict] | None = None, *, page: str = LEDGER
) -> pd.DataFrame:
    """One row per claim, in words.

    Args:
        study: whose claims they are; its table holds the gist, the place, the wording and what disagrees.
        verdicts: from `claims.judge`; those on all its claims where none are passed.
        page: address of the page with all rows, from the one that shows the table; empty where that is one.

    Returns:
        `claim`, `text`, `says` (with the gist), `kind`, `chapter`, `verdict`, `why`, `judgment` ("yes" or
        "no"), `evidence`, `conflicts` (a tuple), `trace`; and addresses from a page one folder below the
        root: `section`, `row` (in the ledger), `conflict rows` (a tuple), with `anchor`, the row's own name.
    """
    rows = {row["CLAIMID"]: row for row in study.claims.to_dict("records")}
    judged = judge(study) if verdicts is None else verdicts
    return pd.DataFrame([_row(verdict, rows, study, page) for verdict in judged])


def examined_in(study: Study, page: str) -> pd.DataFrame:
    """The claims that one page of the book examines, as `ledger` gives them.

    Args:
        study: whose claims they are.
        page: for example "chapters/aging".

    Raises:
        ValueError: no claim names this page.
    """
    table = study.claims
    own = table[table["SECTION"].str.startswith(f"{page}#")]
    if own.empty:
        raise ValueError(f"no claim is examined in {page!r}. Pass one of: {', '.join(pages(study))}.")
    return ledger(study, judge(study, own))


def pages(study: Study) -> dict[str, str]:
    """The pages that examine claims, with the name of their chapter, in the order of the claims.

    Examples:
        >>> pages(Study.read())["chapters/primary_outcomes"]
        'Primary outcomes'
    """
    found = dict.fromkeys(section.partition("#")[0] for section in study.claims["SECTION"])
    return {page: chapter(page) for page in found}


def chapter(section: str) -> str:
    """The chapter of a page or section, in words: the folder below that of all chapters, or the page there.

    Examples:
        >>> chapter("chapters/aging/lung#sec-lung"), chapter("chapters/primary_outcomes")
        ('Aging', 'Primary outcomes')
    """
    return section.partition("#")[0].split("/")[1].replace("_", " ").capitalize()


def tally(verdicts: Sequence[ClaimVerdict], *, by: str) -> pd.DataFrame:
    """Count verdicts.

    Args:
        verdicts: from `claims.judge`.
        by: "kind" or "chapter".

    Returns:
        One row per group and verdict that occurs: `group`, `verdict`, `claims` (how many), `names` and
        `trace`.
    """
    groups = [verdict.kind if by == "kind" else chapter(verdict.section) for verdict in verdicts]
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


def _row(
    verdict: ClaimVerdict, rows: Mapping[str, Mapping[Hashable, str]], study: Study, ledger: str
) -> dict[str, object]:
    row = rows[verdict.claim]
    page, _, label = verdict.section.partition("#")
    signed = f" Rests on judgment: {verdict.rule}" if verdict.judgment else ""
    disagree = f"{PRINTED[verdict.verdict]}. " if verdict.verdict == CONTRADICTED else ""
    labels = ", ".join(source.label for source in study.cite(*verdict.references))
    others = f" Other sources: {labels}." if labels else ""
    stands = f" {row['STANDS']}" if row["STANDS"] else ""
    note = f" {row['NOTE']}" if row["NOTE"] else ""
    return {
        "claim": verdict.claim,
        "text": verdict.text,
        "says": f"{verdict.text} {row['GIST']}".strip(),
        "kind": verdict.kind,
        "chapter": chapter(verdict.section),
        "verdict": verdict.verdict,
        "why": disagree + verdict.reason + signed,
        "judgment": "yes" if verdict.judgment else "no",
        "evidence": (
            f"Place: {row['PLACE']}. Attributed to: {attributed(study, row['ATTRIBUTED'])}. "
            f"Wording: {row['STRENGTH']}. Findings: {', '.join(verdict.findings)}.{others} "
            f"Computed by {verdict.computation()}.{stands}{note}"
        ),
        "conflicts": tuple(f"“{rows[name]['CLAIM'].removesuffix('.')}”" for name in verdict.conflicts),
        "conflict rows": tuple(f"{ledger}#claim-{name}" for name in verdict.conflicts),
        "section": f"../{page}.html#{label}",
        "row": f"{ledger}#claim-{verdict.claim}",
        "anchor": f"claim-{verdict.claim}",
        "trace": f"claims:{verdict.claim}",
    }
