"""What a served newsroom answers besides the documents that commands print: findings, one report, histories, work under
way. As with all contracts fields may be added, none renamed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from headwater.export.archive_contract import AdditionsDocument
from headwater.export.contract import EntityPart, Part, ReportPart
from headwater.version import __version__
from headwater.vocabulary.account import AdditionLog, LoggedAddition
from headwater.vocabulary.archive import FindingRow, LoggedEvent
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import StoryId

_GENERATED_BY = f"headwater {__version__}"


class FindingsDocument(Part):
    """A page of the findings over all stories, the newest first, and how many there are in all."""

    contract: Annotated[Literal["headwater/findings/1"], Field(alias="schema")] = "headwater/findings/1"
    generated_by: str = _GENERATED_BY
    total: int
    findings: list[FindingRow]


class ReportDocument(Part):
    """One report with the people named in it, its story as of now, and its versions, the oldest first."""

    contract: Annotated[Literal["headwater/report/1"], Field(alias="schema")] = "headwater/report/1"
    generated_by: str = _GENERATED_BY
    story: str
    versions: list[str]
    report: ReportPart
    entities: list[EntityPart]


class StoryEventPart(Part):
    """One line of the log of stories: what became of which, and why."""

    number: int
    at: datetime
    story: StoryId
    change: str
    reports: list[ReportId]
    other: StoryId | None
    evidence: list[str]


class EventsDocument(Part):
    """What became of a story since it was opened; `merged_into` is where it went, if it was merged away."""

    contract: Annotated[Literal["headwater/events/1"], Field(alias="schema")] = "headwater/events/1"
    generated_by: str = _GENERATED_BY
    story: str
    merged_into: str | None
    events: list[StoryEventPart]


class TellingDocument(Part):
    """A story that is being told: ask again after some seconds (`Retry-After`)."""

    contract: Annotated[Literal["headwater/telling/1"], Field(alias="schema")] = "headwater/telling/1"
    generated_by: str = _GENERATED_BY
    story: str
    state: Literal["being told"] = "being told"


class JobDocument(Part):
    """An addition under way: `waiting`, `done` with what came of it, or `failed` with the reason. `read` are the
    addresses of the pages read so far."""

    contract: Annotated[Literal["headwater/job/1"], Field(alias="schema")] = "headwater/job/1"
    generated_by: str = _GENERATED_BY
    id: str
    who: str
    begun_at: datetime
    state: Literal["waiting", "done", "failed"]
    handed_in: list[str]
    read: list[str]
    additions: AdditionsDocument | None
    failed: str | None


class LoggedPagePart(Part):
    """A page of an addition and what became of it."""

    address: str
    outcome: str


class LoggedAdditionPart(Part):
    """One line of the log of additions."""

    number: int
    at: datetime
    who: str
    client: str
    ended_at: datetime | None
    pages: list[LoggedPagePart]


class AuditDocument(Part):
    """A page of the log of additions, the newest first, and how many lines there are in all."""

    contract: Annotated[Literal["headwater/audit/1"], Field(alias="schema")] = "headwater/audit/1"
    generated_by: str = _GENERATED_BY
    total: int
    additions: list[LoggedAdditionPart]


def event_part(logged: LoggedEvent) -> StoryEventPart:
    """A line of the log as its part of a document."""
    event = logged.event
    return StoryEventPart(
        number=logged.number,
        at=logged.at,
        story=event.story,
        change=event.change.value,
        reports=list(event.reports),
        other=event.other,
        evidence=list(event.evidence),
    )


def audit_document(log: AdditionLog) -> AuditDocument:
    """A page of the log of additions as its document."""
    return AuditDocument(total=log.total, additions=[_logged_part(each) for each in log])


def _logged_part(logged: LoggedAddition) -> LoggedAdditionPart:
    return LoggedAdditionPart(
        number=logged.number,
        at=logged.at,
        who=logged.who,
        client=logged.client,
        ended_at=logged.ended_at,
        pages=[LoggedPagePart(address=page.address, outcome=page.outcome) for page in logged.pages],
    )
