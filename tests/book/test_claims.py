"""The ledger and the chapters point at each other, and at nothing that is not there."""

import re

import pytest

from analysis import data
from analysis.claims import pages
from tests.book.conftest import ROOT

STUDY = data.Study.read()

CLAIMS = STUDY.claims
PAGES = {page: (ROOT / f"{page}.md").read_text("utf8") for page in pages(STUDY)}
NAMED = re.compile(r"#claim-([a-z0-9-]+)|`claim\.([a-z0-9-]+)`")


@pytest.mark.parametrize("section", sorted(set(CLAIMS["SECTION"])))
def test_every_claim_has_a_section_that_is_there(section: str) -> None:
    page, _, label = section.partition("#")
    assert re.search(rf"^\({label}\)=\n+#+ ", PAGES[page], flags=re.M), (
        f"{page}.md lacks ({label})= before a heading"
    )


@pytest.mark.parametrize("page", list(PAGES))
def test_each_chapter_lists_its_claims_and_links_to_the_ledger(page: str) -> None:
    text = PAGES[page]
    assert f'tables.examined_claims(study, "{page}")' in text
    assert "{doc}`" in text.partition("## Claims examined here")[2].partition("\n## ")[0]


def test_no_page_names_an_unknown_claim() -> None:
    known = set(CLAIMS["CLAIMID"])
    for path in [ROOT / "index.md", *(ROOT / "chapters").glob("*.md"), *(ROOT / "appendices").rglob("*.md")]:
        named = {left or right for left, right in NAMED.findall(path.read_text("utf8"))}
        assert named <= known, (path.name, named - known)
