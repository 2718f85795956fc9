"""Many cohorts that agree with everything that was printed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, chain, repeat

import numpy as np
import pandas as pd

from analysis.reconstruction.conflicts import Conflict, ConflictError, conflict, unreachable
from analysis.reconstruction.constraints import Constraints, Marker
from analysis.reconstruction.reading import Cell
from analysis.reconstruction.sampler import Draws, Tally, begun, completed, together
from analysis.reconstruction.sphere import Values, generator, refuse_negative

POOLED = 2**9
"""Cohorts whose first cells must agree before the rest of them is drawn: small steps take their time."""

PATIENCE = 2**21
"""Proposals after which too few accepted cohorts are a reason to refuse."""

RAREST = 1e-5
"""The smallest share of accepted cohorts that is not refused."""


@dataclass(frozen=True, slots=True, eq=False)
class Ensemble:
    """Cohorts of reconstructed subjects. They are not patients' data.

    Markers are drawn independently of each other: no source tells how they go together. Cohorts are equally
    likely and independent, so the effective sample size is their number.

    Attributes:
        constraints: what they agree with.
        seed: the seed that they were drawn with.
        size: number of cohorts.
        relative: PARAMCD to values, shape (size, subjects, visits of the marker), relative to the mean of
            its unit (`Marker.unit`); NaN where there is no sample.
        printed: the same in the printed unit; NaN also where no level was printed.
        acceptance: one row per marker: `marker`, `proposed`, `accepted`, `acceptance` (their ratio) and
            `effective_size`.
        findings: one row per finding that dropped or could have dropped cohorts: `marker`, `finding`,
            `tested`, `passed`, `share`, in the order in which they were applied.
    """

    constraints: Constraints
    seed: int
    size: int
    relative: Mapping[str, Values]
    printed: Mapping[str, Values]
    acceptance: pd.DataFrame
    findings: pd.DataFrame

    @property
    def subjects(self) -> pd.DataFrame:
        """Their names, R01 and on, with the arm: `USUBJID`, `TRT01A`, in the order of the values."""
        arms = [arm for arm, size in self.constraints.enrolled.items() for _ in range(size)]
        width = max(2, len(str(len(arms))))
        names = [f"R{number:0{width}d}" for number in range(1, len(arms) + 1)]
        return pd.DataFrame({"USUBJID": names, "TRT01A": arms})

    def marker(self, code: str) -> Marker:
        """What was asked of one marker.

        Raises:
            ValueError: it is not in the ensemble.
        """
        for marker in self.constraints.markers:
            if marker.code == code:
                return marker
        known = ", ".join(self.relative)
        raise ValueError(f"the ensemble has no marker {code!r}. Use one of {known}.")

    def values(self, code: str, arm: str, visit: str) -> Values:
        """Values of one arm at one visit relative to the mean of the unit.

        Returns:
            Shape (size, subjects of the arm); NaN where there is no sample.

        Raises:
            ValueError: no such marker, arm or visit in the ensemble.
        """
        marker = self.marker(code)
        if arm not in marker.arms or visit not in marker.visits:
            raise ValueError(
                f"{code} has no values of arm {arm!r} at {visit!r}. "
                f"Use {' or '.join(marker.arms)} and one of {', '.join(marker.visits)}."
            )
        return self.relative[code][:, self.rows(arm), marker.visits.index(visit)]

    def rows(self, arm: str) -> slice:
        """The places of one arm's subjects."""
        return _rows(self.constraints.enrolled)[arm]

    def trace(self, code: str) -> str:
        """What the cohorts of a marker were drawn under, how, and from which seed."""
        return f"{self.marker(code).trace} formula:reconstruction.cohorts seed:{self.seed}"

    def sentence(self) -> str:
        """Say how many cohorts there are and how rare the findings made them."""
        rows = self.acceptance.sort_values("acceptance", kind="stable").to_dict("records")
        rarest = rows[0]
        name = self.marker(rarest["marker"]).name
        whose, of = (f"{len(rows)} markers", f"{name}, the rarest,") if len(rows) > 1 else ("1 marker", name)
        return (
            f"{self.size:,} reconstructed cohorts agree with every finding used on {whose} under these "
            f"assumptions; for {of} {100 * rarest['acceptance']:.3g} % of the proposals did. They are not "
            "patients' data."
        )


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """The cohorts of one marker and what it took to get them."""

    relative: Values
    printed: Values
    proposed: int
    accepted: int
    tally: Tally


def cohorts(constraints: Constraints, *, size: int, seed: int) -> Ensemble:
    """Draw cohorts that agree with the constraints, independent of each other.

    Printed levels are drawn from the sphere of their mean and spread, everything else from the priors, and
    cohorts that disagree with a finding are dropped. Subjects keep their place between visits: before the
    levels are imposed, values of one subject are correlated as the prior says.

    Args:
        constraints: from `constrain`.
        size: cohorts to draw, at least 1.
        seed: a whole number from 0 up. A larger size starts with the same cohorts.

    Raises:
        ConflictError: findings on a marker that no cohort, or fewer than `RAREST` of them, satisfies.
        ValueError: a size or seed that is not such a number.
    """
    _refuse_numbers(size, seed)
    drawn = {}
    for marker in constraints.markers:
        ((_, drawn[marker.code]),) = _draw(marker, constraints, (marker.prior.shared,), size, seed).items()
    return _ensemble(constraints, drawn, size, seed)


def cohorts_by_sharing(
    constraints: Constraints, degrees: Iterable[float], *, size: int, seed: int
) -> dict[float, Ensemble | ConflictError]:
    """Draw cohorts under several degrees to which the arms share the drift of a visit (`Prior.shared`).

    Each is what `cohorts` gives under that degree; the values behind printed levels are drawn once for all.

    Args:
        constraints: from `constrain`; the degree in its priors is not used.
        degrees: correlations from 0 to 1.
        size: cohorts to draw under each, at least 1.
        seed: a whole number from 0 up.

    Returns:
        By degree the ensemble, or the error that says why there is none.

    Raises:
        ValueError: a size, a seed or a degree that is not such a number.
    """
    _refuse_numbers(size, seed)
    wanted = tuple(degrees)
    drawn = {marker.code: _draw(marker, constraints, wanted, size, seed) for marker in constraints.markers}
    found: dict[float, Ensemble | ConflictError] = {}
    for degree in wanted:
        markers = tuple(marker.sharing(degree) for marker in constraints.markers)
        own = {code: outcomes[degree] for code, outcomes in drawn.items()}
        try:
            found[degree] = _ensemble(replace(constraints, markers=markers), own, size, seed)
        except ConflictError as error:
            found[degree] = error
    return found


def _ensemble(
    constraints: Constraints, drawn: Mapping[str, Run | Conflict], size: int, seed: int
) -> Ensemble:
    """Put the cohorts of all markers together, or refuse them all."""
    if conflicts := [found for found in drawn.values() if isinstance(found, Conflict)]:
        raise ConflictError(conflicts, constraints.reading.words)
    runs = {code: run for code, run in drawn.items() if isinstance(run, Run)}
    return Ensemble(
        constraints,
        seed,
        size,
        {code: run.relative for code, run in runs.items()},
        {code: run.printed for code, run in runs.items()},
        pd.DataFrame(
            [
                (code, run.proposed, run.accepted, run.accepted / run.proposed, size)
                for code, run in runs.items()
            ],
            columns=["marker", "proposed", "accepted", "acceptance", "effective_size"],
        ),
        pd.DataFrame(
            [(code, *row) for code, run in runs.items() for row in run.tally.rows()],
            columns=["marker", "finding", "tested", "passed", "share"],
        ),
    )


def _draw(
    marker: Marker, constraints: Constraints, degrees: tuple[float, ...], size: int, seed: int
) -> dict[float, Run | Conflict]:
    """For each degree of sharing propose until enough cohorts are accepted, or too few of many are.

    Every block has random numbers of its own, so that a degree that needs more blocks changes no other.
    """
    if found := unreachable(marker):
        return dict.fromkeys(degrees, found)
    subjects, blocks = constraints.enrolled, generator(seed, marker.code)
    first, tallies = Tally(), {degree: Tally() for degree in degrees}
    kept: dict[float, list[dict[Cell, Values]]] = {degree: [] for degree in degrees}
    numbers = dict.fromkeys(degrees, 0)
    pool: list[Draws] = []
    outcomes: dict[float, Run | Conflict] = {}
    for block, proposed in zip(_blocks(), accumulate(_blocks()), strict=False):
        pool.append(begun(marker, subjects, block, blocks.spawn(1)[0], first))
        if sum(draws.size for draws in pool) < POOLED and proposed < PATIENCE:
            continue
        draws, pool = Draws.joined(pool), []
        for degree in [degree for degree in degrees if degree not in outcomes]:
            kept[degree].append(completed(draws, marker, degree, tallies[degree]))
            accepted = numbers[degree] = numbers[degree] + kept[degree][-1][marker.unit].shape[1]
            if accepted >= size:
                arranged = _arrange(marker, subjects, together(kept[degree]), size)
                outcomes[degree] = Run(*arranged, proposed, accepted, first.plus(tallies[degree]))
            elif proposed >= PATIENCE and accepted < RAREST * proposed:
                own = marker.sharing(degree)
                outcomes[degree] = conflict(own, subjects, seed, accepted=accepted, proposed=proposed)
        if len(outcomes) == len(degrees):
            break
    return outcomes


def _blocks() -> Iterator[int]:
    """How many cohorts are proposed at a time: few, which is often enough, then more and more."""
    return chain([2**11], (2**power for power in range(11, 14)), repeat(2**14))


def _arrange(
    marker: Marker, subjects: Mapping[str, int], cells: Mapping[Cell, Values], size: int
) -> tuple[Values, Values]:
    """Put the cells in arrays of shape (size, subjects, visits), relative and as printed."""
    rows = _rows(subjects)
    relative = np.full((size, sum(subjects.values()), len(marker.visits)), np.nan)
    printed = relative.copy()
    unit = cells[marker.unit].mean(axis=0)
    for cell, values in cells.items():
        start, visit = rows[cell.arm].start, marker.visits.index(cell.visit)
        place = (slice(None), slice(start, start + len(values)), visit)
        relative[place] = (values / unit)[:, :size].T
        if cell in marker.levels:
            printed[place] = values[:, :size].T
    return relative, printed


def _rows(subjects: Mapping[str, int]) -> dict[str, slice]:
    """The places of each arm's subjects, the arms in order of display."""
    ends = accumulate(subjects.values())
    return {arm: slice(end - size, end) for (arm, size), end in zip(subjects.items(), ends, strict=True)}


def _refuse_numbers(size: int, seed: int) -> None:
    refuse_negative(size, "size")
    refuse_negative(seed, "seed")
    if not size:
        raise ValueError("size is 0. An ensemble needs at least 1 cohort.")
