"""Checking: some words or a claim laid beside the reports of stories."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, tzinfo
from functools import cache
from typing import NamedTuple

from headwater.stylebook.cues import CueKind, Needs, cue_words
from headwater.text.clocks import usual_zone
from headwater.text.diff import diff_words
from headwater.text.marks import find_quoted
from headwater.text.numbers import any_of
from headwater.text.sentences import find_paragraphs, sentences_within
from headwater.text.tokens import stem, words_of
from headwater.text.variants import Found, asked_words, find_variant, may_hold, retelling
from headwater.text.weights import weight_of
from headwater.vocabulary.check import Carried, Variant, VariantKind
from headwater.vocabulary.entity import EntityId
from headwater.vocabulary.lineage import LinkKind
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId, Span, Stretch
from headwater.vocabulary.statement import Speaker
from headwater.vocabulary.story import Story
from headwater.weigh.passages import origins_of_sentences

# Fewer words say nothing that could be looked for; what is quoted may be shorter than what is claimed.
FEWEST_WORDS, FEWEST_QUOTED = 4, 3
_RAREST = 12


def pieces_to_check(text: str) -> list[Stretch]:
    """What of a text is looked for: the words of its quotations, and each sentence that is more than its quotation."""
    paragraphs = find_paragraphs(text, 0, len(text))
    quoted = [q.inner for q in find_quoted(text, paragraphs) if _count(text, q.inner) >= FEWEST_QUOTED]
    sentences = [s for p in paragraphs for s in sentences_within(text, p) if _count(text, s) >= FEWEST_WORDS]
    told = [(s, _without_attribution(text, s)) for s in sentences]
    more = [(s, kept) for s, kept in told if not any(_is_most_of(q, kept) for q in quoted)]
    return sorted((*quoted, *(kept if _count(text, kept) >= FEWEST_WORDS else s for s, kept in more)))


def _without_attribution(text: str, sentence: Stretch) -> Stretch:
    """A sentence without 'Police said that' before it or ', police said' and ', said the mayor' behind it: others name
    whoever said it in their own way."""
    words = text[sentence.start : sentence.end]
    before, behind = _said_before().match(words), _said_behind().search(words)
    start = before.end() if before else 0
    end = behind.start() if behind and behind.start() > start else len(words)
    return Stretch(sentence.start + start, sentence.start + end)


@cache
def _said() -> str:
    """A pattern for the words by which a newspaper says that somebody said something."""
    says = {
        cue.words[0]
        for cues in cue_words().values()
        for cue in cues
        if cue.kind is CueKind.SAY and cue.needs is Needs.NOTHING and len(cue.words) == 1
    }
    return any_of(says)


@cache
def _said_before() -> re.Pattern[str]:
    return re.compile(rf"(?:[\w'’.-]+ ){{1,6}}(?:{_said()}) that ")


@cache
def _said_behind() -> re.Pattern[str]:
    named = rf"(?:[\w'’.-]+ ){{1,6}}(?:{_said()})\b[^,;]{{0,30}}"
    return re.compile(rf",[\"”’']? (?:{named}|(?:{_said()}) [^,;]{{1,40}})$")


def telling_words(text: str) -> tuple[str, ...]:
    """The words of a text that tell most, as they stand in it, the rarest first: by these its reports are found."""
    words = dict.fromkeys(words_of(text))
    return tuple(sorted(words, key=lambda word: -weight_of(stem(word)))[:_RAREST])


class Said(NamedTuple):
    """A report that says the asked words, the first of its sentences that do, and how."""

    report: Report
    sentence: int
    found: Found


def may_say(words: str, text: str) -> bool:
    """Whether a paragraph of a report's bare text may say some words, or, where they are one sentence, one of its
    sentences: most reports that share words with them do not, and need not be loaded."""
    asked, is_one = asked_words(words), len(sentences_within(words, Stretch(0, len(words)))) <= 1
    likely = (each for each in find_paragraphs(text) if may_hold(asked, text, each))
    return any(
        not is_one or any(may_hold(asked, text, each) for each in sentences_within(text, paragraph))
        for paragraph in likely
    )


def find_said(words: str, report: Report) -> Said | None:
    """Where and how a report says some words, in the place that is nearest to them."""
    asked, text = asked_words(words), report.text
    length = max(1, len(sentences_within(words, Stretch(0, len(words)))))
    said = [
        Said(report, place, found)
        for place, stretch in _places(report, length)
        if may_hold(asked, text, stretch) and (found := find_variant(asked, text, stretch)) is not None
    ]
    return min(said, key=lambda one: (_NEAREST.index(one.found.kind), -one.found.shared, one.sentence), default=None)


_NEAREST = tuple(VariantKind)


def _places(report: Report, length: int) -> Iterator[tuple[int, Stretch]]:
    """The sentences of a report, and its runs of as many sentences as are asked for; those of the headline, too."""
    spans = report.sentences
    for place, span in enumerate(spans):
        yield place, Stretch(span.start, span.end)
        for more in range(1, length):
            if place + more < len(spans):
                yield place, Stretch(span.start, spans[place + more].end)


def carried_by(words: str, story: Story, title: str, said: Sequence[Said]) -> Carried:
    """What one story holds of some words, given the reports that say them: the first to publish in front.

    Of two variants of which one's report was made from the other's, the other was first, whatever the pages print; for
    the rest the printed time decides, then the order in which the reports came.
    """
    zone = usual_zone(one.report.masthead.published_at for one in said)
    variants = {one.report.id: _variant(words, story, one) for one in along_links(words, story, said)}
    parents = {link.child: ReportId(link.parent) for link in story.lineage.links if link.kind is not LinkKind.CREDITS}

    def came(variant: Variant) -> tuple[bool, datetime, int]:
        above = [variants[each] for each in _line_above(variant.report, parents) if each in variants]
        return (*max(_printed_at(each, zone) for each in (variant, *above)), len(above))

    ordered = sorted(variants.values(), key=came)
    agreeing = (story.lineage.counted_as(variant.origin) for variant in ordered if variant.kind.agrees)
    return Carried(story.id, title, tuple(ordered), tuple(dict.fromkeys(agreeing)))


def along_links(words: str, story: Story, said: Sequence[Said]) -> list[Said]:
    """What was found, and the sentences that were made from it or from which it was made, in whatever words: who is
    asked about a sentence that a machine has rewritten is told of the report it was rewritten from.
    """
    found = {one.report.id: one for one in said}
    waiting = list(found.values())
    while waiting:
        one = waiting.pop()
        for report_id, place in _paired(story, one):
            if report_id not in found:
                found[report_id] = _retold(words, story.report(report_id), place)
                waiting.append(found[report_id])
    return list(found.values())


def _paired(story: Story, said: Said) -> Iterator[tuple[ReportId, int]]:
    """The sentences at the other end of the links from a sentence."""
    for link in story.lineage.links:
        for pair in link.pairs:
            if pair.score < _SURE_PAIR_FROM and (link.coverage < _WHOLE_FROM or link.order < _WHOLE_FROM):
                continue
            if (link.child, pair.child_sentence) == (said.report.id, said.sentence):
                yield ReportId(link.parent), pair.parent_sentence
            elif (str(link.parent), pair.parent_sentence) == (str(said.report.id), said.sentence):
                yield link.child, pair.child_sentence


# Pairs of a link under this are guesses of the alignment (weigh/drift.py), but not where nearly every sentence has its
# pair and all in order: what stands between two sure pairs is a pair, however reworded.
_SURE_PAIR_FROM, _WHOLE_FROM = 0.4, 0.9


def _retold(words: str, report: Report, place: int) -> Said:
    span = report.sentences[place]
    stretch = Stretch(span.start, span.end)
    found = find_variant(asked_words(words), report.text, stretch)
    return Said(report, place, found or retelling(asked_words(words), report.text, stretch))


def _line_above(report: ReportId, parents: Mapping[ReportId, ReportId]) -> list[ReportId]:
    """The reports that a report was made from, the nearest first."""
    line: list[ReportId] = []
    while (above := parents.get(line[-1] if line else report)) is not None and above not in line:
        line.append(above)
    return line


def _printed_at(variant: Variant, zone: tzinfo) -> tuple[bool, datetime]:
    at = variant.at
    if at is None:
        return True, datetime.max.replace(tzinfo=UTC)
    if not isinstance(at, datetime):
        return False, datetime.combine(at, time.min, zone)
    return False, at if at.tzinfo else at.replace(tzinfo=zone)


def _variant(words: str, story: Story, said: Said) -> Variant:
    report, found = said.report, said.found
    span = Span(report.id, found.stretch.start, found.stretch.end)
    printed = span.of(report.text)
    return Variant(
        report=report.id,
        outlet=report.name,
        address=report.page.address,
        at=report.masthead.published_at or report.masthead.day,
        span=span,
        words=printed,
        kind=found.kind,
        diff=diff_words(words, printed),
        shared=round(found.shared, 3),
        is_quoted=any(quotation.covers(span) for quotation in report.prose.quotations),
        said_by=_speaker(story, report, span),
        origin=origins_of_sentences(story, report.id)[said.sentence],
    )


def _speaker(story: Story, report: Report, span: Span) -> str | None:
    """Who is said to have said most of a span, by the story's name for them where it has one."""
    names = {entity.id: entity.name for entity in story.entities}
    for statement in report.statements:
        told = sum(min(c.end, span.end) - max(c.start, span.start) for c in statement.content if c.overlaps(span))
        if statement.is_sure and 2 * told > len(span) and isinstance(statement.speaker, Speaker):
            return names.get(statement.speaker.entity or EntityId(""), statement.speaker.text)
    return None


def _count(text: str, stretch: Stretch) -> int:
    return len(words_of(text[stretch.start : stretch.end]))


def _is_most_of(quoted: Stretch, sentence: Stretch) -> bool:
    inside = min(quoted.end, sentence.end) - max(quoted.start, sentence.start)
    return inside > _MOST_OF_SENTENCE * (sentence.end - sentence.start)


# '"We go on," she said.' is its quotation; 'The "green" list has 40 names' is more.
_MOST_OF_SENTENCE = 0.6
