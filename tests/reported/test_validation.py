"""Classical data sets run again."""

import pytest

from analysis import data
from analysis.reported import validate

CLASSICS = data.read("classics")


@pytest.mark.parametrize("case", list(CLASSICS["CASEID"]))
def test_every_classical_result_is_reproduced(case: str) -> None:
    (row,) = validate(CLASSICS[CLASSICS["CASEID"] == case]).to_dict("records")
    assert row["AGREES"], (row["PRINTED"], row["OURS"])


@pytest.mark.parametrize("case", ["sleep-mean", "maize", "pressure-rank", "thrombolysis-bh", "pairs-5"])
def test_a_wrong_print_does_not_agree(case: str) -> None:
    row = CLASSICS[CLASSICS["CASEID"] == case]
    wrong = row.assign(PRINTED=row["PRINTED"] + ("9" if "." in row["PRINTED"].iloc[0] else "0"))
    assert not validate(wrong)["AGREES"].any()


def test_a_wrong_method_does_not_agree() -> None:
    rats = CLASSICS[CLASSICS["CASEID"] == "rats-exact"]
    assert not validate(rats.assign(CALL="rank_sum:normal"))["AGREES"].any()


def test_an_unknown_function_is_refused() -> None:
    with pytest.raises(ValueError, match="sleep-mean calls 'eval'"):
        validate(CLASSICS.head(1).assign(CALL="eval"))
