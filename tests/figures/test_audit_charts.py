"""Structure of the ranges of values."""

import pandas as pd

from analysis.figures.audit.audit_drawing import values


def test_values_show_range_median_mean_and_refusal() -> None:
    rows = pd.DataFrame(
        {
            "row": ["HD, lowest", "HD, printed mean", "refused"],
            "place": [1, 0, 2],
            "arm": ["HD", "HD", ""],
            "kind": ["value", "printed", "refused"],
            "low": [1.0, 3.0, None],
            "middle": [2.0, 3.0, None],
            "high": [3.0, 3.0, None],
            "words": ["", "", "Refused"],
            "trace": "formula:x.y",
        }
    )
    layers = values(rows).to_dict()["layer"]
    assert [layer["mark"]["type"] for layer in layers] == ["rule", "point", "tick", "text"]
    for layer, kind in zip(layers[2:], ["printed", "refused"], strict=True):
        assert f"=== '{kind}'" in layer["transform"][0]["filter"]
    assert "!== 'refused'" in layers[0]["transform"][0]["filter"]
    assert layers[0]["encoding"]["y"]["sort"] == ["HD, printed mean", "HD, lowest", "refused"]
    assert layers[1]["encoding"]["shape"]["scale"]["range"] == ["circle", "diamond"]
