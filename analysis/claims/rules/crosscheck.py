"""Verdicts from two markers of one thing: does what follows a signal move as the signal is told to?"""

from collections.abc import Sequence

from analysis.claims.evidence import FLAT, MOVED, Finding
from analysis.claims.verdict import Figures, Ruling
from analysis.claims.words import comparison, listed
from analysis.data import Study


def follows_signal(cited: Sequence[Finding], study: Study, *, references: tuple[str, ...] = ()) -> Ruling:
    """A marker made on another's signal is expected to move as that one did; a tension excludes neither.

    Other things move either marker, and a small change of one can be lost in the noise of the other. So
    agreement is support for both statements and disagreement an open question, never a refutation.

    Args:
        cited: the signal at the later visit, then what is told of the markers that follow it.
        study: whose claim it is.
        references: sources for the tie between them.
    """
    signal, *followers = cited
    figures: Figures = {f"{f.what} ({f.comparison or 'comparison not named'})": f.told for f in cited}
    wanted = signal.direction if signal.direction in MOVED else "no change"
    if wanted == "no change" and signal.direction not in FLAT:
        reason = f"No direction of {signal.what} is told, so the markers that follow it cannot be compared."
        return Ruling("cannot be tested", reason, figures, references=references)
    against = [f for f in followers if _moves(f) != wanted]
    if not against:
        told = listed([f"{f.what} ({f.told})" for f in followers])
        reason = f"{signal.label} is told as {signal.direction}; what follows it moved alike: {told}."
        return Ruling("consistent", reason, figures, judgment=True, references=references)
    told = listed([f"{f.what} is told as {f.direction or 'nothing'}{_since(study, f)}" for f in against])
    reason = (
        f"{signal.label} is told as {signal.direction}, which lets one expect the same of what follows it; "
        f"{told}. That excludes neither; levels at each visit would decide."
    )
    return Ruling("cannot be tested", reason, figures, judgment=True, references=references)


def _since(study: Study, finding: Finding) -> str:
    """What a follower is compared with, where that is named and is not the baseline."""
    against = finding.comparison.partition(" v ")[2]
    if against in ("", study.baseline.name):
        return ""
    return f", against {comparison(study, against)} and not against {comparison(study, study.baseline.name)}"


def _moves(finding: Finding) -> str:
    """The direction told, with every word for no change as one."""
    return "no change" if finding.direction in FLAT else finding.direction
