"""When a statement was made: the time its clause names, an earlier day that is not known, or the report's own day."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from headwater.read.statements.pieces import in_order
from headwater.stylebook.grammar import WordClass, class_of
from headwater.text.tokens import fold, words_of
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.moment import Moment, Precision, day_moment
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Part, Statement

# Words behind which a time tells of something else than the saying: 'Novak, who won on Sunday, said'.
_ELSEWHERE = frozenset(("who", "which", "whose", "where", "that", "since", "because", "until", "before", "for", "due"))
_TOO_VAGUE = (Precision.VAGUE, Precision.SET, Precision.DURATION, Precision.DECADE, Precision.CENTURY)
# 'on Wednesday', 'late on Tuesday', 'in early March', 'earlier this week' between a cue and what was said.
_OPENING = re.compile(
    r"[\s,]*(?:(?:on|in|at|late|early|earlier|later|back|during|over)\s+){0,3}(?:the\s+)?$", re.IGNORECASE
)

# Cues behind which a day may stand without 'on'.
_WITH_BARE_DAY = frozenset(
    "said says told tells announced reported confirmed added warned acknowledged testified".split()
)
# An engine may have stepped over a part of the time already: 'said last' and then 'week that it was late'.
_WIDEST_OPENING = 20
_EARLIER = re.compile(r"(?:earlier|later|previously)[, ]+that ", re.IGNORECASE)


def with_times_cut(statements: Sequence[Statement], prose: Prose, moments: Sequence[Moment]) -> tuple[Statement, ...]:
    """The statements without the time of saying at the front of their content: 'said on Wednesday the pier would ...'.

    A time the content begins with and that is not told apart from it by the cue ('on Friday the bridge will close,
    she said') stays.
    """
    placed = sorted((m.span for m in moments if m.span is not None), key=lambda span: span.start)
    starts = [span.start for span in placed]
    return tuple(in_order(_cut(each, prose, placed, starts) for each in statements))


def _cut(statement: Statement, prose: Prose, placed: Sequence[Span], starts: Sequence[int]) -> Statement:
    if statement.cue is None or not statement.content or statement.part is Part.HEADLINE:
        return statement
    first = statement.content[0]
    before = max(part.end for part in (statement.cue, *([statement.addressee.span] if statement.addressee else [])))
    if not 0 <= first.start - before <= _WIDEST_OPENING:
        return statement
    earlier = _EARLIER.match(prose.text, first.start, first.end)
    if earlier is not None:
        return replace(statement, content=(prose.span(earlier.end(), first.end), *statement.content[1:]))
    # A moment's span may begin with 'earlier' or 'late' or behind it.
    at = bisect_left(starts, before)
    if at >= len(placed) or not first.start < placed[at].end < first.end:
        return statement
    time = placed[at]
    if not _OPENING.fullmatch(prose.text[before : time.start]):
        return statement
    if not words_of(prose.text[before : time.start]) and not _takes_bare_day(statement.cue, prose):
        return statement
    behind = prose.text[time.end : min(first.end, time.end + 40)]
    following = (words_of(behind) or [""])[0]
    if behind[:2] in ("'s", "’s") or class_of(following) is WordClass.AUXILIARY or not following:
        return statement
    start = time.end
    while start < first.end and prose.text[start] in " ,":
        start += 1
    if prose.text.startswith("that ", start):
        start += 5
    return replace(statement, content=(prose.span(start, first.end), *statement.content[1:]))


def _takes_bare_day(cue: Span, prose: Prose) -> bool:
    # 'said Monday', and not 'declared Monday a day of mourning'; longer times ('said the day before') tell themselves.
    behind = words_of(prose.text[cue.end : cue.end + 16])[:1]
    is_weekday = bool(behind) and behind[0].endswith("day") and behind[0] not in ("today", "yesterday")
    return not is_weekday or fold(cue.of(prose.text)).split()[-1] in _WITH_BARE_DAY


def date_statements(
    statements: Sequence[Statement], prose: Prose, moments: Sequence[Moment], printed: Moment | None
) -> tuple[Statement, ...]:
    """The statements with the time they were made: the time named beside the cue, else the day of the report.

    A time in the sentence of the cue and outside the content ('the president remarked the day before: "..."'), never
    finer than its words: 'last week' stays a week. A statement told in the past perfect or 'earlier' without a time
    ('had said', 'said earlier') was made on an earlier day that is not known. A quotation that goes on without a cue
    was said when the one before it was.
    """
    backward = [_looked_back(moment, prose, printed) for moment in moments if moment.span is not None]
    usable = [(m.span, m) for m in backward if m.span is not None and _may_be_said(m, printed)]
    usable.sort(key=lambda each: each[0].start)
    dated: list[Statement] = []
    for statement in statements:
        before = dated[-1] if dated else None
        if statement.cue is None and statement.part is Part.BODY and before is not None and _goes_on(before, statement):
            dated.append(replace(statement, said=before.said))
        else:
            dated.append(replace(statement, said=_said(statement, prose, usable, printed)))
    return tuple(dated)


def _looked_back(moment: Moment, prose: Prose, printed: Moment | None) -> Moment:
    """'on Wednesday said the canal would be ready': what was said looks ahead, and the day of saying lies behind."""
    if printed is None or printed.last_day is None or moment.span is None or not moment.is_day:
        return moment
    day = moment.first_day
    if day is None or not 0 < (day - printed.last_day).days <= 7 or moment.precision is not Precision.DAY:
        return moment
    words = words_of(moment.span.of(prose.text))
    if len(words) != 1 or not words[0].endswith("day"):
        return moment
    return day_moment(day - timedelta(days=7), moment.derived_from, moment.span, moment.anchor)


def _may_be_said(moment: Moment, printed: Moment | None) -> bool:
    if moment.first_day is None or moment.precision in _TOO_VAGUE:
        return False
    return printed is None or printed.last_day is None or moment.first_day <= printed.last_day


def _goes_on(before: Statement, statement: Statement) -> bool:
    one, other = before.speaker, statement.speaker
    return not isinstance(one, Unresolved) and not isinstance(other, Unresolved) and one.span == other.span


def _said(
    statement: Statement, prose: Prose, moments: Sequence[tuple[Span, Moment]], printed: Moment | None
) -> Moment | None:
    if statement.cue is None or isinstance(statement.speaker, Unresolved):
        return printed
    sentence = _sentence_of(statement.cue, prose)
    cue = statement.cue
    first = bisect_left(moments, sentence.start, key=lambda each: each[0].start)
    last = bisect_right(moments, sentence.end, key=lambda each: each[0].start)
    near = [
        (not moment.is_day, _distance(span, cue), place)
        for place, (span, moment) in enumerate(moments[first:last], start=first)
        if sentence.covers(span)
        and not any(piece.overlaps(span) for piece in statement.content)
        and _tells_of(span, statement, prose, sentence)
    ]
    if near:
        return moments[min(near)[2]][1]
    return None if _is_earlier(statement, prose, sentence) else printed


def _sentence_of(cue: Span, prose: Prose) -> Span:
    at = bisect_right(prose.sentences, cue.start, key=lambda sentence: sentence.start) - 1
    return prose.sentences[at] if at >= 0 and prose.sentences[at].end >= cue.end else cue


def _tells_of(time: Span, statement: Statement, prose: Prose, sentence: Span) -> bool:
    """Whether a time of the sentence is the saying's: not inside another clause, nor inside quotation marks."""
    cue = statement.cue or time
    speaker = statement.speaker.span if not isinstance(statement.speaker, Unresolved) else cue
    first, last = min(cue.start, speaker.start), max(cue.end, speaker.end)
    if time.start >= last:
        between = prose.text[last : time.start]
        if not words_of(between) and last == cue.end and not _takes_bare_day(cue, prose):
            return False
        inside = [piece for piece in statement.content if piece.start >= last and piece.end <= time.start]
        if inside and len(between) > 3:  # 'said A on Monday' leaves the time with A, '"A," he said, "B," on Monday' too
            return False
        return not (_ELSEWHERE & set(words_of(between))) and between.count(",") <= 1
    start = max(sentence.start, time.start - 80)
    segment = re.split(r"[,;:—–]", prose.text[start : time.start])[-1]
    if _ELSEWHERE & set(words_of(segment)):
        return False
    return time.end >= first or prose.text[time.end : first].count(",") <= 1


def _is_earlier(statement: Statement, prose: Prose, sentence: Span) -> bool:
    cue = statement.cue or sentence
    before = fold(prose.text[max(sentence.start, cue.start - 40) : cue.start]).split()[-3:]
    inside = fold(cue.of(prose.text)).split()
    behind = words_of(prose.text[cue.end : min(sentence.end, cue.end + 30)])[:1]
    if "had" in before[-2:] or inside[:1] == ["had"]:
        return True
    return before[-1:] in (["earlier"], ["previously"]) or behind in (["earlier"], ["previously"])


def _distance(span: Span, cue: Span) -> int:
    return max(span.start - cue.end, cue.start - span.end)
