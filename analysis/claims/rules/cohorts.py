"""Verdicts from cohorts that agree with everything printed: does a conclusion hold in nearly all of them?"""

from collections.abc import Sequence

from analysis.claims.evidence import Finding
from analysis.claims.verdict import Figures, Ruling, Verdict
from analysis.claims.words import comparison, inside, parameter
from analysis.data import Study
from analysis.inference.wording import percent
from analysis.reconstruction import dose_by_time_under_assumptions
from analysis.reconstruction.contrasts import SCALES
from analysis.reconstruction.shares import compared

SIZE, SEED = 400, 2025
MOST = 0.95
"""The share of cohorts, under every assumption, in which a conclusion that stands must hold."""


def holds_in_cohorts(cited: Sequence[Finding], study: Study, *, marker: str, visit: str) -> Ruling:
    """That changes differ between the arms must hold in 95% of compatible cohorts, whatever is assumed.

    Cohorts are computed to agree with all findings on the marker, under every assumption of the one list; in
    each the dose-by-time contrast is tested by exact permutation, of differences and of ratios. No cohort is
    anyone's data.

    Args:
        cited: the findings that the claim leans on.
        study: whose claim it is.
        marker: the marker, as in PARAMCD.
        visit: the later visit of the change from baseline.
    """
    what = parameter(study, marker)
    tested = dose_by_time_under_assumptions(
        study,
        marker,
        visit=visit,
        size=SIZE,
        seed=SEED,
    )
    shares = {scale: tested.share(scale) for scale in SCALES}
    figures: Figures = {"cohorts under each assumption": SIZE, "seed": SEED}
    figures |= {
        f"share, {scale}s": f"{percent(share.least)} to {percent(share.most)}"
        for scale, share in shares.items()
        if share.alone
    }
    if refused := shares["difference"].refused:
        reason = f"Under “{refused[0]}” hardly any cohort agrees with what is told of {what}."
        return Ruling("cannot be tested", reason, figures, judgment=True)
    stands = min(share.least for share in shares.values()) >= MOST
    verdict: Verdict = "consistent" if stands else "cannot be tested"
    reason = (
        f"Of the change of {what} to {inside(visit)}, {comparison(study, study.between)}: "
        f"{compared(shares)}; the rule asks for {100 * MOST:.0f} % under every assumption. The cohorts are "
        "computed; none is a patient's data."
    )
    return Ruling(verdict, reason, figures, judgment=True)
