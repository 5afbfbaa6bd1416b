"""The brief as Markdown: for a wiki, a ticket, a mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from headwater.export.escaped import escape
from headwater.export.figure_ledger import figure_ledger
from headwater.export.footnotes import Footnotes
from headwater.export.labels import labels_of
from headwater.export.ledgers import SpeakerLines, who_said_what
from headwater.export.lineage_markdown import lineage_lines
from headwater.export.only_in import only_in_accounts, only_in_words
from headwater.export.same import same_sentences
from headwater.export.wording import (
    FINDING_WORDS,
    STATUS_WORDS,
    count_words,
    percent_words,
    proposed_words,
    statement_facts,
    time_words,
)
from headwater.vocabulary.brief import Brief, Edition, Event, EventStatus, Finding, FindingKind, WordChange
from headwater.vocabulary.span import Span


def print_markdown(edition: Edition) -> str:
    """The briefs of a run as Markdown, each sentence with the marks of the sentences it rests on."""
    lines: list[str] = []
    for brief in edition:
        lines += [*_story(brief), ""]
    if not edition:
        lines += ["# No story was told", ""]
    if edition.left_out:
        lines += ["## Left out", ""]
        lines += [f"- {escape(left.page)}: {escape(left.reason)}" for left in edition.left_out]
    return "\n".join(lines).rstrip() + "\n"


def _story(brief: Brief) -> Iterator[str]:
    story, labels = brief.story, labels_of(brief.story)
    notes = Footnotes("s", story, labels, same_sentences(story))
    yield f"# {escape(brief.title)}"
    yield ""
    pages, origins = len(story.reports), story.lineage.independent_origins
    yield f"**{count_words(pages, 'page')}, {count_words(origins, 'independent origin')}**"
    if brief.synopsis:
        yield from ("", "## Synopsis", "")
        yield " ".join(f"{escape(told.text)} {_marks(told.sources, notes)}" for told in brief.synopsis)
    if brief.takeaways:
        yield from ("", "## Key takeaways", "")
        for told in brief.takeaways:
            weight = count_words(told.independent_origins, "origin")
            yield f"- {escape(told.text)} {_marks(told.sources, notes)} ({weight})"
    if brief.proposed is not None:
        said, *dropped = proposed_words(brief.proposed)
        yield from ("", f"*{escape(said)}*", *([""] if dropped else []), *(f"- {escape(words)}" for words in dropped))
    yield from ("", "## Lineage", "")
    yield from lineage_lines(story, labels)
    differences = [finding for finding in brief.findings if finding.kind is not FindingKind.ONLY_IN]
    if differences:
        yield from ("", "## Findings", "")
        for finding in differences:
            yield from _finding(finding, notes)
    accounts = only_in_accounts(brief)
    if accounts:
        yield from ("", "## Only in one account")
    for account in accounts:
        label = labels[account.report]
        yield from ("", f"### {label.letter} {escape(label.name)}", "")
        for finding in account.findings:
            yield f"- {escape(only_in_words(finding))} {_marks(finding.evidence, notes)}"
    yield from _said(who_said_what(story), notes)
    yield from _events("Timeline", [event for event in brief.timeline if not event.is_background], notes)
    yield from _events("Background", [event for event in brief.timeline if event.is_background], notes)
    figures = figure_ledger(brief)
    if figures:
        yield from ("", "## Figures", "", "| figure | what it counts | where |", "|---|---|---|")
        for line in figures:
            where = _marks((figure.span for figure in line.figures), notes)
            printed = escape(" → ".join(line.printed(story)))
            yield f"| {printed} | {escape(line.counts)} | {where} |"
    yield from ("", "## Pages", "")
    for report in story.reports:
        label = labels[report.id]
        headline = f": {escape(report.headline)}" if report.headline else ""
        published = f", {label.day}" if label.day else ""
        yield f"- **{label.letter}** {escape(label.name)}{published}{headline} ({escape(report.page.address)})"


def _marks(spans: Iterable[Span], notes: Footnotes) -> str:
    marks = dict.fromkeys(note.mark for note in notes.of(spans))
    return f"\\[{', '.join(marks)}\\]" if marks else ""


def _finding(finding: Finding, notes: Footnotes) -> Iterator[str]:
    marks = _marks(finding.evidence, notes)
    sure = percent_words(finding.confidence)
    yield f"- **{FINDING_WORDS[finding.kind]}** ({sure} sure): {escape(finding.summary)} {marks}"
    if finding.diff:
        yield f"  - before: {_side(finding, before=True)}"
        yield f"  - after: {_side(finding, before=False)}"
    else:
        for side, words in (("before", finding.before), ("after", finding.after)):
            if words is not None:
                yield f"  - {side}: {escape(words)}"


def _side(finding: Finding, *, before: bool) -> str:
    words = []
    for run in finding.diff:
        text = escape(run.before if before else run.after)
        if text:
            words.append(text if run.change is WordChange.SAME else f"**{text}**")
    return " ".join(words)


def _said(groups: tuple[SpeakerLines, ...], notes: Footnotes) -> Iterator[str]:
    if groups:
        yield from ("", "## Who said what")
    for group in groups:
        name = escape(group.speaker) if group.speaker else "Nobody named"
        roles = f" ({escape(', '.join(group.roles))})" if group.roles else ""
        yield from ("", f"### {name}{roles}", "")
        if group.unresolved:
            yield from (escape(group.unresolved), "")
        for line in group.lines:
            first = line.first
            facts = statement_facts(first, escape)
            where = _marks((span for statement in line.statements for span in statement.content[:1]), notes)
            yield f"- {escape(line.quoted)} ({', '.join(facts)}) {where}"


def _events(heading: str, events: Sequence[Event], notes: Footnotes) -> Iterator[str]:
    if events:
        yield from ("", f"## {heading}", "")
    for event in events:
        status = "" if event.status is EventStatus.HAPPENED else f" ({STATUS_WORDS[event.status]})"
        day = time_words(event.start, event.end, event.precision)
        yield f"- **{day}**{status}: {escape(event.text)} {_marks(event.sources, notes)}"
