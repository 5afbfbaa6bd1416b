"""The lines of an HTML page, named: the body as chosen, the rest by the elements around it and by what it says.

Which lines are the body tells a small learned forest: it weighs trafilatura's choice, the body that the page states for
machines, the elements and what they call themselves, and how the line reads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.forest import load_lines
from headwater.read.html import RenderedPage, without_menus
from headwater.read.line_looks import LineLook, NamedLine, Naming, is_notice, look_at, name_outside, with_dateline
from headwater.read.line_words import sound_of
from headwater.read.metadata import StatedMasthead
from headwater.read.page_measures import measure_rendered
from headwater.vocabulary.report import BlockKind


def name_rendered(page: RenderedPage, stated: StatedMasthead) -> list[NamedLine]:
    """Every line of an HTML page, in order, with its kind: the body as chosen, the rest by the elements around it, by
    what the page states about itself, and by what it says."""
    clear, places = without_menus(page)
    lines = look_at(page.text, [line.stretch for line in clear.lines])
    named = with_dateline(page.text, lines, _kinds(clear, lines, stated))
    looked_at = set(places)
    menus = [
        NamedLine(line.stretch, BlockKind.NAVIGATION, "a few words, all of them a link")
        for i, line in enumerate(page.lines)
        if i not in looked_at
    ]
    return sorted([*named, *menus], key=lambda line: line.stretch.start)


def _kinds(page: RenderedPage, lines: Sequence[LineLook], stated: StatedMasthead) -> list[Naming]:
    headline, deck = _bare(stated.headline), _bare(stated.deck)
    body = _find_body(page, lines)
    chosen = [i for i, is_body in enumerate(body) if is_body]
    first, last = (chosen[0], chosen[-1]) if chosen else (len(lines), -1)
    kinds: list[Naming] = []
    for i, line in enumerate(lines):
        within = page.lines[i].within
        bare = _bare(line.text) if i < first or "h1" in within else ""
        if bare and bare == headline and not within & _BESIDE:
            kinds.append((BlockKind.HEADLINE, "the headline that the page states"))
        elif body[i]:
            kinds.append(_chosen(within))
        elif "h1" in within and i < first and not within & _BESIDE:
            kinds.append((BlockKind.HEADLINE, "the page's first heading"))
        elif deck and len(deck) > 40 and bare == deck:
            kinds.append((BlockKind.DECK, "the description that the page states"))
        else:
            where = "before" if i < first else "after" if i > last else "within"
            kinds.append(_by_element(within) or name_outside(line, where))
    return kinds


def _find_body(page: RenderedPage, lines: Sequence[LineLook]) -> list[bool]:
    """For each line whether it is the report's: by the forest; where it takes none, as the extractor chose."""
    if not lines:
        return []
    model = load_lines("rendered_lines")
    likely = model.forest.probabilities(measure_rendered(page, lines, sound_of(lines)))
    body = [bool(p >= model.body_from) and not is_notice(line) for p, line in zip(likely, lines, strict=True)]
    return body if any(body) else list(page.is_chosen)


def _bare(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", text.casefold())) if text else ""


_BESIDE = frozenset({"nav", "footer", "aside"})


def _chosen(within: frozenset[str]) -> Naming:
    """The kind of a line of the body."""
    if "figcaption" in within:
        return BlockKind.CAPTION, "stands in a figure's caption"
    if "blockquote" in within:
        return BlockKind.QUOTATION, "set as a block quotation"
    return BlockKind.BODY, "chosen as the page's main text"


def _by_element(within: frozenset[str]) -> Naming | None:
    if "figcaption" in within or "figure" in within:
        return BlockKind.CAPTION, "stands in a figure"
    if "time" in within:
        return BlockKind.DATE, "stands in a time element"
    if "nav" in within:
        return BlockKind.NAVIGATION, "stands in a navigation element"
    if "aside" in within:
        return BlockKind.RELATED, "stands in an aside"
    return None
