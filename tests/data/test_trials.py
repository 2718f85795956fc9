"""What the tables of trials, events and standards say, checked against what was read."""

from analysis import data

STUDY = data.Study.read()

TRIALS = STUDY.table("frailty_trials").set_index("REFID")


def test_a_study_without_a_control_has_no_contrast_between_arms() -> None:
    single = STUDY.table("studies").query("CONTROL == 'none named'")["REFID"]
    assert (TRIALS.loc[TRIALS["STUDYID"].isin(single), "CONTRAST"] == "within arm").all()
    phase = TRIALS[TRIALS["STUDYID"] == "frailty-marrow-1"]
    assert (phase["CONTRAST"] == "within arm").all()
    assert phase.loc[phase["DOSE"] != "all", "N"].eq("5").all()


def test_printed_figures_of_the_abstracts() -> None:
    assert TRIALS.loc["c1-walk-all", "PVALUE"] == "0.001"
    assert TRIALS.loc["c1-tnf-all", "PVALUE"] == "<0.0001"
    assert TRIALS.loc[["c2-btnf-100", "c2-btnf-200"], "PVALUE"].tolist() == ["0.003", "0.039"]
    assert (TRIALS.loc[["c2-btnf-100", "c2-btnf-200"], "CONTRAST"] == "against placebo").all()
    cord = TRIALS[TRIALS["STUDYID"] == "frailty-cord"]
    assert cord.loc[["fc-sf36", "fc-grip", "fc-tnf", "fc-il17"], "PVALUE"].tolist() == [
        "0.042",
        "0.002",
        "0.034",
        "0.033",
    ]
    assert (cord["STANDING"] == "abstract").all()


def test_a_printed_p_of_five_percent_or_more_is_no_difference() -> None:
    """Whatever the text calls it, such as the four-meter walk with cord cells."""
    numbers = TRIALS.loc[TRIALS["PVALUE"].str.fullmatch(r"0\.\d+"), ["PVALUE", "OUTCOME"]]
    large = numbers["PVALUE"].astype(float) >= 0.05
    assert large.sum() >= 3
    assert (numbers.loc[large, "OUTCOME"] == "no difference").all()
    assert (numbers.loc[~large, "OUTCOME"] == "improved").all()


def test_what_an_abstract_does_not_print_is_not_put_down_to_it() -> None:
    """Figures of the wiki stand in the notes of such rows, or in rows of their own that say so."""
    quoted = TRIALS["NOTE"].str.contains("wiki")
    assert quoted.sum() >= 8
    assert TRIALS.loc[quoted, "STANDING"].isin(["abstract", "secondary"]).all()
    assert (TRIALS.loc[quoted & (TRIALS["STANDING"] == "abstract"), "VALUE"] == "").all()


def test_arms_of_the_dose_finding_trial_add_up_to_those_infused() -> None:
    arms = TRIALS[(TRIALS["STUDYID"] == "frailty-2b") & (TRIALS["MONTHS"] == "6")]
    pairs = arms.loc[arms["CONTRAST"] == "against placebo", "N"].str.split(" v ")
    placebo = {int(pair[1]) for pair in pairs}
    assert placebo == {30}
    assert sum(int(pair[0]) for pair in pairs) + 30 == int(TRIALS.loc["lo-walk-trend", "N"]) == 148


def test_no_limits_were_read() -> None:
    assert (TRIALS[["LOW", "HIGH"]] == "").all(axis=None)


def test_storage_tells_of_losses_and_of_none() -> None:
    stored = STUDY.table("meanwhile").query("EVENT == 'years in storage'").set_index("REFID")
    assert stored.loc[["storage-tnfa", "storage-il6"], "DIRECTION"].tolist() == ["falls", "no change"]
    assert (stored.loc[["storage-yearly", "storage-fivefold"], "STANDING"] == "secondary").all()


def test_a_reliability_is_a_share_within_its_limits() -> None:
    shares = STUDY.table("repeats")
    assert shares["VALUE"].astype(float).between(0, 1).all()
    limited = shares[shares["LOW"] != ""].astype({"LOW": float, "VALUE": float, "HIGH": float})
    assert ((limited["LOW"] < limited["VALUE"]) & (limited["VALUE"] < limited["HIGH"])).all()


def test_all_seven_domains_of_robins_are_there_once() -> None:
    standards = STUDY.table("reporting")
    assert (standards["STANDARD"] == "ROBINS-I").sum() == 7
    assert standards["ITEMID"].is_unique


def test_what_was_not_read_is_not_called_missing_from_the_study() -> None:
    text = " ".join(STUDY.table("reporting")[["READ", "PRICE"]].to_numpy().ravel())
    assert "not reported" not in text
