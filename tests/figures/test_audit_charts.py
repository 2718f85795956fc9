"""Structure of the map of verdicts, the ranges of values and the circle of triples."""

import pandas as pd

from analysis.figures.audit.audit_drawing import VERDICTS, verdicts
from analysis.figures.audit.sphere_drawing import KINDS, triples


def test_every_verdict_has_a_fill_and_is_written_in_its_cell() -> None:
    rows = pd.DataFrame(
        {"row": ["± SD, 6 HD", "± SEM, 6 HD"], "column": "5 LD", "verdict": VERDICTS[:2], "reason": ""}
    )
    spec = verdicts(rows.assign(words="possible", trace="formula:x.y")).to_dict()
    boxes, words = spec["layer"]
    fill = boxes["encoding"]["fill"]["scale"]
    assert fill["domain"] == VERDICTS
    assert len(set(fill["range"])) == len(VERDICTS)
    assert words["encoding"]["text"]["field"] == "words"
    assert (spec["width"], spec["height"]) == ("container", 92)


def test_the_chosen_triple_stands_apart_and_is_written_out() -> None:
    rows = pd.DataFrame({"first": [10.0, -1.0], "second": [2.0, 5.0], "kind": KINDS, "chosen": [True, False]})
    layers = triples(rows.assign(words=["10", ""], trace="formula:x.y")).to_dict()["layer"]
    assert [layer["mark"]["type"] for layer in layers] == ["point", "rule", "rule", "point", "text"]
    assert layers[0]["encoding"]["x"]["scale"]["domain"] == [-6.0, 15.0]
    assert layers[0]["transform"][0]["filter"].startswith("(!")
    assert layers[3]["encoding"]["shape"]["scale"]["domain"] == KINDS
