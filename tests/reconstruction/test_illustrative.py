"""The illustrative cohort: committed as computed, agreeing with the findings, and saying what it is."""

import hashlib
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from statistics import mean, stdev

import numpy as np
import pandas as pd
import pytest

from analysis import data
from analysis.inference import rank_sum, signed_rank
from analysis.reconstruction import choose, cohorts, constrain
from analysis.reconstruction.illustrative import SIZE, files
from analysis.reconstruction.representative import MISSING, SEED, _distance
from analysis.reported import Printed

pytestmark = pytest.mark.slow

STUDY = data.Study.read()
FOLDER = data.find() / "reconstructed"
BADGE = "RECONSTRUCTED: computed, not patients' data"
ADLB = STUDY.table("adlb")
ADSL = STUDY.table("adsl")
FINDINGS = STUDY.findings.set_index("FINDINGID")


NEEDED = (
    "study",
    "arms",
    "visits",
    "reports",
    "groups",
    "reading",
    "sources",
    "parameters",
    "findings",
    "priors",
)
"""What an illustrative cohort is made from."""


def values(parameter: str, arm: str, visit: str) -> list[float]:
    rows = ADLB.query("PARAMCD == @parameter and TRT01A == @arm and AVISIT == @visit and AVAL != ''")
    return [float(value) for value in rows["AVAL"]]


def test_making_it_again_gives_the_same_bytes() -> None:
    for name, content in files(STUDY).items():
        assert (FOLDER / name).read_bytes() == content, "run: python -m analysis.reconstruction.illustrative"


def test_a_machine_whose_exponential_differs_in_the_last_bit_gives_the_same_bytes() -> None:
    """Without the processor's vector instructions np.exp differs in its last bit, as on other machines."""
    program = (
        "import hashlib, numpy as np; from analysis import data; "
        "from analysis.reconstruction.illustrative import files; "
        "print(hashlib.sha256(np.exp(np.arange(9999) / 999).tobytes()).hexdigest()); "
        "print(hashlib.sha256(files(data.Study.read())['adlb.csv']).hexdigest())"
    )
    vector = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONHASHSEED": "1", "NPY_DISABLE_CPU_FEATURES": " ".join(vector)},
        capture_output=True,
        text=True,
        check=True,
    )
    made = json.loads((FOLDER / "cohort.json").read_text(encoding="utf-8"))
    exponentials, table = run.stdout.split()
    here = hashlib.sha256(np.exp(np.arange(9999) / 999).tobytes()).hexdigest()
    assert exponentials != here or not {"X86_V3", "X86_V4"} & set(vector)
    assert table == made["sha256"]["adlb.csv"]


def test_checksums_seed_and_rule_are_written_down() -> None:
    made = json.loads((FOLDER / "cohort.json").read_text(encoding="utf-8"))
    for name in ("adsl", "adlb"):
        content = (FOLDER / f"{name}.csv").read_bytes()
        assert hashlib.sha256(content).hexdigest() == made["sha256"][f"{name}.csv"]
    assert (made["seed"], made["members"], made["basis"]) == (SEED, SIZE, BADGE)
    assert "nearest the ensemble's center" in made["rule"]


def test_every_row_says_that_it_is_no_patients() -> None:
    for table in (ADSL, ADLB):
        assert set(table["BASIS"]) == {BADGE}
        assert set(table["STUDYID"]) == {"CLV100-RECONSTRUCTED"}


def test_subjects_carry_nothing_of_a_real_one() -> None:
    assert ADSL["USUBJID"].tolist() == [f"R{number:02d}" for number in range(1, 12)]
    assert set(ADLB["USUBJID"]) == set(ADSL["USUBJID"])
    forbidden = {"AGE", "SEX", "RACE", "MHTERM", "SUBJID", "BRTHDTC", "COUNTRY"}
    assert not forbidden & {*ADSL.columns, *ADLB.columns}
    assert not {"AGE", "BMI", "SEXM", "SEXF"} & set(ADLB["MARKER"])


def test_no_result_can_be_read_off_the_files() -> None:
    """Neither the tables nor the record of how they were made hold a p-value, an effect or an interval."""
    made = json.loads((FOLDER / "cohort.json").read_text(encoding="utf-8"))
    words = [*ADSL.columns, *ADLB.columns, *made]
    for word in words:
        assert not any(bad in word.lower() for bad in ("pval", "effect", "ci", "stat", "estimate")), word


def test_no_page_states_a_number_of_the_illustrative_cohort() -> None:
    """A cell that reads the cohort may draw it; numbers in prose come from ensembles and sources."""
    pages = sorted((data.find().parent / "chapters").glob("*.md"))
    assert pages
    for page in pages:
        cells = page.read_text(encoding="utf-8").split("```{code-cell}")[1:]
        for cell in (each.split("```")[0] for each in cells):
            assert not ("adlb" in cell and "state(" in cell), f"{page.name}: {cell}"


def test_levels_print_as_the_findings_do() -> None:
    rows = FINDINGS[(FINDINGS["STAT"] == "mean") & FINDINGS["PARAMCD"].isin(["IL1RA", "IL10", "TNFA"])]
    assert len(rows) == 8
    for row in rows.to_dict("records"):
        drawn = values(row["PARAMCD"], row["TRT01A"], row["AVISIT"])
        assert Printed(row["VALUE"]).holds(round(mean(drawn), 6))
        assert Printed(row["SPREAD"]).holds(round(stdev(drawn), 6))


def test_p_values_print_as_the_findings_do() -> None:
    for finding in ("p1-il1ra-p-m6", "p1-il10-p-m6", "p1-tnfa-p-m6"):
        code = FINDINGS.loc[finding, "PARAMCD"]
        result = rank_sum(values(code, "HD", "Month 6"), values(code, "LD", "Month 6"), method="normal")
        assert Printed(FINDINGS.loc[finding, "VALUE"]).holds(result.pvalue)
    change = np.subtract(values("IL1RA", "HD", "Day 2"), values("IL1RA", "HD", "Baseline"))
    assert Printed("0.028").holds(signed_rank(change, method="normal").pvalue)
    result = rank_sum(values("IL1RAREL", "HD", "Year 5"), values("IL1RAREL", "LD", "Year 5"), method="normal")
    assert Printed(FINDINGS.loc["y5-il1ra-p", "VALUE"]).holds(result.pvalue)


def test_a_unit_of_concentration_stands_only_where_a_level_was_printed() -> None:
    printed = FINDINGS[(FINDINGS["STAT"] == "mean") & (FINDINGS["AVALU"] == "pg/mL")]
    cells = set(zip(printed["PARAMCD"], printed["TRT01A"], printed["AVISIT"], strict=True))
    rows = ADLB[ADLB["AVALU"] == "pg/mL"]
    assert set(zip(rows["PARAMCD"], rows["TRT01A"], rows["AVISIT"], strict=True)) == cells
    assert set(rows["SUPPORT"]) == {"finding"}
    others = ADLB[ADLB["AVALU"] != "pg/mL"]
    assert set(others["AVALU"]) == {"times the mean baseline of HD"}
    assert others["PARAMCD"].str.endswith("REL").all()


def test_changes_are_exact_in_decimals() -> None:
    rows = ADLB[ADLB["CHG"] != ""]
    assert len(rows) > 400
    for row in rows.to_dict("records"):
        assert Decimal(row["AVAL"]) - Decimal(row["BASE"]) == Decimal(row["CHG"])
    assert (rows["ABLFL"] == "").all()


def test_a_missing_baseline_leaves_no_change() -> None:
    missing = ADLB[(ADLB["BASE"] == "") & (ADLB["AVISIT"] != "Baseline")]
    assert {"R04", "R05"} <= set(missing["USUBJID"])
    assert (missing["CHG"] == "").all()


def test_the_choice_is_a_member_that_agrees_and_lies_nearest() -> None:
    asked = constrain(STUDY, ["IL6"])
    ensemble = cohorts(asked, size=200, seed=1)
    member = choose(ensemble)
    assert 0 < member.eligible <= 200
    expected = np.rint(ensemble.relative["IL6"][member.index] * 10**4)
    known = member.relative["IL6"] != MISSING
    np.testing.assert_array_equal(member.relative["IL6"][known], expected[known])
    assert np.isnan(expected[~known]).all()


def test_distance_is_counted_in_interquartile_ranges_of_sorted_values() -> None:
    """One value a member: 10, 20, 30, 40, 50 has median 30 and quartiles 20 and 40."""
    np.testing.assert_array_equal(
        _distance(np.array([[10, 20, 30, 40, 50]])), [1_000_000, 500_000, 0, 500_000, 1_000_000]
    )
    swapped = _distance(np.array([[1, 9, 4], [8, 2, 5]]))
    assert swapped.tolist() == _distance(np.array([[8, 2, 5], [1, 9, 4]])).tolist()


def test_the_first_of_equals_is_taken() -> None:
    asked = constrain(STUDY, ["IL6"])
    ensemble = cohorts(asked, size=40, seed=1)
    index = choose(ensemble).index
    doubled = {"IL6": np.concatenate([ensemble.relative["IL6"], ensemble.relative["IL6"]])}
    printed = {"IL6": np.concatenate([ensemble.printed["IL6"], ensemble.printed["IL6"]])}
    twice = type(ensemble)(
        ensemble.constraints, 1, 80, doubled, printed, ensemble.acceptance, ensemble.findings
    )
    assert choose(twice).index == index


def test_it_can_be_made_where_its_own_files_are_missing(tmp_path: Path) -> None:
    for name in NEEDED:
        path = data.TABLES[name].path
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes((data.find() / path).read_bytes())
    assert files(data.Study.read(tmp_path))["adsl.csv"] == (FOLDER / "adsl.csv").read_bytes()


def test_no_member_left_is_refused() -> None:
    asked = constrain(STUDY, ["IL1RA"])
    ensemble = cohorts(asked, size=1, seed=1)
    moved = {"IL1RA": ensemble.printed["IL1RA"] + 3}
    wrong = type(ensemble)(asked, 1, 1, ensemble.relative, moved, pd.DataFrame(), pd.DataFrame())
    with pytest.raises(ValueError, match="Draw a larger ensemble"):
        choose(wrong)
