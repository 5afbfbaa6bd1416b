"""What the words of a run tell by themselves: a known name, a head, a demonym."""

from __future__ import annotations

import re

from headwater.read.names.runs import Run
from headwater.stylebook.calendar import CalendarWord, calendar_words
from headwater.stylebook.places import (
    HeadKind,
    capitals,
    countries_by_demonym,
    countries_by_name,
    known_bodies,
    name_heads,
)
from headwater.text.roles import country_code
from headwater.vocabulary.entity import EntityKind

KINDS = {HeadKind.PLACE: EntityKind.PLACE, HeadKind.ORGANISATION: EntityKind.ORGANISATION}


def known_kind(run: Run) -> HeadKind | None:
    """The kind of a name that a table has, capitals throughout or not."""
    name = run.text.title() if run.text.isupper() and len(run.text) > 4 else run.text
    body = name.split(" of ")[0]
    if body in known_bodies():
        return known_bodies()[body]
    if name in countries_by_name() or name in capitals():
        return HeadKind.PLACE
    if name in countries_by_demonym() or is_calendar(name):
        return HeadKind.NEITHER
    return None


def is_calendar(name: str) -> bool:
    """Whether a word is a month, a weekday or a holiday."""
    lower = name.lower()
    return any(
        lower in calendar_words(kind) for kind in (CalendarWord.MONTH, CalendarWord.WEEKDAY, CalendarWord.HOLIDAY)
    )


def without_demonym(run: Run) -> Run | None:
    """The run without a demonym before it, unless only a head would be left: 'European Commission' keeps it."""
    for count in (2, 1):
        lead = run.part(0, count)
        if lead is None or len(lead.words) < count or lead.text not in countries_by_demonym():
            continue
        rest = run.part(count)
        if rest is None:
            return None
        if len(rest.words) == 1 and rest.text in name_heads():
            return run if name_heads()[rest.text] is not HeadKind.NEITHER else None
        # 'Latvian Ferry Council' is the body's name, 'Latvian Ada Lund' is not the woman's.
        return run if head_kind(rest) is HeadKind.ORGANISATION else rest
    return run


def head_kind(run: Run) -> HeadKind | None:
    """By the word before 'of' or 'for', else by the last word, else by the first ('Lake Vanern', 'Mount Etna')."""
    texts = [word.text for word in run.words]
    for joint in ("of", "for"):
        if joint in texts[1:]:
            return name_heads().get(texts[texts.index(joint, 1) - 1])
    for word in (texts[-1], texts[-1].rstrip("."), texts[-1].removesuffix("s")):
        if word in name_heads():
            return name_heads()[word]
    first = name_heads().get(texts[0])
    return first if first in (HeadKind.PLACE, HeadKind.NEITHER) else None


def country_left(left: str) -> str | None:
    """'Poland's President': the country before the title, where its possessive ended the run."""
    match = re.search(r"([A-Z][\w.]*(?: [A-Z][\w.]*)?)['’]s? $", left)
    return country_code(match[1]) or country_code(match[1].split()[-1]) if match else None
