"""The brief as one self-contained HTML file, for reading: no request leaves it, and it reads without its script."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from headwater.export import wording
from headwater.export.drawing import NARROW, WIDE, Drawing, draw_lineage
from headwater.export.figure_ledger import FigureLine, figure_ledger
from headwater.export.footnotes import Footnotes
from headwater.export.labels import Label, labels_of
from headwater.export.ledgers import (
    QuotationLine,
    SpeakerLines,
    quotation_ledger,
    who_said_what,
)
from headwater.export.only_in import Account, only_in_accounts, only_in_words
from headwater.export.pages import Passage, cut_page
from headwater.export.same import same_sentences
from headwater.export.shown import on_one_line, shown
from headwater.export.side_by_side import SideBySide, lay_side_by_side
from headwater.version import __version__
from headwater.vocabulary.brief import Brief, Edition, Finding, FindingKind
from headwater.vocabulary.lineage import Link, LinkKind
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId, Span

# Beyond the sixth account colours repeat; letters and names still tell them apart.
ACCOUNT_COLOURS = 6


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page in full with its label."""

    report: Report
    label: Label
    anchor: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class ShownStory:
    """One story as the templates read it."""

    prefix: str
    brief: Brief
    labels: dict[ReportId, Label]
    notes: Footnotes
    wide: Drawing
    narrow: Drawing
    differences: tuple[Finding, ...]
    only_in: tuple[Account, ...]
    side_by_side: tuple[SideBySide, ...]
    quotations: tuple[QuotationLine, ...]
    speakers: tuple[SpeakerLines, ...]
    figures: tuple[FigureLine, ...]
    pages: tuple[ShownPage, ...]

    @property
    def links(self) -> list[Link]:
        """The links in the order of the pages that were made from others; unseen origins tell their own credits."""
        places = {report: place for place, report in enumerate(self.labels)}
        unseen = {one.id for one in self.brief.story.lineage.unseen}
        told = [link for link in self.brief.story.lineage.links if link.child in places]
        links = [link for link in told if link.kind is not LinkKind.CREDITS or link.parent not in unseen]
        return sorted(links, key=lambda link: places[link.child])

    def label(self, text: str) -> Label | None:
        """The label of a report by its id; null for an unseen origin."""
        return self.labels.get(ReportId(text))

    def origin_name(self, origin: str) -> str:
        """What an origin is called, seen or not."""
        label = self.label(origin)
        if label:
            return label.name
        return next((one.name for one in self.brief.story.lineage.unseen if one.id == origin), origin)


def print_html(edition: Edition) -> str:
    """The briefs of a run as one HTML file."""
    style, script = asset("brief.css"), asset("brief.js")
    stories = [_show(brief, f"s{place}") for place, brief in enumerate(edition, start=1)]
    return (
        environment()
        .get_template("brief.html")
        .render(
            stories=stories,
            left_out=edition.left_out,
            title=on_one_line(edition[0].title) if len(edition) == 1 else "Headwater brief",
            version=__version__,
            # Our own files, whose digests the policy names; nothing from a page is ever marked safe.
            style=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            policy=(
                f"default-src 'none'; style-src 'sha256-{digest(style)}'; script-src 'sha256-{digest(script)}'; "
                "img-src data:; base-uri 'none'; form-action 'none'"
            ),
        )
    )


def _show(brief: Brief, prefix: str) -> ShownStory:
    story = brief.story
    labels = labels_of(story)
    notes = Footnotes(prefix, story, labels, same_sentences(story))
    cited_by = _cited_by(brief, notes)
    return ShownStory(
        prefix=prefix,
        brief=brief,
        labels=labels,
        notes=notes,
        wide=draw_lineage(story.lineage, labels, WIDE),
        narrow=draw_lineage(story.lineage, labels, NARROW),
        differences=tuple(one for one in brief.findings if one.kind is not FindingKind.ONLY_IN),
        only_in=only_in_accounts(brief),
        side_by_side=lay_side_by_side(story),
        quotations=quotation_ledger(brief),
        speakers=who_said_what(story),
        figures=figure_ledger(brief),
        pages=tuple(
            ShownPage(report, labels[report.id], notes.page_anchor(report.id), cut_page(report, notes, cited_by))
            for report in story.reports
        ),
    )


def _cited_by(brief: Brief, notes: Footnotes) -> Mapping[str, tuple[str, ...]]:
    """For each sentence of a page, the ids of the sentences of the brief that rest on it."""
    told: list[tuple[str, tuple[Span, ...]]] = [
        *((f"{notes.prefix}-syn{place}", one.sources) for place, one in enumerate(brief.synopsis, start=1)),
        *((f"{notes.prefix}-key{place}", one.sources) for place, one in enumerate(brief.takeaways, start=1)),
    ]
    cited: defaultdict[str, list[str]] = defaultdict(list)
    for anchor, spans in told:
        for note in notes.of(spans):
            cited[note.anchor].append(anchor)
    return {anchor: tuple(citing) for anchor, citing in cited.items()}


@cache
def environment() -> Environment:
    """Where the templates are rendered: every word from a page is cleaned and escaped."""
    environment = Environment(
        loader=PackageLoader("headwater.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # The one place where every word that reaches the page is cleaned; escaping comes after it.
        finalize=_clean,
    )
    environment.filters.update(
        count=wording.count_words,
        proposed=wording.proposed_words,
        percent=wording.percent_words,
        when=wording.moment_words,
        line=on_one_line,
        cited=_cited_words,
    )
    environment.globals.update(
        time_words=wording.time_words,
        published_words=wording.published_words,
        FINDING=wording.FINDING_WORDS,
        LINK=wording.LINK_WORDS,
        ALTERATION=wording.ALTERATION_WORDS,
        facts=wording.statement_facts,
        STATUS=wording.STATUS_WORDS,
        colour=_colour,
        is_web=_is_web,
        only_in_words=only_in_words,
    )
    return environment


def _clean(value: Any) -> Any:
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _colour(account: int) -> str:
    return "unseen" if account < 0 else f"a{account % ACCOUNT_COLOURS}"


def _is_web(address: str) -> bool:
    # Nothing but a plain web address becomes a link: "javascript:" and "data:" addresses stay text.
    return address.startswith(("https://", "http://"))


def _cited_words(anchor: str) -> str:
    kind, number = (
        ("synopsis", anchor.rpartition("-syn")[2]) if "-syn" in anchor else ("takeaway", anchor.rpartition("-key")[2])
    )
    return f"{kind} {number}"


@cache
def asset(name: str) -> str:
    """One of our own files beside the templates."""
    return (resources.files("headwater.export") / "templates" / name).read_text("utf-8")


def digest(text: str) -> str:
    """The digest by which a content security policy names a file of ours."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
