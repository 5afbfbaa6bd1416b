"""Finding: reports by words and phrases, with the piece that shows why; and those that hold most of some words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from headwater.store.database import Row, Transaction, Wanted, marks
from headwater.store.instants import as_instant, as_number, end_of
from headwater.store.packing import unpack_body, unpack_text
from headwater.store.words import MOST_CHARACTERS, Term, find_terms, folded_words, outlet_key, terms_of
from headwater.stylebook.frequencies import document_frequencies
from headwater.text.tokens import stem
from headwater.vocabulary.archive import Hit, Hits, SearchQuery
from headwater.vocabulary.span import ReportId, Span, Stretch

# The newest reports that hold the words are ranked, at most so many: 'government' stands in every fifth report of
# 300,000, and nobody reads the hundredth page of hits.
MOST_RANKED = 1_000
# Characters of an excerpt: two or three lines of a list.
EXCERPT = 240
# Of the words of a text the rarest tell whose it is: 24 of them find every copy and rewrite of three sentences. A word
# that stands in more reports than are looked at tells little, and counts only where no rarer one is at hand.
MOST_WORDS_ASKED = 24
MOST_HOLDERS = 1_000
# A text of common words only ('the minister said on Monday') ends here: some 20 ms, whatever the archive holds.
MOST_HOLDINGS = 5_000

_SHOWN = (
    "SELECT r.number, r.id, s.id, r.headline, r.outlet, r.at, r.body, r.text, p.content FROM reports r"
    " JOIN pages p ON p.report = r.number JOIN memberships m ON m.report = r.number"
    " JOIN stories s ON s.number = m.story WHERE r.number IN (%s)"
)


def search(archive: Transaction, query: SearchQuery) -> Hits:
    """One page of the reports that hold the words, the best first, the newer first where they are alike."""
    wanted = _wanted(query)
    if wanted is None:
        return Hits()
    found = archive.find(wanted, MOST_RANKED)
    found.sort(key=lambda one: (one[1], one[0]), reverse=True)
    page = found[query.page * query.limit : (query.page + 1) * query.limit]
    rows = (
        {row[0]: row for row in archive.rows(_SHOWN % marks(len(page)), [number for number, _ in page])} if page else {}
    )
    return Hits((_hit(rows[number], wanted.terms, rank) for number, rank in page), len(found))


def headed(archive: Transaction, words: str) -> list[int]:
    """The numbers of the newest reports, at most so many, that have all the words in their headline."""
    terms = tuple(terms_of(words))
    if not terms:
        return []
    return [number for number, _ in archive.find(Wanted(terms, None, None, None, None, None, True), MOST_RANKED)]


def holding(archive: Transaction, words: Sequence[str], most: int) -> list[ReportId]:
    """The reports, in whatever version, that hold most of some words, the rarest counting most."""
    held: dict[str, list[int]] = {}
    for word in _rarest(words):
        held[word] = archive.holders(word, MOST_HOLDERS)
        if sum(map(len, held.values())) > MOST_HOLDINGS:
            break
    telling = {word: reports for word, reports in held.items() if 0 < len(reports) < MOST_HOLDERS} or held
    weights: defaultdict[int, float] = defaultdict(float)
    for reports in telling.values():
        weight = 1.0 / math.log(2.0 + len(reports))
        for report in reports:
            weights[report] += weight
    best = sorted(weights, key=lambda report: (-weights[report], report))[:most]
    if not best:
        return []
    ids: dict[int, str] = dict(
        archive.rows(f"SELECT number, id FROM reports WHERE number IN ({marks(len(best))})", best)
    )
    return [ReportId(ids[number]) for number in best]


def _wanted(query: SearchQuery) -> Wanted | None:
    """What the index is asked for; null for a question that asks for nothing."""
    outlet = None if query.outlet is None else outlet_key(query.outlet)
    agency = None if query.agency is None else outlet_key(query.agency)
    speaker = None if query.speaker is None else " ".join(folded_words(query.speaker))
    since = None if query.since is None else as_number(query.since)
    before = None if query.until is None else end_of(query.until)
    terms = tuple(terms_of(query.words))
    if not terms and (query.words.strip() or not (outlet or agency or speaker or since or before)):
        return None
    return Wanted(terms, outlet, agency, speaker, since, before)


def _hit(row: Row, terms: tuple[Term, ...], rank: float) -> Hit:
    _, report, story, headline, outlet, at, body, packed, page = row
    text = unpack_text(packed, page)
    excerpt, matches = _excerpt(text, unpack_body(body), terms)
    return Hit(
        ReportId(report),
        story,
        headline,
        outlet,
        as_instant(at),
        Span(report, *excerpt),
        text[excerpt.start : excerpt.end],
        tuple(Span(report, *match) for match in matches),
        rank,
    )


def _excerpt(text: str, body: list[tuple[int, int]], terms: tuple[Term, ...]) -> tuple[Stretch, list[Stretch]]:
    """The piece of a body that holds most of the terms, with their places in it; its beginning if it holds none."""
    best, shown, told = Stretch(*(body[0] if body else (0, 0))), list[Stretch](), (0, 0)
    for start, end in body:
        # Further into a text than its words are indexed nothing was found.
        if start >= MOST_CHARACTERS:
            break
        found = find_terms(text, start, min(end, MOST_CHARACTERS), terms)
        worth, inside = _densest(text, found)
        if worth > told:
            best, shown, told = Stretch(start, end), inside, worth
    return _cut(text, best, shown), shown


def _densest(text: str, found: Sequence[Stretch]) -> tuple[tuple[int, int], list[Stretch]]:
    """The places within an excerpt's length that show most different words, then most words; how many of both first."""
    told: Counter[str] = Counter()
    best, worth, first = (0, 0), (0, 0), 0
    for last, one in enumerate(found):
        told[text[one.start : one.end].casefold()] += 1
        while first < last and one.end - found[first].start > EXCERPT:
            gone = text[found[first].start : found[first].end].casefold()
            told[gone] -= 1
            if not told[gone]:
                del told[gone]
            first += 1
        if (len(told), last - first + 1) > worth:
            best, worth = (first, last + 1), (len(told), last - first + 1)
    return worth, list(found[slice(*best)])


def _cut(text: str, paragraph: Stretch, shown: list[Stretch]) -> Stretch:
    """A paragraph cut to the length of an excerpt around what is shown, at blanks."""
    start, end = paragraph
    if end - start <= EXCERPT:
        return paragraph
    if shown:
        room = max(0, EXCERPT - (shown[-1].end - shown[0].start))
        start = max(start, shown[0].start - room // 3)
        start = _after_blank(text, start, shown[0].start) if start > paragraph.start else start
    last = shown[-1].end if shown else start
    end = min(end, max(last, start + EXCERPT))
    blank = text.rfind(" ", last, end)
    return Stretch(start, blank if end < paragraph.end and blank > last else end)


def _after_blank(text: str, start: int, latest: int) -> int:
    blank = text.find(" ", start, latest)
    return blank + 1 if blank >= 0 else start


def _rarest(words: Sequence[str]) -> list[str]:
    _, known = document_frequencies()
    folded = dict.fromkeys(word for text in words for word in folded_words(text))
    return sorted(folded, key=lambda word: known.get(stem(word), 0))[:MOST_WORDS_ASKED]
