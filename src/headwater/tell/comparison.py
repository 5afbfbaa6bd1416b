"""Comparing outlets: what each of them told of one story, what it left out, and what it has in words of its own.

An outlet's reports are taken together. A copy is compared, too, and marked as one: what it left out of the text it was
made from stands beside what it left out of the story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from headwater.errors import UnknownOutlet
from headwater.tell.brief import tell_claim
from headwater.tell.choose import rank_claims
from headwater.tell.voices import is_somebody, spoken, utterances_of, weigh_voices
from headwater.text.tokens import fold, stem, words_of
from headwater.text.weights import weight_of
from headwater.vocabulary.brief import Brief, Claim, ClaimId, Finding, FindingKind
from headwater.vocabulary.comparison import ComparedClaim, ComparedOutlet, Comparison, MadeFrom, OutletAccount
from headwater.vocabulary.entity import Entity, EntityKind
from headwater.vocabulary.lineage import Link, LinkKind, OriginId
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId, Span, touched
from headwater.vocabulary.story import Story

# What one other outlet alone tells is its own find; what two independent ones tell is left out.
LEFT_OUT_FROM = 2
# A word used once is chance. Lighter words ('says', 'against') stand in one news text of ten and tell nothing.
_TERM_FROM, _TERM_WEIGHT, _MOST_TERMS = 2, 3.0, 8


def compare_outlets(brief: Brief, outlets: Sequence[str] = ()) -> Comparison:
    """The outlets of a story side by side: those named, as far as case does not matter, or all.

    What somebody left out is judged by all reports of the story, named or not. Raises UnknownOutlet for a name that no
    outlet of the story bears.
    """
    everybody = _by_outlet(brief.story)
    chosen = _chosen(everybody, outlets)
    comparer = _Comparer(brief, everybody)
    printed = {report.id: outlet for outlet in chosen for report in everybody[outlet]}
    utterances = utterances_of(brief.story, [report for outlet in chosen for report in everybody[outlet]])
    return Comparison(
        story=brief.story.id,
        title=brief.title,
        pages=len(brief.story.reports),
        independent_origins=brief.story.lineage.independent_origins,
        outlets=tuple(ComparedOutlet(name, _reports(reports)) for name, reports in everybody.items()),
        claims=tuple(comparer.claim(claim) for claim in brief.claims),
        accounts=tuple(comparer.account(outlet) for outlet in chosen),
        voices=weigh_voices(brief.story, utterances, printed),
    )


def _by_outlet(story: Story) -> dict[str, list[Report]]:
    by_outlet: dict[str, list[Report]] = {}
    for report in story.reports:
        by_outlet.setdefault(report.name, []).append(report)
    return by_outlet


def _chosen(everybody: Iterable[str], asked: Sequence[str]) -> list[str]:
    """The outlets asked for, in the order of the story."""
    folded = {fold(outlet): outlet for outlet in everybody}
    for name in asked:
        if fold(name) not in folded:
            raise UnknownOutlet(name, tuple(everybody))
    return [outlet for outlet in everybody if not asked or fold(outlet) in {fold(name) for name in asked}]


class _Comparer:
    """Makes the account of each outlet; holds what all of them need, looked up once."""

    def __init__(self, brief: Brief, by_outlet: dict[str, list[Report]]) -> None:
        self.brief, self.story, self.by_outlet = brief, brief.story, by_outlet
        self.outlet_of = {report.id: outlet for outlet, reports in by_outlet.items() for report in reports}
        self.links = {each.child: each for each in self.story.lineage.links if each.kind is not LinkKind.CREDITS}
        self.names = {entity.id: entity.name for entity in self.story.entities}
        self.ranked = _best_first(self.story, brief.claims)
        names = [*by_outlet, *(name for entity in self.story.entities for name in entity.variants)]
        self.name_stems = {stem(word) for name in names for word in words_of(name)}
        self.quotations = {each.id: sorted(q.span for q in each.quotations) for each in self.story.reports}
        self.used = {report.id: Counter(self._telling_words(report)) for report in self.story.reports}

        self.rivals = _rivals(brief)
        self.namers = self._namers()

    def claim(self, claim: Claim) -> ComparedClaim:
        return ComparedClaim(
            id=claim.id,
            text=self._worded_alone(claim),
            said_by=self.names.get(claim.said_by) if claim.said_by else None,
            support=claim.support,
            outlets=tuple(outlet for outlet in self.by_outlet if outlet in self._tellers(claim)),
            independent_origins=claim.independent_origins,
        )

    def _worded_alone(self, claim: Claim) -> str:
        """A claim's words; of one that others may have left out, so that it stands alone: with names for pronouns."""
        return claim.text if claim.independent_origins < LEFT_OUT_FROM else tell_claim(self.story, claim, set()).text

    def account(self, outlet: str) -> OutletAccount:
        reports = self.by_outlet[outlet]
        cut = self._cut_spans(outlet)
        told = [claim for claim in self.ranked if outlet in self._tellers(claim)]
        told_otherwise = {other for claim in told for other in self.rivals.get(claim.id, ())}
        others = [claim for claim in self.ranked if claim not in told and claim.id not in told_otherwise]
        return OutletAccount(
            outlet=outlet,
            reports=_reports(reports),
            made_from=self._made_from(outlet),
            words=sum(len(words_of(span.of(report.text))) for report in reports for span in self._unrepeated(report)),
            own_words=sum(len(words_of(words)) for report in reports for words in self._own_text(report)),
            told=_ids(told),
            alone=_ids(each for each in told if each.independent_origins == 1 and self._opens(each, outlet)),
            left_out=_ids(each for each in others if each.independent_origins >= LEFT_OUT_FROM),
            cut=_ids(each for each in others if not cut.isdisjoint(each.support)),
            unnamed=tuple(self._unnamed(outlet)),
            named_alone=tuple(self._named_alone(outlet)),
            worded=tuple(each for each in self.brief.findings if self._is_worded_by(each, outlet)),
            speakers=spoken(utterances_of(self.story, reports)),
            terms=self._terms(outlet),
        )

    def _namers(self) -> list[tuple[Entity, set[str], set[OriginId]]]:
        """The people and bodies of the story with the outlets and the origins that name them, in body text alone, who
        is named most first."""
        read = {report.id: report.sentences for report in self.story.reports}
        namers = []
        for entity in self.story.entities:
            inside = [span.report for span in entity.mentions if touched(span, read[span.report])]
            if entity.kind is not EntityKind.PLACE and inside and is_somebody(entity.name):
                origins = {self.story.lineage.counted_as(self.story.lineage.root_of(report)) for report in inside}
                namers.append((len(inside), entity, {self.outlet_of[report] for report in inside}, origins))
        return [(entity, outlets, origins) for _, entity, outlets, origins in sorted(namers, key=lambda one: -one[0])]

    def _origins_of(self, outlet: str) -> set[OriginId]:
        lineage = self.story.lineage
        return {lineage.counted_as(lineage.root_of(report.id)) for report in self.by_outlet[outlet]}

    def _unnamed(self, outlet: str) -> Iterable[str]:
        own = self._origins_of(outlet)
        for entity, outlets, origins in self.namers:
            if outlet not in outlets and len(origins - own) >= LEFT_OUT_FROM:
                yield entity.name

    def _named_alone(self, outlet: str) -> Iterable[str]:
        own = self._origins_of(outlet)
        for entity, outlets, origins in self.namers:
            if outlet in outlets and origins <= own and len(self.brief.story.lineage.origins) > 1:
                yield entity.name

    def _tellers(self, claim: Claim) -> set[str]:
        return {self.outlet_of[span.report] for span in claim.support}

    def _opens(self, claim: Claim, outlet: str) -> bool:
        return self.outlet_of[claim.support[0].report] == outlet

    def _link_to_another(self, report: Report) -> Link | None:
        """The link to the text of another outlet that a report was made from."""
        link = self.links.get(report.id)
        if link is None or self.outlet_of.get(ReportId(link.parent)) == self.outlet_of[report.id]:
            return None
        return link

    def _cut_spans(self, outlet: str) -> set[Span]:
        """The sentences of the texts of others it was made from that stand in it in no wording."""
        links = [self._link_to_another(report) for report in self.by_outlet[outlet]]
        cut: set[Span] = set()
        for link in (each for each in links if each is not None):
            kept = {pair.parent_sentence for pair in link.pairs}
            sentences = self.story.report(ReportId(link.parent)).sentences
            cut |= {sentence for place, sentence in enumerate(sentences) if place not in kept}
        return cut

    def _made_from(self, outlet: str) -> tuple[MadeFrom, ...]:
        unseen = {origin.id: origin.name for origin in self.story.lineage.unseen}
        made_from: dict[MadeFrom, None] = {}
        for report in self.by_outlet[outlet]:
            link = self._link_to_another(report)
            root = self.story.lineage.root_of(report.id)
            if link is not None:
                made_from[MadeFrom(self.outlet_of[ReportId(link.parent)], link.kind)] = None
            elif root in unseen:
                made_from[MadeFrom(unseen[root], LinkKind.CREDITS)] = None
        return tuple(made_from)

    def _is_worded_by(self, finding: Finding, outlet: str) -> bool:
        """Whether a finding is about an outlet's wording: the later side of it, or either of two accounts."""
        if finding.kind is FindingKind.ONLY_IN or not finding.evidence:
            return False
        first, last = finding.evidence[0].report, finding.evidence[-1].report
        if self.outlet_of[last] == outlet:
            return True
        root = self.story.lineage.root_of
        return self.outlet_of[first] == outlet and root(first) != root(last)

    def _unrepeated(self, report: Report) -> list[Span]:
        """The sentences of a report without those that an earlier version of its own outlet has."""
        link = self.links.get(report.id)
        is_version = link is not None and self._link_to_another(report) is None
        repeated = {pair.child_sentence for pair in link.pairs} if link is not None and is_version else set()
        return [sentence for place, sentence in enumerate(report.sentences) if place not in repeated]

    def _own_text(self, report: Report) -> list[str]:
        """The words of a report's sentences that no other text lent it, outside of quotation marks."""
        link = self._link_to_another(report)
        lent = {report.sentences[pair.child_sentence] for pair in link.pairs} if link is not None else set()
        return [
            piece
            for sentence in self._unrepeated(report)
            if sentence not in lent
            for piece in self._unquoted(report, sentence)
        ]

    def _unquoted(self, report: Report, sentence: Span) -> list[str]:
        """The pieces of a sentence outside of quotation marks."""
        pieces, at = [], sentence.start
        for quotation in touched(sentence, self.quotations[report.id]):
            pieces.append(report.text[at : max(at, quotation.start)])
            at = max(at, quotation.end)
        return [*pieces, report.text[at : max(at, sentence.end)]]

    def _telling_words(self, report: Report) -> Iterable[str]:
        for sentence in report.sentences:
            for word in (word for piece in self._unquoted(report, sentence) for word in words_of(piece)):
                stemmed = stem(word)
                if word.isalpha() and stemmed not in self.name_stems and weight_of(stemmed) >= _TERM_WEIGHT:
                    yield word

    def _terms(self, outlet: str) -> tuple[str, ...]:
        """The words that stand again and again in one outlet's own text and in no other's, the most telling first."""
        mine: Counter[str] = Counter()
        for report in self.by_outlet[outlet]:
            # Versions of one text print it again: what counts is how often one of them has a word.
            mine |= self.used[report.id]
        elsewhere = {
            stem(word) for report, used in self.used.items() if self.outlet_of[report] != outlet for word in used
        }
        by_stem: dict[str, list[str]] = {}
        for word in mine:
            by_stem.setdefault(stem(word), []).append(word)
        found = {
            max(words, key=lambda word: mine[word]): count * weight_of(stemmed)
            for stemmed, words in by_stem.items()
            if stemmed not in elsewhere and (count := sum(mine[word] for word in words)) >= _TERM_FROM
        }
        return tuple(sorted(found, key=lambda word: -found[word])[:_MOST_TERMS])


def _reports(reports: Iterable[Report]) -> tuple[ReportId, ...]:
    return tuple(report.id for report in reports)


def _best_first(story: Story, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those a reader has to know first; of a huge story the others behind them as they stand in it."""
    ranked = rank_claims(story, claims).claims
    known = {claim.id for claim in ranked}
    return [*ranked, *(claim for claim in claims if claim.id not in known)]


def _rivals(brief: Brief) -> dict[ClaimId, set[ClaimId]]:
    """The claims that a finding lays beside one: told with another figure, day or certainty, which is not left out."""
    sides = [finding.evidence for finding in brief.findings if finding.kind is not FindingKind.ONLY_IN]
    rivals: dict[ClaimId, set[ClaimId]] = {}
    if not sides:
        return rivals
    placed: dict[ReportId, list[tuple[Span, ClaimId]]] = {}
    for claim in brief.claims:
        for span in claim.support:
            placed.setdefault(span.report, []).append((span, claim.id))
    for evidence in sides:
        held = {claim for each in evidence for span, claim in placed.get(each.report, ()) if span.overlaps(each)}
        for claim_id in held:
            rivals.setdefault(claim_id, set()).update(held - {claim_id})
    return rivals


def _ids(claims: Iterable[Claim]) -> tuple[ClaimId, ...]:
    return tuple(claim.id for claim in claims)
