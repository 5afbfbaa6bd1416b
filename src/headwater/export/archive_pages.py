"""What the verbs of an archive show on a terminal: stories, hits, checks, additions, figures and alerts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from headwater.export.shown import on_one_line, shortened
from headwater.export.wording import LINK_WORDS, count_words, day_words
from headwater.vocabulary.account import AdditionLog, LoggedAddition
from headwater.vocabulary.archive import (
    Added,
    Additions,
    ArchiveStats,
    Hit,
    Hits,
    LoggedEvent,
    StoryChange,
    StoryRow,
    StoryRows,
)
from headwater.vocabulary.brief import WordChange
from headwater.vocabulary.check import Answer, Carried, Checked, Variant, VariantKind
from headwater.vocabulary.watch import Alert, AlertKind

_MIDDLE = " \N{MIDDLE DOT} "
# More outlets than these are a number; all of them stand in the JSON.
_MOST_OUTLETS, _MOST_VARIANTS = 4, 8
# Of a sentence that has less of the asked words than this, single changes tell nothing: it is shown as it is.
_DIFF_FROM = 0.5

CHANGE_WORDS = {
    StoryChange.OPENED: "opened",
    StoryChange.JOINED: "joined",
    StoryChange.LEFT: "left",
    StoryChange.CORRECTED: "newer version in",
    StoryChange.MERGED: "merged into",
    StoryChange.SPLIT: "split from",
    StoryChange.REVIVED: "revived",
    StoryChange.THREADED: "in one thread with",
}
VARIANT_WORDS = {
    VariantKind.VERBATIM: "the very words",
    VariantKind.TRIMMED: "a part of the words",
    VariantKind.REWORDED: "other words in it",
    VariantKind.RETOLD: "told in other words",
    VariantKind.OTHER_NUMBER: "another number",
    VariantKind.NEGATED: "the contrary",
}
ALERT_WORDS = {
    AlertKind.NEW_STORY: "New story",
    AlertKind.NEW_ORIGIN: "Another origin",
    AlertKind.ALTERED_QUOTATION: "Altered quotation",
    AlertKind.FIGURE_CHANGED: "Figure changed",
    AlertKind.CORRECTION: "Correction",
}


def additions_page(additions: Additions) -> RenderableType:
    """What became of each page, and all in all."""
    changes = Counter(added.change for added in additions)
    counts = [count_words(len(additions), "page") + " added"]
    told = {StoryChange.OPENED: "opened a story", StoryChange.JOINED: "joined one", StoryChange.REVIVED: "revived one"}
    counts += [f"{changes[change]} {words}" for change, words in told.items() if changes[change]]
    if changes[StoryChange.CORRECTED]:
        counts.append(count_words(changes[StoryChange.CORRECTED], "newer version"))
    if additions.held:
        counts.append(f"{len(additions.held):,} held already")
    return Group(*map(_added_line, additions), Text(", ".join(counts), style="bold"))


def _added_line(added: Added) -> Text:
    line = Text.assemble((f"{added.story} ", "bold cyan"), (f"{CHANGE_WORDS[added.change]} ", "italic"))
    line.append(on_one_line(added.name), style="bold").append(_MIDDLE, style="dim")
    return line.append(shortened(added.headline or added.address, 70))


def stories_page(rows: StoryRows, first: int = 0) -> RenderableType:
    """A list of stories: what each is about, how many pages and how many origins, and how to read it."""
    if not rows:
        return Text("No story is held that fits." if rows.total == 0 else "No more stories.", style="bold")
    shown = f"{first + 1:,} to {first + len(rows):,} of {count_words(rows.total, 'story').replace('storys', 'stories')}"
    return Group(*map(_story_lines, rows), Text(""), Text(shown, style="dim"))


def _story_lines(row: StoryRow) -> RenderableType:
    title = Text.assemble((f"{row.id} ", "bold cyan"), (shortened(row.title, 90), "bold"))
    facts = [count_words(row.reports, "page")]
    if row.independent_origins is not None:
        facts.append(count_words(row.independent_origins, "independent origin"))
    facts.append(_period(row.first_at, row.newest_at))
    names = [on_one_line(outlet) for outlet in row.outlets]
    more = f" and {len(names) - _MOST_OUTLETS} more" if len(names) > _MOST_OUTLETS else ""
    line = Text(_MIDDLE.join(facts), style="default")
    line.append(f"{_MIDDLE}{', '.join(names[:_MOST_OUTLETS])}{more}" if names else "", style="dim")
    if row.thread != row.id:
        line.append(f"{_MIDDLE}thread {row.thread}", style="dim")
    return Group(title, Padding(line, (0, 0, 0, 2)))


def hits_page(hits: Hits, first: int = 0) -> RenderableType:
    """The reports found, each with the words that were found in it."""
    if not hits:
        return Text("No report held has these words." if hits.total == 0 else "No more reports.", style="bold")
    shown = f"{first + 1:,} to {first + len(hits):,} of {count_words(hits.total, 'report')}"
    return Group(*map(_hit_lines, hits), Text(""), Text(shown, style="dim"))


def _hit_lines(hit: Hit) -> RenderableType:
    title = Text(shortened(hit.headline or "without a headline", 90), style="bold")
    facts = Text(f"{on_one_line(hit.outlet or 'unnamed outlet')}{_MIDDLE}{_when(hit.at)}{_MIDDLE}", style="dim")
    facts.append(hit.story, style="cyan not dim")
    words, at = Text(), hit.excerpt.start
    for match in hit.matches:
        words.append(_piece(hit, at, match.start)).append(_piece(hit, match.start, match.end), style="bold yellow")
        at = match.end
    words.append(_piece(hit, at, hit.excerpt.end))
    return Group(title, Padding(facts, (0, 0, 0, 2)), Padding(words, (0, 0, 0, 2)))


def _piece(hit: Hit, start: int, end: int) -> str:
    """A piece of the excerpt on one line, its outer blanks kept: the pieces stand side by side."""
    piece = hit.excerpt_text[start - hit.excerpt.start : end - hit.excerpt.start]
    inner = on_one_line(piece)
    before = " " if piece[:1].isspace() and inner else ""
    after = " " if piece[-1:].isspace() else ""
    return f"{before}{inner}{after}"


def check_page(checked: Checked) -> RenderableType:
    """A text laid against the archive: for each piece who had it first, who has it otherwise, on how many origins."""
    parts: list[RenderableType] = [part for answer in checked.answers for part in _answer_parts(answer)]
    for link in checked.links:
        other = link.parent if link.child == "text" else link.child
        role = "made from" if link.child == "text" else "the origin of"
        line = f"This text is {role} {other} ({LINK_WORDS[link.kind]}, {link.coverage:.0%} of it)"
        parts.append(Text(line, style="bold"))
    parts += [Text(f"Not checked: {on_one_line(left.reason)}", style="yellow") for left in checked.left_out]
    return Group(*parts)


def _answer_parts(answer: Answer) -> Iterable[RenderableType]:
    yield Text(
        f"\N{LEFT DOUBLE QUOTATION MARK}{on_one_line(answer.words)}\N{RIGHT DOUBLE QUOTATION MARK}", style="bold"
    )
    if answer.reason is not None:
        yield Padding(Text(f"not held: {on_one_line(answer.reason)}", style="yellow"), (0, 0, 1, 2))
    for carried in answer.carried:
        yield Padding(Group(*_carried_parts(carried)), (0, 0, 1, 2))


def _carried_parts(carried: Carried) -> Iterable[RenderableType]:
    origins, reports = carried.independent_origins, len(carried.variants)
    counts = f"{count_words(reports, 'report')}, {count_words(origins, 'independent origin')}"
    yield Text.assemble((carried.story, "cyan"), f" {shortened(carried.title, 70)}{_MIDDLE}", (counts, "bold"))
    names = {str(variant.report): on_one_line(variant.outlet) for variant in carried.variants}
    for place, variant in enumerate(carried.variants[:_MOST_VARIANTS]):
        yield from _variant_parts(variant, names, is_first=place == 0)
    if reports > _MOST_VARIANTS:
        yield Text(f"and {reports - _MOST_VARIANTS} more, in the JSON", style="dim")


def _variant_parts(variant: Variant, names: Mapping[str, str], *, is_first: bool) -> Iterable[RenderableType]:
    style = "green" if variant.kind is VariantKind.VERBATIM else "yellow" if variant.kind.agrees else "red"
    line = Text("first " if is_first else "then  ", style="bold" if is_first else "dim")
    line.append(on_one_line(variant.outlet), style="bold")
    line.append(f"{_MIDDLE}{_when(variant.at)}", style="dim").append(f"{_MIDDLE}{VARIANT_WORDS[variant.kind]}", style)
    if variant.said_by:
        line.append(f"{_MIDDLE}said by {on_one_line(variant.said_by)}", style="dim")
    if str(variant.origin) != variant.report:
        line.append(f"{_MIDDLE}from {names.get(variant.origin, variant.origin)}", style="dim")
    yield line
    if variant.kind is not VariantKind.VERBATIM:
        yield Padding(_changed(variant), (0, 0, 0, 6))


def _changed(variant: Variant) -> Text:
    """The printed words; those that were not asked for stand out, and of the asked ones those that are missing."""
    kept = sum(len(run.after) for run in variant.diff if run.change is WordChange.SAME)
    if kept < _DIFF_FROM * len(variant.words):
        return Text(on_one_line(variant.words))
    words = Text()
    for run in variant.diff:
        if run.change is WordChange.SAME:
            words.append(on_one_line(run.after) + " ")
            continue
        if run.before:
            words.append(on_one_line(run.before), style="red strike").append(" ")
        if run.after:
            words.append(on_one_line(run.after), style="green underline").append(" ")
    return words


def stats_page(stats: ArchiveStats) -> RenderableType:
    """How much is held."""
    table = Table.grid(padding=(0, 2, 0, 0))
    period = _period(stats.oldest_at, stats.newest_at) if stats.oldest_at and stats.newest_at else "nothing yet"
    rows = (
        ("stories", f"{stats.stories:,} in {count_words(stats.threads, 'thread')}"),
        ("reports", f"{stats.reports:,}, and {stats.superseded:,} older versions"),
        ("pages", f"{stats.pages:,}"),
        ("outlets", f"{stats.outlets:,}"),
        ("events", f"{stats.events:,}"),
        ("period", period),
        ("size", f"{stats.bytes / 1e6:,.1f} MB"),
    )
    for name, told in rows:
        table.add_row(Text(name, style="bold"), told)
    return table


def history_page(events: Sequence[LoggedEvent]) -> RenderableType:
    """What became of a story, line by line, with the evidence."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for logged in events:
        event = logged.event
        what = Text(CHANGE_WORDS[event.change], style="bold")
        what.append(f" {event.other}" if event.other else "", style="cyan")
        table.add_row(Text(_when(logged.at), style="dim"), what, Text(on_one_line("; ".join(event.evidence))))
    return table


def audit_page(log: AdditionLog, first: int = 0) -> RenderableType:
    """The log of additions: who, when, from where, and what became of each page."""
    if not log:
        return Text("Nobody has added anything over the web." if log.total == 0 else "No older lines.", style="bold")
    shown = f"{first + 1:,} to {first + len(log):,} of {count_words(log.total, 'addition')}"
    return Group(*map(_addition_lines, log), Text(""), Text(shown, style="dim"))


def _addition_lines(logged: LoggedAddition) -> RenderableType:
    head = Text.assemble((f"{logged.number} ", "bold cyan"), (on_one_line(logged.who), "bold"))
    head.append(f"{_MIDDLE}{_when(logged.at)}{_MIDDLE}from {on_one_line(logged.client)}", style="dim")
    if logged.ended_at is None:
        head.append(f"{_MIDDLE}not ended", style="bold red")
    lines = [Text(f"{on_one_line(page.address)}: {on_one_line(page.outcome)}") for page in logged.pages]
    return Group(head, *(Padding(line, (0, 0, 0, 2)) for line in lines))


def alert_page(alert: Alert) -> RenderableType:
    """An alert as it scrolls by."""
    line = Text.assemble(
        (f"{alert.at:%H:%M} ", "dim"), (f"{ALERT_WORDS[alert.kind]} ", "bold red"), (f"{alert.story} ", "cyan")
    )
    line.append(shortened(alert.title, 70), style="bold").append(f"\n      {on_one_line(alert.summary)}")
    if alert.before and alert.after:
        line.append(f"\n      before {shortened(alert.before, 110)}", style="red")
        line.append(f"\n      after  {shortened(alert.after, 110)}", style="green")
    return line


def _when(at: date | datetime | None) -> str:
    if at is None:
        return "undated"
    day = day_words(at.date() if isinstance(at, datetime) else at)
    return f"{day}, {at:%H:%M}" if isinstance(at, datetime) else day


def _period(first: datetime, newest: datetime) -> str:
    start, end = day_words(first.date()), day_words(newest.date())
    return start if start == end else f"{start} to {end}"
