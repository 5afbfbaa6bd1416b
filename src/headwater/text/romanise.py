"""Words of any script in Latin letters, and how they sound: what names are compared by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from headwater.stylebook.people import transliteration

# Letters that sound alike in one of the languages news is written in, longest first; `c`, `g` and `j` depend on what
# follows them and come after.
_SOUNDS = (
    ("shch", "S"), ("tsch", "S"), ("dzh", "J"), ("sch", "S"), ("tch", "S"), ("sh", "S"), ("sz", "S"), ("cz", "S"),
    ("ch", "S"), ("zh", "S"), ("dj", "J"), ("ph", "f"), ("kh", "h"), ("gh", "h"), ("q", "h"), ("ck", "k"), ("cc", "k"),
    ("x", "ks"), ("th", "t"), ("ts", "s"), ("tz", "s"), ("z", "s"), ("w", "v"),
)  # fmt: skip
_ANY_SOUND = re.compile("|".join(letters for letters, _ in _SOUNDS))
_SOFT_C, _SOFT_G, _HARD_J = re.compile(r"c(?=[eiy])"), re.compile(r"g(?=[ei])"), re.compile(r"j(?=[aou])")
_TWICE = re.compile(r"(.)\1+")
_NO_CONSONANT = str.maketrans("", "", "aeiouyjh")
# Pairs that spellings of one name swap: Gaddafi and Qadhafi, Mao Zedong and Mao Tse-tung.
_COARSE = str.maketrans("dbgvJSzh", "tpkfssSk")


@lru_cache(maxsize=65_536)
def latin_of(words: str) -> str:
    """Small Latin letters for whatever script the words came in; blanks and marks stay.

    News spellings of the table first, then the letters as AnyAscii writes them (Hangul, Chinese, Devanagari, ...).
    """
    plain = words.lower()
    if plain.isascii():
        return plain
    plain = plain.translate(transliteration())
    return plain if plain.isascii() else anyascii(unicodedata.normalize("NFKC", plain)).lower()


@lru_cache(maxsize=65_536)
def romanise(word: str) -> str:
    """A word in small Latin letters without marks, whatever script it came in. Letters nobody listed stay out.

    >>> romanise("Лукашенко"), romanise("Erdoğan"), romanise("Łukasz")
    ('lukashenko', 'erdogan', 'lukasz')
    """
    latin = latin_of(word)
    return latin if latin.isalpha() else "".join(letter for letter in latin if letter.isalnum())


@lru_cache(maxsize=65_536)
def sound_of(latin: str) -> str:
    """The consonants of a romanised word as they sound; the first letter stays, V for any vowel.

    >>> sound_of("matviyenko") == sound_of("matvienko"), sound_of("jong") == sound_of("jung")
    (True, True)
    """
    if _ANY_SOUND.search(latin):
        for letters, sound in _SOUNDS:
            latin = latin.replace(letters, sound)
    if "c" in latin:
        latin = _SOFT_C.sub("s", latin).replace("c", "k")
    if "g" in latin:
        latin = _SOFT_G.sub("J", latin)
    if "j" in latin:
        latin = _HARD_J.sub("J", latin)
    head = latin[:1]
    return ("V" if head in "aeiouyj" else head) + _TWICE.sub(r"\1", latin[1:].translate(_NO_CONSONANT))


@lru_cache(maxsize=65_536)
def coarse_sound_of(sound: str) -> str:
    """A sound without what transliterations disagree about: voice, and which of the hissing letters.

    >>> coarse_sound_of(sound_of("gaddafi")) == coarse_sound_of(sound_of("kadhafi"))
    True
    """
    return _TWICE.sub(r"\1", sound.translate(_COARSE))
