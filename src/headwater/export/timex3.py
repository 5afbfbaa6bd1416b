"""Reports with their moments marked in the text, as TimeML has them: `<TIMEX3>` tags in `<TEXT>`.

TimeML 1.2.1, https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.1.html. The characters of `<TEXT>` are
those of the report one for one, so that offsets stay; those that XML 1.0 forbids are replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from headwater.export.shown import REPLACEMENT
from headwater.stylebook.calendar import timex_mods
from headwater.vocabulary.brief import Edition
from headwater.vocabulary.moment import Derivation, Moment
from headwater.vocabulary.report import Report
from headwater.vocabulary.span import Span, touched

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_COUNTED = (Derivation.DATELINE, Derivation.PUBLISHED, Derivation.ANCHOR, Derivation.SPOKEN)
_OF_DURATIONS = ("MORE_THAN", "EQUAL_OR_MORE", "LESS_THAN", "EQUAL_OR_LESS")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DAY_OF_REPORT = "t0"


def print_timex3(edition: Edition) -> str:
    """The reports of a run as TimeML: one `<TimeML>` document, or a `<TimeMLCorpus>` of several."""
    reports = [report for brief in edition for report in brief.story.reports]
    documents = [_document(report) for report in reports]
    if len(documents) == 1:
        return f"{_HEAD}{documents[0]}"
    return f"{_HEAD}<TimeMLCorpus>\n{''.join(documents)}</TimeMLCorpus>\n"


def timeml_of(report: Report) -> str:
    """One report as a TimeML document."""
    return f"{_HEAD}{_document(report)}"


def _document(report: Report) -> str:
    moments = [moment for moment in _apart(report.moments) if moment.span is not None]
    ids = {moment.span: f"t{place}" for place, moment in enumerate(moments, 1) if moment.span}
    written: list[str] = []
    end, extra = 0, len(moments)
    for moment in moments:
        if moment.span is None:
            continue
        written += [_text(report.text[end : moment.span.start])]
        points = [f"t{extra + 1}", f"t{extra + 2}"] if "/" in moment.timex else []
        extra += len(points)
        written += _marked(moment, moment.span.of(report.text), ids, _anchor_id(moment, report, ids), points)
        end = moment.span.end
    written.append(_text(report.text[end:]))
    return (
        f"<TimeML>\n<DOCID>{_text(report.id)}</DOCID>\n<DCT>{_day_of(report)}</DCT>\n"
        f"<TEXT>{''.join(written)}</TEXT>\n</TimeML>\n"
    )


def _apart(moments: Iterable[Moment]) -> Iterator[Moment]:
    """The moments without those that overlap an earlier one: a tag cannot begin in one and end in another."""
    end = 0
    for moment in moments:
        if moment.span is not None and moment.span.start >= end:
            end = moment.span.end
            yield moment


def _day_of(report: Report) -> str:
    """The day the report speaks from; empty where nobody knows it."""
    masthead = report.masthead
    if masthead.day is None:
        return ""
    is_filed = masthead.dateline is not None and masthead.dateline.date is not None
    role = "CREATION_TIME" if is_filed else "PUBLICATION_TIME"
    day = masthead.day.isoformat()
    return _tag(
        {
            "tid": _DAY_OF_REPORT,
            "type": "DATE",
            "value": day,
            "temporalFunction": "false",
            "functionInDocument": role,
        },
        day,
    )


def _marked(
    moment: Moment, words: str, ids: Mapping[Span, str], anchor: str | None, points: list[str]
) -> Iterator[str]:
    """The words of a moment in their tag; a range is a duration, with its first and last day in empty tags behind."""
    is_counted = moment.derived_from in _COUNTED
    shared = {"temporalFunction": "true" if is_counted else "false", "functionInDocument": "NONE"}
    if anchor is not None:
        shared["anchorTimeID"] = anchor
    timex_type, value = moment.timex_type, moment.timex
    attributes = {"tid": ids[moment.span] if moment.span else "", "type": timex_type, "value": value}
    if points:
        attributes |= {"type": "DURATION", "value": _days_long(moment), "beginPoint": points[0], "endPoint": points[1]}
    if (mod := _mod(words, attributes["type"])) is not None:
        attributes["mod"] = mod
    if timex_type == "SET" and (quant := re.match(r"every|each", words.lower())):
        attributes["quant"] = quant[0].upper()
    if moment.unresolved is not None:
        attributes["comment"] = moment.unresolved
    yield _tag(attributes | shared, words)
    for tid, point in zip(points, value.split("/"), strict=False):
        yield _tag({"tid": tid, "type": timex_type, "value": point} | shared, "")


def _days_long(moment: Moment) -> str:
    if moment.first_day is None or moment.last_day is None:
        return "PXD"
    return f"P{(moment.last_day - moment.first_day).days + 1}D"


def _mod(words: str, timex_type: str) -> str | None:
    """How the words modify the value: 'early 1990s' is START, 'more than two years' MORE_THAN."""
    lowered = words.lower()
    for cue, mod in timex_mods():
        if re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", lowered):
            return mod if timex_type == "DURATION" or mod not in _OF_DURATIONS else None
    return None


def _anchor_id(moment: Moment, report: Report, ids: Mapping[Span, str]) -> str | None:
    """The id of the time that a moment was counted from."""
    match moment.derived_from:
        case Derivation.DATELINE | Derivation.PUBLISHED:
            return _DAY_OF_REPORT
        case Derivation.ANCHOR:
            return ids.get(moment.anchor) if moment.anchor else None
        case Derivation.SPOKEN:
            said = _day_spoken(moment, report)
            if said is None:
                return None
            return ids.get(said.span) if said.span else _DAY_OF_REPORT if said.first_day == _day(report) else None
    return None


def _day(report: Report) -> date | None:
    return report.masthead.day


def _day_spoken(moment: Moment, report: Report) -> Moment | None:
    """The day on which the quotation around a moment was spoken."""
    if moment.span is None:
        return None
    said = {statement.id: statement.said for statement in report.statements}
    around = [quotation for quotation in report.quotations if touched(moment.span, [quotation.span])]
    return next((said.get(quotation.statement) for quotation in around if quotation.statement), None)


def _tag(attributes: Mapping[str, str], words: str) -> str:
    inside = " ".join(f"{name}={quoteattr(_allowed(value))}" for name, value in attributes.items())
    return f"<TIMEX3 {inside}>{_text(words)}</TIMEX3>" if words else f"<TIMEX3 {inside}/>"


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub(REPLACEMENT, text)


def _text(text: str) -> str:
    """A text as XML holds it; a carriage return is written out, else a parser would read a line feed."""
    return escape(_allowed(text), {"\r": "&#13;"})
