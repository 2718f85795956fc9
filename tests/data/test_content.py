"""What the tables say, checked against what the sources print."""

import pytest

from analysis import data

STUDY = data.Study.read()

# Printed in the abstract of the Phase 1 paper and on the poster's page: value and what follows ±.
PRINTED = {
    "p1-il1ra-hd-m6": ("705", "160"),
    "p1-il1ra-ld-m6": ("306", "36"),
    "p1-il10-hd-m6": ("321", "27"),
    "p1-il10-ld-m6": ("251", "28"),
    "p1-tnfa-hd-m6": ("74", "23"),
    "p1-tnfa-ld-m6": ("115", "15"),
    "p1-age": ("55", "13"),
    "po-il1ra-hd-baseline": ("436", "128"),
    "po-il1ra-hd-d2": ("615", "148"),
    "y5-age": ("56", "20"),
    "y5-bmi": ("22.40", "5.15"),
}
P_VALUES = {
    "p1-il1ra-p-m6": ("0.02", "HD v LD", "not named in what we read"),
    "p1-il10-p-m6": ("0.02", "HD v LD", "not named in what we read"),
    "p1-tnfa-p-m6": ("0.04", "HD v LD", "not named in what we read"),
    "po-il1ra-p-d2": ("0.028", "Day 2 v Baseline", "Wilcoxon signed-rank"),
    "y5-il1ra-p": ("0.028", "HD v LD", "not named in what we read"),
}
FINDINGS = STUDY.findings.set_index("FINDINGID")


@pytest.mark.parametrize(("finding", "printed"), PRINTED.items())
def test_values_and_spreads_are_as_printed(finding: str, printed: tuple[str, str]) -> None:
    row = FINDINGS.loc[finding]
    assert (row["VALUE"], row["SPREAD"]) == printed
    assert row["SPREADKIND"] == "not stated in what we read"


def test_all_p_values_are_there_with_comparison_and_test() -> None:
    rows = FINDINGS[FINDINGS["STAT"] == "p"]
    found = {str(key): (row["VALUE"], row["COMPARISON"], row["TEST"]) for key, row in rows.iterrows()}
    assert found == P_VALUES


def test_no_spread_is_called_a_standard_deviation() -> None:
    assert set(FINDINGS["SPREADKIND"]) == {"", "not stated in what we read"}


def test_arms_add_up() -> None:
    counts = FINDINGS["VALUE"]
    for prefix in ("p1-n", "y5-n"):
        assert int(counts[f"{prefix}-ld"]) + int(counts[f"{prefix}-hd"]) == 11
    assert int(counts["y5-men"]) + int(counts["y5-women"]) == int(counts["y5-enrolled"]) == 11


@pytest.mark.parametrize(
    ("marker", "direction"),
    [
        ("il1ra", "higher"),
        ("il6", "lower"),
        ("tnfa", "lower"),
        ("hgf", "lower"),
        ("vegf", "lower"),
        ("tgfb", "higher"),
    ],
)
def test_five_year_cytokines_are_told_for_both_arms(marker: str, direction: str) -> None:
    high, low = FINDINGS.loc[f"y5-{marker}-hd"], FINDINGS.loc[f"y5-{marker}-ld"]
    assert high["DIRECTION"] == direction
    assert (low["DIRECTION"], low["SIGNIFICANCE"]) == ("no difference", "not significant")


def test_statements_that_disagree_stand_side_by_side() -> None:
    directions = FINDINGS["DIRECTION"]
    assert (directions["y5-hgf-hd"], directions["y5-hgf-hd-trend"]) == ("lower", "higher")
    assert (directions["y5-esr"], directions["y5-esr-stable"]) == ("higher", "stable")
    assert FINDINGS.loc["y5-major-surgery-ld", "VALUE"] == "0"
    assert {"y5-fibroid-surgery", "y5-cataract-surgery"} <= set(FINDINGS.index)


def test_no_source_counts_deaths() -> None:
    deaths = FINDINGS[FINDINGS["PARAMCD"] == "DEATH"]
    assert (deaths["STAT"] == "statement").all()
    assert (deaths["VALUE"] == "").all()


@pytest.mark.parametrize(
    "code", ["CHOL", "TRIG", "CHOLHDL", "GLUC", "HBA1C", "INSULIN", "CA199", "CEA", "ESR", "IGF1"]
)
def test_tests_named_within_their_range_have_a_row_for_it(code: str) -> None:
    rows = FINDINGS[(FINDINGS["PARAMCD"] == code) & (FINDINGS["DIRECTION"] == "within range")]
    assert set(rows["COMPARISON"]) == {"Year 5 v reference range"}
    assert set(rows["SIGNIFICANCE"]) == {"not stated"}


def test_notes_speak_in_words_not_in_row_names() -> None:
    named = FINDINGS["NOTE"].str.findall(r"\b(?:p1|po|a5|y5)-[a-z0-9-]+")
    assert not named[named.str.len() > 0].to_dict()


def test_esr_is_compared_with_six_months() -> None:
    assert FINDINGS.loc["y5-esr", "COMPARISON"] == "Year 5 v Month 6"


def test_every_comparison_says_whether_it_is_called_significant() -> None:
    directed = FINDINGS[FINDINGS["DIRECTION"] != ""]
    assert (directed["SIGNIFICANCE"] != "").all()


def test_every_parameter_is_reported_on_and_numbered_in_order() -> None:
    parameters = STUDY.parameters
    assert set(parameters["PARAMCD"]) == set(FINDINGS["PARAMCD"])
    assert parameters["PARAMN"].tolist() == [str(number) for number in range(1, len(parameters) + 1)]
    assert parameters["PARAM"].is_unique
    assert parameters["PARAM_ZH"].is_unique


def test_the_tests_of_one_sex_are_those_of_its_organs_and_hormones() -> None:
    # By organ: prostate; ovary (CA 125) and breast (CA 15-3). By hormone: those of testis and ovary. DHEA-S
    # comes from everybody's adrenal glands, AFP and CEA from no organ that one sex alone has.
    parameters = STUDY.parameters.set_index("PARAMCD")["SEX"]
    assert set(parameters[parameters == "men"].index) == {"PSA", "TESTOS"}
    assert set(parameters[parameters == "women"].index) == {"CA125", "CA153", "ESTRDIOL", "PROGEST"}


def test_medical_history_has_both_periods_of_all_eleven_subjects() -> None:
    history = STUDY.medical_history
    periods = set(zip(history["SUBJID"], history["MHCAT"], strict=True))
    assert periods == {
        (str(subject), period) for subject in range(1, 12) for period in ("Prior", "Five-year follow-up")
    }


def test_a_period_without_events_has_one_row_that_says_so() -> None:
    history = STUDY.medical_history
    for _, period in history.groupby(["SUBJID", "MHCAT"]):
        assert (period["MHOCCUR"] == "Y").all() or period["MHTERM"].tolist() == ["None"]


def test_three_subjects_had_something_new_during_follow_up() -> None:
    history = STUDY.medical_history
    new = history[
        (history["MHCAT"] == "Five-year follow-up") & history["MHSCAT"].isin(["diagnosis", "operation"])
    ]
    assert dict(zip(new["SUBJID"], new["MHSCAT"], strict=True)) == {
        "6": "diagnosis",
        "7": "operation",
        "11": "operation",
    }
    assert new["MHSTDTC"].tolist() == ["", "2021-11", ""]
    assert new["CMTRT"].tolist() == ["atorvastatin", "", ""]


def test_medical_history_has_no_arm() -> None:
    assert not {"TRT01A", "TRTA", "ARM", "AGE", "SEX"} & set(STUDY.medical_history.columns)


def test_aging_covers_the_markers_of_its_chapter() -> None:
    wanted = {"FEV1", "FVC", "FEV1FVC", "ESR", "IGF1", "TESTOS", "DHEAS", "BMI", "HGB", "EGFR"}
    assert set(STUDY.table("aging")["PARAMCD"]) == wanted | {"IL6", "TNFA", "IL1RA"}


def test_aging_literature_expects_il1ra_to_rise() -> None:
    aging = STUDY.table("aging")
    assert set(aging.loc[aging["PARAMCD"] == "IL1RA", "DIRECTION"]) == {"rises"}


def test_safety_ratios_lie_within_their_limits() -> None:
    pooled = STUDY.table("safety").query("MEASURE != 'none'")
    numbers = pooled[["LOW", "VALUE", "HIGH"]].astype(float)
    assert (numbers["LOW"] < numbers["VALUE"]).all()
    assert (numbers["VALUE"] < numbers["HIGH"]).all()
    assert set(pooled["SOURCEID"]) == {"thompson2020", "wang2021"}


def test_variation_lies_within_its_limits_and_below_everything() -> None:
    variation = STUDY.table("variation")
    limited = variation[variation["CVI_LOW"] != ""][["CVI_LOW", "CVI", "CVI_HIGH"]].astype(float)
    assert len(limited) >= 5
    assert (limited["CVI_LOW"] < limited["CVI"]).all()
    assert (limited["CVI"] < limited["CVI_HIGH"]).all()
    assert ((variation["CVI_LOW"] == "") == (variation["CVI_HIGH"] == "")).all()
    assert variation["CVI"].astype(float).between(0, 100, inclusive="neither").all()


def test_variation_comes_from_journal_papers() -> None:
    sources = STUDY.sources.set_index("SOURCEID").loc[STUDY.table("variation")["SOURCEID"].unique()]
    assert not sources["CITATION"].str.contains("EFLM|Westgard|database", case=False).any()
    assert sources["CITATION"].str.contains(r"\. (?:19|20)\d\d;").all()


# Printed in the abstracts: PubMed 10759480 as corrected (the first version said 7.1 and 21), doi 10.1373/
# clinchem.2016.269811, 10.1080/00365510701601699 and 10.1515/almed-2020-0029.
@pytest.mark.parametrize(
    ("row", "within", "between"),
    [
        ("dheas-garde", "20", "49"),
        ("alt-eubivas", "9.3", "28.2"),
        ("ast-eubivas", "9.5", "20.3"),
        ("ca199-erden", "27.2", "64.24"),
        ("hba1c-meta", "1.2", "5.4"),
    ],
)
def test_variation_is_as_printed(row: str, within: str, between: str) -> None:
    found = STUDY.table("variation").set_index("REFID").loc[row]
    assert (found["CVI"], found["CVG"]) == (within, between)


def test_intervals_have_an_order_and_both_sexes() -> None:
    intervals = STUDY.table("intervals")
    closed = intervals[intervals["LOW"] != ""]
    assert (closed["LOW"].astype(float) < closed["HIGH"].astype(float)).all()
    sexes = intervals.groupby("PARAMCD")["SEX"].agg(set)
    assert (sexes["TESTOS"], sexes["PROGEST"]) == ({"men"}, {"women"})
    assert all(found == {"both"} or {"men", "women"} <= found for found in sexes.drop(["TESTOS", "PROGEST"]))
    assert {"HGB", "HCT", "ESR", "CREAT"} <= set(intervals.loc[intervals["SEX"] == "women", "PARAMCD"])


# Printed in the abstracts: doi 10.1016/j.cca.2019.04.062 and 10.1016/j.plabm.2021.e00211.
@pytest.mark.parametrize(
    ("row", "low", "high"),
    [
        ("estradiol-verdonk-follicular", "31", "771"),
        ("estradiol-verdonk-peak", "275", "2864"),
        ("estradiol-verdonk-luteal", "151", "1941"),
        ("estradiol-verdonk-after", "", "26"),
        ("estradiol-verdonk-men", "12", "136"),
        ("progesterone-anckaert-follicular", "0.159", "0.616"),
        ("progesterone-anckaert-luteal", "13.1", "46.3"),
    ],
)
def test_intervals_of_the_sex_hormones_are_as_printed(row: str, low: str, high: str) -> None:
    found = STUDY.table("intervals").set_index("REFID").loc[row]
    assert (found["LOW"], found["HIGH"]) == (low, high)


def test_rates_rise_with_age_and_cover_the_ages_of_the_cohort() -> None:
    """From 15, as nobody below 18 took part, to a last band without an upper end; no band is left out."""
    last = {"cancer incidence": 85, "death": 100}
    for (outcome, _), rows in STUDY.table("rates").groupby(["OUTCOME", "SEX"]):
        starts = range(15, last[outcome], 5)
        assert rows["AGE"].tolist() == [*(f"{a}-{a + 4}" for a in starts), f"{last[outcome]} and over"]
        assert rows["RATE"].astype(float).is_monotonic_increasing
    assert set(STUDY.table("rates")["OUTCOME"]) == set(last)


def test_cancer_rates_are_the_cases_over_the_person_years_of_their_notes() -> None:
    cancer = STUDY.table("rates").query("OUTCOME == 'cancer incidence'")
    counts = (
        cancer["NOTE"]
        .str.extract(r"^([\d,]+) cases in ([\d,]+) person-years")
        .apply(lambda column: column.str.replace(",", "").astype(int))
    )
    rates = counts[0] / counts[1] * cancer["PER"].astype(int)
    assert cancer["RATE"].tolist() == [f"{rate:.1f}" for rate in rates]


def test_no_rate_of_another_country_is_called_malaysian() -> None:
    cancer = STUDY.table("rates").query("OUTCOME == 'cancer incidence'")
    assert cancer["POPULATION"].str.startswith("Singapore").all()
    assert cancer["NOTE"].str.contains("Stands in for Malaysia").all()
