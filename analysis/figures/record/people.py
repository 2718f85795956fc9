"""Explorer of what the ± beside an age or a body mass index can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt

import pandas as pd

from analysis.audit.quartiles import Block, QuartileRule, interquartile_ranges, standard_deviations
from analysis.data import Source
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.record.people_drawing import spread_readings
from analysis.reported import Printed

N = 11
AGES = (18, 90)
"""Ages at the infusion that are taken as possible."""
LATER = 5
"""Years from the infusion to the last visit."""
BMI = (13, 40)
"""Body mass indexes taken as possible, in kg/m2; those above 25 are called slightly overweight."""
UNDERWEIGHT, OVERWEIGHT, SIXTY = 18.5, 25, 60
RULES: dict[QuartileRule, str] = {"SPSS": "range (SPSS)", "R": "range (R, Excel)"}
"""How each rule is named after the word interquartile."""


@dataclass(frozen=True, slots=True)
class PrintedSpread:
    """A printed center with its ±, and what else is told of the sorted values.

    Attributes:
        center: as printed.
        spread: the number after ±, as printed.
        is_mean: whether the center is read as a mean; else it is the median.
        blocks: of the sorted values.
        trace: the findings used.
    """

    center: str
    spread: str
    is_mean: bool
    blocks: Sequence[Block]
    trace: str

    def readings(self) -> pd.DataFrame:
        """One row per meaning of ±: the sizes allowed and whether the printed one is among them."""
        center, printed = Printed(self.center), Printed(self.spread)
        mean = (float(center.low), float(center.high)) if self.is_mean else None
        sd = standard_deviations(self.blocks, mean=mean) or (0.0, 0.0)
        allowed = {"SD": sd, "SEM": (sd[0] / sqrt(N), sd[1] / sqrt(N))}
        if not self.is_mean:
            allowed |= {
                f"Interquartile|{words}": interquartile_ranges(self.blocks, rule)
                for rule, words in RULES.items()
            }
        rows = [
            (reading, low, high, low <= float(printed.high) and high >= float(printed.low))
            for reading, (low, high) in allowed.items()
        ]
        frame = pd.DataFrame(rows, columns=["reading", "low", "high", "possible"])
        verdict = frame.pop("possible").map({True: "possible", False: "impossible"})
        return frame.round(2).assign(
            printed=float(printed.value),
            verdict=verdict,
            words=f"± {self.spread}: " + verdict,
            trace=self.trace,
        )


def spreads(findings: pd.DataFrame, *, sources: tuple[Source, ...]) -> Explorer:
    """What ± can be beside the two printed ages and the printed body mass index.

    Args:
        findings: the table of findings.
        sources: where they were printed.
    """
    printed = _printed(findings)
    return Explorer(
        title="What the ± beside age and body mass index can be",
        basis="published",
        sources=sources,
        added="bars computed from what is told of the sorted values",
        controls=(
            Control(
                "printed_spread", "Printed number", "select", choices=tuple(printed), default="Age, Phase 1"
            ),
        ),
        compute=partial(_rows, printed),
        draw=spread_readings,
        describe=_describe,
    )


def _printed(findings: pd.DataFrame) -> dict[str, PrintedSpread]:
    """The printed spreads by a reader's name."""
    value = dict(zip(findings["FINDINGID"], findings["VALUE"], strict=True))
    spread = dict(zip(findings["FINDINGID"], findings["SPREAD"], strict=True))
    under, over = int(value["y5-bmi-underweight"]), int(value["y5-bmi-over-25"])
    half, oldest = (N - 1) // 2, AGES[1] + LATER
    age, bmi = Printed(value["y5-age"]), Printed(value["y5-bmi"])
    ages = (
        Block(half, AGES[0] + LATER, float(age.high)),
        Block(1, float(age.low), float(age.high)),
        Block(half - 1, float(age.low), oldest),
        Block(1, SIXTY, oldest),
    )
    thin, heavy = Block(under, BMI[0], UNDERWEIGHT), Block(over, OVERWEIGHT, BMI[1])
    between = (
        Block(half - under, UNDERWEIGHT, float(bmi.high)),
        Block(1, float(bmi.low), float(bmi.high)),
        Block(half - over, float(bmi.low), OVERWEIGHT),
    )
    alone = (Block(N - under - over, UNDERWEIGHT, OVERWEIGHT),)
    said = "findings:y5-bmi findings:y5-bmi-over-25 findings:y5-bmi-underweight"
    index = partial(PrintedSpread, value["y5-bmi"], spread["y5-bmi"], trace=said)
    first = partial(PrintedSpread, value["p1-age"], spread["p1-age"], trace="findings:p1-age")
    later = partial(
        PrintedSpread, value["y5-age"], spread["y5-age"], trace="findings:y5-age findings:y5-age-over-60"
    )
    return {
        "Age, Phase 1": first(is_mean=True, blocks=(Block(N, *AGES),)),
        "Age, five years": later(is_mean=False, blocks=ages),
        "Body mass index, read as a median": index(is_mean=False, blocks=(thin, *between, heavy)),
        "Body mass index, read as a mean": index(is_mean=True, blocks=(thin, *alone, heavy)),
    }


def _rows(printed: dict[str, PrintedSpread], *, printed_spread: str) -> pd.DataFrame:
    rows = printed[printed_spread].readings()
    return rows.assign(trace=rows["trace"] + " formula:audit.quartiles.standard_deviations")


def _describe(rows: pd.DataFrame) -> str:
    told = [
        f"{name}, ± {own['printed'].iloc[0]:g}: "
        + "; ".join(own["reading"].str.replace("|", " ") + " " + own["verdict"])
        for name, own in rows.groupby("printed_spread", sort=False)
    ]
    return (
        "For each meaning of ± a bar shows the sizes that the other printed statements allow, and a mark the "
        f"size that is printed. {'. '.join(told)}."
    )
