"""Verdicts from cohorts that agree with everything printed: does a conclusion hold in nearly all of them?"""

from collections.abc import Sequence

from analysis.audit.claims.evidence import Evidence, Finding
from analysis.audit.claims.verdict import Figures, Ruling, Verdict
from analysis.inference.wording import percent
from analysis.reconstruction import (
    ASSUMPTIONS,
    ConflictError,
    Reading,
    Shares,
    cohorts,
    constrain,
    dose_by_time,
    read_priors,
)

SIZE, SEED = 300, 1
ALPHA = 0.05
MOST = 0.95
"""The share of cohorts, under every prior, in which a conclusion that stands must hold."""


def holds_in_cohorts(
    cited: Sequence[Finding], evidence: Evidence, *, marker: str, visit: str, enrolled: str = "chin2020"
) -> Ruling:
    """That changes differ between the doses must hold in 95% of compatible cohorts under every prior tried.

    Each prior gives its own cohorts, computed to agree with all findings on the marker; in each the
    dose-by-time contrast of log ratios is tested by exact permutation. No cohort is anyone's data.

    Args:
        cited: the findings that the claim leans on.
        evidence: the tables.
        marker: the marker, as in PARAMCD.
        visit: the later visit of the change from baseline.
        enrolled: key of the source whose numbers of subjects are taken.
    """
    what = evidence.named(marker)
    central = read_priors(evidence.priors)[marker]
    found: dict[str, float] = {}
    figures: Figures = {"cohorts": SIZE, "seed": SEED}
    for name, assumption in ASSUMPTIONS.items():
        priors = {marker: assumption.prior(central)}
        reading = assumption.reading(Reading())
        try:
            constraints = constrain(evidence.findings, priors, source=enrolled, reading=reading)
            ensemble = cohorts(constraints, size=SIZE, seed=SEED)
        except ConflictError:
            reason = f"Under the prior “{name}” hardly any cohort agrees with what is told of {what}."
            return Ruling("cannot be tested", reason, figures, judgment=True)
        pvalues = dose_by_time(ensemble, marker, visit=visit, scale="ratio")
        found[name] = float((pvalues <= ALPHA).mean())
        figures[f"share, {name} prior"] = percent(found[name])
    shares = Shares(found, level=ALPHA)
    stands = shares.decided and min(found.values()) >= MOST
    verdict: Verdict = "consistent" if stands else "cannot be tested"
    reason = f"Does the change of {what} to {visit.lower()} differ between the doses? {shares.sentence()} "
    reason += "The cohorts are computed; none is a patient's data."
    return Ruling(verdict, reason, figures, judgment=True)
