"""From a trace to its sources: every kind of trace, and none that leads nowhere."""

import pytest

from analysis import data
from analysis.data import Study, sources_behind

BOOK = Study.read()
MPC = Study.read(data.find() / "examples" / "mpc_2017")


def keys(*traces: str, study: Study | None = BOOK) -> list[str]:
    return [source.key for source in sources_behind(traces, study)]


@pytest.mark.parametrize(
    ("trace", "sources"),
    [
        ("findings:p1-n-ld", ["chin2020"]),
        ("findings:po-il10-m6", ["poster"]),
        ("sources:chin2025", ["chin2025"]),
        ("medical_history:1-1", ["summary2025"]),
        ("formula:inference.proportion", ["clopper1934"]),
        ("seed:7", []),
    ],
)
def test_a_trace_of_each_kind_leads_to_its_sources(trace: str, sources: list[str]) -> None:
    if trace.startswith("findings:po"):
        trace = f"findings:{BOOK.where(SOURCEID='poster')['FINDINGID'].iloc[0]}"
    assert keys(trace) == sources


def test_a_claim_rests_on_the_findings_that_it_leans_on() -> None:
    claims = BOOK.claims.set_index("CLAIMID")["FINDINGS"]
    source = BOOK.findings.set_index("FINDINGID")["SOURCEID"]
    for claim, names in claims.items():
        assert set(keys(f"claims:{claim}")) == {source[name] for name in names.split()}, claim


def test_an_outcome_rests_on_its_sizes_and_its_claim() -> None:
    for row in BOOK.table("summary_of_findings").to_dict("records"):
        found = set(keys(f"summary_of_findings:{row['OUTCOMEID']}"))
        sizes = [f"findings:{name}" for name in row["SIZES"].split()]
        assert found >= set(keys(f"claims:{row['CLAIMID']}", *sizes))


@pytest.mark.parametrize("name", ["aging", "variation", "intervals", "rates", "safety", "repeats"])
def test_a_row_of_a_table_of_references_leads_to_what_it_names(name: str) -> None:
    table = BOOK.table(name)
    for row in table.to_dict("records"):
        trace = f"{name}:{'-'.join(row[key] for key in data.TABLES[name].primary_key)}"
        assert row["SOURCEID"] in keys(trace), trace


def test_each_source_stands_once_in_the_order_of_the_table() -> None:
    found = keys("findings:y5-n-ld", "findings:p1-n-hd", "findings:p1-n-ld", "sources:summary2025")
    assert len(found) == len(set(found)) == 2
    order = BOOK.sources["SOURCEID"].tolist()
    assert found == sorted(found, key=order.index)


def test_formulas_of_another_study_stand_in_the_sources_of_the_book() -> None:
    assert keys("findings:mp-n-ha", "formula:inference.proportion", study=MPC) == ["wang2017b", "clopper1934"]


def test_without_a_study_the_tables_of_the_book_are_asked() -> None:
    assert keys("findings:p1-n-ld", "formula:inference.proportion", study=None) == keys(
        "findings:p1-n-ld", "formula:inference.proportion"
    )


@pytest.mark.parametrize(
    "trace", ["findings:p1-n-md", "somewhere:p1-n-ld", "findings:", "p1-n-ld", "sources:nobody2020"]
)
def test_a_trace_that_leads_nowhere_is_refused(trace: str) -> None:
    with pytest.raises(data.DataError) as caught:
        keys(trace)
    assert repr(trace) in str(caught.value)


def test_what_another_study_prints_is_not_known_to_this_one() -> None:
    with pytest.raises(data.DataError, match="mp-n-ha"):
        keys("findings:mp-n-ha")
