"""Which unprinted baseline would erase a difference in changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.data import Arm, MissingFindingError, Study, trace_of
from analysis.inference.wording import number
from analysis.reported.printed import Printed


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """Two arms, four means, one of them not printed: where the changes of both arms would be equal.

    Attributes:
        before: mean of the first arm at the earlier visit.
        after: mean of the first arm at the later visit.
        other_after: mean of the second arm at the later visit.
        difference: the second arm's earlier mean that makes the changes equal as differences.
        ratio: the one that makes them equal as ratios.
    """

    before: float
    after: float
    other_after: float
    difference: float
    ratio: float

    def change_in_differences(self, other_before: float) -> float:
        """The first arm's change minus the second's: 0 at `difference`."""
        return (self.after - self.before) - (self.other_after - other_before)

    def ratio_of_ratios(self, other_before: float) -> float:
        """The first arm's ratio of later to earlier mean over the second's: 1 at `ratio`."""
        return (self.after / self.before) / (self.other_after / other_before)

    def sentence(self) -> str:
        """Say both tipping points."""
        return (
            f"The changes of the two arms are equal as ratios if the second arm began at "
            f"{number(self.ratio)}, and equal as differences if it began at {number(self.difference)}."
        )


def tipping_point(*, before: str, after: str, other_after: str) -> TippingPoint:
    """Find the unprinted earlier mean of the second arm that makes both arms' changes equal.

    difference: other_after - (after - before). ratio: other_after * before / after.

    Args:
        before: mean of the first arm at the earlier visit, as printed.
        after: mean of the first arm at the later visit, as printed.
        other_after: mean of the second arm at the later visit, as printed.

    Raises:
        ValueError: a mean that is not a printed number above 0.

    Examples:
        >>> point = tipping_point(before="436", after="705", other_after="306")
        >>> point.difference, round(point.ratio, 1)
        (37.0, 189.2)
    """
    first, later, other = (float(Printed(text).value) for text in (before, after, other_after))
    if min(first, later, other) <= 0:
        raise ValueError(f"the means are {before}, {after} and {other_after}. A ratio needs means above 0.")
    return TippingPoint(first, later, other, other - (later - first), other * first / later)


@dataclass(frozen=True, slots=True)
class UnprintedBaseline:
    """Two arms from the first visit to a later one, and the arm whose beginning is in question.

    Attributes:
        arm: the arm whose mean is printed at both visits.
        other: the other arm; its mean at the first visit is not printed, or set aside.
        point: the printed means, and where the changes would be equal.
        printed: the other arm's mean at the first visit, where it is printed; or else an empty string.
        unit: of the means.
        trace: the findings that the means come from.
    """

    arm: Arm
    other: Arm
    point: TippingPoint
    printed: str
    unit: str
    trace: str


def unprinted_baseline(study: Study, marker: str, *, visit: str) -> UnprintedBaseline:
    """The means of both arms at a later visit and of one at the first, and what the other must begin at.

    The other arm is the one without a printed mean at the first visit; where both are printed, the earlier
    arm, as if its own were not.

    Args:
        study: its findings and its two arms.
        marker: PARAMCD.
        visit: AVISIT of the later visit.

    Raises:
        MissingFindingError: fewer than three of the means are printed, or the study has not two arms.

    Examples:
        >>> unprinted_baseline(Study.read(), "IL1RA", visit="Month 6").point.difference
        37.0
    """
    later, earlier = (study.arm(code) for code in study.between.split(" v "))
    means = {
        (row["TRT01A"], row["AVISIT"]): row
        for row in study.need("mean", PARAMCD=marker, STAT="mean").to_dict("records")
    }
    first = study.baseline.name
    alone = (earlier.code, first) in means and (later.code, first) not in means
    arm, other = (earlier, later) if alone else (later, earlier)
    needed = ((arm.code, first), (arm.code, visit), (other.code, visit))
    lacking = [f"{code} at {when}" for code, when in needed if (code, when) not in means]
    if lacking:
        raise MissingFindingError(
            f"{study.name} prints no mean of {study.short(marker)} for {' and '.join(lacking)}."
        )
    before, after, other_after = (means[cell] for cell in needed)
    printed: Mapping[object, str] = means.get((other.code, first), {"VALUE": ""})
    return UnprintedBaseline(
        arm,
        other,
        tipping_point(before=before["VALUE"], after=after["VALUE"], other_after=other_after["VALUE"]),
        printed["VALUE"],
        after["AVALU"],
        trace_of(row["FINDINGID"] for row in (before, after, other_after)),
    )
