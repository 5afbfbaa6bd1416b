"""A hand-built brief: a ferry runs aground off an invented island, told by four invented pages, two of them copies."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from headwater.text.diff import diff_words
from headwater.vocabulary.brief import Brief, Claim, ClaimId, Edition, Event, EventStatus, Finding, FindingKind, Told
from headwater.vocabulary.doubt import LeftOut, Unresolved
from headwater.vocabulary.entity import Entity, EntityId, EntityKind
from headwater.vocabulary.figure import Bound, Figure, FigureKind
from headwater.vocabulary.lineage import (
    Alteration,
    Direction,
    Lineage,
    Link,
    LinkKind,
    OriginId,
    SentencePair,
    Undecided,
    UnseenOrigin,
)
from headwater.vocabulary.moment import Derivation, Precision, day_moment
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Block, BlockKind, Credit, CreditRole, Dateline, Masthead, Prose, Report
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.statement import Mode, Quotation, Relay, Speaker, Statement, StatementId
from headwater.vocabulary.story import Story, StoryId

Line = tuple[BlockKind, str]
K = BlockKind
MONDAY, TUESDAY = date(2025, 6, 2), date(2025, 6, 3)

WIRE: tuple[Line, ...] = (
    (K.HEADLINE, "Ferry runs aground off Sorrel Island, 12 hurt"),
    (K.DATELINE, "SORREL, June 3 (Northwire)"),
    (K.BODY, "The ferry Heron ran aground off Sorrel Island on Monday, hurting 12 passengers, the coastguard said."),
    (K.BODY, 'Captain Odo Varnes said the harbour light was out. "We must find out why it was dark," he said.'),
    (K.BODY, '"Nobody was left behind," Mayor Ina Kell said, Meropress news agency reported.'),
)
REPRINT: tuple[Line, ...] = (
    (K.NAVIGATION, "Home"),
    (K.NAVIGATION, "Sea and sky"),
    (K.HEADLINE, "Ferry runs aground off Sorrel Island, 12 hurt"),
    (K.SHARE, "Share this page"),
    (K.DATELINE, "SORREL, June 3 (Northwire)"),
    *WIRE[2:4],
    (K.RELATED, "Read more: ten quiet beaches"),
)
REWRITE: tuple[Line, ...] = (
    (K.HEADLINE, "Terror on the Heron"),
    (K.OUTLET_SUMMARY, "Key points: a ferry is stranded and 21 people are hurt."),
    (K.DATELINE, "Sorrel, June 3 (BrightFeed)"),
    (
        K.BODY,
        "Off Sorrel Island the ferry Heron hit a reef on Monday, leaving 21 people hurt, said the coastguard.",
    ),
    (
        K.BODY,
        "According to Captain Odo Varnes, the harbour was dark. “We need to learn why it was off,” he said.",
    ),
)
LOCAL: tuple[Line, ...] = (
    (K.HEADLINE, "Fishermen bring Heron's passengers home"),
    (K.DATE, "3 June 2025, 07:40"),
    (K.DATELINE, "SORREL, 3 June (Island Bell)"),
    (K.BODY, "Five fishing boats took 88 passengers off the Heron after it struck the reef on Monday."),
    (K.BODY, "The harbour light had been reported broken on 28 May, said Captain Oddo Varnes."),
)


def make_report(
    name: str,
    lines: tuple[Line, ...],
    outlet: str | None,
    agency: str | None = None,
    published_at: date | datetime | None = None,
    media_type: str = "text/plain",
) -> Report:
    """A report whose text is those lines, with sentences and quotations found the plain way."""
    report_id = ReportId(name)
    text, blocks = "", []
    for kind, words in lines:
        start = len(text)
        text += words + "\n"
        blocks.append(Block(kind, Span(report_id, start, len(text)), f"set as {kind.value} in the scene"))
    read = [block.span for block in blocks if block.kind.is_read]
    sentences = tuple(
        Span(report_id, span.start + found.start(), span.start + found.end())
        for span in read
        for found in re.finditer(r"\S.*?[.?!][\"”]?(?=\s|$)", span.of(text))
    )
    quoted = tuple(
        Span(report_id, span.start + found.start(1), span.start + found.end(1))
        for span in read
        for found in re.finditer(r"[\"“]([^\"”]+)[\"”]", span.of(text))
    )
    filed = next((block.span for block in blocks if block.kind is K.DATELINE), None)
    return Report(
        id=report_id,
        page=Page(f"{name}.txt", text.encode(), media_type),
        text=text,
        language="en",
        masthead=Masthead(
            outlet=outlet,
            agency=agency,
            headline=next((block.span for block in blocks if block.kind is K.HEADLINE), None),
            byline=(),
            dateline=Dateline("Sorrel", TUESDAY, (agency or outlet or "",), Span(report_id, filed.start, filed.end - 1))
            if filed
            else None,
            published_at=published_at,
            credits=(),
        ),
        blocks=tuple(blocks),
        prose=Prose(report_id, text, tuple(read), sentences, quoted),
        entities=(),
        statements=(),
        quotations=tuple(Quotation(span) for span in quoted),
        moments=(),
        figures=(),
        notes=("decoded as UTF-8",),
    )


def at(report: Report, words: str, after: int = 0) -> Span:
    """The first span of those words in a report."""
    start = report.text.index(words, after)
    return Span(report.id, start, start + len(words))


def _count(report: Report, words: str, number: float, noun: str) -> Figure:
    whole = at(report, f"{words} {noun}", report.sentences[0].start)
    span = Span(report.id, whole.start, whole.start + len(words))
    return Figure(span, number, number, number, Bound.EXACT, noun, noun, whole, None, FigureKind.COUNT)


def _said(
    report: Report, speaker: str, cue: str, words: str, mode: Mode, entity: str | None, relay: str | None = None
) -> Statement:
    return Statement(
        StatementId(f"{report.id}.s{at(report, words).start}"),
        Speaker(speaker, at(report, speaker), EntityId(entity) if entity else None)
        if speaker
        else Unresolved("no name in the paragraph"),
        at(report, cue),
        (at(report, words),),
        mode,
        None,
        (Relay(relay, at(report, relay)),) if relay else (),
        day_moment(MONDAY, Derivation.DATELINE),
        0.9,
    )


def ferry_brief() -> Brief:
    """The brief of the ferry story: four pages, two independent origins, one unseen origin."""
    wire = make_report("wire", WIRE, None, "Northwire")
    reprint = make_report("reprint", REPRINT, "The Morning Lantern", "Northwire", TUESDAY, "text/html")
    rewrite = make_report("rewrite", REWRITE, "BrightFeed")
    local = make_report("local", LOCAL, "Island Bell", None, datetime(2025, 6, 3, 7, 40))
    wire = replace(
        wire,
        entities=(
            Entity(
                EntityId("wire.e1"), EntityKind.PERSON, "Odo Varnes", ("Odo Varnes",), (), (at(wire, "Odo Varnes"),), ()
            ),
        ),
        statements=(
            _said(wire, "the coastguard", "said.", "hurting 12 passengers", Mode.INDIRECT, None),
            _said(wire, "Odo Varnes", "he said", "We must find out why it was dark", Mode.DIRECT, "wire.e1"),
            _said(wire, "Ina Kell", "Kell said", "Nobody was left behind", Mode.DIRECT, "e2", "Meropress"),
        ),
        figures=(_count(wire, "12", 12, "passengers"),),
        moments=(day_moment(MONDAY, Derivation.DATELINE, at(wire, "Monday")),),
    )
    reprint = replace(
        reprint,
        statements=(_said(reprint, "Odo Varnes", "he said", "We must find out why it was dark", Mode.DIRECT, "e1"),),
        figures=(_count(reprint, "12", 12, "passengers"),),
    )
    rewrite = replace(
        rewrite,
        statements=(_said(rewrite, "Odo Varnes", "he said", "We need to learn why it was off", Mode.DIRECT, "e1"),),
        figures=(_count(rewrite, "21", 21, "people"),),
    )
    local = replace(
        local,
        statements=(_said(local, "", "said", "The harbour light had been reported broken", Mode.INDIRECT, None),),
        figures=(_count(local, "88", 88, "passengers"),),
        masthead=Masthead(
            "Island Bell",
            None,
            local.masthead.headline,
            ("Tova Rusk",),
            local.masthead.dateline,
            local.masthead.published_at,
            (Credit("Island Bell", CreditRole.ORIGIN, at(local, "Island Bell")),),
        ),
    )
    reports = (wire, reprint, rewrite, local)
    varnes = Entity(
        EntityId("e1"),
        EntityKind.PERSON,
        "Odo Varnes",
        ("Odo Varnes", "Oddo Varnes"),
        ("Captain",),
        (*(at(report, "Odo Varnes") for report in reports[:3]), at(local, "Oddo Varnes")),
        ("'Oddo Varnes' is 'Odo Varnes': one letter apart, same title",),
    )
    kell = Entity(EntityId("e2"), EntityKind.PERSON, "Ina Kell", ("Ina Kell",), ("Mayor",), (at(wire, "Ina Kell"),), ())
    lineage = Lineage(
        origins=(OriginId("wire"), OriginId("local")),
        unseen=(UnseenOrigin(OriginId("unseen:meropress"), "Meropress", (at(wire, "Meropress"),)),),
        links=(
            Link(
                ReportId("reprint"),
                OriginId("wire"),
                LinkKind.REPRINT,
                1.0,
                1.0,
                Direction(("the dateline credits Northwire", "the wire is longer"), 0.95),
                tuple(SentencePair(place, place, 1.0, Alteration.SAME) for place in range(3)),
            ),
            Link(
                ReportId("rewrite"),
                OriginId("wire"),
                LinkKind.REWRITE,
                1.0,
                1.0,
                Direction(("quotation reworded", "agency credit replaced"), 0.8),
                (
                    SentencePair(0, 0, 0.7, Alteration.REWORDED),
                    SentencePair(1, 1, 0.6, Alteration.REWORDED),
                    SentencePair(2, 2, 0.8, Alteration.EDITED),
                ),
            ),
        ),
        unresolved=(Undecided(ReportId("rewrite"), ReportId("local"), "too short to tell"),),
    )
    must, need = "We must find out why it was dark", "We need to learn why it was off"
    lead = "The ferry Heron ran aground off Sorrel Island on Monday"
    dark = "The harbour light had been reported broken on 28 May"
    return Brief(
        story=Story(StoryId("st1"), reports, (varnes, kell), lineage),
        title="Ferry runs aground off Sorrel Island",
        claims=(
            Claim(ClaimId("c1"), f"{lead}.", None, (at(wire, lead), at(local, "it struck the reef on Monday")), 4, 2),
            Claim(
                ClaimId("c2"), "The harbour light was out.", EntityId("wire.e1"), (at(wire, "the harbour light"),), 3, 1
            ),
        ),
        findings=(
            Finding(
                FindingKind.ALTERED_QUOTATION,
                "BrightFeed changed the words of Odo Varnes inside the quotation marks.",
                (at(wire, must), at(rewrite, need)),
                must,
                need,
                0.9,
                diff_words(must, need),
            ),
            Finding(
                FindingKind.FIGURE_DRIFT,
                "12 passengers hurt in Northwire, 21 people in BrightFeed.",
                (at(wire, "hurting 12 passengers"), at(rewrite, "leaving 21 people hurt")),
                "hurting 12 passengers",
                "leaving 21 people hurt",
                0.85,
                diff_words("hurting 12 passengers", "leaving 21 people hurt"),
            ),
            Finding(
                FindingKind.DROPPED_CREDIT,
                "BrightFeed does not name Northwire, whose text it rewrote.",
                (at(wire, "Northwire"),),
                None,
                None,
                0.9,
            ),
            Finding(
                FindingKind.ONLY_IN,
                "Only Island Bell has it: five fishing boats took 88 passengers off.",
                (at(local, "Five fishing boats took 88 passengers off the Heron"),),
                None,
                None,
                0.7,
            ),
        ),
        timeline=(
            Event(
                date(2025, 5, 28),
                date(2025, 5, 28),
                Precision.DAY,
                "The harbour light is reported broken.",
                (at(local, dark),),
                1,
                EventStatus.ANNOUNCED,
            ),
            Event(
                MONDAY,
                MONDAY,
                Precision.DAY,
                f"{lead}.",
                (at(wire, lead), at(local, "Monday")),
                2,
                EventStatus.HAPPENED,
            ),
        ),
        synopsis=(
            Told(f"{lead}, hurting 12 passengers, the coastguard said.", (at(wire, lead), at(local, "Monday")), 2),
            Told(f"{dark}, said Captain Odo Varnes.", (at(local, dark),), 1),
        ),
        takeaways=(
            Told("Nobody was left behind, Mayor Ina Kell said.", (at(wire, "Nobody was left behind"),), 1),
            Told(
                "Five fishing boats took 88 passengers off the Heron.",
                (at(local, "Five fishing boats took 88 passengers off the Heron"),),
                1,
            ),
        ),
    )


def ferry_edition(change: Callable[[Brief], Brief] = lambda brief: brief) -> Edition:
    """The ferry story and one page that was left out."""
    return Edition([change(ferry_brief())], [LeftOut("empty.txt", "the page is empty; fetch it again or leave it out")])
