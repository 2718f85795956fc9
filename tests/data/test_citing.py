"""Sources as objects, and the bibliography that must say the same."""

import re
from pathlib import Path

import pytest
from pybtex.database import parse_file

from analysis import data

STUDY = data.Study.read()

ROOT = Path(__file__).parents[2]
BIBLIOGRAPHY = parse_file(str(ROOT / "references.bib")).entries
CHECKED = STUDY.sources.set_index("SOURCEID")["CHECKED"]


def test_cite_keeps_the_order_asked_for() -> None:
    phase1, summary = STUDY.cite("chin2020", "summary2025")
    assert phase1.doi == "10.1155/2020/8877003"
    assert phase1.read == "abstract"
    assert (summary.key, summary.read, summary.language) == ("summary2025", "summary", "zh-Hant")


def test_an_unknown_key_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(data.DataError) as caught:
        STUDY.cite("chin2021", "wilcoxon1945", "zzz")
    first, second = caught.value.problems
    assert "Did you mean 'chin20" in first.remedy
    assert "Did you mean" not in second.remedy
    assert "wilcoxon1945" in second.expected


def test_bibliography_and_table_have_the_same_keys() -> None:
    assert set(BIBLIOGRAPHY) == set(STUDY.sources["SOURCEID"])


@pytest.mark.parametrize("key", sorted(BIBLIOGRAPHY))
def test_bibliography_and_table_agree(key: str) -> None:
    (source,) = STUDY.cite(key)
    fields = BIBLIOGRAPHY[key].fields
    assert fields.get("doi", "") == source.doi
    assert fields["note"] == f"Read: {source.read}. {CHECKED[key]}"
    title = re.sub(r"[{}\\]", "", fields["title"])
    assert title in source.citation
    assert f". {fields.get('year', 'Undated')}" in source.citation
    first_author = BIBLIOGRAPHY[key].persons["author"][0]
    assert source.citation.startswith(re.sub(r"[{}]", "", " ".join(first_author.last_names)))


@pytest.mark.parametrize("key", sorted(BIBLIOGRAPHY))
def test_a_list_of_authors_is_whole_where_it_is_said_to_be_checked(key: str) -> None:
    found = re.search(r"against [^:]+: (?P<agreed>[^.]+)\.(?: Not checked: (?P<left>[^.]+)\.)?", CHECKED[key])
    if found and BIBLIOGRAPHY[key].persons["author"][-1].last_names == ["others"]:
        assert "authors" not in found["agreed"].split(", "), (
            "the list is cut, though its check says otherwise"
        )
        assert "authors" in found["left"], "nothing says why the list is cut"


def test_labels_are_short_and_tell_sources_apart() -> None:
    labels = STUDY.sources["LABEL"]
    assert labels.is_unique
    assert labels.str.len().max() <= 28


def test_each_source_can_be_found() -> None:
    sources = STUDY.sources
    assert sources.loc[sources["URL"] == "", "SOURCEID"].tolist() == []


def test_sources_of_the_cohort_say_how_little_was_read() -> None:
    read = {source.key: source.read for source in STUDY.cite("chin2025", "chin2020", "poster", "summary2025")}
    assert read == {
        "chin2025": "abstract",
        "chin2020": "abstract",
        "poster": "poster",
        "summary2025": "summary",
    }
