"""The limit of the sedimentation rate beside the rule."""

import pandas as pd

from analysis import figures
from analysis.data import Study
from analysis.figures.aging.esr import draw
from analysis.publication import vega

STUDY = Study.read()


def test_the_chart_follows_the_age() -> None:
    explorer = figures.esr(STUDY)
    (control,) = explorer.controls
    assert (control.name, control.default) == ("limit_age", 56)
    rows = explorer.rows({"limit_age": 61})
    chosen = rows[rows["component"] == "limit at the chosen age"].set_index("sex")["limit"]
    assert chosen.to_dict() == {"women": 35.5, "men": 30.5}
    spec = explorer.static().to_dict()
    assert spec["params"][0]["value"] == 56
    assert ">28.0<" in vega.svg(spec)
    spec["params"][0]["value"] = 61
    assert ">30.5<" in vega.svg(spec)
    assert ">28.0<" not in vega.svg(spec)


def test_the_printed_limit_stays() -> None:
    rows = figures.esr(STUDY).rows({"limit_age": 20})
    (printed,) = rows[rows["label"] != ""].to_dict("records")
    assert (printed["limit"], printed["label"]) == (30.0, "printed: <30")
    assert printed["trace"] == "findings:y5-esr-bound"


def test_the_drawing_takes_any_table() -> None:
    limits = pd.DataFrame(
        {"age": [56, 56], "sex": ["men", "women"], "limit": [28.0, 33.0], "label": "", "trace": "formula:x"}
    )
    drawn = draw(limits.assign(component="limit by age")).to_dict()
    assert drawn["layer"][2]["transform"] == [{"filter": "datum.component == 'limit by age'"}]


def test_the_title_follows_the_age_and_what_is_printed() -> None:
    explorer = figures.esr(STUDY)
    rows = explorer.rows({"limit_age": 60})
    assert explorer.finding(rows) == "At 60 years the rule allows men 30 and women 35 mm/h; printed is <30"
    other = rows.replace({"label": {"printed: <30": "printed: <=20"}})
    assert explorer.finding(other).endswith("; printed is <=20")
