"""Our moments beside those of other libraries, all in one run: `make bench-moments`.

    python benchmarks/moments_peers.py [--shared ../shared] [--only 'NAME;NAME'] [--write]

Needs an environment with Headwater and `requirements-moments.txt`. Every tool gets the texts and days of the labelled
documents and answers in the form of the scorer: the span and, as far as the tool says, the TIMEX3 value. Words a second
are words of the documents by CPU seconds of one core. `--write` puts the table between the marks in `moments.md`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from peers import on_one_thread, score, three, write_table

HERE = Path(__file__).parent
SETS = ("tbaq_corrected", "wikiwars")
Row = dict[str, Any]


class Found(NamedTuple):
    """One time expression of a tool: where it stands, its TIMEX3 type and value as far as the tool says."""

    start: int
    end: int
    timex_type: str
    value: str


Finder = Callable[[str, str, date], Iterator[Found]]
"""From a document's id, its text and its day to the time expressions in it."""


def headwater() -> Finder:
    from headwater.read.moments import find_moments
    from headwater.read.prose import prose_of
    from headwater.vocabulary.moment import Derivation, day_moment

    def find(_doc_id: str, text: str, day: date) -> Iterator[Found]:
        for moment in find_moments(prose_of(text), day_moment(day, Derivation.PUBLISHED)):
            if moment.span is not None:
                yield Found(moment.span.start, moment.span.end, moment.timex_type, moment.timex)

    return find


def headwater_on_prose(documents: Sequence[Row]) -> Finder:
    """Ours without the time that cutting texts into sentences takes; a report is cut once for all its finders."""
    from headwater.read.moments import find_moments
    from headwater.read.prose import prose_of
    from headwater.vocabulary.moment import Derivation, day_moment

    cut = {row["doc_id"]: prose_of(row["text"]) for row in documents}

    def find(doc_id: str, text: str, day: date) -> Iterator[Found]:
        prose = cut.get(doc_id) or prose_of(text)
        for moment in find_moments(prose, day_moment(day, Derivation.PUBLISHED)):
            if moment.span is not None:
                yield Found(moment.span.start, moment.span.end, moment.timex_type, moment.timex)

    return find


def recognizers() -> Finder:
    from recognizers_date_time import Culture, DateTimeRecognizer

    model = DateTimeRecognizer(Culture.English).get_datetime_model()

    def find(_doc_id: str, text: str, day: date) -> Iterator[Found]:
        noon = datetime(day.year, day.month, day.day, 12)
        at = 0
        for line in text.split("\n"):
            for one in model.parse(line, noon):
                values = (one.resolution or {}).get("values") or [{}]
                kind = one.type_name.rpartition(".")[2]
                yield Found(at + one.start, at + one.end + 1, *_recognised(kind, values, day))
            at += len(line) + 1

    return find


def _recognised(kind: str, values: list[dict[str, str]], day: date) -> tuple[str, str]:
    """A resolution as TIMEX3. Of several readings the last one that is past: these are reports."""
    timex = values[0].get("timex", "")
    if kind == "duration":
        return "DURATION", timex
    if kind == "set":
        return "SET", timex
    starts = [value.get("start") or value.get("value") or "" for value in values]
    start = max((one for one in starts if one[:10] <= day.isoformat()), default=starts[0])
    if kind in ("time", "timerange"):
        return "TIME", f"{day.isoformat()}T{start[:5]}"
    if kind in ("datetime", "datetimerange"):
        return "TIME", start.replace(" ", "T")[:16]
    if re.fullmatch(r"\d{4}(?:-\d\d|-W\d\d(?:-WE)?)?|PRESENT_REF|PAST_REF|FUTURE_REF", timex):
        return "DATE", timex
    length = re.search(r"P(?:1([YMW])|(3)M)\)$", timex)
    if length is None or len(start) < 10:
        return "DATE", start
    first = date.fromisoformat(start[:10])
    return "DATE", grained(first, {"Y": "year", "M": "month", "W": "week"}[length[1]] if length[1] else "quarter")


def duckling() -> Finder:
    import duckling

    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    locale = duckling.parse_locale("EN_US", duckling.default_locale_lang(duckling.parse_lang("EN")))
    dimensions = duckling.parse_dimensions(["time", "duration"])

    def find(_doc_id: str, text: str, day: date) -> Iterator[Found]:
        noon = int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
        context = duckling.Context(duckling.parse_ref_time(zones, "UTC", noon), locale)
        at = 0
        for line in text.split("\n"):
            for one in duckling.parse(line, context, dimensions, False):
                start = without_preposition(line, one["start"], one["end"])
                yield Found(at + start, at + one["end"], *_duckling_value(one["dim"], one["value"]))
            at += len(line) + 1

    return find


def _duckling_value(dimension: str, value: dict[str, Any]) -> tuple[str, str]:
    if dimension == "duration":
        unit = {"minute": "TM", "hour": "TH", "second": "TS", "day": "D", "week": "W", "month": "M", "year": "Y"}
        letters = unit.get(value.get("unit", ""), "D")
        return "DURATION", f"P{'T' if letters[0] == 'T' else ''}{value.get('value')}{letters[-1]}"
    point = value if "grain" in value else value.get("from") or value.get("to") or {}
    if "value" not in point:
        return "DATE", ""
    if point["value"].startswith("-"):
        # Year 0 of ISO 8601 is 1 BC.
        return "DATE", f"BC{int(point['value'][1:5]) + 1:04d}"
    at = datetime.fromisoformat(point["value"].replace("Z", "+00:00"))
    if point["grain"] in ("hour", "minute", "second"):
        return "TIME", at.strftime("%Y-%m-%dT%H:%M")
    return "DATE", grained(at.date(), point["grain"])


def dateparser() -> Finder:
    from dateparser.search import search_dates

    def find(_doc_id: str, text: str, day: date) -> Iterator[Found]:
        noon = datetime(day.year, day.month, day.day, 12)
        settings = {"RELATIVE_BASE": noon, "PREFER_DATES_FROM": "past"}
        at = 0
        for words, found in search_dates(text, languages=["en"], settings=settings) or ():
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                yield Found(without_preposition(text, start, at), at, *by_words(words, found))

    return find


def parsedatetime() -> Finder:
    from parsedatetime import Calendar

    calendar = Calendar()

    def find(_doc_id: str, text: str, day: date) -> Iterator[Found]:
        noon = datetime(day.year, day.month, day.day, 12)
        for found, _, start, end, words in calendar.nlp(text, noon) or ():
            yield Found(without_preposition(text, start, end), end, *by_words(words, found))

    return find


_PREPOSITION = re.compile(r"(?:in|on|at|of|by|from|to|until|since|for|during)\s+", re.IGNORECASE)


def without_preposition(text: str, start: int, end: int) -> int:
    """Where the words begin without the 'on' of 'on Friday', which no label holds and some tools do."""
    match = _PREPOSITION.match(text, start, end)
    return match.end() if match else start


def by_words(words: str, found: datetime) -> tuple[str, str]:
    """An instant as TIMEX3, no finer than the words: these tools answer 'in 2001' with a second of a day."""
    lowered = words.lower()
    if re.search(r"\d:\d\d|\d ?[ap]\.?m|hour|minute|noon", lowered):
        return "TIME", found.strftime("%Y-%m-%dT%H:%M")
    if re.search(r"\bweeks?\b", lowered):
        return "DATE", grained(found.date(), "week")
    if re.search(r"\byears?\b|^\W*(?:in |of )?\d{4}\W*$", lowered):
        return "DATE", grained(found.date(), "year")
    has_day = re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\b", lowered)
    if re.search(r"\bmonths?\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", lowered) and not has_day:
        return "DATE", grained(found.date(), "month")
    return "DATE", found.date().isoformat()


def grained(day: date, grain: str) -> str:
    """The TIMEX3 value of the week, month, quarter or year of a day, or of the day itself."""
    match grain:
        case "week":
            year, week, _ = day.isocalendar()
            return f"{year:04d}-W{week:02d}"
        case "month":
            return f"{day.year:04d}-{day.month:02d}"
        case "quarter":
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        case "year":
            return f"{day.year:04d}"
    return day.isoformat()


TOOLS: dict[str, tuple[str, Callable[[Sequence[Row]], Finder]]] = {
    "Headwater": ("headwater", lambda _: headwater()),
    "Headwater, sentences cut before": ("headwater", headwater_on_prose),
    "Recognizers-Text": ("recognizers-text-suite", lambda _: recognizers()),
    "Duckling, native wheel": ("pyduckling-native-phihos", lambda _: duckling()),
    "dateparser": ("dateparser", lambda _: dateparser()),
    "parsedatetime": ("parsedatetime", lambda _: parsedatetime()),
}
HEADER = (
    "| tool | corrected TimeBank and AQUAINT: strict F1 | relaxed | value | WikiWars: strict F1 | relaxed | value "
    "| words/s |\n|---|---|---|---|---|---|---|---|\n"
)


def main(arguments: list[str] | None = None) -> int:
    """Print one row a tool; exit code 2 where the labelled documents are not beside the checkout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--only", help="tools by name, joined by ';'")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/moments.md")
    options = parser.parse_args(arguments)
    golds = [options.shared / "data" / "time_expressions" / f"{name}.jsonl" for name in SETS]
    if not all(gold.is_file() for gold in golds):
        print(f"{golds[0].parent}: not there; the labelled documents are not shipped", file=sys.stderr)
        return 2
    table = HEADER
    for name in options.only.split(";") if options.only else TOOLS:
        distribution, make = TOOLS[name]
        scorer = options.shared / "bench" / "time_expressions.py"
        row = measure(f"{name} {version(distribution)}", make, golds, scorer)
        print(row, end="", flush=True)
        table += row
    if options.write:
        write_table("moments.md", table)
    return 0


def measure(name: str, make: Callable[[Sequence[Row]], Finder], golds: list[Path], scorer: Path) -> str:
    """One row of the table."""
    cells: list[str] = []
    words, seconds = 0, 0.0
    for gold in golds:
        documents = [json.loads(line) for line in gold.read_text("utf-8").split("\n") if line.strip()]
        find = make(documents)
        list(find("warm-up", "Rain fell on Friday.", date(2025, 3, 14)))
        found: list[Row] = []
        for row in documents:
            words += len(row["text"].split())
            began = time.process_time()
            mine = list(find(row["doc_id"], row["text"], date.fromisoformat(row["dct"][:10])))
            seconds += time.process_time() - began
            found += [_row(row["doc_id"], one) for one in mine]
        (scores,) = score(scorer, gold, found)
        cells += [three(scores["strict"]["F1"]), three(scores["relaxed"]["F1"]), three(scores["value_f1"])]
    return f"| {name} | {' | '.join(cells)} | {words / seconds:,.0f} |\n"


def _row(doc_id: str, one: Found) -> Row:
    return {"doc_id": doc_id, "start": one.start, "end": one.end, "type": one.timex_type, "value": one.value}


if __name__ == "__main__":
    on_one_thread()
    sys.exit(main())
