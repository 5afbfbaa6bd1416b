"""Changed modality: what must, may or will be in one report, and is in another; a negation that came or went.

Two sentences are compared only around the words both have: a marker ('must become') counts as lost where the words it
governs stand in the other sentence ('deemed irreversible') and no marker of its class stands anywhere in it. Whole
sentences of many markers are let pass: precision first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.stylebook.modality import Marker, Modality, find_modality
from headwater.text.sentences import find_sentences
from headwater.text.tokens import fold, stem
from headwater.text.weights import similarity_matrix, stems_of, weight_of
from headwater.vocabulary.brief import Finding, FindingKind
from headwater.vocabulary.lineage import Link
from headwater.vocabulary.report import BlockKind, Report
from headwater.vocabulary.span import ReportId, Span, Stretch
from headwater.vocabulary.story import Story
from headwater.weigh.copies import sure_copies

_CHECKED = {
    Modality.OBLIGATION: "what must be is told as what is",
    Modality.POSSIBILITY: "what may be is told as what is",
    Modality.HEDGE: "what was only said to be is told as what is",
    Modality.NEGATION: "a negation was lost",
}
# The words a marker governs stand within this many words behind it, in its own clause.
_GOVERNS = 7
_SAME_SENTENCE_FROM = 0.35
_IN_BODY, _IN_SUMMARY = 0.7, 0.65


def find_modality_changes(story: Story) -> Iterator[Finding]:
    """Where a copy, or an outlet's own summary of it, states outright what its parent does not."""
    for link in sure_copies(story):
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
    # A mood changed inside quotation marks is an altered quotation, and told as that.
    old, new = fold(_unquoted(first, before)), fold(_unquoted(second, after))
    told = _lost_marker(old, new) or _new_negation(old, new)
    if told:
        where = "its summary" if confidence == _IN_SUMMARY else "its text"
        summary = f"{second.name}, {where}: {told}"
        words = before.of(first.text), after.of(second.text)
        yield Finding(FindingKind.MODALITY_CHANGE, summary, (before, after), *words, confidence)


def _unquoted(report: Report, sentence: Span) -> str:
    """A sentence with a stop in place of each quotation in it."""
    pieces, at = [], sentence.start
    for quotation in report.prose.quotations:
        if quotation.overlaps(sentence) and quotation.start >= at:
            pieces += [report.text[at : quotation.start], " . "]
            at = min(quotation.end, sentence.end)
    return "".join([*pieces, report.text[at : sentence.end]])


def _lost_marker(old: str, new: str) -> str | None:
    """What the second sentence tells outright that the first does not."""
    kept = find_modality(new)
    here = {marker.modality for marker in kept}
    was_ahead = any(marker.modality is Modality.FUTURE for marker in find_modality(old))
    for marker in find_modality(old):
        if marker.modality not in _CHECKED or marker.modality in here or marker.words in _ABILITIES:
            continue
        if marker.words == "should" and _OPENS_CLAUSE.search(old[: marker.start]):
            continue  # "should both sides agree" is a condition
        shared = _kept(old, marker, new)
        if not shared:
            continue
        if Modality.FUTURE not in here and not (marker.modality is Modality.OBLIGATION and _HAS_TO.search(new)):
            return f"{_CHECKED[marker.modality]} ('{marker.words}')"
        is_governed = any(governed_words(new, each) & shared for each in kept if each.modality is Modality.FUTURE)
        if marker.words in _UNSURE and is_governed and not was_ahead:
            return f"what only may or should be is told as what will be ('{marker.words}')"
    return None


def _kept(old: str, marker: Marker, new: str) -> set[str]:
    """The words a marker governs that the other sentence has, too, if the first of them is among these: 'may be called
    Hollin' and 'Hollin belongs to' are not one thing. A negation is lost where the words behind it follow each other
    in the other sentence: 'has not found a buyer' and 'found a buyer', not 'is waiting for a buyer'."""
    told = stems_of(new)
    behind = [word for word in _behind(old, marker, _GOVERNS) if word not in _LIGHT]
    if not behind or behind[0] not in told:
        return set()
    if marker.modality is Modality.NEGATION and not _follows(_around(old, marker), told):
        return set()
    return {word for word in behind if word in told}


def _around(old: str, marker: Marker) -> list[str]:
    """The two words that follow each other where a negation is struck out: those behind 'not', those on either side of
    'no', whose noun stands in any other sentence about it ('no window was left', 'every window broke')."""
    if marker.words in _PLAIN_NEGATIONS - {"no"}:
        return _behind(old, marker, _SAME_BEHIND)
    return [*stems_of(_CLAUSE_END.split(old[: marker.start])[-1])[-1:], *_behind(old, marker, 1)]


def _follows(run: list[str], told: list[str]) -> bool:
    """Whether some words stand one after the other among others."""
    return len(run) == _SAME_BEHIND and f" {' '.join(run)} " in f" {' '.join(told)} "


def _new_negation(old: str, new: str) -> str | None:
    """A negation of the second sentence where the words behind it stand in the first, one after the other, without."""
    if any(marker.modality is Modality.NEGATION for marker in find_modality(old)):
        return None
    for marker in find_modality(new):
        is_new = marker.modality is Modality.NEGATION and marker.words in _PLAIN_NEGATIONS
        if is_new and _follows(_around(new, marker), stems_of(old)):
            return f"a negation was added ('{marker.words}')"
    return None


def governed_words(folded: str, marker: Marker, within: int = _GOVERNS) -> set[str]:
    """The telling words that stand behind a marker in its own clause, as stems."""
    return {word for word in _behind(folded, marker, within) if weight_of(word) >= _TELLING_FROM}


def _behind(folded: str, marker: Marker, within: int) -> list[str]:
    return stems_of(_CLAUSE_END.split(folded[marker.end :], maxsplit=1)[0])[:within]


_CLAUSE_END = re.compile(r"[,;:.!?()\"“”—–]")
_TELLING_FROM = 2.5
# What stands between a marker and the word that tells what may, must or will be.
_LIGHT = frozenset(
    stem(word)
    for word in "a an also be become been being even get have made make now only remain soon still the then".split()
)
_OPENS_CLAUSE = re.compile(r"(?:^|[,;:—–])\s*$")
_HAS_TO = re.compile(r"\b(?:has|have|had)\b[^,;.]*\bto\b")
# "No boat went down" says nothing against "two boats were towed"; "not been drunk that" does against "been drunk that".
_SAME_BEHIND = 2
# 'Must be' told as 'will be' is a matter of taste; 'may be' and 'should be' are not. 'Can' is often an ability.
_UNSURE = frozenset({"may", "might", "could", "should", "possibly", "perhaps", "probably", "ought to"})
# What one can do one perhaps does: 'so that trains can pass' loses nothing as 'for passing trains'.
_ABILITIES = frozenset({"can", "able to", "capable", "potential"})
# 'Denied', 'refused' and 'failed to' put a no in other words; these are added or lost by a slip.
_PLAIN_NEGATIONS = frozenset({"not", "n't", "never", "cannot", "no"})
