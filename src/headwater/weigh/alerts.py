"""Alerts: what happened to a story since a newsroom was last told of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from headwater.vocabulary.archive import LoggedEvent, StoryChange
from headwater.vocabulary.brief import Brief, Finding, FindingKind
from headwater.vocabulary.watch import Alert, AlertKind, ToldBefore

_KINDS = {
    FindingKind.ALTERED_QUOTATION: AlertKind.ALTERED_QUOTATION,
    FindingKind.FIGURE_DRIFT: AlertKind.FIGURE_CHANGED,
}


def find_alerts(
    brief: Brief, before: ToldBefore | None, events: Sequence[LoggedEvent], now: datetime
) -> tuple[list[Alert], ToldBefore]:
    """What to tell of a story as it is now, given what was told before and what has been logged of it since; and what
    has then been told. Nothing is told twice: each alert's id is made from what it tells.

    Of a story that is older than the watching, only what its new reports bring is told: it is no new story, and on how
    many origins it rested nobody was told.
    """
    told = set(before.findings) if before else set()
    is_new = before is None and any(logged.event.change in _OPENINGS for logged in events)
    came = {report for logged in events for report in logged.event.reports}
    alerts = [*_arrivals(brief, before, now, is_new=is_new), *_corrections(brief, events, now)]
    digests = []
    for finding in brief.findings:
        kind = _KINDS.get(finding.kind)
        if kind is None:
            continue
        digest = _digest(brief, finding)
        digests.append(digest)
        is_of_now = before is not None or is_new or any(span.report in came for span in finding.evidence)
        if digest not in told and is_of_now:
            alerts.append(_of_finding(brief, finding, kind, digest, now))
    return alerts, ToldBefore(brief.story.lineage.independent_origins, tuple(digests))


_OPENINGS = (StoryChange.OPENED, StoryChange.SPLIT)


def _arrivals(brief: Brief, before: ToldBefore | None, now: datetime, *, is_new: bool) -> Iterator[Alert]:
    origins, pages = brief.story.lineage.independent_origins, len(brief.story.reports)
    addresses = tuple(report.page.address for report in brief.story.reports)
    if is_new:
        summary = f"a new story: {_count(pages, 'page')}, {_count(origins, 'independent origin')}"
        yield _alert(brief, AlertKind.NEW_STORY, summary, now, "", pages=addresses)
    elif before is not None and origins > before.origins:
        summary = f"now on {_count(origins, 'independent origin')}, before on {before.origins}"
        yield _alert(brief, AlertKind.NEW_ORIGIN, summary, now, str(origins), pages=addresses)


def _corrections(brief: Brief, events: Sequence[LoggedEvent], now: datetime) -> Iterator[Alert]:
    held = {report.id: report for report in brief.story.reports}
    for logged in events:
        newer = [held[each] for each in logged.event.reports if each in held]
        if logged.event.change is StoryChange.CORRECTED and newer:
            summary = f"{newer[-1].name} published another version of its page"
            yield _alert(brief, AlertKind.CORRECTION, summary, now, str(logged.number), pages=(newer[-1].page.address,))


def _of_finding(brief: Brief, finding: Finding, kind: AlertKind, digest: str, now: datetime) -> Alert:
    reports = dict.fromkeys(span.report for span in finding.evidence)
    return Alert(
        id=_id(brief, kind, digest),
        kind=kind,
        story=brief.story.id,
        title=brief.title,
        summary=finding.summary,
        at=now,
        pages=tuple(brief.story.report(report).page.address for report in reports),
        evidence=finding.evidence,
        before=finding.before,
        after=finding.after,
    )


def _alert(brief: Brief, kind: AlertKind, summary: str, now: datetime, what: str, pages: tuple[str, ...]) -> Alert:
    return Alert(_id(brief, kind, what), kind, brief.story.id, brief.title, summary, now, pages)


def _id(brief: Brief, kind: AlertKind, what: str) -> str:
    return hashlib.blake2b(f"{brief.story.id}|{kind}|{what}".encode(), digest_size=8).hexdigest()


def _digest(brief: Brief, finding: Finding) -> str:
    """A finding by what it says of which pages: spans move when a page is read again."""
    addresses = sorted({brief.story.report(span.report).page.address for span in finding.evidence})
    said = "|".join((finding.kind, finding.before or "", finding.after or "", *addresses))
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
