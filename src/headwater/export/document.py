"""A run's briefs as one document of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from headwater.export import contract as c
from headwater.export.lineage_tree import story_title
from headwater.export.people import StoryPeople, people_of
from headwater.export.served_contract import ReportDocument
from headwater.export.shown import encodable
from headwater.version import __version__
from headwater.vocabulary.archive import HeldReport
from headwater.vocabulary.brief import Brief, Edition, Event, Finding, Told
from headwater.vocabulary.entity import Entity
from headwater.vocabulary.figure import Figure
from headwater.vocabulary.lineage import Lineage
from headwater.vocabulary.moment import Moment
from headwater.vocabulary.proposal import Proposed
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Speaker, Statement
from headwater.vocabulary.story import Stories


def edition_document(edition: Edition) -> c.Document:
    """The briefs of a run and what was left out of it, as the contract has them."""
    return c.Document(
        generated_by=f"headwater {__version__}",
        stories=[_story(brief) for brief in edition],
        left_out=[c.LeftOutPart(page=encodable(left.page), reason=encodable(left.reason)) for left in edition.left_out],
    )


def lineage_document(stories: Stories) -> c.LineageDocument:
    """The lineages of a run and what was left out of it."""
    return c.LineageDocument(
        generated_by=f"headwater {__version__}",
        stories=[
            c.TracedStoryPart(
                id=story.id,
                title=encodable(story_title(story)),
                reports=[_traced(report) for report in story.reports],
                lineage=_lineage(story.lineage),
            )
            for story in stories
        ],
        left_out=[c.LeftOutPart(page=encodable(left.page), reason=encodable(left.reason)) for left in stories.left_out],
    )


def report_document(held: HeldReport) -> ReportDocument:
    """A report as the archive holds it; its people are its own, not yet joined with those of other reports."""
    return ReportDocument(
        story=held.story,
        versions=list(held.versions),
        report=_report(held.report, StoryPeople({entity.id: entity for entity in held.report.entities})),
        entities=[_entity(entity) for entity in held.report.entities],
    )


def _traced(report: Report) -> c.TracedReportPart:
    masthead = report.masthead
    return c.TracedReportPart(
        id=report.id,
        address=encodable(report.page.address),
        outlet=_words(masthead.outlet),
        agency=_words(masthead.agency),
        headline=_words(report.headline),
        published_at=_iso(masthead.published_at),
    )


def _story(brief: Brief) -> c.StoryPart:
    people = people_of(brief.story)
    return c.StoryPart(
        id=brief.story.id,
        title=encodable(brief.title),
        reports=[_report(report, people) for report in brief.story.reports],
        entities=[_entity(entity) for entity in brief.story.entities],
        lineage=_lineage(brief.story.lineage),
        claims=[
            c.ClaimPart(
                id=claim.id,
                text=encodable(claim.text),
                said_by=people.id_of(claim.said_by),
                support=_trace(claim.support),
                reports=claim.reports,
                independent_origins=claim.independent_origins,
            )
            for claim in brief.claims
        ],
        findings=[_finding(finding) for finding in brief.findings],
        timeline=[_event(event) for event in brief.timeline],
        synopsis=[_told(told) for told in brief.synopsis],
        takeaways=[_told(told) for told in brief.takeaways],
        proposed=_proposed(brief.proposed) if brief.proposed else None,
    )


def _report(report: Report, people: StoryPeople) -> c.ReportPart:
    masthead = report.masthead
    return c.ReportPart(
        id=report.id,
        page=c.PagePart(
            address=encodable(report.page.address),
            sha256=report.page.sha256,
            media_type=report.page.media_type,
            fetched_at=_iso(report.page.fetched_at),
        ),
        outlet=_words(masthead.outlet),
        agency=_words(masthead.agency),
        language=report.language,
        headline=_words(report.headline),
        byline=[encodable(name) for name in masthead.byline],
        dateline=c.DatelinePart(
            place=_words(masthead.dateline.place),
            region=_words(masthead.dateline.region),
            date=_iso(masthead.dateline.date),
            agencies=[encodable(agency) for agency in masthead.dateline.agencies],
            span=_span(masthead.dateline.span),
        )
        if masthead.dateline
        else None,
        published_at=_iso(masthead.published_at),
        credits=[
            c.CreditPart(agency=encodable(credit.agency), role=credit.role.value, span=_span(credit.span))
            for credit in masthead.credits
        ],
        text=encodable(report.text),
        blocks=[
            c.BlockPart(
                start=block.span.start, end=block.span.end, kind=block.kind.value, reason=encodable(block.reason)
            )
            for block in report.blocks
        ],
        sentences=_spans(report.sentences),
        statements=[_statement(statement, people) for statement in report.statements],
        quotations=[
            c.QuotationPart(start=quotation.span.start, end=quotation.span.end, statement=quotation.statement)
            for quotation in report.quotations
        ],
        moments=[_moment(moment) for moment in report.moments],
        figures=[_figure(figure) for figure in report.figures],
        notes=[encodable(note) for note in report.notes],
    )


def _statement(statement: Statement, people: StoryPeople) -> c.StatementPart:
    speaker = statement.speaker
    return c.StatementPart(
        id=statement.id,
        speaker=_speaker(speaker, people) if isinstance(speaker, Speaker) else None,
        speaker_unresolved=None if isinstance(speaker, Speaker) else encodable(speaker.reason),
        cue=_span(statement.cue) if statement.cue else None,
        content=_spans(statement.content),
        mode=statement.mode.value,
        addressee=_speaker(statement.addressee, people) if statement.addressee else None,
        relay=[c.RelayPart(agency=encodable(relay.agency), span=_span(relay.span)) for relay in statement.relay],
        said=_moment(statement.said) if statement.said else None,
        confidence=_share(statement.confidence),
        sure=statement.is_sure,
        stance=statement.stance.value,
        part=statement.part.value,
    )


def _speaker(speaker: Speaker, people: StoryPeople) -> c.SpeakerPart:
    entity = people.id_of(speaker.entity)
    return c.SpeakerPart(
        text=encodable(speaker.text),
        span=_span(speaker.span),
        entity=entity,
        entity_unresolved=None if entity else _words(speaker.doubt or "the report does not say whom it means"),
    )


def _moment(moment: Moment) -> c.MomentPart:
    return c.MomentPart(
        span=_span(moment.span) if moment.span else None,
        start=_iso(moment.start),
        end=_iso(moment.end),
        precision=moment.precision.value,
        timex=moment.timex,
        timex_type=moment.timex_type,
        derived_from=moment.derived_from.value,
        anchor=_span(moment.anchor) if moment.anchor else None,
        unresolved=_words(moment.unresolved),
    )


def _figure(figure: Figure) -> c.FigurePart:
    return c.FigurePart(
        span=_span(figure.span),
        number=figure.number,
        low=figure.low,
        high=figure.high,
        bound=figure.bound.value,
        unit=_words(figure.unit),
        counts=_words(figure.counts),
        counts_span=_span(figure.counts_span) if figure.counts_span else None,
        per=_words(figure.per),
        kind=figure.kind.value,
        change=figure.change.value,
    )


def _entity(entity: Entity) -> c.EntityPart:
    return c.EntityPart(
        id=entity.id,
        kind=entity.kind.value,
        name=encodable(entity.name),
        variants=[encodable(name) for name in entity.variants],
        roles=[encodable(role) for role in entity.roles],
        mentions=_trace(entity.mentions),
        why=[encodable(reason) for reason in entity.why],
    )


def _lineage(lineage: Lineage) -> c.LineagePart:
    return c.LineagePart(
        origins=list(lineage.origins),
        unseen=[
            c.UnseenPart(
                id=unseen.id,
                name=encodable(unseen.name),
                credited_by=_trace(unseen.credited_by),
                passages=_trace(unseen.passages),
                why=encodable(unseen.why),
            )
            for unseen in lineage.unseen
        ],
        independent_origins=lineage.independent_origins,
        links=[
            c.LinkPart(
                child=link.child,
                parent=link.parent,
                kind=link.kind.value,
                coverage=_share(link.coverage),
                order=_share(link.order),
                direction=c.DirectionPart(
                    evidence=[encodable(line) for line in link.direction.evidence],
                    confidence=_share(link.direction.confidence),
                ),
                pairs=[
                    c.PairPart(
                        child_sentence=pair.child_sentence,
                        parent_sentence=pair.parent_sentence,
                        score=round(pair.score, 4),
                        change=pair.change.value,
                    )
                    for pair in link.pairs
                ],
            )
            for link in lineage.links
        ],
        unresolved=[
            c.UndecidedPart(a=undecided.a, b=undecided.b, reason=encodable(undecided.reason))
            for undecided in lineage.unresolved
        ],
        apart=[c.ApartPart(a=pair.a, b=pair.b, reason=encodable(pair.reason)) for pair in lineage.apart],
        houses=[c.HousePart(owner=encodable(house.owner), reports=list(house.reports)) for house in lineage.houses],
    )


def _finding(finding: Finding) -> c.FindingPart:
    return c.FindingPart(
        kind=finding.kind.value,
        summary=encodable(finding.summary),
        evidence=_trace(finding.evidence),
        before=_words(finding.before),
        after=_words(finding.after),
        confidence=_share(finding.confidence),
        diff=[
            c.WordDiffPart(change=run.change.value, before=encodable(run.before), after=encodable(run.after))
            for run in finding.diff
        ],
    )


def _event(event: Event) -> c.EventPart:
    return c.EventPart(
        start=event.start.isoformat(),
        end=event.end.isoformat(),
        precision=event.precision.value,
        text=encodable(event.text),
        sources=_trace(event.sources),
        independent_origins=event.independent_origins,
        status=event.status.value,
        is_background=event.is_background,
    )


def _proposed(proposed: Proposed) -> c.ProposedPart:
    dropped = [c.DroppedPart(text=encodable(one.text), reason=encodable(one.reason)) for one in proposed.dropped]
    failed = encodable(proposed.failed) if proposed.failed else None
    return c.ProposedPart(model=encodable(proposed.model), passed=proposed.passed, dropped=dropped, failed=failed)


def _told(told: Told) -> c.ToldPart:
    return c.ToldPart(
        text=encodable(told.text), sources=_trace(told.sources), independent_origins=told.independent_origins
    )


def _span(span: Span) -> c.SpanPart:
    return c.SpanPart(start=span.start, end=span.end)


def _spans(spans: Iterable[Span]) -> list[c.SpanPart]:
    return [_span(span) for span in spans]


def _trace(spans: Iterable[Span]) -> list[c.TracePart]:
    return [c.TracePart(report=span.report, start=span.start, end=span.end) for span in spans]


def _iso(instant: date | datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _words(text: str | None) -> str | None:
    return None if text is None else encodable(text)


def _share(score: float) -> float:
    # Cosines and products of them can leave 0..1 by a rounding error; four digits are more than any of them holds.
    return round(min(max(score, 0.0), 1.0), 4)
