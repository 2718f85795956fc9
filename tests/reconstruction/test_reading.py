"""The reading that a study starts from, and the samples that a cell can be read to have."""

import pytest

from analysis import data
from analysis.reconstruction import LEVEL, Cell, Reading, constrain
from analysis.reconstruction.reading import possible_samples, unit_of

STUDY = data.Study.read()
OTHER = data.Study.read(data.find() / "examples" / "rebamipide_2016")


def test_a_study_starts_from_its_own_table() -> None:
    table = STUDY.table("reading")
    expected = {Cell(row["TRT01A"], row["AVISIT"]): int(row["SAMPLES"]) for row in table.to_dict("records")}
    assert Reading.of(STUDY) == Reading(samples=expected)
    assert expected, "the book reads fewer samples somewhere"
    assert Reading.of(OTHER) == Reading()
    assert Reading().alpha == LEVEL


def test_the_study_s_own_reading_is_used_where_none_is_given() -> None:
    assert constrain(STUDY, ["IL6"]).reading == Reading.of(STUDY)


@pytest.mark.parametrize(("study", "unit"), [(STUDY, ("HD", "Baseline")), (OTHER, ("REB", "Baseline"))])
def test_the_unit_is_the_last_arm_at_baseline(study: data.Study, unit: tuple[str, str]) -> None:
    assert unit_of(study) == unit
    assert 0 not in possible_samples(unit_of(study), study)


def test_samples_are_counted_up_to_the_arm() -> None:
    assert possible_samples(Cell("LD", "Year 5"), STUDY) == range(6)
    assert not possible_samples(Cell("LD", "Day 7"), STUDY)
    assert not possible_samples(Cell("MD", "Year 5"), STUDY)
