"""Changed modality: what must, may or will be in one report, and is in another; a negation that came or went.

Two sentences are compared only around the words both have: a marker ('must become') counts as lost where the words it
governs stand in the other sentence ('deemed irreversible') and no marker of its class stands anywhere in it. Whole
sentences of many markers are let pass: precision first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.stylebook.modality import Marker, Modality, find_modality
from headwater.text.sentences import find_sentences
from headwater.text.tokens import fold
from headwater.text.weights import similarity_matrix, stems_of, weight_of
from headwater.vocabulary.brief import Finding, FindingKind
from headwater.vocabulary.lineage import Link, LinkKind
from headwater.vocabulary.report import BlockKind, Report
from headwater.vocabulary.span import ReportId, Span, Stretch
from headwater.vocabulary.story import Story

_CHECKED = {
    Modality.OBLIGATION: "what must be is told as what is",
    Modality.POSSIBILITY: "what may be is told as what is",
    Modality.HEDGE: "what was only said to be is told as what is",
    Modality.NEGATION: "a negation was lost",
}
# The words a marker governs stand within this many words behind it.
_GOVERNS = 4
_SAME_SENTENCE_FROM = 0.35
_IN_BODY, _IN_SUMMARY = 0.7, 0.65


def find_modality_changes(story: Story) -> Iterator[Finding]:
    """Where a copy, or an outlet's own summary of it, states outright what its parent does not."""
    for link in story.lineage.links:
        if link.kind is LinkKind.CREDITS:
            continue
        child, parent = story.report(link.child), story.report(ReportId(link.parent))
        yield from _in_pairs(child, parent, link)
    for report in story.reports:
        yield from _in_summary(report)


def _in_pairs(child: Report, parent: Report, link: Link) -> Iterator[Finding]:
    for pair in link.pairs:
        before, after = parent.sentences[pair.parent_sentence], child.sentences[pair.child_sentence]
        if pair.score >= _SAME_SENTENCE_FROM:
            yield from _compare(parent, before, child, after, _IN_BODY)


def _in_summary(report: Report) -> Iterator[Finding]:
    """An outlet's summary against the body it sums up."""
    sentences = summary_sentences(report)
    if not sentences or not report.sentences:
        return
    alike = similarity_matrix(
        [_stems(report, sentence) for sentence in sentences], [_stems(report, body) for body in report.sentences]
    )
    for row, sentence in enumerate(sentences):
        nearest = int(alike[row].argmax())
        if alike[row, nearest] >= _SAME_SENTENCE_FROM:
            yield from _compare(report, report.sentences[nearest], report, sentence, _IN_SUMMARY)


def summary_sentences(report: Report) -> list[Span]:
    """The sentences and bullets of a report's outlet summary."""
    return [
        Span(report.id, start, end)
        for block in report.blocks
        if block.kind is BlockKind.OUTLET_SUMMARY
        for start, end in find_sentences(report.text, block.span.start, block.span.end)
        if len(report.text[start:end].split()) > 3
    ]


def _stems(report: Report, span: Span) -> list[str]:
    return stems_of(report.text, Stretch(span.start, span.end))


def _compare(first: Report, before: Span, second: Report, after: Span, confidence: float) -> Iterator[Finding]:
    old, new = fold(before.of(first.text)), fold(after.of(second.text))
    here = {marker.modality for marker in find_modality(new)}
    if Modality.FUTURE in here:
        return  # "will be" for "must be" is a matter of taste; "is" for "must be" is not
    for marker in find_modality(old):
        if marker.modality not in _CHECKED or marker.modality in here:
            continue
        if _is_governed_kept(old, marker, new):
            where = "its summary" if confidence == _IN_SUMMARY else "its text"
            summary = f"{second.name}, {where}: {_CHECKED[marker.modality]} ('{marker.words}')"
            yield Finding(
                FindingKind.MODALITY_CHANGE,
                summary,
                (before, after),
                before.of(first.text),
                after.of(second.text),
                confidence,
            )
            return


def _is_governed_kept(old: str, marker: Marker, new: str) -> bool:
    """Whether a telling word that the marker governs is told in the other sentence, in a clause of its own."""
    governed = stems_of(old[marker.end :])[:_GOVERNS]
    telling: Sequence[str] = [word for word in governed if weight_of(word) >= 2.5]
    return bool(telling) and any(word in telling for word in stems_of(new))
