"""Headlines that the text under them does not bear out.

Two things are looked for, and only where the body says otherwise in so many words: a headline that states what every
sentence of the body about it negates or calls undecided; and a number that the body has with a zero more or less, or
with two digits changed round. A headline that says what the body does not say at all is let pass: headlines sum up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.stylebook.modality import Modality, find_modality
from headwater.text.tokens import fold
from headwater.text.weights import stems_of, weight_of
from headwater.vocabulary.brief import Finding, FindingKind
from headwater.vocabulary.figure import Figure
from headwater.vocabulary.report import BlockKind, Report
from headwater.vocabulary.span import Span
from headwater.vocabulary.story import Story
from headwater.weigh.modality import governed_words

_CONFIDENCE = 0.7
# A sentence is about what a headline states where it has this share of its telling words.
_ABOUT_FROM, _FEWEST = 0.6, 2
_TELLING_FROM = 2.5
# 'Has not decided whether the library will be closed': a negation reaches over the question behind it.
_REACH = 9
_UNDECIDED = re.compile(r"\b(?:whether|if)\b")
_ASKS_OR_QUOTES = re.compile(r"[?\"“”:]|(?<!\w)['‘’]|['’](?!\w)|\bto\b|\bor\b")
# Not "1-0", "10.30", "2031" or "16-year-old".
_NUMBER = re.compile(
    r"(?<![\d.,:/€$£-])(?:\d{1,3}(?:,\d{3})+|\d{2,})(?![\d:/%-]|[.,]\d)"
    r"|(?<![\d.,:/-])\d(?:\.\d+)?(?= (?:million|billion)\b)"
)
# "S&P 500", "Boeing 737", "Storm Kills 400": behind a capital it may be a name's, and nothing is said of it.
_NAMED = re.compile(r"[A-Z][\w&.]*\s$")
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


def find_unsupported_headlines(story: Story) -> Iterator[Finding]:
    """The headlines of a story that their own body contradicts, at most one finding a report."""
    for report in story.reports:
        headline = _headline(report)
        if headline is not None and report.sentences:
            found = _negated(report, headline) or _misnumbered(report, headline)
            if found is not None:
                yield found


def _headline(report: Report) -> Span | None:
    blocks = [block.span for block in report.blocks if block.kind is BlockKind.HEADLINE]
    if len(blocks) != 1:
        return None
    words = blocks[0].of(report.text)
    return Span(report.id, blocks[0].start, blocks[0].start + len(words.rstrip()))


def _negated(report: Report, headline: Span) -> Finding | None:
    """What the headline states and every sentence about it negates or leaves undecided."""
    words = fold(headline.of(report.text))
    if find_modality(words) or _ASKS_OR_QUOTES.search(words):
        return None
    stated = {word for word in stems_of(words) if weight_of(word) >= _TELLING_FROM}
    about = [
        (len(stated & set(stems_of(text))), span, text)
        for span in report.sentences
        if len(stated & set(stems_of(text := fold(span.of(report.text))))) >= max(_FEWEST, _ABOUT_FROM * len(stated))
    ]
    if not about or not all(_unsays(text, stated) for _, _, text in about):
        return None
    nearest = max(about, key=lambda each: each[0])[1]
    summary = f"{report.name}: the headline states what the text says is not so, or not decided"
    return _finding(report, summary, headline, nearest)


def _unsays(text: str, stated: set[str]) -> bool:
    """Whether a sentence negates what is stated, the question whether it be so included."""
    negations = [marker for marker in find_modality(text) if marker.modality is Modality.NEGATION]
    reached = [governed_words(text, marker, _REACH) & stated for marker in negations]
    return any(len(each) >= _FEWEST or (each and _UNDECIDED.search(text)) for each in reached)


def _misnumbered(report: Report, headline: Span) -> Finding | None:
    """A number of the headline that stands in the body only with a zero more or less or two digits changed round."""
    printed = report.text[report.sentences[0].start : report.sentences[-1].end]
    for match in _NUMBER.finditer(headline.of(report.text)):
        number = _value(match.group(), headline.of(report.text)[match.end() :])
        if _NAMED.search(headline.of(report.text)[: match.start()]):
            continue
        if 1900 <= number <= 2100 or re.search(rf"(?<![\d.,]){re.escape(match.group())}(?!\d)", printed):
            continue
        known = [figure for figure in report.figures if figure.number]
        if any(abs((figure.number or 0) - number) <= 0.1 * number for figure in known):
            continue
        slips = [figure for figure in known if _is_slip(number, figure.number or 0)]
        if len(slips) == 1 and _counts_as(slips[0], headline, report):
            at = Span(report.id, headline.start + match.start(), headline.start + match.end())
            summary = f"{report.name}: the headline has {match.group()}, the text {slips[0].span.of(report.text)}"
            return _finding(report, summary, at, slips[0].span)
    return None


def _value(printed: str, behind: str) -> float:
    scale = re.match(r" (thousand|million|billion)\b", behind)
    return float(printed.replace(",", "")) * (_SCALES[scale[1]] if scale else 1.0)


def _is_slip(one: float, other: float) -> bool:
    """Ten times as much or a tenth, or the same digits with two neighbours changed round."""
    if any(abs(one - factor * other) < 1e-6 * one for factor in (10, 0.1)):
        return True
    mine, theirs = f"{one:g}", f"{other:g}"
    apart = [place for place, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b]
    is_swap = len(mine) == len(theirs) and len(apart) == 2 and apart[1] == apart[0] + 1
    return is_swap and mine[apart[0]] == theirs[apart[1]] and mine[apart[1]] == theirs[apart[0]]


def _counts_as(figure: Figure, headline: Span, report: Report) -> bool:
    """Whether the figure stands in one of the first sentences, or beside words of the headline."""
    place = next((i for i, span in enumerate(report.sentences) if span.covers(figure.span)), None)
    if place is None:
        return False
    shared = set(stems_of(headline.of(report.text))) & set(stems_of(report.sentences[place].of(report.text)))
    return place == 0 or any(weight_of(word) >= _TELLING_FROM for word in shared)


def _finding(report: Report, summary: str, first: Span, second: Span) -> Finding:
    words = first.of(report.text), second.of(report.text)
    return Finding(FindingKind.HEADLINE_UNSUPPORTED, summary, (first, second), *words, _CONFIDENCE)
