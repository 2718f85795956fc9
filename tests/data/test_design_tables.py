"""What is told of the cells, and other readings of the design, as tables."""

import re

from analysis import data

PRODUCT = data.read("product").set_index("ITEMID")


def test_every_heading_of_doses_has_an_item_that_doses_itself_asks_for() -> None:
    asked = PRODUCT[PRODUCT["ASKEDBY"] == "murray2019"]
    assert set(asked["HEADING"]) == {"Donor", "Origin", "Separation", "Site of delivery"}
    assert PRODUCT["HEADING"].drop_duplicates().tolist() == [
        "Donor",
        "Origin",
        "Separation",
        "Exhibited characteristics",
        "Site of delivery",
    ]


def test_the_three_minimal_criteria_stand_and_none_is_told() -> None:
    criteria = PRODUCT[PRODUCT["ASKEDBY"] == "dominici2006"]
    assert list(criteria.index) == ["plastic", "surface", "lineages"]
    assert (criteria["PRINTED"] == "not in what we read").all()


def test_the_doses_are_those_of_the_findings() -> None:
    doses = data.findings().set_index("FINDINGID")["VALUE"]
    told = re.findall(r"\d+", PRODUCT.loc["dose", "TOLD"])
    assert told == [doses["p1-dose-ld"], doses["p1-dose-hd"]]
    assert PRODUCT.loc["infusions", "TOLD"] == "One."
    assert doses["y5-single-infusion"] == "1"
