"""Two summaries under one reading of the sizes and of ±."""

from dataclasses import dataclass

from analysis.audit.printing import USUAL, Printing
from analysis.audit.two_samples.interpolation import Data
from analysis.audit.two_samples.moments import Moments
from analysis.audit.two_samples.proofs import Groups
from analysis.audit.verdicts import Witness, witness
from analysis.inference.pvalues import Method
from analysis.reported import PrintedPvalue, Resolution, Summary
from analysis.reported.summary import SpreadIs

Sizes = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two summaries under one reading of the sizes and of ±.

    Attributes:
        first: mean and spread as printed, with the number of values.
        second: the same for the second group.
        spread_is: what ± is.
        minimum: the smallest value possible; None for no limit.
        names: what sentences call the groups.
        resolution: the grid on which values are recorded; None where it is not known.
    """

    first: Summary
    second: Summary
    spread_is: SpreadIs
    minimum: float | None
    names: Groups
    resolution: Resolution | None = None

    @property
    def sizes(self) -> Sizes:
        """Values in each group."""
        return self.first.n, self.second.n

    @property
    def moments(self) -> tuple[Moments, Moments]:
        """What the printed numbers say of each group."""
        first, second = (
            Moments.printed(summary, spread_is=self.spread_is, minimum=self.minimum)
            for summary in (self.first, self.second)
        )
        return first, second

    def witness(
        self,
        data: Data,
        pvalue: PrintedPvalue,
        method: Method,
        printing: Printing = USUAL,
        decimals: int = 0,
    ) -> Witness | None:
        """The data as a witness, if they print everything as given; with at least so many decimals."""
        first, second = (values.tolist() for values in data)
        return witness(
            (self.first, first),
            (self.second, second),
            pvalue,
            spread_is=self.spread_is,
            method=method,
            minimum=self.minimum,
            printing=printing,
            decimals=decimals,
        )
