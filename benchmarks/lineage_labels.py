"""What a labelled story of gold/lineage consists of: pages, links, and what was changed, lost and shared on the way."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

# "PELLOW, March 4 (Northwire) - ...", "Pellow: ... (Northwire)" is no dateline
_DATELINE = re.compile(r"[A-Z][\w' .,-]{2,60}\(([A-Z][\w .]+)\) [-–—] ")
_SUBSETS = ("tuned", "check")


@dataclass(frozen=True, slots=True)
class GoldPage:
    """One invented page as printed; `line` is that of its heading."""

    id: str
    outlet: str
    published: datetime | None
    headline: str
    byline: str
    paragraphs: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        """All that a reader sees of the report."""
        return "\n".join(filter(None, (self.headline, self.byline, *self.paragraphs)))

    @property
    def dateline(self) -> str:
        """The agency that its dateline names, if it has such a dateline."""
        found = _DATELINE.match(self.paragraphs[0])
        return found[1] if found else ""

    @property
    def has_easy_cue(self) -> bool:
        """Whether it prints a time, a byline or credit line, or a dateline with an agency."""
        return bool(self.published or self.byline or self.dateline)

    @property
    def html(self) -> str:
        """The page as an outlet would publish it."""
        name, told = html.escape(self.outlet), html.escape(self.headline)
        lines = [f'<meta charset="utf-8"><title>{told}</title>', f'<meta property="og:site_name" content="{name}">']
        if self.published:
            lines.append(f'<meta property="article:published_time" content="{self.published.isoformat()}">')
        if self.byline:
            # A person signs "By Sanna Holt", an agency "Northwire".
            kind, signed = (
                ("Person", self.byline[3:]) if self.byline.startswith("By ") else ("Organization", self.byline)
            )
            stated = {"@type": "NewsArticle", "author": {"@type": kind, "name": signed}}
            lines.append(f'<script type="application/ld+json">{json.dumps(stated)}</script>')
        lines.append(f"</head><body><article><h1>{told}</h1>")
        if self.byline:
            lines.append(f'<p class="byline">{html.escape(self.byline)}</p>')
        lines.extend(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in self.paragraphs)
        return "\n".join(("<!DOCTYPE html><html lang=en><head>", *lines, "</article></body></html>\n"))


@dataclass(frozen=True, slots=True)
class GoldLink:
    """A copy and the page it was made from; several parents, or kinds, where the texts leave open which."""

    child: str
    parents: tuple[str, ...]
    kinds: tuple[str, ...]
    is_open: bool
    line: int


@dataclass(frozen=True, slots=True)
class Changed:
    """Words of a copy, the words of its original, and for quotations how they were changed."""

    child: str
    after: str
    parent: str
    before: str
    kind: str
    line: int

    @property
    def befores(self) -> list[str]:
        """The pieces of the original; a merged quotation has several."""
        return self.before.split(" … ")


@dataclass(frozen=True, slots=True)
class Lost:
    """A name that the parent credits, or is called by, and the copy does not print."""

    child: str
    name: str
    parent: str
    line: int


@dataclass(frozen=True, slots=True)
class Unseen:
    """An agency or outlet whose text is not among the pages, and those that are its text or credit it for a part."""

    name: str
    supplies: tuple[str, ...]
    credited_by: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Unlinked:
    """Two pages that share a quotation, a passage of a press release, or a template (no words), and are no copies."""

    pages: tuple[str, str]
    shared: str
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Added:
    """Words in quotation marks that a copy has from elsewhere."""

    child: str
    words: str
    line: int


@dataclass(slots=True)
class GoldStory:
    """One invented story: its pages and all labels."""

    path: Path
    title: str = ""
    beat: str = ""
    note: str = ""
    origins: int = 0
    origins_line: int = 1
    links: list[GoldLink] = field(default_factory=list)
    altered: list[Changed] = field(default_factory=list)
    drifted: list[Changed] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    relays: list[Lost] = field(default_factory=list)
    credits: list[Lost] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)
    sharing: list[Unlinked] = field(default_factory=list)
    twins: list[Unlinked] = field(default_factory=list)
    # What only gold/findings labels: changed days and moods, two accounts that exclude each other, headlines that
    # their page does not bear out, and what looks like one of these and is none.
    dates: list[Changed] = field(default_factory=list)
    moods: list[Changed] = field(default_factory=list)
    contradictions: list[Changed] = field(default_factory=list)
    headlines: list[Changed] = field(default_factory=list)
    decoys: list[Changed] = field(default_factory=list)
    pages: dict[str, GoldPage] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """The number its file's name begins with."""
        return int(self.path.name[:3])

    @property
    def subset(self) -> str:
        """Every third story is never looked at while rules are made."""
        return _SUBSETS[self.number % 3 == 0]

    @property
    def has_easy_cues(self) -> bool:
        """Whether any page prints a time, a byline or credit line, or a dateline with an agency."""
        return any(page.has_easy_cue for page in self.pages.values())
