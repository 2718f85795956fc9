"""What decoder, audit and cohorts found and missed where the single values are public, trial by trial."""

from dataclasses import asdict

import altair as alt
import pandas as pd

from analysis.audit import known_answers, known_comparisons
from analysis.audit.known.results import PARTS, RESULTS
from analysis.data import read
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import BLUE, GRAY, GREEN, INK, VERMILION

_MARKS = dict(
    zip(
        RESULTS,
        ((GREEN, "circle"), (VERMILION, "cross"), (BLUE, "triangle-up"), (GRAY, "square")),
        strict=True,
    )
)
"""Color and shape of each result."""
_ROW = 38
_LINES = "split(replace(replace(datum.label, 'grid ', 'grid|'), /(audit,|whole) /, '$1|'), '|')"


def known_truth(*, seed: int) -> alt.LayerChart:
    """Trials down, what answered across, a mark for each result with its count.

    Args:
        seed: of the draws; a whole number from 0 up.
    """
    counted = rows(seed=seed)
    return publish(
        draw(counted),
        title="Found, missed and left open, by trial",
        basis="observed",
        description=_describe(counted),
        added="answers computed",
    )


def rows(*, seed: int) -> pd.DataFrame:
    """How many answers of each part had each result, by trial.

    Args:
        seed: of the draws.

    Returns:
        One row per trial, part and result that occurs: `trial` (its name and year), `part`, `result`,
        `answers` (how many) and `trace`.
    """
    answers = pd.DataFrame([asdict(each) for each in known_answers(known_comparisons(), seed=seed)])
    counted = answers.groupby(["trial", "part", "result"], sort=False).size().reset_index(name="answers")
    return counted.assign(
        trace="trials:" + counted["trial"] + f" formula:audit.known_answers seed:{seed}",
        trial=counted["trial"].map(_name),
    )


def draw(counted: pd.DataFrame) -> alt.LayerChart:
    """Draw the counts.

    Args:
        counted: from `rows`.
    """
    trials = [_name(trial) for trial in read("trials")["TRIALID"]]
    colors, shapes = zip(*_MARKS.values(), strict=True)
    results = list(RESULTS)
    legend = alt.Legend(title=None, orient="bottom", columns=1, symbolSize=90, labelLimit=180)
    cells = alt.Axis(
        orient="top",
        labelAngle=0,
        labelExpr=_LINES,
        labelFontSize=10.5,
        labelPadding=30,
        grid=True,
        tickBand="extent",
    )
    base = alt.Chart(counted).encode(
        x=alt.X("part:N", title=None, scale=alt.Scale(domain=list(PARTS), padding=0), axis=cells),
        xOffset=alt.XOffset("result:N", scale=alt.Scale(domain=results, padding=0.7)),
        y=alt.Y(
            "trial:N",
            title=None,
            scale=alt.Scale(domain=trials),
            axis=alt.Axis(grid=True, tickBand="extent", labelFontSize=11),
        ),
    )
    color = alt.Color("result:N", scale=alt.Scale(domain=results, range=list(colors)), legend=legend)
    shape = alt.Shape("result:N", scale=alt.Scale(domain=results, range=list(shapes)), legend=legend)
    marks = base.mark_point(size=70, filled=True, opacity=1, strokeWidth=2, yOffset=-6)
    words = base.mark_text(dy=10, fontSize=10, color=INK).encode(text="answers:Q")
    return alt.LayerChart(
        data=counted,
        layer=[marks.encode(color=color, shape=shape), words],
        width="container",
        height=_ROW * len(trials),
    )


def _name(trial: str) -> str:
    """A trial's name as a label: "Meloxicam 2002"."""
    return trial.replace("_", " ").capitalize()


def _describe(counted: pd.DataFrame) -> str:
    totals = counted.groupby(["part", "result"], sort=False, as_index=False)["answers"].sum()
    totals["words"] = totals["answers"].astype(str) + " " + totals["result"]
    said = [f"{part}: {', '.join(own)}" for part, own in totals.groupby("part", sort=False)["words"]]
    return (
        f"A map of {counted['trial'].nunique()} trials by what answered, with a mark and a count for each "
        f"result. Over all trials, {'; '.join(said)}."
    )
