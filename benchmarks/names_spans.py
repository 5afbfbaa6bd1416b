"""Name spans to measure against, from chains that were labelled for another purpose.

ECB+ marks people and bodies alike (HUM), places with their prepositions (LOC), and only what takes part in an event:

- a name is a mention that is capitalised from its first capital to its end ('in New Brask' is 'New Brask'); mentions
  that are names in part ('Lund administration') and those of other kinds are left aside, with any prediction on them;
- titles before a name belong to neither side ('President', 'Mr.');
- of HUM, a chain that is also 'he', 'she' or 'who' is a person, one that is also 'it', 'they', 'company' or 'team' a
  body; a chain that tells neither counts as either;
- a prediction counts as wrong only in a sentence that has a mention, where it touches no mention.

Strict is the same span, overlap any common letter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from headwater.stylebook.people import titles

Row = dict[str, Any]
Found = tuple[int, int, str]
"""Start, end and `person`, `organisation` or `place`."""
Finder = Callable[[str], Iterable[Found]]

KINDS = ("person", "organisation", "place")
_PERSONS = frozenset("he she him her his himself herself who whom whose".split())
_BODIES = frozenset(
    "it its itself they them their company companies firm team agency group party organization organisation club union "
    "bank government army police league court department maker giant broadcaster newspaper".split()
)
_WORD = re.compile(r"[^\W_](?:[\w.'’&-]*[\w.])?")
_JOINERS = frozenset("of the and for de la van von der al bin del".split())
_TITLE = re.compile(
    rf"(?:{'|'.join(sorted((re.escape(title) for title in titles()), key=len, reverse=True))})\s+", re.IGNORECASE
)


@dataclass(frozen=True)
class Gold:
    """The names of one report: what must be found, and stretches where nothing counts."""

    names: dict[tuple[int, int], frozenset[str]]
    aside: list[tuple[int, int]]
    sentences: list[tuple[int, int]]


def gold_of(rows: list[Row]) -> dict[str, Gold]:
    """The names of each report by its id."""
    told = _kinds_of_chains(rows)
    common = {word for row in rows for word in re.findall(r"(?<![\w.])[a-z]{2,}", row["text"])}
    return {row["doc_id"]: _gold(row, told, common) for row in rows}


def _kinds_of_chains(rows: list[Row]) -> dict[tuple[str, str], frozenset[str]]:
    words: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        for mention in row["mentions"]:
            words[row["event"], mention["chain"]] |= set(mention["text"].lower().split())
    kinds = {}
    for chain, found in words.items():
        is_person, is_body = bool(found & _PERSONS), bool(found & _BODIES)
        both = frozenset({"person", "organisation"})
        kinds[chain] = both if is_person == is_body else frozenset({"person" if is_person else "organisation"})
    return kinds


def _gold(row: Row, told: dict[tuple[str, str], frozenset[str]], common: set[str]) -> Gold:
    names: dict[tuple[int, int], frozenset[str]] = {}
    aside, touched = [], []
    for mention in row["mentions"]:
        start, end = mention["spans"][0][0], mention["spans"][-1][1]
        touched.append(start)
        name = _name(row["text"], start, end, common) if len(mention["spans"]) == 1 else None
        if name is None or mention["kind"] not in ("HUM", "LOC"):
            aside.append((start, end))
        else:
            kind = told[row["event"], mention["chain"]] if mention["kind"] == "HUM" else frozenset({"place"})
            names[name] = kind
            aside.append((start, end))
    ends = [found.start() for found in re.finditer(r"\n|$", row["text"])]
    starts = [0, *(end + 1 for end in ends[:-1])]
    sentences = [(a, b) for a, b in zip(starts, ends, strict=True) if any(a <= place < b for place in touched)]
    return Gold(names, aside, sentences)


def _name(text: str, start: int, end: int, common: set[str]) -> tuple[int, int] | None:
    words = [(found.start() + start, found[0]) for found in _WORD.finditer(text[start:end])]
    while words and not (words[0][1][0].isupper() and words[0][1].lower() not in ("the", "a", "an", "in", "at")):
        words = words[1:]
    if not words or any(not (word[0].isupper() or word in _JOINERS) for _, word in words):
        return None
    if re.search(r"[,;:()]", text[words[0][0] : end]) or (len(words) == 1 and words[0][1].lower() in common):
        return None
    return _bare(text, words[0][0], words[-1][0] + len(words[-1][1]))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without articles and titles before it, and without a possessive."""
    while found := re.match(r"(?:the|an?)\s+", text[start:end], re.IGNORECASE) or _TITLE.match(text[start:end]):
        start += found.end()
    if ending := re.search(r"(?:\s*['’]s?|\.)$", text[start:end]):
        end = start + ending.start()
    return start, end


def measure_spans(rows: list[Row], golds: dict[str, Gold], find: Finder) -> dict[str, tuple[float, float]]:
    """Strict and overlap F1 of one finder: of all names whatever their kind, then kind by kind."""
    counts: dict[str, list[int]] = {kind: [0, 0, 0, 0, 0] for kind in ("all", *KINDS)}
    for row in rows:
        gold = golds[row["doc_id"]]
        found = [(*_bare(row["text"], start, end), kind) for start, end, kind in find(row["text"])]
        found = [each for each in dict.fromkeys(found) if each[0] < each[1]]
        for which in counts:
            _count(counts[which], which, gold, found)
    return {
        which: (_f1(strict, wanted, strict, right + wrong - strict), _f1(overlap, wanted, right, wrong))
        for which, (strict, overlap, wanted, right, wrong) in counts.items()
    }


def _count(count: list[int], which: str, gold: Gold, found: list[Found]) -> None:
    """Add strict hits, overlap hits, names, hits of predictions and false predictions."""
    wanted = {span for span, kinds in gold.names.items() if which == "all" or kinds == {which}}
    mine = [each[:2] for each in found if which in ("all", each[2])]
    count[0] += len(wanted & set(mine))
    count[1] += sum(any(a < end and start < b for start, end in mine) for a, b in wanted)
    count[2] += len(wanted)
    for start, end in mine:
        if any(start < b and a < end for a, b in wanted):
            count[3] += 1
        elif any(a <= start < b for a, b in gold.sentences) and _is_wrong(start, end, which, gold):
            count[4] += 1


def _is_wrong(start: int, end: int, which: str, gold: Gold) -> bool:
    """Whether a prediction that hit no wanted name counts against: on a name of another kind, or on nothing at all."""
    touched = [kinds for (a, b), kinds in gold.names.items() if start < b and a < end]
    if touched:
        return which != "all" and all(which not in kinds for kinds in touched) and which != "place"
    return not any(start < b and a < end for a, b in gold.aside)


def _f1(hits: int, wanted: int, right: int, wrong: int) -> float:
    """F1 of recall over the names and precision over the predictions that count."""
    recall = hits / wanted if wanted else 0.0
    precision = right / (right + wrong) if right + wrong else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
