"""The brief as a page for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from headwater.export.figure_ledger import figure_ledger
from headwater.export.footnotes import Footnotes
from headwater.export.labels import Label, labels_of
from headwater.export.ledgers import SpeakerLines, who_said_what
from headwater.export.lineage_lines import lineage_notes
from headwater.export.lineage_tree import lineage_tree, notes_parts, style_of
from headwater.export.only_in import only_in_accounts, only_in_words
from headwater.export.same import same_sentences
from headwater.export.shown import on_one_line, shortened
from headwater.export.wording import (
    FINDING_WORDS,
    STATUS_WORDS,
    count_words,
    proposed_words,
    statement_facts,
    time_words,
)
from headwater.vocabulary.brief import Brief, Edition, Event, EventStatus, Finding, FindingKind, WordChange
from headwater.vocabulary.span import Span

# Longer lines are hard to read, however wide the terminal.
WIDEST = 100
# Two lines; the whole stands in the other forms.
LONGEST_ONLY_IN = 180
# A terminal is read from the top: of what only one account has, its first passages.
MOST_ONLY_IN = 5


def terminal_page(edition: Edition) -> RenderableType:
    """The briefs of a run for a Rich console: what a reporter reads before opening the HTML page."""
    parts: list[RenderableType] = [part for brief in edition for part in _StoryPage(brief).parts()]
    if not edition:
        parts.append(Text("No story was told.", style="bold"))
    if edition.left_out:
        parts.append(_heading(f"Left out: {count_words(len(edition.left_out), 'page')}"))
        for left in edition.left_out:
            parts.append(_item(Text.assemble((on_one_line(left.page), "bold"), f": {on_one_line(left.reason)}")))
    return Group(*parts)


class _StoryPage:
    """The parts of one story's page; holds what all of them need: labels and footnotes."""

    def __init__(self, brief: Brief) -> None:
        self.brief, self.story = brief, brief.story
        self.labels = labels_of(self.story)
        self.notes = Footnotes("s", self.story, self.labels, same_sentences(self.story))

    def parts(self) -> list[RenderableType]:
        """Everything, top to bottom."""
        return [
            *self._head(),
            *self._told(),
            *self._lineage(),
            *self._findings(),
            *self._said(who_said_what(self.story)),
            *self._timeline(),
            *self._figures(),
            Text(""),
        ]

    def _head(self) -> list[RenderableType]:
        pages, origins = len(self.story.reports), self.story.lineage.independent_origins
        counts = Text(f"{count_words(pages, 'page')}, {count_words(origins, 'independent origin')}", style="bold")
        return [Text(""), Text(on_one_line(self.brief.title), style="bold underline"), counts]

    def _told(self) -> list[RenderableType]:
        parts: list[RenderableType] = []
        if self.brief.synopsis:
            words = Text()
            for told in self.brief.synopsis:
                words.append(on_one_line(told.text)).append(" ").append_text(self._marks(told.sources)).append(" ")
            parts += [_heading("Synopsis"), words]
        if self.brief.takeaways:
            parts.append(_heading("Key takeaways"))
            for told in self.brief.takeaways:
                line = Text(on_one_line(told.text) + " ").append_text(self._marks(told.sources))
                line.append(f" {count_words(told.independent_origins, 'origin')}", style="dim")
                parts.append(_item(line))
        if self.brief.proposed is not None:
            said, *dropped = (shortened(words, LONGEST_ONLY_IN) for words in proposed_words(self.brief.proposed))
            if len(dropped) > MOST_ONLY_IN:
                more = f"and {len(dropped) - MOST_ONLY_IN} more, in the other forms of this brief"
                dropped = [*dropped[:MOST_ONLY_IN], more]
            parts += [Text(""), Text(said, style="dim"), *(_item(Text(words, style="dim")) for words in dropped)]
        return parts

    def _lineage(self) -> list[RenderableType]:
        tree = lineage_tree(self.story, self.labels, Text("Lineage", style="bold"))
        return [Text(""), tree, *notes_parts(lineage_notes(self.story, self.labels), self._marks)]

    def _findings(self) -> list[RenderableType]:
        parts: list[RenderableType] = []
        differences = [finding for finding in self.brief.findings if finding.kind is not FindingKind.ONLY_IN]
        if differences:
            parts.append(_heading("Findings"))
        for finding in differences:
            line = Text.assemble((FINDING_WORDS[finding.kind], "bold red"), f"  {on_one_line(finding.summary)} ")
            parts.append(_item(line.append_text(self._marks(finding.evidence))))
            parts += [Padding(side, (0, 0, 0, 4)) for side in _sides(finding)]
        accounts = only_in_accounts(self.brief)
        if accounts:
            parts.append(_heading("Only in one account"))
        for account in accounts:
            parts.append(self._name(self.labels[account.report]))
            for finding in account.findings[:MOST_ONLY_IN]:
                words = Text(shortened(only_in_words(finding), LONGEST_ONLY_IN) + " ")
                parts.append(_item(words.append_text(self._marks(finding.evidence))))
            if len(account.findings) > MOST_ONLY_IN:
                more = f"and {len(account.findings) - MOST_ONLY_IN} more passages, in the other forms of this brief"
                parts.append(_item(Text(more, style="dim")))
        return parts

    def _said(self, groups: tuple[SpeakerLines, ...]) -> list[RenderableType]:
        parts: list[RenderableType] = [_heading("Who said what")] if groups else []
        for group in groups:
            name = Text(on_one_line(group.speaker or "Nobody named"), style="bold")
            name.append("".join(f", {on_one_line(role)}" for role in group.roles), style="not bold")
            if group.unresolved:
                name.append(f" ({on_one_line(group.unresolved)})", style="dim not bold")
            parts.append(name)
            for line in group.lines:
                first = line.first
                facts = statement_facts(first, on_one_line)
                words = Text(on_one_line(line.quoted)).append(f"  {', '.join(facts)} ", style="dim")
                marks = self._marks(span for statement in line.statements for span in statement.content[:1])
                parts.append(_item(words.append_text(marks)))
        return parts

    def _timeline(self) -> list[RenderableType]:
        own = [event for event in self.brief.timeline if not event.is_background]
        before = [event for event in self.brief.timeline if event.is_background]
        return [*self._events("Timeline", own), *self._events("Background", before)]

    def _events(self, heading: str, events: Sequence[Event]) -> list[RenderableType]:
        if not events:
            return []
        table = _table()
        for event in events:
            day = Text(time_words(event.start, event.end, event.precision), style="bold")
            words = Text(on_one_line(event.text) + " ")
            if event.status is not EventStatus.HAPPENED:
                words = Text(f"({STATUS_WORDS[event.status]}) ", style="italic").append_text(words)
            table.add_row(day, words.append_text(self._marks(event.sources)))
        return [_heading(heading), table]

    def _figures(self) -> list[RenderableType]:
        lines = figure_ledger(self.brief)
        told = [line for line in lines if line.is_told] or list(lines)
        table = _table()
        for line in told:
            style = "bold red" if line.has_drifted else "bold"
            marks = self._marks(figure.span for figure in line.figures)
            printed = Text(" \N{RIGHTWARDS ARROW} ".join(line.printed(self.story)), style=style)
            table.add_row(printed, Text(f"{on_one_line(line.counts)} ").append_text(marks))
        if len(told) < len(lines):
            rest = count_words(len(lines) - len(told), "figure")
            table.add_row("", Text(f"and {rest} on one page only, in the other forms of this brief", style="dim"))
        return [_heading("Figures"), table] if lines else []

    def _name(self, label: Label) -> Text:
        name = Text(f"{label.letter} ", style=f"bold {style_of(label)}").append(label.name, style="bold default")
        return name.append(f" {label.day}" if label.day else "", style="not bold dim")

    def _marks(self, spans: Iterable[Span]) -> Text:
        marks = Text()
        for note in {note.mark: note for note in self.notes.of(spans)}.values():
            marks.append(" " if marks else "").append(note.mark, style=style_of(note.label))
        return Text("[", style="dim").append_text(marks).append("]", style="dim") if marks else marks


def _heading(words: str) -> RenderableType:
    return Group(Text(""), Rule(Text(words, style="bold"), align="left", style="dim"))


def _item(words: Text) -> RenderableType:
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(width=1, no_wrap=True)
    row.add_column(ratio=1, overflow="fold")
    row.add_row(Text("\N{BULLET}", style="dim"), words)
    return Padding(row, (0, 0, 0, 1))


def _table() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=24, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    return table


def _sides(finding: Finding) -> list[Text]:
    sides = []
    for side, style in (("before", "red"), ("after", "green")):
        whole: str | None = getattr(finding, side)
        if whole is None:
            continue
        words = Text(f"{side:<7}", style="dim")
        for run in finding.diff:
            run_words = on_one_line(run.before if side == "before" else run.after)
            if run_words:
                words.append(
                    run_words, style="default" if run.change is WordChange.SAME else f"not dim {style} underline"
                )
                words.append(" ")
        sides.append(words if finding.diff else words.append(on_one_line(whole), style="not dim"))
    return sides
