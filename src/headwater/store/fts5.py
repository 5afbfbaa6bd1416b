"""The index of words in SQLite: FTS5, asked only with words that were folded and stand in quotation marks."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from headwater.store.database import Entry, Wanted
from headwater.store.words import Term, folded_words

# A word in the headline tells more than one in the body.
HEADLINE_WEIGHT = 4.0

_PUT = "INSERT INTO entry (rowid, headline, body, outlet, agency, speakers) VALUES (?, ?, ?, ?, ?, ?)"
_TAKE = "INSERT INTO entry (entry, rowid, headline, body, outlet, agency, speakers) VALUES ('delete', ?, ?, ?, ?, ?, ?)"
_HOLDERS = "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY rowid DESC LIMIT ?"


def index(connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Put reports into the index."""
    connection.executemany(_PUT, map(_fields, entries))


def unindex(connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Take reports out of the index; the index keeps no text and must be told what it held."""
    connection.executemany(_TAKE, map(_fields, entries))


def find(connection: sqlite3.Connection, wanted: Wanted, most: int) -> list[tuple[int, float]]:
    """The newest reports that hold what is wanted, with their rank (BM25)."""
    matched: list[str] = []
    values: list[object] = []
    if wanted.terms:
        fields = "{headline}" if wanted.in_headline else "{headline body}"
        matched.append(f"{fields} : (" + " AND ".join(map(_term, wanted.terms)) + ")")
    for column, words in (("outlet", wanted.outlet), ("agency", wanted.agency), ("speakers", wanted.speaker)):
        if words:
            matched.append(f'{column} : "{words}"')
    # The words of an outlet stand in others' names, too ('Herald', 'Evening Herald'): here it is the whole name.
    held = ["r.is_current = 1"]
    for column, value in (("outlet_key = ?", wanted.outlet), ("agency_key = ?", wanted.agency)):
        if value is not None:
            held.append(f"r.{column}")
            values.append(value)
    for bound, instant in (("at >= ?", wanted.since), ("at < ?", wanted.before)):
        if instant is not None:
            held.append(f"r.{bound}")
            values.append(instant)
    where = " AND ".join(held)
    if not matched:
        sql = f"SELECT r.number, 0.0 FROM reports r WHERE {where} ORDER BY r.number DESC LIMIT ?"
        return connection.execute(sql, (*values, most)).fetchall()
    # BM25 counts every report that holds a phrase before the first is ranked: 'of the city' takes a second at 300,000
    # reports. Phrases are ranked by the headline alone.
    has_phrase = any(len(term.words) > 1 for term in wanted.terms)
    rank = "r.headline" if has_phrase else f"-bm25(entry, {HEADLINE_WEIGHT}, 1.0, 0.0, 0.0, 0.0)"
    sql = (
        f"SELECT r.number, {rank} FROM entry JOIN reports r ON r.number = entry.rowid"
        f" WHERE entry MATCH ? AND {where} ORDER BY entry.rowid DESC LIMIT ?"
    )
    found = connection.execute(sql, (" AND ".join(matched), *values, most)).fetchall()
    return [(number, _in_headline(headline, wanted.terms)) for number, headline in found] if has_phrase else found


def _in_headline(headline: str | None, terms: Sequence[Term]) -> float:
    """How many of some terms stand in a headline."""
    words = f" {' '.join(folded_words(headline or ''))} "
    return float(sum(f" {' '.join(term.words)}{'' if term.is_beginning else ' '}" in words for term in terms))


def holders(connection: sqlite3.Connection, word: str, most: int) -> list[int]:
    """The newest reports that hold a word."""
    return [number for (number,) in connection.execute(_HOLDERS, (f'{{headline body}} : "{word}"', most))]


def _term(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + ("*" if term.is_beginning else "")


def _fields(entry: Entry) -> tuple[int, str, str, str, str, str]:
    return (entry.number, entry.headline, entry.body, entry.outlet, entry.agency, entry.speakers)
