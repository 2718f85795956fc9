"""The method, tried on comparisons whose single values are public: one row for each answer."""

from collections.abc import Mapping

import pandas as pd

from analysis.audit import (
    KINDS,
    AuditTried,
    Decoded,
    KnownComparison,
    audits_tried,
    decodings_tried,
    distinct_groups,
    groups_tried,
    known_comparisons,
    statistics_tried,
    whole_numbers_tried,
)
from analysis.data import Study, read
from analysis.inference.pvalues import METHOD_NAMES
from analysis.reported import Summary
from analysis.tables.columns import NOTHING
from analysis.tables.table import Table

SOURCES = {"printed": "printed by the paper", "would-be": "would-be"}
PART_OF = "{} of {}"
WHICH = {"trial": "Trial", "comparison": "Comparison", "sizes": "Sizes"}
"""Headings of the cells that say which comparison a row is about."""


def known_trials() -> Table:
    """The trials that print every value of a measurement, and what can be tried on each.

    Returns:
        With `frame` of `TRIALID`, `LABEL`, `SUBJECTS`, `source`, `groups`, `comparisons`, `pvalues` (printed
        numbers and bounds, of any test), `kinds` and `LICENSE`.

    Examples:
        >>> known_trials().frame["comparisons"].tolist()[:3]
        [6, 4, 2]
    """
    trials, known = read("trials"), known_comparisons()
    of = {
        trial: tuple(each for each in known if each.trial == trial)
        for trial in dict.fromkeys(trials["TRIALID"])
    }
    kinds = {trial: {group.kind for group, _ in distinct_groups(each)} for trial, each in of.items()}
    rows = trials.assign(
        source=trials["SOURCEID"].map(Study.read().source_labels),
        groups=[len(distinct_groups(of[trial])) for trial in trials["TRIALID"]],
        comparisons=[len(of[trial]) for trial in trials["TRIALID"]],
        pvalues=[sum(bool(each.pvalue) for each in of[trial]) for trial in trials["TRIALID"]],
        kinds=[", ".join(kind for kind in KINDS if kind in kinds[trial]) for trial in trials["TRIALID"]],
        trace="trials:" + trials["TRIALID"],
    )
    return Table(
        rows,
        headings={
            "LABEL": "Trial",
            "source": "Paper",
            "SUBJECTS": "Of whom",
            "comparisons": "Comparisons",
            "groups": "Groups",
            "pvalues": "p printed",
            "kinds": "Values are",
            "PLACE": "Where they stand",
        },
        title="Small trials whose single values are public",
        basis="reference",
    )


def known_audits() -> Table:
    """Every reading that was audited: mean ± spread and p, with the grid of the values told and without.

    Returns:
        With `frame` of `trial`, `name` (COMPARISONID), `comparison`, `sizes`, `source`, `numbers`, `pvalue`,
        `method`, `true`, `with_grid`, `without` and `sentence`.
    """
    labels = _labels()
    rows = [
        {
            **_which(each.comparison, labels),
            "source": SOURCES[each.source],
            "numbers": _numbers(each),
            "pvalue": each.pvalue,
            "method": METHOD_NAMES[each.method],
            "true": "yes" if each.true else "no",
            "with_grid": each.with_grid.verdict,
            "without": each.without.verdict,
            "sentence": each.sentence(),
            "trace": each.trace,
        }
        for each in audits_tried(known_comparisons())
    ]
    return Table(
        pd.DataFrame(rows),
        headings={
            **WHICH,
            "source": "Numbers are",
            "numbers": "Mean ± spread",
            "pvalue": "p",
            "method": "Method",
            "true": "True of the values",
            "with_grid": "Grid told",
            "without": "Grid not told",
        },
        title="Readings of numbers whose values are known",
        basis="observed",
        filters=("trial", "source", "with_grid"),
        added="would-be summaries and verdicts computed",
    )


def known_whole_numbers() -> Table:
    """What GRIM and GRIMMER say of means and spreads of known values, counted.

    Returns:
        With `frame` of `source`, `test`, `true`, and the counts `possible`, `only if`, `impossible` and
        `undecided`.
    """
    rows = pd.DataFrame(
        [
            {
                "source": SOURCES[each.source],
                "test": each.test,
                "true": "yes" if each.true else "no",
                "answer": each.answer,
                "trace": f"{each.trace} formula:audit.grimmer",
            }
            for each in whole_numbers_tried(known_comparisons())
        ]
    )
    answers = ["possible", "only if", "impossible", "undecided"]
    by = ["source", "test", "true"]
    counts = rows.assign(**{answer: rows["answer"] == answer for answer in answers})
    together = dict.fromkeys(answers, "sum") | {"trace": _once}
    cells = counts.groupby(by, sort=False, as_index=False).agg(together)
    return Table(
        cells,
        headings={
            "source": "Numbers are",
            "test": "Test",
            "true": "True of the values",
            **{answer: answer.capitalize() for answer in answers},
        },
        title="Whole numbers of steps, asked alone",
        basis="observed",
        added="would-be summaries and answers computed",
    )


def known_decodings() -> Table:
    """Every printed p of a rank test, decoded from the sizes, beside the statistic of the values.

    Returns:
        With `frame` of `trial`, `comparison`, `name`, `sizes`, `pvalue`, `true` (the statistic), `by` (what
        gives the printed p), `fits` and `statistics` (how many the decoder offers), `place`, `outcome`,
        `told` and `sentence`.
    """
    labels = _labels()
    rows = [
        {
            **_which(each.comparison, labels),
            "pvalue": each.comparison.pvalue,
            "true": each.statistic,
            "by": _computation(each),
            "fits": each.offered.fits,
            "statistics": each.offered.statistics,
            "place": each.offered.place,
            "outcome": each.outcome,
            "told": _told(each),
            "sentence": each.sentence(),
            "trace": each.trace,
        }
        for each in decodings_tried(known_comparisons())
    ]
    return Table(
        pd.DataFrame(rows),
        headings={
            **WHICH,
            "pvalue": "p printed",
            "by": "What gives it",
            "true": "True statistic",
            "outcome": "The decoder",
            "statistics": "Statistics it offers",
            "told": "Told of ties and a normal p",
        },
        title="Printed p-values of rank tests, decoded",
        basis="observed",
        filters=("trial", "outcome"),
        added="decoded here",
    )


def known_cohorts(*, seed: int) -> Table:
    """How often draws from a would-be mean ± SD hold the true values and the true U, by kind of values.

    Args:
        seed: a whole number from 0 up.

    Returns:
        With `frame` of `kind`, `meaning`, `groups`, `drawn`, and "3 of 5" or the like in `smallest`,
        `median`, `largest` and `statistic`.
    """
    known = known_comparisons()
    groups, statistics = groups_tried(known, seed=seed), statistics_tried(known, seed=seed)
    rows = []
    for kind, meaning in KINDS.items():
        own = [each for each in groups if each.kind == kind]
        drawn = [each.inside for each in own if each.drawn]
        inside = [each.inside for each in statistics if each.kind == kind and each.inside is not None]
        places = zip(("smallest", "median", "largest"), zip(*drawn, strict=True), strict=True)
        rows.append(
            {
                "kind": kind,
                "meaning": meaning,
                "groups": len(own),
                "drawn": len(drawn),
                **{place: PART_OF.format(sum(each), len(drawn)) for place, each in places},
                "statistic": PART_OF.format(sum(inside), len(inside)),
                "trace": " ".join(dict.fromkeys(" ".join(each.trace for each in own).split())),
            }
        )
    return Table(
        pd.DataFrame(rows),
        headings={
            "kind": "Values",
            "meaning": "That is",
            "groups": "Groups",
            "drawn": "Can be drawn",
            "smallest": "Smallest",
            "median": "Median",
            "largest": "Largest",
            "statistic": "U of two groups",
        },
        title="Drawn from mean, SD and n alone: how often the truth lies in the range of 95% of the draws",
        basis="observed",
        added="groups computed",
    )


def _once(traces: pd.Series) -> str:
    return " ".join(dict.fromkeys(" ".join(traces).split()))


def _labels() -> Mapping[str, str]:
    trials = read("trials")
    return dict(zip(trials["TRIALID"], trials["LABEL"], strict=True))


def _which(comparison: KnownComparison, labels: Mapping[str, str]) -> dict[str, str]:
    """The cells that say which comparison a row is about."""
    n1, n2 = comparison.sizes
    return {
        "trial": labels[comparison.trial],
        "name": comparison.name,
        "comparison": comparison.words,
        "sizes": f"{n1} pairs" if comparison.paired else f"{n1} v {n2}",
    }


def _numbers(each: AuditTried) -> str:
    first, second = each.summaries
    return f"{_ends(first)} v {_ends(second)} ({each.spread_is.upper()})"


def _ends(summary: Summary) -> str:
    return summary.printed.replace("-", "−")


def _computation(each: Decoded) -> str:
    ways = each.comparison.pvalue_by
    return "none tried" if ways == ("none",) else "; ".join(ways)


def _told(each: Decoded) -> str:
    if each.told is None:
        return NOTHING
    if not each.told.place:
        return "not found"
    return f"number {each.told.place} of {each.told.fits}"
