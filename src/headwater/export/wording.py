"""How days, counts and kinds are put into words for a reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from headwater.stylebook.calendar import MONTHS
from headwater.vocabulary.brief import EventStatus, FindingKind
from headwater.vocabulary.lineage import Alteration, LinkKind
from headwater.vocabulary.moment import Moment, Precision
from headwater.vocabulary.proposal import Proposed
from headwater.vocabulary.report import BlockKind
from headwater.vocabulary.statement import Mode, Part, Stance, Statement

FINDING_WORDS = {
    FindingKind.ALTERED_QUOTATION: "Altered quotation",
    FindingKind.CONTRADICTION: "Contradiction",
    FindingKind.HEADLINE_UNSUPPORTED: "Headline not borne out",
    FindingKind.FIGURE_DRIFT: "Drifted figure",
    FindingKind.DATE_DRIFT: "Moved date",
    FindingKind.MODALITY_CHANGE: "Changed certainty",
    FindingKind.DROPPED_CREDIT: "Dropped credit",
    FindingKind.MISSING_RELAY: "Missing relay",
    FindingKind.ONLY_IN: "Only in one account",
}
LINK_WORDS = {
    LinkKind.REPRINT: "reprint",
    LinkKind.REWRITE: "rewrite",
    LinkKind.EXCERPT: "excerpt",
    LinkKind.CREDITS: "credits",
}
ALTERATION_WORDS = {
    Alteration.SAME: "word for word",
    Alteration.EDITED: "edited",
    Alteration.REWORDED: "reworded",
}
MODE_WORDS = {Mode.DIRECT: "in quotation marks", Mode.INDIRECT: "reported speech", Mode.MIXED: "partly quoted"}
STANCE_WORDS = {Stance.DENIED: "denied", Stance.REFUSED: "would not say", Stance.ASKED: "asked"}
STATUS_WORDS = {
    EventStatus.HAPPENED: "happened",
    EventStatus.ANNOUNCED: "announced",
    EventStatus.PLANNED: "planned",
}
BLOCK_WORDS = {
    BlockKind.OUTLET_SUMMARY: "the outlet's own summary",
    BlockKind.NAVIGATION: "menu",
    BlockKind.RELATED: "related links",
    BlockKind.SHARE: "share buttons",
    BlockKind.ADVERT: "advertisement",
}


def count_words(count: int, noun: str) -> str:
    """A count and its noun: '1 page', '3 pages'."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def block_words(kind: BlockKind) -> str:
    """What a reader calls such a block."""
    return BLOCK_WORDS.get(kind, kind.value.replace("-", " "))


def day_words(day: date) -> str:
    """A day as a newspaper prints it.

    >>> day_words(date(2025, 6, 2))
    '2 June 2025'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def time_words(start: date | datetime, end: date | datetime, precision: Precision) -> str:
    """An interval as a newspaper prints it, never finer than its precision.

    >>> time_words(date(2025, 2, 1), date(2025, 2, 28), Precision.MONTH)
    'February 2025'
    """
    first, last = _day(start), _day(end)
    if precision in (Precision.INSTANT, Precision.HOUR) and isinstance(start, datetime):
        return f"{day_words(first)}, {start:%H:%M}"
    if first == last:
        return day_words(first)
    if first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year)
    if first.day == 1 and (last == date.max or (last + timedelta(days=1)).day == 1):
        return _months(first, last)
    if first.year != last.year:
        return f"{day_words(first)} \N{EN DASH} {day_words(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} \N{EN DASH} {day_words(last)}"
    return f"{first.day}\N{EN DASH}{day_words(last)}"


def moment_words(moment: Moment) -> str:
    """What a moment means, in words; why it could not be worked out where it could not."""
    if moment.start is None or moment.end is None:
        return moment.unresolved or moment.timex
    return time_words(moment.start, moment.end, moment.precision)


def published_words(published: date | datetime) -> str:
    """When a report was published, with the time where the page gives one."""
    if isinstance(published, datetime):
        return f"{day_words(published.date())}, {published:%H:%M}"
    return day_words(published)


def percent_words(share: float) -> str:
    """A share as whole percent."""
    return f"{round(share * 100)}\N{NO-BREAK SPACE}%"


def statement_facts(statement: Statement, printed: Callable[[str], str] = str) -> list[str]:
    """What a reader should know of a statement beside its words and its speaker, each in a few words as printed.

    The stance if it was not plainly said, the mode, the headline, the day, the listener, the relays from the outlet to
    the speaker, and how sure the reading is; below the threshold nothing rests on it, and that is said. `printed` makes
    the report's own words fit for where they are printed.
    """
    facts = [STANCE_WORDS[statement.stance]] if statement.stance in STANCE_WORDS else []
    facts.append(MODE_WORDS[statement.mode])
    if statement.part is Part.HEADLINE:
        facts.append("in the headline")
    if statement.said and statement.said.start:
        facts.append(f"said {moment_words(statement.said)}")
    carriers = [relay.agency for relay in statement.relay]
    if statement.addressee and not any(carrier in statement.addressee.text for carrier in carriers):
        facts.append(f"to {printed(statement.addressee.text)}")
    facts += [f"relayed by {printed(carrier)}" for carrier in carriers]
    sure = f"{percent_words(statement.confidence)} sure"
    return [*facts, sure if statement.is_sure else f"uncertain, {sure}"]


def proposed_words(proposed: Proposed) -> list[str]:
    """What became of a language model's proposals: one line in sum, and one for each sentence that was dropped."""
    asked = proposed.passed + len(proposed.dropped)
    lines = [f"{proposed.model} proposed {count_words(asked, 'sentence')}, {proposed.passed} passed the gate"]
    if not asked:
        lines = [f"{proposed.model} proposed nothing, the words are our own"]
    if proposed.failed:
        lines[0] += f" ({proposed.failed})"
    return [*lines, *(f"dropped: {each.text} ({each.reason})" for each in proposed.dropped)]


def _day(instant: date | datetime) -> date:
    return instant.date() if isinstance(instant, datetime) else instant


def _months(first: date, last: date) -> str:
    if first.year != last.year:
        whole_years = first.month == 1 and last.month == 12
        if whole_years:
            return f"{first.year}\N{EN DASH}{last.year}"
        return f"{MONTHS[first.month - 1]} {first.year} \N{EN DASH} {MONTHS[last.month - 1]} {last.year}"
    if first.month == last.month:
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"{MONTHS[first.month - 1]} \N{EN DASH} {MONTHS[last.month - 1]} {last.year}"
