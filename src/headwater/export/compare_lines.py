"""What every form of a comparison says of an outlet, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.export.labels import letter
from headwater.export.shown import on_one_line, shortened
from headwater.export.wording import LINK_WORDS, count_words, percent_words
from headwater.vocabulary.brief import ClaimId, Finding
from headwater.vocabulary.comparison import Comparison, OutletAccount, SpokenWords, Voice
from headwater.vocabulary.lineage import LinkKind

UNNAMED = "nobody named"


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim as it is shown: its words, and the letters of the outlets that tell it."""

    words: str
    letters: tuple[str, ...]


class CompareLines:
    """Puts a comparison into lines; knows the letter of each outlet."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.letters = {outlet.name: letter(place) for place, outlet in enumerate(comparison.outlets)}
        self._of_report = {report: self.letters[each.name] for each in comparison.outlets for report in each.reports}
        self._claims = {claim.id: claim for claim in comparison.claims}

    def counts(self) -> str:
        """'6 pages of 5 outlets, 3 independent origins'."""
        told = self.comparison
        pages = f"{count_words(told.pages, 'page')} of {count_words(len(told.outlets), 'outlet')}"
        return f"{pages}, {count_words(told.independent_origins, 'independent origin')}"

    def shared(self) -> list[ClaimId]:
        """The claims that rest on two and more origins, those that most outlets tell first."""
        held = [claim for claim in self.comparison.claims if claim.independent_origins > 1]
        return [claim.id for claim in sorted(held, key=lambda each: (-each.independent_origins, -len(each.outlets)))]

    def claims(self, ids: Sequence[ClaimId], longest: int) -> list[ClaimLine]:
        """Claims, each cut to so many characters."""
        held = [self._claims[each] for each in ids]
        return [
            ClaimLine(shortened(claim.text, longest), tuple(self.letters[name] for name in claim.outlets))
            for claim in held
        ]

    def sides(self, finding: Finding) -> list[tuple[str, str]]:
        """The words on either side of a difference, each under its outlet's letter; of one outlet's two versions under
        'before' and 'after'."""
        letters = [self._of_report[span.report] for span in (finding.evidence[0], finding.evidence[-1])]
        names = letters if letters[0] != letters[1] else ["before", "after"]
        return [
            (name, words)
            for name, words in zip(names, (finding.before, finding.after), strict=True)
            if words is not None
        ]

    def made_from(self, account: OutletAccount) -> str:
        """'rewrite of A Northwire', or nothing for a text of its own."""
        return "; ".join(
            f"{'passes on' if one.kind is LinkKind.CREDITS else LINK_WORDS[one.kind] + ' of'} {self._named(one.name)}"
            for one in account.made_from
        )

    def _named(self, outlet: str) -> str:
        known = self.letters.get(outlet)
        return f"{known} {on_one_line(outlet)}" if known else f"{on_one_line(outlet)} (text not held)"


def own_share(account: OutletAccount) -> str:
    """What share of an outlet's words is its own: neither taken over nor quoted."""
    return percent_words(account.own_words / account.words) if account.words else ""


def speaker_words(spoken: SpokenWords) -> str:
    """'Ilse Marenko 36 quoted, 15 reported'."""
    counts = [(spoken.quoted_words, "quoted"), (spoken.reported_words, "reported")]
    told = ", ".join(f"{count} {how}" for count, how in counts if count)
    return f"{on_one_line(spoken.speaker or UNNAMED)} {told}"


def voice_name(voice: Voice) -> str:
    """The speaker with the first role the story knows."""
    name = on_one_line(voice.speaker or UNNAMED)
    return f"{name}, {on_one_line(voice.roles[0])}" if voice.roles else name
