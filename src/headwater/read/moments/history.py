"""Texts that tell the past for its own sake: which are, and which of their dates the story moves on with."""

from __future__ import annotations

import re
from datetime import date

from headwater.read.moments.scene import Scene
from headwater.vocabulary.moment import Derivation, Moment, Precision
from headwater.vocabulary.report import Prose

_FULL_YEAR = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)\b(?! ?%|,\d|\.\d)")
_BEFORE_CHRIST = re.compile(r"\d (?:BC|B\.C)")
_NOW_WORDS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|tonight)\b",
    re.IGNORECASE,
)
# Histories name dozens of years, most of them past, and hardly a weekday; news names two or three years and a weekday
# or 'today' in every third sentence.
_HISTORY_FROM_YEARS, _HISTORY_SHARE, _YEARS_PER_NEAR_WORD = 8, 0.6, 8

# "By early 1958 ...", "On the morning of 3 May 1911 ...", "Meanwhile, in 1911 ...": a date that opens a sentence tells
# when the story has got to; 'Papers opened in 2005 show' does not.
_AT_THE_HEAD = re.compile(
    r"\W*(?:(?:meanwhile|finally|then|later|but|and|also|however|elsewhere|again|soon|only),? )?"
    r"(?:(?:in|on|by|at|during|from|after|before|between|until|throughout|following|towards?|around|about|since|over|as"
    r"|the) (?:[\w'-]+ ){0,4})?",
    re.IGNORECASE,
)
# '... which had been a duchy since 1911', 'as of 5 December 2006': looks aside.
_ASIDE = re.compile(r"\b(?:since|until|till|as of|as late as|than)\W+(?:\w+ )?$", re.IGNORECASE)
# A story goes on by days and months; a step back of more than a month is told in passing.
_STEP_BACK = 31
_FAR_YEARS = 3


def is_in_passing(moment: Moment, scene: Scene) -> bool:
    """Whether a date of a history stands beside its story: later days without a year do not lean on it.

    What is counted from the day of the text ('two years ago'), steps back ('the year before'), and years far from
    the last date in the middle of a sentence ('papers released in 2005 show') are no steps of the story.
    """
    if scene.last is None or moment.first_day is None:
        return False
    if moment.derived_from in (Derivation.DATELINE, Derivation.PUBLISHED, Derivation.SPOKEN):
        return True
    if moment.derived_from is Derivation.ANCHOR:
        return (scene.last - moment.first_day).days > _STEP_BACK and moment.first_day.year != scene.last.year
    if _ASIDE.search(scene.left):
        return True
    if len(scene.left) == scene.start and _AT_THE_HEAD.fullmatch(scene.left):
        return False
    is_coarse = moment.precision in (Precision.YEAR, Precision.SEASON, Precision.DECADE)
    return is_coarse or abs(moment.first_day.year - scene.last.year) > _FAR_YEARS


def is_history(prose: Prose, now: date) -> bool:
    """Whether the text tells the past for its own sake: many full years, nearly all others than the report's own."""
    years: list[int] = []
    near_words = 0
    for paragraph in prose.paragraphs:
        text = prose.text[paragraph.start : paragraph.end]
        years += [int(found) for found in _FULL_YEAR.findall(text)]
        years += [0] * len(_BEFORE_CHRIST.findall(text))
        near_words += sum(1 for _ in _NOW_WORDS.finditer(text))
    past = sum(abs(year - now.year) > 1 for year in years)
    return (
        len(years) >= _HISTORY_FROM_YEARS
        and past >= _HISTORY_SHARE * len(years)
        and near_words * _YEARS_PER_NEAR_WORD < len(years)
    )
