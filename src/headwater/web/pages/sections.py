"""The sections of a story, each rendered from its brief by the templates of the brief's own file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from headwater.export.footnotes import Addresses
from headwater.export.html import ShownStory, show_story
from headwater.vocabulary.brief import Brief
from headwater.web.pages.answers import Rendered, render
from headwater.web.pages.plots import time_plot

TOP_FINDINGS, TOP_NAMES = 4, 12
# Anchors of one story on one page need no number.
PREFIX = "s"


@dataclass(frozen=True, slots=True)
class Tab:
    """A section of a story: the last part of its address, what it is called, and what its template needs beside."""

    slug: str
    name: str
    count: Callable[[ShownStory], int | None] = lambda _: None
    more: Callable[[ShownStory], Mapping[str, object]] = lambda _: {}


def _overview(shown: ShownStory) -> Mapping[str, object]:
    return {**_in_time(shown), "top": shown.differences[:TOP_FINDINGS], "most_names": TOP_NAMES}


def _in_time(shown: ShownStory) -> Mapping[str, object]:
    return {"plot": time_plot(shown.brief.story, shown.labels)}


TABS = (
    Tab("", "Brief", more=_overview),
    Tab("lineage", "Lineage", lambda shown: len(shown.links), _in_time),
    Tab("findings", "Findings", lambda shown: len(shown.differences)),
    Tab("claims", "Claims", lambda shown: len(shown.brief.claims)),
    Tab("said", "Who said what"),
    Tab("quotations", "Quotations"),
    Tab("figures", "Figures"),
    Tab("timeline", "Timeline", lambda shown: len(shown.brief.timeline)),
    Tab("only", "Only in one"),
    Tab("outlets", "Outlets"),
    Tab("pages", "Pages", lambda shown: len(shown.labels)),
    Tab("history", "History"),
)
BY_SLUG = {tab.slug: tab for tab in TABS}


def shown_story(brief: Brief) -> ShownStory:
    """A brief laid out for its pages."""
    return show_story(brief, PREFIX, Addresses(f"/stories/{brief.story.id}"))


def render_tab(shown: ShownStory, slug: str) -> Rendered:
    """A section that needs nothing but the brief."""
    tab = BY_SLUG[slug]
    return render_section(shown, tab, tab.more(shown))


def render_section(shown: ShownStory, tab: Tab, more: Mapping[str, object], template: str | None = None) -> Rendered:
    """A section filled with what its template needs beside the brief."""
    brief = shown.brief
    return render(
        template or f"story_{tab.slug or 'brief'}.html",
        more,
        path="/stories",
        shown=shown,
        brief=brief,
        story=brief.story,
        lineage=brief.story.lineage,
        origins=brief.story.lineage.independent_origins,
        p=shown.prefix,
        base=shown.notes.at.base,
        tabs=[(each, each.count(shown)) for each in TABS],
        tab=tab,
    )
