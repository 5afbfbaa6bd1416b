"""Where the nodes and links of a lineage stand when it is drawn: texts flow from left to right, or from top down."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.export.labels import Label
from headwater.export.shown import shortened
from headwater.export.wording import LINK_WORDS, percent_words
from headwater.vocabulary.lineage import Lineage, Link, LinkKind, UnseenOrigin
from headwater.vocabulary.span import ReportId, Span


@dataclass(frozen=True, slots=True)
class Shape:
    """The measures of a drawing: `across` and `down` are the steps from node to node, in the drawing's own units."""

    node_width: int
    node_height: int
    across: int
    down: int
    is_tree: bool
    longest_name: int


WIDE = Shape(node_width=284, node_height=58, across=424, down=78, is_tree=True, longest_name=26)
GUTTER = 14
NARROW = Shape(node_width=278, node_height=52, across=26, down=84, is_tree=False, longest_name=24)


@dataclass(frozen=True, slots=True)
class Node:
    """One text in the drawing; `letter` is empty for an unseen origin."""

    id: str
    letter: str
    name: str
    full_name: str
    note: str
    account: int
    is_origin: bool
    is_unseen: bool
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Stream:
    """A link in the drawing: a path and the words on it. It `is_paired` where both texts are held and can be laid side
    by side."""

    path: str
    words: str
    account: int
    is_credit: bool
    x: float
    y: float
    parent: str = ""
    child: str = ""
    is_paired: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A lineage with every place worked out."""

    shape: Shape
    width: float
    height: float
    nodes: tuple[Node, ...]
    streams: tuple[Stream, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A text and the texts made from it; `link` leads to it."""

    id: str
    link: Link | None
    depth: int
    branches: tuple[Branch, ...]


def grow_branches(lineage: Lineage, reports: list[ReportId]) -> tuple[Branch, ...]:
    """The lineage as trees, origins first. A text stands once, under the first link that leads to it; whatever no
    origin leads to stands as a tree of its own, so that no report is lost."""
    children: dict[str, list[Link]] = {}
    placed: set[str] = set()
    order = {report: place for place, report in enumerate(reports)}
    # A text that names an agency for one quotation is not made from the agency's; one that nobody else supplied is.
    made = [link for link in lineage.links if link.kind is not LinkKind.CREDITS or link.parent in lineage.origins]
    links = sorted(made, key=lambda link: (link.kind is LinkKind.CREDITS, order.get(link.child, len(order))))
    for link in links:
        if link.child not in placed and str(link.child) != link.parent:
            placed.add(link.child)
            children.setdefault(link.parent, []).append(link)
    grown: set[str] = set()

    def grow(at: str, link: Link | None, depth: int) -> Branch:
        grown.add(at)
        below = [(one.child, one) for one in children.get(at, ()) if one.child not in grown]
        return Branch(at, link, depth, tuple(grow(child, one, depth + 1) for child, one in below if child not in grown))

    unseen = [one.id for one in lineage.unseen]
    roots = [one for one in unseen if one in children or one in lineage.origins]
    roots += [one for one in lineage.origins if one not in roots]
    branches = [grow(root, None, 0) for root in roots if root not in grown and root not in placed]
    branches += [grow(report, None, 0) for report in reports if report not in grown]
    return tuple(branches)


def draw_lineage(lineage: Lineage, labels: dict[ReportId, Label], shape: Shape) -> Drawing:
    """Lay the lineage out: one column a generation (or one indent), unseen origins before all others."""
    branches = grow_branches(lineage, list(labels))
    places = _lay_out(branches, lineage, shape)
    names: dict[str, str] = {one.id: one.name for one in lineage.unseen}
    top_down = sorted(places, key=lambda one: places[one][::-1])
    return Drawing(
        shape,
        max((x for x, _ in places.values()), default=0) + shape.node_width,
        max((y for _, y in places.values()), default=0) + shape.node_height,
        tuple(_node(one, places[one], lineage, labels, names, shape) for one in top_down),
        (*_streams(branches, places, labels, shape), *_credits(branches, lineage, places, shape)),
    )


def _lay_out(branches: tuple[Branch, ...], lineage: Lineage, shape: Shape) -> dict[str, tuple[float, float]]:
    """Where each text stands. Unseen origins that are only named stand beside (or above) the texts that name them."""
    in_trees = {branch.id for branch in _walk(branches)}
    lone = [one for one in lineage.unseen if one.id not in in_trees]
    left = shape.across if lone and shape.is_tree else 0
    # Top down, the dashed lines of unseen origins run in a gutter of their own, or they would cross other nodes.
    left += GUTTER if lineage.unseen and not shape.is_tree else 0
    places: dict[str, tuple[float, float]] = {}
    row = 0

    def place(branch: Branch) -> float:
        nonlocal row
        if shape.is_tree and branch.branches:
            rows = [place(below) for below in branch.branches]
            at = (rows[0] + rows[-1]) / 2
        else:
            at = float(row)
            row += 1
            for below in branch.branches:
                place(below)
        places[branch.id] = (left + branch.depth * shape.across, at * shape.down)
        return at

    if not shape.is_tree:
        for row, one in enumerate(lone):
            places[one.id] = (left, row * shape.down)
        row = len(lone)
    for branch in branches:
        place(branch)
    if shape.is_tree:
        wanted = [
            (_mean([places[span.report][1] for span in _marks_of(one) if span.report in places]), one) for one in lone
        ]
        free = 0.0
        for y, one in sorted(wanted, key=lambda pair: pair[0]):
            places[one.id] = (0, max(y, free))
            free = max(y, free) + shape.down
    return places


def _streams(
    branches: tuple[Branch, ...], places: dict[str, tuple[float, float]], labels: dict[ReportId, Label], shape: Shape
) -> list[Stream]:
    return [
        _stream(places[branch.id], places[below.id], below.link, labels, shape)
        for branch in _walk(branches)
        for below in branch.branches
        if below.link is not None and below.id in labels
    ]


def _credits(
    branches: tuple[Branch, ...], lineage: Lineage, places: dict[str, tuple[float, float]], shape: Shape
) -> list[Stream]:
    drawn = {(branch.id, below.id) for branch in _walk(branches) for below in branch.branches}
    crediting: list[tuple[str, str]] = [(one.id, span.report) for one in lineage.unseen for span in _marks_of(one)]
    crediting += [(link.parent, link.child) for link in lineage.links if link.kind is LinkKind.CREDITS]
    return [
        _credit(places[credited], places[report], shape)
        for credited, report in dict.fromkeys(crediting)
        if credited in places and report in places and credited != report and (credited, report) not in drawn
    ]


def _marks_of(one: UnseenOrigin) -> tuple[Span, ...]:
    """Where the reports name an unseen origin, or hold its words."""
    return one.credited_by or one.passages


def _walk(branches: tuple[Branch, ...]) -> list[Branch]:
    found = list(branches)
    for branch in found:
        found.extend(branch.branches)
    return found


def _node(
    one: str,
    at: tuple[float, float],
    lineage: Lineage,
    labels: dict[ReportId, Label],
    unseen: dict[str, str],
    shape: Shape,
) -> Node:
    label = labels.get(ReportId(one))
    is_origin = one in lineage.origins
    if label is None:
        name = unseen.get(one, one)
        note = "origin, text not held" if is_origin else "credited, text not held"
        return Node(one, "", shortened(name, shape.longest_name), name, note, -1, is_origin, True, *at)
    note = " \N{MIDDLE DOT} ".join(filter(None, ("origin" if is_origin else "copy", label.day)))
    return Node(
        one,
        label.letter,
        shortened(label.name, shape.longest_name),
        label.name,
        note,
        label.account,
        is_origin,
        False,
        *at,
    )


def _stream(
    start: tuple[float, float], end: tuple[float, float], link: Link, labels: dict[ReportId, Label], shape: Shape
) -> Stream:
    is_credit = link.kind is LinkKind.CREDITS
    words = LINK_WORDS[link.kind]
    if not is_credit:
        words += f" \N{MIDDLE DOT} {percent_words(link.coverage)}"
    return Stream(
        _path(start, end, shape),
        words,
        labels[link.child].account,
        is_credit,
        *_place_of_words(end, shape),
        parent=link.parent,
        child=link.child,
        is_paired=not is_credit and ReportId(link.parent) in labels,
    )


def _credit(start: tuple[float, float], end: tuple[float, float], shape: Shape) -> Stream:
    """A thin stream without words. One that passes a column runs over the row of its end and falls in from above."""
    half = shape.node_height / 2
    if not shape.is_tree:
        path = f"M{start[0]:g} {start[1] + half:g} H4 V{end[1] + half:g} H{end[0]:g}"
    elif end[0] - start[0] <= shape.across:
        path = _path(start, end, shape)
    else:
        x, y, over = start[0] + shape.node_width, start[1] + half, end[1] - (shape.down - shape.node_height) / 2
        gap = shape.across - shape.node_width
        curve = f"C{x + gap / 2:g} {y:g} {x + gap / 2:g} {over:g} {x + gap:g} {over:g}"
        path = f"M{x:g} {y:g} {curve} H{end[0] + 14:g} Q{end[0] + 24:g} {over:g} {end[0] + 24:g} {end[1]:g}"
    return Stream(path, "", -1, True, 0, 0)


def _path(start: tuple[float, float], end: tuple[float, float], shape: Shape) -> str:
    half = shape.node_height / 2
    if shape.is_tree:
        x1, y1, x2, y2 = start[0] + shape.node_width, start[1] + half, end[0], end[1] + half
        bend = (x2 - x1) / 2
        return f"M{x1:g} {y1:g} C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"
    x, y1, x2, y2 = start[0] + 13, start[1] + shape.node_height, end[0], end[1] + half
    if x2 > x:
        return f"M{x:g} {y1:g} V{y2 - 10:g} Q{x:g} {y2:g} {x + 10:g} {y2:g} H{x2:g}"
    return f"M{x:g} {y1:g} V{end[1]:g}"


def _place_of_words(end: tuple[float, float], shape: Shape) -> tuple[float, float]:
    # Above the stream, where it has come level with the copy: streams from one origin part there.
    if shape.is_tree:
        return end[0] - 10, end[1] + shape.node_height / 2 - 8
    return end[0] + 4, end[1] - 10


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0
