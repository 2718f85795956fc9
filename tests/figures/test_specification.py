"""The specification curve: where columns stand, and what is left empty."""

import pandas as pd
from analysis.figures.cohorts.specification_drawing import specification_curve

WORDS = {
    "a": {"x": "a: x", "y": "a: y"},
    "b": {"1": "b: 1", "2": "b: 2"},
    "c": {"0": "c: 0"},
    "d": {"0": "d: 0"},
    "e": {"u": "e: u", "v": "e: v"},
}
ROWS = pd.DataFrame(
    [
        {"a": a, "b": b, "c": 0, "d": 0, "e": e, "middle": middle, "low": middle, "high": middle}
        for (a, b, e, middle) in [
            ("x", 1, "u", 0.3),
            ("x", 1, "v", 0.1),
            ("x", 2, "u", 0.2),
            ("x", 2, "v", None),
            ("y", 1, "u", None),
            ("y", 1, "v", None),
            ("y", 2, "u", None),
            ("y", 2, "v", None),
        ]
    ]
).assign(marker="M", share=0.5, status="built", reason="", trace="seed:1")
ROWS["status"] = ROWS["status"].mask(ROWS["middle"].isna(), "no cohorts")


def spec() -> dict:
    return specification_curve(ROWS, {"a": "x", "b": 1}, WORDS).to_dict()


def drawn() -> pd.DataFrame:
    return pd.DataFrame(max(spec()["datasets"].values(), key=len))


def test_columns_rise_and_empty_ones_are_piled_at_the_end() -> None:
    rows = drawn()
    built = rows[rows["middle"].notna()].sort_values("start")
    assert list(built["middle"]) == [0.1, 0.2, 0.3]
    empty = rows[rows["middle"].isna()]
    assert len(empty) == 5, "none is dropped"
    assert empty["start"].min() == built["end"].max() == 0.5
    assert empty.groupby(["a", "b"])["start"].nunique().eq(1).all()
    assert sorted(empty["pile"]) == [0, 0, 0, 1, 1]
    assert rows["end"].max() == 1


def test_every_panel_has_its_current_column_and_the_same_left_edge() -> None:
    views = spec()["vconcat"]
    assert len(views) == 3
    for view in views:
        here, *others = view["layer"]
        assert "datum.a == a && datum.b == b" in str(here["transform"])
        edges = {
            layer["encoding"]["y"]["axis"]["minExtent"]
            for layer in others
            if layer["encoding"].get("y", {}).get("axis")
        }
        assert edges == {112}
        assert view["width"] == "container"


def test_the_choices_are_named_on_the_axis() -> None:
    dots = spec()["vconcat"][2]["layer"][1]["encoding"]["y"]
    assert dots["scale"]["domain"][:4] == ["a=x", "a=y", " ", "b=1"]
    assert "'e=v': 'e: v'" in dots["axis"]["labelExpr"]
