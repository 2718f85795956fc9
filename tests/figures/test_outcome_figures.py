"""Charts of single markers and of the illustrative cohort."""

from typing import Any

import altair as alt


def spec(chart: alt.LayerChart | alt.VConcatChart) -> dict[str, Any]:
    drawn: dict[str, Any] = chart.to_dict()
    for rows in drawn["datasets"].values():
        assert rows
        assert all(row["trace"] for row in rows)
    return drawn


"""Charts of single markers."""
