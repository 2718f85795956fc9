"""What does each claim of the summary rest on? A verdict per claim, computed by a named function."""

from analysis.audit.claims.evidence import Evidence, Finding
from analysis.audit.claims.judging import RULES, claims
from analysis.audit.claims.tables import CHAPTERS, KINDS, examined_in, inconsistent_in_words, ledger, tally
from analysis.audit.claims.verdict import PRINTED, VERDICTS, ClaimVerdict, Ruling, Verdict

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
    "claims",
    "examined_in",
    "inconsistent_in_words",
    "ledger",
    "tally",
]
