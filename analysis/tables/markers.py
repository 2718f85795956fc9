"""What is told of markers, and what stands behind a printed p of theirs."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from analysis import reported
from analysis.claims.voices import voice
from analysis.data import Study
from analysis.tables.table import Table

_NONE: Mapping[str, str] = MappingProxyType({})


def evidence(study: Study, *, second_readings: Mapping[str, str] = _NONE) -> Table:
    """Every finding on a marker at a visit, with its p decoded where one is printed.

    Args:
        study: whose findings they are.
        second_readings: finding id to the comparison that its sentence also allows.

    Raises:
        MissingFindingError: nothing is told of a marker at a visit.

    Examples:
        >>> evidence(Study.read()).filters
        ('marker', 'arm', 'visit')
    """
    return Table(
        reported.evidence(study, second_readings=second_readings),
        headings={
            "marker": "Marker",
            "arm": "Arm",
            "visit": "Visit",
            "told": "Told",
            "printed": "Printed p",
            "decoded": "Decoded",
            "floor": "Floor",
            "source": "Source",
        },
        title="Findings on markers, with their p decoded",
        basis="published",
        study=study,
        filters=("marker", "arm", "visit"),
        added="statistics and floors computed from the design",
    )


def printed_floors(study: Study, *, second_readings: Mapping[str, str] = _NONE) -> Table:
    """Every printed p of a marker beside the smallest p that its likely test can give, without ties.

    Args:
        study: whose reports print them.
        second_readings: finding id to the comparison that its sentence also allows.

    Raises:
        MissingFindingError: no p of a marker is printed.

    Examples:
        >>> printed_floors(Study.read()).frame["printed"].tolist()
        ['0.02', '0.02', '0.04', '0.028', '0.028']
    """
    study.need("p-value of a marker", STAT="p", PARAMCD=study.markers)
    floors = reported.with_floors(reported.printed_pvalues(study, second_readings=second_readings))
    return Table(
        floors.assign(what=floors["marker"] + ", " + floors["visit"]),
        headings={
            "what": "Marker",
            "comparison": "Comparison",
            "printed": "Printed p",
            "exact": "Floor, exact",
            "normal": "Floor, normal",
            "test": "Likely test",
            "named": "Named",
        },
        title="Printed p-values and the floors of their likely tests",
        basis="published",
        study=study,
        added="floors computed from the design",
    )


def side_by_side(study: Study, pairs: Mapping[str, tuple[Sequence[str], Sequence[str]]]) -> Table:
    """Statements that do not go together, next to each other.

    Args:
        study: its findings.
        pairs: what they are about, to the ids of the statements on either side.

    Raises:
        MissingFindingError: a statement that the study does not print.

    Examples:
        >>> side_by_side(Study.read(), {"Low dose": (["y5-il6-ld"], ["y5-effect-both-ld"])}).title
        'Where the summary says two things'
    """
    rows = reported.side_by_side(study, pairs)
    sources = [study.finding(each)["SOURCEID"] for one, other in pairs.values() for each in (*one, *other)]
    tellers = [f"the {voice(study, source)}" for source in dict.fromkeys(sources)]
    say = "says" if len(tellers) == 1 else "say"
    return Table(
        rows,
        headings={"about": "About", "one": "In one place", "other": "In another", "note": "Note"},
        title=f"Where {' and '.join(tellers)} {say} two things",
        basis="published",
        study=study,
    )
