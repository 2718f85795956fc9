"""What one more sentence would be worth: simulated, never a forecast."""

from analysis.data.basis import BASES
from analysis.data.schemas.columns import NUMBER, ForeignKey, like, one_of, required, table

_ITEMS = one_of("spread", "counts", "baseline", "older", "sex", "kit", "levels", "limits")
_ITEM = {
    "ITEM": required(
        "Item",
        "What a sentence would tell. `spread`: whether ± is an SD or an SEM. `counts`: the numbers of "
        "values. `baseline`: levels of an arm at baseline. `older`: people of each age group. `sex`: men "
        "and women by arm. `kit`: one kit and run. `levels`: those at the last visit. `limits`: levels with "
        "the laboratory's limits.",
        _ITEMS,
    )
}
_BASIS = {"BASIS": required("Basis", "What the row rests on.", one_of(BASES["reconstructed"].badge))}
_SHARE = like(r"[01]\.\d+", "a share from 0 to 1")

DISCLOSURE = table(
    "reconstructed/disclosure.csv",
    "What one more sentence would settle",
    "One row per item that the sources do not tell, claim that cannot be tested, and assumption. The item "
    "was drawn, added to the findings and the claim judged again. A simulated verdict is not a forecast.",
    {
        **_ITEM,
        "CLAIMID": required("Claim", "Whose rule reads the item."),
        "ASSUMED": required("Assumed", "Under what the item was drawn."),
        "DRAWS": required("Draws", "How many were drawn and judged.", like(r"\d+", "a whole number")),
        "SUPPORTED": required(
            "Supported", "The share after which the claim adds up, is reproduced or consistent.", _SHARE
        ),
        "AGAINST": required(
            "Against", "The share after which the claim is contradicted or inconsistent.", _SHARE
        ),
        **_BASIS,
    },
    primary_key=("ITEM", "CLAIMID", "ASSUMED"),
    foreign_keys=(ForeignKey("CLAIMID", "claims"),),
)

NARROWING = table(
    "reconstructed/narrowing.csv",
    "How far one more sentence would narrow the dose contrast",
    "One row per item, marker and scale: what the item takes from the width of the range of the dose-by-time "
    "contrast at the last visit, over cohorts and assumptions. Computed; no forecast.",
    {
        **_ITEM,
        "PARAMCD": required("Marker", "Whose contrast it is."),
        "SCALE": required("Scale", "What a change is.", one_of("difference", "ratio")),
        "TRIED": required("Values tried", "How many the item may have.", like(r"\d+", "a whole number")),
        "LOW": required("Low end before", "Of the range before it is told.", like(NUMBER, "a plain number")),
        "HIGH": required("High end before", "Of the same range.", like(NUMBER, "a plain number")),
        "EXPECTED": required(
            "Expected narrowing",
            "The mean over these values, as a share of the width before.",
            like(NUMBER, "a plain number"),
        ),
        "LEAST": required(
            "Least", "By the value that narrows least; below 0 it widens.", like(NUMBER, "a plain number")
        ),
        "MOST": required("Most", "By the value that narrows most.", like(NUMBER, "a plain number")),
        **_BASIS,
    },
    primary_key=("ITEM", "PARAMCD", "SCALE"),
    foreign_keys=(ForeignKey("PARAMCD", "parameters"),),
)
