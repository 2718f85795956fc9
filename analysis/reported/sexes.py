"""Tests that concern one sex only: how many people they can have, by arm, and how small a p-value can be."""

from collections.abc import Mapping

import pandas as pd

from analysis.inference import floors

WHOSE = {
    "TESTOS": "men",
    "PSA": "men",
    "ESTRDIOL": "women",
    "PROGEST": "women",
    "CA125": "women",
    "CA153": "women",
    "DHEAS": "all",
    "IGF1": "all",
}
"""Hormones and markers of an organ, and whose values a reader would look at. Ours: no source says it."""

_WORDS = ["DIRECTION", "COMPARISON", "VALUE", "AVALU", "SIGNIFICANCE"]


def in_arm(of_sex: int, arm: int, n: int) -> tuple[int, int]:
    """The fewest and the most people of one sex that an arm can have, when only totals are printed.

    Args:
        of_sex: people of that sex among all.
        arm: people in the arm.
        n: people in all.

    Raises:
        ValueError: a number below 0, or one above n.

    Examples:
        >>> in_arm(4, 5, 11), in_arm(7, 6, 11)
        ((0, 4), (2, 6))
    """
    if min(of_sex, arm) < 0 or max(of_sex, arm) > n:
        raise ValueError(f"{of_sex} of a sex and {arm} in an arm, of {n}. Pass numbers from 0 to {n}.")
    return max(0, of_sex + arm - n), min(of_sex, arm)


def sex_floors(
    findings: pd.DataFrame, names: Mapping[str, str], *, sexes: Mapping[str, int], arms: Mapping[str, int]
) -> pd.DataFrame:
    """What is told of each test of `WHOSE`, of how many people at most, and the smallest exact p.

    Args:
        findings: the table of findings.
        names: PARAMCD to the name of a test.
        sexes: "men" and "women" to their number.
        arms: an arm to its number of people.

    Returns:
        One row a test: `PARAMCD`, `Test`, `Whose`, `Pairs` (at most), `floor` (of an exact signed-rank test
        of all of them), for each arm `ARM` (the range of pairs, as text) and `ARM_floor` (with the most of
        them), `Told` and `trace`.

    Raises:
        ValueError: sexes and arms that do not add up to the same number.
    """
    n = sum(arms.values())
    if sum(sexes.values()) != n:
        raise ValueError(f"{sum(sexes.values())} men and women but {n} people in the arms. They must agree.")
    rows = []
    for code, whose in WHOSE.items():
        told = findings[findings["PARAMCD"] == code]
        pairs = sexes.get(whose, n)
        row = {"PARAMCD": code, "Test": names[code], "Whose": whose, "Pairs": pairs, "floor": _floor(pairs)}
        for arm, people in arms.items():
            fewest, most = in_arm(pairs, people, n)
            row |= {arm: f"{fewest} to {most}" if fewest < most else f"{most}", f"{arm}_floor": _floor(most)}
        words = "; ".join(_told(*finding) for finding in told[_WORDS].itertuples(index=False))
        rows.append(row | {"Told": words, "trace": " ".join("findings:" + told["FINDINGID"])})
    return pd.DataFrame(rows)


def _told(direction: str, comparison: str, value: str, unit: str, significance: str) -> str:
    """One finding in words; an empty direction is a test that is only named."""
    against = comparison.partition(" v ")[2]
    parts = [
        direction or "named, no value",
        f"compared with {against[:1].lower()}{against[1:]}" if against else "",
    ]
    parts += ["called significant"] if significance == "significant" else []
    return ", ".join(filter(None, parts)) + (f" ({value} {unit})" if value else "")


def _floor(pairs: int) -> float:
    return float(floors([pairs], methods=["exact"])["floor"].iloc[0])
