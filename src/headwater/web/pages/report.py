"""One report: the page as it came, with everything that was read off it in its place."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from headwater.export.wording import statement_facts
from headwater.newsroom import Newsroom
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Speaker, Statement
from headwater.web.doors import newsroom_of
from headwater.web.pages.answers import Rendered, answer, render
from headwater.web.pages.fields import masthead_fields
from headwater.web.pages.kept import kept_pages_of
from headwater.web.pages.marked import mark_blocks, marks_of
from headwater.web.pages.questions import words_asked

router = APIRouter(include_in_schema=False)


@router.get("/reports/{report_id}")
async def report(request: Request, report_id: str) -> Response:
    """The report; `at=120-180` lights the sentences that these characters of its text stand in."""
    newsroom, at = newsroom_of(request), _at(words_asked(request, "at"))
    address = f"/reports/{report_id}" + (f"?at={at[0]}-{at[1]}" if at else "")
    return answer(request, await kept_pages_of(request).page(address, partial(_made, newsroom, report_id, at)))


def _made(newsroom: Newsroom, report_id: str, at: tuple[int, int] | None) -> Rendered:
    held = newsroom.report(report_id)
    lit = Span(held.report.id, *at) if at else None
    return render(
        "report.html",
        path="/stories",
        held=held,
        report=held.report,
        masthead=masthead_fields(held.report),
        blocks=mark_blocks(held.report, lit),
        marks=marks_of(held.report),
        facts=statement_facts,
        speaker=speaker_words,
        is_newest=held.versions[-1:] in ((), (held.report.id,)),
    )


def speaker_words(said: Statement) -> str:
    """Who is said to have said it, or why nobody is named."""
    return said.speaker.text if isinstance(said.speaker, Speaker) else said.speaker.reason


def _at(words: str) -> tuple[int, int] | None:
    """The characters that an address names; none where it names no stretch of a text."""
    start, _, end = words.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(words) < 20):
        return None
    return (int(start), int(end)) if int(start) < int(end) else None
