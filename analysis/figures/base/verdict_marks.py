"""One mark for each verdict, told apart by its form: in ink, at 16 px, on paper, in a reader's own colors.

What is equal adds up; two sentences that disagree are not equal. Of a claim that was checked the ring is full
in its middle where it was obtained again, half full where nothing speaks against it, and empty where nothing
can be said. None of them is the mark of an arm (●◆▲■) or of a direction (▲▼■).
"""

from typing import get_args

from analysis.claims import Verdict

_RING = (
    "M0.88,0A0.88,0.88 0 1 1 -0.88,0A0.88,0.88 0 1 1 0.88,0Z"
    "M0.66,0A0.66,0.66 0 1 0 -0.66,0A0.66,0.66 0 1 0 0.66,0Z"
)
_BARS = "M-0.85,-0.56H0.85V-0.22H-0.85ZM-0.85,0.22H0.85V0.56H-0.85Z"

MARKS: dict[Verdict, str] = {
    "adds up": _BARS,
    "reproduced": _RING + "M0.4,0A0.4,0.4 0 1 1 -0.4,0A0.4,0.4 0 1 1 0.4,0Z",
    "consistent": _RING + "M0,-0.7A0.7,0.7 0 0 0 0,0.7Z",
    "cannot be tested": _RING,
    "contradicted by the source itself": _BARS + "M0.34,-1L0.68,-1L-0.34,1L-0.68,1Z",
    "inconsistent": (
        "M-0.62,-0.86L0,-0.24L0.62,-0.86L0.86,-0.62L0.24,0L0.86,0.62"
        "L0.62,0.86L0,0.24L-0.62,0.86L-0.86,0.62L-0.24,0L-0.86,-0.62Z"
    ),
}
"""Verdict to the outline of its mark between -1 and 1, an SVG path that is filled: also a shape of Vega.

They stand in the order in which verdicts are drawn.
"""


def verdict_named(text: str) -> Verdict | None:
    """The verdict that a text names, however it is capitalized.

    >>> verdict_named("Adds up"), verdict_named("possible")
    ('adds up', None)
    """
    said = text.casefold()
    return next((verdict for verdict in get_args(Verdict) if verdict == said), None)


def svg(verdict: Verdict) -> str:
    """The mark as a small picture in the color of the text around it; the word beside it says what it is."""
    return (
        '<svg class="verdict-mark" viewBox="-1 -1 2 2" width="16" height="16" aria-hidden="true">'
        f'<path fill="currentColor" d="{MARKS[verdict]}"/></svg>'
    )
