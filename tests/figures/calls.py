"""How each figure is asked of any study, and what becomes of it: drawn, or what is missing.

Where a page chooses (a marker, a visit, findings), the first that the study has is taken. The answers are
committed beside this module; ``python -m tests.figures.calls > tests/figures/drawn.csv`` renews them.
"""

import csv
import sys
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import altair as alt

from analysis import claims, data, figures, reconstruction, reported
from analysis.data import Study
from analysis.figures import Explorer
from analysis.reconstruction import Ensemble, Reading

SIZE, SEED = 40, 7

STUDIES = {
    "book": Study.read(),
    "mpc_2017": Study.read(data.find() / "examples" / "mpc_2017"),
    "rebamipide_2016": Study.read(data.find() / "examples" / "rebamipide_2016"),
}

Call = Callable[[Study], Any]


def with_prior(study: Study) -> list[str]:
    """The measurements that have a prior, markers first; without one all markers, which a figure refuses."""
    known = set(study.priors["PARAMCD"])
    measured = study.parameters.query("KIND == 'measurement'")["PARAMCD"]
    return [code for code in dict.fromkeys((*study.markers, *measured)) if code in known] or [*study.markers]


def levels(study: Study) -> list[str]:
    """The parameters with a printed mean and ± of each arm after the first visit, markers first."""
    table = study.need("mean of each arm at a later visit", STAT="mean", TRT01A=list(study.sizes))
    table = table[(table["SPREAD"] != "") & (table["AVISIT"] != study.baseline.name)]
    arms = table.groupby("PARAMCD")["TRT01A"].nunique()
    codes = [code for code in table["PARAMCD"].unique() if arms[code] == len(study.sizes)]
    return sorted(codes, key=lambda code: code not in study.markers)


def last_level(study: Study) -> str:
    """The last visit at which such a mean is printed of the first of them."""
    table = study.where(STAT="mean", PARAMCD=levels(study)[0], TRT01A=list(study.sizes))
    return max(table["AVISIT"], key=lambda name: study.visit(name).number)


def between(study: Study) -> list[str]:
    """A finding of each parameter that prints a p between the arms after the first visit."""
    rows = study.need("p between the arms", STAT="p", TRT01A=study.between)
    return list(rows[rows["AVISIT"] != study.baseline.name].drop_duplicates("PARAMCD")["FINDINGID"])


@cache
def cohorts(study: Study) -> Ensemble:
    """Cohorts of the first marker that has a prior."""
    asked = reconstruction.constrain(study, with_prior(study)[:1])
    return reconstruction.cohorts(asked, size=SIZE, seed=SEED)


def background_risk(study: Study) -> Explorer:
    """With ages that agree with what is printed of them."""
    ages = reconstruction.printed_ages(study, older=1, limit=60, seed=SEED, proposals=2**14)
    return figures.background_risk(study, ages, men=study.people // 2)


def change_bands(study: Study) -> alt.LayerChart:
    """The changes of the later arm to the last visit of its marker."""
    ensemble = cohorts(study)
    first, *_, last = ensemble.constraints.markers[0].visits
    arm = study.arms[-1].code
    return figures.change_bands(study, {"drawn": ensemble}, arm=arm, before=first, after=last)


def dose_by_time(study: Study) -> Explorer:
    """Of the first marker with a prior, no baseline lost."""
    return figures.dose_by_time(
        study,
        with_prior(study)[:1],
        visit=study.last.name,
        arm=study.arms[0].code,
        lost=(0,),
        size=SIZE,
        seed=SEED,
    )


def multiverse(study: Study) -> alt.VConcatChart:
    """Few choices, of the first marker with a prior."""
    arm, code = study.arms[0], with_prior(study)[:1]
    visit = last_level(study)
    own = Reading.of(study).samples
    samples = own.get(reconstruction.Cell(arm.code, visit), arm.size)
    lost = arm.size - own.get(reconstruction.Cell(arm.code, study.baseline.name), arm.size)
    choices = figures.dose_choices(
        study, arm=arm.code, visit=visit, samples=(samples,), lost=(lost,), markers=1
    )
    every = reconstruction.multiverse(
        study, code, choices.offered, arm=arm.code, visit=visit, size=SIZE, seed=SEED
    )
    return figures.multiverse(every, choices)


def outcomes(study: Study) -> alt.LayerChart:
    """The count of people of each arm or of all that is printed first."""
    rows = study.need("count of people", STAT="count")
    return figures.outcomes(study, printed={study.short(rows["PARAMCD"].iloc[0]): rows["PARAMCD"].iloc[0]})


def paired_trajectories(study: Study) -> alt.VConcatChart:
    """The first two parameters of single people; codes of relative values end in REL."""
    single = study.table("adlb")["PARAMCD"].str.removesuffix("REL")
    codes = [*single.unique(), *study.markers]
    return figures.paired_trajectories(study, first=codes[0], second=codes[1])


def estimation(study: Study) -> Explorer:
    """The markers of single people at the last visit."""
    single = set(study.table("adlb")["PARAMCD"])
    codes = [code for code in study.markers if code in single] or list(study.markers)
    return figures.estimation(study, codes, visit=study.last.name)


def possible_values(study: Study) -> Explorer:
    """The first parameter with a printed level, as its study reads it."""
    codes = [code for code in levels(study) if code in with_prior(study)] or levels(study)
    return figures.possible_values(
        study, codes[:1], {"own": Reading.of(study)}, visit=last_level(study), size=SIZE, seed=SEED
    )


def false_positives(study: Study) -> Explorer:
    """The printed p-values as if each were of all people in pairs, one of them called significant."""
    printed = study.need("p-value", STAT="p")["FINDINGID"]
    family = reported.Family((study.people,) * len(printed), 1, " ".join("findings:" + printed))
    return figures.false_positives(study, {"printed": family})


def typed_audit(_: Study) -> alt.Chart | alt.LayerChart | alt.VConcatChart:
    """What its fields start with; only a kernel computes more."""
    typed = figures.typed_audit()
    return typed.chart({control.name: control.default for control in typed.controls})


def verdicts(study: Study) -> alt.LayerChart:
    """Of all claims but those that a long search over data sets judges."""
    quick = study.claims[study.claims["VERDICT_BY"] != "two_groups_possible"]
    return figures.verdicts(study, claims.judge(study, quick), by="kind")


CALLS: dict[str, Call] = {
    "adjusted_floors": lambda study: figures.adjusted_floors({f"{n} pairs": n for n in study.sizes.values()}),
    "adjusted_pvalues": lambda study: figures.adjusted_pvalues(study, between(study)[:3]),
    "arm_sizes": lambda _: figures.arm_sizes(),
    "assay_limits": lambda study: figures.assay_limits(study, limits=("pubmed17392576", "pubmed24128872")),
    "attainable_pvalues": lambda study: figures.attainable_pvalues(study.sizes),
    "attained_levels": lambda study: figures.attained_levels(study.sizes),
    "background_risk": background_risk,
    "causes": figures.causes,
    "cells_per_kilogram": figures.cells_per_kilogram,
    "change_bands": change_bands,
    "components": lambda study: figures.components(study, with_prior(study)[:2], arm=study.arms[-1].code),
    "consistency": lambda study: figures.consistency(study, visit=last_level(study), minimum=0),
    "coverage": figures.coverage,
    "detection": figures.detection,
    "directions": figures.directions,
    "directions_with_age": lambda study: figures.directions_with_age(study, arm=study.arms[-1].code),
    "disclosure": figures.disclosure,
    "dose_by_time": dose_by_time,
    "equivalence": lambda study: figures.equivalence(figures.designs(study.sizes)),
    "esr": figures.esr,
    "estimation": estimation,
    "evidence": figures.evidence,
    "expected_changes": figures.expected_changes,
    "exposure": figures.exposure,
    "false_positives": false_positives,
    "floors": lambda study: figures.floors(figures.designs(study.sizes)),
    "flow": figures.flow,
    "frailty": figures.frailty,
    "hidden_bias": figures.hidden_bias,
    "insulin": lambda _: figures.insulin(),
    "known_truth": lambda _: figures.known_truth(seed=SEED),
    "laboratory": figures.laboratory,
    "lung": figures.lung,
    "mean_bands": lambda study: figures.mean_bands(study, {"drawn": cohorts(study)}),
    "mechanisms": figures.mechanisms,
    "medical_history": figures.medical_history,
    "minimal_detectable_change": figures.minimal_detectable_change,
    "multiverse": multiverse,
    "no_control": lambda study: figures.no_control(study.arms),
    "oldest_ages": figures.oldest_ages,
    "outcomes": outcomes,
    "paired_trajectories": paired_trajectories,
    "possible_values": possible_values,
    "printed_levels": lambda study: figures.printed_levels(study, marker=levels(study)[0]),
    "printed_pvalues": lambda study: figures.printed_pvalues(study, reported.printed_pvalues(study)),
    "pvalue_decoding": lambda _: figures.pvalue_decoding(),
    "rank_orders": lambda study: figures.rank_orders(study, statistic=2),
    "readings": lambda study: figures.readings(study, visit=last_level(study)),
    "reference_change": lambda study: figures.reference_change(study, with_prior(study)),
    "regression_to_mean": lambda study: figures.regression_to_mean(
        study, with_prior(study), arm=study.arms[-1].code
    ),
    "relabelings": lambda _: figures.relabelings({"all": ((1, 2, 3), (4, 5, 6))}, shown="all"),
    "reviews": figures.reviews,
    "same_mean_sd": lambda _: figures.same_mean_sd(mean=30, sd=28),
    "split_differences": lambda study: figures.split_differences(study.sizes, age=60, most=2),
    "split_floors": lambda study: figures.split_floors(study.sizes, age=60, most=5),
    "split_powers": lambda study: figures.split_powers(study.sizes),
    "spreads": figures.spreads,
    "tally": figures.tally,
    "timeline": figures.timeline,
    "tipping": lambda study: figures.tipping(study, levels(study)[0], visit=last_level(study)),
    "trajectories": lambda study: figures.trajectories(
        study, with_prior(study)[:1], {"own": Reading.of(study)}, size=SIZE, seed=SEED
    ),
    "typed_audit": typed_audit,
    "upper_limits": lambda study: figures.upper_limits(study.sizes),
    "verdicts": verdicts,
}

NOT_FIGURES = {
    "tables of a figure's rows": (
        "disclosure_rows",
        "floors_rows",
        "frailty_rows",
        "hidden_bias_rows",
        "oldest_ages_rows",
        "outcomes_rows",
        "readings_rows",
        "split_floors_rows",
    ),
    "chances that a table is made of": ("filtration", "positive_control"),
    "numbers for sentences": (
        "agreement_with_age",
        "hidden_changes",
        "mean_changes",
        "reference_change_limits",
        "regression_bounds",
    ),
    "designs and choices that a figure is given": ("designs", "dose_choices"),
    "what makes a chart public": ("publish", "traces"),
}

NEEDS_LITTLE = (
    *(
        "adjusted_floors",
        "adjusted_pvalues",
        "arm_sizes",
        "attainable_pvalues",
        "attained_levels",
        "coverage",
    ),
    *("detection", "directions", "equivalence", "evidence", "exposure", "false_positives", "floors", "flow"),
    *("hidden_bias", "insulin", "laboratory", "no_control", "outcomes", "printed_levels", "printed_pvalues"),
    *("pvalue_decoding", "rank_orders", "relabelings", "same_mean_sd", "split_differences", "split_floors"),
    *("split_powers", "tally", "timeline", "typed_audit", "upper_limits", "verdicts"),
)
"""Figures that need arms, sizes, visits, counts, levels, p-values or statements, or no study at all."""

DRAWN = "drawn"


def drawn(figure: str, study: Study) -> dict[str, Any]:
    """The published specification of a figure, of an explorer that of its static life."""
    made = CALLS[figure](study)
    chart = made.static() if isinstance(made, Explorer) else made
    spec: dict[str, Any] = chart.to_dict()
    return spec


def said(error: Exception) -> str:
    """What an error says is missing, without its advice."""
    return str(error).partition(" (its findings")[0].partition(". ")[0].rstrip(".")


def outcomes_of_all() -> Iterator[tuple[str, str, str]]:
    """Figure, study, and `DRAWN` or what is missing."""
    for figure in CALLS:
        for name, study in STUDIES.items():
            try:
                drawn(figure, study)
            except (data.MissingFindingError, ValueError) as error:
                yield figure, name, said(error)
            else:
                yield figure, name, DRAWN


if __name__ == "__main__":
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("FIGURE", "STUDY", "OUTCOME"))
    table.writerows(outcomes_of_all())
