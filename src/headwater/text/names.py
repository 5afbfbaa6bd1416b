"""Do two names mean one person? Spelling, script and word order may differ; different parts may not.

Names are laid side by side part by part. Two parts are alike if they are spelt alike in Latin letters, if their
consonants sound alike (Matviyenko, Matvienko), if they are forms of one given name (Alexander, Alyaksandr), or if one
is the other's initial. What is alike and what is left over is measured; how much each measure counts was fitted to
labelled pairs (`training/names.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from headwater.stylebook.people import OCCUPATION, titles
from headwater.stylebook.places import countries_by_demonym
from headwater.text.likeness import likeness
from headwater.text.parts import Part, laid_side_by_side, part_of
from headwater.text.romanise import coarse_sound_of, latin_of, sound_of

# From here two names are taken for one person: where labelled pairs come apart best (decisions/0014; F1 is within .01
# of its best from .45 to .65).
SAME_PERSON_FROM = 0.56
# Parts that sound alike, are forms of one given name or differ by a letter in seven are spellings of one.
_SPELT_ALIKE_FROM = 0.85

_SEPARATORS = re.compile(r"[^a-z0-9'’ʼ`]+")
# "JC Juncker": capitals without a vowel in a name that is not all capitals.
_JOINED_INITIALS = re.compile(r"\b[B-DF-HJ-NP-TV-XZ]{2,3}\b")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`")
_PARTICLES = frozenset("al el ul ad as an bin ibn ben bint van von der den de da di del la le dos du y".split())
_NAME_LENGTH_CAP = 300
# Nobody is printed with more parts; names of hundreds of letters are compared by the first of them.
_MOST_PARTS = 12
_SUFFIXES = frozenset("jr sr ii iii iv na".split())


@dataclass(frozen=True, slots=True)
class _Key:
    """What a name is compared by, made once a name: its parts without particles, and all its letters in a row."""

    parts: tuple[Part, ...]
    joined: str
    sound: str
    initials: str


@dataclass(frozen=True, slots=True)
class PersonMeasures:
    """What two names of people have in common, each from 0 to 1 or a count."""

    worst: float
    whole: float
    same_sound: float
    missed: float
    left_over: float
    other_given: float
    other_initials: float
    bare: float
    bare_other: float
    turned: float

    def values(self) -> tuple[float, ...]:
        """The measures in the order of the fields."""
        return tuple(getattr(self, name) for name in self.__slots__)


@lru_cache(maxsize=65_536)
def _key(name: str) -> _Key:
    name = name[:_NAME_LENGTH_CAP]
    if "," in name:
        surname, _, given = name.partition(",")
        name = f"{given} {surname}"
    if not name.isupper():
        name = _JOINED_INITIALS.sub(lambda found: " ".join(found[0]), name)
    words = [word for each in _SEPARATORS.split(latin_of(name)) if (word := each.translate(_APOSTROPHES))]
    bare = [word for word in words if word not in _no_names() and word not in _SUFFIXES] or words
    bare = bare[:_MOST_PARTS]
    kept = [word for word in bare if word not in _PARTICLES] or bare
    initials = "".join(word for word in kept[1:-1] if len(word) == 1)
    joined = "".join(bare)
    return _Key(tuple(map(part_of, kept)), joined, coarse_sound_of(sound_of(joined)), initials)


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    """Words of titles and demonyms, less those that are names too."""
    # Occupations are surnames too often: Baker, Driver, Painter.
    ranks = [title for title, entry in titles().items() if entry.role != OCCUPATION]
    words = {word for title in ranks for word in re.split(r"[\W_]+", title) if word}
    words -= set(
        "king prince duke major bishop star of marshal judge abbot dean pope baron cardinal chancellor".split()
    )
    words -= {"ali", "son", "sister", "father", "brother", "general", "bishop", "lord"}
    return frozenset(words | {demonym.lower() for demonym in countries_by_demonym() if " " not in demonym})


def compare_names(a: str, b: str) -> float:
    """How surely two names mean one person, from 0 to 1; titles and demonyms do not count.

    >>> compare_names("Alexander Lukashenko", "Аляксандр Лукашэнка") > SAME_PERSON_FROM
    True
    >>> compare_names("Kim Jong-un", "Kim Jong-il") < SAME_PERSON_FROM
    True
    """
    first, second = _key(a), _key(b)
    if first.joined == second.joined:
        return 1.0 if first.joined or a == b else 0.0
    if not first.parts or not second.parts:
        return 0.0
    measured = _measures(first, second)
    sure = likeness("people").of(measured)
    # George H. W. Bush is not George W. Bush, however much of them is the same.
    return min(sure, 0.3) if measured[_OTHER_INITIALS] else sure


_WORST = PersonMeasures.__slots__.index("worst")
_OTHER_INITIALS = PersonMeasures.__slots__.index("other_initials")


def is_same_name(a: str, b: str) -> bool:
    """Whether two names are one name in another spelling, script or form; stricter than `compare_names`.

    Every part of the shorter has its like in the longer, which may have middle names besides. A slip of the pen is no
    spelling, and a surname alone is not the full name: a story asks this before it joins people, where two of its
    people may well be called nearly alike.

    >>> is_same_name("Sergei Lavrov", "Сергей Викторович Лавров"), is_same_name("Olaf Scholz", "Olaf Schulze")
    (True, False)
    """
    first, second = _key(a), _key(b)
    if first.joined == second.joined:
        return bool(first.joined)
    if not first.parts or not second.parts or (len(first.parts) == 1) != (len(second.parts) == 1):
        return False
    measured = _measures(first, second)
    return measured[_WORST] >= _SPELT_ALIKE_FROM and not measured[_OTHER_INITIALS]


def beginnings_of(name: str) -> frozenset[str]:
    """Keys of which `is_same_name` names share one: how its parts begin to sound, given names left out beside others.

    >>> beginnings_of("Aleksandr Matviyenko") & beginnings_of("Alexander Matvienko")
    frozenset({'mtf'})
    """
    parts = [part for part in _key(name).parts if len(part.latin) > 1] or list(_key(name).parts)
    telling = [part for part in parts if not part.given] or parts
    return frozenset(part.coarse[:3] for part in telling)


def measure_names(a: str, b: str) -> PersonMeasures:
    """What `compare_names` weighs."""
    return PersonMeasures(*_measures(_key(a), _key(b)))


def _measures(first: _Key, second: _Key) -> tuple[float, ...]:
    short, long = first.parts, second.parts
    if (len(short), first.joined) > (len(long), second.joined):
        short, long = long, short
    places, likes = laid_side_by_side(short, long)
    whole = OSA.normalized_similarity(first.joined, second.joined)
    if first.sound == second.sound and len(short) < len(long) and not (first.initials or second.initials):
        # One writes apart what the other writes as one: Tse-tung and Zedong, Abd el-Rahman and Abdulrahman.
        return (0.9, whole, 1.0, 0, 0, False, False, False, False, False)
    missed = places.count(-1)
    is_bare = len(short) == 1 < len(long)
    return (
        min(likes),
        whole,
        first.sound == second.sound,
        min(missed, 2),
        min(len(long) - len(short), 3),
        missed > 0 and _is_other_given(short, long, places),
        first.initials != second.initials and first.initials != "" != second.initials,
        is_bare,
        is_bare and places[0] != len(long) - 1,
        _is_turned(places),
    )


def _is_other_given(short: tuple[Part, ...], long: tuple[Part, ...], places: list[int]) -> bool:
    """Whether a given name of the one is left, and another given name of the other: Daniil is not Dmitry."""
    left = [part.given for part, place in zip(short, places, strict=True) if place < 0 and part.given]
    others = [part.given for at, part in enumerate(long) if at not in places and part.given]
    return bool(left and others) and not any(a & b for a in left for b in others)


def _is_turned(places: list[int]) -> bool:
    last = -1
    for place in places:
        if -1 < place < last:
            return True
        last = max(last, place)
    return False
