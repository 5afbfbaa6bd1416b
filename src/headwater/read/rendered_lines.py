"""The lines of an HTML page, named: the body as chosen, the rest by the elements around it and by what it says."""

from __future__ import annotations

import re

from headwater.read.html import RenderedPage
from headwater.read.line_looks import LineLook, NamedLine, Naming, as_furniture, look_at, name_outside, with_dateline
from headwater.read.metadata import StatedMasthead
from headwater.stylebook.furniture import Match
from headwater.vocabulary.report import BlockKind


def name_rendered(page: RenderedPage, stated: StatedMasthead) -> list[NamedLine]:
    """Every line of an HTML page, in order, with its kind: the body as chosen, the rest by the elements around it, by
    what the page states about itself, and by what it says."""
    lines = look_at(page.text, [line.stretch for line in page.lines])
    headline, deck = _bare(stated.headline), _bare(stated.deck)
    chosen = [i for i, is_body in enumerate(page.is_chosen) if is_body]
    first = chosen[0] if chosen else len(lines)
    kinds: list[Naming] = []
    for i, line in enumerate(lines):
        within = page.lines[i].within
        if headline and _bare(line.text) == headline and not within & _BESIDE:
            kinds.append((BlockKind.HEADLINE, "the headline that the page states"))
        elif page.is_chosen[i]:
            kinds.append(_chosen(line, within))
        elif deck and len(deck) > 40 and _bare(line.text) == deck and i < first:
            kinds.append((BlockKind.DECK, "the description that the page states"))
        else:
            kinds.append(_by_element(within) or name_outside(line, "before" if i < first else "after"))
    return with_dateline(page.text, lines, kinds)


def _bare(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", text.casefold())) if text else ""


_BESIDE = frozenset({"nav", "footer", "aside"})


def _chosen(line: LineLook, within: frozenset[str]) -> Naming:
    """The kind of a line of the body; only what no report says about itself is cut from it."""
    found = line.furniture
    if (
        found is not None
        and line.words <= 12
        and found.kind in (BlockKind.ADVERT, BlockKind.SHARE)
        and found.match is not Match.ANY
    ):
        return as_furniture(found)
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
