"""The five bases that a number in the book can stand on."""

from dataclasses import dataclass
from typing import Literal

BasisName = Literal["published", "design", "reference", "reconstructed", "observed"]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a figure, table or number rests on.

    Attributes:
        name: the word used in tables and in ``usermeta``.
        badge: the line drawn inside every figure on this basis, so that it survives a screenshot.
        meaning: one sentence for a reader who meets the word for the first time.
        example: one statement that stands on it.
    """

    name: BasisName
    badge: str
    meaning: str
    example: str


BASES: dict[str, Basis] = {
    basis.name: basis
    for basis in (
        Basis(
            "published",
            "PUBLISHED: as printed in the source",
            "A number or statement printed in a cited source about this cohort.",
            "A mean of 705 ± 160 pg/mL, with the page that prints it.",
        ),
        Basis(
            "design",
            "DESIGN: mathematics of the sample sizes, no data",
            "Only the sample sizes and the method. It would hold whatever the blood tests had shown.",
            "With 5 pairs, a two-sided exact signed-rank test cannot go below p = 0.0625.",
        ),
        Basis(
            "reference",
            "REFERENCE: other people, cited",
            "Cited general knowledge about other people, set beside this cohort.",
            "Healthy adults lose part of their FEV1 as they age.",
        ),
        Basis(
            "reconstructed",
            "RECONSTRUCTED: computed, not patients' data",
            "Cohorts computed so that they agree with what was published. They are not patients' data.",
            "In so many percent of the cohorts built under these assumptions, a contrast is below 0.05.",
        ),
        Basis(
            "observed",
            "OBSERVED: individual measurements",
            "Individual measurements: a reader's own, or ones that another study made public. None are "
            "public for this trial.",
            "In your own trial, the change from baseline.",
        ),
    )
}
