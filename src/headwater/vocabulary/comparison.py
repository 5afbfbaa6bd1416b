"""Comparisons: what each outlet of a story told, left out and worded otherwise, and whose words it printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headwater.vocabulary.brief import ClaimId, Finding
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.lineage import LinkKind
from headwater.vocabulary.span import ReportId, Trace
from headwater.vocabulary.story import StoryId


@dataclass(frozen=True, slots=True)
class ComparedOutlet:
    """An outlet and its reports of the story."""

    name: str
    reports: tuple[ReportId, ...]


@dataclass(frozen=True, slots=True)
class ComparedClaim:
    """A claim with the outlets that tell it, in the order of the comparison. `said_by` is the name of who says it."""

    id: ClaimId
    text: str
    said_by: str | None
    support: Trace
    outlets: tuple[str, ...]
    independent_origins: int


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """The text that a copy was made from: its outlet, or an agency whose text is not held."""

    name: str
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """How many words of a speaker are printed: inside quotation marks, and as reported speech. Where nobody is known to
    have said them, `speaker` is null."""

    speaker: str | None
    quotations: int
    quoted_words: int
    reported: int
    reported_words: int

    @property
    def words(self) -> int:
        """All words that go back to the speaker."""
        return self.quoted_words + self.reported_words


@dataclass(frozen=True, slots=True)
class OutletAccount:
    """What one outlet made of a story, its reports taken together.

    `made_from` is empty for a text of its own. `own_words` are the words that stand in no sentence taken over from
    another outlet and inside no quotation marks. `told` are the claims it carries; `alone` those that no other origin
    has; `left_out` those that others tell on two and more origins; `cut` those of the text it was made from that it
    does not carry. `unnamed` are the people and bodies that two and more other origins name and it does not,
    `named_alone` those that no other origin names. `worded` are the findings about its own wording. `terms` are words
    that it uses again and again and no other account once.
    """

    outlet: str
    reports: tuple[ReportId, ...]
    made_from: tuple[MadeFrom, ...]
    words: int
    own_words: int
    told: tuple[ClaimId, ...]
    alone: tuple[ClaimId, ...]
    left_out: tuple[ClaimId, ...]
    cut: tuple[ClaimId, ...]
    unnamed: tuple[str, ...]
    named_alone: tuple[str, ...]
    worded: tuple[Finding, ...]
    speakers: tuple[SpokenWords, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker's part in a story: by which outlets, in how many words, and what share that is of all words said.

    What a copy took over is counted once, with the text it was made from; all outlets that print it are named.
    """

    speaker: str | None
    roles: tuple[str, ...]
    outlets: tuple[str, ...]
    independent_origins: int
    quoted_words: int
    reported_words: int
    share: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outlets of one story side by side: those asked for, or all. `claims` are in the order of the brief, `voices`
    the loudest first; `outlets` are all that tell the story, asked for or not."""

    story: StoryId
    title: str
    pages: int
    independent_origins: int
    outlets: tuple[ComparedOutlet, ...]
    claims: tuple[ComparedClaim, ...]
    accounts: tuple[OutletAccount, ...]
    voices: tuple[Voice, ...]

    def claim(self, claim_id: ClaimId) -> ComparedClaim:
        """The claim with that id; KeyError if the comparison does not hold it."""
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise KeyError(claim_id)


class Comparisons(list[Comparison]):
    """The comparisons of one run, in order, and what was left out of it, each page with its reason."""

    def __init__(self, comparisons: Iterable[Comparison] = (), left_out: Iterable[LeftOut] = ()) -> None:
        super().__init__(comparisons)
        self.left_out: tuple[LeftOut, ...] = tuple(left_out)
