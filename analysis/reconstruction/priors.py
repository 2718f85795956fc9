"""What is assumed about how a marker varies, where no source reports it for this cohort."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import expm1, log1p, sqrt
from typing import Any

from analysis.data import TABLES, Problem, Study

Row = Mapping[Hashable, Any]
WITHIN, BETWEEN = "within-subject CV", "between-subject CV"
ANALYTICAL, SHIFT = "analytical CV", "visit shift"
QUANTITIES = (WITHIN, BETWEEN, ANALYTICAL, SHIFT)
"""What a prior is made of."""

FILE = TABLES["priors"].path


@dataclass(frozen=True, slots=True)
class Prior:
    """How one marker varies: log-normally, around levels that may move between visits.

    The logarithm of a value is the sum of the subject's own level, an arm's shift at that visit, and
    variation within the subject and by measurement. Kit, storage, season and age move all samples of a visit
    together, so the shifts of the arms may be correlated, and a printed fold of one arm may in part be the
    visit's. A coefficient of variation CV stands for the variance
    ln(1 + CV²) on the log scale (Fokkema 2006, Clinical Chemistry 52:1602-1603).

    Attributes:
        between: between-subject coefficient of variation, 0.4 for 40 %.
        within: within-subject coefficient of variation.
        analytical: analytical coefficient of variation.
        shift: standard deviation of an arm's shift from baseline to a later visit, in units of the
            within-subject standard deviation (analytical variation included).
        shared: correlation between the arms' shifts at a visit, from 0 to 1.
        fold_shared: the part of a printed fold that is the visit's and not the dose's, from 0 to 1: the other
            arms' typical level is multiplied by the fold to this power.
        rows: PRIORIDs of the rows of the table that it was read from, in order of their names.
    """

    between: float
    within: float
    analytical: float
    shift: float
    shared: float = 0.0
    fold_shared: float = 0.0
    rows: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        for name in ("shared", "fold_shared"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} is {getattr(self, name)}. Pass a number from 0 to 1.")

    @property
    def sd(self) -> float:
        """Standard deviation of single values on the log scale."""
        return sqrt(log1p(self.between**2) + self._within_variance)

    @property
    def cv(self) -> float:
        """Coefficient of variation of single values, of all subjects and visits together.

        Examples:
            >>> round(Prior(0.4, 0.0, 0.0, 1.0).cv, 3)
            0.4
        """
        return sqrt(expm1(self.sd**2))

    @property
    def correlation(self) -> float:
        """Correlation of the logarithms of one subject's values at two visits."""
        return log1p(self.between**2) / self.sd**2

    @property
    def shift_sd(self) -> float:
        """Standard deviation of an arm's shift on the log scale."""
        return self.shift * sqrt(self._within_variance)

    @property
    def _within_variance(self) -> float:
        return log1p(self.within**2) + log1p(self.analytical**2)

    def widened(self, factor: float) -> "Prior":
        """The same prior with variation within subjects, by measurement and between visits times `factor`.

        Raises:
            ValueError: a factor that is not above 0.

        Examples:
            >>> Prior(0.4, 0.2, 0.1, 1.0).widened(2).within
            0.4
        """
        if not factor > 0:
            raise ValueError(f"factor is {factor}. Pass a number above 0.")
        return replace(self, within=factor * self.within, analytical=factor * self.analytical)

    def shifted(self, factor: float) -> "Prior":
        """The same prior with an arm's shift between visits `factor` times as wide; 0 for no shift.

        Raises:
            ValueError: a factor below 0.

        Examples:
            >>> Prior(0.4, 0.2, 0.1, 1.0).shifted(3).shift
            3.0
        """
        if factor < 0:
            raise ValueError(f"factor is {factor}. Pass a number from 0 up.")
        return replace(self, shift=factor * self.shift)


def read_priors(study: Study) -> dict[str, Prior]:
    """Read the priors of every parameter that has a within-subject CV of its own.

    A row without a PARAMCD stands for every parameter that has none of its own; its analytical CV is a
    multiple of the within-subject CV.

    Args:
        study: whose table of priors is read. A study without one has no priors.

    Returns:
        PARAMCD to prior.

    Raises:
        ValueError: the table lacks a row that a parameter needs, or a figure is below 0 (within-subject: not
            above 0).

    Examples:
        >>> read_priors(Study.read())["IL6"].within
        0.27
    """
    rows = study.priors.to_dict("records")
    for number, row in enumerate(rows, start=2):
        if found := unusable(row, number):
            raise ValueError(str(found))
    own = sorted({row["PARAMCD"] for row in rows if row["PARAMCD"] and row["QUANTITY"] == WITHIN})
    return {code: _prior(study, code, rows) for code in own}


def unusable(row: Row, number: int) -> Problem | None:
    """What is wrong with the figure of one row: variation is not negative, and within a subject not 0.

    Args:
        row: of the table of priors.
        number: as a spreadsheet numbers it.
    """
    figure, least = float(row["VALUE"]), "above 0" if row["QUANTITY"] == WITHIN else "0 or above"
    if figure > 0 or (figure == 0 and row["QUANTITY"] != WITHIN):
        return None
    return Problem(
        FILE, number, "VALUE", f"{row['VALUE']} ({row['PRIORID']})", least, "Variation is not negative."
    )


def lacking(rows: Sequence[Row], code: str) -> list[str]:
    """The quantities that the priors of a parameter need and that neither its own rows nor the general have.

    Args:
        rows: of the table of priors.
        code: PARAMCD.
    """
    own = {row["QUANTITY"] for row in rows if row["PARAMCD"] == code}
    general = {row["QUANTITY"] for row in rows if row["PARAMCD"] == ""} - {WITHIN}
    return [quantity for quantity in QUANTITIES if quantity not in own | general]


def _prior(study: Study, code: str, table: Sequence[Row]) -> Prior:
    if missing := lacking(table, code):
        raise ValueError(
            f"{study.name} has no prior on the {' and the '.join(missing)} of {code}. Add a row to {FILE} "
            f"with PARAMCD {code}, or with an empty PARAMCD for every parameter."
        )
    rows = {
        row["QUANTITY"]: row
        for of in ("", code)  # its own row takes the place of the general one
        for row in table
        if row["PARAMCD"] == of
    }
    figures = {quantity: float(rows[quantity]["VALUE"]) for quantity in QUANTITIES}
    within = figures[WITHIN] / 100
    return Prior(
        between=figures[BETWEEN] / 100,
        within=within,
        analytical=figures[ANALYTICAL] / 100 if rows[ANALYTICAL]["PARAMCD"] else figures[ANALYTICAL] * within,
        shift=figures[SHIFT],
        rows=tuple(sorted(rows[quantity]["PRIORID"] for quantity in QUANTITIES)),
    )
