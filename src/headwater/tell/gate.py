"""The gate: nothing is told that the cited spans do not hold.

A sentence passes if every name, number, date, quotation, negation and mood in it stands in the spans it cites, as
printed or as meant there (a name of the person mentioned, the day a time word means). Where a sentence runs along with
a report's, it is laid beside it word by word, so that a name, number or negation that stands elsewhere in the same span
does not pass for the one that belongs there. The gate knows nothing of how the sentence was made.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from headwater.stylebook.modality import Modality
from headwater.stylebook.people import given_names, titles
from headwater.tell.evidence import Held, held_at, means
from headwater.tell.laid_beside import Gap, Laid, lay_beside
from headwater.tell.quoted import unsupported_quotations
from headwater.text.details import Detail, details_of, value_of
from headwater.text.names import SAME_PERSON_FROM, compare_names
from headwater.text.tokens import stem
from headwater.vocabulary.span import Span, Stretch, Trace
from headwater.vocabulary.story import Story
from headwater.vocabulary.verify import Checked, Fault

_MODAL = frozenset({Modality.NEGATION, Modality.OBLIGATION, Modality.POSSIBILITY, Modality.HEDGE, Modality.FUTURE})
# Words that our wording may set before a report's own: "On 13 March 2025, ...".
_ROUND = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|some|over|approximately|(?:more|less|fewer) than|up to)\W*$", re.I
)
# 'about 2,000' for 1,987 and for 2,090, not for 2,300.
_ROUNDED_WITHIN = 0.06


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the evidence and may be taken over without a span of its own: names near by and the dateline's
    words, in the forms they are compared in, and the day the report speaks from."""

    names: frozenset[str] = frozenset()
    day: date | None = None


NOTHING_AROUND = Around()


def check_sentence(told: str, sources: Trace, story: Story) -> tuple[Fault, ...]:
    """What a told sentence says that the cited spans do not; empty if it may pass.

    A sentence that cites nothing never passes.
    """
    if not sources:
        return (Fault(Checked.TRACE, told, Stretch(0, len(told))),)
    return check_against(told, [held_at(story, span) for span in sources])


def check_against(
    told: str, evidence: Sequence[Held], around: Around = NOTHING_AROUND, whole: Sequence[str] = ()
) -> tuple[Fault, ...]:
    """As `check_sentence`, against spans made ready before: of several the nearest to the sentence leads.

    Quotations may stand in any of the `whole` texts, too.
    """
    details = details_of(told)
    laid = sorted((lay_beside(details, held) for held in evidence), key=lambda each: -len(each.partner))
    side = _Side(told, details, laid, around)
    faults = [
        *side.unsupported_words(),
        *side.unsupported_moods(),
        *side.lost_moods(),
        *unsupported_quotations(told, details, laid, whole),
    ]
    return tuple(sorted(_joined(faults), key=lambda fault: fault.place))


def covers_all(sources: Iterable[Span], story: Story) -> bool:
    """Whether every span stands in a report of the story and inside its text."""
    lengths = {report.id: len(report.text) for report in story.reports}
    return all(span.report in lengths and span.end <= lengths[span.report] for span in sources)


class _Side:
    """One sentence laid beside its evidence, the leading span first."""

    def __init__(self, told: str, details: Sequence[Detail], laid: Sequence[Laid], around: Around) -> None:
        self.told, self.details, self.laid, self.around = told, details, laid, around
        self.lead = laid[0]
        self.words = frozenset(word for each in laid for word in each.held.words)
        self.named = [names for each in laid for names in each.held.named]

    def unsupported_words(self) -> Iterator[Fault]:
        """Names, numbers and dates that are not held, or stand where a report has another."""
        for place, detail in enumerate(self.details):
            if detail.what not in (Checked.NAME, Checked.NUMBER, Checked.DATE) or self._stands(place):
                continue
            other = self._other_opposite(place)
            if other is not None:
                yield self._fault(detail, detail, *other)
            elif not self._is_held(place):
                yield self._fault(detail, detail, self._only_other(place))

    def _stands(self, place: int) -> bool:
        """Whether the word stands in place: in a run of words of the leading sentence, or in a clause of another."""
        return self.lead.run.get(place, 0) > 1 or any(place in each.brought(self.lead) for each in self.laid[1:])

    def _other_opposite(self, place: int) -> tuple[Detail, Laid] | None:
        """What stands where the sentence has this word, if that is of its kind and means another."""
        detail = self.details[place]
        for laid in self.laid:
            gap = laid.gap_at(place)
            if gap is None or not gap.opposite:
                continue
            if self._is_meant_in(detail, gap, laid):
                return None
            opposite = (laid.held.details[there] for there in gap.opposite)
            other = next((other for other in opposite if other.what is detail.what), None)
            if other is not None:
                return other, laid
        return None

    def _is_meant_in(self, detail: Detail, gap: Gap, laid: Laid) -> bool:
        """Whether the words opposite mean the same: 'Thursday' and '2 May 2024', 'Hale' and 'Mira Hale'."""
        held = laid.held
        opposite = [held.details[there] for there in gap.opposite]
        stretch = held.trace_of(opposite[0].start, opposite[-1].end)
        if detail.what is Checked.DATE:
            inside = [m for m in held.moments if m.span and m.span.overlaps(stretch)]
            return any(means(detail.form, moment) for moment in inside)
        if detail.what is Checked.NAME:
            theirs = next((there for there in gap.opposite if held.details[there].what is Checked.NAME), None)
            return theirs is None or self._is_one_name(detail, gap, theirs, laid)
        return any(self._is_rounded(detail, other) for other in opposite)

    def _is_one_name(self, detail: Detail, gap: Gap, theirs: int, laid: Laid) -> bool:
        """Whether two names in one place are one: 'Hale' and 'Mira Hale', 'EU' and 'European Union'; not two people
        whom one sentence names, whatever the names they share."""
        place = next(place for place in gap.mine if self.details[place] is detail)
        mine, other = _whole_name(self.details, place), _whole_name(laid.held.details, theirs)
        if (
            stem(detail.form) == stem(laid.held.details[theirs].form)
            or set(mine) <= set(other)
            or set(other) <= set(mine)
        ):
            return True
        if any(detail.form in names and not names.isdisjoint(other) for names in laid.held.bodies):
            return True
        return compare_names(" ".join(mine), " ".join(other)) >= SAME_PERSON_FROM

    def _is_held(self, place: int) -> bool:
        detail = self.details[place]
        if detail.what is Checked.DATE:
            return self._is_held_date(detail)
        if detail.what is Checked.NUMBER:
            return self._is_held_number(detail)
        known = detail.form in self.words or stem(detail.form) in self.words or detail.form in self.around.names
        return (known or any(detail.form in names for names in self.named)) and self._belongs_to_surname(place)

    def _is_held_date(self, detail: Detail) -> bool:
        if any(detail.form in each.held.forms for each in self.laid) or detail.form in self.around.names:
            return True
        if any(means(detail.form, moment) for each in self.laid for moment in each.held.moments):
            return True
        # A month, a year or a day without its year is held where a date that has it is printed.
        bare = detail.form[1:]
        if any(form[:1] == "@" and _is_within(bare, form[1:]) for each in self.laid for form in each.held.forms):
            return True
        return self.around.day is not None and _is_within(bare, self.around.day.isoformat())

    def _is_held_number(self, detail: Detail) -> bool:
        held = [other for each in self.laid for other in each.held.details]
        if any(other.form == detail.form or self._is_rounded(detail, other) for other in held):
            return True
        # 'one man' is 'a man'.
        return detail.form == "#1" and not self.words.isdisjoint({"a", "an", "single", "only"})

    def _is_rounded(self, detail: Detail, other: Detail) -> bool:
        mine, theirs = value_of(detail.form), value_of(other.form)
        if mine is None or theirs is None or not _ROUND.search(self.told[: detail.start]):
            return False
        return abs(mine - theirs) <= _ROUNDED_WITHIN * abs(theirs) and _digits(mine) < _digits(theirs)

    def _belongs_to_surname(self, place: int) -> bool:
        """A given name is held only beside its surname: 'Paul McConnell' is not, where Paul Ryan and McConnell are."""
        here = self.details[place]
        after = self.details[place + 1] if place + 1 < len(self.details) else None
        if after is None or after.what is not Checked.NAME or here.form not in given_names():
            return True
        if self.told[here.end : after.start].strip():
            return True
        pair = {here.form, after.form}
        beside = ((a, b) for each in self.laid for a, b in zip(each.held.forms, each.held.forms[1:], strict=False))
        return any(pair <= names for names in self.named) or (here.form, after.form) in set(beside)

    def _only_other(self, place: int) -> Detail | None:
        """The one detail of its kind that the leading span has and the sentence has not."""
        what = self.details[place].what
        mine = {detail.form for detail in self.details}
        others = [other for other in self.lead.held.details if other.what is what and other.form not in mine]
        return others[0] if len(others) == 1 and what is not Checked.NAME else None

    def unsupported_moods(self) -> Iterator[Fault]:
        """Negations and moods that the report does not have at the words they are about."""
        for place, detail in enumerate(self.details):
            if detail.modality not in _MODAL or self._stands(place):
                continue
            about = _word_about(self.details, place, self.lead.partner)
            over = [(each, each.partner[about]) for each in self.laid if about is not None and about in each.partner]
            if about is None or not over:
                if not any(detail.modality in each.held.moods for each in self.laid):
                    yield self._fault(detail, detail, None)
                continue
            mine = _count_moods(self.details, about, detail.modality)
            if all(_count_moods(each.held.details, there, detail.modality) < mine for each, there in over):
                laid, there = over[0]
                yield self._fault(detail, self.details[about], laid.held.details[there], laid)

    def lost_moods(self) -> Iterator[Fault]:
        """Negations and moods of the reports whose words are told without them."""
        for laid in self.laid:
            for there, detail in enumerate(laid.held.details):
                if detail.modality in _MODAL and there not in laid.back:
                    yield from self._lost_mood(laid, there, detail)

    def _lost_mood(self, laid: Laid, there: int, detail: Detail) -> Iterator[Fault]:
        held = laid.held.details
        about = _word_about(held, there, laid.back)
        here = laid.back.get(about) if about is not None else None
        if about is None or here is None or (laid is not self.lead and laid.run[here] <= 2):
            return
        if any(here in other.partner and other.run[here] > 1 and not other.held.moods for other in self.laid):
            return  # another of its spans tells it so
        if _count_moods(self.details, here, detail.modality) < _count_moods(held, about, detail.modality):
            first, last = sorted((detail, held[about]), key=lambda each: each.start)
            mine = self.details[here]
            yield Fault(
                Checked.NEGATION if detail.modality is Modality.NEGATION else Checked.MODALITY,
                self.told[mine.start : mine.end],
                Stretch(mine.start, mine.end),
                laid.held.text[first.start : last.end],
                laid.held.trace_of(first.start, last.end),
            )

    def _fault(self, detail: Detail, until: Detail, other: Detail | None, laid: Laid | None = None) -> Fault:
        held = (laid or self.lead).held
        words = self.told[detail.start : max(detail.end, until.end)]
        return Fault(
            detail.what or Checked.TRACE,
            words,
            Stretch(detail.start, max(detail.end, until.end)),
            held.text[other.start : other.end] if other else None,
            held.trace_of(other.start, other.end) if other else None,
        )


def _whole_name(details: Sequence[Detail], place: int) -> list[str]:
    """The name a word is part of, without titles: the names on either side that nothing stands between."""
    first = last = place
    while first > 0 and details[first - 1].what is Checked.NAME:
        first -= 1
    while last + 1 < len(details) and details[last + 1].what is Checked.NAME:
        last += 1
    words = [detail.form for detail in details[first : last + 1]]
    return [word for word in words if word not in titles()] or words


def _digits(number: float) -> int:
    """How many digits a number takes to print without the noughts at its end: 2,000 is rounder than 1,987."""
    return len(f"{number:.9g}".partition("e")[0].replace(".", "").strip("0"))


def _is_within(bare: str, whole: str) -> bool:
    """'10', '10-01', '2018' and '2018-10' are within '2018-10-01'."""
    return whole == bare or whole.startswith(f"{bare}-") or whole[5:] == bare or whole[5:].startswith(f"{bare}-")


# 'would not have been': so many words may stand between a mood and the word it is about.
_REACH = 5


def _word_about(details: Sequence[Detail], place: int, aligned: Container[int]) -> int | None:
    """The word that a mood is about: the next word of the matter, 'resign' for 'will not have to resign'; where the
    sentence ends before one comes, the word before it: 'this court has not'."""
    for further in range(place + 1, min(len(details), place + _REACH)):
        if details[further].is_content:
            return further
    beside = (place + 1, place - 1)
    return next((near for near in beside if near in aligned and details[near].modality is None), None)


def _count_moods(details: Sequence[Detail], place: int, modality: Modality | None) -> int:
    """How many moods of a class stand before a word or right behind it, as far as they may reach: two negations are
    not one."""
    near = details[max(0, place - _REACH) : place + 2]
    return sum(detail.modality is modality for detail in near)


def _joined(faults: Iterable[Fault]) -> list[Fault]:
    """Each place named once: 'may replace' for 'must replace' is one change, not a mood too many and one too few."""
    joined: list[Fault] = []
    for fault in faults:
        over = next((other for other in joined if _is_one(fault, other)), None)
        if over is None:
            joined.append(fault)
        elif fault.instead is not None and over.what in _MOODS:
            joined[joined.index(over)] = replace(over, instead=fault.instead, where=fault.where)
    return joined


_MOODS = frozenset({Checked.NEGATION, Checked.MODALITY})


def _is_one(fault: Fault, other: Fault) -> bool:
    is_same_kind = fault.what is other.what or {fault.what, other.what} <= _MOODS
    return is_same_kind and other.place.start <= fault.place.start and fault.place.end <= other.place.end
