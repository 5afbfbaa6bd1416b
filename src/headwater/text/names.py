"""Do two names mean one person, or one body? Spelling, script and word order may differ; different parts may not.

Names are aligned part by part. Two parts are alike if they are spelt alike in Latin letters, if their consonants
sound alike (Matviyenko, Matvienko), if they are forms of one given name (Alexander, Alyaksandr), or if one is the
other's initial.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import token_sort_ratio

from headwater.stylebook.people import given_names, titles, transliteration
from headwater.stylebook.places import countries_by_demonym
from headwater.stylebook.tables import read_table

# From here two names are taken for one person. On the labelled pairs F1 is flat between .68 and .80; a bare surname
# beside a full name scores .75 and is left to the story, which knows how many people bear it.
SAME_PERSON_FROM = 0.76
# One name may be all there is for a person: the surname alone of a fuller name.
BARE_SURNAME = 0.75

_SEPARATORS = re.compile(r"[\s\-‑–.,'’ʼ`\"]+")
_PARTICLES = frozenset("al el ul bin ibn ben bint van von der den de da di del la le dos du abu".split())
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"), (r"shch|sch|sh|tch|cz|ch(?=[ei])|zh|sz|ch", "S"), (r"kh|gh|q", "h"), (r"ck|cc", "k"),
        (r"x", "ks"),
        (r"th", "t"), (r"dzh|dj|j(?=[aou])|g(?=[ei])", "J"), (r"ts|tz|c(?=[eiy])|z", "s"), (r"c", "k"), (r"w", "v"),
        (r"y|j|ij", "i"), (r"ou|oo", "u"), (r"h", ""), (r"(.)\1", r"\1"),
    )
)  # fmt: skip
_VOWELS = re.compile(r"[aeiou]")
_NAME_LENGTH_CAP = 300
_SUFFIXES = frozenset("jr sr ii iii iv".split())


@dataclass(frozen=True, slots=True)
class _Part:
    latin: str
    sound: str
    given: frozenset[str]


@lru_cache(maxsize=65_536)
def romanise(word: str) -> str:
    """A word in small Latin letters without marks, whatever script it came in. Letters nobody listed stay out.

    >>> romanise("Лукашенко"), romanise("Erdoğan"), romanise("Łukasz")
    ('lukashenko', 'erdogan', 'lukasz')
    """
    plain = word.lower().translate(transliteration())
    marked = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in marked if "a" <= letter <= "z" or "0" <= letter <= "9")


@lru_cache(maxsize=65_536)
def sound_of(latin: str) -> str:
    """The consonants of a romanised word as they sound; the first letter stays, V for any vowel.

    >>> sound_of("matviyenko") == sound_of("matvienko"), sound_of("jong") == sound_of("jung")
    (True, True)
    """
    for pattern, sound in _SOUNDS:
        latin = pattern.sub(sound, latin)
    head = "V" if latin[:1] in "aeiou" else latin[:1]
    return head + _VOWELS.sub("", latin[1:])


@lru_cache(maxsize=65_536)
def _parts(name: str) -> tuple[_Part, ...]:
    words = [word for word in _SEPARATORS.split(name[:_NAME_LENGTH_CAP]) if word]
    bare = [word for word in words if word.lower() not in _titles() and word not in countries_by_demonym()] or words
    parts = []
    for word in bare:
        latin = romanise(word)
        if latin and latin not in _SUFFIXES:
            parts.append(_Part(latin, sound_of(latin), given_names().get(latin, frozenset())))
    return tuple(parts)


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    words = {word for title in titles() for word in _SEPARATORS.split(title) if word}
    # Words of titles that are names too.
    return frozenset(words - {"king", "prince", "duke", "major", "bishop", "star", "of", "marshal", "judge", "abbot"})


def compare_names(a: str, b: str) -> float:
    """How surely two names mean one person, from 0 to 1; titles and demonyms do not count.

    >>> compare_names("Alexander Lukashenko", "Аляксандр Лукашэнка") > SAME_PERSON_FROM
    True
    >>> compare_names("Kim Jong-un", "Kim Jong-il") < 0.5
    True
    """
    first, second = _parts(a), _parts(b)
    if not first or not second:
        return 1.0 if a == b and a else 0.0
    if "".join(part.latin for part in first) == "".join(part.latin for part in second):
        return 1.0
    if len(first) > len(second):
        first, second = second, first
    if _initials(first) and _initials(second) and _initials(first) != _initials(second):
        # George H. W. Bush is not George W. Bush.
        return 0.4
    return _aligned(first, second)


def _initials(parts: tuple[_Part, ...]) -> str:
    return "".join(part.latin for part in parts[1:-1] if len(part.latin) == 1)


def _aligned(short: tuple[_Part, ...], long: tuple[_Part, ...]) -> float:
    taken: set[int] = set()
    total, missed = 0.0, 0
    for part in short:
        likeness, place = max(
            ((_likeness(part, other), -at) for at, other in enumerate(long) if at not in taken), default=(0.0, 1)
        )
        if likeness < 0.6:
            missed += 1
        else:
            taken.add(-place)
            total += likeness
    if missed:
        return 0.5 * total / len(short)
    if len(short) == 1 and len(long) > 1:
        return (BARE_SURNAME if len(long) - 1 in taken else 0.5) * total
    left = [part for at, part in enumerate(long) if at not in taken and part.latin not in _PARTICLES]
    return total / len(short) - 0.08 * len(left)


def _likeness(a: _Part, b: _Part) -> float:
    if a.latin == b.latin:
        return 1.0
    if len(a.latin) == 1 or len(b.latin) == 1:
        return 0.8 if a.latin[0] == b.latin[0] else 0.0
    if a.given and b.given:
        # Two known given names are one name or two; likeness of letters has no say: Daniil is not Dmitry.
        return 0.9 if a.given & b.given else 0.0
    likeness = JaroWinkler.similarity(a.latin, b.latin)
    if a.sound == b.sound and len(a.sound) > 1 and likeness > 0.6:
        return 0.95
    if likeness > 0.9 and min(len(a.latin), len(b.latin)) > 4:
        return likeness
    return 0.6 if likeness > 0.84 and a.sound[:2] == b.sound[:2] else 0.0


@lru_cache(maxsize=1)
def _legal_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = sorted(read_table("legal_forms"), key=lambda row: -len(row["form"]))
    return tuple((re.compile(rf"(?<![\w.]){re.escape(row['form'])}\.?(?!\w)"), row["plain"]) for row in rows)


@lru_cache(maxsize=16_384)
def _organisation(name: str) -> tuple[str, frozenset[str]]:
    """The words of a body's name without its legal form, demonyms and articles, and its numbers."""
    marked = unicodedata.normalize("NFKD", name[:_NAME_LENGTH_CAP].lower().translate(transliteration()))
    plain = "".join(letter for letter in marked if not unicodedata.combining(letter))
    for form, _ in _legal_forms():
        plain = form.sub(" ", plain)
    words = [word for word in re.split(r"[\W_]+", plain) if word not in ("the", "of", "and", "for", "")]
    return " ".join(words), frozenset(word for word in words if re.fullmatch(r"\d+|[ivx]+", word))


def compare_organisation_names(a: str, b: str) -> float:
    """How surely two names mean one body, from 0 to 1; legal forms, articles and the order of words do not count.

    >>> compare_organisation_names("Ministry of Transport", "Transport Ministry")
    1.0
    """
    first, second = _organisation(a), _organisation(b)
    if not first[0] or not second[0]:
        return 1.0 if a.lower() == b.lower() and a else 0.0
    likeness = token_sort_ratio(first[0], second[0]) / 100
    if first[1] != second[1]:
        return likeness * 0.8
    squeezed = first[0].replace(" ", "") == second[0].replace(" ", "")
    return 1.0 if squeezed else likeness
