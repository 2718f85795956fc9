"""The variation of a parameter in other people, as numbers, and the parameters for which none was read.

One convention, here and wherever the table is used: an analytical figure that was not read counts as 0. The
spread, limits and detectable change made from such a row are then lower bounds, its reliability an upper one.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis import data
from analysis.physiology.reference_change import ReferenceChange, log_change_sd, reference_change


@dataclass(frozen=True, slots=True)
class Variation:
    """One row of the table of variation, as numbers.

    Attributes:
        refid: name of the row.
        parameter: code of the parameter.
        cvi_percent: within-subject coefficient of variation, in percent.
        cvg_percent: between-subject coefficient of variation, in percent; None where none was read.
        cva_percent: analytical coefficient of variation, in percent; 0 where none was read, or where the
            within-subject figure has it in it.
        cva_known: whether the table prints the analytical figure. Where not, spreads are lower bounds.
    """

    refid: str
    parameter: str
    cvi_percent: float
    cvg_percent: float | None
    cva_percent: float
    cva_known: bool

    @property
    def trace(self) -> str:
        """What a chart's row that uses these figures stands on."""
        return f"variation:{self.refid}"

    @property
    def reliability(self) -> float | None:
        """Share of the variance of one logarithmic measurement that lies between people; None without CVG.

        An upper bound where the analytical figure is not known.
        """
        if self.cvg_percent is None:
            return None
        between, within, assay = (
            float(np.log1p((percent / 100) ** 2))
            for percent in (self.cvg_percent, self.cvi_percent, self.cva_percent)
        )
        return between / (between + within + assay)

    def reference_change(self, level: float = 0.95) -> ReferenceChange:
        """Log-normal reference change value of one person; never for the mean of a group.

        Args:
            level: probability inside the two limits.

        Raises:
            ValueError: a level outside (0, 1).
        """
        return reference_change(self.cvi_percent, self.cva_percent, level=level)

    def log_change_sd(self) -> float:
        """Standard deviation of the log change of one person when nothing happened: what planning uses."""
        return float(log_change_sd(self.cvi_percent, self.cva_percent))


def variations(parameter: str | None = None) -> tuple[Variation, ...]:
    """Every row of the table of variation, or those of one parameter, in the order of the table.

    Studies of one parameter disagree, so that no row is chosen here.

    Args:
        parameter: code of a parameter; None for all rows.

    Raises:
        ValueError: a parameter without a row.

    Examples:
        >>> [row.cvi_percent for row in variations("MCV")]
        [1.1, 0.72]
    """
    table = data.variation()
    if parameter is not None:
        if parameter not in set(table["PARAMCD"]):
            known = ", ".join(table["PARAMCD"].unique())
            raise ValueError(f"no variation was read for {parameter!r}; the table has {known}.")
        table = table[table["PARAMCD"] == parameter]
    return tuple(_numbers(row) for row in table.to_dict("records"))


def without_variation() -> tuple[str, ...]:
    """Codes of the measurements that are reported on and have no row of variation, in order; age aside."""
    parameters = data.parameters()
    measured = parameters.loc[
        (parameters["KIND"] == "measurement") & (parameters["PARAMCD"] != "AGE"), "PARAMCD"
    ]
    known = set(data.variation()["PARAMCD"])
    return tuple(code for code in measured if code not in known)


def _numbers(row: Mapping[Hashable, Any]) -> Variation:
    return Variation(
        refid=row["REFID"],
        parameter=row["PARAMCD"],
        cvi_percent=float(row["CVI"]),
        cvg_percent=float(row["CVG"]) if row["CVG"] else None,
        cva_percent=float(row["CVA"] or 0),
        cva_known=row["CVA"] != "",
    )
