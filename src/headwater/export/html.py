"""The brief as one self-contained HTML file, for reading: no request leaves it, and it reads without its script."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from headwater.export import wording
from headwater.export.drawing import NARROW, WIDE, Drawing, draw_lineage
from headwater.export.figure_ledger import FigureLine, figure_ledger
from headwater.export.footnotes import ON_THIS_PAGE, Addresses, Footnotes
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


# Without slots: a page of one section works out that section alone.
@dataclass(frozen=True)
class ShownStory:
    """One story as the templates read it."""

    brief: Brief
    labels: dict[ReportId, Label]
    notes: Footnotes

    @property
    def prefix(self) -> str:
        """What keeps its anchors apart from another story's."""
        return self.notes.prefix

    @cached_property
    def wide(self) -> Drawing:
        """The lineage, from left to right."""
        return draw_lineage(self.brief.story.lineage, self.labels, WIDE)

    @cached_property
    def narrow(self) -> Drawing:
        """The lineage, from top down."""
        return draw_lineage(self.brief.story.lineage, self.labels, NARROW)

    @cached_property
    def differences(self) -> tuple[Finding, ...]:
        """The findings but for what only one account has."""
        return tuple(one for one in self.brief.findings if one.kind is not FindingKind.ONLY_IN)

    @cached_property
    def only_in(self) -> tuple[Account, ...]:
        """What only one account has."""
        return only_in_accounts(self.brief)

    @cached_property
    def side_by_side(self) -> tuple[SideBySide, ...]:
        """Each copy beside the text it was made from."""
        return lay_side_by_side(self.brief.story)

    @cached_property
    def quotations(self) -> tuple[QuotationLine, ...]:
        """The ledger of quotations."""
        return quotation_ledger(self.brief)

    @cached_property
    def speakers(self) -> tuple[SpeakerLines, ...]:
        """Who said what."""
        return who_said_what(self.brief.story)

    @cached_property
    def figures(self) -> tuple[FigureLine, ...]:
        """The ledger of figures."""
        return figure_ledger(self.brief)

    @cached_property
    def pages(self) -> tuple[ShownPage, ...]:
        """The pages in full."""
        cited_by = _cited_by(self.brief, self.notes)
        return tuple(
            ShownPage(
                report,
                self.labels[report.id],
                self.notes.page_anchor(report.id),
                cut_page(report, self.notes, cited_by),
            )
            for report in self.brief.story.reports
        )

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
    stories = [show_story(brief, f"s{place}") for place, brief in enumerate(edition, start=1)]
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


def show_story(brief: Brief, prefix: str, at: Addresses = ON_THIS_PAGE) -> ShownStory:
    """A story ready for the templates, each section worked out when it is asked for."""
    labels = labels_of(brief.story)
    return ShownStory(brief, labels, Footnotes(prefix, brief.story, labels, same_sentences(brief.story), at))


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
    """Where the templates of a brief are rendered."""
    return environment_of(PackageLoader("headwater.export"))


def environment_of(loader: BaseLoader) -> Environment:
    """Where templates are rendered: every word from a page is cleaned and escaped."""
    environment = Environment(
        loader=loader,
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
