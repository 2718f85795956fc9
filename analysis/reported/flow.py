"""Participant flow, each box tied to the findings that state it."""

import pandas as pd


def flow(findings: pd.DataFrame) -> pd.DataFrame:
    """The boxes of a CONSORT-style diagram of participants.

    Args:
        findings: the table of findings.

    Returns:
        One row per box, from the top: `box` (its name), `row` (from 0), `side` (`LD`, `HD` or `both`), `text`
        (lines), `stated` (False where the box says that something is not stated), `enter` (arrows reach it in
        the `middle`, from both `arms`, or not at all) and `trace`. A box about what is not stated is traced
        to the findings that leave it open.
    """
    told = findings.set_index("FINDINGID")["VALUE"]
    boxes = [
        ("assessed", 0, "both", "", "Assessed for eligibility:\nnot stated in what we read", "p1-subjects"),
        (
            "enrolled",
            1,
            "both",
            "middle",
            f"{told['p1-subjects']} healthy volunteers, Phase 1",
            "p1-subjects",
        ),
        (
            "allocation",
            2,
            "both",
            "middle",
            "How they were allotted to a dose:\nnot stated in what we read",
            "p1-n-ld p1-n-hd",
        ),
        *(box for arm in ("LD", "HD") for box in _arm(told, arm)),
        (
            "month 6",
            4,
            "both",
            "arms",
            f"Followed for {told['p1-follow-up']} months\nadverse reactions: {told['p1-adverse-reactions']}",
            "p1-follow-up p1-adverse-reactions",
        ),
        (
            "end",
            6,
            "both",
            "arms",
            f"{told['a5-enrolled']} of {told['p1-subjects']} seen, {told['a5-dropout']} dropped out",
            "a5-enrolled p1-subjects a5-dropout",
        ),
    ]
    frame = pd.DataFrame(boxes, columns=["box", "row", "side", "enter", "text", "ids"])
    frame["stated"] = ~frame["text"].str.contains("not stated")
    frame["trace"] = [" ".join(f"findings:{name}" for name in names.split()) for names in frame["ids"]]
    return frame.drop(columns="ids").sort_values("row", kind="stable").reset_index(drop=True)


def _arm(told: pd.Series, arm: str) -> list[tuple[str, int, str, str, str, str]]:
    """The two boxes of one arm: infusion, and the visit at five years."""
    name = {"LD": "Low dose (LD)", "HD": "High dose (HD)"}[arm]
    first, dose, last = f"p1-n-{arm.lower()}", f"p1-dose-{arm.lower()}", f"y5-n-{arm.lower()}"
    infused = f"{name}\n{told[dose]} million cells\nn = {told[first]}"
    seen = f"Seen at {told['y5-follow-up']} years\nn = {told[last]}"
    return [
        (f"{arm} infusion", 3, arm, "arms", infused, f"{dose} {first}"),
        (f"{arm} year 5", 5, arm, "arms", seen, f"y5-follow-up {last}"),
    ]
