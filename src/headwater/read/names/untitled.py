"""What a run without a title names: by its head, by what stands beside it, or by elimination."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from headwater.read.names.kinds import KINDS, country_left, head_kind, is_calendar, known_kind
from headwater.read.names.runs import Run
from headwater.read.names.sighting import Around, Sighting
from headwater.stylebook.calendar import Tense, tense_cues
from headwater.stylebook.common_words import common_words, mostly_small_words
from headwater.stylebook.people import OCCUPATION, family_names_first, given_names, titles
from headwater.stylebook.places import (
    HeadKind,
    countries_by_demonym,
    countries_by_name,
    known_bodies,
    name_heads,
    sentence_openers,
    surname_heads,
)
from headwater.stylebook.towns import is_town
from headwater.text.numbers import any_of
from headwater.text.roles import Role, role_after, role_before
from headwater.vocabulary.entity import EntityKind, Gender

_INITIAL = re.compile(r"[^\W\d_]\.$")
_ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Z&]{1,6}\d?")
_CAMEL = re.compile(r"[A-Z]?[a-z]+[A-Z]\w*|[A-Z]{2,}[a-z]+\w*")
_CAMEL_PEOPLE = re.compile(r"(?:Mc|Mac|De|Di|Le|La|Van|Von|Fitz|O['’])[A-Z]")
_CUES = any_of(tense_cues(Tense.SAYING))
_SAYS_AFTER = re.compile(rf",? (?:also |later |had |has )?(?:{_CUES}|who)\b")
_SAYS_BEFORE = re.compile(rf"\b(?:{_CUES}|according to|by) $")
_AGE_AFTER = re.compile(r", (?:aged )?\d{1,2}[,.;]")
# Endings that words have and surnames seldom: 'Deferred Action', 'International Studies'.
_WORDLIKE = re.compile(
    r"(?:tion|sion|ing|ment|ity|ness|ance|ence|ism|ship|ed|ial|nal|ral|ies|ics|ology|ive|ous|ble|ary|ship|less|ful)s?$|[A-Z]{2}"
)
_JOINED_GIVEN = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{2,6}")
# What people do and are: 'Lund admitted', 'Lund was', "Lund's wife"; and what comes before them: 'arrested Lund'.
_ACTS_AFTER = re.compile(
    r"(?:,? (?:\w{3,}ed|was|is|has|had|will|would|could|did|does|went|came|took|made|got|began|broke|threw|won|lost|ran"
    r"|led|left|met|spoke|told|says|thinks|wants|knew|thought|felt|saw|gave|became|died|fell|fought|found|held|kept|put|sat"
    r"|set|stood|wrote) |, (?:who|whose)\b|['’]s? (?:wife|husband|mother|father|son|daughter|brother|sister|lawyer"
    r"|attorney|family|parents|friends?|death|body|home|career|life|team|agent|manager)\b)"
)
_QUARTERS = frozenset(
    "North South East West Northeast Northwest Southeast Southwest Northern Southern Eastern Western Central Upper "
    "Lower Greater Inner Outer Downtown Uptown Midtown Suburban Rural Metropolitan NE NW SE SW".split()
)
_PLURAL = re.compile(r"[A-Z][a-z]+[^sS\W]s")
_PEOPLE_NOUN = re.compile(r"\w+(?:er|or|ist|ian|man|woman|ant|ee)$")
_STRONGLY_IN = re.compile(r"\b(?:[Ii]n|near|outside|around) $")
_IN_BEFORE = re.compile(r"\b(?:in|at|near|from|to|of|outside|around|across|towards?) (?:the )?$")


def untitled_sightings(run: Run, around: Around) -> Iterator[Sighting]:
    """The name in a run without a title, if it is one."""
    kind = known_kind(run)
    if kind is not None:
        if kind is not HeadKind.NEITHER:
            yield Sighting(run, KINDS[kind], "a known name")
        return
    yield from _single(run, around) if len(run.words) == 1 else _several(run, around)


def _single(run: Run, around: Around) -> Iterator[Sighting]:
    word = run.text
    if word in name_heads() or is_calendar(word) or word.lower() in titles() or len(word) < 2:
        return
    if re.fullmatch(r"[A-Z]{2,}s", word):
        return
    if _ACRONYM.fullmatch(word):
        if word.lower() in common_words():
            return
        yield Sighting(run, EntityKind.ORGANISATION, "an abbreviation")
    elif _CAMEL.fullmatch(word) and not _CAMEL_PEOPLE.match(word):
        yield Sighting(run, EntityKind.ORGANISATION, "a name with a capital inside")
    else:
        left, right = around.left(run), around.right(run)
        is_speaking = _SAYS_AFTER.match(right) is not None or _SAYS_BEFORE.search(left) is not None
        role = role_before(around.text, run.start - around.offset, around.offset)
        if role is not None and not run.opens:
            yield Sighting(
                run, EntityKind.PERSON, f"with the title {role.words}", role, titles()[role.title].gender, True
            )
        else:
            is_placed = not is_speaking and _is_placed(word, left)
            if _PLURAL.fullmatch(word) and left.endswith("the ") and word.lower() not in mostly_small_words():
                yield Sighting(run, EntityKind.ORGANISATION, "a plural name after 'the'")
                return
            why = "a town after a preposition" if is_placed else "a single name that speaks or acts"
            may_act = word.lower() not in mostly_small_words() and _IN_BEFORE.search(left) is None
            is_acting = may_act and _ACTS_AFTER.match(right) is not None
            yield Sighting(run, None, why, is_speaking=is_speaking, is_acting=is_acting, may_be_town=is_placed)


def _is_placed(word: str, left: str) -> bool:
    """Whether a single name stands where a place does: a town of the list after any preposition of place, a name nobody
    listed after 'in' or 'near'."""
    if _IN_BEFORE.search(left) is None:
        return False
    return is_town(word) or (_STRONGLY_IN.search(left) is not None and word.lower() not in mostly_small_words())


def _several(run: Run, around: Around) -> Iterator[Sighting]:
    lead = _common_lead(run)
    if lead:
        yield _called(run, lead, around)
        return
    placed = _by_place(run)
    if placed is not None:
        yield placed
        return
    head, may_be_surname = head_kind(run), run.words[-1].text in surname_heads()
    if head is HeadKind.NEITHER and not may_be_surname:
        return
    if head not in (None, HeadKind.NEITHER) and not (may_be_surname and run.words[0].text.lower() in given_names()):
        yield Sighting(run, KINDS[head], "by the head of its name")
        return
    sighting = _person(run, around)
    if sighting is not None:
        yield sighting
    elif head is HeadKind.NEITHER:
        return
    elif head is not None:
        yield Sighting(run, KINDS[head], "by the head of its name")
    elif any(word.text in ("of", "for", "and") for word in run.words):
        return
    elif is_town(run.text):
        yield Sighting(run, EntityKind.PLACE, "a town or country")
    elif any(_ACRONYM.fullmatch(word.text) or _CAMEL.fullmatch(word.text) for word in run.words):
        yield Sighting(run, EntityKind.ORGANISATION, "a name with an abbreviation in it")
    elif run.words[0].text in countries_by_name() and len(run.words) == 2:
        yield Sighting(run, EntityKind.ORGANISATION, "a country and a word that is no person's")
    elif 2 <= len(run.words) <= 4:
        is_named = not any(_is_no_name(word.text, around) for word in run.words)
        why = (
            "capitalised words that are no words of the language"
            if is_named
            else "its last word is used alone as a surname"
        )
        yield Sighting(run, EntityKind.PERSON if is_named else None, why)


def _common_lead(run: Run) -> int:
    """How many common words stand before a given name: 'Beautician Ada Lund' has one."""
    texts = [word.text.lower() for word in run.words]
    for at in range(1, len(texts) - 1):
        if texts[at - 1] not in common_words() or texts[at - 1] in given_names():
            return 0
        if texts[at] in given_names() and texts[at] not in mostly_small_words():
            return at
    return 0


def _called(run: Run, lead: int, around: Around) -> Sighting:
    """A person behind common words with a capital; a word for people among them is the role."""
    before, name = run.part(lead - 1, lead) or run, run.part(lead) or run
    word = before.text.lower()
    if not _PEOPLE_NOUN.match(word):
        return Sighting(name, EntityKind.PERSON, f"{name.words[0].text} is a given name")
    country = country_left(around.left(before))
    role = Role(before.text, word, OCCUPATION, country, False, before.start, before.end)
    return Sighting(name, EntityKind.PERSON, f"with the title {before.text}", role)


def _by_place(run: Run) -> Sighting | None:
    """What a place in a run tells: 'Riga Falcons' is a club, 'Northeast Riga' a place, as is a town of two words."""
    first, last = run.words[0].text, run.words[-1].text
    if last in name_heads() or last.lower() in given_names():
        return None
    if first in _QUARTERS:
        rest = run.part(1)
        is_place = rest is not None and (known_kind(rest) is HeadKind.PLACE or is_town(rest.text))
        return Sighting(run, EntityKind.PLACE, "a part of a place") if is_place else None
    if _PLURAL.fullmatch(last) is None:
        return None
    if is_town(run.text):
        return Sighting(run, EntityKind.PLACE, "a town or country")
    place = run.part(0, len(run.words) - 1)
    if place is not None and (known_kind(place) is HeadKind.PLACE or is_town(place.text)):
        return Sighting(run, EntityKind.ORGANISATION, "a place and a plural: a club")
    return None


def _is_no_name(word: str, around: Around) -> bool:
    return (
        word.lower() in around.lower_words
        or word.lower() in sentence_openers()
        or word in countries_by_demonym()
        or word in name_heads()
        or known_bodies().get(word) is HeadKind.NEITHER
        or _WORDLIKE.search(word) is not None
        or is_calendar(word)
    )


def _person(run: Run, around: Around) -> Sighting | None:
    start, end = run.start - around.offset, run.end - around.offset
    before, after = role_before(around.text, start, around.offset), role_after(around.text, end, around.offset)
    if before is not None and around.text[before.end - around.offset : start].startswith(","):
        # "the talks with the Danish leader, Ada Lund said": an apposition is closed by a second comma, a clause is not.
        before = before if around.text[end : end + 1] in (",", ".", ")") else None
    role = before or after
    left, right = around.left(run), around.right(run)
    first = run.words[0].text
    found = Sighting(run, EntityKind.PERSON, "", role, titles()[role.title].gender if role else Gender.UNKNOWN)
    if role is not None:
        return replace(found, why=f"with the description {role.words}")
    if first.lower() in given_names():
        return replace(found, why=f"{first} is a given name")
    if any(word.text in countries_by_demonym() or word.text in name_heads() for word in run.words):
        return None
    if any(word.text.lower() in given_names() for word in run.words[1:-1]):
        return replace(found, why="with a given name in the middle")
    if any(_INITIAL.match(word.text) for word in run.words[:-1]):
        return replace(found, why="with an initial")
    if first in family_names_first() and not is_town(run.text):
        return replace(found, why=f"{first} is a family name that stands first")
    if any(_JOINED_GIVEN.fullmatch(word.text) for word in run.words[1:]):
        return replace(found, why="with a given name of two syllables after the surname")
    if _AGE_AFTER.match(right):
        return replace(found, why="with an age")
    if first.lower() not in mostly_small_words() and _ACTS_AFTER.match(right) and _IN_BEFORE.search(left) is None:
        return replace(found, why="beside a verb of people") if not is_town(run.text) else None
    if _SAYS_AFTER.match(right) or _SAYS_BEFORE.search(left):
        return replace(found, why="beside a verb of saying") if not is_town(run.text) else None
    return None
