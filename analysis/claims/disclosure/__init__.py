"""What one more sentence would be worth: each untold item drawn, its claims judged again."""

from analysis.claims.disclosure.items import Item, undisclosed
from analysis.claims.disclosure.narrowing import Narrowing
from analysis.claims.disclosure.worth import WHY, Chance, Ranked, Worth, moved_by, worth_of_disclosure

__all__ = [
    "WHY",
    "Chance",
    "Item",
    "Narrowing",
    "Ranked",
    "Worth",
    "moved_by",
    "undisclosed",
    "worth_of_disclosure",
]
