"""Verdicts on what a test could show, and on what a printed p can stand for."""

from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Literal

from analysis.audit import audited, comparisons
from analysis.audit.two_samples.two_groups import SMALLEST
from analysis.claims.evidence import FLAT, Finding, findings_on
from analysis.claims.rules.levels import LEVELS
from analysis.claims.verdict import Figures, Ruling, Verdict, either_reading
from analysis.claims.words import arm, inside, listed, parameter
from analysis.claims.words import comparison as in_words
from analysis.data import Study
from analysis.inference import floors
from analysis.inference.checks import Design
from analysis.inference.pvalues import Method
from analysis.inference.wording import number
from analysis.reported import PrintedPvalue, decode
from analysis.reported.conventions import WITHOUT_TIES, Test
from analysis.reported.decoding import PVALUE_READINGS
from analysis.reported.sexes import SEXES, possible_in_arm

ALPHA = 0.05
GROUP, MEASUREMENT = "group of measurements", "measurement"
_LOOSER = {"truncated": "digits are cut off", "one-sided": "p is one-sided"}
_NAMED: dict[Test, str] = {"signed-rank": "Wilcoxon signed-rank", "rank-sum": "Mann-Whitney"}


def within_reach(
    cited: Sequence[Finding],
    study: Study,
    *,
    says: Literal["significant", "no difference"],
    lost: int = 0,
    or_as: str = "",
) -> Ruling:
    """A change can be called significant, or its absence informative, only where the floor is 0.05 or less.

    The floor is the smallest p of the signed-rank test over the exact and both approximate methods. Unless a
    finding names that test, it is the one read here. A test of one sex has the pairs of that sex, as many as
    the group can hold; where the number of a marker's values is printed, it has that many. The marker with
    the fewest decides. What is told of a group of measurements holds for those of its system that are cited
    and only named.

    Args:
        cited: what is told of each marker, one count of subjects, and the counts of men and women where a
            marker is of one sex.
        study: whose claim it is.
        says: what the claim says of every marker.
        lost: subjects without a value at one of the visits, at least.
        or_as: another reading that the claim allows and that lets all findings stand; empty for none.
    """
    told = [finding for finding in cited if finding.direction]
    everybody = max((finding.count for finding in cited if finding.stat == "n"), default=0)
    if everybody - lost < 1 or not told:
        return Ruling("cannot be tested", "No number of subjects, or no direction, is printed.")
    other = [f for f in told if (f.significance if says == "significant" else f.direction) not in _SAYS[says]]
    groups = _by_pairs(told, cited, study, everybody, lost)
    pairs = min(groups, default=everybody - lost)
    smallest = _floor(pairs, "exact", "normal", "normal-cc")
    figures: Figures = {
        "markers": len(told),
        "pairs": pairs,
        "exact floor": _floor(pairs, "exact"),
        "smallest floor": smallest,
    }
    if other:
        reason = f"The claim says {says}; of {other[0].label} is told: {other[0].told}."
        found = Ruling("contradicted by the source itself", reason, figures, judgment=says in FLAT)
        return either_reading(found, or_as)
    if not groups:
        return Ruling("cannot be tested", "A marker is of one sex, and no number of its subjects is cited.")
    named = all(finding.test == _NAMED["signed-rank"] for finding in told)
    unsaid = (
        "" if len(groups) == 1 else " Who was measured is not told: tests of one sex have its pairs here."
    )
    if smallest <= ALPHA:
        free = " Not to find a difference is not yet to show that there is none." if says in FLAT else ""
        reason = f"{_paired(pairs, lost)} could show a difference: the signed-rank test can reach "
        reason += f"{_least(pairs)}.{unsaid}{free}"
        return Ruling("consistent", reason, figures, judgment=not named or len(groups) > 1)
    verdict: Verdict = "inconsistent" if says == "significant" and named else "cannot be tested"
    few = f" for {listed(groups[pairs])}" if len(groups) > 1 else ""
    reason = f"{_paired(pairs, lost)}{few} could not show a difference: the signed-rank test reaches at best "
    reason += f"{_least(pairs)}."
    rest = [f"{n} pairs for {listed(names)}" for n, names in groups.items() if _floor(n, "exact") <= ALPHA]
    reason += f" {listed(rest)} could.{unsaid}" if rest else unsaid
    return Ruling(verdict, reason, figures, judgment=not named or len(groups) > 1)


def _by_pairs(
    told: Sequence[Finding], cited: Sequence[Finding], study: Study, everybody: int, lost: int
) -> dict[int, list[str]]:
    """The markers by their pairs, at most; empty where no number of a marker's sex is cited."""
    parameters = study.parameters.set_index("PARAMCD")
    sex, system, kind = (parameters[column] for column in ("SEX", "SYSTEM", "KIND"))
    grouped = {f.parameter: system[f.parameter] for f in told if kind.get(f.parameter) == GROUP}
    within = [f for f in cited if not f.direction and kind.get(f.parameter) == MEASUREMENT]
    members = [f for f in within if system[f.parameter] in grouped.values()]
    split = {system[f.parameter] for f in members}
    counts = {name: f.count for name, code in SEXES.items() for f in cited if f.parameter == code}
    numbers: dict[tuple[str, str], int] = {}
    for printed in findings_on(study, STAT="n"):
        where = printed.parameter, printed.arm
        numbers[where] = min(printed.count, numbers.get(where, printed.count))
    groups: dict[int, list[str]] = {}
    for finding in (*told, *members):
        rest = "other " if grouped.get(finding.parameter) in split else ""
        if (valued := numbers.get((finding.parameter, finding.arm))) is not None:
            groups.setdefault(valued, []).append(rest + finding.what)
            continue
        whose = str(sex.get(finding.parameter, ""))
        if whose and (set(counts) != set(SEXES) or not counts[whose]):
            return {}
        most = everybody
        if whose:
            others = max(sum(counts.values()) - counts[whose], everybody - counts[whose])
            most = possible_in_arm(everybody, own=counts[whose], other=others)[-1]
        groups.setdefault(min(most, everybody - lost), []).append(rest + finding.what)
    return groups


@cache
def _floor(pairs: int, *methods: Method) -> float:
    return float(floors([pairs], methods=list(methods))["floor"].min())


def _least(pairs: int) -> str:
    exact, smallest = _floor(pairs, "exact"), _floor(pairs, "exact", "normal", "normal-cc")
    return f"p = {number(exact)}" + (f" (or {number(smallest)}, approximately)" if smallest < exact else "")


def _paired(pairs: int, lost: int) -> str:
    return f"{pairs} pairs ({f'at least {lost} lost' if lost else 'if all were measured'})"


_SAYS = {"significant": ("significant",), "no difference": FLAT}


def decodable(cited: Sequence[Finding], study: Study, *, tests: tuple[Test, ...]) -> Ruling:
    """A printed p of a rank test must be one that some number of subjects and some method can give.

    Args:
        cited: the printed p, then the numbers enrolled in the arms it compares.
        study: whose claim it is.
        tests: the tests considered.
    """
    p, *counts = cited
    first, second = (count.count for count in counts)
    if min(first, second) < SMALLEST:
        return Ruling("cannot be tested", f"Fewer than {SMALLEST} subjects are printed for an arm.")
    pairs, others = (range(SMALLEST, n + 1) for n in (first, second))
    designs: list[Design] = [*product(pairs, others), *pairs]
    strict = decode(p.value, sizes=designs, tests=tests, conventions=WITHOUT_TIES)
    figures: Figures = {
        "printed": p.value,
        "designs and methods": strict.considered,
        "statistics that print so": len(strict.fits),
    }
    if strict.fits:
        full = [fit for fit in strict.fits if fit.sizes in ((first, second), (first,))]
        at_full = f"At full size: {full[0].sentence()}" if full else "None of them has the full size."
        over = f"{strict.considered} combinations of sizes and method"
        reason = f"A rank test can give p = {p.value} in {len(strict.fits)} ways over {over}. {at_full}"
        reason += _also_of_pairs(study, p, counts)
        return Ruling("consistent", reason, figures)
    looser = decode(p.value, sizes=designs, tests=tests, also=PVALUE_READINGS)
    if looser.fits:
        ways = dict.fromkeys(_LOOSER.get(fit.reading, "values tie") for fit in looser.fits)
        reason = f"{p.value} fits only when {' or '.join(ways)}. For example: {looser.fits[0].sentence()}"
        return Ruling("consistent", reason, figures)
    if not looser.all_ties:
        reason = f"Without ties no statistic prints as {p.value}. {looser.ties}"
        return Ruling("cannot be tested", reason, figures)
    named = p.test in {_NAMED[test] for test in tests}
    rest = "" if named else " The test is not named, so another remains possible."
    reason = f"No statistic of {strict.considered} designs and methods prints as {p.value}.{rest}"
    return Ruling("inconsistent" if named else "cannot be tested", reason, figures)


def _also_of_pairs(study: Study, p: Finding, counts: Sequence[Finding]) -> str:
    """Say where a p told of two arms is also the smallest that one arm against itself can give."""
    smallest = {f.label: (f.count, _floor(f.count, "normal")) for f in counts}
    same = {label: found for label, found in smallest.items() if PrintedPvalue(p.value).fits(found[1])}
    return "".join(
        f" By grammar the p is of {in_words(study, p.comparison)}; it is also the smallest that a "
        f"signed-rank test of {pairs} pairs against baseline gives by approximation ({number(floor)})."
        for pairs, floor in same.values()
    )


def two_groups_possible(cited: Sequence[Finding], study: Study) -> Ruling:
    """Printed means, spreads and p must hold together under at least one reading of sizes, ± and method.

    Args:
        cited: means and p-values of one visit, and the numbers enrolled.
        study: whose claim it is.
    """
    names = {finding.name for finding in cited}
    enrolled = {f.arm: f.count for f in cited if f.stat == "n"}
    p = next((finding for finding in cited if finding.stat == "p"), None)
    if p is None or any(enrolled.get(arm, 0) < SMALLEST for arm in p.comparison.split(" v ")):
        return Ruling("cannot be tested", f"Fewer than {SMALLEST} subjects are printed for an arm.")
    found = [each for each in comparisons(study, visit=p.visit) if names.issuperset(each.findings)]
    figures: Figures = {}
    for comparison in found:
        audit = audited(comparison, minimum=0)
        open_ = sum(reading.verdict != "impossible" for reading in audit.readings)
        agree = sum(test.agrees for test in audit.t_tests)
        name = parameter(study, comparison.marker)
        figures[name] = f"{open_} of {len(audit.readings)} rank readings, {agree} t-tests"
        if not open_ and not agree:
            reason = f"No reading of sizes, ± and method lets the numbers of {name} hold together."
            return Ruling("inconsistent", reason, figures)
    significant = [c.marker for c in found if PrintedPvalue(c.pvalue).range[0] < ALPHA]
    if not found or len(significant) < len(found):
        return Ruling("cannot be tested", "Not every comparison is printed with a p below 0.05.", figures)
    stated = all(len(comparison.spreads) == 1 for comparison in found)
    doubted = "number of samples" if stated else "reading of ± and of the number of samples"
    reason = (
        f"The arms differ with p below {ALPHA:g} in {listed(list(figures))}, and the means, ± and p of "
        f"each can hold together, though not under every {doubted}."
        f"{_levels_only(study, [c.marker for c in found], p.comparison)}"
    )
    return Ruling("consistent", reason, figures)


def compared_directly(
    cited: Sequence[Finding],
    study: Study,
    *,
    markers: tuple[str, ...],
    visit: str,
    comparison: str,
    shows: Literal["difference", "no difference"] = "difference",
) -> Ruling:
    """A difference between groups or visits needs a printed p of that very comparison for every marker.

    Args:
        cited: the findings that the claim leans on.
        study: whose claim it is.
        markers: what must be compared.
        visit: at which visit.
        comparison: the comparison, as in COMPARISON.
        shows: what the comparison is claimed to show.
    """
    printed: dict[str, str] = {}
    for marker in markers:
        for finding in findings_on(study, PARAMCD=marker, AVISIT=visit, STAT="p"):
            if finding.comparison == comparison:
                printed[marker] = finding.value
    figures: Figures = {
        "compared": comparison,
        "markers": len(markers),
        "with a printed p": len(printed),
        **{parameter(study, marker): value for marker, value in printed.items()},
    }
    compared = in_words(study, comparison)
    if len(printed) < len(markers):
        lacking = listed([parameter(study, marker) for marker in markers if marker not in printed])
        reason = f"It needs the comparison of {compared}; no p of that is printed for {lacking}."
        return Ruling("cannot be tested", reason, figures)
    small = [PrintedPvalue(value).range[0] < ALPHA for value in printed.values()]
    told = "; ".join(
        f"{parameter(study, marker)}, {PrintedPvalue(value).words}" for marker, value in printed.items()
    )
    if all(small) if shows == "difference" else not any(small):
        reason = f"The comparison of {compared} is printed: {told}."
        if shows == "difference":
            reason += _levels_only(study, markers, comparison)
        return Ruling("consistent", reason, figures)
    return Ruling("contradicted by the source itself", f"The claim says {shows}; printed is {told}.", figures)


def _levels_only(study: Study, markers: Sequence[str], comparison: str) -> str:
    """Say of a comparison of levels of arms that it is one, and of which arm no baseline level is printed."""
    arms = [code for code in comparison.split(" v ") if arm(study, code)]
    if all(marker.endswith("CHG") for marker in markers):
        return ""
    begun = findings_on(study, PARAMCD=markers, AVISIT=study.baseline.name, STAT=LEVELS)
    unknown = [arm(study, code) for code in arms if code not in {finding.arm for finding in begun}]
    adjectives = [label.replace(" ", "-") for label in unknown]
    lacking = f"; no {listed(adjectives)} {inside(study.baseline.name)} is printed" if unknown else ""
    return f" Levels, not changes, are compared{lacking}." if arms else ""
