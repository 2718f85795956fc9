"""Each claim of a study with its verdict, by the rule that its row names."""

import inspect
import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from itertools import combinations, permutations, product
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pandas as pd

from analysis.claims.evidence import findings_named
from analysis.claims.rules import agreement, cohorts, counts, crosscheck, design, levels, tests
from analysis.claims.verdict import ClaimVerdict, Ruling
from analysis.data import TABLES, MissingFindingError, Problem, Study

Rule = Callable[..., Ruling]
Row = Mapping[Hashable, str]
RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        agreement.told_by_both,
        agreement.both_hold,
        agreement.stayed_in_range,
        agreement.shown_by_markers,
        counts.adds_up,
        counts.counted_in_history,
        counts.excluded_by_zero_events,
        tests.within_reach,
        tests.decodable,
        tests.two_groups_possible,
        tests.compared_directly,
        cohorts.holds_in_cohorts,
        levels.change_of,
        levels.levels_printed,
        design.needs_control,
        design.agrees_with_aging,
        design.first_of_its_kind,
        design.fills_gap,
        design.safe_before,
        crosscheck.follows_signal,
    )
}
"""The functions that give verdicts, by the name that the table of claims uses."""


def judge(study: Study, claims: pd.DataFrame | None = None) -> tuple[ClaimVerdict, ...]:
    """Judge claims of a study by the rule that each row names.

    Pass a changed study (`Study.with_tables`) to see what a change does.

    Args:
        study: the study.
        claims: some rows of its table of claims, or others like them; all of its own where none are passed.

    Returns:
        One verdict per claim, in the order of the table.

    Raises:
        ValueError: a row that names no rule, or arguments that its rule does not take.

    Examples:
        >>> verdict = next(v for v in judge(Study.read()) if v.claim == "four-men-seven-women")
        >>> print(verdict.verdict, verdict.reason)
        adds up Men 4 + women 7 = 11, as printed.
    """
    table = study.claims if claims is None else claims
    return tuple(_judged(row, study) for row in table.to_dict("records"))


def check(study: Study) -> list[Problem]:
    """What in a study's table of claims no verdict could be computed from.

    Returns:
        One problem for each rule that does not exist, each argument that its rule does not take, and each
        word in an argument (a visit, a comparison, a parameter, a source) that the study does not know.

    Examples:
        >>> check(Study.read())
        []
    """
    return [
        Problem(TABLES["claims"].path, number, column, found, expected, "Correct the cell.")
        for number, row in enumerate(study.claims.to_dict("records"), start=2)
        for column, found, expected in _complaints(row, study)
    ]


def _judged(row: Row, study: Study) -> ClaimVerdict:
    for _, found, expected in _complaints(row, study):
        raise ValueError(f"claim {row['CLAIMID']}: found {found}; expected {expected}. Correct its row.")
    rule = RULES[row["VERDICT_BY"]]
    names = tuple(row["FINDINGS"].split())
    cited = findings_named(study, names)
    missing = [name for name in names if name not in {finding.name for finding in cited}]
    try:
        ruling = _untold(missing) if missing else rule(cited, study, **arguments(row))
    except MissingFindingError as lacking:
        ruling = Ruling("cannot be tested", str(lacking))
    return ClaimVerdict(
        claim=row["CLAIMID"],
        text=row["CLAIM"],
        kind=row["KIND"],
        verdict=ruling.verdict,
        by=rule.__name__,
        rule=(rule.__doc__ or "").partition("\n")[0],
        reason=ruling.reason,
        figures=ruling.figures,
        judgment=ruling.judgment,
        findings=names,
        sources=tuple(dict.fromkeys(finding.source for finding in cited)),
        references=ruling.references,
        conflicts=tuple(row["CONFLICTS"].split()),
        section=row["SECTION"],
    )


def _untold(missing: list[str]) -> Ruling:
    """No source tells what the claim leans on."""
    reason = f"The findings lack {', '.join(missing)}, on which the claim leans."
    return Ruling("cannot be tested", reason, {"findings that are missing": len(missing)})


def arguments(row: Row) -> dict[str, Any]:
    """The arguments of a row's rule; a list is a tuple in Python."""
    given = json.loads(row["ARGUMENTS"] or "{}")
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}


def _complaints(row: Row, study: Study) -> Iterator[tuple[str, str, str]]:
    """Why a row cannot be judged: the column, what was found there, and what was expected."""
    rule = RULES.get(row["VERDICT_BY"])
    if rule is None:
        yield "VERDICT_BY", repr(row["VERDICT_BY"]), "one of: " + ", ".join(RULES)
        return
    given, takes = arguments(row), _taken(rule)
    words = _words(study)
    for name, value in given.items():
        if name not in takes:
            yield "ARGUMENTS", repr(name), "arguments of the rule: " + (", ".join(takes) or "none")
        elif not _fits(value, get_type_hints(rule)[name]):
            yield "ARGUMENTS", f"{name} {value!r}", _in_words(get_type_hints(rule)[name])
        else:
            for word in value if isinstance(value, tuple) else (value,):
                if name in words and word not in words[name]:
                    yield "ARGUMENTS", f"{name} {word!r}", "one of: " + ", ".join(words[name])
    for name, parameter in takes.items():
        if parameter.default is parameter.empty and name not in given:
            yield "ARGUMENTS", f"no {name!r}", "every argument that the rule needs"


def _taken(rule: Rule) -> dict[str, inspect.Parameter]:
    """What a rule can be told by a row: its keyword-only arguments."""
    parameters = inspect.signature(rule).parameters
    return {name: each for name, each in parameters.items() if each.kind is each.KEYWORD_ONLY}


def _words(study: Study) -> dict[str, list[str]]:
    """The words that a study knows, by the arguments that use them."""
    parameters = study.parameters["PARAMCD"].tolist()
    visits, groups = [visit.name for visit in study.visits], study.table("groups")["GROUP"].tolist()
    sides = [*combinations(reversed(study.labels), 2), *combinations(reversed(visits), 2)]
    sides += [*permutations(groups, 2), *product(visits, groups)]
    return {
        "visit": [*visits, *(period.name for period in study.periods)],
        "comparison": [" v ".join(pair) for pair in sides],
        "marker": parameters,
        "markers": parameters,
        "entered": parameters,
        "references": study.sources["SOURCEID"].tolist(),
    }


def _fits(value: object, hint: Any) -> bool:
    if get_origin(hint) is tuple:
        return isinstance(value, tuple) and all(_fits(each, get_args(hint)[0]) for each in value)
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    return isinstance(value, int | float if hint is float else hint) and not isinstance(value, bool)


def _in_words(hint: Any) -> str:
    if get_origin(hint) is tuple:
        return f"a list, each {_in_words(get_args(hint)[0])}"
    if get_origin(hint) is Literal:
        return "one of: " + ", ".join(get_args(hint))
    return {str: "a text", int: "a whole number", float: "a number"}[hint]
