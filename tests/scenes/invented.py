"""Subjects of reports of invented events, for whoever needs many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from headwater.relate.subjects import subject_of
from headwater.vocabulary.subject import Subject

MONDAY = datetime(2024, 5, 6, 9, tzinfo=UTC)


def invented(count: int, seed: int = 7) -> list[tuple[str, Subject]]:
    """Reports of invented events, a few each, with the event they are of."""
    chance = Random(seed)
    syllables = "ba ke lo mu ri ta ve zo dan fer gil hos jen kir mol nat pel quin ros sul tor vis wen".split()

    def word() -> str:
        return "".join(chance.choice(syllables) for _ in range(3))

    made = []
    for event in range(count):
        town, person, things = word().title(), f"{word().title()} {word().title()}", [word() for _ in range(14)]
        for version in range(chance.randint(1, 4)):
            chance.shuffle(things)
            headline = f"{things[0]} {things[1]} in {town}"
            text = f"In {town} {' '.join(things[:10])} on Monday. Mayor {person} said {' '.join(things[4:])} {word()}."
            at = MONDAY + timedelta(days=event // 8, hours=version)
            made.append((f"e{event}", subject_of(headline, text, at)))
    return made
