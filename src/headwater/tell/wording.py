"""Wording: a report's sentence made fit to stand alone.

Relative days become dates, names are written in full at their first mention, a pronoun that opens the sentence becomes
whom it means, loose ends are cut. Nothing inside quotation marks is touched, and every changed word comes from what
was resolved in the report, so the gate can check it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headwater.stylebook.calendar import MONTHS
from headwater.stylebook.headlines import without_lead_in
from headwater.vocabulary.entity import Entity, EntityId, EntityKind
from headwater.vocabulary.moment import Derivation, Moment, Precision
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import Span, touched
from headwater.vocabulary.story import Story

# ", among other issues" and a last clause that only adds a place, a manner or a relative.
_TAIL = re.compile(r",\s+(?:among other \w+|among others|and so on)(?=[.,])")
_RELATIVE = re.compile(r",\s+(?:where|which|who|whose|when)\s[^,.“”\"]+(?=\.?$)")
_PRONOUN = re.compile(r"(?:he|she|they|it)\b", re.IGNORECASE)
# "A neighbour said she kept her children inside": she is the neighbour, whoever was named before.
_SOMEBODY = re.compile(r"(?:an?|one|another|some|two|three|several)\s", re.IGNORECASE)
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\.?\s$")  # "Mr. Hale" stays so
_BEFORE_MONTH = re.compile(r"\b(?:in|since|until|by|during|from|through|late|early|mid)[\s-]$", re.IGNORECASE)
# A sentence longer than this is trimmed of its last relative clause where that is to be short.
_LONG_WORDS = 24


@dataclass(frozen=True, slots=True)
class Edit:
    """New words for a piece of a report's text."""

    start: int
    end: int
    words: str


def tell_sentence(story: Story, span: Span, named: set[EntityId], *, short: bool = False) -> str:
    """The sentence at a span, fit to stand alone; who is named in full is added to `named`.

    With `short`, clauses that only add are dropped from long sentences.
    """
    report = story.report(span.report)
    edits = [*_date_edits(report, span), *_name_edits(story, report, span, named)]
    words = _apply(report.text, span, edits)
    words = without_lead_in(_TAIL.sub("", words))
    if short and len(words.split()) > _LONG_WORDS:
        words = _RELATIVE.sub("", words)
    words = " ".join(words.split())
    return words[:1].upper() + words[1:]


def opens_on_nobody(told: str) -> bool:
    """Whether a told sentence opens with a pronoun that nobody could be put in the place of.

    >>> opens_on_nobody("He was named by the coroner."), opens_on_nobody("Mira Hale was named by the coroner.")
    (True, False)
    """
    return bool(_PERSONAL.match(told))


_PERSONAL = re.compile(r"(?:he|she|they|his|her|their)\b", re.IGNORECASE)


def _apply(text: str, span: Span, edits: Sequence[Edit]) -> str:
    pieces, at = [], span.start
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start < at:
            continue
        pieces += [text[at : edit.start], edit.words]
        at = edit.end
    return "".join([*pieces, text[at : span.end]])


def _quoted(report: Report, span: Span) -> bool:
    return bool(touched(span, report.prose.quotations))


def _date_edits(report: Report, sentence: Span) -> Iterator[Edit]:
    for moment in report.moments:
        if moment.span is None or not sentence.covers(moment.span) or _quoted(report, moment.span):
            continue
        edit = _date_edit(report, moment, moment.span, sentence)
        if edit is not None:
            yield edit


def _date_edit(report: Report, moment: Moment, span: Span, sentence: Span) -> Edit | None:
    words = span.of(report.text)
    before = report.text[sentence.start : span.start]
    if moment.precision is Precision.DAY and not re.search(r"\d{4}", words):
        date = date_in_words(moment)
        has_preposition = re.search(
            r"\b(?:on|since|until|by|from|after|before|of|for|and|to|through)\s+$", before, re.I
        )
        opens = not before.strip()
        is_adjective = re.match(
            r"['’]s\b|\s+(?:night|morning|evening|afternoon)", report.text[span.end : span.end + 10]
        )
        is_object = not has_preposition and re.match(r"\s+(?:a|an|the)\b", report.text[span.end : span.end + 6])
        if date is None or is_adjective or is_object:  # "declared Monday a day of mourning" has no 'on' to put there
            return None
        if has_preposition:
            return Edit(span.start, span.end, date)
        return Edit(span.start, span.end, f"{'On' if opens else 'on'} {date}")
    if moment.precision is Precision.MONTH and moment.first_day and words in MONTHS and _BEFORE_MONTH.search(before):
        return Edit(span.start, span.end, f"{words} {moment.first_day.year}")
    if moment.precision is Precision.WEEK and moment.first_day and moment.derived_from is not Derivation.EXPLICIT:
        day = moment.first_day
        return Edit(span.start, span.end, f"in the week of {day.day} {MONTHS[day.month - 1]} {day.year}")
    return None


def date_in_words(moment: Moment) -> str | None:
    """A day as it is written in a brief: '13 March 2025'.

    >>> from datetime import date
    >>> from headwater.vocabulary.moment import Derivation, day_moment
    >>> date_in_words(day_moment(date(2025, 3, 13), Derivation.EXPLICIT))
    '13 March 2025'
    """
    day = moment.first_day
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else None


def _name_edits(story: Story, report: Report, sentence: Span, named: set[EntityId]) -> Iterator[Edit]:
    is_of_somebody = bool(_SOMEBODY.match(sentence.of(report.text)))
    for mention, entity in story.mentions.inside(sentence):
        words = mention.of(report.text)
        is_new = entity.id not in named
        honorific = _HONORIFIC.search(report.text[max(sentence.start, mention.start - 6) : mention.start])
        if entity.kind is EntityKind.PERSON and not _quoted(report, mention) and not honorific:
            opens = mention.start == sentence.start
            is_pronoun = bool(_PRONOUN.fullmatch(words)) and (opens or (is_new and not is_of_somebody))
            if is_pronoun or (is_new and _is_short_form(words, entity.name)) or _is_other_spelling(words, entity):
                yield Edit(mention.start, mention.end, entity.name)
            elif is_new and entity.name not in words:
                continue  # a description such as "the mayor": the name is still to come
        named.add(entity.id)


def _is_other_spelling(words: str, entity: Entity) -> bool:
    """'Ilze Marenka' for 'Ilse Marenko': one account has one spelling of a full name."""
    return words != entity.name and words in entity.variants and len(words.split()) == len(entity.name.split()) > 1


def _is_short_form(words: str, name: str) -> bool:
    """'Hale' for 'Mira Hale': a bare name that is the end of the full one."""
    return words != name and name.endswith(f" {words}")


def only_moment(told: str, kept: str, listed: Sequence[str]) -> str:
    """A sentence that lists several dates, with only one of them: 'in 2001, 2006 and 2010' told of 2006.

    >>> only_moment("He won in 2001, 2006 and 2010.", "2006", ["2001", "2006", "2010"])
    'He won in 2006.'
    """
    run = r"(?:,\s+(?:and\s+)?|\s+and\s+)".join(map(re.escape, listed))
    return re.sub(run, kept, told, count=1)
