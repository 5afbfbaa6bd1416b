"""The synopsis task: three outlets' leads told as one synopsis, each sentence with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headwater.journey import analyse, open_or_leave, tell_reports
from headwater.read.pages import OpenedPage
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Report
from tasks._rows import read_rows


def predict(input: Path) -> Iterator[dict[str, Any]]:
    """A row a roundup. Reads the reports' texts; a page that is left out is simply not told of."""
    for row in read_rows(input):
        pages = [Page(report["doc_id"], report["text"].encode(), "text/plain") for report in row["reports"]]
        reports = [analyse(opened) for page in pages if isinstance(opened := open_or_leave(page), OpenedPage)]
        yield {"story_id": row["story_id"], "sentences": _told(reports) if reports else []}


def _told(reports: list[Report]) -> list[dict[str, Any]]:
    brief = tell_reports(reports)
    addresses = {report.id: report.page.address for report in reports}
    return [
        {
            "text": told.text,
            "sources": [
                {
                    "doc_id": addresses[span.report],
                    "start": span.start,
                    "end": span.end,
                    "quoted": brief.story.words(span),
                }
                for span in told.sources
            ],
        }
        for told in brief.synopsis
    ]
