"""Direction: which of two texts, one surely made from the other, came first, with the evidence for it.

Each piece of evidence adds log-odds: what papers say of themselves (credits, datelines, times) much, what rewriting
leaves behind (lost quotation marks, style) less. Below a bar the answer is Unresolved: among human revisions style
tells nothing, and a wrong arrow is worse than none (decisions/0004).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten

from headwater.relate.resemblance import Resemblance
from headwater.relate.style import measure_asymmetry
from headwater.relate.weights import load_logistic, probability
from headwater.relate.wording import MOST_SENTENCES, Wording
from headwater.stylebook.agencies import AgencyKind, find_agency
from headwater.stylebook.updates import update_note
from headwater.text.quoted_words import Fate, match_quotation, outside_marks, quotations_to_match, quoted_text
from headwater.text.tokens import words_of
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.lineage import Direction
from headwater.vocabulary.report import CreditRole, Prose, Report

# The log-odds of a piece of evidence. Explicit credit and print times are near proof; the rest was set so that on the
# rewrites of the development part no single weak piece passes the bar alone (decisions/0004).
_CREDITED, _EARLIER_DAY, _EARLIER_HOUR, _AGENCY_REPLACED = 5.0, 4.0, 2.5, 2.0
_UPDATED = 2.5
# Rewriters also put marks around a catchword: 65 machine rewrites lost the marks of some words of their origin, 34 put
# marks on some; of human revisions 54 and 52 (decisions/0020).
_MARKS_LOST = 0.5
# What pages say of themselves weighs so much and more. Style that points the other way is not heard then: a log or a
# notice 'bears the marks of a rewriting' beside every report that was made from it (decisions/0020).
_HARD_FROM = 2.0
# A quotation of four words and more that the other text has in no form: of 318 machine rewrites where one side alone
# has some it was the origin in 306. Not between versions of one outlet, which grow (11 of them 4).
_LEFT_OUT, _LEFT_OUT_WORDS = 1.0, 4
# Notes and slugs stand before the text.
_LONGEST_HEAD = 1_000
# Style speaks from these odds on, only for texts of some length that were put in other words almost throughout: human
# revisions keep most of their wording, and short paraphrases have no style to measure. There it is right for 99.6 % of
# the 89 % of machine rewrites it speaks for, and wrong on 1 % of human rewrites (decisions/0016).
STYLE_FROM, STYLE_SHORTEST, STYLE_REWORDED = 0.8, 50, 0.5
_BAR = 1.5
_SUREST = 0.99  # pages lie, clocks are set wrong: nothing here is certain
# A copy of a print time within this many minutes says nothing: pages are stamped when they are built.
_STAMP_MARGIN = 10
# A report has a dozen quotations; a page of 2 MB may have thousands, and each is laid beside each.
_MOST_QUOTATIONS = 200


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to take the first text for the origin; against it where the odds are negative."""

    odds: float
    told: str


def resolve_direction(
    a: Report, b: Report, wordings: tuple[Wording, Wording], resemblance: Resemblance
) -> tuple[Report, Report, Direction] | Unresolved:
    """Origin, copy, and why; Unresolved with what was looked at where the evidence does not carry."""
    forward, backward = list(find_evidence(a, b)), list(find_evidence(b, a))
    style = style_odds(a.prose, b.prose, wordings, resemblance)
    if isinstance(style, float) and not is_hard(backward if style > 0 else forward):
        told = f"wording of {(b if style > 0 else a).name} bears the marks of a rewriting"
        (forward if style > 0 else backward).append(Evidence(abs(style), told))
    odds = sum(each.odds for each in forward) - sum(each.odds for each in backward)
    if abs(odds) < _BAR:
        return Unresolved(_why_not(forward, backward, style))
    origin, copy, kept = (a, b, forward) if odds > 0 else (b, a, backward)
    ordered = sorted(kept, key=lambda each: -each.odds)
    return origin, copy, Direction(tuple(each.told for each in ordered), min(_SUREST, round(probability(abs(odds)), 3)))


def is_hard(evidence: Iterable[Evidence]) -> bool:
    """Whether a page's own word is among the evidence: a credit, a time, a note, a replaced agency."""
    return any(each.odds >= _HARD_FROM for each in evidence)


def _why_not(forward: list[Evidence], backward: list[Evidence], style: float | Unresolved) -> str:
    if any(each.odds for each in (*forward, *backward)):
        return "the evidence points both ways: " + "; ".join(each.told for each in (*forward, *backward))
    style_told = f"; {style.reason}" if isinstance(style, Unresolved) else ""
    return f"one is a copy of the other, but no time, credit or lost quotation tells which{style_told}"


def style_odds(a: Prose, b: Prose, wordings: tuple[Wording, Wording], resemblance: Resemblance) -> float | Unresolved:
    """Log-odds that the first text is the origin, from style alone; Unresolved where style must stay silent."""
    if resemblance.five_words >= STYLE_REWORDED:
        return Unresolved("the wording is mostly the same, so style tells no direction")
    if min(wording.word_count for wording in wordings) < STYLE_SHORTEST:
        return Unresolved(f"under {STYLE_SHORTEST} words, so style tells no direction")
    odds = load_logistic("direction").log_odds(measure_asymmetry(a, b, wordings).values())
    return odds if abs(odds) > STYLE_FROM else Unresolved("the styles are too much alike to tell a direction")


def find_evidence(origin: Report, copy: Report) -> Iterator[Evidence]:
    """What the pages themselves say for the first being the origin of the second."""
    credit = _credit_of(origin, copy)
    if credit:
        yield Evidence(_CREDITED, f"{copy.name} credits {credit}")
    earlier = _earlier(origin, copy)
    if earlier:
        yield earlier
    updated = _update_of(origin, copy)
    if updated:
        yield Evidence(_UPDATED, updated)
    replaced = _replaced_agency(origin, copy)
    if replaced:
        yield Evidence(_AGENCY_REPLACED, replaced)
    reworded = quotations_reworded(origin, copy)
    if reworded:
        # It says that one was made from the other, and nothing of which way: shown, not weighed.
        yield Evidence(0.0, f"{reworded} quotation{'s' if reworded > 1 else ''} reworded")
    lost = marks_lost(origin, copy)
    if lost:
        words = ", ".join(f"'{words}'" for words in lost[:3])
        yield Evidence(_MARKS_LOST * min(len(lost), 2), f"quotation marks lost in {copy.name}: {words}")
    left_out = quotations_left_out(origin, copy)
    if left_out:
        counted = "a quotation" if left_out == 1 else f"{left_out} quotations"
        yield Evidence(_LEFT_OUT, f"{copy.name} lacks {counted} of {origin.name} and has none of its own")


def names_of(report: Report) -> set[str]:
    """The outlet and the agency a report is published and supplied by, folded."""
    return {name.casefold() for name in (report.masthead.outlet, report.masthead.agency) if name}


def _update_of(origin: Report, copy: Report) -> str | None:
    """The note by which the second says that it replaces an earlier text, where the first has none and is by the same
    outlet or agency: an outlet's copy of a wire's update bears the wire's note."""
    if not names_of(origin) & names_of(copy) or _find_note(origin):
        return None
    note = _find_note(copy)
    return f"{copy.name} says that it is an update: '{note}'" if note else None


def _find_note(report: Report) -> str | None:
    head = report.text[: min(_LONGEST_HEAD, report.sentences[0].start if report.sentences else 0)]
    found = update_note().search(head)
    return shorten(found.group(), 60, placeholder=" ...") if found else None


def has_credit(origin: Report, copy: Report) -> bool:
    """Whether the second names the first as where it has its text from."""
    return _credit_of(origin, copy) is not None


def _credit_of(origin: Report, copy: Report) -> str | None:
    theirs = names_of(origin) - names_of(copy)
    dateline = copy.masthead.dateline.agencies if copy.masthead.dateline else ()
    credited = [credit.agency for credit in copy.masthead.credits if credit.role is not CreditRole.PHOTO]
    supplied = [copy.masthead.agency] if copy.masthead.agency and copy.masthead.outlet else []
    # 'By Fennholt Daily': an outlet that no table knows is taken for a person by the reader of bylines.
    for name in (*dateline, *credited, *supplied, *copy.masthead.byline):
        if name.casefold() in theirs and name.casefold() not in names_of(copy) - {
            (copy.masthead.agency or "").casefold()
        }:
            return name
    # An outlet's copy under an agency's dateline, laid beside the agency's own text: the agency is both reports' name.
    shared = names_of(origin) & names_of(copy)
    is_outlet = copy.masthead.outlet and (copy.masthead.outlet or "").casefold() not in shared
    is_agency = not origin.masthead.outlet or origin.masthead.outlet.casefold() in shared
    return copy.masthead.agency if shared and is_outlet and is_agency else None


def _earlier(origin: Report, copy: Report) -> Evidence | None:
    first, second = origin.masthead.published_at, copy.masthead.published_at
    if first is None or second is None:
        return None
    if isinstance(first, datetime) and isinstance(second, datetime):
        if (first.tzinfo is None) != (second.tzinfo is None):
            first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
        minutes = (second - first).total_seconds() / 60
        if minutes <= _STAMP_MARGIN:
            return None
        odds = _EARLIER_DAY if minutes >= 24 * 60 else _EARLIER_HOUR
        return Evidence(odds, f"{origin.name} was published {_span_of(minutes)} earlier")
    days = (_day(second) - _day(first)).days
    return Evidence(_EARLIER_DAY, f"{origin.name} was published {days} days earlier") if days > 1 else None


def _day(published: object) -> datetime:
    # Only ever a date or a datetime; a date has no clock to compare.
    return datetime.fromisoformat(str(published)[:10])


def _span_of(minutes: float) -> str:
    if minutes < 120:
        return f"{minutes:.0f} minutes"
    return f"{minutes / 60:.0f} hours" if minutes < 48 * 60 else f"{minutes / 1440:.0f} days"


def _replaced_agency(origin: Report, copy: Report) -> str | None:
    """An agency's dateline, place and day kept, with another name in the agency's slot."""
    first, second = origin.masthead.dateline, copy.masthead.dateline
    if not (first and second and first.agencies and second.agencies and first.place and second.place):
        return None
    if first.place.casefold() != second.place.casefold() or set(first.agencies) & set(second.agencies):
        return None
    if first.date and second.date and first.date != second.date:
        return None
    known, other = find_agency(first.agencies[0]), find_agency(second.agencies[0])
    if known is None or known.kind is not AgencyKind.AGENCY or (other and other.kind is AgencyKind.AGENCY):
        return None
    return f"the agency credit {first.agencies[0]} was replaced by {second.agencies[0]} in the dateline"


def quotations_reworded(origin: Report, copy: Report) -> int:
    """How many quotations of the copy are quotations of the origin in other words."""
    originals = [quoted_text(origin.prose, run) for run in quotations_to_match(origin.prose)[:_MOST_QUOTATIONS]]
    quoted = copy.prose.quotations[:_MOST_QUOTATIONS]
    fates = (match_quotation(quotation.of(copy.text), originals).fate for quotation in quoted)
    return sum(fate is Fate.ALTERED for fate in fates)


def quotations_left_out(origin: Report, copy: Report) -> int:
    """How many quotations of the first the second has in no form, where it has none of its own; none between reports
    of one outlet, or of outlets that are not known."""
    outlets = {(report.masthead.outlet or "").casefold() for report in (origin, copy)}
    if "" in outlets or len(outlets) == 1 or _without_match(copy, origin):
        return 0
    return _without_match(origin, copy)


def _without_match(report: Report, other: Report) -> int:
    """How many longer quotations of a report are none of the other's, in whatever words."""
    theirs = [quoted_text(other.prose, run) for run in quotations_to_match(other.prose)[:_MOST_QUOTATIONS]]
    without_marks = set(marks_lost(report, other))
    quoted = (quotation.of(report.text) for quotation in report.prose.quotations[:_MOST_QUOTATIONS])
    longer = [words for words in quoted if len(words_of(words)) >= _LEFT_OUT_WORDS]
    return sum(
        match_quotation(words, theirs).fate is Fate.NONE and " ".join(words_of(words)) not in without_marks
        for words in longer
    )


def marks_lost(origin: Report, copy: Report) -> list[str]:
    """The quoted words of the origin that stand in the copy without their marks; single words are names of things."""
    read = copy.prose.sentences[:MOST_SENTENCES]
    pieces = [piece for s in read for piece in outside_marks(copy.prose, s.start, s.end)]
    running = f" {' '.join(word for start, end in pieces for word in words_of(copy.text[start:end]))} "
    quoted = [words_of(quotation.of(origin.text)) for quotation in origin.prose.quotations[:_MOST_QUOTATIONS]]
    return [" ".join(words) for words in quoted if len(words) > 1 and f" {' '.join(words)} " in running]
