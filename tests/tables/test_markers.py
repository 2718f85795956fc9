"""What is told of markers, and what stands behind a printed p."""

from scipy.stats import mannwhitneyu, wilcoxon

from analysis import tables
from analysis.data import Study

STUDY = Study.read()
ALSO = {"y5-il1ra-p": "Year 5 v Baseline"}


def test_floors_are_the_p_of_groups_wholly_apart() -> None:
    """Scipy is the oracle: all of six above all of five, and six changes of one sign, by scipy."""
    rows = tables.printed_floors(STUDY, second_readings=ALSO).frame
    apart = mannwhitneyu(range(5, 11), range(5), method="exact").pvalue
    together = wilcoxon(range(1, 7), method="exact").pvalue
    exact = {test: own["exact"].unique().tolist() for test, own in rows.groupby("test")}
    assert exact == {"rank-sum": [apart], "signed-rank": [together]}
    assert rows["what"].tolist().count("IL-1Ra, Year 5") == 2


def test_the_sources_of_findings_are_those_that_print_them() -> None:
    for table in (tables.evidence(STUDY), tables.printed_floors(STUDY)):
        assert [source.key for source in table.every_source] == ["chin2020", "poster", "summary2025"]


def test_two_sources_that_say_two_things_are_both_named() -> None:
    one = tables.side_by_side(STUDY, {"Low dose": (["y5-il6-ld"], ["y5-effect-both-ld"])})
    assert one.title == "Where the summary says two things"
    both = tables.side_by_side(STUDY, {"Low dose": (["y5-il6-ld"], ["po-il1ra-p-d2"])})
    assert both.title == "Where the summary and the authors' poster say two things"
    assert [source.key for source in both.every_source] == ["poster", "summary2025"]
