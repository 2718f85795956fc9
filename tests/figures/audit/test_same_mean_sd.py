"""Every triple of the circle has the mean and the SD asked for; the chosen one stands apart."""

import pandas as pd
import pytest

from analysis.figures import same_mean_sd
from analysis.figures.audit.same_mean_sd import KINDS, _drawing, finding


@pytest.mark.parametrize("turn", [0, 7, 23])
def test_every_triple_has_the_mean_and_the_sd(turn: int) -> None:
    rows = same_mean_sd(mean=30, sd=28).rows({"turn": turn})
    triples = rows[["first", "second", "third"]]
    assert triples.mean(axis=1).to_numpy() == pytest.approx(30, abs=0.01)
    assert triples.std(axis=1).to_numpy() == pytest.approx(28, abs=0.01)
    assert list(rows.index[rows["chosen"]]) == [turn]
    assert ((triples.min(axis=1) < 0) == (rows["kind"] != "kept")).all()


def test_the_chosen_triple_stands_apart_and_is_written_out() -> None:
    rows = pd.DataFrame({"first": [10.0, -1.0], "second": [2.0, 5.0], "kind": KINDS, "chosen": [True, False]})
    layers = _drawing(rows.assign(words=["10", ""], trace="formula:x.y")).to_dict()["layer"]
    assert [layer["mark"]["type"] for layer in layers] == ["point", "rule", "rule", "point", "text"]
    assert layers[0]["encoding"]["x"]["scale"]["domain"] == [-6.0, 15.0]
    assert layers[0]["transform"][0]["filter"].startswith("(!")
    assert layers[3]["encoding"]["shape"]["scale"]["domain"] == KINDS


@pytest.mark.parametrize(
    ("kept", "words"), [(0, "none have no value"), (1, "1 has no value"), (3, "3 have no value")]
)
def test_the_title_counts_the_triples_without_a_negative_value(kept: int, words: str) -> None:
    rows = pd.DataFrame({"kind": [KINDS[0]] * kept + [KINDS[1]] * 2})
    assert words in finding(30, 28, rows)
    assert (
        same_mean_sd(mean=30, sd=28).title == "Of 24 triples with mean 30 and SD 28, 15 have no value below 0"
    )
