"""A story's provenance as W3C PROV (https://www.w3.org/TR/prov-dm/), by the library `prov` (extra `prov`).

Pages, reports, spans and told sentences are entities; outlets, agencies and this program agents; reading and telling
activities. A report that repeats another's words, all or some, was derived from it by quotation; one that says them in
other words is a revision of it; one that only credits another has it as its primary source (PROV-DM, section 5.2).
"""

from __future__ import annotations

import re
from enum import StrEnum
from io import StringIO
from typing import Any

from headwater.errors import MissingPart
from headwater.export.identifiers import NAMESPACE
from headwater.export.shown import encodable
from headwater.text.tokens import fold
from headwater.version import __version__
from headwater.vocabulary.brief import Brief, Told
from headwater.vocabulary.lineage import Link, LinkKind
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import Span
from headwater.vocabulary.story import Story


class ProvForm(StrEnum):
    """How PROV is written down."""

    JSON = "json"
    N = "provn"
    XML = "xml"


_TYPES = {
    LinkKind.REPRINT: "Quotation",
    LinkKind.EXCERPT: "Quotation",
    LinkKind.REWRITE: "Revision",
    LinkKind.CREDITS: "PrimarySource",
}


def print_provenance(brief: Brief, form: ProvForm = ProvForm.JSON) -> str:
    """The provenance of one story; raises MissingPart where `prov` is not installed."""
    written = StringIO()
    _Account(brief.story).of(brief).serialize(written, format=form.value, **({"indent": 1} if form == "json" else {}))
    return written.getvalue()


class _Account:
    """One PROV document as it grows."""

    def __init__(self, story: Story) -> None:
        try:
            from prov.constants import PROV
            from prov.model import ProvDocument
        except ImportError as fault:
            raise MissingPart("PROV", "prov", "prov") from fault
        self._story, self._prov = story, PROV
        self._document: Any = ProvDocument()
        self._ours = self._document.add_namespace("hw", NAMESPACE)
        self._agents: dict[str, Any] = {}
        self._spans: dict[Span, Any] = {}
        self._program = self._document.agent(
            self._ours[f"headwater-{__version__}"],
            {PROV["type"]: PROV["SoftwareAgent"], PROV["label"]: f"headwater {__version__}"},
        )
        self._texts: dict[str, Any] = {}

    def of(self, brief: Brief) -> Any:
        """The document for a brief of the story."""
        for report in self._story.reports:
            self._texts[report.id] = self._report(report)
        for unseen in self._story.lineage.unseen:
            text = self._entity(unseen.id, "UnseenOrigin", label=unseen.name, why=unseen.why or None)
            self._document.wasAttributedTo(text, self._agent(unseen.name))
            self._texts[unseen.id] = text
        for link in self._story.lineage.links:
            self._link(link)
        telling = self._activity(f"telling-{self._story.id}", "Telling")
        account = self._entity(self._story.id, "Brief", label=brief.title)
        self._document.wasGeneratedBy(account, telling)
        for text in self._texts.values():
            self._document.used(telling, text)
        for part, sentences in (("synopsis", brief.synopsis), ("takeaways", brief.takeaways)):
            for number, told in enumerate(sentences, 1):
                sentence = self._told(told, f"{self._story.id}-{part}-{number}", telling)
                self._document.hadMember(account, sentence)
        return self._document

    def _report(self, report: Report) -> Any:
        masthead, page = report.masthead, report.page
        held = self._entity(
            f"page-{page.sha256[:16]}", "Page", address=page.address, sha256=page.sha256, mediaType=page.media_type
        )
        published = masthead.published_at.isoformat() if masthead.published_at else None
        text = self._entity(
            report.id, "Report", label=report.headline or report.name, language=report.language, published=published
        )
        reading = self._activity(f"reading-{report.id}", "Reading")
        self._document.used(reading, held)
        self._document.wasGeneratedBy(text, reading)
        self._document.wasDerivedFrom(text, held, activity=reading)
        for name in dict.fromkeys(name for name in (masthead.outlet, masthead.agency) if name):
            self._document.wasAttributedTo(text, self._agent(name))
        return text

    def _link(self, link: Link) -> None:
        parent = self._texts.get(str(link.parent)) or self._entity(str(link.parent), "UnseenOrigin")
        self._document.wasDerivedFrom(
            self._texts[link.child],
            parent,
            other_attributes={
                self._prov["type"]: self._prov[_TYPES[link.kind]],
                self._ours["kind"]: link.kind.value,
                self._ours["coverage"]: round(link.coverage, 4),
                self._ours["confidence"]: round(link.direction.confidence, 4),
            },
        )

    def _told(self, told: Told, name: str, telling: Any) -> Any:
        sentence = self._entity(name, "ToldSentence", value=told.text)
        self._document.wasGeneratedBy(sentence, telling)
        for span in dict.fromkeys(told.sources):
            self._document.wasDerivedFrom(sentence, self._span(span), activity=telling)
        return sentence

    def _span(self, span: Span) -> Any:
        if span not in self._spans:
            piece = self._entity(
                f"{span.report}-{span.start}-{span.end}",
                "Span",
                value=self._story.words(span),
                start=span.start,
                end=span.end,
            )
            quotation = {self._prov["type"]: self._prov["Quotation"]}
            self._document.wasDerivedFrom(piece, self._texts[span.report], other_attributes=quotation)
            self._spans[span] = piece
        return self._spans[span]

    def _entity(self, name: str, kind: str, **told: object) -> Any:
        attributes: list[tuple[object, object]] = [(self._prov["type"], self._ours[kind])]
        attributes += [
            ((self._prov if key in ("label", "value") else self._ours)[key], _writable(value))
            for key, value in told.items()
            if value is not None
        ]
        return self._document.entity(self._ours[_local(name)], attributes)

    def _activity(self, name: str, kind: str) -> Any:
        activity = self._document.activity(
            self._ours[_local(name)], other_attributes={self._prov["type"]: self._ours[kind]}
        )
        self._document.wasAssociatedWith(activity, self._program)
        return activity

    def _agent(self, name: str) -> Any:
        """An outlet or agency: one agent, however often it is named."""
        key = _local(f"agent-{'-'.join(fold(name).split())}")
        if key not in self._agents:
            attributes = {self._prov["type"]: self._prov["Organization"], self._prov["label"]: _writable(name)}
            self._agents[key] = self._document.agent(self._ours[key], attributes)
        return self._agents[key]


def _local(name: str) -> str:
    """A name as it can stand behind the colon in every notation."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else f"_{ord(sign):x}" for sign in name)


def _writable(value: object) -> object:
    """A value as XML can hold it, too: no control signs."""
    if not isinstance(value, str):
        return value
    return _NOT_IN_XML.sub("\ufffd", encodable(value))


_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
