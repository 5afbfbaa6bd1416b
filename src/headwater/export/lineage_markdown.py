"""The lineage of a story as Markdown: for a ticket, a wiki, a correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from headwater.export.drawing import Branch, grow_branches
from headwater.export.escaped import escape
from headwater.export.labels import Label, labels_of
from headwater.export.lineage_lines import explain_link, lineage_notes, standing_of, when_printed
from headwater.export.lineage_tree import counted, story_title
from headwater.export.wording import LINK_WORDS
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import Stories, Story


def print_lineage_markdown(stories: Stories) -> str:
    """The lineages of a run, a heading a story."""
    lines: list[str] = []
    for story in stories:
        labels = labels_of(story)
        lines += [f"# {escape(story_title(story))}", "", f"**{escape(counted(story, labels))}**", ""]
        lines += [*lineage_lines(story, labels), ""]
    if not stories:
        lines += ["# No story was found", ""]
    if stories.left_out:
        lines += ["## Left out", ""]
        lines += [f"- {escape(left.page)}: {escape(left.reason)}" for left in stories.left_out]
    return "\n".join(lines).rstrip() + "\n"


def lineage_lines(story: Story, labels: Mapping[ReportId, Label]) -> Iterator[str]:
    """The tree as nested points, then what it leaves out."""
    lineage = story.lineage
    unseen: dict[str, str] = {one.id: one.name for one in lineage.unseen}

    def lines(branch: Branch) -> Iterator[str]:
        label = labels.get(ReportId(branch.id))
        if label is None:
            name = f"{escape(unseen.get(branch.id, branch.id))} (text not held)"
        else:
            printed = when_printed(story.report(ReportId(branch.id)), label)
            name = f"**{label.letter}** {escape(label.name)}" + (f", {printed}" if printed else "")
        if branch.link is None:
            standing = standing_of(branch.id, lineage, labels)
        else:
            why = explain_link(branch.link, story.report(ReportId(branch.id))) if label else ""
            standing = "; ".join(filter(None, (LINK_WORDS[branch.link.kind], escape(why))))
        yield f"{'  ' * branch.depth}- {name}: {standing}"
        for below in branch.branches:
            yield from lines(below)

    for branch in grow_branches(lineage, list(labels)):
        yield from lines(branch)
    for heading, notes in lineage_notes(story, labels).by_heading():
        yield from ("", f"{heading}:", "")
        yield from (f"- {escape(note.about)}: {escape(note.told)}" for note in notes)
