"""Findings: every difference worth a reader's eye, what would embarrass a newsroom first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from headwater.vocabulary.brief import Claim, Finding, FindingKind
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import Story
from headwater.weigh.claims import Support, gather_support, weigh_claims
from headwater.weigh.copies import copies_of
from headwater.weigh.credits import find_dropped_credits, find_missing_relays
from headwater.weigh.drift import find_contradictions, find_drift
from headwater.weigh.headlines import find_unsupported_headlines
from headwater.weigh.modality import find_modality_changes
from headwater.weigh.only_in import find_only_in
from headwater.weigh.passages import Passage, passages_of
from headwater.weigh.quotations import find_altered_quotations, find_heard_differently

_RANK = {kind: place for place, kind in enumerate(FindingKind)}


def weigh_story(story: Story) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """The claims of a story with their weight in independent origins, and the findings, ranked."""
    passages = passages_of(story)
    supports = gather_support(story, passages)
    return weigh_claims(supports), rank_findings(_find_all(story, passages, supports), story)


def _find_all(story: Story, passages: Sequence[Passage], supports: Sequence[Support]) -> Iterable[Finding]:
    yield from find_altered_quotations(story)
    yield from find_heard_differently(story)
    yield from find_contradictions(story, passages)
    yield from find_unsupported_headlines(story)
    yield from find_drift(story, passages)
    yield from find_modality_changes(story)
    yield from find_dropped_credits(story)
    yield from find_missing_relays(story)
    yield from find_only_in(story, supports)


def rank_findings(findings: Iterable[Finding], story: Story | None = None) -> tuple[Finding, ...]:
    """The findings by kind in the order of FindingKind, the surest of a kind first; of two as sure the one that more
    pages passed on, then as they stand in the text."""
    carriers = _carriers(story) if story else {}

    def key(finding: Finding) -> tuple[int, float, int]:
        carried = max((carriers.get(span.report, 0) for span in finding.evidence), default=0)
        return _RANK[finding.kind], -finding.confidence, -carried if finding.kind is not FindingKind.ONLY_IN else 0

    return tuple(sorted(findings, key=key))


def _carriers(story: Story) -> dict[ReportId, int]:
    """How many pages were made from each report, over all copies of copies."""
    parent = {link.child: ReportId(link.parent) for link in copies_of(story)}
    carriers: dict[ReportId, int] = {}
    for report in parent:
        above, seen = parent.get(report), {report}
        while above is not None and above not in seen:
            carriers[above] = carriers.get(above, 0) + 1
            seen.add(above)
            above = parent.get(above)
    return carriers
