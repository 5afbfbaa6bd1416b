"""Statements by the taggers: from tagged words to speaker, cue and content as places in the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import numpy as np

from headwater.read.statements.modes import mode_of, quotations_in
from headwater.read.statements.taggers import Tagged, Taggers
from headwater.read.statements.words import Rows, Words
from headwater.text.parse import Parser
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span, Stretch
from headwater.vocabulary.statement import Speaker, Statement, StatementId


def tag_statements(prose: Prose, parser: Parser, taggers: Taggers) -> list[Statement]:
    """What people are said to have said in a report, in order of their cues, with speakers as printed.

    Only paragraphs that hold a quotation or a word that may be a cue are parsed: no other holds a statement with a cue.
    """
    words = parsed_words(prose, parser, taggers)
    found = [_statement(each, words, prose, taggers.confidence(each)) for each in taggers.tag(words)]
    return [statement for statement in found if statement.content]


def parsed_words(prose: Prose, parser: Parser, taggers: Taggers) -> Words:
    """The words of the paragraphs that may hold a statement."""
    opens = sorted(quotation.start for quotation in prose.quotations)
    sentences = [
        Stretch(sentence.start, sentence.end)
        for paragraph, inside in _by_paragraph(prose)
        if bisect_left(opens, paragraph.start) < bisect_left(opens, paragraph.end)
        or taggers.may_hold_cue(paragraph.of(prose.text))
        for sentence in inside
    ]
    return Words(prose, parser.parse(prose.text, sentences))


def _by_paragraph(prose: Prose) -> Iterator[tuple[Span, list[Span]]]:
    sentences = iter(prose.sentences)
    held = next(sentences, None)
    for paragraph in prose.paragraphs:
        inside = []
        while held is not None and held.end <= paragraph.end:
            inside.append(held)
            held = next(sentences, None)
        yield paragraph, inside


def _statement(tagged: Tagged, words: Words, prose: Prose, confidence: float) -> Statement:
    cue = prose.span(int(words.start[tagged.cue[0]]), int(words.end[tagged.cue[-1]]))
    speaker, said = _with_all_of_speaker(tagged, words)
    is_announced = not len(said)
    content = _next_paragraph(cue, prose) if is_announced else tuple(_content(said, words, prose))
    return Statement(
        id=StatementId(""),
        speaker=_speaker(speaker, words, prose, cue),
        cue=cue,
        content=content,
        mode=mode_of(content, prose),
        addressee=None,
        relay=(),
        said=None,
        confidence=_ANNOUNCED if is_announced else round(confidence, 2),
    )


_MOST_BEFORE_A_TITLE = 3
_THAT = "that "


def _with_all_of_speaker(tagged: Tagged, words: Words) -> tuple[Rows, Rows]:
    """Speaker and content, where words between the last comma and the speaker are its own: '..., visiting President Ruz
    said'."""
    first = int(tagged.speaker[0]) if len(tagged.speaker) else -1
    if not (0 <= first < int(tagged.cue[0]) and first - 1 in tagged.content):
        return tagged.speaker, tagged.content
    for comma in range(first - 1, max(-1, first - 2 - _MOST_BEFORE_A_TITLE), -1):
        if words.quotation[comma] >= 0:
            break  # '“We go on,” he said': nothing stands between
        if words.is_comma(comma) and tagged.content[0] < comma:
            return np.arange(comma + 1, int(tagged.speaker[-1]) + 1), tagged.content[tagged.content < comma]
    return tagged.speaker, tagged.content


# The labelled corpus has hardly any; by the rules quotations in front of an inverted cue are right as often.
_ANNOUNCED = 0.75


def _next_paragraph(cue: Span, prose: Prose) -> tuple[Span, ...]:
    """The quotations of the paragraph behind that of a cue: 'The mayor said:' and nothing more."""
    place = bisect_right(prose.paragraphs, cue.start, key=lambda paragraph: paragraph.start)
    return tuple(quotations_in(prose.paragraphs[place], prose)) if place < len(prose.paragraphs) else ()


def _speaker(rows: Rows, words: Words, prose: Prose, cue: Span) -> Speaker | Unresolved:
    named = words.without_loose_ends(rows)
    if not len(named):
        return Unresolved("no speaker is named beside the cue", cue)
    span = prose.span(int(words.start[named[0]]), int(words.end[named[-1]]))
    return Speaker(span.of(prose.text), span)


def _content(rows: Rows, words: Words, prose: Prose) -> Iterator[Span]:
    """The pieces of a content; the marks around a whole quotation stay outside, as in every quotation of a report.

    A quotation that its paragraph leaves open goes on to its end in a later one."""
    for run in runs(rows):
        first, last = int(run[0]), int(run[-1])
        start, end = int(words.start[first]), int(words.end[last])
        opened, held = (
            prose.quotations[words.quotation[row]] if words.quotation[row] >= 0 else None for row in (first, last)
        )
        if opened and start <= opened.start and opened.end in (end, int(words.start[last])):
            start, end = opened.start, opened.end
        if held and words.ends_paragraph(last):
            end = max(end, held.end)
        # What is said is the clause, not the word that opens it.
        start += len(_THAT) if prose.text.startswith(_THAT, start, end) else 0
        if start < end:
            yield prose.span(start, end)


def runs(rows: Rows) -> list[Rows]:
    """Rows that follow on one another, together."""
    return np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1) if len(rows) else []
