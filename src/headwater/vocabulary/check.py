"""Checks: who published some words or a claim first, in which variants, and on how many origins it rests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from headwater.vocabulary.brief import WordDiff
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.lineage import Link, OriginId
from headwater.vocabulary.span import ReportId, Span, Stretch
from headwater.vocabulary.story import StoryId


class VariantKind(StrEnum):
    """How a report says what was asked for, the nearest first."""

    VERBATIM = "verbatim"
    """The very words, perhaps among others."""
    TRIMMED = "trimmed"
    """A part of the words, as they are."""
    REWORDED = "reworded"
    """Nearly the words, some of them changed."""
    RETOLD = "retold"
    """The same in other words."""
    OTHER_NUMBER = "other-number"
    """The same thing with another number."""
    NEGATED = "negated"
    """The same thing with a yes for a no, or a no for a yes."""

    @property
    def agrees(self) -> bool:
        """Whether a report that says it so bears out what was asked for."""
        return self not in (VariantKind.OTHER_NUMBER, VariantKind.NEGATED)


@dataclass(frozen=True, slots=True)
class Variant:
    """One report's telling of what was asked for: where it stands, and how it differs, word by word, from the asked
    words to the printed ones. `shared` is the share of the asked words, by how much they tell, that it has."""

    report: ReportId
    outlet: str
    address: str
    at: date | datetime | None
    span: Span
    words: str
    kind: VariantKind
    diff: tuple[WordDiff, ...]
    shared: float
    is_quoted: bool
    said_by: str | None
    origin: OriginId


@dataclass(frozen=True, slots=True)
class Carried:
    """What one story holds of the asked words: its variants, the first to be published in front. `origins` are those
    of the variants that agree, each counted once."""

    story: StoryId
    title: str
    variants: tuple[Variant, ...]
    origins: tuple[OriginId, ...]

    @property
    def first(self) -> Variant:
        """The variant that was published first."""
        return self.variants[0]

    @property
    def independent_origins(self) -> int:
        """On how many independent origins the asked words rest in this story."""
        return len(self.origins)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the archive holds of one piece of the text, a sentence or the words of a quotation; the story that has it
    nearest comes first. Where nothing is carried, `reason` says what was looked for."""

    asked: Stretch
    words: str
    carried: tuple[Carried, ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A text laid against the archive, piece by piece. `links` say from which reports it was made or which were made
    from it, where the text is long enough to be a report itself."""

    text: str
    answers: tuple[Answer, ...]
    links: tuple[Link, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
