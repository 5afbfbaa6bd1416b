"""Two versions of a report: what was changed between them, word by word."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from headwater.errors import UnknownReport
from headwater.export.versions import compare_versions
from headwater.export.wording import block_words
from headwater.newsroom import Newsroom
from headwater.vocabulary.report import Report
from headwater.web.doors import newsroom_of
from headwater.web.pages.answers import Rendered, answer, render
from headwater.web.pages.fields import masthead_fields
from headwater.web.pages.kept import kept_pages_of
from headwater.web.pages.questions import words_asked

router = APIRouter(include_in_schema=False)


@router.get("/reports/{report_id}/changes")
async def changes(request: Request, report_id: str) -> Response:
    """What changed from the version `since` to the version `until`: if nothing else is asked, from the one before the
    report to the report itself."""
    newsroom, since, until = newsroom_of(request), words_asked(request, "since"), words_asked(request, "until")
    make = partial(_made, newsroom, until or report_id, since)
    return answer(request, await kept_pages_of(request).page(f"/changes/{until or report_id}/{since}", make))


def _made(newsroom: Newsroom, report_id: str, since: str) -> Rendered:
    held = newsroom.report(report_id)
    versions = list(held.versions)
    place = versions.index(held.report.id)
    older = since or versions[max(place - 1, 0)]
    if older not in versions:
        raise UnknownReport(older, f"the versions of report {report_id}")
    before = held.report if older == held.report.id else newsroom.report(older).report
    passages = compare_versions(before, held.report)
    return render(
        "report_changes.html",
        path="/stories",
        report=held.report,
        name=held.report.name,
        story=held.story,
        versions=versions,
        older=older,
        before=versions.index(before.id) + 1,
        after=place + 1,
        fields=changed_fields(before, held.report),
        passages=passages,
        changed=sum(not one.is_unchanged for passage in passages for one in passage.paragraphs),
        block_words=block_words,
    )


def changed_fields(before: Report, after: Report) -> list[tuple[str, str, str]]:
    """The fields of the masthead that say something else now: name, what it said, what it says."""
    was, now = ({field.name: field.told for field in masthead_fields(report)} for report in (before, after))
    names = dict.fromkeys([*was, *now])
    return [(name, was.get(name, ""), now.get(name, "")) for name in names if was.get(name) != now.get(name)]
