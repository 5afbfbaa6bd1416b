"""The lineage of a story as one HTML file: the drawing, and under it every page with its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from headwater.export.drawing import NARROW, WIDE, Branch, Drawing, draw_lineage, grow_branches
from headwater.export.html import asset, digest, environment
from headwater.export.labels import Label, labels_of
from headwater.export.lineage_lines import Note, explain_link, lineage_notes, standing_of, when_printed
from headwater.export.lineage_tree import counted, story_title
from headwater.export.wording import LINK_WORDS
from headwater.version import __version__
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import Stories, Story


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One page under the drawing: what it is, of which other, and why."""

    label: Label
    printed: str
    headline: str | None
    standing: str
    parent: Label | None
    why: str


@dataclass(frozen=True, slots=True)
class ShownLineage:
    """One story as the template reads it."""

    prefix: str
    title: str
    counted: str
    wide: Drawing
    narrow: Drawing
    rows: tuple[ShownRow, ...]
    notes: tuple[tuple[str, tuple[Note, ...]], ...]


def print_lineage_html(stories: Stories) -> str:
    """The lineages of a run as one file that asks for nothing else and runs no script."""
    style = asset("brief.css")
    shown = [_show(story, f"s{place}") for place, story in enumerate(stories, start=1)]
    template = environment().get_template("lineage.html")
    return template.render(
        stories=shown,
        left_out=stories.left_out,
        title=shown[0].title if len(shown) == 1 else "Headwater lineage",
        version=__version__,
        # Our own file, whose digest the policy names; nothing from a page is ever marked safe.
        style=Markup(style),  # noqa: S704
        policy=f"default-src 'none'; style-src 'sha256-{digest(style)}'; base-uri 'none'; form-action 'none'",
    )


def _show(story: Story, prefix: str) -> ShownLineage:
    labels = labels_of(story)
    branches = list(grow_branches(story.lineage, list(labels)))
    rows = []
    while branches:
        branch = branches.pop(0)
        branches = [*branch.branches, *branches]
        if ReportId(branch.id) in labels:
            rows.append(_row(story, labels, branch))
    return ShownLineage(
        prefix=prefix,
        title=story_title(story),
        counted=counted(story, labels),
        wide=draw_lineage(story.lineage, labels, WIDE),
        narrow=draw_lineage(story.lineage, labels, NARROW),
        rows=tuple(rows),
        notes=tuple(lineage_notes(story, labels).by_heading()),
    )


def _row(story: Story, labels: dict[ReportId, Label], branch: Branch) -> ShownRow:
    report, link = story.report(ReportId(branch.id)), branch.link
    label = labels[report.id]
    return ShownRow(
        label=label,
        printed=when_printed(report, label),
        headline=report.headline,
        standing=LINK_WORDS[link.kind] if link else standing_of(branch.id, story.lineage, labels),
        parent=labels.get(ReportId(link.parent)) if link else None,
        why=explain_link(link, report) if link else "",
    )
