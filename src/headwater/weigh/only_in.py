"""What only one account has: paragraphs that rest on a single independent origin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.vocabulary.brief import Finding, FindingKind
from headwater.vocabulary.lineage import OriginId
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import Story
from headwater.weigh.claims import Support
from headwater.weigh.passages import Passage

# Most sentences of an account stand in it alone; this says so of the likelier ones, and never that others deny them.
_CONFIDENCE = 0.6
_LONGEST_SUMMARY = 110


def find_only_in(story: Story, supports: Sequence[Support]) -> Iterator[Finding]:
    """The paragraphs that no other origin tells, one finding a paragraph, with every report that copies it.

    Nothing is said of a story with one origin: there all of it is only there.
    """
    if story.lineage.independent_origins < 2:
        return
    reports = {report.id: report for report in story.reports}
    for paragraph in _paragraphs(reports, supports):
        alone = [support for support in paragraph if support.origins == 1]
        if 2 * len(alone) <= len(paragraph) or not any(_tells_something(support.opening) for support in alone):
            continue
        evidence = tuple(passage.span for support in alone for passage in support.passages)
        who = _named(story, alone[0].opening.origin, reports)
        words = " ".join(support.opening.text for support in alone)
        yield Finding(FindingKind.ONLY_IN, f"only {who}: {_clipped(words)}", evidence, None, words, _CONFIDENCE)


def _paragraphs(reports: dict[ReportId, Report], supports: Sequence[Support]) -> list[list[Support]]:
    """The claims by the paragraph of the sentence that opened them."""
    grouped: dict[tuple[ReportId, int], list[Support]] = {}
    for support in supports:
        opening = support.opening
        prose = reports[opening.report].prose
        number = next((i for i, each in enumerate(prose.paragraphs) if each.covers(opening.span)), -1)
        grouped.setdefault((opening.report, number), []).append(support)
    return list(grouped.values())


def _tells_something(passage: Passage) -> bool:
    """Whether a sentence names somebody, a day, a figure or an event; 'It was a long day' is no finding."""
    return bool(passage.entities or passage.figures or passage.days or passage.events) and len(passage.stems) > 4


def _named(story: Story, origin: OriginId, reports: dict[ReportId, Report]) -> str:
    unseen = {each.id: each.name for each in story.lineage.unseen}
    return unseen[origin] if origin in unseen else reports[ReportId(origin)].name


def _clipped(words: str) -> str:
    if len(words) <= _LONGEST_SUMMARY:
        return words
    return words[:_LONGEST_SUMMARY].rsplit(" ", 1)[0].rstrip(",;:—–-") + " …"
