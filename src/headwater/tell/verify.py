"""Verify: any text held against a story, sentence by sentence.

For each sentence the reports' sentences that could bear it out are found by likeness: one that leads, and those that
bear out what the leading one does not say. Against them the gate checks every name, number, date, negation, mood and
quotation. What they do not hold is not looked for elsewhere in the story: a right number in the wrong sentence is a
wrong number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache

from headwater.stylebook.numbers import NumberWord, number_words
from headwater.tell.evidence import Held, held_at
from headwater.tell.gate import Around, check_against
from headwater.tell.laid_beside import lay_beside
from headwater.text.details import Detail, details_of
from headwater.text.numbers import parse_number
from headwater.text.sentences import find_sentences
from headwater.text.tokens import stem, words_of
from headwater.text.weights import Matrix, similarity_matrix, stems_of, weight_of
from headwater.vocabulary.report import BlockKind, Report
from headwater.vocabulary.span import Span, Stretch, touched
from headwater.vocabulary.story import Story
from headwater.vocabulary.verify import Checked, Fault, Standing, Verdict, standing_of

# Sentences checked at once; bounds the table of likenesses, whatever the length of the text.
_AT_ONCE = 64
# Of the sentences that are nearly as alike as the likest each may bear the sentence out by itself: reports of one event
# have many such. One that is much less alike tells of something else.
_NEARLY, _LEADS = 0.85, 4
# A sentence has this much of its matter (by how telling the words are) in what bears it out: of 460 sentences of other
# stories 457 have less (decisions/0024). Of a short one more: 'The
# king resigned' is not 'the mayor said she might resign'.
_LEAST_COVERED, _LEAST_OF_SHORT, _SHORT = 0.35, 0.6, 6
# So many sentences are looked at closely.
_CLOSELY = 12
# A sentence that was put together from two brings words of the matter from the other: if not a clause as it stands,
# then so many of them. A name of three words that stands elsewhere, too, is no clause.
_LEAST_BROUGHT = 4
_MOST_BESIDE = 2
# A name may be carried over from this many sentences before the one that bears the sentence out, and from one behind.
_BEFORE, _BEHIND = 2, 1


def verify_text(text: str, story: Story) -> tuple[Verdict, ...]:
    """How each sentence of a text stands to the reports of a story; in order, none for a text without words.

    Whoever wrote the text and however it was made: only its words count.
    """
    return verify_against(text, [story])


def verify_against(text: str, stories: Sequence[Story]) -> tuple[Verdict, ...]:
    """As `verify_text`, against several stories: each sentence is held against the story that bears it out best."""
    shelves = [_Shelf(story) for story in stories if any(report.sentences for report in story.reports)]
    sentences = [place for place in find_sentences(text) if words_of(text[place.start : place.end])]
    verdicts: list[Verdict] = []
    for at in range(0, len(sentences), _AT_ONCE):
        some = sentences[at : at + _AT_ONCE]
        by_shelf = [shelf.verdicts(text, some) for shelf in shelves]
        verdicts += (
            [min(each, key=_badness) for each in zip(*by_shelf, strict=True)]
            if by_shelf
            else [_nothing_found(text, place) for place in some]
        )
    return tuple(verdicts)


def _badness(verdict: Verdict) -> tuple[bool, int, bool]:
    not_found = any(fault.what is Checked.TRACE for fault in verdict.faults)
    return not_found, len(verdict.faults), verdict.standing is Standing.UNSUPPORTED


def _nothing_found(text: str, place: Stretch) -> Verdict:
    words = text[place.start : place.end]
    return Verdict(words, place, Standing.UNSUPPORTED, (), (Fault(Checked.TRACE, words, place),))


class _Shelf:
    """The sentences of a story's reports, at hand to hold others against."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.spans: list[Span] = [span for report in story.reports for span in _spans_of(report)]
        self.stems = [_stems(story.words(span)) for span in self.spans]
        self._held: dict[int, Held] = {}
        self._around: dict[int, Around] = {}

    def verdicts(self, text: str, places: Sequence[Stretch]) -> list[Verdict]:
        """The verdicts on some sentences of a text."""
        stems = [_stems(text[place.start : place.end]) for place in places]
        alike = similarity_matrix(stems, self.stems)
        return [self._verdict(text, place, alike[row], stems[row]) for row, place in enumerate(places)]

    def _verdict(self, text: str, place: Stretch, alike: Matrix, stems: Sequence[str]) -> Verdict:
        words = text[place.start : place.end]
        details = details_of(words)
        near = [int(other) for other in alike.argsort()[::-1][:_CLOSELY] if alike[other] > 0]
        # Likeness alone prefers headlines: short, and no more in them than a sentence has, too.
        worth = {other: float(alike[other]) + _covered(stems, [self.stems[other]]) for other in near}
        leads: list[int] = []
        verdicts: list[Verdict] = []
        for other in sorted(near, key=lambda other: -worth[other]):
            if leads and (len(leads) == _LEADS or worth[other] < _NEARLY * worth[leads[0]]):
                break
            verdict = self._held_against(words, place, details, other)
            if verdict is not None:
                leads.append(other)
                verdicts.append(verdict)
        return min(verdicts, key=_badness) if verdicts else _nothing_found(text, place)

    def _held_against(self, words: str, place: Stretch, details: Sequence[Detail], lead: int) -> Verdict | None:
        """The verdict by one leading sentence and those beside it; null where they do not tell of the matter."""
        chosen = [lead, *self._beside(lead, details)]
        sources = tuple(self.spans[each] for each in chosen)
        if not _tells_of(details, [self.held(each) for each in chosen]):
            return None
        faults = check_against(words, [self.held(each) for each in chosen], self.around(lead), self._whole)
        moved = tuple(_moved(fault, place.start) for fault in faults)
        return Verdict(words, place, standing_of(moved), sources, moved)

    def _beside(self, lead: int, details: Sequence[Detail]) -> list[int]:
        """The sentences that bear out what the leading one does not say: of the same report, at most two."""
        leading = lay_beside(details, self.held(lead))
        missing = _not_in(details, self.held(lead))
        found: list[int] = []
        for other in self._near(lead):
            if not missing or len(found) == _MOST_BESIDE:
                break
            left = _not_in(details, self.held(other))
            if missing <= left:
                continue
            brings_clause = not missing.isdisjoint(lay_beside(details, self.held(other)).brought(leading))
            if brings_clause or len(missing - left) >= _LEAST_BROUGHT:
                found.append(other)
                missing &= left
        return found

    def _near(self, lead: int) -> list[int]:
        """The other sentences of the report, the nearest first."""
        report = self.spans[lead].report
        same = [place for place in self._by_report[report] if place != lead]
        return sorted(same, key=lambda place: abs(place - lead))

    @cached_property
    def _by_report(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, span in enumerate(self.spans):
            places.setdefault(span.report, []).append(place)
        return places

    @cached_property
    def _whole(self) -> list[str]:
        return [report.text for report in self.story.reports]

    def held(self, place: int) -> Held:
        """What a sentence holds."""
        if place not in self._held:
            self._held[place] = held_at(self.story, self.spans[place])
        return self._held[place]

    def around(self, lead: int) -> Around:
        """Who is named around a sentence or above its report, and the day it speaks from."""
        if lead not in self._around:
            span = self.spans[lead]
            report = self.story.report(span.report)
            near = [
                self.held(place)
                for place in range(max(0, lead - _BEFORE), min(len(self.spans), lead + _BEHIND + 1))
                if self.spans[place].report == span.report
            ]
            names = {word for held in near for named in held.named for word in named}
            names |= {detail.form for held in near for detail in held.details if detail.what is Checked.NAME}
            names |= set(words_of(_masthead_words(report)))
            if report.masthead.dateline is not None:
                names |= {detail.form for detail in details_of(report.masthead.dateline.span.of(report.text))}
            self._around[lead] = Around(frozenset(names), report.masthead.day)
        return self._around[lead]


def _spans_of(report: Report) -> Iterator[Span]:
    """The sentences of a report, then of all that was cut from its body: headline, captions, furniture. What stands on
    the page stands on the page."""
    yield from report.sentences
    for block in report.blocks:
        if block.kind is not BlockKind.BODY:
            for place in find_sentences(report.text, block.span.start, block.span.end):
                span = Span(report.id, place.start, place.end)
                if not touched(span, report.sentences):
                    yield span


def _masthead_words(report: Report) -> str:
    masthead = report.masthead
    place = masthead.dateline.place if masthead.dateline else None
    return " ".join(filter(None, (report.headline, masthead.outlet, masthead.agency, place, *masthead.byline)))


def _stems(words: str) -> list[str]:
    """The stems of a sentence, by which it is found: numbers in words as digits."""
    found = stems_of(words)
    return [_digits_of(stemmed) if stemmed.partition("-")[0] in _number_words() else stemmed for stemmed in found]


@lru_cache(maxsize=512)
def _digits_of(word: str) -> str:
    value = parse_number(word.replace("-", " "))
    return word if value is None else f"{value:g}"


@cache
def _number_words() -> frozenset[str]:
    words = {*number_words(NumberWord.UNIT), *number_words(NumberWord.TEN)} - {"a", "an", "one"}
    return frozenset(words | {stem(word) for word in words})


def _covered(stems: Sequence[str], held: Sequence[Sequence[str]]) -> float:
    """The share of a sentence's matter that some sentences have, weighted by how telling each word is."""
    have = {stem for each in held for stem in each}
    mine = dict.fromkeys(stems)
    total = sum(map(weight_of, mine))
    return sum(weight_of(stem) for stem in mine if stem in have) / total if total else 0.0


def _tells_of(details: Sequence[Detail], evidence: Sequence[Held]) -> bool:
    """Whether what is held tells of the matter of a sentence at all; its names, numbers and dates are judged by
    themselves, unless it has nothing else."""
    content = [detail for detail in details if detail.is_content]
    matter = [detail for detail in content if detail.what is None] or content
    if not matter:
        return False
    have = {word for held in evidence for word in (*held.words, *held.forms)}
    weights = {detail.form: weight_of(detail.form) for detail in matter}
    least = _LEAST_OF_SHORT if len(content) < _SHORT else _LEAST_COVERED
    return sum(weight for form, weight in weights.items() if form in have) >= least * sum(weights.values())


def _not_in(details: Sequence[Detail], held: Held) -> set[int]:
    """The places of a sentence's words of the matter that a span does not have."""
    forms = set(held.forms)
    return {place for place, detail in enumerate(details) if detail.is_content and detail.form not in forms}


def _moved(fault: Fault, by: int) -> Fault:
    place = Stretch(fault.place.start + by, fault.place.end + by)
    return Fault(fault.what, fault.words, place, fault.instead, fault.where)
