"""What does each claim of a report rest on? A verdict per claim, computed by a named rule."""

from analysis.claims.disclosure import (
    Chance,
    Item,
    Narrowing,
    Ranked,
    Worth,
    undisclosed,
    worth_of_disclosure,
)
from analysis.claims.disclosure.committed import committed
from analysis.claims.evidence import Finding
from analysis.claims.judging import RULES, check, judge
from analysis.claims.ledger import KINDS, examined_in, inconsistent_in_words, ledger, pages, tally
from analysis.claims.summary_of_findings import summary_of_findings
from analysis.claims.verdict import PRINTED, VERDICTS, ClaimVerdict, Ruling, Verdict

__all__ = [
    "KINDS",
    "PRINTED",
    "RULES",
    "VERDICTS",
    "Chance",
    "ClaimVerdict",
    "Finding",
    "Item",
    "Narrowing",
    "Ranked",
    "Ruling",
    "Verdict",
    "Worth",
    "check",
    "committed",
    "examined_in",
    "inconsistent_in_words",
    "judge",
    "ledger",
    "pages",
    "summary_of_findings",
    "tally",
    "undisclosed",
    "worth_of_disclosure",
]
