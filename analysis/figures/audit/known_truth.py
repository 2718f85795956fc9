"""What decoder, audit and cohorts found and missed where the single values are public, trial by trial."""

from dataclasses import asdict
from functools import partial

import altair as alt
import pandas as pd

from analysis.audit import known_answers, known_comparisons
from analysis.audit.known.results import PARTS, RESULTS
from analysis.data import read
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, LOOK, column_heads

ALL = "all parts"
FALSE = "falsely accused"
SHAPES = dict(zip(RESULTS, ("circle", "cross", "triangle-up", "square"), strict=True))
"""Of each result."""
WORDS = dict(zip(RESULTS, ("found", "falsely|accused", "missed or|left open", "not|tried"), strict=True))
"""Results as the axis writes them (``|`` breaks the line)."""
_ROW = 24


def known_truth(*, seed: int) -> Explorer:
    """Trials down, results across, with the number of answers; which part answered is a reader's choice.

    Args:
        seed: of the draws; a whole number from 0 up.
    """
    counted = rows(seed=seed)
    return Explorer(
        finding=partial(finding, counted),
        subtitle="Trials whose single values are public: answers held against the truth, computed",
        basis="observed",
        controls=(Control("part", "What answered", "select", choices=(ALL, *PARTS), default=ALL),),
        compute=partial(_of, counted),
        draw=draw,
        describe=lambda _: _describe(counted),
        added="answers computed",
    )


def finding(counted: pd.DataFrame, shown: pd.DataFrame) -> str:
    """How many answers of a part are right; of all parts the span, since they answer different questions.

    Args:
        counted: from `rows`.
        shown: `part`, `result` and `answers`, of one choice.
    """
    totals = shown.groupby("result")["answers"].sum()
    false = int(totals.get(FALSE, 0))
    accuse = f"{false or 'none'} accuse{'s' * (false < 2)} falsely"
    if shown["part"].iloc[0] != ALL:
        right = int(totals.get(RESULTS[0], 0))
        verb = "is" if right == 1 else "are"
        return _capital(f"{right or 'none'} of {totals.sum():,} answers {verb} right, {accuse}")
    found = counted["answers"].where(counted["result"] == RESULTS[0], 0)
    shares = found.groupby(counted["part"]).sum() / counted.groupby("part")["answers"].sum()
    low, high = (f"{100 * share:.0f}%" for share in (shares.min(), shares.max()))
    span = low if low == high else f"{low} to {high}"
    accuse = accuse.replace(" accuse", f" of {totals.sum():,} answers accuse")
    return _capital(f"{accuse}; by part {span} are right")


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


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
        counted: of one part or of all together: `trial`, `result`, `answers` and `trace`.
    """
    trials = [_name(trial) for trial in read("trials")["TRIALID"]]
    results = list(RESULTS)
    across = column_heads(WORDS)
    base = alt.Chart().encode(
        x=alt.X("result:N", title=None, scale=alt.Scale(domain=results), axis=across),
        y=alt.Y(
            "trial:N",
            title=None,
            scale=alt.Scale(domain=trials),
            axis=alt.Axis(grid=True, domain=False, ticks=False),
        ),
    )
    color = alt.condition(alt.datum.result == FALSE, alt.value(LOOK), alt.value(INK))
    shape = alt.Shape(
        "result:N", scale=alt.Scale(domain=results, range=[SHAPES[each] for each in results]), legend=None
    )
    marks = base.mark_point(size=70, filled=True, opacity=1, xOffset=-8).encode(color=color, shape=shape)
    numbers = base.mark_text(align="left", dx=2).encode(text="answers:Q")
    return alt.LayerChart(data=counted, layer=[marks, numbers], width="container", height=_ROW * len(trials))


def _of(counted: pd.DataFrame, *, part: str) -> pd.DataFrame:
    """The counts of one part, or of all: a row for each trial and result."""
    own = counted if part == ALL else counted[counted["part"] == part]
    grouped = own.groupby(["trial", "result"], sort=False, as_index=False)
    return grouped.agg(answers=("answers", "sum"), trace=("trace", _once))


def _once(traces: "pd.Series[str]") -> str:
    return " ".join(dict.fromkeys(" ".join(traces).split()))


def _name(trial: str) -> str:
    """A trial's name as a label: "Meloxicam 2002"."""
    return trial.replace("_", " ").capitalize()


def _describe(counted: pd.DataFrame) -> str:
    totals = counted.groupby(["part", "result"], sort=False, as_index=False)["answers"].sum()
    totals["words"] = totals["answers"].astype(str) + " " + totals["result"]
    said = [f"{part}: {', '.join(own)}" for part, own in totals.groupby("part", sort=False)["words"]]
    return (
        f"A map of {counted['trial'].nunique()} trials by result, with a mark and a count, for all that "
        f"answered or one part of it. Over all trials, {'; '.join(said)}."
    )
