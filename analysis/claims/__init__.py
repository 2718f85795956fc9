"""What does each claim of a report rest on? A verdict per claim, computed by a named rule."""

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
    "ClaimVerdict",
    "Finding",
    "Ruling",
    "Verdict",
    "check",
    "examined_in",
    "inconsistent_in_words",
    "judge",
    "ledger",
    "pages",
    "summary_of_findings",
    "tally",
]
