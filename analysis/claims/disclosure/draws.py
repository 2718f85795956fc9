"""What a sentence not yet told could say, drawn: studies with simulated rows in the place of the sentence.

A level comes from cohorts that do not use what the judged claim itself is told by. Where a choice that no
source reports decides what is drawn, each choice is drawn by itself under its name.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from math import exp, log, sqrt

import numpy as np

from analysis.claims.disclosure.items import Item, unstated_spreads
from analysis.claims.disclosure.simulated import Cells, level, printed, with_findings, without
from analysis.claims.evidence import Finding, findings_named, findings_on
from analysis.claims.judging import Row, arguments
from analysis.claims.rules.levels import LEVELS, LIMITS
from analysis.data import Study
from analysis.data.vocabulary import EVERYBODY
from analysis.reconstruction import (
    ASSUMPTIONS,
    Cell,
    ConflictError,
    Ensemble,
    Reading,
    cohorts,
    constrain,
    read_priors,
)
from analysis.reconstruction.assumptions import CENTRAL, relevant
from analysis.reconstruction.priors import BETWEEN, SHIFT
from analysis.reconstruction.sphere import Values, generator
from analysis.reported.sexes import SEXES
from analysis.reported.summary import READINGS

FEW = 12
"""Draws where each is judged by cohorts, which takes seconds."""
LIKE, AT_LIMIT = "people like those behind the limits", "people typically at the upper limit"
ANYBODY, ONE_SEX = "whoever came was measured", "a test of one sex was done in that sex alone"
ONE_KIT, SEVERAL = "one kit and run: nothing drifts", "several: the drift as assumed"
AS_TOLD = "central, with the ratio itself"
DEALT = "dealt at random from the totals"
IN_TURN = "one assumption after the other"
ANY = "every number alike likely"
_CENTRAL_95 = 1.96

Drawn = tuple[str, Study]
"""The name of what was assumed, and a study in which the sentence is told."""


def draws(item: Item, study: Study, row: Row, *, size: int, seed: int) -> Iterator[Drawn]:
    """Studies in which an item is told, as far as the rule of a claim reads it.

    Args:
        item: what is told.
        study: the study that does not tell it.
        row: of its table of claims.
        size: draws under each assumption; `FEW` at most where cohorts judge the claim.
        seed: a whole number from 0 up.

    Yields:
        What was assumed, with the study; nothing where the rule does not read the item, or where nothing of
        it can be drawn for this claim.
    """
    drawer = _DRAWERS.get((item.key, row["VERDICT_BY"]))
    if row["VERDICT_BY"] in item.rules and drawer is not None:
        yield from drawer(_Asked(item, study, row, size, seed))


@dataclass(frozen=True, slots=True)
class _Asked:
    """One item asked of one claim."""

    item: Item
    study: Study
    row: Row
    size: int
    seed: int

    @property
    def cited(self) -> tuple[Finding, ...]:
        return findings_named(self.study, self.row["FINDINGS"].split())

    @property
    def given(self) -> Mapping[str, object]:
        return arguments(self.row)

    @property
    def few(self) -> int:
        return min(self.size, FEW)

    @property
    def rng(self) -> np.random.Generator:
        return generator(self.seed, f"{self.item.key} {self.row['CLAIMID']}")

    @property
    def unsaid(self) -> Study:
        """The study without the sentences that the claim is told by; printed levels and sizes stay."""
        said = [f.name for f in self.cited if f.stat not in ("n", *LEVELS, *LIMITS)]
        return without(self.study, said)


def _spreads(asked: _Asked) -> Iterator[Drawn]:
    """Both meanings of ±, each once."""
    findings = asked.study.findings
    untold = findings["FINDINGID"].isin(unstated_spreads(asked.study))
    for kind in READINGS:
        told = findings.assign(SPREADKIND=findings["SPREADKIND"].mask(untold, kind))
        yield f"± is an {kind.upper()}", asked.study.with_tables(findings=told)


def _numbers_of_tests(asked: _Asked) -> Iterator[Drawn]:
    """Numbers of values behind the tests that a claim names, uniform from 1 up to all who can have one.

    Where at least some are said to be lost, at least one of the numbers is that much short.
    """
    study, rng = asked.study, asked.rng
    everybody = max((f.count for f in asked.cited if f.stat == "n"), default=0)
    lost = int(str(asked.given.get("lost", 0)))
    kinds = study.parameters.set_index("PARAMCD")
    tested = [f for f in asked.cited if f.direction or kinds.at[f.parameter, "KIND"] == "measurement"]
    own = {sex: next((f.count for f in asked.cited if f.parameter == code), 0) for sex, code in SEXES.items()}
    sexes = [str(kinds.at[f.parameter, "SEX"]) for f in tested]
    for assumed in (ONE_SEX, ANYBODY) if any(sexes) else (ANYBODY,):
        most = [own[sex] if sex and assumed == ONE_SEX else everybody for sex in sexes]
        found = 0
        while found < asked.size and all(most):
            numbers = [int(rng.integers(1, top + 1)) for top in most]
            if min(numbers) <= everybody - lost:
                found += 1
                yield assumed, with_findings(study, map(_number, tested, numbers))


def _number(finding: Finding, values: int) -> Cells:
    where = {"TRT01A": finding.arm, "AVISIT": finding.visit, "PARAMCD": finding.parameter}
    return where | {"STAT": "n", "VALUE": str(values)}


def _numbers_of_samples(asked: _Asked) -> Iterator[Drawn]:
    """Numbers of values in the cells that the study's reading names, uniform from 1 to all of the arm."""
    study, rng = asked.study, asked.rng
    reading = study.table("reading")
    tops = [study.sizes[arm] for arm in reading["TRT01A"]]
    for _ in range(asked.few if tops else 0):
        numbers = [str(int(rng.integers(1, top + 1))) for top in tops]
        yield ANY, study.with_tables(reading=reading.assign(SAMPLES=numbers))


def _kits(asked: _Asked) -> Iterator[Drawn]:
    """One kit in one run takes the drift between visits away, at most; several leave it as it is assumed."""
    priors = asked.study.priors
    still = priors["VALUE"].mask(priors["QUANTITY"] == SHIFT, "0")
    yield ONE_KIT, asked.study.with_tables(priors=priors.assign(VALUE=still))
    yield SEVERAL, asked.study


def _sexes(asked: _Asked) -> Iterator[Drawn]:
    """The men and women of each arm, dealt at random from the totals."""
    study, rng = asked.study, asked.rng
    totals = {
        code: int(study.need("count of each sex", PARAMCD=code, STAT="count")["VALUE"].iloc[0])
        for code in SEXES.values()
    }
    people = [code for code, count in totals.items() for _ in range(count)]
    for _ in range(asked.size):
        rng.shuffle(people)
        start, rows = 0, []
        for arm, size in study.sizes.items():
            dealt = people[start : start + size]
            start += size
            rows += [
                {"TRT01A": arm, "AVISIT": study.last.name, "PARAMCD": code, "STAT": "count"}
                | {"VALUE": str(dealt.count(code))}
                for code in totals
            ]
        yield DEALT, with_findings(study, rows)


def _levels_for_cohorts(asked: _Asked) -> Iterator[Drawn]:
    """Means with ± from cohorts without the claim's sentences, under one assumption after the other."""
    study, marker = asked.study, str(asked.given["marker"])
    if marker not in read_priors(study):
        return
    first, last = study.baseline.name, study.last.name
    cells = (
        [Cell(arm, first) for arm in asked.item.untold]
        if asked.item.key == "baseline"
        else [Cell(arm, last) for arm in study.sizes]
    )
    names = _assumptions(asked.unsaid, marker)
    kept = {name: _cohorts(asked.unsaid, marker, name, asked.few, asked.seed) for name in names}
    for number, name in enumerate(islice(cycle(names), asked.few)):
        drawn = kept[name]
        if drawn is not None and drawn.marker(marker).levels:
            rows = [_level(drawn, marker, cell, number) for cell in cells]
            yield IN_TURN, with_findings(study, rows)


def _ratios(asked: _Asked) -> Iterator[Drawn]:
    """The later level of a printed ratio, from cohorts without that ratio, under every assumption.

    How far a level may drift decides it; so cohorts that use the ratio are drawn too, as the other end.
    """
    ratio = asked.cited[0]
    if ratio.parameter not in read_priors(asked.study) or ratio.visit != asked.study.last.name:
        return
    cell = Cell(ratio.arm, ratio.visit)
    drawn = {
        name: _cohorts(asked.unsaid, ratio.parameter, name, asked.size, asked.seed)
        for name in _assumptions(asked.unsaid, ratio.parameter)
    }
    drawn[AS_TOLD] = _cohorts(asked.study, ratio.parameter, CENTRAL, asked.size, asked.seed)
    for name, each in drawn.items():
        if each is not None and each.marker(ratio.parameter).levels:
            for number in range(each.size):
                yield name, with_findings(asked.study, [_level(each, ratio.parameter, cell, number)])


def _levels_in_words(asked: _Asked) -> Iterator[Drawn]:
    """Levels of what a claim says to be normal; with the limits beside them where the item tells those.

    The people are drawn by the logarithm, as a marker's prior says that people vary, around the middle of the
    limits or around their upper end; cohorts without the claim's sentences say how much they then moved.
    """
    study, visit = asked.study, str(asked.given["visit"])
    told = {"baseline": study.baseline.name, "levels": study.last.name}.get(asked.item.key, visit)
    if visit != told:
        return
    measured = set(study.parameters.query("KIND == 'measurement'")["PARAMCD"])
    names = [str(code) for code in _several(asked.given["markers"]) if code in measured]
    limits = {code: findings_on(study, PARAMCD=code, AVISIT=visit, STAT=LIMITS) for code in names}
    for assumed in (LIKE, AT_LIMIT):
        columns = {code: _levels(asked, code, visit, limits[code], assumed) for code in names}
        for number in range(asked.size):
            rows = [each for code in names for each in columns[code](number)]
            yield assumed, with_findings(study, rows)


def _levels(
    asked: _Asked, code: str, visit: str, limits: Sequence[Finding], assumed: str
) -> Callable[[int], list[Cells]]:
    """What gives the rows of one marker by the number of a draw."""
    study = asked.study
    spread = _variation(study, code)
    low, high = _ends(limits, spread)
    middle = high if assumed == AT_LIMIT else sqrt(low * high)
    own = log(high / low) / (2 * _CENTRAL_95)
    rng = generator(asked.seed, f"{asked.row['CLAIMID']} {code} {assumed}")
    groups = study.sizes if code in study.markers else {EVERYBODY: study.people}
    groups = {arm: n for arm, n in groups.items() if asked.item.key != "baseline" or arm in asked.item.untold}
    moved = {arm: _moved(asked, code, arm, visit) for arm in groups}
    began = {
        arm: middle * np.exp(rng.normal(0, own, (asked.size, n))).mean(axis=1) for arm, n in groups.items()
    }
    here = {"PARAMCD": code, "TRT01A": EVERYBODY, "AVISIT": visit, "STAT": "range"}
    told = asked.item.key == "limits" and not limits
    beside: list[Cells] = [here | {"VALUE": f"{printed(low)}-{printed(high)}"}] if told else []

    def rows(number: int) -> list[Cells]:
        means = {arm: float(began[arm][number] * moved[arm][number]) for arm in groups}
        return [*(level(code, arm, visit, mean) for arm, mean in means.items()), *beside]

    return rows


def _ends(limits: Sequence[Finding], spread: float) -> tuple[float, float]:
    """The limits between which 95 of 100 people lie: the printed ones, or those around 100 of a unit."""
    width = exp(2 * _CENTRAL_95 * spread)
    for found in limits:
        if found.stat == "range":
            low, high = (float(end) for end in found.value.split("-"))
            return low, high
        if found.number is not None:
            above = found.value.startswith(">")
            return (found.number, found.number * width) if above else (found.number / width, found.number)
    return 100 / sqrt(width), 100 * sqrt(width)


def _moved(asked: _Asked, code: str, arm: str, visit: str) -> Values:
    """The mean at a visit as a multiple of the same people's at baseline; 1 where no cohort is drawn."""
    study = asked.study
    still = np.ones(asked.size)
    if visit == study.baseline.name or code not in read_priors(study):
        return still
    drawn = _cohorts(asked.unsaid, code, CENTRAL, asked.size, asked.seed)
    if drawn is None or visit not in drawn.marker(code).visits:
        return still
    arms = list(study.sizes) if arm == EVERYBODY else [arm]
    later, before = (
        np.nanmean(np.concatenate([drawn.values(code, each, when) for each in arms], axis=1), axis=1)
        for when in (visit, study.baseline.name)
    )
    return np.asarray(later / before)


def _variation(study: Study, code: str) -> float:
    """The standard deviation of single values on the log scale; between people alone where no prior is."""
    known = read_priors(study)
    if code in known:
        return known[code].sd
    general = study.priors.query("PARAMCD == '' and QUANTITY == @BETWEEN", local_dict={"BETWEEN": BETWEEN})
    share = float(general["VALUE"].iloc[0]) / 100 if len(general) else 0.2
    return sqrt(np.log1p(share**2))


def _assumptions(study: Study, marker: str) -> list[str]:
    return relevant(ASSUMPTIONS, folds=bool(constrain(study, [marker]).markers[0].folds))


def _cohorts(study: Study, marker: str, name: str, size: int, seed: int) -> Ensemble | None:
    """Cohorts of a marker under one assumption; None where there are none."""
    assumption = ASSUMPTIONS[name]
    priors = {marker: assumption.prior(read_priors(study)[marker])}
    reading = assumption.reading(Reading.of(study))
    try:
        constraints = constrain(study, [marker], reading=reading, priors=priors)
        return cohorts(constraints, size=size, seed=seed)
    except ConflictError:
        return None


def _level(drawn: Ensemble, marker: str, cell: Cell, number: int) -> Cells:
    """The mean ± of one cell of one cohort, in the printed unit and with ± as the cohorts read it."""
    unit = float(np.nanmean(drawn.printed[marker][number] / drawn.relative[marker][number]))
    values = drawn.values(marker, *cell)[number]
    own = values[~np.isnan(values)] * unit
    sem = sqrt(len(own)) if drawn.constraints.reading.spread_is == "sem" else 1.0
    spread = float(own.std(ddof=1)) / sem if len(own) > 1 else None
    return level(marker, cell.arm, cell.visit, float(own.mean()), spread)


def _several(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


_DRAWERS: dict[tuple[str, str], Callable[[_Asked], Iterator[Drawn]]] = {
    ("spread", "two_groups_possible"): _spreads,
    ("spread", "holds_in_cohorts"): _spreads,
    ("counts", "within_reach"): _numbers_of_tests,
    ("counts", "holds_in_cohorts"): _numbers_of_samples,
    ("baseline", "levels_printed"): _levels_in_words,
    ("baseline", "holds_in_cohorts"): _levels_for_cohorts,
    ("sex", "within_reach"): _sexes,
    ("kit", "holds_in_cohorts"): _kits,
    ("levels", "levels_printed"): _levels_in_words,
    ("levels", "change_of"): _ratios,
    ("levels", "holds_in_cohorts"): _levels_for_cohorts,
    ("limits", "levels_printed"): _levels_in_words,
}
"""What draws an item for a rule that reads it."""
