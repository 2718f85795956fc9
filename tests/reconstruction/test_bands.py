"""Bands over an ensemble, and what they rest on."""

import pytest

from analysis import data
from analysis.reconstruction import Ensemble, bands, cohorts, constrain, read_priors

STUDY = data.Study.read()
PRIORS = read_priors(STUDY)
SIZE = 400


@pytest.fixture(scope="module")
def ensemble() -> Ensemble:
    return cohorts(constrain(STUDY, STUDY.markers), size=SIZE, seed=7)


def test_a_wider_prior_widens_what_no_finding_fixes(ensemble: Ensemble) -> None:
    wide = {code: prior.widened(2) for code, prior in PRIORS.items()}
    asked = constrain(STUDY, ["VEGF"], priors=wide)
    row = 'marker == "VEGF" and arm == "LD" and visit == "Year 5"'
    narrow, broad = (bands(each).query(row) for each in (ensemble, cohorts(asked, size=SIZE, seed=7)))
    assert (broad["high"] - broad["low"]).item() > 1.3 * (narrow["high"] - narrow["low"]).item()


def test_bands_name_what_they_rest_on(ensemble: Ensemble) -> None:
    table = bands(ensemble).set_index(["marker", "arm", "visit"])
    assert table.loc[("IL1RA", "HD", "Month 6"), "support"] == "finding"
    assert table.loc[("IL6", "HD", "Month 6"), "support"] == "prior"
    assert table.loc[("IL6", "HD", "Year 5"), "support"] == "both"
    assert table.loc[("IL10", "HD", "Month 6"), "trace"] == (
        "findings:p1-il10-hd-m6 findings:p1-il10-ld-m6 findings:p1-il10-p-m6 findings:p1-n-hd "
        "findings:p1-n-ld priors:any-visit-shift priors:il10-analytical-cv priors:il10-between-subject-cv "
        "priors:il10-within-subject-cv formula:reconstruction.cohorts seed:7"
    )
    assert (table["low"] <= table["median"]).all()
    assert (table["median"] <= table["high"]).all()
    assert (table.loc[("IL6", "HD", "Year 5"), ["low", "median", "high"]] < 1).all()
    with pytest.raises(ValueError, match="coverage is 90"):
        bands(ensemble, coverage=90)
