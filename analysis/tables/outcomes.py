"""What happened to people, and what would happen to them anyway."""

from collections.abc import Sequence

import pandas as pd

from analysis.data import Source, Study
from analysis.reconstruction import Ages, background_events
from analysis.tables.table import Table

HALF = {0.5: "half the rates"}
"""How a factor on the rates is said; any other one by its number."""


def background_risk(
    study: Study, assumed: Sequence[tuple[Ages, float]], *, men: int, sources: Sequence[Source] = ()
) -> Table:
    """The events to be expected among the people of a study, and the chance of none, by what is assumed.

    Args:
        study: whose table of background rates is read.
        assumed: computed ages, and a factor on every rate.
        men: how many of the people are men.
        sources: of the factors.

    Returns:
        With `frame` of `assumed` (words), `sets`, and for both outcomes `death_expected`, `death_none`,
        `cancer_expected` and `cancer_none`, each as text with its central 90 % range if there are several
        sets, and as numbers `death` and `cancer`, the expected events.

    Raises:
        MissingFindingError: the study has no table of background rates.

    Examples:
        >>> from analysis.reconstruction import printed_ages
        >>> ages = printed_ages(Study.read(), older=1, limit=60, seed=1, proposals=2**12)
        >>> known = background_risk(Study.read(), [(ages.alike(50), 1), (ages.alike(55), 1)], men=4)
        >>> known.frame["death_none"].tolist()
        ['75%', '62%']
    """
    return Table(
        pd.DataFrame([_row(study, ages, times, men) for ages, times in assumed]),
        headings={
            "assumed": "Assumed of the ages",
            "sets": "Sets",
            "death_expected": "Deaths expected",
            "death_none": "No death",
            "cancer_expected": "Cancers expected",
            "cancer_none": "No cancer",
        },
        title="RECONSTRUCTED ages: what is expected, by assumption",
        basis="reconstructed",
        study=study,
        sources=sources,
        added="rates of other people, cited",
    )


def _row(study: Study, ages: Ages, times: float, men: int) -> dict[str, object]:
    words = ages.assumed if times == 1 else f"The same, {HALF.get(times, f'{times:g} times the rates')}"
    row: dict[str, object] = {"assumed": words, "sets": ages.count}
    traces = [ages.trace]
    for found in background_events(study, ages.sets, men=men, times=times).to_dict("records"):
        outcome = found["outcome"]
        row[outcome] = found["expected"]
        for name, form in (("expected", "{:.2f}"), ("none", "{:.0%}")):
            mean, low, high = (form.format(found[name + end]) for end in ("", "_low", "_high"))
            row[f"{outcome}_{name}"] = f"{mean} ({low} to {high})" if ages.count > 1 else mean
        traces.append(found["trace"])
    return {**row, "trace": " ".join(traces).strip()}
