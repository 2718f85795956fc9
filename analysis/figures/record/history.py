"""Who had what: every entry of the medical histories, and people counted exactly as the source words it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import altair as alt
import pandas as pd

from analysis.data import MissingFindingError, Study, trace_of
from analysis.data.vocabulary import BEFORE, EVERYBODY
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import BLUE, GREEN, INK, PURPLE, VERMILION
from analysis.inference import proportion
from analysis.reported.people_with import people_with

COUNTED, FOLLOWS = "our count, medical history", "follows: all came back"
STANDINGS = {
    "printed by the authors too": "cross",
    "printed in the summary": "circle",
    FOLLOWS: "triangle-up",
    "judged, by whom not told": "square",
    COUNTED: "diamond",
    "printed by the authors": "circle",
}
"""How a count came about, and the shape of its mark."""
VOICES = {"both": "printed by the authors too", "summary only": "printed in the summary"}
"""ATTRIBUTED to how a count came about; all other voices are the authors'."""
ENTRIES = {
    "operation": ("square", VERMILION),
    "diagnosis": ("triangle-up", PURPLE),
    "symptom": ("circle", BLUE),
    "unchanged finding": ("diamond", GREEN),
}
"""Shape and color of an entry, by kind."""
NOTHING = "none"
APART = 0.15
"""Distance between entries of one subject in one period, in periods."""
_NONE: Mapping[str, str] = MappingProxyType({})
_NO_KINDS: Mapping[str, Sequence[str]] = MappingProxyType({})


def medical_history(study: Study) -> alt.LayerChart:
    """Each entry as a mark: subjects down, the periods across, in the order of the source.

    Args:
        study: its medical history, arms and periods.

    Raises:
        MissingFindingError: no medical history is printed.

    Examples:
        >>> medical_history(Study.read()).title.text
        ['Medical history, before and during', 'follow-up']
    """
    entries = medical_history_rows(study)
    history = study.medical_history
    last = [*periods(study).values()][-1]
    later = entries.loc[entries["Period"] == last, "Subject"].unique()
    never = study.people - entries["Subject"].nunique()
    return publish(
        draw_medical_history(
            entries, subjects=sorted(history["SUBJID"].astype(int).unique()), shown=[*periods(study).values()]
        ),
        title="Medical history, before and during follow-up",
        basis="published",
        study=study,
        description="One row a subject, one mark an entry. During follow-up subjects "
        f"{', '.join(str(subject) for subject in later)} have an entry; {never} have none at any time.",
    )


def periods(study: Study) -> dict[str, str]:
    """Each part of the medical history that has entries to its name on the axis, in order of time."""
    used = set(study.medical_history["MHCAT"])
    words = {BEFORE: f"Before the {study.treatment}"}
    ends = {visit.months: visit.words for visit in study.visits}
    words |= {period.label: f"During {ends.get(period.months, period.words)}" for period in study.periods}
    return {part: name for part, name in words.items() if part in used}


def medical_history_rows(study: Study) -> pd.DataFrame:
    """The entries with their places.

    Args:
        study: its medical history and periods.

    Returns:
        One row an entry: `Subject`, `Period`, `Entry`, `Kind`, `Date`, `Medicine`, `Place` (along the
        periods, from 0), `Words` (what stands beside the last entry of a subject in a period) and `trace`.

    Raises:
        MissingFindingError: no medical history is printed.
    """
    history = study.medical_history
    if history.empty:
        raise MissingFindingError(f"{study.name} prints no medical history. Add a table of it.")
    names = periods(study)
    frame = pd.DataFrame(
        {
            "Subject": history["SUBJID"].astype(int),
            "Period": history["MHCAT"].map(names),
            "Entry": history["MHTERM"],
            "Kind": history["MHSCAT"],
            "Date": history["MHSTDTC"],
            "Medicine": history["CMTRT"],
            "trace": "medical_history:" + history["SUBJID"] + "-" + history["MHSEQ"],
        }
    )
    frame = frame[frame["Kind"] != NOTHING].reset_index(drop=True)
    turn = frame.groupby(["Subject", "Period"]).cumcount()
    start = frame["Period"].map({name: place for place, name in enumerate(names.values())})
    dated = (frame["Kind"] + " " + frame["Date"]).where(frame["Date"] != "", "")
    said = frame["Medicine"].where(frame["Medicine"] != "", dated)
    row = said.groupby([frame["Subject"], frame["Period"]])
    words = row.transform(" ".join).str.strip().where(row.cumcount(ascending=False) == 0, "")
    return frame.assign(Place=start + 0.08 + APART * turn, Words=words)


def draw_medical_history(
    entries: pd.DataFrame, *, subjects: Sequence[int], shown: Sequence[str]
) -> alt.LayerChart:
    """Draw the entries; a subject without an entry keeps an empty row.

    Args:
        entries: from `medical_history_rows`.
        subjects: all of them, in order.
        shown: names of the periods, in order.
    """
    kinds = [kind for kind in ENTRIES if kind in set(entries["Kind"])]
    shapes, colors = (list(part) for part in zip(*(ENTRIES[kind] for kind in kinds), strict=True))
    legend = alt.Legend(title="Entry", columns=3, symbolSize=90)
    names = " : ".join(f"datum.value == {place} ? '{name}'" for place, name in enumerate(shown))
    axis = alt.Axis(
        orient="top",
        values=list(range(len(shown))),
        labelExpr=f"{names} : ''",
        labelAlign="left",
        ticks=False,
        domain=False,
    )
    base = alt.Chart(entries).encode(
        x=alt.X("Place:Q", title=None, scale=alt.Scale(domain=[0, len(shown)]), axis=axis),
        y=alt.Y(
            "Subject:O",
            title="Subject",
            scale=alt.Scale(domain=list(subjects)),
            axis=alt.Axis(grid=True, ticks=False, domain=False),
        ),
    )
    marks = base.mark_point(size=110, opacity=1).encode(
        shape=alt.Shape("Kind:N", scale=alt.Scale(domain=kinds, range=shapes), legend=legend),
        color=alt.Color("Kind:N", scale=alt.Scale(domain=kinds, range=colors), legend=legend),
        tooltip=["Subject:O", "Period:N", "Kind:N", "Entry:N", "Date:N", "Medicine:N"],
    )
    words = base.transform_filter("datum.Words").mark_text(align="left", dx=9, dy=-7, fontSize=11, color=INK)
    return alt.LayerChart(layer=[marks, words.encode(text="Words:N")]).properties(
        width="container", height=27 * len(subjects)
    )


def outcomes(
    study: Study,
    *,
    printed: Mapping[str, str],
    standing: Mapping[str, str] = _NONE,
    counted: Mapping[str, Sequence[str]] = _NO_KINDS,
) -> alt.LayerChart:
    """Each outcome with its count and the two-sided interval of the share.

    Args:
        study: its findings, arms, periods and medical history.
        printed: name of an outcome to its PARAMCD; the latest count is taken. Where its findings count
            nobody, those who did not come to the last visit are counted.
        standing: name of an outcome to how its count came about, one of `STANDINGS`, where its findings do
            not say it.
        counted: name of a count to the kinds of entries of the medical history that it covers.

    Raises:
        MissingFindingError: an outcome of which nothing is printed.
    """
    counts = outcomes_rows(study, printed=printed, standing=standing, counted=counted)
    words = "; ".join(
        counts["outcome"]
        + " "
        + counts["events"].astype(str)
        + f" of {study.people} ("
        + counts["standing"]
        + ")"
    )
    return publish(
        draw_outcomes(counts),
        title=f"People with each outcome in {study.last.words}",
        basis="published",
        study=study,
        added="intervals computed" + ("; diamonds counted by us" if counted else ""),
        description=f"One row an outcome, with an interval: {words}. All intervals are wide: {study.people} "
        "people are few.",
    )


def outcomes_rows(
    study: Study,
    *,
    printed: Mapping[str, str],
    standing: Mapping[str, str] = _NONE,
    counted: Mapping[str, Sequence[str]] = _NO_KINDS,
) -> pd.DataFrame:
    """People with each outcome, of all subjects, with the interval of Clopper and Pearson.

    Args:
        study: its findings, arms, periods and medical history.
        printed: as for `outcomes`.
        standing: as for `outcomes`.
        counted: as for `outcomes`.

    Returns:
        ``outcome, standing, events, trace`` and what `inference.proportion` gives, in the order to draw.
    """
    told = [
        {"outcome": name, **_count(study, code, standing.get(name, ""))} for name, code in printed.items()
    ]
    own = people_with(study, counted).assign(standing=COUNTED)
    counts = pd.concat([pd.DataFrame(told), own], ignore_index=True)
    shares = pd.DataFrame([proportion(events, study.people) for events in counts["events"]])
    counts["trace"] = (counts["trace"] + " formula:inference.proportion").str.strip()
    return pd.concat([counts[["outcome", "standing", "trace"]], shares], axis=1)


def _count(study: Study, code: str, standing: str) -> dict[str, object]:
    """How many people the latest findings count: of all, or of the arms together, or who did not return."""
    rows = study.need(f"{code} of people", PARAMCD=code)
    counts = rows[rows["STAT"] == "count"]
    ends = counts["AVISIT"].map({time.name: time.months for time in (*study.visits, *study.periods)})
    counts = counts[ends == ends.max()]
    if counts.empty:
        seen = study.need(
            f"number of all subjects at {study.last.words}",
            PARAMCD="ENROLL",
            STAT="n",
            AVISIT=study.last.name,
            TRT01A=EVERYBODY,
        )
        events, used = study.people - seen["VALUE"].astype(int).min(), pd.concat([rows, seen])
    else:
        everybody = counts.loc[counts["TRT01A"] == EVERYBODY, "VALUE"].astype(int)
        events = everybody.max() if len(everybody) else counts["VALUE"].astype(int).sum()
        used = counts
    voice = "both" if "both" in set(used["ATTRIBUTED"]) else used["ATTRIBUTED"].iloc[0]
    own = FOLLOWS if counts.empty else VOICES.get(voice, "printed by the authors")
    trace = trace_of(used["FINDINGID"])
    return {"events": int(events), "standing": standing or own, "trace": trace}


def draw_outcomes(counts: pd.DataFrame) -> alt.LayerChart:
    """Draw the counts with their intervals.

    Args:
        counts: ``outcome, standing, events, n, estimate, low, high, trace``, in the order to draw.
            ``standing`` is one of ``STANDINGS``.
    """
    base = alt.Chart(counts.assign(count=counts["events"].astype(str) + " of " + counts["n"].astype(str)))
    row = alt.Y("outcome:N", sort=None, title=None)
    standings = list(counts["standing"].unique())
    shapes = [STANDINGS[standing] for standing in standings]
    share = alt.X(
        "estimate:Q",
        title="Share, with its 95% interval",
        axis=alt.Axis(format="~%", values=[0, 0.2, 0.4, 0.6]),
        scale=alt.Scale(domain=[0, 0.9]),
    )
    layers = alt.LayerChart(
        layer=[
            base.mark_rule(strokeWidth=3, opacity=0.55, color=BLUE).encode(x=share, x2="high:Q", y=row),
            base.mark_rule(strokeWidth=3, opacity=0.55, color=BLUE).encode(x=share, x2="low:Q", y=row),
            base.mark_point(size=90, color=BLUE, opacity=1).encode(
                x=share,
                y=row,
                shape=alt.Shape(
                    "standing:N",
                    title="The count is",
                    scale=alt.Scale(domain=standings, range=shapes),
                    legend=alt.Legend(columns=1, symbolFillColor=BLUE),
                ),
            ),
            base.mark_text(align="left", dx=8, color=INK).encode(x="high:Q", y=row, text="count:N"),
        ]
    )
    return layers.properties(width="container", height=26 * len(counts))
