"""What ± is, where a mean before, a mean after and an interval of the change between them are printed."""

from dataclasses import dataclass
from decimal import Decimal

from scipy.special import stdtrit

from analysis.audit.verdicts import SPREAD_WORDS
from analysis.data import MissingFindingError, Study
from analysis.inference.checks import open_unit
from analysis.inference.wording import number
from analysis.reported import Printed, Summary
from analysis.reported.printed import Interval
from analysis.reported.samples import samples
from analysis.reported.summary import READINGS, SpreadIs


@dataclass(frozen=True, slots=True)
class ChangeSpread:
    """One meaning of ± beside the printed interval of the change.

    Attributes:
        spread_is: what ± is taken to be.
        least: the smallest standard error of the change that it allows, that of a correlation of 1.
        most: the largest, that of a correlation of -1.
        correlation: between before and after, as the printed numbers themselves need it; beyond 1 where no
            correlation would do.
        possible: whether some correlation gives the interval, within the rounding of every number.
        possible_if_cut_off: whether some does, or would if decimals of any number were cut off, not rounded.
    """

    spread_is: SpreadIs
    least: float
    most: float
    correlation: float
    possible: bool
    possible_if_cut_off: bool

    def sentence(self) -> str:
        """Say what the interval needs under this meaning."""
        start = f"If ± is {SPREAD_WORDS[self.spread_is]}, "
        if self.possible:
            nearest = min(max(self.correlation, -1.0), 1.0)
            return f"{start}before and after would correlate by {number(nearest)}."
        if self.possible_if_cut_off:
            return f"{start}some correlation gives the interval only if decimals were cut off, not rounded."
        return (
            f"{start}it is between {number(self.least)} and {number(self.most)}, which the interval excludes."
        )


@dataclass(frozen=True, slots=True)
class PairedChange:
    """The standard error of a change by its interval, and what each meaning of ± makes of it.

    Attributes:
        before: mean ± and the number of pairs.
        after: the same, later.
        se: the standard error of the mean change that the interval implies.
        readings: one for each meaning of ±.
    """

    before: Summary
    after: Summary
    se: float
    readings: tuple[ChangeSpread, ...]

    def sentence(self) -> str:
        """Say the standard error and each meaning."""
        told = " ".join(reading.sentence() for reading in self.readings)
        return f"The interval implies a standard error of {number(self.se)} for the change. {told}"


def paired_change(
    before: Summary, after: Summary, *, low: str, high: str, confidence: float = 0.95
) -> PairedChange:
    """Ask which meaning of ± goes with the printed t interval of a mean change in the same subjects.

    The interval is mean ± t SE with n - 1 degrees of freedom, and SE² = a² + b² - 2 r a b, with a and b the
    standard errors before and after and r their correlation, which lies between -1 and 1.

    Args:
        before: mean ± before, with the number of pairs.
        after: mean ± after, with the same number.
        low: lower end of the interval, as printed.
        high: upper end.
        confidence: its level.

    Raises:
        ValueError: two numbers of pairs, an end that is no printed number, ends in the wrong order, or a
            spread of zero.

    Examples:
        >>> print(paired_change(Summary("1005", "129", 12), Summary("241", "41", 12), low="477",
        ...                     high="1051").sentence())
        The interval implies a standard error of 130.4 for the change. If ± is an SD, it is between 25.4 \
and 49.07, which the interval excludes. If ± is an SEM, before and after would correlate by 0.1247.
    """
    open_unit(confidence, "confidence")
    if before.n != after.n:
        raise ValueError(f"{before.n} values before and {after.n} after. Pass the pairs alone.")
    ends = Printed(low), Printed(high)
    width = float(ends[1].value - ends[0].value)
    if width <= 0 or not all(float(Printed(each.spread).value) for each in (before, after)):
        raise ValueError("An interval has its lower end first, and each ± is above zero.")
    reach = 2 * float(stdtrit(before.n - 1, 0.5 + confidence / 2))
    readings = tuple(_reading(before, after, ends, reach, spread_is) for spread_is in READINGS)
    return PairedChange(before, after, width / reach, readings)


def paired_changes(study: Study, marker: str, *, visit: str) -> dict[str, PairedChange]:
    """Ask it of each arm whose change from the first visit is printed with its 95% interval.

    Args:
        study: its findings.
        marker: PARAMCD.
        visit: AVISIT of the later visit.

    Returns:
        By the code of the arm, in order.

    Raises:
        MissingFindingError: no arm has a mean ± at both visits and an interval of the change.
        ValueError: what `paired_change` refuses.

    Examples:
        >>> study = Study.read("data/examples/rebamipide_2016")
        >>> changes = paired_changes(study, "PGE2", visit="Day 7")
        >>> {arm: round(change.se, 1) for arm, change in changes.items()}
        {'PLA': 130.4, 'REB': 99.7}
    """
    begun = study.baseline.name
    about = {"PARAMCD": marker, "TRT01A": study.sizes}
    means = study.where(**about, STAT="mean", AVISIT=(begun, visit))
    means = means[means["SPREAD"] != ""]
    intervals = study.where(
        **about, STAT="difference", SPREADKIND="ci95", AVISIT=visit, COMPARISON=f"{visit} v {begun}"
    )
    found = {}
    for row in intervals.to_dict("records"):
        own = means[means["TRT01A"] == row["TRT01A"]]
        ends = [own[own["AVISIT"] == each].to_dict("records") for each in (begun, visit)]
        if all(len(end) == 1 for end in ends):
            before, after = (
                Summary(mean["VALUE"], mean["SPREAD"], samples(study, row["TRT01A"], marker=marker, visit=at))
                for (mean,), at in zip(ends, (begun, visit), strict=True)
            )
            low, high = row["SPREAD"].split(" to ")
            found[row["TRT01A"]] = paired_change(before, after, low=low, high=high)
    if not found:
        raise MissingFindingError(
            f"{study.name} prints no means ± of {study.short(marker)} at {begun} and {visit} with a 95% "
            "interval of the change."
        )
    return {arm: found[arm] for arm in study.sizes if arm in found}


def _reading(
    before: Summary, after: Summary, ends: tuple[Printed, Printed], reach: float, spread_is: SpreadIs
) -> ChangeSpread:
    a, b = before.sem(spread_is=spread_is), after.sem(spread_is=spread_is)
    se = float(ends[1].value - ends[0].value) / reach
    spreads = Printed(before.spread), Printed(after.spread)
    unit = a / float(spreads[0].value)
    rounded = [printed.rounded for printed in (*spreads, *ends)]
    either = [printed.either for printed in (*spreads, *ends)]
    return ChangeSpread(
        spread_is=spread_is,
        least=abs(a - b),
        most=a + b,
        correlation=(a**2 + b**2 - se**2) / (2 * a * b),
        possible=_possible(*rounded, unit=unit, reach=reach),
        possible_if_cut_off=_possible(*either, unit=unit, reach=reach),
    )


def _possible(
    before: Interval, after: Interval, low: Interval, high: Interval, *, unit: float, reach: float
) -> bool:
    """Whether a correlation gives a standard error of the change that the ends of the interval allow."""
    least, most = float(high.low - low.high) / reach, float(high.high - low.low) / reach
    apart = max(before.low - after.high, after.low - before.high, Decimal(0))
    return least <= unit * float(before.high + after.high) and unit * float(apart) <= most
