"""What is dated on the calendar, and the visits on the study's own clock; nothing joins the two."""

import math
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import altair as alt
import pandas as pd

from analysis.data import Study, trace_of
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import INK, MUTED, RULE
from analysis.inference.wording import in_words
from analysis.reported.timeline import PUBLISHED

REGISTERED = "REGDTC"
"""The code of the date that stands beside a registration number."""
_EVENTS = {"operation": "Surgery"}
"""Kinds of entries of a medical history, as an axis names them; others show their own name."""
_YEAR = re.compile(r"\. (?:\w+ )*(\d{4})[;.]")
_NONE: Mapping[str, str] = MappingProxyType({})


def timeline(study: Study, *, papers: Mapping[str, str] = _NONE) -> alt.VConcatChart:
    """The calendar above, the study's clock below.

    Args:
        study: its findings, visits, medical history and sources.
        papers: key of a source to what its publication is called; else every report with a DOI by its label.

    Raises:
        ValueError: the citation of one of the papers prints no year.

    Examples:
        >>> timeline(Study.read()).usermeta["title"]
        'Four events are dated, but not the infusion'
    """
    dated, visits = calendar(study, papers=papers), clock(study)
    events = "; ".join(dated["event"] + " " + dated["printed"])
    told = ", ".join(visits["visit"] + " " + visits["findings"].astype(str))
    return publish(
        alt.vconcat(draw_calendar(dated), draw_clock(visits), spacing=24),
        title=finding(dated, treatment=study.treatment),
        subtitle="In what we read. Above, calendar dates; below, findings that tell of each visit",
        basis="published",
        study=study,
        description=f"{events}. Findings by visit: {told}. The {study.treatment} is not dated, only bounded.",
    )


def finding(dated: pd.DataFrame, *, treatment: str) -> str:
    """How many events are dated, of which the treatment is none.

    Args:
        dated: from `calendar`, which dates registration, medical history and publications.
        treatment: what the people were given, in a word.
    """
    events = "event is" if len(dated) == 1 else "events are"
    return f"{in_words(len(dated)).capitalize()} {events} dated, but not the {treatment}"


def calendar(study: Study, *, papers: Mapping[str, str] = _NONE) -> pd.DataFrame:
    """Everything that the sources date, as the span of time that the printed date allows.

    Args:
        study: its findings, medical history and sources.
        papers: key of a source to what its publication is called; else every report with a DOI by its label.

    Returns:
        One row per event: `event`, `printed` (the date as far as it is stated), `start` (the first day that
        it allows, as a year with decimals), `end` (the day after the last) and `trace`.

    Raises:
        ValueError: the citation of one of the papers prints no year.
    """
    events = [*_registered(study), *_happened(study), *_published(study, papers)]
    frame = pd.DataFrame(events, columns=["event", "printed", "trace"])
    spans = [pd.Period(date) for date in frame["printed"]]
    frame["start"] = [_years(span) for span in spans]
    frame["end"] = [_years(span + 1) for span in spans]
    return frame.sort_values("start", kind="stable").reset_index(drop=True)


def clock(study: Study) -> pd.DataFrame:
    """The visits in order, with how many findings tell of each: `visit`, `findings` and `trace`.

    Raises:
        MissingFindingError: no finding belongs to a visit.
    """
    visits = [visit.name for visit in study.visits]
    placed = study.need("finding at a visit", AVISIT=visits)
    groups = placed.assign(trace="findings:" + placed["FINDINGID"]).groupby("AVISIT")
    counted = groups.agg(findings=("FINDINGID", "size"), trace=("trace", " ".join))
    told = [visit for visit in visits if visit in counted.index]
    return counted.loc[told].rename_axis("visit").reset_index()


def published_year(study: Study, key: str) -> str:
    """The year in the citation of one source.

    Raises:
        ValueError: the citation does not print a year between a period and a period or semicolon.
    """
    (source,) = study.cite(key)
    found = _YEAR.search(source.citation)
    if found is None:
        raise ValueError(
            f"no year in the citation of {key!r}: {source.citation!r}. Write it as '. 2020;' or '. 2020.'."
        )
    return found[1]


def _registered(study: Study) -> Iterator[tuple[str, str, str]]:
    dates = study.where(PARAMCD=REGISTERED)
    if len(dates):
        yield "Reg. number's date", dates["VALUE"].iloc[0], trace_of(dates["FINDINGID"])


def _happened(study: Study) -> Iterator[tuple[str, str, str]]:
    for row in study.medical_history.query("MHSTDTC != ''").to_dict("records"):
        event = _EVENTS.get(row["MHSCAT"], row["MHSCAT"].capitalize())
        key = f"medical_history:{row['SUBJID']}-{row['MHSEQ']}"
        yield f"{event}, subject {row['SUBJID']}", row["MHSTDTC"], key


def _published(study: Study, papers: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The day of a publication where a finding gives it, and else the year of the citation."""
    sources = study.sources.set_index("SOURCEID")
    reports = [key for key in study.table("reports")["SOURCEID"] if sources.loc[key, "DOI"]]
    for key, name in (papers or {key: str(sources.loc[key, "LABEL"]) for key in reports}).items():
        days = study.where(PARAMCD=PUBLISHED, SOURCEID=key)
        if len(days):
            yield name, days["VALUE"].iloc[0], trace_of(days["FINDINGID"])
        else:
            yield name, published_year(study, key), f"sources:{key}"


def _years(span: pd.Period) -> float:
    """The first day of a span as a year with a decimal part."""
    first = span.start_time
    return round(first.year + (first.day_of_year - 1) / 365.25, 3)


def draw_calendar(events: pd.DataFrame) -> alt.LayerChart:
    """One line of time with a mark for each event, as long as the printed date leaves open.

    Args:
        events: from `calendar`.
    """
    first, last = int(events["start"].min()), math.ceil(events["end"].max())
    span = last - first
    table = events.assign(
        # Words run to the right from an event, and to the left from one late on the line.
        late=(events["start"] - first) > span / 2,
        level=[len(events) - place for place in range(len(events))],
        ground=0,
        words=events["event"] + ", " + events["printed"],
    )
    step = max(1, math.ceil(span / 4))
    x = alt.X(
        "start:Q",
        title=None,
        scale=alt.Scale(domain=[first, last], nice=False),
        axis=alt.Axis(format="d", values=list(range(first, last + 1, step)), grid=False, labelFlush=True),
    )
    y = alt.Y("level:Q", axis=None, scale=alt.Scale(domain=[0, len(events) + 0.5], nice=False))
    base = alt.Chart(table)
    stems = base.mark_rule(color=RULE).encode(x=x, y=y, y2="ground")
    spans = base.mark_rule(strokeWidth=7).encode(x=x, y=alt.Y("ground:Q", axis=None), x2="end")
    starts = base.mark_point(size=70, opacity=1, color=INK).encode(x=x, y=y)
    early, late = base.transform_filter(~alt.datum.late), base.transform_filter(alt.datum.late)
    words = [
        early.mark_text(align="left", dx=8).encode(x=x, y=y, text="words:N"),
        late.mark_text(align="right", dx=-8).encode(x=x, y=y, text="words:N"),
    ]
    return alt.LayerChart(
        layer=[stems, spans, starts, *words], width="container", height=34 + 26 * len(events)
    )


def draw_clock(visits: pd.DataFrame) -> alt.LayerChart:
    """One bar a visit: how many findings tell of it.

    Args:
        visits: from `clock`.
    """
    base = alt.Chart(visits).encode(
        x=alt.X("visit:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, ticks=False)),
        y=alt.Y("findings:Q", axis=None),
    )
    columns = base.mark_bar(color=MUTED, width=28)
    words = base.mark_text(dy=-8).encode(text="findings:Q")
    return alt.LayerChart(layer=[columns, words], width="container", height=110)
