"""Who had what: every entry of the medical histories, and people counted exactly as the source words it."""

from collections.abc import Hashable, Mapping, Sequence
from textwrap import wrap
from types import MappingProxyType
from typing import Any, Literal

import altair as alt
import pandas as pd

from analysis.data import MissingFindingError, Study, trace_of
from analysis.data.vocabulary import BEFORE, EVERYBODY
from analysis.figures.base.publish import LONGEST_TITLE, publish
from analysis.figures.base.theme import INK, MUTED, RULE
from analysis.inference import proportion
from analysis.inference.wording import in_words
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
HEADING = "is "
"""Before how a count came about, where that stands in a row of its own."""
NEW = ("diagnosis", "operation")
"""Kinds of entries that are something new where they stand in the last period."""
NOTHING = "none"
LINE, APART = 16, 6
"""Pixels from one line of an entry to the next, and between the rows of two people."""
LABELS = 26
"""Pixels left of the periods, for the numbers of the subjects."""
WIDTH = 46
"""Characters of all periods together, which fit a phone."""
_NONE: Mapping[str, str] = MappingProxyType({})
_NO_KINDS: Mapping[str, Sequence[str]] = MappingProxyType({})


def medical_history(study: Study) -> alt.LayerChart:
    """Each entry in its words: people down, the periods across, in the order of the source.

    Args:
        study: its medical history, arms and periods.

    Raises:
        MissingFindingError: no medical history is printed.

    Examples:
        >>> medical_history(Study.read()).usermeta["title"]
        'Three of eleven people had a new diagnosis or an operation'
    """
    entries = medical_history_rows(study)
    shown = [*periods(study).values()]
    had = entries[entries["Kind"] != NOTHING]
    later = had.loc[had["Period"] == shown[-1], "Subject"].unique()
    never = study.people - had["Subject"].nunique()
    words = "; ".join(
        f"subject {subject}, {str(period).lower()}: " + ", ".join(own["Words"].str.replace("|", " "))
        for (subject, period), own in had.groupby(["Subject", "Period"], sort=False)
    )
    return publish(
        draw_medical_history(entries, shown=shown),
        title=history_finding(entries, people=study.people, last=shown[-1]),
        subtitle=f"As reported, {shown[-1].lower()}; every entry of the medical histories, by subject",
        basis="published",
        study=study,
        description="One row a subject, one line an entry. During follow-up subjects "
        f"{', '.join(str(subject) for subject in later)} have an entry; {never} have none at any time. "
        f"In words, {words}.",
    )


def history_finding(entries: pd.DataFrame, *, people: int, last: str) -> str:
    """How many people have something new in the last period.

    Args:
        entries: from `medical_history_rows`.
        people: all of them.
        last: the name of the last period.

    Examples:
        >>> row = {"Subject": [1], "Period": "Later", "Kind": "symptom"}
        >>> history_finding(pd.DataFrame(row), people=4, last="Later")
        'None of four people had a new diagnosis or an operation'
    """
    new = entries[(entries["Period"] == last) & entries["Kind"].isin(NEW)]
    count = new["Subject"].nunique()
    who = "None" if count == 0 else "All" if count == people > 1 else in_words(count).capitalize()
    return f"{who} of {in_words(people)} people had a new diagnosis or an operation"


def periods(study: Study) -> dict[str, str]:
    """Each part of the medical history that has entries to its name on the axis, in order of time."""
    used = set(study.medical_history["MHCAT"])
    words = {BEFORE: f"Before the {study.treatment}"}
    ends = {visit.months: visit.words for visit in study.visits}
    words |= {period.label: f"During {ends.get(period.months, period.words)}" for period in study.periods}
    return {part: name for part, name in words.items() if part in used}


def medical_history_rows(study: Study) -> pd.DataFrame:
    """The entries in their words, with their places.

    Args:
        study: its medical history and periods.

    Returns:
        One row an entry, also where the source says that there is none: `Subject`, `Period`, `Entry`, `Kind`,
        `Date`, `Medicine`, `Words` (the entry in short, with its medicine and date, in lines broken at "|"),
        `Place` (of its period, from 0), `Top` (px
        from the top to its first line), `Row` (px to that of the subject) and `trace`.

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
            "Place": history["MHCAT"].map({name: place for place, name in enumerate(names)}),
            "Entry": history["MHTERM"],
            "Kind": history["MHSCAT"],
            "Date": history["MHSTDTC"],
            "Medicine": history["CMTRT"],
            "trace": "medical_history:" + history["SUBJID"] + "-" + history["MHSEQ"],
        }
    ).sort_values("Subject", kind="stable", ignore_index=True)
    lines = [_lines(row, WIDTH // len(names)) for row in frame.to_dict("records")]
    heights = pd.Series([LINE * len(own) for own in lines])
    above = heights.groupby([frame["Subject"], frame["Period"]]).cumsum() - heights
    own = (above + heights).groupby(frame["Subject"]).max() + APART
    row = frame["Subject"].map(own.cumsum() - own)
    return frame.assign(Words=["|".join(each) for each in lines], Row=row, Top=row + above)


def _lines(row: Mapping[Hashable, Any], width: int) -> list[str]:
    """One entry in short lines: without what stands in brackets, with its medicine and its date."""
    term = str(row["Entry"]).partition(" (")[0]
    added = ", ".join(filter(None, [row["Medicine"], row["Date"]]))
    lower = term if term[1:2].isupper() else term[0].lower() + term[1:]
    return wrap(f"{lower} ({added})" if added else lower, width)


def draw_medical_history(entries: pd.DataFrame, *, shown: Sequence[str]) -> alt.LayerChart:
    """Draw the entries; where the source says that there is none, that word stands.

    Args:
        entries: from `medical_history_rows`.
        shown: names of the periods, in order.
    """
    lines = entries["Words"].str.count(r"\|") + 1
    height = int((entries["Top"] + LINE * lines).max()) + APART
    last = entries["Period"] == shown[-1]
    table = entries.assign(
        none=entries["Kind"] == NOTHING,
        new=last & entries["Kind"].isin(NEW),
        first=~entries["Subject"].duplicated(),
    )
    down = alt.Scale(domain=[0, height], reverse=True, nice=False)
    names = " : ".join(f"datum.value == {place} ? '{name}'" for place, name in enumerate(shown))
    heads = alt.Axis(
        orient="top",
        values=list(range(len(shown))),
        labelExpr=f"{names} : ''",
        labelAlign="left",
        labelFontWeight="bold",
        labelLimit=0,
        grid=False,
        ticks=False,
        domain=False,
    )
    base = alt.Chart(table).encode(
        x=alt.X("Place:Q", scale=alt.Scale(domain=[0, len(shown)]), title=None, axis=heads),
        y=alt.Y("Top:Q", scale=down, axis=None),
        tooltip=["Subject:O", "Period:N", "Kind:N", "Entry:N", "Date:N", "Medicine:N"],
    )
    told = base.transform_filter(~alt.datum.none)
    bullets = told.mark_text(align="left", baseline="top", dy=4, text="•")
    words = [
        _words(told.transform_filter(~alt.datum.new)),
        _words(told.transform_filter(alt.datum.new), weight="bold"),
        _words(base.transform_filter(alt.datum.none), color=MUTED),
    ]
    people = (
        alt.Chart(table).transform_filter(alt.datum.first).encode(y=alt.Y("Row:Q", scale=down, axis=None))
    )
    rules = people.mark_rule(color=RULE).encode(x=alt.value(-LABELS), x2=alt.value("width"))
    numbers = people.mark_text(align="left", baseline="top", dy=4, x=-LABELS, color=MUTED).encode(
        text="Subject:O"
    )
    return alt.LayerChart(layer=[rules, numbers, bullets, *words], width="container", height=height)


def _words(
    entries: alt.Chart, *, color: str = INK, weight: Literal["normal", "bold"] = "normal"
) -> alt.Chart:
    """Entries as text, to the right of their bullets."""
    text: alt.Chart = entries.encode(text="Words:N").mark_text(
        align="left",
        baseline="top",
        lineBreak="|",
        lineHeight=LINE,
        dx=10,
        dy=4,
        color=color,
        fontWeight=weight,
    )
    return text


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
        title=outcomes_finding(counts),
        subtitle=f"Counts as reported, {study.last.words}; share with its two-sided 95% interval; "
        f"{study.people} people",
        basis="published",
        study=study,
        added="intervals computed" + ("; diamonds counted by us" if counted else ""),
        description=f"One row an outcome, with an interval: {words}. All intervals are wide: {study.people} "
        "people are few.",
    )


def outcomes_finding(counts: pd.DataFrame) -> str:
    """How many outcomes nobody had, and what share stays possible of them; else whom they were reported of.

    Args:
        counts: `outcome`, `events`, `n`, `low` and `high`.

    Examples:
        >>> counts = pd.DataFrame({"outcome": ["Death"], "events": 0, "n": 11, "low": 0.0, "high": 0.285})
        >>> outcomes_finding(counts)
        'Death: reported of nobody, yet up to 28% stays possible'
        >>> outcomes_finding(counts.assign(events=2, low=0.023, high=0.518))
        'Death: reported of 2 of 11 people, so 2.3% to 52% stay possible'
    """
    none, many = counts[counts["events"] == 0], len(counts)
    if many == 1:
        what = str(counts["outcome"].iloc[0])
    elif len(none) == many:
        what = f"All {in_words(many)} outcomes"
    else:
        what = f"{in_words(len(none)).capitalize()} of {in_words(many)} outcomes"
    if len(none):
        title = f"{what}: reported of nobody, yet up to {100 * none['high'].max():.2g}% stays possible"
        return title if len(title) <= LONGEST_TITLE else title.removeprefix(f"{what}: ").capitalize()
    fewest, most = counts["events"].min(), counts["events"].max()
    people = f"{fewest} to {most}" if fewest < most else f"{most}"
    of = f"of {people} of {counts['n'].max()} people"
    if many > 1:
        return f"{in_words(many).capitalize()} outcomes are reported {of} each"
    low, high = (f"{100 * counts[end].iloc[0]:.2g}%" for end in ("low", "high"))
    return f"{what}: reported {of}, so {low} to {high} stay possible"


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
    standings = list(counts["standing"].unique())
    table = counts.assign(
        count=counts["events"].astype(str) + " of " + counts["n"].astype(str),
        heading=HEADING + counts["standing"],
        first=~counts["standing"].duplicated(),
    ).sort_values("standing", key=lambda column: column.map(standings.index), kind="stable")
    rows = [
        row
        for standing in standings
        for row in (HEADING + standing, *table.loc[table["standing"] == standing, "outcome"])
    ]
    no_heading = alt.Axis(
        labelExpr=f"indexof(datum.label, '{HEADING}') == 0 ? '' : datum.label",
        labelPadding=12,
        ticks=False,
        domain=False,
    )
    base = alt.Chart(table)
    row = alt.Y("outcome:N", scale=alt.Scale(domain=rows), title=None, axis=no_heading)
    share = alt.X(
        "estimate:Q",
        title="Share, with its 95% interval",
        axis=alt.Axis(format="~%", values=[0, 0.2, 0.4, 0.6], grid=False),
        scale=alt.Scale(domain=[0, 0.8]),
    )
    shapes = alt.Scale(domain=standings, range=[STANDINGS[standing] for standing in standings])
    span = base.mark_rule(strokeWidth=3, opacity=0.4)
    headings = base.transform_filter(alt.datum.first).mark_text(align="left", dy=2, color=MUTED)
    return alt.LayerChart(
        layer=[
            span.encode(x=share, x2="high:Q", y=row),
            span.encode(x=share, x2="low:Q", y=row),
            base.mark_point(size=90, color=INK, opacity=1).encode(
                x=share, y=row, shape=alt.Shape("standing:N", scale=shapes, legend=None)
            ),
            base.mark_text(align="left", dx=8).encode(x="high:Q", y=row, text="count:N"),
            headings.encode(x=alt.value(0), y="heading:N", text="standing:N"),
        ],
        width="container",
        height=20 * len(rows),
    )
