"""The words of a name laid beside those of another: which is which, and how alike they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from headwater.stylebook.people import given_names
from headwater.text.romanise import coarse_sound_of, sound_of

# Parts less alike than this have nothing to do with each other.
_ALIKE_FROM = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One word of a name: its letters, its sounds, the given names it may be. Equal words are one object."""

    latin: str
    sound: str
    coarse: str
    given: frozenset[str]


@lru_cache(maxsize=65_536)
def part_of(latin: str) -> Part:
    """The part that a word in small Latin letters is."""
    sound = sound_of(latin)
    return Part(latin, sound, coarse_sound_of(sound), given_names().get(latin, frozenset()))


def laid_side_by_side(short: tuple[Part, ...], long: tuple[Part, ...]) -> tuple[list[int], list[float]]:
    """For each part of the shorter name the place of its like in the longer one, -1 for none, and how alike they are.

    Equal parts find each other first, then the most alike; a part without its like has the likeness of the nearest
    that is left.
    """
    places, likes = [-1] * len(short), [0.0] * len(short)
    free = list(range(len(long)))
    open_parts = []
    for at, part in enumerate(short):
        for place in free:
            if long[place] is part:
                places[at], likes[at] = place, 1.0
                free.remove(place)
                break
        else:
            open_parts.append(at)
    while open_parts and free:
        best, best_at, best_place = -1.0, 0, 0
        for at in open_parts:
            for place in free:
                like = _likeness(short[at], long[place])
                if like > best:
                    best, best_at, best_place = like, at, place
                if like > likes[at]:
                    likes[at] = like
        if best < _ALIKE_FROM:
            break
        places[best_at], likes[best_at] = best_place, best
        free.remove(best_place)
        open_parts.remove(best_at)
        for at in open_parts:
            likes[at] = 0.0
    return places, likes


@lru_cache(maxsize=262_144)
def _likeness(a: Part, b: Part) -> float:
    if len(a.latin) == 1 or len(b.latin) == 1:
        return 0.9 if a.latin[:1] == b.latin[:1] else 0.0
    if a.given and b.given:
        # Two known given names are one name or two; likeness of letters has no say: Daniil is not Dmitry.
        return 0.95 if a.given & b.given else 0.0
    spelt = OSA.normalized_similarity(a.latin, b.latin)
    if a.sound == b.sound and len(a.sound) > 1 and spelt > 0.4:
        # Two vowels of seven letters apart, as Scholm and Schulme are, may be another name.
        return 0.95 if spelt >= 0.75 else 0.84
    if a.coarse == b.coarse and len(a.coarse) > 1 and spelt > 0.3:
        return max(0.84, spelt)
    return spelt
