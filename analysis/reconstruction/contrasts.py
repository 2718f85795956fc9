"""Dose by time over an ensemble: the direct test of a difference in changes, and what its p rests on."""

from itertools import combinations
from math import comb
from typing import Literal, get_args

import numpy as np

from analysis.data import Study
from analysis.inference.permutation import MAX_RELABELINGS
from analysis.reconstruction.ensemble import Ensemble
from analysis.reconstruction.sphere import Values

ChangeScale = Literal["difference", "ratio"]
SCALES: tuple[ChangeScale, ...] = get_args(ChangeScale)
_SMALLEST = 1e-12  # a value on the edge of what a printed level allows may be 0 to the last bit
_EQUAL = 1e-9  # relative distance below which two relabelings count as tied


def without_significance(study: Study) -> Study:
    """The study with every p-value and every word on significance taken out; directions stay."""
    findings = study.findings
    pvalues = findings["STAT"] == "p"
    return study.with_tables(
        findings=findings.assign(
            STAT=findings["STAT"].mask(pvalues, "direction"),
            VALUE=findings["VALUE"].mask(pvalues, ""),
            SIGNIFICANCE=findings["SIGNIFICANCE"].mask(findings["SIGNIFICANCE"] != "", "not stated"),
        )
    )


def dose_by_time(
    ensemble: Ensemble, code: str, *, visit: str, baseline: str | None = None, scale: ChangeScale
) -> Values:
    """Two-sided p of the dose-by-time contrast of every cohort, by exact permutation.

    The statistic is the mean change in the later arm less the mean change in the earlier one, of differences
    or of log ratios. p is the share of all relabelings of the subjects with both samples, the observed one
    included, that lie at least as far from 0, as in `inference.permutation_difference`.

    Args:
        ensemble: the cohorts.
        code: the marker.
        visit: the later visit.
        baseline: the earlier one; the first visit if not given.
        scale: "difference" or "ratio" (log of later over earlier).

    Returns:
        Shape (size,).

    Raises:
        ValueError: no such marker or visit, or an arm without any pair of samples.
    """
    marker = ensemble.marker(code)
    before = baseline or marker.baseline
    earlier, later = (_changes(ensemble, code, arm, visit, before, scale) for arm in marker.arms)
    if not earlier.shape[1] or not later.shape[1]:
        raise ValueError(f"{code}: an arm has no subject with samples at {before} and {visit}.")
    return permutation_pvalues(later, earlier)


def mean_contrasts(ensemble: Ensemble, code: str, *, visit: str, scale: ChangeScale) -> Values:
    """The dose-by-time contrast of every cohort, which `dose_by_time` tests.

    Args:
        ensemble: the cohorts.
        code: the marker.
        visit: the later visit of the change from baseline.
        scale: "difference", in means of the unit, or "ratio", as a difference of log ratios.

    Returns:
        The mean change of the later arm less that of the earlier one, shape (size,).

    Raises:
        ValueError: no such marker or visit, or an arm without any pair of samples.
    """
    marker = ensemble.marker(code)
    earlier, later = (_changes(ensemble, code, arm, visit, marker.baseline, scale) for arm in marker.arms)
    if not earlier.shape[1] or not later.shape[1]:
        raise ValueError(f"{code}: an arm has no subject with samples at {marker.baseline} and {visit}.")
    contrasts: Values = later.mean(axis=1) - earlier.mean(axis=1)
    return contrasts


def permutation_pvalues(first: Values, second: Values) -> Values:
    """Two-sided exact permutation p of the difference in means, one per row.

    Args:
        first: shape (size, n1).
        second: shape (size, n2).

    Raises:
        ValueError: more than `MAX_RELABELINGS` relabelings.
    """
    n1, n2 = first.shape[1], second.shape[1]
    if (count := comb(n1 + n2, n1)) > MAX_RELABELINGS:
        raise ValueError(
            f"{n1} v {n2} subjects can be relabeled in {count:,} ways, more than the {MAX_RELABELINGS:,} "
            "that are listed one by one. Compare smaller arms."
        )
    pooled = np.concatenate([first, second], axis=1)
    members = np.zeros((n1 + n2, len(labels := list(combinations(range(n1 + n2), n1)))))
    for column, chosen in enumerate(labels):
        members[list(chosen), column] = 1
    distance = np.abs((n1 + n2) * (pooled @ members) - n1 * pooled.sum(axis=1, keepdims=True))
    slack = _EQUAL * (n1 + n2) * np.abs(pooled).sum(axis=1, keepdims=True)
    shares: Values = (distance >= distance[:, :1] - slack).mean(axis=1)
    return shares


def _changes(
    ensemble: Ensemble, code: str, arm: str, visit: str, baseline: str, scale: ChangeScale
) -> Values:
    """Changes of the subjects with both samples, shape (size, pairs)."""
    after, before = (ensemble.values(code, arm, each) for each in (visit, baseline))
    paired = ~np.isnan(after[0] + before[0])
    later, earlier = after[:, paired], before[:, paired]
    if scale == "difference":
        return later - earlier
    logs: Values = np.log(np.maximum(later, _SMALLEST)) - np.log(np.maximum(earlier, _SMALLEST))
    return logs
