"""The lines of a text page, named: which are the report, which belong to the site, and why.

Passes over the lines, each linear: what a line looks like by itself; the stretch of lines where prose is densest; then,
by both and by its neighbours, how likely a small learned forest takes it for the report's; and how likely a second one
does that also sees what the first took its neighbours for. What is not taken is named by what it says and where it
stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from headwater.read.forest import Measures, load_lines
from headwater.read.line_again import measure_again
from headwater.read.line_looks import (
    LineLook,
    NamedLine,
    Naming,
    is_notice,
    look_at,
    name_outside,
    stems_of,
    with_dateline,
)
from headwater.read.line_measures import line_gaps, measure_lines
from headwater.read.line_words import sound_of
from headwater.read.unglue import find_pieces
from headwater.stylebook.furniture import Match, summary_headings
from headwater.vocabulary.report import BlockKind


def name_lines(text: str) -> list[NamedLine]:
    """Every line of a text page, in order, with its kind. A text with no report in it has no body line."""
    lines = look_at(text, find_pieces(text))
    return _named(text, lines, weigh_twice(text, lines), None)


def name_main_text(text: str, headline: str | None) -> list[NamedLine]:
    """Every line of a text out of which most furniture was taken before, weighed once: a second look gains nothing
    there (decisions/0007). `headline` is the one that the page states, if it states one."""
    lines = look_at(text, find_pieces(text))
    return _named(text, lines, weigh_once(text, lines), headline)


def name_given_text(text: str, headline: str | None) -> list[NamedLine]:
    """Every line of a text that was handed over as a report's own and nothing else, as an agency's item has it: only
    the headline is told from the body, where it stands there again."""
    lines = look_at(text, find_pieces(text))
    kinds: list[Naming | None] = [None] * len(lines)
    _name_stated_headline(lines, kinds, headline)
    if all(kinds):
        kinds = [None] * len(lines)
    return with_dateline(text, lines, [kind or (BlockKind.BODY, "given as the report's own text") for kind in kinds])


def _named(text: str, lines: Sequence[LineLook], weighed: Weighed, headline: str | None) -> list[NamedLine]:
    kinds: list[Naming | None] = [None] * len(lines)
    _name_summaries(lines, kinds)
    _name_stated_headline(lines, kinds, headline)
    kept = _find_body(lines, kinds, weighed)
    first, last = (kept[0], kept[-1]) if kept else (len(lines), -1)
    for i in kept:
        kinds[i] = (BlockKind.BODY, "reads like the report")
    for i, line in enumerate(lines):
        if kinds[i] is None:
            where = "no report" if not kept else "before" if i < first else "after" if i > last else "within"
            kinds[i] = name_outside(line, where)
    if kept and headline is None:
        _name_headline(lines, kinds, first)
    return with_dateline(
        text, lines, [kind or name_outside(line, "after") for line, kind in zip(lines, kinds, strict=True)]
    )


def _name_stated_headline(lines: Sequence[LineLook], kinds: list[Naming | None], headline: str | None) -> None:
    wanted = _WORD.findall(headline.casefold()) if headline else []
    longest = 2 * len(headline or "") + 40  # the same words with more blanks and marks between them
    for i, line in enumerate(lines):
        if wanted and kinds[i] is None and len(line.text) <= longest and _WORD.findall(line.text.casefold()) == wanted:
            kinds[i] = (BlockKind.HEADLINE, "the headline that the page states")


_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Weighed:
    """How likely each line is the report's, and from where on it is taken for that."""

    likely: Measures
    body_from: float


def weigh_once(text: str, lines: Sequence[LineLook]) -> Weighed:
    """By the forest that sees a line's look and its neighbours' looks."""
    model = load_lines("lines")
    return Weighed(model.forest.probabilities(_measures(text, lines)), model.body_from)


def weigh_twice(text: str, lines: Sequence[LineLook]) -> Weighed:
    """By both forests, their log-odds halved and added: the second sees how likely the first took the neighbours."""
    again = load_lines("lines_again")
    measures = _measures(text, lines)
    first = load_lines("lines").forest.probabilities(measures)
    second = again.forest.probabilities(np.hstack([measures, measure_again(lines, first)]))
    return Weighed(between(first, second), again.body_from)


def between(first: Measures, second: Measures) -> Measures:
    """For each line the probability whose log-odds are the mean of two."""
    yes, no = np.sqrt(first * second), np.sqrt((1 - first) * (1 - second))
    return np.asarray(yes / np.maximum(yes + no, np.float32(1e-9)), dtype=np.float32)


def _measures(text: str, lines: Sequence[LineLook]) -> Measures:
    if not lines:
        return np.zeros((0, 1), np.float32)
    gaps = line_gaps(text, [line.stretch for line in lines])
    return measure_lines(lines, gaps, *densest_stretch(lines), sound_of(lines))


def _find_body(lines: Sequence[LineLook], kinds: Sequence[Naming | None], weighed: Weighed) -> list[int]:
    """The lines of the report, in order."""
    if not lines:
        return []
    likely = weighed.likely
    kept = [i for i, p in enumerate(likely) if p >= weighed.body_from and kinds[i] is None and not is_notice(lines[i])]
    # A page of one paragraph among its menus: what is most like a report is the report, if it is prose at all.
    return kept or [
        i
        for i, p in enumerate(likely)
        if kinds[i] is None and lines[i].prose and p >= max(_LEAST_LIKELY, float(likely.max()) / 2)
    ]


_LEAST_LIKELY = 0.15


def densest_stretch(lines: Sequence[LineLook]) -> tuple[int, int]:
    """The first and last line of the stretch where prose is densest; (0, -1) where there is none."""
    kinds: list[Naming | None] = [None] * len(lines)
    _name_summaries(lines, kinds)
    first, last = _densest(lines, kinds)
    return (0, -1) if first is None else (first, last)


def _name_summaries(lines: Sequence[LineLook], kinds: list[Naming | None]) -> None:
    """Name the outlet's own summary: a heading that says so, then its bullets, or its one paragraph."""
    i = 0
    while i < len(lines):
        heading = lines[i].text.casefold().strip(" :*#•-–")
        if heading not in summary_headings() or i + 1 == len(lines):
            i += 1
            continue
        members = [i + 1]
        if lines[i + 1].bullet:
            while members[-1] + 1 < len(lines) and lines[members[-1] + 1].bullet:
                members.append(members[-1] + 1)
        elif lines[i + 1].text.casefold().strip(" :") in summary_headings():
            members = []
        reason = f"under the heading '{lines[i].text[:40]}'"
        kinds[i] = (BlockKind.OUTLET_SUMMARY, "heads a summary that the outlet set beside the report")
        for member in members:
            kinds[member] = (BlockKind.OUTLET_SUMMARY, reason)
        i = (members[-1] if members else i) + 1


# In characters of prose: what a paragraph gains at most; what a short line costs, and one that a phrase gives away, as
# often as there are such lines in a row. Chosen on benchmarks/reading (lines in four renderings): costs a third higher
# or a quarter lower lose 0.3-0.5 points of body F1 on pages with all their furniture.
_PROSE_GAINS, _SHORT_LINE_COSTS, _FURNITURE_COSTS, _LONGEST_RUN = 400, 9.0, 30.0, 6
# Behind the heading of the comments only a stretch of more prose than this can still be the report.
_END_COSTS = 150.0


def _densest(lines: Sequence[LineLook], kinds: Sequence[Naming | None]) -> tuple[int | None, int]:
    """The first and last line of the stretch with the most prose, where each line that is none costs something.

    A lone short line costs little (a subheading, a picture), the next ones ever more: a list of links ends a report.
    """
    best, best_first, best_last = 0.0, None, -1
    total, first, run = 0.0, 0, 0
    for i, line in enumerate(lines):
        if kinds[i] is not None:
            gain = 0.0
        elif line.prose:
            gain, run = float(min(len(line.text), _PROSE_GAINS)), 0
        else:
            run += 1
            gain = -(_FURNITURE_COSTS if line.furniture else _SHORT_LINE_COSTS) * min(run, _LONGEST_RUN)
            if line.furniture is not None and line.furniture.ends:
                gain -= _END_COSTS
        if total <= 0:
            total, first = 0.0, i
        total += gain
        if total > best and line.prose and kinds[i] is None:
            best, best_first, best_last = total, first, i
    if best_first is None:
        return None, -1
    while kinds[best_first] is not None or not lines[best_first].prose:
        best_first += 1
    return best_first, best_last


# A headline has three to thirty words and stands at most so many lines above the report: deck, byline, date, pictures,
# share buttons and the captions of a gallery come between.
_SHORTEST_HEADLINE, _LONGEST_HEADLINE, _FARTHEST_HEADLINE = 3, 32, 40
# Below this a line says nothing that the report says: a menu, a picture's maker.
_LEAST_LIKE = 0.75


def _name_headline(lines: Sequence[LineLook], kinds: list[Naming | None], first: int) -> None:
    """Name the headline: of the lines above the report the one most like one; and the deck below it."""
    told = _told_words(lines, kinds)
    candidates = [i for i in range(max(0, first - _FARTHEST_HEADLINE), first) if _may_be_headline(lines[i], kinds[i])]
    likeness = {i: _likeness(lines[i], told) - 0.015 * (first - i) for i in candidates}
    headline = max(candidates, key=lambda i: (likeness[i], -i), default=None)
    if headline is None or likeness[headline] < _LEAST_LIKE:
        return
    kinds[headline] = (BlockKind.HEADLINE, "of the lines above the report the one most like a headline")
    for i in range(headline + 1, first):
        if lines[i].text == lines[headline].text:
            kinds[i] = (BlockKind.HEADLINE, "the headline once more")
        elif i == headline + 1 and lines[i].words >= 8 and lines[i].furniture is None and not lines[i].date:
            kinds[i] = (BlockKind.DECK, "the line under the headline")


def _may_be_headline(line: LineLook, naming: Naming | None) -> bool:
    if naming is not None and naming[0] not in (BlockKind.NAVIGATION, BlockKind.RELATED):
        return False
    weak = line.furniture is None or line.furniture.match is Match.START
    return _SHORTEST_HEADLINE <= line.words <= _LONGEST_HEADLINE and weak and not line.date


_TOLD = 4_000


def _told_words(lines: Sequence[LineLook], kinds: Sequence[Naming | None]) -> frozenset[str]:
    """The stems of the report's first paragraphs: what its headline is about."""
    body = " ".join(line.text for line, naming in zip(lines, kinds, strict=True) if naming and naming[0].is_read)
    return frozenset(stems_of(body[:_TOLD]))


_NEXT_SENTENCE = re.compile(r"[a-z)]\. [A-Z]")


def _likeness(line: LineLook, told: frozenset[str]) -> float:
    """How much a line reads like the report's headline: its words come again in it, it has some length and no full
    stop, perhaps it is printed twice (in the page's title), and it names no picture's maker behind a bar or slash."""
    stems = stems_of(line.text)
    shared = sum(stem in told for stem in stems) / max(len(stems), 3)
    length = min(line.words, 8) / 8
    stop = -0.4 if line.text.endswith(".") or _NEXT_SENTENCE.search(line.text) else 0.0
    twice = 0.25 if line.repeated and line.words >= 4 else 0.0
    marks = -0.4 if re.search(r" [|/] |[©(/]", line.text) else 0.0
    return shared + 0.5 * length + stop + twice + marks
