"""Claims and what becomes of them."""

from collections.abc import Sequence

from analysis import claims
from analysis.claims import ClaimVerdict
from analysis.claims.voices import claimant, voice
from analysis.data import Study
from analysis.tables.table import Table

ADDED = "verdicts computed"


def examined_claims(study: Study, page: str) -> Table:
    """The claims that a page examines, each with its verdict, why, and a link to its row in the ledger.

    Args:
        study: whose claims they are.
        page: for example "chapters/aging".

    Raises:
        ValueError: no claim names this page.

    Examples:
        >>> examined_claims(Study.read(), "chapters/aging").title
        'Claims examined in this chapter'
    """
    return Table(
        claims.examined_in(study, page),
        headings=_headings(study),
        title="Claims examined in this chapter",
        basis="published",
        study=study,
        added=ADDED,
        filters=("verdict",),
        links={"text": "row"},
    )


def judged_claims(study: Study) -> Table:
    """All claims of a study, each with its verdict and why.

    Raises:
        MissingFindingError: the study has no claims.

    Examples:
        >>> judged_claims(Study.read("data/examples/mpc_2017")).title
        'Claims of the MPC trial'
    """
    return Table(
        claims.ledger(study),
        headings=_headings(study),
        title=f"Claims of {study.name}",
        basis="published",
        study=study,
        added=ADDED,
        filters=("verdict",),
    )


def ledger(study: Study, verdicts: Sequence[ClaimVerdict] | None = None) -> Table:
    """All claims of a study with what each rests on, as the page of the ledger shows them.

    Args:
        study: whose claims they are.
        verdicts: from `claims.judge`; those on all its claims where none are passed.
    """
    shown = {
        "says": said_by(study),
        "verdict": "Verdict",
        "kind": "Kind",
        "chapter": "Chapter",
        "why": "Why",
        "conflicts": "Disagrees with",
    }
    return Table(
        claims.ledger(study, verdicts, page=""),
        headings=shown,
        title="Claims and verdicts",
        basis="published",
        study=study,
        added=ADDED,
        filters=("verdict", "kind", "chapter"),
        folded={"why": "evidence"},
        links={"chapter": "section", "conflicts": "conflict rows"},
        anchors="anchor",
    )


def summary_of_findings(study: Study) -> Table:
    """The main outcomes of a study: what was reported, what so few people can show, and what would change it.

    Returns:
        With `frame` of `claims.summary_of_findings`.

    Raises:
        MissingFindingError: the study has no summary of findings.

    Examples:
        >>> summary_of_findings(Study.read()).frame["outcome"].head(2).tolist()
        ['Death', 'Cancer']
    """
    study.need_reference("summary_of_findings", "summary of findings")
    return Table(
        claims.summary_of_findings(study),
        headings={
            "outcome": "Outcome",
            "people": "People",
            "reported": "Reported",
            "shows": "What it can show",
            "verdict": "Verdict",
            "change": "What would change it",
        },
        title="Summary of findings",
        basis="published",
        study=study,
        sources=Study.read().cite("clopper1934"),
        added="intervals, floors and verdicts computed",
        filters=("verdict",),
        links={"verdict": "row"},
    )


def _headings(study: Study) -> dict[str, str]:
    return {"text": said_by(study), "verdict": "Verdict", "why": "Why"}


def said_by(study: Study) -> str:
    """Above what the report claims."""
    return f"The {voice(study, claimant(study))} says"
