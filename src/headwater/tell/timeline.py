"""The timeline: what happened when, each line with its day, its status and its origins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from headwater.stylebook.modality import Modality, find_modality
from headwater.tell.gate import check_sentence
from headwater.tell.same_event import day_of, merge_events
from headwater.tell.wording import only_moment, tell_sentence
from headwater.text.tokens import fold
from headwater.vocabulary.brief import Claim, Event, EventStatus
from headwater.vocabulary.moment import Moment, Precision
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import Span, touched
from headwater.vocabulary.story import Story

_TOLD = frozenset(Precision) - {Precision.DURATION, Precision.SET, Precision.VAGUE}
_BETWEEN = re.compile(r"(?:,\s+(?:and\s+)?|\s+and\s+)")


@dataclass(slots=True)
class _Line:
    moment: Moment
    span: Span
    claim: Claim
    sources: list[Span] = field(default_factory=list)


def tell_timeline(story: Story, claims: Sequence[Claim]) -> tuple[Event, ...]:
    """The events of a story in time order, one line for each thing said and each time it is said to have been.

    The same claim in several reports is one line with all of them as its sources, and so is what several tell of one
    day in words that are alike. Times inside quotations are left to the statements. Earlier days are background.
    """
    lines: dict[tuple[str, date | datetime | None, date | datetime | None], _Line] = {}
    for claim in claims:
        dated = [(span, moment) for span in claim.support for moment in _moments_in(story.report(span.report), span)]
        # A copy may tell more in its sentence than this claim: the times are those of who said it first.
        opening = dated[0][0] if dated else None
        for span, moment in dated:
            key = (claim.id, moment.start, moment.end)
            if span == opening and key not in lines:
                lines[key] = _Line(moment, span, claim)
            if key in lines and span not in lines[key].sources:
                lines[key].sources.append(span)
    events = [event for line in lines.values() if (event := _event(story, line)) is not None]
    told = merge_events(story, _once(events))
    return tuple(sorted(_with_background(story, told), key=lambda event: (str(event.start), str(event.end))))


# A paper looks back on its week: 'last Tuesday', 'a week ago'. What was over before that leads up to a story or stands
# in it for comparison: a letter of May about a bridge that fell in September, the year the bridge was built.
_OWN_DAYS = timedelta(days=7)


def _with_background(story: Story, events: Sequence[Event]) -> list[Event]:
    """The events, those that ended well before the first report was printed marked as background."""
    printed = [day for report in story.reports if (day := report.masthead.day) is not None]
    if not printed:
        return list(events)
    own = min(printed) - _OWN_DAYS
    return [replace(event, is_background=day_of(event.end) < own) for event in events]


def _moments_in(report: Report, span: Span) -> Iterator[Moment]:
    for moment in report.moments:
        if moment.span is None or moment.start is None or moment.precision not in _TOLD or not span.covers(moment.span):
            continue
        if not touched(moment.span, report.prose.quotations):
            yield moment


def _event(story: Story, line: _Line) -> Event | None:
    moment = line.moment
    if moment.start is None or moment.end is None:
        return None
    sources = tuple(line.sources)
    return Event(
        start=moment.start,
        end=moment.end,
        precision=moment.precision,
        text=_told(story, line, sources),
        sources=sources,
        independent_origins=line.claim.independent_origins,
        status=_status(story, line),
    )


def _told(story: Story, line: _Line, sources: tuple[Span, ...]) -> str:
    report = story.report(line.span.report)
    told = tell_sentence(story, line.span, set())
    listed = _list_around(report, line)
    if len(listed) > 1 and line.moment.span:
        told = only_moment(told, line.moment.span.of(report.text), listed)
    return told if not check_sentence(told, sources, story) else line.span.of(report.text)


def _list_around(report: Report, line: _Line) -> list[str]:
    """The printed dates of the list that a date stands in: '2001, 2006 and 2010'."""
    inside = [
        m.span for m in report.moments if m.span and line.span.covers(m.span) and m.precision is line.moment.precision
    ]
    runs: list[list[Span]] = []
    for span in sorted(inside):
        between = report.text[runs[-1][-1].end : span.start] if runs else ""
        if runs and _BETWEEN.fullmatch(between):
            runs[-1].append(span)
        else:
            runs.append([span])
    return next(([s.of(report.text) for s in run] for run in runs if line.moment.span in run), [])


def _status(story: Story, line: _Line) -> EventStatus:
    report = story.report(line.span.report)
    printed = _printed(report)
    first = line.moment.first_day
    if printed and first and first > printed:
        return EventStatus.PLANNED
    ahead = any(marker.modality is Modality.FUTURE for marker in find_modality(fold(line.span.of(report.text))))
    is_past = printed and line.moment.last_day and line.moment.last_day < printed
    return EventStatus.ANNOUNCED if ahead and not is_past else EventStatus.HAPPENED


def _printed(report: Report) -> date | None:
    published = report.masthead.published_at or (report.masthead.dateline.date if report.masthead.dateline else None)
    return published.date() if isinstance(published, datetime) else published


def _once(events: Sequence[Event]) -> list[Event]:
    """The events without those whose words and time were told already."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for event in events:
        key = (str(event.start), event.text)
        if key not in seen:
            seen.add(key)
            kept.append(event)
    return kept
