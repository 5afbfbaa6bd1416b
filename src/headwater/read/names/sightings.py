"""What a run of capitalised words names: a person, a body, a place, or nobody."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.read.names.kinds import KINDS, country_left, known_kind, without_demonym
from headwater.read.names.runs import Run
from headwater.read.names.sighting import Around, Sighting
from headwater.read.names.untitled import untitled_sightings
from headwater.stylebook.people import COURTESY, OCCUPATION, given_names, titles
from headwater.stylebook.places import (
    HeadKind,
    name_heads,
)
from headwater.text.roles import Role, country_code
from headwater.vocabulary.entity import EntityKind

_LONGEST_TITLE = 5


def sightings_of(run: Run, around: Around) -> Iterator[Sighting]:
    """The names in a run: a title and a body may stand before a person ('Harbour Board Chairwoman Ada Lund')."""
    run = _without_article(run)
    kind = known_kind(run)
    if kind is not None:
        if kind is not HeadKind.NEITHER:
            yield Sighting(run, KINDS[kind], "a known name")
        return
    title = _title_in(run)
    if title is not None and not _is_body_called_so(run, title):
        yield from _titled(run, title, around)
        return
    bare = without_demonym(run)
    if bare is not None:
        yield from untitled_sightings(bare, around)


def _without_article(run: Run) -> Run:
    return run.part(1) or run if run.words[0].text in ("The", "A", "An") and len(run.words) > 1 else run


def _title_in(run: Run) -> tuple[int, int] | None:
    """Where the title stands in a run, as places of its first word and of the word after it."""
    texts = [word.text.lower() for word in run.words]
    for first in range(len(texts)):
        for last in range(min(len(texts), first + _LONGEST_TITLE), first, -1):
            title = titles().get(" ".join(texts[first:last]))
            # 'Nurse Ada Lund' has a title, 'Ada Porter' none: an occupation counts only before a name.
            if title is not None and (title.role != OCCUPATION or last < len(texts)):
                return first, _past_more_titles(texts, last)
    return None


def _past_more_titles(texts: list[str], last: int) -> int:
    while last < len(texts):
        longer = next((end for end in range(len(texts), last, -1) if " ".join(texts[last:end]) in titles()), None)
        if longer is None:
            return last
        last = longer
    return last


def _is_body_called_so(run: Run, title: tuple[int, int]) -> bool:
    """Whether the title is part of a name: 'General Assembly', 'Prince Edward Island', 'Stephen King'."""
    first, last = title
    if run.words[-1].text in name_heads() and last < len(run.words):
        return True
    if "of" in (word.text for word in run.words[last:]):
        return True
    return last == len(run.words) and first > 0 and run.words[0].text.lower() in given_names()


def _titled(run: Run, title: tuple[int, int], around: Around) -> Iterator[Sighting]:
    first, last = title
    before, name = run.part(0, first), run.part(last)
    country = None
    if before is not None:
        country = country_code(before.text) or country_code(before.words[0].text)
        bare = without_demonym(before)
        if bare is not None:
            yield from untitled_sightings(bare, around)
        else:
            country = country or country_code(before.text)
    if name is None:
        return
    if known_kind(name) in (HeadKind.PLACE, HeadKind.ORGANISATION):
        yield Sighting(name, KINDS[known_kind(name) or HeadKind.PLACE], "a known name")
        return
    title_run = run.part(first, last) or run
    words = title_run.text.lower()
    entry = titles().get(words) or titles()[next(w for w in _tails(words) if w in titles())]
    if entry.role == COURTESY:
        yield Sighting(name, EntityKind.PERSON, f"addressed as {title_run.text}", None, entry.gender, is_addressed=True)
        return
    start = before.start if before is not None else title_run.start
    role = Role(
        around.text[start - around.offset : title_run.end - around.offset],
        entry.words,
        entry.role,
        country or country_left(around.left(run)),
        "former" in around.left(run)[-10:],
        start,
        title_run.end,
    )
    yield Sighting(name, EntityKind.PERSON, f"with the title {title_run.text}", role, entry.gender, is_addressed=True)


def _tails(words: str) -> Iterator[str]:
    parts = words.split()
    for at in range(len(parts)):
        for end in range(len(parts), at, -1):
            yield " ".join(parts[at:end])
