"""Why a report was put where it was, in plain words: what it shares, how far apart in time, how sure."""

from __future__ import annotations

import math

import numpy as np

from headwater.relate.active import Active
from headwater.relate.measures import Look
from headwater.relate.profiles import TERMS, Kind, Profile, kind_of_places
from headwater.text.tokens import stem
from headwater.text.weights import weight_of
from headwater.vocabulary.subject import Subject

_TOLD = (Kind.FULL_NAMES, Kind.WORDS, Kind.FIGURES)
_MOST_WORDS, _MOST_FIGURES = 3, 2
# Lighter words ('of', 'the', 'other') stand in more than a third of all news texts.
_TELLS_FROM = 1.0


def shared_features(subject: Subject, profile: Profile, look: Look, active: Active, number: int) -> tuple[str, ...]:
    """The rarest names, words and figures that a report has in common with what a story keeps."""
    _, places = look.places_of(profile, active.rows.terms[active.rows_of(number)])
    is_held = np.zeros(TERMS, np.bool_)
    is_held[places] = True
    held = {kind: np.flatnonzero(is_held[kind_of_places(kind)]).tolist() for kind in _TOLD}
    names = [name for place, name in enumerate(_full_names(subject)) if place in held[Kind.FULL_NAMES]]
    words = [subject.words[place] for place in held[Kind.WORDS]]
    told = names[:1]
    told += [word for word in words if not any(word in name.lower() for name in told)][: _MOST_WORDS - len(told)]
    figures = [figure for place in held[Kind.FIGURES] if (figure := told_figure(subject.figures[place]))]
    return (*(f'"{word}"' for word in told), *figures[:_MOST_FIGURES])


def told_figure(figure: str) -> str:
    """A figure as one would name it: '31 injured', the bare number of '31 the', and nothing of '6 of', which tells
    nobody anything."""
    number, _, unit = figure.partition(" ")
    if not unit or weight_of(stem(unit)) > _TELLS_FROM:
        return figure
    return number if len(number) > 1 else ""


def _full_names(subject: Subject) -> list[str]:
    return [name for name in subject.names if " " in name]


def join_evidence(
    subject: Subject, profile: Profile, look: Look, active: Active, number: int, probability: float
) -> tuple[str, ...]:
    """Why a report joins a story; told before it is counted there."""
    shared = shared_features(subject, profile, look, active, number)
    told = [f"shares {', '.join(shared)}" if shared else "shares no rare word"]
    apart = profile.at - active.newest[number]
    if not math.isnan(apart):
        told.append(f"{_length(abs(apart))} {'after' if apart >= 0 else 'before'} the newest report")
    told.append(sureness(probability))
    return tuple(told)


def sureness(probability: float) -> str:
    """A probability as it is printed.

    >>> sureness(0.943)
    'probability .94'
    """
    return f"probability {min(probability, 0.99):.2f}".replace("0.", ".")


def _length(days: float) -> str:
    if days < 1:
        hours = round(days * 24)
        return f"{hours} hour{'s' * (hours != 1)}"
    return f"{days:.0f} day{'s' * (round(days) != 1)}"
