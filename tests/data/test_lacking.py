"""What a study lacks is said by the call itself."""

import pytest

from analysis import data, figures, tables
from analysis.data import Study

CELLS = Study.read("data/examples/mpc_2017")


def test_what_is_missing_is_said_in_the_words_of_the_error() -> None:
    said = data.lacking(figures.oldest_ages, CELLS, limit=60)
    with pytest.raises(data.MissingFindingError) as error:
        figures.oldest_ages(CELLS, limit=60)
    assert said == str(error.value)


def test_nothing_is_said_where_nothing_is_missing() -> None:
    assert data.lacking(tables.statements_by_visit, CELLS) == ""


def test_a_wrong_choice_is_no_lack() -> None:
    with pytest.raises(ValueError, match="no column"):
        data.lacking(tables.listed, CELLS, "findings", ["none such"])
