"""The timeline task: the days that mattered in the articles of a topic, each with a sentence or more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from headwater.journey import analyse, open_or_leave
from headwater.read.pages import OpenedPage
from headwater.read.statements import RULES_ALONE
from headwater.tell.affair import tell_affair
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Report
from tasks._rows import read_rows


def predict(input: Path) -> Iterator[dict[str, Any]]:
    """A row a timeline. Reads its topic, first and last day and how much is to be told, and the topic's articles in the
    file beside it; never the days of the timeline."""
    articles: dict[str, list[Report]] = {}
    for row in read_rows(input.with_name("articles.jsonl.gz")):
        if report := _report(row):
            articles.setdefault(row["topic"], []).append(report)
    for row in read_rows(input):
        first, last = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
        inside = [each for each in articles[row["topic"]] if each.masthead.day and first <= each.masthead.day <= last]
        texts = {report.id: report.text for report in inside}
        told = tell_affair(inside, row["date_count"], row["sentences_a_date"], (first, last))
        yield {
            "timeline_id": row["timeline_id"],
            "timeline": [
                {"date": each.day.isoformat(), "sentences": [span.of(texts[span.report]) for span in each.sentences]}
                for each in told
            ],
        }


def _report(row: dict[str, Any]) -> Report | None:
    """An article as a report that speaks from the day it was published; null where it is left out."""
    opened = open_or_leave(Page(row["doc_id"], f"{row['title']}\n\n{row['text']}".encode(), "text/plain"))
    if not isinstance(opened, OpenedPage):
        return None
    published = date.fromisoformat(row["date"][:10])
    dated = replace(opened.masthead, published_at=published, dateline=None)
    return analyse(replace(opened, masthead=dated), RULES_ALONE)
