"""What was said of single laboratory tests."""

from dataclasses import dataclass, field

import pandas as pd

from analysis.data import Study
from analysis.data.vocabulary import EVERYBODY
from analysis.physiology import expected_directions
from analysis.reported.sexes import pairs_by_sex

DEMOGRAPHY = "demography"
ALL = "all subjects"
NAMED, UNDIRECTED = "all that are named", "those without an expected direction"
"""Two families of tests: of all, and of those for which the sources on aging expect no direction."""


@dataclass(frozen=True, slots=True)
class StatementCount:
    """How many statements on single laboratory tests are made, and of which kind.

    Attributes:
        statements: with repetitions.
        tests: that they are about.
        significant: statements that call a result significant.
        not_significant: those that call it not significant.
        open: those that give a direction, or a range, without a word on significance.
        named: those that only name a test.
        numbers: those that carry a number.
    """

    statements: int
    tests: int
    significant: int
    not_significant: int
    open: int
    named: int
    numbers: int

    def sentence(self) -> str:
        """Say the counts."""
        return (
            f"{self.statements} statements on {self.tests} tests: {self.significant} significant, "
            f"{self.not_significant} not significant, {self.open} without a word on it, {self.named} that "
            f"only name a test; {self.numbers} carry a number."
        )


@dataclass(frozen=True, slots=True)
class Family:
    """Tests that are looked at together, and how many of their results are called significant.

    Attributes:
        pairs: people with both values, of each test.
        claimed: how many of the tests are called significant.
        trace: what the claims rest on.
        tests: how many there are.
    """

    pairs: tuple[int, ...]
    claimed: int
    trace: str
    tests: int = field(init=False)

    def __post_init__(self) -> None:
        """Count them."""
        object.__setattr__(self, "tests", len(self.pairs))


def laboratory_statements(study: Study) -> pd.DataFrame:
    """The reported statements on single laboratory tests, one row each.

    A laboratory test is a measurement that is neither demographic nor of the system of the study's markers.

    Args:
        study: its findings and parameters.

    Returns:
        The findings about one such test, with ``PARAM``, ``SYSTEM``, ``PARAMN`` and ``SEX``, and the names
        that a map and its readers use: ``System, Test, Order, Comparison, Statement, Arms`` and ``trace``. A
        test that is only named in a list stays, with an empty direction and statement.

    Raises:
        MissingFindingError: nothing is said of such a test.

    Examples:
        >>> laboratory_statements(Study.read("data/examples/mpc_2017"))["Test"].nunique()
        21
    """
    parameters = study.parameters
    elsewhere = {DEMOGRAPHY, *parameters.loc[parameters["MARKER"] == "Y", "SYSTEM"]}
    single = parameters[(parameters["KIND"] == "measurement") & ~parameters["SYSTEM"].isin(elsewhere)]
    statements = study.need("statement on a laboratory test", PARAMCD=single["PARAMCD"]).merge(
        single[["PARAMCD", "PARAM", "SYSTEM", "PARAMN", "SEX"]], on="PARAMCD", validate="many_to_one"
    )
    return statements.assign(
        System=statements["SYSTEM"],
        Test=[study.short(code) for code in statements["PARAMCD"]],
        Order=pd.to_numeric(statements["PARAMN"]),
        Comparison=statements["COMPARISON"],
        Statement=_statement(statements),
        Arms=statements["TRT01A"].replace(EVERYBODY, ALL),
        trace="findings:" + statements["FINDINGID"],
    )


def count_statements(study: Study) -> StatementCount:
    """Count what is said of single laboratory tests.

    Raises:
        MissingFindingError: nothing is said of such a test.

    Examples:
        >>> print(count_statements(Study.read()).sentence())
        50 statements on 32 tests: 7 significant, 6 not significant, 33 without a word on it, 4 that only \
name a test; 3 carry a number.
    """
    told = laboratory_statements(study)
    claimed = told["SIGNIFICANCE"]
    return StatementCount(
        statements=len(told),
        tests=told["PARAMCD"].nunique(),
        significant=int((claimed == "significant").sum()),
        not_significant=int((claimed == "not significant").sum()),
        open=int((claimed == "not stated").sum()),
        named=int((told["DIRECTION"] == "").sum()),
        numbers=int((told["VALUE"] != "").sum()),
    )


def laboratory_families(study: Study) -> dict[str, Family]:
    """All laboratory tests that are named, and those of them that age is not expected to move.

    The pairs of a test are all people, or for a test of one sex all of that sex.

    Args:
        study: its statements, and its table of changes with age.

    Returns:
        `NAMED` and `UNDIRECTED` to the family.

    Raises:
        MissingFindingError: nothing is said of such a test, or one is of a sex that is not counted.

    Examples:
        >>> [(each.tests, each.claimed) for each in laboratory_families(Study.read()).values()]
        [(32, 7), (25, 3)]
    """
    told = laboratory_statements(study)
    expected = expected_directions(study.table("aging"), study.parameters)
    directed = told["PARAMCD"].isin(expected[expected.isin(["falls", "rises"])].index)
    pairs = pairs_by_sex(study) if (told["SEX"] != "").any() else {"": study.people}
    return {NAMED: _family(told, pairs), UNDIRECTED: _family(told[~directed], pairs)}


def _family(told: pd.DataFrame, pairs: dict[str, int]) -> Family:
    significant = told[told["SIGNIFICANCE"] == "significant"]
    return Family(
        tuple(told.drop_duplicates("PARAMCD")["SEX"].map(pairs)),
        significant["PARAMCD"].nunique(),
        " ".join(significant["trace"]),
    )


def _statement(statements: pd.DataFrame) -> "pd.Series[str]":
    """Direction and word on significance; empty where a test is only named. "Stable": nothing differs."""
    direction = statements["DIRECTION"].replace("stable", "no difference")
    claimed = statements["SIGNIFICANCE"].isin(["significant", "not significant"])
    return direction.where(~claimed, direction + ", " + statements["SIGNIFICANCE"])
