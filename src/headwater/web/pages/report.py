"""One report: the page as it came, with everything that was read off it in its place."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from headwater.errors import BadSpan
from headwater.export.wording import statement_facts
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Speaker, Statement
from headwater.web.doors import newsroom_of
from headwater.web.pages.answers import answer, render
from headwater.web.pages.fields import masthead_fields
from headwater.web.pages.marked import mark_blocks, marks_of
from headwater.web.pages.questions import words_asked

router = APIRouter(include_in_schema=False)


@router.get("/reports/{report_id}")
def report(request: Request, report_id: str) -> Response:
    """The report; `at=120-180` lights the sentences that these characters of its text stand in."""
    held = newsroom_of(request).report(report_id)
    lit = _lit(words_asked(request, "at"), held.report.id)
    page = render(
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
    return answer(request, page)


def speaker_words(said: Statement) -> str:
    """Who is said to have said it, or why nobody is named."""
    return said.speaker.text if isinstance(said.speaker, Speaker) else said.speaker.reason


def _lit(words: str, report: str) -> Span | None:
    start, _, end = words.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(words) < 20):
        return None
    try:
        return Span(report, int(start), int(end))  # type: ignore[arg-type]
    except BadSpan:
        return None
