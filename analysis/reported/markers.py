"""Short names of the seven cytokines and growth factors, in the order in which the book shows them."""

MARKERS = {
    "IL1RA": "IL-1Ra",
    "IL6": "IL-6",
    "IL10": "IL-10",
    "TNFA": "TNF-α",
    "HGF": "HGF",
    "VEGF": "VEGF",
    "TGFB": "TGF-β",
}

VISITS = ("Baseline", "Day 2", "Month 6", "Year 5")
"""The visits at which markers are told of, in order of time."""
