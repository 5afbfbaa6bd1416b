"""Small plots, worked out to the unit: arrivals, reports along the time, and words of outlets and speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from headwater.export.labels import Label
from headwater.export.shown import shortened
from headwater.export.wording import day_words, published_words
from headwater.text.clocks import usual_zone
from headwater.vocabulary.lineage import Link, LinkKind
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import Story

SPARK_WIDTH, SPARK_HEIGHT = 96, 24
# A row for each report; of a story of hundreds the first tell who began.
MOST_ROWS = 60
_ROW, _TOP, _NAMES, _LONGEST_NAME, _NARROWEST = 30, 30, 230, 24, 14.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of a sparkline, in its own units."""

    x: float
    y: float
    width: float
    height: float


def spark(counts: Sequence[int]) -> tuple[Bar, ...]:
    """Bars for counts in equal steps of time; a step without any has none.

    >>> [(bar.x, bar.height) for bar in spark([2, 0, 1])]
    [(0.0, 24.0), (64.0, 12.0)]
    """
    most, step = max(counts, default=0), SPARK_WIDTH / max(len(counts), 1)
    return tuple(
        Bar(round(place * step, 2), SPARK_HEIGHT - height, max(round(step - 1, 2), 0.5), height)
        for place, count in enumerate(counts)
        if count
        for height in (max(round(SPARK_HEIGHT * count / most, 1), 2.0),)
    )


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis of time."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A report on the axis of time: a dot where the page tells the minute, a bar of a day where it tells the day.
    `from_y` and `from_x` are where the text it was made from stands."""

    label: Label
    name: str
    when: str
    y: float
    x: float
    width: float
    from_x: float | None
    from_y: float | None
    kind: str


@dataclass(frozen=True, slots=True)
class TimePlot:
    """The reports of a story in the order they came out. `undated` come last, without a mark."""

    width: int
    height: int
    ticks: tuple[Tick, ...]
    rows: tuple[TimeRow, ...]
    left_out: int
    names: int = _NAMES


def time_plot(story: Story, labels: dict[ReportId, Label], width: int = 1_000) -> TimePlot | None:
    """When each report came out, and from which earlier one it was made; null where no report tells its time."""
    zone = usual_zone(report.masthead.published_at for report in story.reports)
    at = {report.id: _when(report, zone) for report in story.reports}
    dated = [each for each in at.values() if each is not None]
    if not dated:
        return None
    first, last = min(start for start, _ in dated), max(end for _, end in dated)
    length = max((last - first).total_seconds(), 3_600.0)
    scale = (width - _NAMES - 20) / length

    def place(moment: datetime) -> float:
        return round(_NAMES + 10 + (moment - first).total_seconds() * scale, 1)

    far = (datetime.max.replace(tzinfo=UTC),) * 2
    ordered = sorted(story.reports, key=lambda report: (at[report.id] or far)[0])[:MOST_ROWS]
    spots: dict[str, _Spot] = {}
    for number, report in enumerate(ordered):
        times, y = at[report.id], float(_TOP + number * _ROW + _ROW // 2)
        x = place(times[0]) if times else 0.0
        spots[report.id] = _spot(x, round(place(times[1]) - x, 1) if times else 0.0, y)
    links = sorted(story.lineage.links, key=lambda link: link.kind is LinkKind.CREDITS, reverse=True)
    made_from = {link.child: link for link in links if link.parent in spots}
    rows = tuple(_row(report, labels[report.id], spots, made_from.get(report.id)) for report in ordered)
    ticks = tuple(Tick(place(moment), words) for moment, words in _ticks(first, last))
    height = _TOP + len(rows) * _ROW + 6
    return TimePlot(width, height, ticks, rows, len(story.reports) - len(ordered))


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a report stands; an undated one has no x."""

    x: float
    width: float
    y: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


def _spot(x: float, width: float, y: float) -> _Spot:
    """A bar of a day keeps a width at which one sees whether it is filled: of a story of two years a day has two."""
    if not 0 < width < _NARROWEST:
        return _Spot(x, width, y)
    return _Spot(round(x - (_NARROWEST - width) / 2, 1), _NARROWEST, y)


def _row(report: Report, label: Label, spots: dict[str, _Spot], link: Link | None) -> TimeRow:
    spot = spots[report.id]
    parent = spots[link.parent] if link is not None else None
    is_drawn = parent is not None and parent.x and spot.x
    return TimeRow(
        label,
        shortened(label.name, _LONGEST_NAME),
        _words(report),
        spot.y,
        spot.x,
        spot.width,
        parent.middle if parent and is_drawn else None,
        parent.y if parent and is_drawn else None,
        link.kind.value if link else "",
    )


def _when(report: Report, zone: tzinfo) -> tuple[datetime, datetime] | None:
    published = report.masthead.published_at
    if isinstance(published, datetime):
        moment = published if published.tzinfo else published.replace(tzinfo=zone)
        return moment, moment
    day = published or report.masthead.day
    if day is None:
        return None
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    return start, start + timedelta(days=1)


def _words(report: Report) -> str:
    when: date | datetime | None = report.masthead.published_at or report.masthead.day
    return published_words(when) if when else "undated"


def _ticks(first: datetime, last: datetime) -> list[tuple[datetime, str]]:
    """The beginnings of days, at most eight of them; of a story of one day its first and last minute."""
    start = datetime(first.year, first.month, first.day, tzinfo=first.tzinfo)
    days = max((last - start).days, 0)
    step = max(1, -(-days // 7))
    marks = [start + timedelta(days=count) for count in range(0, days + 1, step)]
    marks = [moment for moment in marks if first <= moment <= last]
    if len(marks) < 2:
        ends = [first] if first == last else [first, last]
        return [(moment, f"{moment.day} {day_words(moment.date()).split()[1][:3]} {moment:%H:%M}") for moment in ends]
    is_of_years = first.year != last.year
    return [
        (moment, f"{moment.day} {day_words(moment.date()).split()[1][:3]}{f' {moment.year}' if is_of_years else ''}")
        for moment in marks
    ]
