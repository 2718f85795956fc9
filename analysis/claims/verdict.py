"""A verdict on one claim, with the figures it rests on and one sentence of reason."""

from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from analysis.inference.wording import number

Verdict = Literal[
    "adds up",
    "reproduced",
    "consistent",
    "inconsistent",
    "cannot be tested",
    "contradicted by the source itself",
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Figures = dict[str, str | int | float]

PRINTED: dict[Verdict, str] = {
    "adds up": "Adds up: printed sums and counts agree, which tests no more than that",
    "reproduced": "Obtained again by other means (not repeated with new people)",
    "consistent": "Checked, and nothing that we read speaks against it",
    "inconsistent": "Impossible under every reading considered, or refuted by an earlier study",
    "cannot be tested": "Cannot be tested from what we read",
    "contradicted by the source itself": "Two statements of one report disagree; another report may not",
}
"""What each verdict means, as a reader sees it."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a function of this package finds about a claim.

    Attributes:
        verdict: one of `VERDICTS`.
        reason: one sentence.
        figures: name to value of what was used.
        judgment: whether the verdict rests on a choice that another reader may make otherwise.
        references: keys of the sources used beside those of the findings.
    """

    verdict: Verdict
    reason: str
    figures: Figures = field(default_factory=dict)
    judgment: bool = False
    references: tuple[str, ...] = ()


def either_reading(ruling: Ruling, other: str) -> Ruling:
    """A contradiction that only one of two readings of a sentence holds is left open, and says so.

    Args:
        ruling: the verdict by the first reading.
        other: the second reading, under which nothing disagrees; empty where there is none.
    """
    if not other or ruling.verdict != "contradicted by the source itself":
        return ruling
    reason = f"{ruling.reason} That is one reading of the sentence; read as {other}, it lets both stand."
    return replace(ruling, verdict="cannot be tested", reason=reason, judgment=True)


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """The verdict on one claim of a report.

    Attributes:
        claim: its name in `claims.csv`.
        text: what the report says, in our words.
        kind: observation, inference, causal, mechanism or novelty.
        verdict: one of `VERDICTS`.
        by: the function that gave it.
        rule: what that function does, in a sentence; it signs a verdict that rests on judgment.
        reason: one sentence.
        figures: name to value of what was used.
        judgment: whether the verdict rests on a choice that another reader may make otherwise.
        findings: names of the findings that the claim leans on.
        sources: keys of their sources.
        references: keys of the other sources used.
        conflicts: claims that cannot hold together with it.
        section: page and label of the section of the book that examines it.
    """

    claim: str
    text: str
    kind: str
    verdict: Verdict
    by: str
    rule: str
    reason: str
    figures: Figures
    judgment: bool
    findings: tuple[str, ...]
    sources: tuple[str, ...]
    references: tuple[str, ...]
    conflicts: tuple[str, ...]
    section: str

    def sentence(self) -> str:
        """Say the claim, the verdict, the reason and, where it rests on judgment, the rule."""
        signed = f" This rests on judgment: {self.rule}" if self.judgment else ""
        return f"“{self.text}” {PRINTED[self.verdict]}. {self.reason}{signed}"

    def computation(self) -> str:
        """Name the function and the figures that it used."""
        used = "; ".join(f"{name}: {_text(value)}" for name, value in self.figures.items())
        return f"{self.by}({used})"


def _text(value: str | int | float) -> str:
    return value if isinstance(value, str) else number(value)
