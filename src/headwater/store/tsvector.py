"""The index of words in PostgreSQL: tsvectors and tsqueries written out word by word, so that no parser of the server
decides what a word is. Words come folded (`store/words.py`) and hold letters and digits only."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.store.database import Entry, Wanted
from headwater.store.words import Term

# Words of a body weigh a quarter of those of a headline, as in SQLite; D, C, B, A.
WEIGHTS = "{0.25, 0.25, 0.25, 1.0}"
# What PostgreSQL takes: 2^20 bytes of different words with their places, no place beyond 16,383.
_MOST_BYTES = 1_000_000
_BYTES_A_WORD = 8
_LAST_PLACE = 16_383
_MOST_PLACES = 255

PUT = "COPY entry (report, words, speakers) FROM STDIN"
TAKE = "DELETE FROM entry WHERE report = ?"
HOLDERS = "SELECT report FROM entry WHERE words @@ ?::tsquery ORDER BY report DESC LIMIT ?"


def fields(entry: Entry) -> tuple[int, str, str]:
    """A report's values for `PUT`."""
    headline, body = entry.headline.split(), entry.body.split()
    # A place stays free between headline and body, so that no phrase runs from one into the other.
    placed = [(word, place, "A") for place, word in enumerate(headline, 1)]
    placed += [(word, place, "") for place, word in enumerate(body, len(headline) + 2)]
    speakers = [(word, place, "") for place, word in enumerate(entry.speakers.split(), 1)]
    return entry.number, _vector(placed), _vector(speakers)


def query_of(terms: Sequence[Term], *, in_headline: bool = False) -> str:
    """A tsquery for all of some terms.

    >>> query_of([Term(("left", "the", "rails")), Term(("flood",), is_beginning=True)])
    "('left' <-> 'the' <-> 'rails') & ('flood':*)"
    >>> query_of([Term(("left", "the"), is_beginning=True)], in_headline=True)
    "('left':A <-> 'the':*A)"
    """
    return " & ".join(f"({_phrase(term, 'A' if in_headline else '')})" for term in terms)


def find_sql(wanted: Wanted) -> tuple[str, list[object]]:
    """The statement that finds what is wanted, and its values but the last, which says how many."""
    held: list[str] = ["r.is_current = 1"]
    values: list[object] = []
    words = query_of(wanted.terms, in_headline=wanted.in_headline) if wanted.terms else None
    conditions: tuple[tuple[str, object | None], ...] = (
        ("e.words @@ ?::tsquery", words),
        ("r.outlet_key = ?", wanted.outlet),
        ("r.agency_key = ?", wanted.agency),
        ("e.speakers @@ ?::tsquery", query_of([Term(tuple(wanted.speaker.split()))]) if wanted.speaker else None),
        ("r.at >= ?", wanted.since),
        ("r.at < ?", wanted.before),
    )
    for condition, value in conditions:
        if value is not None:
            held.append(condition)
            values.append(value)
    found = (
        f"SELECT r.number FROM reports r JOIN entry e ON e.report = r.number WHERE {' AND '.join(held)}"
        " ORDER BY r.number DESC LIMIT ?"
    )
    if words is None:
        return f"SELECT number, 0.0::float8 FROM ({found}) AS found", values
    # Ranks are worked out for those alone that are kept: each takes a look at all words of the report.
    rank = f"ts_rank('{WEIGHTS}'::float4[], e.words, ?::tsquery, 1)::float8"
    return f"SELECT number, {rank} FROM ({found}) AS found JOIN entry e ON e.report = found.number", [words, *values]


def _phrase(term: Term, weight: str) -> str:
    *whole, last = term.words
    mark = f":{weight}" if weight else ""
    end = f":*{weight}" if term.is_beginning else mark
    return " <-> ".join([*(f"'{word}'{mark}" for word in whole), f"'{last}'{end}"])


def _vector(placed: Sequence[tuple[str, int, str]]) -> str:
    places: dict[str, list[str]] = {}
    room = _MOST_BYTES
    for word, place, weight in placed:
        if word not in places:
            room -= len(word.encode("utf-8")) + _BYTES_A_WORD
            if room < 0:
                break
            places[word] = []
        if len(places[word]) < _MOST_PLACES:
            places[word].append(f"{min(place, _LAST_PLACE)}{weight}")
    return " ".join(f"'{word}':{','.join(each)}" for word, each in places.items())
