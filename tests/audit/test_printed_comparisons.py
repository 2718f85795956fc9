"""Printed comparisons of two real trials beside SciPy's t-tests and Fisher's test by counting."""

from math import comb

import pandas as pd
import pytest
from scipy.stats import chi2_contingency, ttest_ind_from_stats

from analysis import audit
from analysis.data import MissingFindingError, Study

CELLS, TABLETS = Study.read("data/examples/mpc_2017"), Study.read("data/examples/rebamipide_2016")
LATER = ("Month 6", "Month 12", "Month 24")


def structure(**sizes: dict[str, int]) -> pd.DataFrame:
    tables = [audit.compared_means(CELLS, visit=visit, **sizes) for visit in LATER]
    return pd.concat(tables, ignore_index=True)


def test_both_t_tests_are_those_of_scipy() -> None:
    table = audit.compared_means(CELLS, visit="Baseline")
    assert len(table) == 20
    for row in table.to_dict("records"):
        first, second = (tuple(map(float, words.split(" ± "))) for words in row["means"].split(" v "))
        for column, equal in (("student", True), ("welch", False)):
            ours = ttest_ind_from_stats(*first, row["n1"], *second, row["n2"], equal_var=equal).pvalue
            assert row[column] == pytest.approx(ours)


def test_the_sizes_that_a_table_leaves_out_are_read_from_its_pvalues() -> None:
    """With the patients seen every p can be one of the two t-tests; with all randomized, five of fifteen."""
    seen, all_in = structure(), structure(sizes=CELLS.sizes)
    assert len(seen) == len(all_in) == 15
    assert (seen["agrees"] != "none of them").all()
    assert (all_in["agrees"] != "none of them").sum() == 5
    assert seen.groupby("visit")[["n1", "n2"]].first().loc[list(LATER)].to_numpy().tolist() == [
        [9, 5],
        [7, 5],
        [6, 4],
    ]
    welch = seen.set_index("finding").loc["mp-mtcvchg-p-m6"]
    assert (round(welch["student"], 3), round(welch["welch"], 3), welch["agrees"]) == (0.139, 0.1, "Welch's")


def test_one_pvalue_fits_neither_test() -> None:
    table = audit.compared_means(CELLS, visit="Baseline")
    assert table.loc[table["agrees"] == "none of them", "what"].tolist() == ["KOOS, sport"]


def test_fisher_by_counting_and_chi_squared_of_scipy() -> None:
    tables = [audit.compared_counts(TABLETS, visit=visit) for visit in ("Baseline", "Day 7")]
    for row in pd.concat(tables).to_dict("records"):
        (a, n1), (b, n2) = (map(int, side.split(" of ")) for side in row["counts"].split(" v "))
        chance = [comb(n1, k) * comb(n2, a + b - k) / comb(n1 + n2, a + b) for k in range(a + b + 1)]
        assert row["one_sided"] == pytest.approx(min(sum(chance[a:]), sum(chance[: a + 1])))
        as_rare = sum(p for p in chance if p <= chance[a] * (1 + 1e-9))
        assert row["two_sided"] == pytest.approx(as_rare)
        if a + b:
            ours = chi2_contingency([[a, n1 - a], [b, n2 - b]], correction=False).pvalue
            assert row["chi_squared"] == pytest.approx(ours)
        else:
            assert row["chi_squared"] == 1


def test_two_conventions_stand_in_one_table() -> None:
    before, after = (
        audit.compared_counts(TABLETS, visit=visit).set_index("what") for visit in ("Baseline", "Day 7")
    )
    assert before.loc["Any symptom", "agrees"] == "two-sided Fisher"
    assert after.loc["Any symptom", "agrees"] == after.loc["Ulcers", "agrees"] == "one-sided Fisher"
    assert after.loc["Ulcers", "counts"] == "4 of 12 v 2 of 12"
    one_sided = [*before["agrees"], *after["agrees"]].count("one-sided Fisher")
    assert one_sided == 11  # ten of Table 4, and the ulcers


def test_women_are_compared_by_chi_squared() -> None:
    (row,) = audit.compared_counts(CELLS, visit="Baseline").to_dict("records")
    assert (row["counts"], row["agrees"]) == ("3 of 11 v 2 of 6", "chi-squared")
    assert row["two_sided"] == pytest.approx(1)


def test_a_visit_without_comparison_is_named() -> None:
    with pytest.raises(MissingFindingError, match="the rebamipide trial prints no means with SD or SEM"):
        audit.compared_means(TABLETS, visit="Day 7")
    with pytest.raises(MissingFindingError, match="the rebamipide trial prints no p between its arms"):
        audit.compared_counts(TABLETS, visit="Month 6")


def test_what_would_agree_if_decimals_were_cut_off_is_told_apart() -> None:
    """Of the fifteen with all randomized one more; what agrees with rounding agrees then too."""
    all_in = structure(sizes=CELLS.sizes)
    assert (all_in["cut_off"] != "none of them").sum() == 6
    kept = all_in[all_in["agrees"] != "none of them"]
    for row in kept.to_dict("records"):
        assert {*row["agrees"].split(", ")} <= {*row["cut_off"].split(", ")}
    # 1 of 12 v 1 of 12 is 0.76087 one-sided: cut off it is 0.7608, rounded 0.7609.
    printed = TABLETS.findings
    printed.loc[printed["FINDINGID"] == "gj-nausea-p-baseline", "VALUE"] = "0.7608"
    cut = audit.compared_counts(TABLETS.with_tables(findings=printed), visit="Baseline")
    row = cut.set_index("finding").loc["gj-nausea-p-baseline"]
    assert (row["agrees"], row["cut_off"]) == ("none of them", "one-sided Fisher")
