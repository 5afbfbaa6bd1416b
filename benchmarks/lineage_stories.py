"""The labelled stories of gold/lineage, read from their files and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from lineage_checks import check_story
from lineage_labels import Added, Changed, GoldLink, GoldPage, GoldStory, Lost, Unlinked, Unseen

STORIES = Path(__file__).parent / "gold" / "lineage" / "stories"
ALTERATIONS = ("words", "negation", "number", "marks added", "marks lost", "merged", "cut", "heard")


class BadStory(ValueError):
    """A story file that cannot be right: which file, which line, what was found and what was expected."""

    def __init__(self, path: Path, line: int, told: str) -> None:
        self.path, self.line = path, line
        super().__init__(f"{path.name}, line {line}: {told}")


def read_stories(subset: str | None = None, folder: Path = STORIES) -> list[GoldStory]:
    """The stories of a folder in the order of their numbers, all or those of a subset; raises BadStory."""
    stories = [read_story(path) for path in sorted(folder.glob("*.txt"))]
    return [story for story in stories if subset in (None, story.subset)]


def count_labels(stories: Sequence[GoldStory]) -> dict[str, int]:
    """How many stories, pages and labels of each kind there are, in the words of the set's README."""
    pages = [page for story in stories for page in story.pages.values()]
    links = [link for story in stories for link in story.links]
    kinds = {kind: sum(kind == " or ".join(link.kinds) for link in links) for kind in ("reprint", "rewrite", "excerpt")}
    return {
        "stories": len(stories),
        "of them without easy cues": sum(not story.has_easy_cues for story in stories),
        "of them without a time on any page": sum(not any(p.published for p in s.pages.values()) for s in stories),
        "pages": len(pages),
        "words": sum(len(page.text.split()) for page in pages),
        "invented outlets": len({page.outlet for page in pages}),
        "links": len(links),
        **{f"of them {kind}s": count for kind, count in kinds.items()},
        "of them reprint or rewrite": len(links) - sum(kinds.values()),
        "of them with several possible parents": sum(len(link.parents) > 1 for link in links),
        "of them with the direction open": sum(link.is_open for link in links),
        "independent origins": sum(story.origins for story in stories),
        "unseen origins": sum(len(story.unseen) for story in stories),
        "altered quotations": sum(len(story.altered) for story in stories),
        **{f"of them {kind}": sum(e.kind == kind for s in stories for e in s.altered) for kind in ALTERATIONS},
        "quotations a copy has from elsewhere": sum(len(story.added) for story in stories),
        "drifted figures and days": sum(len(story.drifted) for story in stories),
        "lost relays": sum(len(story.relays) for story in stories),
        "dropped credits": sum(len(story.credits) for story in stories),
        "pairs that only share words": sum(len(story.sharing) for story in stories),
        "template twins": sum(len(story.twins) for story in stories),
    }


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
        r"([a-z]) from ([a-z](?: or [a-z])*), ((?:(?:reprint|rewrite|excerpt)(?: or (?=\w))?)+)(, direction open)?",
        "b from a, rewrite",
        lambda story, m, line: story.links.append(
            GoldLink(m[1], tuple(m[2].split(" or ")), tuple(m[3].split(" or ")), bool(m[4]), line)
        ),
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
    "date": (
        _CHANGED,
        'b has "on Friday" where a has "on Thursday"',
        lambda story, m, line: story.dates.append(Changed(*m.groups(), "", line)),
    ),
    "modality": (
        _CHANGED,
        'b has "It will be built" where a has "It may be built"',
        lambda story, m, line: story.moods.append(Changed(*m.groups(), "", line)),
    ),
    "contradiction": (
        _CHANGED,
        'a has "six men" where c has "nine men"',
        lambda story, m, line: story.contradictions.append(Changed(*m.groups(), "heard", line)),
    ),
    "headline": (
        _CHANGED,
        'b has "Boat sinks" where b has "was towed to Pellow"',
        lambda story, m, line: story.headlines.append(Changed(*m.groups(), "", line)),
    ),
    "decoy": (
        _CHANGED,
        'b has "some 300" where a has "312"',
        lambda story, m, line: story.decoys.append(Changed(*m.groups(), "", line)),
    ),
    "added": (
        r'([a-z]) has "(.+)"',
        'b has "words that it has from elsewhere"',
        lambda story, m, line: story.added.append(Added(m[1], m[2], line)),
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
        if not value.isdecimal():
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
