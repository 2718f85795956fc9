"""What one more sentence would be worth, against numbers worked by hand and the committed tables."""

import io
from math import comb

import numpy as np
import pandas as pd
import pytest

from analysis import claims
from analysis.claims.disclosure import draws, items, moved_by, narrowing, worth
from analysis.claims.disclosure.committed import committed, files
from analysis.claims.disclosure.narrowing import NEAREST
from analysis.claims.disclosure.simulated import NOTE, level, printed, with_findings
from analysis.claims.judging import Row
from analysis.data import MissingFindingError, Study
from analysis.reconstruction.sphere import generator

STUDY = Study.read()
ITEMS = {item.key: item for item in claims.undisclosed(STUDY)}
ROWS: dict[str, Row] = {row["CLAIMID"]: row for row in STUDY.claims.to_dict("records")}
WORTH = committed(STUDY)
CELLS = Study.read("data/examples/mpc_2017")
SCORES = Study.read("data/examples/rebamipide_2016")


def chances(item: items.ItemKey, claim: str, *, size: int, seed: int = 1) -> dict[str, claims.Chance]:
    """By what was assumed."""
    found = worth.chances(ITEMS[item], STUDY, ROWS[claim], size=size, seed=seed)
    return {chance.assumed: chance for chance in found}


def test_the_items_are_found_in_the_tables() -> None:
    assert list(ITEMS) == list(items.KEYS)
    assert ITEMS["baseline"].untold == ("LD",)
    assert ITEMS["sex"].untold == ("SEXM", "SEXF")
    assert "IL1RA" in ITEMS["levels"].untold
    assert "IGF1" not in ITEMS["limits"].untold


def test_what_is_told_is_no_item() -> None:
    told = STUDY.findings.replace({"SPREADKIND": {"not stated in what we read": "sd"}})
    assert "spread" not in {item.key for item in claims.undisclosed(STUDY.with_tables(findings=told))}
    counted = with_findings(
        STUDY, [{"PARAMCD": "SEXM", "TRT01A": "HD", "AVISIT": "Year 5", "STAT": "count", "VALUE": "2"}]
    )
    assert "sex" not in {item.key for item in claims.undisclosed(counted)}


@pytest.mark.parametrize("study", [CELLS, SCORES])
def test_a_study_whose_claims_hang_on_nothing_untold_says_so(study: Study) -> None:
    with pytest.raises(MissingFindingError, match=r"leaves untold how many values .* no claim"):
        claims.worth_of_disclosure(study, size=2, seed=1)


def test_a_study_that_tells_all_says_so() -> None:
    numbered = CELLS.findings.assign(N="6")
    with pytest.raises(MissingFindingError, match="leaves nothing untold"):
        claims.undisclosed(CELLS.with_tables(findings=numbered))


def test_a_drawn_row_is_marked_and_leaves_the_study_as_it_was() -> None:
    told = with_findings(STUDY, [level("IGF1", "ALL", "Year 5", 120.4)])
    (row,) = told.where(FINDINGID="simulated-1").to_dict("records")
    assert (row["VALUE"], row["AVISITN"], row["NOTE"]) == ("120", "4", NOTE)
    assert len(STUDY.findings) == len(told.findings) - 1
    assert printed(0.5) == "0.500"


def test_a_level_within_printed_limits_settles_a_claim_for_certain() -> None:
    """Of people like those behind the limits below 30, none of 20 groups of eleven has a mean above 30."""
    found = chances("levels", "esr-in-range", size=20)
    assert (found[draws.LIKE].supported, found[draws.LIKE].against) == (1.0, 0.0)
    assert moved_by(list(found.values())) == worth.PRINTED
    assert found[draws.AT_LIMIT].against > 0


def test_the_chance_of_a_level_in_its_range_is_that_of_a_simulation_by_itself() -> None:
    """Eleven people log-normal between 95 and 168; how far they then moved as cohorts have it."""
    asked = draws._Asked(ITEMS["levels"], STUDY, ROWS["igf1-in-range"], 400, 5)
    moved = draws._moved(asked, "IGF1", "ALL", "Year 5")
    rng = np.random.default_rng(8)
    people = rng.normal(np.log(95 * 168) / 2, np.log(168 / 95) / 3.92, (400, 11))
    inside = np.exp(people).mean(axis=1) * moved
    share = ((inside >= 95) & (inside <= 168)).mean()
    found = chances("levels", "igf1-in-range", size=400, seed=5)[draws.LIKE]
    assert found.supported == pytest.approx(share, abs=0.06)
    assert found.supported + found.against == 1


def test_numbers_of_values_give_the_share_worked_by_hand() -> None:
    """Four hormones with 1 to 11 values each: with 5 pairs or more in all of them 0.05 is in reach."""
    found = chances("counts", "hormones-unchanged", size=600)
    assert found[draws.ANYBODY].supported == pytest.approx((7 / 11) ** 4, abs=0.05)
    assert found[draws.ONE_SEX].supported == 0, "four men are too few"
    assert moved_by(list(found.values())) == worth.VALUE


def test_with_one_value_lost_of_five_no_number_settles_a_claim() -> None:
    """Somebody's baseline is lost, so some marker has four pairs at most, whose floor is above 0.05."""
    (found,) = chances("counts", "ld-no-difference", size=40).values()
    assert (found.supported, found.against) == (0, 0)


def test_a_rule_reads_the_number_of_values_of_a_marker() -> None:
    counted = [
        {"PARAMCD": "HGB", "TRT01A": "ALL", "AVISIT": "Year 5", "STAT": "n", "VALUE": number}
        for number in ("5", "4")
    ]
    for number, verdict in zip(counted, ("consistent", "cannot be tested"), strict=True):
        row = pd.DataFrame([ROWS["blood-counts-rose"]])
        (found,) = claims.judge(with_findings(STUDY, [number]), row)
        assert (found.verdict, found.figures["pairs"]) == (verdict, int(number["VALUE"]))


def test_what_no_rule_reads_moves_nothing() -> None:
    assert not ITEMS["older"].rules
    assert all(each.supported == each.against == 0 for each in WORTH.chances if each.item == "sex")
    told = [
        study for _, study in draws.draws(ITEMS["sex"], STUDY, ROWS["hormones-unchanged"], size=3, seed=2)
    ]
    others = STUDY.claims[~STUDY.claims["VERDICT_BY"].isin(["holds_in_cohorts", "two_groups_possible"])]
    before = {verdict.claim: verdict.verdict for verdict in claims.judge(STUDY, others)}
    for study in told:
        assert {verdict.claim: verdict.verdict for verdict in claims.judge(study, others)} == before


def test_the_sexes_are_dealt_from_the_totals() -> None:
    """Four men among eleven, five of them in the first arm: hypergeometric, with a mean of 20 / 11."""
    told = draws.draws(ITEMS["sex"], STUDY, ROWS["hormones-unchanged"], size=400, seed=2)
    men = [int(study.where(PARAMCD="SEXM", TRT01A="LD")["VALUE"].iloc[0]) for _, study in told]
    assert np.mean(men) == pytest.approx(20 / 11, abs=0.15)
    assert np.mean([count == 0 for count in men]) == pytest.approx(comb(7, 5) / comb(11, 5), abs=0.03)


def test_the_ratio_is_told_by_a_level_that_does_not_use_it() -> None:
    """436 times 2.55 to 3, or that and 436 more: outside, the level contradicts the ratio."""
    for name, told in draws.draws(ITEMS["levels"], STUDY, ROWS["il1ra-threefold"], size=3, seed=3):
        value = float(told.finding("simulated-1")["VALUE"])
        (found,) = claims.judge(told, pd.DataFrame([ROWS["il1ra-threefold"]]))
        rise = value / 436
        fits = 2.55 <= rise <= 3 or 2.55 <= rise - 1 <= 3
        assert (found.verdict == "reproduced") == fits, name
        assert (found.verdict == "contradicted by the source itself") == (not fits)


def test_the_sentence_that_is_judged_is_not_used() -> None:
    asked = draws._Asked(ITEMS["levels"], STUDY, ROWS["il1ra-threefold"], 1, 1)
    left = set(asked.unsaid.findings["FINDINGID"])
    assert "y5-il1ra-ratio" not in left
    assert "po-il1ra-hd-baseline" in left


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    def values(seed: int) -> list[str]:
        told = draws.draws(ITEMS["limits"], STUDY, ROWS["glucose-stable"], size=5, seed=seed)
        return ["|".join(study.where(FINDINGID="simulated-1")["VALUE"]) for _, study in told]

    assert values(1) == values(1) != values(2)


def pool(rows: int = 8000) -> pd.DataFrame:
    """Cohorts made up: the contrast is the sum of what one item tells and of noise of the same size."""
    rng = np.random.default_rng(4)
    told, noise = rng.normal(0, 1, (2, rows))
    return pd.DataFrame(
        {"difference": told + noise, "ratio": noise, "spread": np.where(told > 0, "sd", "sem")}
    ).assign(cell=np.exp(told))


def test_a_level_that_tells_half_of_a_contrast_narrows_it_by_the_root() -> None:
    """Normal values: what is left has the standard deviation 1 of a whole of sqrt(2)."""
    before = pool()
    parts = narrowing._nearest(before, ["cell"], generator(1, "made up"))  # type: ignore[list-item]
    told = [(before, part) for part in parts]
    found = narrowing._narrowed("levels", "made up", "difference", before, told)
    assert {len(part) for part in parts} == {round(NEAREST * len(before))}
    assert found.expected == pytest.approx(1 - 1 / np.sqrt(2), abs=0.07)
    ratio = narrowing._narrowed("levels", "made up", "ratio", before, told)
    assert ratio.expected == pytest.approx(0, abs=0.08)


def test_a_choice_of_two_narrows_by_what_each_leaves() -> None:
    before = pool()
    parts = [part for _, part in before.groupby("spread")]
    told = [(before, part) for part in parts]
    found = narrowing._narrowed("spread", "made up", "difference", before, told)
    widths = [np.subtract(*np.quantile(part["difference"], [0.975, 0.025])) for part in parts]
    whole = np.subtract(*np.quantile(before["difference"], [0.975, 0.025]))
    assert found.expected == pytest.approx(1 - np.mean(widths) / whole)
    assert (found.least, found.most, found.tried) == (
        pytest.approx(1 - max(widths) / whole),
        pytest.approx(1 - min(widths) / whole),
        2,
    )


def test_items_are_ranked_by_narrowing_and_then_by_claims() -> None:
    ranked = WORTH.ranked
    steps = [round(max(0.0, each.narrowing.expected) / 0.05) if each.narrowing else 0 for each in ranked]
    assert steps == sorted(steps, reverse=True)
    without = [len(each.could) for each, step in zip(ranked, steps, strict=True) if not step]
    assert without == sorted(without, reverse=True)


def test_every_open_claim_is_movable_or_has_a_reason() -> None:
    stuck = {claim for names in WORTH.unmovable.values() for claim in names}
    assert stuck | set(WORTH.movable) == set(WORTH.open)
    assert not stuck & set(WORTH.movable)
    assert set(claims.RULES) == set(worth.WHY)


def test_the_sentence_says_that_nothing_is_forecast() -> None:
    said = WORTH.sentence()
    assert said.startswith(f"Of {len(WORTH.open)} claims that cannot be tested, {len(WORTH.movable)} could")
    assert said.endswith("A simulated verdict is not a forecast.")
    assert WORTH.ranked[0].item.says in said


def test_a_whole_small_run_is_always_the_same_and_stands_in_the_tables_as_it_is() -> None:
    """Two claims, one of which a level settles, and no priors, so that no cohort is drawn."""
    few = STUDY.claims[STUDY.claims["CLAIMID"].isin(["esr-in-range", "acts-by-signals"])]
    small = STUDY.with_tables(claims=few, priors=STUDY.priors.head(0))
    first, again = (claims.worth_of_disclosure(small, size=8, seed=3) for _ in range(2))
    assert first == again
    assert first.movable == ("esr-in-range",)
    assert first.unmovable == {"needs_control": ("acts-by-signals",)}
    assert not first.narrowings
    assert {each.item.key for each in first.ranked if each.could} == {"levels", "limits"}
    written = {name: pd.read_csv(io.BytesIO(content), dtype=str) for name, content in files(first).items()}
    assert committed(small.with_tables(**written)) == first


CHEAP = [
    ("counts", "hormones-unchanged"),
    ("levels", "igf1-in-range"),
    ("levels", "esr-in-range"),
    ("limits", "tgfb-within-limit"),
    ("limits", "baseline-inflammation"),
    ("levels", "il1ra-threefold"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("item", "claim"), CHEAP)
def test_a_smaller_run_agrees_with_the_committed_shares(item: items.ItemKey, claim: str) -> None:
    """Within four standard errors of both shares, and one draw more for shares of 0 and 1."""
    size = 40
    again = chances(item, claim, size=size, seed=77)
    for chance in WORTH.of(item, claim):
        for own, other in (
            (chance.supported, again[chance.assumed].supported),
            (chance.against, again[chance.assumed].against),
        ):
            error = np.sqrt(own * (1 - own) * (1 / size + 1 / chance.draws))
            assert abs(own - other) <= 4 * error + 1 / size, chance


@pytest.mark.slow
def test_a_smaller_run_agrees_with_the_committed_narrowing_and_is_always_the_same() -> None:
    (marker,) = narrowing.contrasted(STUDY)
    again = narrowing.narrowing(STUDY, marker, size=4, seed=77)
    assert [(each.item, each.scale) for each in again] == [
        (each.item, each.scale) for each in WORTH.narrowings
    ]
    for own, other in zip(WORTH.narrowings, again, strict=True):
        assert other.expected == pytest.approx(own.expected, abs=0.12), own
        assert other.tried == own.tried


def test_one_kit_is_asked_within_each_assumption_and_takes_the_drift_alone() -> None:
    """Half the width is left under one assumption and all of it under the other; "no" leaves both."""
    names = list(narrowing.WITHOUT_DRIFT)[:2]
    before = pool().assign(assumed=np.where(np.arange(len(pool())) % 2, *names))
    half = before["assumed"].eq(names[0])
    still = before.assign(difference=before["difference"].where(~half, before["difference"] / 2))
    (kit,) = (item for item in items.undisclosed(Study.read()) if item.key == "kit")
    parts = narrowing._parts(kit, Study.read(), before, still, generator(1, "made up"))
    found = narrowing._narrowed("kit", "made up", "difference", before, parts)
    assert (found.expected, found.least, found.most) == pytest.approx((0.125, 0.0, 0.5))
    assert found.tried == 4
