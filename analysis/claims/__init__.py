"""What does each claim of the summary rest on? A verdict per claim, computed by a named function."""

from analysis.claims.evidence import Evidence, Finding
from analysis.claims.ledger import RULES, judge
from analysis.claims.summary_of_findings import summary_of_findings
from analysis.claims.tables import CHAPTERS, KINDS, examined_in, inconsistent_in_words, ledger, tally
from analysis.claims.verdict import PRINTED, VERDICTS, ClaimVerdict, Ruling, Verdict

__all__ = [
    "CHAPTERS",
    "KINDS",
    "PRINTED",
    "RULES",
    "VERDICTS",
    "ClaimVerdict",
    "Evidence",
    "Finding",
    "Ruling",
    "Verdict",
    "examined_in",
    "inconsistent_in_words",
    "judge",
    "ledger",
    "summary_of_findings",
    "tally",
]
