"""The dose per kilogram."""

import pandas as pd

from analysis.figures.design import two_arms_drawing as two_arms


def test_the_weight_chooses_among_the_weights_drawn() -> None:
    rows = pd.DataFrame({"weight": [40, 100], "arm": ["LD", "HD"], "cells": [1.6, 1.3], "trace": "seed:1"})
    drawn = two_arms.cells_per_kilogram(rows).to_dict()
    (weight,) = drawn["params"]
    assert weight["value"] in range(weight["bind"]["min"], weight["bind"]["max"] + 1)
    assert "datum.weight == dose_weight" in str(drawn)
