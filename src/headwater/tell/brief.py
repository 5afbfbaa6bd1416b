"""The brief: title, synopsis, takeaways and timeline of one story, each sentence with its trace and past the gate."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from headwater.tell.choose import choose_claims, choose_synopsis, rank_claims
from headwater.tell.gate import check_sentence
from headwater.tell.timeline import tell_timeline
from headwater.tell.wording import opens_on_nobody, tell_sentence
from headwater.vocabulary.brief import Brief, Claim, Finding, Told
from headwater.vocabulary.entity import EntityId
from headwater.vocabulary.lineage import OriginId
from headwater.vocabulary.story import Story

SYNOPSIS_SENTENCES, TAKEAWAYS = 3, 5
_LONGEST_TITLE = 110


def tell_story(story: Story, claims: Sequence[Claim], findings: Sequence[Finding]) -> Brief:
    """The whole account of one story. Never raises for a thin one: a report of one sentence is told in one sentence."""
    ranking = rank_claims(story, claims)
    for_synopsis = choose_synopsis(story, ranking, SYNOPSIS_SENTENCES, among=partial(_stands_alone, story))
    for_takeaways = choose_claims(ranking, TAKEAWAYS, taken=for_synopsis, among=partial(_stands_alone, story))
    named: set[EntityId] = set()
    return Brief(
        story=story,
        title=_title(story, claims),
        claims=tuple(claims),
        findings=tuple(findings),
        timeline=tell_timeline(story, claims),
        synopsis=tuple(tell_claim(story, claim, named) for claim in _in_text_order(claims, for_synopsis)),
        takeaways=tuple(tell_claim(story, claim, set(), short=True) for claim in for_takeaways),
    )


def _stands_alone(story: Story, claim: Claim) -> bool:
    # Only what is printed with a pronoun in front needs the wording to see whether a name was found for it.
    return not (opens_on_nobody(claim.text) and opens_on_nobody(tell_sentence(story, claim.support[0], set())))


def _in_text_order(claims: Sequence[Claim], chosen: Sequence[Claim]) -> list[Claim]:
    """The opening first, the others as they stand in the text."""
    return [*chosen[:1], *sorted(chosen[1:], key=claims.index)]


def tell_claim(story: Story, claim: Claim, named: set[EntityId], *, short: bool = False) -> Told:
    """A claim as one sentence; where our wording does not pass the gate, the report's own words with its name."""
    opening = claim.support[0]
    told = tell_sentence(story, opening, named, short=short)
    sources = claim.support
    if check_sentence(told, (opening,), story):
        told = f"{story.report(opening.report).name}: {' '.join(story.words(opening).split())}"
        sources = (opening, *(span for span in claim.support if span != opening))
    return Told(told, sources, claim.independent_origins)


def _title(story: Story, claims: Sequence[Claim]) -> str:
    """The headline of the first origin that has one, else of any report, else the first claim, clipped."""
    origins = [report for report in story.reports if OriginId(report.id) in story.lineage.origins]
    for report in (*origins, *story.reports):
        if report.headline:
            return report.headline
    words = claims[0].text if claims else story.reports[0].name
    if len(words) <= _LONGEST_TITLE:
        return words.rstrip(".")
    return words[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
