"""The labelled stories of gold/lineage, read from their files and checked: what a label names must be on its page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

STORIES = Path(__file__).parent / "gold" / "lineage" / "stories"
KINDS = ("reprint", "rewrite", "excerpt")
ALTERATIONS = ("words", "negation", "number", "marks added", "marks lost", "merged", "heard")
_SUBSETS = ("tuned", "check")
# "PELLOW, March 4 (Northwire) - ...", "Pellow: ... (Northwire)" is no dateline
_DATELINE = re.compile(r"[A-Z][\w' .,-]{2,60}\([A-Z][\w .]+\) [-–—] ")


class BadStory(ValueError):
    """A story file that cannot be right: which file, which line, what was found and what was expected."""

    def __init__(self, path: Path, line: int, told: str) -> None:
        self.path, self.line = path, line
        super().__init__(f"{path.name}, line {line}: {told}")


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
    def has_easy_cue(self) -> bool:
        """Whether it prints a time, a byline or credit line, or a dateline with an agency."""
        return bool(self.published or self.byline or _DATELINE.match(self.paragraphs[0]))

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
    """A copy and the page it was made from; several where their texts leave open which of them it was."""

    child: str
    parents: tuple[str, ...]
    kind: str
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
    relays: list[Lost] = field(default_factory=list)
    credits: list[Lost] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)
    sharing: list[Unlinked] = field(default_factory=list)
    twins: list[Unlinked] = field(default_factory=list)
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


def read_stories(subset: str | None = None, folder: Path = STORIES) -> list[GoldStory]:
    """The stories of a folder in the order of their numbers, all or those of a subset; raises BadStory."""
    stories = [read_story(path) for path in sorted(folder.glob("*.txt"))]
    return [story for story in stories if subset in (None, story.subset)]


def read_story(path: Path) -> GoldStory:
    """One story; raises BadStory where the file, or a label laid against the pages, cannot be right."""
    if not re.match(r"\d{3}-", path.name):
        raise BadStory(path, 1, "a story's file is named by three digits, a hyphen and words: 061-tram-stuck.txt")
    story = GoldStory(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = [place for place, line in enumerate(lines) if line.startswith("==")]
    if not heads:
        raise BadStory(path, len(lines) or 1, "no page; a page begins with '== a | Outlet | 2031-05-04 09:10'")
    for place, line in enumerate(lines[: heads[0]]):
        if line.strip():
            _read_label(story, line, place + 1)
    for start, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        page = _read_page(story, lines[start:end], start + 1)
        story.pages[page.id] = page
    for line, told in check_story(story):
        raise BadStory(path, line, told)
    return story


def _read_page(story: GoldStory, lines: list[str], number: int) -> GoldPage:
    cells = [cell.strip() for cell in lines[0].removeprefix("==").split("|")]
    if len(cells) not in (2, 3) or not re.fullmatch("[a-z]", cells[0]) or not cells[1]:
        raise BadStory(story.path, number, f"{lines[0]!r} is no heading; expected '== a | Outlet' and perhaps a time")
    if cells[0] in story.pages:
        raise BadStory(story.path, number, f"a second page {cells[0]!r}")
    try:
        published = datetime.fromisoformat(cells[2]) if len(cells) == 3 else None
    except ValueError:
        raise BadStory(story.path, number, f"{cells[2]!r} is no time such as 2031-05-04 09:10") from None
    printed = [line.strip() for line in lines[1:] if line.strip()]
    if not printed or not printed[0].startswith("# "):
        raise BadStory(story.path, number + 1, f"page {cells[0]!r} has no headline; expected '# ...' under its heading")
    byline = printed[1].removeprefix("by: ") if len(printed) > 1 and printed[1].startswith("by: ") else ""
    paragraphs = tuple(printed[2:] if byline else printed[1:])
    if not paragraphs:
        raise BadStory(story.path, number, f"page {cells[0]!r} has no text")
    return GoldPage(cells[0], cells[1], published, printed[0][2:], byline, paragraphs, number)


_CHANGED = r'([a-z]) has "(.+)" where ([a-z]) has "(.+)"'
_PAGES = r"[a-z](?:, [a-z])*"
Maker = Callable[[GoldStory, re.Match[str], int], object]
_LABELS: dict[str, tuple[str, str, Maker]] = {
    "link": (
        r"([a-z]) from ([a-z](?: or [a-z])*), (reprint|rewrite|excerpt)(, direction open)?",
        "b from a, rewrite",
        lambda story, m, line: story.links.append(GoldLink(m[1], tuple(m[2].split(" or ")), m[3], bool(m[4]), line)),
    ),
    "altered": (
        rf"{_CHANGED}, ({'|'.join(ALTERATIONS)})",
        'b has "we sold nine" where a has "we sold six", number',
        lambda story, m, line: story.altered.append(Changed(*m.groups(), line)),
    ),
    "drift": (
        _CHANGED,
        'b has "41 people" where a has "31 people"',
        lambda story, m, line: story.drifted.append(Changed(*m.groups(), "", line)),
    ),
    "relay": (
        r"([a-z]) loses (.+) of ([a-z])",
        "c loses Meropress of b",
        lambda story, m, line: story.relays.append(Lost(*m.groups(), line)),
    ),
    "credit": (
        r"([a-z]) drops (.+) of ([a-z])",
        "c drops Northwire of a",
        lambda story, m, line: story.credits.append(Lost(*m.groups(), line)),
    ),
    "unseen": (
        rf"(.+?)(?: supplies ({_PAGES}))?(?:;? credited by ({_PAGES}))?",
        "Meropress supplies b, c; credited by d",
        lambda story, m, line: story.unseen.append(Unseen(m[1], _ids(m[2]), _ids(m[3]), line)),
    ),
    "share": (
        r'([a-z]), ([a-z]) (quotation|release) "(.+)"',
        'a, b quotation "the words in both"',
        lambda story, m, line: story.sharing.append(Unlinked((m[1], m[2]), m[3], m[4], line)),
    ),
    "twins": (
        r"([a-z]), ([a-z])",
        "a, b",
        lambda story, m, line: story.twins.append(Unlinked((m[1], m[2]), "template", "", line)),
    ),
}


def _ids(cell: str | None) -> tuple[str, ...]:
    return tuple(cell.split(", ")) if cell else ()


def _read_label(story: GoldStory, line: str, number: int) -> None:
    name, _, value = (part.strip() for part in line.partition(":"))
    if name in ("title", "beat", "note"):
        setattr(story, name, value)
    elif name == "origins":
        if not value.isdigit():
            raise BadStory(story.path, number, f"origins is {value!r}; expected how many, such as 2")
        story.origins, story.origins_line = int(value), number
    elif name in _LABELS:
        pattern, example, keep = _LABELS[name]
        match = re.fullmatch(pattern, value)
        if match is None:
            raise BadStory(story.path, number, f"{line.strip()!r} cannot be read; expected such as '{name}: {example}'")
        keep(story, match, number)
    else:
        known = ", ".join(("title", "beat", "note", "origins", *_LABELS))
        raise BadStory(story.path, number, f"no label is called {name!r}; there are {known}")


def check_story(story: GoldStory) -> Iterator[tuple[int, str]]:
    """What is wrong with a story's labels, with the line: pages and words that are not there, rings, wrong counts."""
    unknown = list(_unknown_pages(story))
    yield from unknown
    if unknown:
        return  # nothing else can be laid against its page
    yield from _rings(story)
    yield from _missing_words(story)
    yield from _odd_credits(story)
    for pair in (*story.sharing, *story.twins):
        if any({link.child, *link.parents} >= set(pair.pages) for link in story.links):
            yield pair.line, f"{' and '.join(pair.pages)} are linked and said to share only a {pair.shared}"
    if story.origins != (counted := count_origins(story)):
        yield story.origins_line, f"origins is {story.origins}; by the links and the unseen there are {counted}"


def _unknown_pages(story: GoldStory) -> Iterator[tuple[int, str]]:
    named = [(link.line, (link.child, *link.parents)) for link in story.links]
    named += [(each.line, (each.child, each.parent)) for each in (*story.altered, *story.drifted)]
    named += [(each.line, (each.child, each.parent)) for each in (*story.relays, *story.credits)]
    named += [(each.line, (*each.supplies, *each.credited_by)) for each in story.unseen]
    named += [(each.line, each.pages) for each in (*story.sharing, *story.twins)]
    for line, pages in named:
        for page in pages:
            if page not in story.pages:
                yield line, f"there is no page {page!r}; there are {', '.join(story.pages)}"


def _rings(story: GoldStory) -> Iterator[tuple[int, str]]:
    parents: dict[str, set[str]] = {}
    for link in story.links:
        parents.setdefault(link.child, set()).update(link.parents)
    for link in story.links:
        above, left = set(), list(link.parents)
        while left:
            page = left.pop()
            if page not in above:
                above.add(page)
                left.extend(parents.get(page, ()))
        if link.child in above:
            yield link.line, f"page {link.child!r} is made from itself, over {', '.join(sorted(above))}"


def _missing_words(story: GoldStory) -> Iterator[tuple[int, str]]:
    asked = [(each.line, each.child, each.after) for each in (*story.altered, *story.drifted)]
    asked += [(e.line, e.parent, words) for e in (*story.altered, *story.drifted) for words in e.befores]
    asked += [(each.line, page, each.words) for each in story.sharing for page in each.pages]
    for line, page, words in asked:
        times = story.pages[page].text.count(words)
        if times != 1:
            yield line, f"{words!r} stands {times} times on page {page}; expected once"
    linked = {(link.child, parent) for link in story.links for parent in link.parents}
    for each in (*story.altered, *story.drifted):
        if ((each.child, each.parent) in linked) is (each.kind == "heard"):
            yield each.line, f"page {each.child} is {'' if each.kind == 'heard' else 'not '}made from {each.parent}"


def _odd_credits(story: GoldStory) -> Iterator[tuple[int, str]]:
    for each in (*story.relays, *story.credits):
        if each.name in story.pages[each.child].text:
            yield each.line, f"page {each.child} names {each.name}"
        if each in story.relays and each.name not in story.pages[each.parent].text:
            yield each.line, f"page {each.parent} does not name {each.name}"
    for unseen in story.unseen:
        for page in unseen.credited_by:
            if unseen.name not in story.pages[page].text:
                yield unseen.line, f"page {page} does not name {unseen.name}"
        if unseen.name in {page.outlet for page in story.pages.values()}:
            yield unseen.line, f"{unseen.name} has a page here; its text is not unseen"
    if not story.has_easy_cues:
        for page in story.pages.values():
            for other in story.pages.values():
                if other is not page and other.outlet in page.text:
                    yield page.line, f"no page has a time or credit, yet page {page.id} names {other.outlet}"
    told = {each.child for each in story.credits}
    for link in story.links:
        child, parents = story.pages[link.child], [story.pages[parent] for parent in link.parents]
        names = {name for parent in parents for name in (parent.outlet, *_supplier(parent))}
        if not link.is_open and child.outlet not in names and not any(name in child.text for name in names):
            if link.child not in told:
                yield link.line, f"page {link.child} names none of {', '.join(sorted(names))}: a credit label is due"


def _supplier(page: GoldPage) -> list[str]:
    """The agency in a page's dateline or byline."""
    dateline = _DATELINE.match(page.paragraphs[0])
    found = re.findall(r"\(([A-Z][\w .]+)\) [-–—]", dateline[0]) if dateline else []
    return [*found, *filter(None, [page.byline.removeprefix("By ")])]


def count_origins(story: GoldStory) -> int:
    """Independent origins by the labels: pages made from none, pages of one unseen text counted once."""
    copies = {link.child for link in story.links}
    supplied = {page for unseen in story.unseen for page in unseen.supplies}
    alone = set(story.pages) - copies - supplied
    return len(alone) + sum(bool(unseen.supplies) for unseen in story.unseen)
