"""What was said of single laboratory tests."""

import pandas as pd

from analysis.data import Study
from analysis.data.vocabulary import EVERYBODY

DEMOGRAPHY = "demography"
ALL = "all subjects"


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


def _statement(statements: pd.DataFrame) -> "pd.Series[str]":
    """Direction and word on significance; empty where a test is only named. "Stable": nothing differs."""
    direction = statements["DIRECTION"].replace("stable", "no difference")
    claimed = statements["SIGNIFICANCE"].isin(["significant", "not significant"])
    return direction.where(~claimed, direction + ", " + statements["SIGNIFICANCE"])
