"""How much hidden bias a printed p-value survives, from the text and the sizes alone."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from analysis import inference
from analysis.data import Study
from analysis.inference import HiddenBias
from analysis.inference.checks import Design, at_most_half
from analysis.inference.hidden_bias import BiasDirection
from analysis.inference.pvalues import METHODS
from analysis.inference.wording import counted, number
from analysis.reported.attained import Sizes, largest
from analysis.reported.conventions import convention
from analysis.reported.decode import fitting_statistics, question
from analysis.reported.printed_pvalue import PrintedPvalue
from analysis.reported.pvalues import printed_pvalues

NOT_SURVIVED = "none"
"""What stands in place of Γ where p is above the level without any bias."""
ANY_GROUP = "one of the two groups"
_NONE: Mapping[str, str] = MappingProxyType({})
_LETTERS = {"rank_sum": "U", "signed_rank": "W"}
_OF_READING = ["test", "people", "statistic", "mirror", "pvalue", "gamma", "sentence"]
_OF_STUDY = ["readings", "statistics", "exact", "survives", "gamma_least", "gamma_most", "sentence"]


@dataclass(frozen=True, slots=True)
class PrintedHiddenBias:
    """How much hidden bias each statistic survives whose p-value prints as a text.

    Attributes:
        pvalue: the p-value as printed.
        decoded: what the decoder says of it.
        level: the level.
        direction: how the first group, or the later visit, is reported to differ; None where it is not.
        group: what sentences call the group that people may have come into.
        readings: one result for each test, sizes and statistic, in the order of the decoding.
        left_out: statistics that only values with ties can give; what they survive depends on who ties.
    """

    pvalue: str
    decoded: str
    level: float
    direction: BiasDirection | None
    group: str
    readings: tuple[HiddenBias, ...]
    left_out: int

    @property
    def gamma_least(self) -> float | None:
        """The smallest Γ of the readings; None where under one of them p is above the level unbiased."""
        return None if not self.readings else _ordered(self.readings)[0].gamma

    @property
    def gamma_most(self) -> float | None:
        """The largest Γ of the readings; None where under all of them p is above the level unbiased."""
        return None if not self.readings else _ordered(self.readings)[-1].gamma

    @property
    def survives(self) -> str:
        """Γ in words: one value, a range, "none", or nothing where no statistic prints so."""
        if self.above:
            return NOT_SURVIVED
        ends = [_gamma(each.gamma) for each in _ordered(self.readings)]
        return " to ".join(dict.fromkeys((ends[0], ends[-1]))) if ends else ""

    def table(self) -> pd.DataFrame:
        """One row per statistic: test, sizes in words, the statistic and its mirror image, p and Γ.

        `pvalue` is the exact two-sided p without bias, `gamma` is missing where it is above the level.
        """
        rows = [
            {
                "test": each.test,
                "people": counted(each.sizes),
                "statistic": each.statistic,
                "mirror": largest(each.sizes) - each.statistic,
                "pvalue": each.pvalue,
                "gamma": each.gamma,
                "sentence": self._said(each),
            }
            for each in self.readings
        ]
        return pd.DataFrame(rows, columns=_OF_READING).astype({"gamma": "float64"})

    def sentence(self) -> str:
        """Say what bias undoes the p-value, of several readings the least and the most robust."""
        text = PrintedPvalue(self.pvalue)
        ties = f" {self.left_out} more, with ties, are left out." if self.left_out else ""
        if self.above:
            return f"p is above {self.level:g} without any bias."
        if not self.readings and self.left_out:
            return f"Only where values tie can a statistic print as {text.words}; Γ depends on which do."
        if not self.readings:
            return self.decoded
        ordered = _ordered(self.readings)
        least, most = ordered[0], ordered[-1]
        if len(self.readings) == 1:
            return self._said(least) + ties
        many = f"{len(self.readings)} statistics print as {text.words}."
        if least.gamma == most.gamma:
            return f"{many} Of each: {self._said(least)}{ties}"
        return f"{many} The least robust: {self._said(least)} The most robust: {self._said(most)}{ties}"

    @property
    def above(self) -> bool:
        """Whether p prints above the level, and no statistic without ties is known that prints so."""
        text = PrintedPvalue(self.pvalue)
        return not self.readings and text.range[0] > self.level and not text.beyond

    def _said(self, reading: HiddenBias) -> str:
        return reading.sentence(direction=self.direction, group=self.group)


def hidden_bias(
    pvalue: str,
    *,
    sizes: Collection[Design],
    direction: BiasDirection | None = None,
    group: str = ANY_GROUP,
    level: float = 0.05,
    **decoded: Any,
) -> PrintedHiddenBias:
    """Find how much hidden bias a printed p-value survives, for each statistic that prints so.

    The text is read by `decode`; Γ is then the exact one of the statistic (see `inference.hidden_bias`), by
    whatever method p was calculated. So a p printed from a normal approximation may survive none at all.
    And one printed above the level may survive some, where its exact p is below.
    Statistics that print so only where values tie are counted and left out: what they survive depends on who
    ties, which no printed p tells.

    Args:
        pvalue: as printed.
        sizes: n for n pairs (signed-rank), (n1, n2) for two groups (rank-sum).
        direction: how the first group, or the later visit, differs; for the words alone.
        group: what the sentence calls the group, such as "the high-dose arm".
        level: the level of the two-sided test, at most 0.5.
        decoded: further choices of `decode`, by their names there.

    Raises:
        ValueError: as in `decode`, or a level outside (0, 0.5].

    Examples:
        >>> result = hidden_bias("0.028", sizes=[(6, 5)], direction="higher", group="the high-dose arm")
        >>> result.survives
        '1.32'
        >>> hidden_bias("0.028", sizes=[6], direction="higher").sentence()
        'If time alone made a rise 18 % likelier, in odds, than a fall, this p would no longer be below 0.05.'
        >>> hidden_bias("0.03", sizes=[(6, 5), 6]).survives
        '1.18 to 1.32'
    """
    at_most_half(level, "level")
    asked = question(pvalue, sizes=sizes, direction=direction, **decoded)
    result = PrintedHiddenBias(pvalue, "", level, direction, group, (), 0)
    if result.above and not _prints_untied(pvalue, asked.designs):
        return result
    found = asked.decoding()
    statistics = dict.fromkeys((fit.test, fit.sizes, fit.statistic) for fit in found.fits)
    untied = dict.fromkeys(
        (fit.test, fit.sizes, fit.statistic)
        for fit in found.fits
        if convention(fit.convention).ties == "none"
    )
    return replace(
        result,
        decoded=found.sentence(),
        readings=tuple(_reading(*each, level) for each in untied),
        left_out=len(statistics) - len(untied),
    )


def hidden_biases(
    study: Study, *, second_readings: Mapping[str, str] = _NONE, level: float = 0.05
) -> pd.DataFrame:
    """How much hidden bias each printed p-value of a marker survives, at the numbers of `printed_pvalues`.

    Args:
        study: its findings, arms, visits and markers.
        second_readings: finding id to the comparison that its sentence also allows.
        level: the level of the two-sided tests.

    Returns:
        The table of `printed_pvalues` with `readings` (a tuple of the statistics that print so, without their
        mirror images), `statistics` (the same in words), `exact` (their exact p), `survives` (Γ in words),
        `gamma_least` and `gamma_most` (missing where p is above the level without any bias) and `sentence`,
        which says why where no rank test is tried or no statistic prints so.

    Examples:
        >>> hidden_biases(Study.read())["survives"].tolist()
        ['1.77', '1.77', 'none to 1.32', '1.18', '1.32']
    """
    pvalues = printed_pvalues(study, second_readings=second_readings)
    found = pd.DataFrame(
        [_survived(study, row, level) for row in pvalues.to_dict("records")], pvalues.index, _OF_STUDY
    )
    computed = pvalues["trace"] + " formula:inference.hidden_bias"
    trace = computed.where(pvalues["left_out"] == "", pvalues["trace"])
    return pvalues.join(found.astype({"gamma_least": "float64", "gamma_most": "float64"})).assign(trace=trace)


def _prints_untied(pvalue: str, designs: Collection[Sizes]) -> bool:
    """Whether some statistic without ties prints so; an exact p may then be below the level all the same."""
    return any(len(fitting_statistics(pvalue, own, method)) for own in designs for method in METHODS)


def _reading(test: str, sizes: tuple[int, ...], statistic: float, level: float) -> HiddenBias:
    """The result of one statistic of the decoder."""
    if test == "rank-sum":
        return inference.hidden_bias("rank_sum", statistic=statistic, sizes=(sizes[0], sizes[1]), level=level)
    return inference.hidden_bias("signed_rank", statistic=statistic, sizes=sizes[0], level=level)


def _survived(study: Study, row: Mapping[Hashable, Any], level: float) -> dict[str, object]:
    """What one printed p of a study survives."""
    if row["left_out"]:
        return {"readings": (), "statistics": "", "exact": "", "survives": "", "sentence": row["left_out"]}
    told: Any = study.finding(row["finding"])["DIRECTION"]
    first = row["comparison"].split(" v ")[0]
    result = hidden_bias(
        row["printed"],
        sizes=[int(row["n1"]) if pd.isna(row["n2"]) else (int(row["n1"]), int(row["n2"]))],
        direction=told if told in ("higher", "lower") else None,
        group=f"the {study.arm(first).label.replace(' ', '-')} arm" if first in study.sizes else ANY_GROUP,
        level=level,
    )
    readings = sorted(result.readings, key=lambda each: each.statistic)
    letter = next((_LETTERS[each.test] for each in readings), "")
    values = " or ".join(number(each.statistic) for each in readings)
    return {
        "readings": tuple(each.statistic for each in readings),
        "statistics": f"{letter} = {values}" if readings else "",
        "exact": " or ".join(number(each.pvalue) for each in readings),
        "survives": result.survives,
        "gamma_least": result.gamma_least,
        "gamma_most": result.gamma_most,
        "sentence": result.sentence(),
    }


def _ordered(readings: Sequence[HiddenBias]) -> list[HiddenBias]:
    """From the reading that survives least to that which survives most."""
    return sorted(readings, key=lambda each: each.gamma or 0)


def _gamma(gamma: float | None) -> str:
    return NOT_SURVIVED if gamma is None else f"{gamma:.2f}"
