"""The language a report is written in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from headwater.stylebook.languages import english_function_words, language_name


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its ISO 639-1 code; the note says where it was not certain."""

    code: str
    note: str | None = None

    @property
    def name(self) -> str:
        """Its English name, or the code where the stylebook has none."""
        return language_name(self.code)

    @property
    def is_analysed(self) -> bool:
        """Whether Headwater analyses reports in it; others are read and named, and left out with that reason."""
        return self.code == "en"


_WORD = re.compile(r"[^\W\d_]+")
# English news has 35-45 % function words of the table, other languages in Latin letters under 12 % ("in", "a", "an"):
# between them the model decides.
_SURELY_ENGLISH = 0.25
# Of 243 reports cut after 60 characters, some nine words, 228 are named rightly from 8 words on and 169 from 12 on;
# from 4 on English ones are lost (decisions/0009).
_FEWEST_WORDS = 8
# The function words are counted in so much of a text; the model names the language of all 285 long reports of the
# benchmark by their first 300 characters as it does by 1,000, in a third of the time.
_ENOUGH, _ENOUGH_FOR_MODEL = 1_000, 300


def identify_language(text: str) -> Language:
    """The language of a text by its first 1,000 characters; a text too short to tell is taken for English and says so.

    The model (py3langid, 0.9 s to load) is asked only where English function words do not settle it.

    >>> identify_language("The ferry left the harbour at noon, and it was the last of the day for the island.").code
    'en'
    """
    words = _WORD.findall(text[:_ENOUGH].casefold())
    if len(words) >= _FEWEST_WORDS:
        share = sum(word in english_function_words() for word in words) / len(words)
        if share >= _SURELY_ENGLISH:
            return Language("en")
        return Language(_classify(text[:_ENOUGH_FOR_MODEL]))
    if _mostly_latin(text[:_ENOUGH]):
        return Language("en", "too short to tell its language; read as English")
    return Language(_classify(text[:_ENOUGH_FOR_MODEL]))


def _mostly_latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter < "\u0250" for letter in letters) >= len(letters) / 2


def _classify(text: str) -> str:
    return str(_model()(text)[0])


@cache
def _model() -> Callable[[str], tuple[str, float]]:
    # Imported at the first doubt: a run over English pages never pays for it.
    import py3langid

    classify: Callable[[str], tuple[str, float]] = py3langid.classify
    return classify
