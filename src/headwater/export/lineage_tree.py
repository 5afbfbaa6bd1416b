"""The lineage of a story for the terminal: a tree of who was made from whom, and what the tree leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text
from rich.tree import Tree

from headwater.export.drawing import Branch, grow_branches
from headwater.export.labels import Label, labels_of
from headwater.export.lineage_lines import LineageNotes, explain_link, lineage_notes, standing_of, when_printed
from headwater.export.shown import on_one_line
from headwater.export.wording import LINK_WORDS, count_words
from headwater.vocabulary.lineage import LinkKind
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.story import Stories, Story

Marks = Callable[[Iterable[Span]], Text]

ACCOUNT_STYLES = ("cyan", "green", "yellow", "magenta", "blue", "red")
# Of many pairs the first tell a reader enough; all of them stand in the JSON.
MOST_NOTES = 12


def style_of(label: Label) -> str:
    """The colour of a report: that of the account it goes back to."""
    return ACCOUNT_STYLES[label.account % len(ACCOUNT_STYLES)]


def lineage_page(stories: Stories) -> RenderableType:
    """The lineages of a run for a Rich console."""
    parts: list[RenderableType] = [part for story in stories for part in _story_parts(story)]
    if not stories:
        parts.append(Text("No story was found.", style="bold"))
    if stories.left_out:
        parts += [
            Text(""),
            Rule(
                Text(f"Left out: {count_words(len(stories.left_out), 'page')}", style="bold"), align="left", style="dim"
            ),
        ]
        parts += [
            Text.assemble((on_one_line(left.page), "bold"), f": {on_one_line(left.reason)}")
            for left in stories.left_out
        ]
    return Group(*parts, Text(""))


def story_title(story: Story) -> str:
    """What a story is called that nobody has told: the headline of its first origin that has one."""
    by_origin = sorted(story.reports, key=lambda report: str(report.id) not in story.lineage.origins)
    return next((on_one_line(report.headline) for report in by_origin if report.headline), "A story without a headline")


def counted(story: Story, labels: Mapping[ReportId, Label]) -> str:
    """'6 pages, 3 independent origins: A, D, E'."""
    pages, origins = count_words(len(story.reports), "page"), story.lineage.independent_origins
    names: dict[str, str] = {one.id: on_one_line(one.name) for one in story.lineage.unseen}
    names |= {report: label.letter for report, label in labels.items()}
    first = dict.fromkeys(story.lineage.counted_as(origin) for origin in story.lineage.origins)
    told = f": {', '.join(names.get(origin, origin) for origin in first)}" if len(first) <= MOST_NOTES else ""
    return f"{pages}, {count_words(origins, 'independent origin')}{told}"


def _story_parts(story: Story) -> list[RenderableType]:
    labels = labels_of(story)
    title = Text(story_title(story), style="bold")
    tree = lineage_tree(story, labels, Text(counted(story, labels), style="bold"))
    return [Text(""), title, tree, *notes_parts(lineage_notes(story, labels))]


def lineage_tree(story: Story, labels: Mapping[ReportId, Label], root: Text) -> Tree:
    """The tree: origins first, under each the texts made from it, each with its reasons on the lines below it."""
    lineage = story.lineage
    unseen: dict[str, str] = {one.id: one.name for one in lineage.unseen}
    tree = Tree(root, guide_style="dim")

    def grow(onto: Tree, branch: Branch) -> None:
        label = labels.get(ReportId(branch.id))
        node = Text()
        printed = ""
        if label is None:
            node.append(on_one_line(unseen.get(branch.id, branch.id)), style="bold").append(
                " text not held", style="dim"
            )
        else:
            node.append(f"{label.letter} ", style=f"bold {style_of(label)}").append(label.name, style="bold")
            printed = when_printed(story.report(ReportId(branch.id)), label)
        standing = LINK_WORDS[branch.link.kind] if branch.link else standing_of(branch.id, lineage, labels)
        node.append(f" \N{MIDDLE DOT} {standing}", style="italic")
        node.append(f" \N{MIDDLE DOT} {printed}" if printed else "", style="dim")
        if branch.link is not None and label is not None and branch.link.kind is not LinkKind.CREDITS:
            node.append(f"\n{explain_link(branch.link, story.report(ReportId(branch.id)))}", style="dim")
        grown = onto.add(node)
        for below in branch.branches:
            grow(grown, below)

    for branch in grow_branches(lineage, list(labels)):
        grow(tree, branch)
    return tree


def notes_parts(notes: LineageNotes, marks: Marks | None = None) -> list[RenderableType]:
    """What the tree leaves out, under its headings."""
    parts: list[RenderableType] = []
    for heading, told in notes.by_heading():
        parts += [Text(""), Text(heading, style="bold")]
        for note in told[:MOST_NOTES]:
            line = Text.assemble((note.about, "bold"), (f": {note.told}", "dim"))
            if marks is not None and note.spans:
                line.append(" ").append_text(marks(note.spans))
            parts.append(Padding(line, (0, 0, 0, 2)))
        if len(told) > MOST_NOTES:
            parts.append(
                Padding(Text(f"and {len(told) - MOST_NOTES} more, in the other forms", style="dim"), (0, 0, 0, 2))
            )
    return parts
