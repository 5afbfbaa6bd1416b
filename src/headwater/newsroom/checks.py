"""Checks: a text laid against the archive, piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from headwater.export.lineage_tree import story_title
from headwater.journey import ReadPage, read_or_leave, relate_reports
from headwater.newsroom.archive import Archive
from headwater.read.prose import BARE_TEXT
from headwater.vocabulary.check import Answer, Carried, Checked, VariantKind
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.lineage import Link, OriginId
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import ReportId, Stretch
from headwater.vocabulary.story import StoryId
from headwater.weigh.checking import Said, carried_by, find_said, may_say, pieces_to_check, telling_words

# A long article has some forty sentences; of what is longer the first tell where it comes from.
MOST_PIECES = 60
# So many reports are laid beside a piece, and so many stories told of: whoever asks reads no more.
MOST_REPORTS, MOST_STORIES = 40, 5
# Of the reports that say the text's sentences so many are looked at for the one it was made from.
_MOST_BESIDE = 30
# A text of so many sentences is a report and may be a copy of another.
_IS_REPORT_FROM = 5
_NEAREST = tuple(VariantKind)


def check_text(text: str, archive: Archive, parse_model: str) -> Checked:
    """Who published these words first, which reports have them in which variants, and on how many origins they rest."""
    pieces = pieces_to_check(text)
    left_out = []
    if len(pieces) > MOST_PIECES:
        reason = (
            f"{len(pieces) - MOST_PIECES:,} more sentences than are checked at once ({MOST_PIECES}); check it in parts"
        )
        left_out.append(LeftOut("text", reason))
    if not pieces:
        left_out.append(LeftOut("text", "no sentence or quotation of three words and more in it"))
    held: dict[ReportId, Report] = {}
    answers = [_answer(text, piece, archive, held) for piece in pieces[:MOST_PIECES]]
    links = _links(text, answers, archive, parse_model) if len(pieces) >= _IS_REPORT_FROM else ()
    return Checked(text, tuple(answers), links, tuple(left_out))


def _answer(text: str, piece: Stretch, archive: Archive, held: dict[ReportId, Report]) -> Answer:
    words = text[piece.start : piece.end]
    telling = telling_words(words)
    found = archive.store.holding(telling, MOST_REPORTS)
    texts = archive.store.load_texts(found)
    likely = [report for report, of_report in zip(found, texts, strict=True) if may_say(words, of_report)]
    missing = [report for report in likely if report not in held]
    held.update((report.id, report) for report in archive.store.load_reports(missing))
    said = [each for report in likely if (each := find_said(words, held[report])) is not None]
    carried = _carried(words, said, archive)
    reason = None if carried else _nothing(telling, len(found))
    return Answer(piece, words, carried, reason)


def _nothing(telling: Sequence[str], count: int) -> str:
    looked_for = ", ".join(telling[:4])
    if not count:
        return f"no report held has its telling words ({looked_for})"
    return f"none of the {count} reports nearest to it says it (looked for {looked_for})"


def _carried(words: str, said: Sequence[Said], archive: Archive) -> tuple[Carried, ...]:
    """The stories whose reports say the words, the nearest telling and the most reports first."""
    by_story: dict[StoryId, list[Said]] = {}
    for each in said:
        by_story.setdefault(archive.store.story_of(each.report.id), []).append(each)

    def nearness(story: StoryId) -> tuple[int, int]:
        kinds = [_NEAREST.index(each.found.kind) for each in by_story[story]]
        return min(kinds), -len(kinds)

    carried = []
    for story_id in sorted(by_story, key=nearness)[:MOST_STORIES]:
        story, title = archive.story_around(story_id, [each.report for each in by_story[story_id]])
        carried.append(carried_by(words, story, title or story_title(story), by_story[story_id]))
    return tuple(carried)


def _links(text: str, answers: Sequence[Answer], archive: Archive, parse_model: str) -> tuple[Link, ...]:
    """From which reports of the story that it has most of the text was made, or which were made from it."""
    stories: dict[StoryId, set[ReportId]] = {}
    for answer in answers:
        for carried in answer.carried[:1]:
            stories.setdefault(carried.story, set()).update(variant.report for variant in carried.variants)
    if not stories:
        return ()
    read = read_or_leave(Page("the text", text.encode("utf-8", "replace"), "text/plain"), parse_model)
    nearest = max(sorted(stories), key=lambda story: len(stories[story]))
    beside = [each for each in archive.store.members(nearest) if each in stories[nearest]][:_MOST_BESIDE]
    if not isinstance(read, ReadPage) or read.report.id in beside:
        return ()
    asked = read.report.id
    lineage = relate_reports([*archive.store.load_reports(beside), read.report]).lineage
    return tuple(_of_text(link, asked) for link in lineage.links if asked in (link.child, link.parent))


def _of_text(link: Link, asked: ReportId) -> Link:
    """A link with the asked text called as such on whichever side it stands."""
    if link.child == asked:
        return replace(link, child=BARE_TEXT)
    return replace(link, parent=OriginId(BARE_TEXT))
