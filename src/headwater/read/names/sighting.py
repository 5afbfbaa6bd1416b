"""A name where it stands, and the sentence around it."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.read.names.runs import Run
from headwater.text.roles import Role
from headwater.vocabulary.entity import EntityKind, Gender


@dataclass(frozen=True, slots=True)
class Sighting:
    """One name where it stands. `kind` is null while only the rest of the report can tell whom or what it names.

    `role` is the title printed with the name; `gender` what a form of address tells ('Mrs').
    """

    run: Run
    kind: EntityKind | None
    why: str
    role: Role | None = None
    gender: Gender = Gender.UNKNOWN
    is_addressed: bool = False
    is_speaking: bool = False
    is_acting: bool = False
    may_be_town: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """The sentence a run stands in: its text, and its offset in the report."""

    text: str
    offset: int
    lower_words: frozenset[str]

    def left(self, run: Run) -> str:
        return self.text[max(0, run.start - self.offset - 60) : run.start - self.offset]

    def right(self, run: Run) -> str:
        return self.text[run.end - self.offset : run.end - self.offset + 60]
