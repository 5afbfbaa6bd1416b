"""What of one report's wording is laid beside that of others: read once a report, compared with many.

Everything is read with quotations masked: two independent reports that quote the same words share long runs of them,
and only what stands outside the marks tells who copied (decisions/0004).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from headwater.text.meaning import Meaning, meaning_of
from headwater.text.shingles import Shingles, shingles_of
from headwater.text.tokens import find_words, fold, stem, words_of
from headwater.text.weights import SentenceWords, sentence_words, stems_of, weight_of
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span, Stretch

# Longer texts are measured on their first sentences: what copies one text copies its lead, and cost stays bounded.
MOST_SENTENCES = 120
# Shorter quotations stay: 'so-called "green" list' is the reporter's wording. Longer ones than the upper bound, or more
# of them than so much of the text, are a text that somebody put in quotation marks, not what a report quotes.
_SHORTEST_MASKED, _LONGEST_MASKED, _MOST_MASKED = 5, 80, 0.6
_LEFT_BESIDE_QUOTATION = 6
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
# Stems in under 3 % of news texts: what a report is told with.
_TELLING_FROM = 3.5


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording of a report's first sentences, without its longer quotations and what attributes them: the stems of
    its sentences; its runs of five and three words; its telling stems in the order they first come, with their weights;
    its numbers; and, quotations included, the stems of its capitalised words inside sentences. `meaning` is what its
    words are about, `word_count` counts them all."""

    sentences: SentenceWords
    five_words: Shingles
    three_words: Shingles
    telling: Mapping[str, float]
    numbers: frozenset[str]
    names: frozenset[str]
    meaning: Meaning
    word_count: int


def wording_of(prose: Prose) -> Wording:
    """The wording of a report's first sentences."""
    words = masked_words(prose)
    sentences = sentence_stems(prose, masked=True)
    stems = list(dict.fromkeys(each for sentence in sentences for each in sentence))
    return Wording(
        sentences=sentence_words(sentences),
        five_words=shingles_of(words, 5),
        three_words=shingles_of(words, 3),
        telling={each: weight for each in stems if (weight := weight_of(each)) >= _TELLING_FROM},
        numbers=frozenset(word for word in words if _NUMBER.fullmatch(word)),
        names=frozenset(_names(prose)),
        meaning=meaning_of(stems),
        word_count=sum(len(sentence.of(prose.text).split()) for sentence in prose.sentences),
    )


def sentence_stems(prose: Prose, *, masked: bool) -> list[list[str]]:
    """The stems of the first sentences of a report; `masked`, without what stands in its longer quotations, and without
    the sentences of which only an attribution is left then ('..., passenger Ota Hruby said'): it goes with its words.
    """
    hidden = _masked(prose) if masked else ()
    read = []
    for sentence in prose.sentences[:MOST_SENTENCES]:
        pieces = _outside(sentence, hidden)
        stems = [each for piece in pieces for each in stems_of(prose.text, piece)]
        if len(pieces) == 1 or len(stems) >= _LEFT_BESIDE_QUOTATION:
            read.append(stems)
    return read


def masked_words(prose: Prose) -> list[str]:
    """The folded words of a report's first sentences outside its longer quotations."""
    hidden = _masked(prose)
    return [
        word
        for sentence in prose.sentences[:MOST_SENTENCES]
        for start, end in _outside(sentence, hidden)
        for word in words_of(prose.text[start:end])
    ]


def _masked(prose: Prose) -> list[Span]:
    """The quotations that are left out of a comparison."""
    lengths = [(span, len(span.of(prose.text).split())) for span in prose.quotations]
    hidden = [span for span, length in lengths if _SHORTEST_MASKED <= length <= _LONGEST_MASKED]
    told = sum(sentence.end - sentence.start for sentence in prose.sentences)
    return hidden if sum(span.end - span.start for span in hidden) < _MOST_MASKED * told else []


def _outside(sentence: Span, hidden: list[Span] | tuple[()]) -> list[Stretch]:
    """The pieces of a sentence outside the masked quotations; one piece where it has none."""
    pieces, at = [], sentence.start
    for quotation in hidden:
        if quotation.overlaps(sentence):
            pieces.append(Stretch(at, max(at, quotation.start)))
            at = max(at, min(quotation.end, sentence.end))
    return [*pieces, Stretch(at, sentence.end)]


def _names(prose: Prose) -> list[str]:
    return [
        stem(fold(word))
        for sentence in prose.sentences[:MOST_SENTENCES]
        for start, end in find_words(prose.text, sentence.start, sentence.end)[1:]
        if (word := prose.text[start:end])[0].isupper()
    ]
