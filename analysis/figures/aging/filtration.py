"""Could a few people see their filtration rate fall? It depends on creatinine, equation and people."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

import numpy as np
import pandas as pd

from analysis.data import Study
from analysis.figures.aging.followup import first_age, people
from analysis.inference.rank_tests import signed_rank_many
from analysis.inference.wording import number, percent
from analysis.physiology import EQUATIONS, Equation, age_factor, changes_over
from analysis.physiology.checks import Sex
from analysis.physiology.minimal_detectable_change import with_variation

SEXES: tuple[Sex, ...] = ("women", "men")
LEVELS = ((0.60, 0.80), (0.65, 0.85), (0.70, 0.92), (0.80, 1.02))
"""Creatinine of women and of men around which the subjects may lie, in mg/dL."""
SPREADS = (0, 15)
"""Coefficients of variation between people of one sex, in percent: none, and an ordinary one."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The simulated chance that a signed-rank test calls a fall of eGFR significant.

    Attributes:
        chance: share of simulated groups with p <= 0.05.
        error: Monte Carlo standard error of that share.
        draws: simulated groups.
        seed: of the random numbers.
    """

    chance: float
    error: float
    draws: int
    seed: int

    def sentence(self) -> str:
        """Say the chance, its error and how it was made."""
        return (
            f"The fall is seen with a chance of {percent(self.chance)} (Monte Carlo standard error "
            f"{number(100 * self.error)} points); {self.draws:,} simulated groups, seed {self.seed}."
        )


def chance_seen(
    equation: Equation,
    *,
    levels: tuple[float, float],
    people: dict[Sex, int],
    ratios: dict[Sex, float],
    start: float,
    cvi: float,
    cva: float,
    spread: float,
    draws: int = 20_000,
    seed: int = 1,
) -> Seen:
    """The chance that an exact signed-rank test of eGFR, after minus before, gives p <= 0.05 two-sided.

    Each person has a true creatinine, log-normal around the level of the sex. Two measurements vary around it
    by two independent log-normal factors; the equation turns each into eGFR, and the second is multiplied by
    the true ratio. So the noise of eGFR follows the slope of the equation at each person's own creatinine.

    Args:
        equation: one of `physiology.EQUATIONS`.
        levels: median creatinine of women and of men, in mg/dL.
        people: number of each sex.
        ratios: true eGFR after to before, by sex.
        start: age at the first measurement, in years.
        cvi: within-subject variation of creatinine, as a coefficient of variation in percent.
        cva: analytical variation, likewise.
        spread: variation of the true creatinine between people of one sex, likewise.
        draws: simulated groups.
        seed: of the random numbers.

    Raises:
        ValueError: a level that the equation refuses.
    """
    between, noise = _log_sd(spread), sqrt(_log_sd(cvi) ** 2 + _log_sd(cva) ** 2)
    random = np.random.default_rng(seed)
    changes = []
    for level, (sex, count) in zip(levels, people.items(), strict=True):
        own, first, second = random.standard_normal((3, draws, count))
        true = np.log(level) + between * own
        before, after = (
            np.asarray(equation(np.exp(true + noise * draw), start, sex)) for draw in (first, second)
        )
        changes.append(ratios[sex] * after - before)
    share = float(np.mean(signed_rank_many(np.hstack(changes)).pvalue <= 0.05))
    return Seen(share, sqrt(share * (1 - share) / draws), draws, seed)


@dataclass(frozen=True, slots=True)
class Filtration:
    """Levels of creatinine by equation: the fall that is expected, and the chance to see it.

    Attributes:
        start: age at the first measurement, in years.
        lost: eGFR lost until the last visit by people who were followed, in mL/min/1.73 m².
        cvi: within-subject variation of creatinine, in percent.
        cva: its analytical variation, in percent.
        rows: as `chances` gives them.
        apart: how much people of one sex are let differ in their true creatinine, in percent.
    """

    start: float
    lost: float
    cvi: float
    cva: float
    rows: pd.DataFrame = field(repr=False)
    apart: int = SPREADS[1]

    def headings(self) -> dict[str, str]:
        """Column of `words` to its heading."""
        return {
            "level": "Creatinine, women / men (mg/dL)",
            "equation": "Equation",
            "start": f"eGFR at {self.start:g}, women / men",
            "age_fall": "Fall by the age term alone",
            "age_alike": "Seen, all alike",
            "age_apart": f"Seen, {self.apart}% apart",
            "followed_fall": "Fall in people followed",
            "followed_alike": "Seen then, all alike",
            "followed_apart": f"Seen then, {self.apart}% apart",
        }

    def words(self) -> pd.DataFrame:
        """The table as text, under `headings`, with ``trace``."""
        rows = self.rows
        table = pd.DataFrame(
            {
                "level": _pair(rows["women"], rows["men"], ".2f"),
                "equation": rows["equation"],
                "start": _pair(rows["egfr_women"], rows["egfr_men"], ".0f"),
            }
        )
        for kind in ("age", "followed"):
            table[f"{kind}_fall"] = rows[f"{kind}_fall"].map("{:.1%}".format)
            for word in ("alike", "apart"):
                table[f"{kind}_{word}"] = rows[f"{kind}_{word}"].map("{:.0%}".format)
        return table.assign(trace=rows["trace"])

    def ranges(self) -> dict[str, float]:
        """The least and the largest fall in people followed, and chance where people differ.

        The chances by kind of fall: of CKD-EPI, and of MDRD.
        """
        steep, falls = self.rows["equation"].str.startswith("MDRD"), self.rows["followed_fall"]
        return {"least_fall": falls.min(), "most_fall": falls.max()} | {
            f"{before}{kind}_{end}": float(own[f"{kind}_apart"].agg(end))
            for before, own in (("", self.rows[~steep]), ("mdrd_", self.rows[steep]))
            for kind in ("age", "followed")
            for end in ("min", "max")
        }


def filtration(study: Study, *, followed: str, levels: Sequence[tuple[float, float]] = LEVELS) -> Filtration:
    """The chance that the subjects of a study see their filtration rate fall.

    Args:
        study: with a median age, how many men and women there are, and a figure of creatinine's variation.
        followed: REFID of the change in people who were followed, in the table of aging.
        levels: creatinine of women and of men, in mg/dL.

    Raises:
        MissingFindingError: one of these is missing.
    """
    start, span = first_age(study), study.last.years
    counted = people(study, SEXES)
    rows = study.need_reference("variation", "variation of creatinine", PARAMCD="CREAT")
    creatinine = with_variation(pd.DataFrame({"PARAMCD": ["CREAT"], "trace": [""]}), rows).iloc[0]
    loss = changes_over(study.need_reference("aging", f"change {followed}", REFID=followed), span)
    lost = abs(float(loss["low"].iloc[0]))
    table = chances(
        people=counted,
        start=start,
        years=span,
        cvi=creatinine["cvi"],
        cva=creatinine["cva"],
        lost=lost,
        levels=levels,
    )
    table["trace"] += creatinine["trace"] + " " + loss["trace"].iloc[0]
    return Filtration(start, lost, creatinine["cvi"], creatinine["cva"], table)


def chances(
    *,
    people: dict[Sex, int],
    start: float,
    years: float,
    cvi: float,
    cva: float,
    lost: float,
    levels: Sequence[tuple[float, float]] = LEVELS,
) -> pd.DataFrame:
    """Levels of creatinine by equation: the fall that is expected, and the chance to see it.

    Two falls can be expected: the age term of the equation alone, at unchanged creatinine; and the loss in
    people who were followed, in whom creatinine rises a little as well.

    Args:
        people: number of women and of men, in this order.
        start: age at the first measurement, in years.
        years: between the measurements.
        cvi: within-subject variation of creatinine, in percent.
        cva: its analytical variation, in percent.
        lost: eGFR lost over the years by people who were followed, in mL/min/1.73 m².
        levels: creatinine of women and of men, in mg/dL.

    Returns:
        One row per level and equation: ``women, men`` (mg/dL), ``equation``, ``egfr_women, egfr_men`` at the
        level, ``age_fall`` and ``followed_fall`` (shares; the second the mean over the people), the chances
        ``age_alike, age_apart, followed_alike, followed_apart`` by spread between people, and ``trace``.
    """
    rows = []
    for women, men in levels:
        for name, equation in EQUATIONS.items():
            rate: dict[Sex, float] = {
                sex: float(equation(level, start, sex))
                for sex, level in zip(people, (women, men), strict=True)
            }
            aged = age_factor(equation, start=start, years=years)
            followed = {sex: 1 - lost / rate[sex] for sex in people}
            mean = sum(people[sex] * followed[sex] for sex in people) / sum(people.values())
            row: dict[str, object] = {"women": women, "men": men, "equation": name}
            row |= {f"egfr_{sex}": value for sex, value in rate.items()}
            row |= {"age_fall": 1 - aged, "followed_fall": 1 - mean}
            for kind, ratios in (("age", dict.fromkeys(people, aged)), ("followed", followed)):
                for word, spread in zip(("alike", "apart"), SPREADS, strict=True):
                    row[f"{kind}_{word}"] = chance_seen(
                        equation,
                        levels=(women, men),
                        people=people,
                        ratios=ratios,
                        start=start,
                        cvi=cvi,
                        cva=cva,
                        spread=spread,
                    ).chance
            made = f"formula:physiology.{getattr(equation, '__name__', '')}"
            rows.append(row | {"trace": f"formula:figures.aging.filtration.chance_seen {made} seed:1"})
    return pd.DataFrame(rows)


def _pair(women: "pd.Series[float]", men: "pd.Series[float]", digits: str) -> list[str]:
    return [f"{w:{digits}} / {m:{digits}}" for w, m in zip(women, men, strict=True)]


def _log_sd(percent: float) -> float:
    """Standard deviation of the logarithm of a log-normal variable with this coefficient of variation."""
    return float(np.sqrt(np.log1p((percent / 100) ** 2)))
