"""Voices: whose words a story prints, in how many outlets, and how large a share of all that is said they have."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from headwater.stylebook.grammar import word_classes
from headwater.text.tokens import fold, words_of
from headwater.vocabulary.comparison import SpokenWords, Voice
from headwater.vocabulary.entity import Entity
from headwater.vocabulary.lineage import LinkKind, OriginId
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.statement import Part, Speaker, Stance, Statement
from headwater.vocabulary.story import Story

# Shorter words in marks are names of things or winks ('the "deal"'), not somebody's speech.
_SHORTEST_UNNAMED = 4
MOST_ROLES = 2

SentencePlace = tuple[ReportId, int]


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that one report prints as somebody's: who (an entity's id or the folded words as printed; null if unknown),
    which sentence they stand in after following copies up, and the words themselves."""

    report: ReportId
    speaker: str | None
    name: str | None
    above: SentencePlace
    words: tuple[str, ...]
    is_quoted: bool


def utterances_of(story: Story, reports: Sequence[Report]) -> list[Utterance]:
    """What these reports print as somebody's words, in their order; headlines repeat and uncertain statements are left
    out. Links are followed up as far as these reports reach."""
    names = {str(entity.id): entity for entity in story.entities}
    above = _sentences_above(story, {report.id for report in reports})
    return [each for report in reports for each in _of_report(report, names, above)]


def spoken(utterances: Iterable[Utterance]) -> tuple[SpokenWords, ...]:
    """The words of each speaker in one outlet, who has most of them first; what two of its reports both print counts
    once."""
    by_speaker: dict[str | None, list[Utterance]] = {}
    for each in _printed_once(utterances):
        by_speaker.setdefault(each.speaker, []).append(each)
    heard = [_spoken_by(said) for said in by_speaker.values()]
    return tuple(sorted(heard, key=lambda each: (each.speaker is None, -each.words)))


def _spoken_by(said: Sequence[Utterance]) -> SpokenWords:
    quoted = [len(each.words) for each in said if each.is_quoted]
    reported = [len(each.words) for each in said if not each.is_quoted]
    return SpokenWords(said[0].name, len(quoted), sum(quoted), len(reported), sum(reported))


def weigh_voices(story: Story, utterances: Sequence[Utterance], outlets: Mapping[ReportId, str]) -> tuple[Voice, ...]:
    """Each speaker's share of all that is said in a story; what copies took over counts once.

    The share is of words in quotation marks and reported together, of unnamed speakers, too.
    """
    roles = {str(entity.id): _roles(entity) for entity in story.entities}
    counted = list(_counted_once(story, utterances))
    total = sum(len(each.words) for each in counted)
    by_speaker: dict[str | None, list[Utterance]] = {}
    for each in utterances:
        by_speaker.setdefault(each.speaker, []).append(each)
    voices = []
    for speaker, said in by_speaker.items():
        own_words = [each for each in counted if each.speaker == speaker]
        if not own_words:
            continue  # a copy gives taken-over words to another speaker; they are counted with their text
        own = _spoken_by(own_words)
        roots = {story.lineage.counted_as(story.lineage.root_of(each.report)) for each in said}
        printed = tuple(dict.fromkeys(outlets[each.report] for each in said))
        voices.append(
            Voice(
                speaker=said[0].name,
                roles=roles.get(speaker or "", ()),
                outlets=printed,
                independent_origins=len(roots),
                quoted_words=own.quoted_words,
                reported_words=own.reported_words,
                share=own.words / total,
            )
        )
    return tuple(sorted(voices, key=lambda voice: (voice.speaker is None, -voice.share)))


def _roles(entity: Entity) -> tuple[str, ...]:
    # 'The mayor' and 'the mayor' are one role.
    told = {fold(role).removeprefix("the "): role for role in reversed(entity.roles)}
    return tuple(reversed(told.values()))[:MOST_ROLES]


def _printed_once(utterances: Iterable[Utterance]) -> Iterator[Utterance]:
    seen: set[tuple[str | None, tuple[str, ...]]] = set()
    for each in utterances:
        if (each.speaker, each.words) not in seen:
            seen.add((each.speaker, each.words))
            yield each


def _counted_once(story: Story, utterances: Iterable[Utterance]) -> Iterator[Utterance]:
    """The utterances without those that a copy took over, word for word or in other words."""
    holder: dict[SentencePlace, ReportId] = {}
    seen: set[tuple[OriginId, str | None, tuple[str, ...]]] = set()
    for each in sorted(utterances, key=lambda each: each.above[0] != each.report):
        same = (story.lineage.root_of(each.report), each.speaker, each.words)
        if holder.setdefault(each.above, each.report) == each.report and same not in seen:
            seen.add(same)
            yield each


def _of_report(
    report: Report, names: Mapping[str, Entity], above: Mapping[SentencePlace, SentencePlace]
) -> Iterator[Utterance]:
    starts = [sentence.start for sentence in report.sentences]

    def utterance(who: tuple[str | None, str | None], span: Span, words: Iterable[str], *, quoted: bool) -> Utterance:
        place = (report.id, max(0, bisect_right(starts, span.start) - 1))
        return Utterance(report.id, *who, above.get(place, place), tuple(words), quoted)

    told = [each for each in report.statements if each.is_sure and each.part is Part.BODY and each.content]
    said = {each.id: each for each in told}
    for quotation in report.quotations:
        words = words_of(quotation.span.of(report.text))
        statement = said.get(quotation.statement) if quotation.statement else None
        who = _who(statement, names)
        if who[0] is not None or len(words) >= _SHORTEST_UNNAMED:
            yield utterance(who, quotation.span, words, quoted=True)
    quoted = [quotation.span for quotation in report.quotations]
    for statement in told:
        words = [word for piece in statement.content for word in _outside(report, piece, quoted)]
        if words and statement.stance is not Stance.REFUSED:
            yield utterance(_who(statement, names), statement.content[0], words, quoted=False)


def _who(statement: Statement | None, names: Mapping[str, Entity]) -> tuple[str | None, str | None]:
    """The key and the name of a speaker; nothing where it is not known whose words they are."""
    if statement is None or not isinstance(statement.speaker, Speaker):
        return None, None
    entity = names.get(statement.speaker.entity or "")
    if not is_somebody(entity.name if entity else statement.speaker.text):
        return None, None
    if entity is not None:
        return str(entity.id), entity.name
    return fold(statement.speaker.text).removeprefix("the "), " ".join(statement.speaker.text.split())


def is_somebody(words: str) -> bool:
    """Whether a speaker is more than 'he', 'who' or 'I'm': of such one nobody can say whose the words are."""
    return any(word.partition("'")[0] not in word_classes() for word in words_of(words))


def _outside(report: Report, piece: Span, quoted: Sequence[Span]) -> list[str]:
    """The words of a piece of a statement that stand outside of quotation marks."""
    words, at = [], piece.start
    for mark in (each for each in quoted if each.overlaps(piece)):
        words += words_of(report.text[at : max(at, mark.start)])
        at = max(at, mark.end)
    return words + words_of(report.text[at : piece.end])


def _sentences_above(story: Story, among: set[ReportId]) -> dict[SentencePlace, SentencePlace]:
    """Each sentence that was taken over, and the sentence it goes back to."""
    above: dict[SentencePlace, SentencePlace] = {}
    for link in story.lineage.links:
        if link.kind is LinkKind.CREDITS or link.child not in among or ReportId(link.parent) not in among:
            continue
        for pair in sorted(link.pairs, key=lambda pair: pair.score):
            above[link.child, pair.child_sentence] = (ReportId(link.parent), pair.parent_sentence)

    def top(place: SentencePlace) -> SentencePlace:
        # A lineage is a forest, but a sentence of it is followed no further than there are reports.
        for _ in among:
            if place not in above:
                break
            place = above[place]
        return place

    return {place: top(place) for place in above}
