"""Printed levels beside other assays' limits."""

import pandas as pd

from analysis.figures.record import assay_limits


def test_limits_share_one_axis_over_markers() -> None:
    rows = pd.DataFrame(
        {
            "marker": ["IL-10", "TNF-α"],
            "arm": ["HD", "LD"],
            "visit": "Month 6",
            "level": [300.0, 100.0],
            "limit": [12.6, 2.5],
            "limit_source": "others",
            "unit": "pg/mL",
            "trace": "formula:x.y",
        }
    )
    views = assay_limits.draw(rows, arms=["LD", "HD"]).to_dict()["vconcat"]
    domains = [view["layer"][4]["encoding"]["x"]["scale"]["domain"] for view in views]
    assert domains[0] == domains[1] == [1.25, 750.0]
    above, below = views[0]["layer"][5:]
    assert above["transform"][0]["filter"] == f"!({below['transform'][0]['filter']})"


def test_the_title_gives_the_span_of_the_multiples() -> None:
    rows = pd.DataFrame({"times": [1.0951, 45.4, 20.0]})
    assert assay_limits.finding(rows) == "Printed means are 1.1 to 45 times other assays' upper limits"
    assert assay_limits.finding(rows.head(1)) == "Printed means are 1.1 times other assays' upper limits"
