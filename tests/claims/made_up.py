"""Claims made up for a test, and changed findings to judge them by."""

import json

import pandas as pd

from analysis import claims
from analysis.claims import ClaimVerdict
from analysis.data import Study

STUDY = Study.read()
FINDINGS, CLAIMS = STUDY.findings, STUDY.claims
Given = dict[str, object]
SEX = "y5-men y5-women y5-enrolled"
P = "y5-il1ra-p y5-n-hd y5-n-ld"
SIX_MONTHS = "p1-il1ra-hd-m6 p1-il1ra-ld-m6 p1-il1ra-p-m6 p1-n-hd p1-n-ld"
RATIO = "y5-il1ra-ratio po-il1ra-hd-baseline"
FRAIL = {"cells": "umbilical cord", "people": "aging frailty"}
STAYED = "y5-labs-normal y5-igf1-range y5-igf1"
DIRECT = {"markers": ["IL1RA"], "visit": "Year 5", "comparison": "HD v LD"}


def judge(by: str, cited: str, given: Given | None = None, **tables: pd.DataFrame) -> ClaimVerdict:
    """The verdict on a claim made up for a test."""
    row = {
        "CLAIMID": "made-up",
        "CLAIM": "A statement.",
        "KIND": "observation",
        "FINDINGS": cited,
        "CONFLICTS": "",
        "VERDICT_BY": by,
        "ARGUMENTS": json.dumps(given) if given else "",
        "SECTION": "chapters/aging#sec-aging-esr",
    }
    (verdict,) = claims.judge(STUDY.with_tables(**tables), pd.DataFrame([row]))
    return verdict


def put(name: str, **cells: str) -> pd.DataFrame:
    """The findings with some cells of one row changed."""
    changed = FINDINGS.copy()
    assert name in set(changed["FINDINGID"])
    for column, text in cells.items():
        changed.loc[changed["FINDINGID"] == name, column] = text
    return changed


def add(like: str, **cells: str) -> pd.DataFrame:
    """The findings with one more row, made from another."""
    row = FINDINGS[FINDINGS["FINDINGID"] == like].assign(FINDINGID="y5-made-up", **cells)
    return pd.concat([FINDINGS, row], ignore_index=True)
