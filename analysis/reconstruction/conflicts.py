"""Names the findings that no cohort satisfies together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.reconstruction.constraints import Marker
from analysis.reconstruction.sampler import POSITIVE, Draws, Mask, holds
from analysis.reconstruction.sphere import BLOCK, generator

PILOT = 8 * BLOCK
"""Cohorts that are proposed to find out which findings stand against each other."""

HARDLY_ANY = 1e-4
"""Findings are in conflict where a smaller share of the pilot's cohorts satisfies them together."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Findings on one marker that stand against each other.

    Attributes:
        marker: its PARAMCD.
        findings: ids of a smallest set that hardly any cohort satisfies together: without any one of the
            comparisons among them, some do.
        says: what each of them says.
        accepted: cohorts that agreed with every finding.
        proposed: cohorts that were tried.
    """

    marker: str
    findings: tuple[str, ...]
    says: tuple[str, ...]
    accepted: int
    proposed: int

    def sentence(self) -> str:
        """Say which findings stand against each other."""
        listed = "; ".join(
            f"{finding} ({says})" for finding, says in zip(self.findings, self.says, strict=True)
        )
        if not self.proposed:
            return f"{self.marker}: no statistic of these sizes and this method agrees with {listed}."
        return f"{self.marker}: {self.accepted} of {self.proposed:,} cohorts agree; in conflict: {listed}."


class ConflictError(ValueError):
    """Findings that no cohort satisfies together, or next to none.

    Attributes:
        conflicts: one per marker.
    """

    def __init__(self, conflicts: Sequence[Conflict], reading: str) -> None:
        self.conflicts = tuple(conflicts)
        listed = "\n".join(f"  - {conflict.sentence()}" for conflict in conflicts)
        super().__init__(
            f"the findings cannot be satisfied together under this reading ({reading}):\n{listed}\n"
            "A search proves nothing; an audit of the printed numbers can. Read ±, the samples or the method "
            "otherwise, or widen the priors."
        )


def conflict(
    marker: Marker, subjects: Mapping[str, int], seed: int, *, accepted: int, proposed: int
) -> Conflict:
    """Find a smallest set of findings that hardly any cohort of a pilot run satisfies together.

    Comparisons are left out one at a time, those that most cohorts pass first; each stays out if still
    hardly any cohort satisfies the rest. The levels that the remaining comparisons rest on are part of the
    answer.

    Args:
        marker: what is asked.
        subjects: enrolled per arm.
        seed: a whole number from 0 up.
        accepted: cohorts that agreed with every finding.
        proposed: cohorts that were tried.
    """
    agrees = _pilot(marker, subjects, seed)
    kept = sorted(agrees, key=lambda name: -np.count_nonzero(agrees[name]))
    for name in list(kept):
        rest = [other for other in kept if other != name]
        if _share(agrees, rest) < HARDLY_ANY:
            kept = rest
    return _conflict(marker, kept, accepted, proposed)


def unreachable(marker: Marker) -> Conflict | None:
    """The comparisons with which no statistic of the design agrees, if there are any."""
    empty = {each.finding: each.says for each in marker.comparisons if not each.allowed}
    return Conflict(marker.code, tuple(empty), tuple(empty.values()), 0, 0) if empty else None


def _conflict(marker: Marker, names: list[str], accepted: int, proposed: int) -> Conflict:
    """Add the levels that the named comparisons rest on."""
    named = [comparison for comparison in marker.comparisons if comparison.finding in names]
    cells = {cell for comparison in named for cell in comparison.cells}
    if POSITIVE in names:
        cells |= marker.levels.keys()
    says = {level.finding: level.summary.printed for cell, level in marker.levels.items() if cell in cells}
    for cell in cells & marker.folds.keys():
        fold = marker.folds[cell]
        says[fold.finding] = f"{fold.low:g} to {fold.high:g} times"
    says |= {comparison.finding: comparison.says for comparison in named}
    return Conflict(marker.code, tuple(says), tuple(says.values()), accepted, proposed)


def _pilot(marker: Marker, subjects: Mapping[str, int], seed: int) -> dict[str, Mask]:
    """Which of the pilot's cohorts agree with each finding."""
    draws = Draws(marker, subjects, PILOT, generator(seed, f"pilot {marker.code}"))
    for cell in marker.order:
        draws.add(cell)
    agrees = {comparison.finding: holds(comparison, draws.values) for comparison in marker.comparisons}
    lowest = [draws.values[cell].min(axis=0) for cell in marker.levels]
    return agrees | ({POSITIVE: np.min(lowest, axis=0) > 0} if lowest else {})


def _share(agrees: Mapping[str, Mask], names: list[str]) -> float:
    """The share of the pilot's cohorts that agree with all of the named findings."""
    joint = np.ones(PILOT, dtype=np.bool_)
    for name in names:
        joint &= agrees[name]
    return float(joint.mean())
