"""The quotation ledger: what became of quoted words from one report to the next.

Along a link every quotation of the copy is laid against those of its parent, and every quotation of the parent that
lost its marks is looked for in the sentence paired with it. Between independent reports only the words of one speaker
are compared: two reporters may hear one sentence differently, and that is said with less confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from headwater.text.diff import diff_words
from headwater.text.quoted_words import (
    Fate,
    WordChange,
    find_unmarked,
    match_quotation,
    quotations_to_match,
    quoted_text,
    what_changed,
)
from headwater.text.tokens import words_of
from headwater.vocabulary.brief import Finding, FindingKind
from headwater.vocabulary.lineage import Link, OriginId
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.statement import Speaker
from headwater.vocabulary.story import Story
from headwater.weigh.copies import copies_of

# Shorter quotations are names of things; of longer ones a changed word is a changed quotation.
_SHORTEST = 3
_ALTERED, _MARKS_LOST, _MARKS_ADDED, _HEARD_DIFFERENTLY = 0.9, 0.8, 0.8, 0.6
_HEARD_FROM = 0.6


def find_altered_quotations(story: Story) -> Iterator[Finding]:
    """Quotations whose words were changed, lost their marks, or got marks put around a paraphrase, along the links."""
    for link in copies_of(story):
        child, parent = story.report(link.child), story.report(ReportId(link.parent))
        yield from _against_parent(child, parent, link)
        yield from _lost_marks(child, parent, link)


def _against_parent(child: Report, parent: Report, link: Link) -> Iterator[Finding]:
    runs = quotations_to_match(parent.prose)
    originals = [quoted_text(parent.prose, run) for run in runs]
    for quotation in _long_enough(child):
        words = quotation.of(child.text)
        match = match_quotation(words, originals)
        if match.fate is Fate.ALTERED and match.place is not None:
            before = originals[match.place]
            yield _finding(_told(child, parent, before, words), runs[match.place], quotation, before, words, _ALTERED)
        elif match.fate is Fate.NONE:
            yield from _added_marks(child, parent, link, quotation)


_CHANGED = {
    WordChange.NEGATION: "turned a yes into a no, or a no into a yes, inside quotation marks",
    WordChange.NUMBER: "changed a number inside quotation marks",
    WordChange.WORDS: "changed words inside quotation marks",
}


def _told(child: Report, parent: Report, before: str, after: str) -> str:
    changed = _CHANGED[what_changed(before, after)]
    if child.name == parent.name:
        return f"{child.name}, later: {changed}"
    return f"{child.name} {changed} that {parent.name} has otherwise"


def _added_marks(child: Report, parent: Report, link: Link, quotation: Span) -> Iterator[Finding]:
    words = quotation.of(child.text)
    for place in _partners(link, child, quotation, of_child=True):
        found = find_unmarked(words, parent.prose, place)
        if found is not None:
            before = parent.prose.span(*found)
            summary = f"{child.name} put quotation marks around words that {parent.name} tells in its own"
            yield _finding(summary, before, quotation, before.of(parent.text), words, _MARKS_ADDED)
            return


def _lost_marks(child: Report, parent: Report, link: Link) -> Iterator[Finding]:
    kept = [quotation.of(child.text) for quotation in child.prose.quotations]
    for quotation in parent.prose.quotations:
        words = quotation.of(parent.text)
        if len(words_of(words)) < 2 or match_quotation(words, kept).fate is not Fate.NONE:
            continue
        for place in _partners(link, parent, quotation, of_child=False):
            found = find_unmarked(words, child.prose, place)
            if found is not None:
                after = child.prose.span(*found)
                summary = f"{child.name} turned a quotation of {parent.name} into reported speech"
                yield _finding(summary, quotation, after, words, after.of(child.text), _MARKS_LOST)
                break


def find_heard_differently(story: Story) -> Iterator[Finding]:
    """Words of one speaker that two independent reports quote differently."""
    origins = [report for report in story.reports if OriginId(report.id) in story.lineage.origins]
    for one, other in combinations(origins, 2):
        yield from _between(one, other)


def _between(one: Report, other: Report) -> Iterator[Finding]:
    speakers = _speakers(other)
    for quotation in _long_enough(one):
        speaker = _speakers(one).get(quotation)
        theirs = [each for each in _long_enough(other) if speaker and speakers.get(each) == speaker]
        match = match_quotation(quotation.of(one.text), [each.of(other.text) for each in theirs])
        if match.fate is Fate.ALTERED and match.place is not None and match.shared >= _HEARD_FROM:
            after = theirs[match.place]
            if match_quotation(after.of(other.text), [quotation.of(one.text)]).fate is Fate.TRIMMED:
                continue  # the one quotes less of it, and that word for word
            summary = f"{one.name} and {other.name} quote the same words of one speaker differently"
            yield _finding(summary, quotation, after, quotation.of(one.text), after.of(other.text), _HEARD_DIFFERENTLY)


def _speakers(report: Report) -> dict[Span, str]:
    """Who said each quotation, where that is known for sure."""
    said_by = {
        each.id: each.speaker.entity
        for each in report.statements
        if each.is_sure and isinstance(each.speaker, Speaker) and each.speaker.entity
    }
    return {q.span: said_by[q.statement] for q in report.quotations if q.statement in said_by and q.statement}


def _long_enough(report: Report) -> Iterable[Span]:
    return [each for each in report.prose.quotations if len(words_of(each.of(report.text))) >= _SHORTEST]


def _partners(link: Link, report: Report, quotation: Span, *, of_child: bool) -> list[int]:
    """The sentences paired with those that hold a quotation."""
    holding = {place for place, sentence in enumerate(report.sentences) if sentence.overlaps(quotation)}
    pairs = [
        (p.child_sentence, p.parent_sentence) if of_child else (p.parent_sentence, p.child_sentence) for p in link.pairs
    ]
    return [partner for mine, partner in pairs if mine in holding]


def _finding(summary: str, first: Span, second: Span, before: str, after: str, confidence: float) -> Finding:
    return Finding(
        FindingKind.ALTERED_QUOTATION, summary, (first, second), before, after, confidence, diff_words(before, after)
    )
