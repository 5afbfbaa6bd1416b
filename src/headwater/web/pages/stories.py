"""What is running: the stories held, what was found last, and the search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from headwater.newsroom import Newsroom
from headwater.vocabulary.archive import (
    FindingQuery,
    FindingRow,
    Hit,
    Hits,
    SearchQuery,
    StoryOrder,
    StoryQuery,
    StoryRow,
    StoryRows,
)
from headwater.vocabulary.brief import FindingKind
from headwater.web.doors import newsroom_of
from headwater.web.pages.answers import Rendered, answer, render
from headwater.web.pages.kept import kept_pages_of
from headwater.web.pages.plots import Bar, spark
from headwater.web.pages.questions import address_of, choice_asked, day_asked, page_asked, words_asked

STORIES_A_PAGE = 25
HITS_A_PAGE = 20
STORIES_NAMED = 5
# Six quotations that one rewrite changed are one line.
NEWEST_FINDINGS, FINDINGS_LOOKED_AT = 8, 40
ARRIVAL_STEPS = 24
ORDER_WORDS = {
    StoryOrder.NEWEST: "newest first",
    StoryOrder.REPORTS: "most pages first",
    StoryOrder.ORIGINS: "most origins first",
}
_KINDS = tuple(kind for kind in FindingKind if kind is not FindingKind.ONLY_IN)

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story of the list with its sparkline."""

    row: StoryRow
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Turning:
    """Where a list goes on: the addresses of the pages before and after, empty where there is none."""

    first: int
    last: int
    total: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FoundPiece:
    """A piece of an excerpt; `is_match` where it was searched for."""

    words: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A hit with its excerpt cut at the words found."""

    hit: Hit
    pieces: tuple[FoundPiece, ...]


@router.get("/")
async def stories(request: Request) -> Response:
    """The stories, filtered, ordered, a page at a time; beside them what was found last. Made once for all who ask."""
    newsroom = newsroom_of(request)
    query = StoryQuery(
        order=choice_asked(request, "by", StoryOrder) or StoryOrder.NEWEST,
        since=day_asked(request, "since"),
        outlet=words_asked(request, "outlet") or None,
        agency=words_asked(request, "agency") or None,
        finding=choice_asked(request, "finding", FindingKind),
        limit=STORIES_A_PAGE,
        page=page_asked(request),
    )
    asked = {
        "by": query.order if query.order is not StoryOrder.NEWEST else None,
        "since": query.since,
        "outlet": query.outlet,
        "agency": query.agency,
        "finding": query.finding,
    }
    make = partial(_list, newsroom, query, asked)
    return answer(request, await kept_pages_of(request).page(address_of("/", asked, query.page), make))


def _list(newsroom: Newsroom, query: StoryQuery, asked: Mapping[str, object]) -> Rendered:
    rows = newsroom.stories(query)
    arrivals = newsroom.arrivals([row.id for row in rows], ARRIVAL_STEPS)
    return render(
        "stories.html",
        path="/",
        listed=[ListedStory(row, spark(arrivals.get(row.id, ()))) for row in rows],
        turning=_turning("/", asked, rows, query.page, STORIES_A_PAGE),
        findings=findings_at_once(newsroom.findings(FindingQuery(limit=FINDINGS_LOOKED_AT)))[:NEWEST_FINDINGS],
        query=query,
        is_filtered=bool(query.since or query.outlet or query.agency or query.finding),
        orders=ORDER_WORDS,
        kinds=_KINDS,
    )


@router.get("/search")
def search(request: Request) -> Response:
    """The stories with the words in a headline, then the reports that have them.

    `part=results` gives the lists alone, for searching while one types: then the last word may be the beginning of one.
    """
    words, page, is_part = words_asked(request, "q"), page_asked(request), words_asked(request, "part") == "results"
    typed = f"{words}*" if is_part and words[-1:].isalnum() and not words.count('"') % 2 else words
    newsroom = newsroom_of(request)
    hits = newsroom.search(SearchQuery(typed, limit=HITS_A_PAGE, page=page)) if words else Hits()
    # Who types the words of a headline looks for the story; it stands above the reports that merely mention it.
    named = newsroom.stories(StoryQuery(headline=typed, limit=STORIES_NAMED)) if words and not page else StoryRows()
    told = {
        "words": words,
        "named": named,
        "found": [FoundReport(hit, _pieces(hit)) for hit in hits],
        "turning": _turning("/search", {"q": words}, hits, page, HITS_A_PAGE),
    }
    template = "hits.html" if is_part else "search.html"
    return answer(request, render(template, told, path="/search"))


def findings_at_once(rows: Sequence[FindingRow]) -> list[tuple[FindingRow, int]]:
    """Findings that say the same of one story as one, the surest, with how many they are; in the order of the first."""
    alike: dict[tuple[str, str], list[FindingRow]] = {}
    for row in rows:
        alike.setdefault((row.story, row.summary), []).append(row)
    return [(max(same, key=lambda row: row.confidence), len(same)) for same in alike.values()]


def _turning(path: str, asked: Mapping[str, object], rows: StoryRows | Hits, page: int, size: int) -> Turning:
    first = page * size
    return Turning(
        first + 1,
        first + len(rows),
        rows.total,
        address_of(path, asked, page - 1) if page else "",
        address_of(path, asked, page + 1) if first + len(rows) < rows.total and rows else "",
    )


def _pieces(hit: Hit) -> tuple[FoundPiece, ...]:
    pieces, at = [], hit.excerpt.start

    def words(start: int, end: int) -> str:
        return hit.excerpt_text[start - hit.excerpt.start : end - hit.excerpt.start]

    for match in sorted(hit.matches):
        if match.start >= at:
            pieces += [FoundPiece(words(at, match.start), False), FoundPiece(words(match.start, match.end), True)]
            at = match.end
    return (*pieces, FoundPiece(words(at, hit.excerpt.end), False))
