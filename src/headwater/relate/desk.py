"""The desk: reports come one by one, and each is put into the story it tells of.

A copy inherits the story of the report whose wording it has. Any other report is weighed against the stories that
share its rarest features (`channels`), by what it has in common with them (`measures`), with boosted trees learned from
labelled stories (`training/stories.py`); it joins the most probable one or opens its own (streaming clustering with a
learned merge: Miranda et al. 2018). Then what it touched is looked at once more (`repairs`). Everything is bounded: the
stories weighed, the members kept, the repairs tried. The same reports in the same order give the same stories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from headwater.relate.active import Active
from headwater.relate.channels import Channels
from headwater.relate.copies import Head, head_of
from headwater.relate.frozen import Frozen, freeze, thaw
from headwater.relate.lately import Lately
from headwater.relate.left import Left
from headwater.relate.measures import NAMES, Look, measure, nearest_of
from headwater.relate.profiles import Measures, Profile, profile_of, profiles_of
from headwater.relate.repairs import BINDS_FROM, MEET_FROM, Bench, belonging, bond
from headwater.relate.story_model import StoryModel, load_story_model
from headwater.relate.told import join_evidence, sureness
from headwater.relate.window import Window
from headwater.vocabulary.archive import FiledSubject, StoryChange, StoryEvent
from headwater.vocabulary.placement import Placement
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import StoryId
from headwater.vocabulary.subject import Subject

Recall = Callable[[Sequence[StoryId]], Iterable[FiledSubject]]
"""Gives the subjects of stories that left the active window, from wherever they are kept."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The stories a report was weighed against, their measures and probabilities, the most probable first. `scored`
    counts those that were only glanced at, too."""

    numbers: NDArray[np.int64]
    measures: Measures
    probabilities: Measures
    scored: int


_NOTHING = Weighed(np.zeros(0, np.int64), np.zeros((0, 0), np.float32), np.zeros(0, np.float32), 0)


_LOOK_EVERY = 512
# So many reports are made profiles of at once: of more a profile costs no less.
_AT_ONCE = 64
# A story that opens is taken for a part of the affair of the likeliest other story from here on, if names are shared
# and no more than so many days lie between (decisions/0022).
THREAD_FROM, _THREAD_NAMES, _THREAD_DAYS = 0.03, 0.25, 30.0
# A corrected report leaves its story only where it is hardly of it any more, and surely of another.
_HARDLY, _SURELY = 0.05, 0.9


class Desk:
    """The running grouping. `recall` gives back the subjects of stories that left the active window, so that they can
    be revived; without it a late report opens a story of its own."""

    def __init__(self, model: StoryModel | None = None, recall: Recall | None = None) -> None:
        self.model = model or load_story_model()
        self.active = Active()
        self.channels = Channels()
        self.lately = Lately()
        self.left = Left()
        self.placed = 0
        self._closed: set[str] = set()
        self._window = Window()
        self._look = Look()
        self._recall = recall

    def __len__(self) -> int:
        """How many stories are active."""
        return len(self.active)

    def place(self, report: ReportId, subject: Subject) -> Placement:
        """Put a report into a story; where, how surely, and all that came of it."""
        return self._place(report, subject, profile_of(subject))

    def place_many(self, reports: Sequence[ReportId], subjects: Sequence[Subject]) -> Iterator[Placement]:
        """Put reports into stories, one after the other; the very same as one at a time, only faster."""
        for start in range(0, len(reports), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            for report, subject, profile in zip(
                reports[part], subjects[part], profiles_of(subjects[part]), strict=True
            ):
                yield self._place(report, subject, profile)

    def _place(self, report: ReportId, subject: Subject, profile: Profile) -> Placement:
        self.placed += 1
        self._window.see(profile.at)
        if self.placed % _LOOK_EVERY == 0:
            self._tidy()
        head = head_of(profile, self.channels, self.active)
        if head is not None:
            return self._inherit(report, profile, head)
        weighed = self.weigh(profile)
        revived: tuple[StoryEvent, ...] = ()
        if not self._is_joined(weighed) and self._recall is not None:
            weighed, revived = self._revive(profile, weighed)
        if self._is_joined(weighed):
            return self._join(report, subject, profile, weighed, revived)
        return self._open(report, profile, weighed)

    def weigh(self, profile: Profile) -> Weighed:
        """The stories that may be a report's, the most probable first."""
        numbers = self.channels.find(profile, self.active)
        if not len(numbers):
            return _NOTHING
        scored, numbers = len(numbers), nearest_of(self._look, profile, self.active, numbers)
        measured = measure(self._look, profile, self.lately.rarity_of(profile), self.active, numbers)
        probabilities = self.model.probabilities(measured)
        order = np.argsort(-probabilities, kind="stable")
        return Weighed(numbers[order], measured[order], probabilities[order], scored)

    def _is_joined(self, weighed: Weighed) -> bool:
        return len(weighed.numbers) > 0 and float(weighed.probabilities[0]) >= self.model.join_from

    def _inherit(self, report: ReportId, profile: Profile, head: Head) -> Placement:
        number = int(self.active.rows.owner[head.row])
        first = ReportId(self.active.rows.reports[head.row])
        told = (f"has {head.share:.0%} of the wording of report {first}",)
        self.active.count_report(number, profile.at, self.placed)
        event = StoryEvent(self._id(number), StoryChange.JOINED, (report,), evidence=told)
        return Placement(report, self._id(number), self._thread(number), (event,), 0.99, None, 0.99, False, first, 0)

    def _join(
        self,
        report: ReportId,
        subject: Subject,
        profile: Profile,
        weighed: Weighed,
        before: tuple[StoryEvent, ...] = (),
    ) -> Placement:
        number, probability = int(weighed.numbers[0]), float(weighed.probabilities[0])
        told = join_evidence(subject, profile, self._look, self.active, number, probability)
        event = StoryEvent(self._id(number), StoryChange.JOINED, (report,), evidence=told)
        runner_up = self._runner_up(weighed, 1)
        self._keep(number, report, profile)
        number, repaired = self._repair(number, weighed)
        return self._placement(report, number, (*before, event, *repaired), probability, weighed, runner_up)

    def _open(self, report: ReportId, profile: Profile, weighed: Weighed) -> Placement:
        nearest = float(weighed.probabilities[0]) if len(weighed.numbers) else 0.0
        story = self._new_id(report)
        affair = self._affair_of(weighed)
        number = self.active.open(story, story if affair is None else self._thread(affair))
        told = (
            f"nearest story {self._id(int(weighed.numbers[0]))}: {sureness(nearest)}"
            if len(weighed.numbers)
            else "shares nothing rare with any active story",
        )
        events = [StoryEvent(story, StoryChange.OPENED, (report,), evidence=told)]
        if affair is not None:
            names = "shares the names of its reports, tells of another event"
            events.append(StoryEvent(story, StoryChange.THREADED, other=self._id(affair), evidence=(names,)))
        runner_up = self._runner_up(weighed, 0)
        self._keep(number, report, profile)
        events += self._move_back(number, weighed)
        return self._placement(report, number, tuple(events), 1 - nearest, weighed, runner_up)

    def _placement(
        self,
        report: ReportId,
        number: int,
        events: tuple[StoryEvent, ...],
        probability: float,
        weighed: Weighed,
        runner_up: tuple[StoryId, float] | None,
    ) -> Placement:
        other, second = runner_up or (None, 0.0)
        return Placement(
            report,
            self._id(number),
            self._thread(number),
            events,
            probability,
            other,
            probability - second,
            self.model.is_uncertain(probability),
            None,
            weighed.scored,
        )

    def _runner_up(self, weighed: Weighed, at: int) -> tuple[StoryId, float] | None:
        if len(weighed.numbers) <= at:
            return None
        return self._id(int(weighed.numbers[at])), float(weighed.probabilities[at])

    def _keep(self, number: int, report: ReportId, profile: Profile) -> None:
        self.active.count_report(number, profile.at, self.placed)
        row = self.active.add_head(number, report, profile)
        self.channels.hold(profile, number, row)
        self.lately.count(profile)

    def _affair_of(self, weighed: Weighed) -> int | None:
        """The story whose affair a report's event is a part of, if any."""
        for number, measured, probability in zip(
            weighed.numbers.tolist(), weighed.measures, weighed.probabilities, strict=True
        ):
            if probability < THREAD_FROM:
                return None
            if measured[_FOUND_NAMES] >= _THREAD_NAMES and measured[_DAYS_TO_NEWEST] <= _THREAD_DAYS:
                return int(number)
        return None

    # Repairs

    def _repair(self, number: int, weighed: Weighed) -> tuple[int, list[StoryEvent]]:
        """Merge the story with the runner-up if the new report binds the two; the story the report is then in."""
        if len(weighed.numbers) < 2 or weighed.probabilities[1] < BINDS_FROM:
            return number, []
        other = int(weighed.numbers[1])
        sure = bond(self._bench(), number, other)
        if sure < MEET_FROM:
            return number, []
        older, younger = sorted((number, other), key=lambda one: (self._age(one), one))
        merged = self._id(younger)
        told = ("a new report belongs to both", f"their reports to each other: {sureness(sure)}")
        event = StoryEvent(merged, StoryChange.MERGED, other=self._id(older), evidence=told)
        self._closed.add(merged)
        for row in self.active.take_over(older, younger):
            self.channels.hold(self.active.rows.profile(row), older, row)
        return older, [event]

    def _age(self, number: int) -> float:
        oldest = float(self.active.oldest[number])
        return oldest if oldest == oldest else np.inf

    def _move_back(self, number: int, weighed: Weighed) -> list[StoryEvent]:
        """A story that opens may be what a report of the nearest story was waiting for: the newest of that story's kept
        reports goes over if it belongs here much more surely than there."""
        if not len(weighed.numbers) or weighed.probabilities[0] < _MOVES_FROM:
            return []
        other = int(weighed.numbers[0])
        kept = self.active.kept(other)
        if len(kept) < 2:
            return []
        bench = self._bench()
        here, row = max((belonging(bench, one, number), -one) for one in kept[1:])
        row = -row
        if here < BINDS_FROM:
            return []
        there = belonging(bench, row, other, without=row)
        if there > here - _MOVES_BY:
            return []
        report = ReportId(self.active.rows.reports[row])
        self.active.drop_row(other, row)
        self.active.add_row(number, row)
        self.active.count_report(number, float(self.active.rows.at[row]), self.placed)
        told = (f"here {sureness(here)}", f"there {sureness(there)}")
        return [
            StoryEvent(self._id(other), StoryChange.LEFT, (report,), other=self._id(number), evidence=told),
            StoryEvent(self._id(number), StoryChange.JOINED, (report,), other=self._id(other), evidence=told),
        ]

    def _bench(self) -> Bench:
        return Bench(self.active, self.lately, self._look, self.model)

    # Corrections

    def correct(self, story: StoryId, old: ReportId, new: ReportId, subject: Subject) -> Placement:
        """Let a newer version of a report take the place of the older, in its story unless it tells of another now.

        `story` is where the old one is. A story that left the active window, and a report that its story no longer
        keeps a row of, are corrected without a look.
        """
        event = StoryEvent(story, StoryChange.CORRECTED, (old, new))
        number = self.active.by_id.get(story)
        if number is None:
            return Placement(new, story, story, (event,), 0.99, None, 0.99, False, None, 0)
        profile = profile_of(subject)
        self.placed += 1
        row = next((one for one in self.active.kept(number) if self.active.rows.reports[one] == old), None)
        weighed = self.weigh(profile)
        if row is not None and len(self.active.kept(number)) > 1 and self._is_elsewhere(profile, number, row, weighed):
            self.active.drop_row(number, row)
            self.active.rows.give_up(row)
            moved = self._join(new, subject, profile, weighed)
            left = StoryEvent(
                story, StoryChange.LEFT, (new,), other=moved.story, evidence=("the new version tells of it",)
            )
            return replace(moved, events=(event, left, *moved.events))
        if row is not None:
            self.active.rows.write(row, profile)
            self.active.rows.reports[row] = new
            self.channels.hold(profile, number, row)
        return self._placement(new, number, (event,), 0.99, weighed, None)

    def _is_elsewhere(self, profile: Profile, number: int, row: int, weighed: Weighed) -> bool:
        if not len(weighed.numbers) or int(weighed.numbers[0]) == number or weighed.probabilities[0] < _SURELY:
            return False
        return belonging(self._bench(), row, number, without=row, profile=profile) < _HARDLY

    # The active window

    def _tidy(self) -> None:
        """Let stories leave that nothing has come to for long, and make room for more."""
        active, leaving = self.active, self._window.leaving(self.active, self.placed)
        if len(leaving):
            self.left.add([active.ids[number] for number in leaving], active.rows.terms[active.middle[leaving]])
            for number in leaving.tolist():
                active.close(number)
        if len(active.rows.reports) - len(active.rows.free) > self.channels.room:
            self.channels = Channels.of(active, 2 * self.channels.room)

    def _revive(self, profile: Profile, weighed: Weighed) -> tuple[Weighed, tuple[StoryEvent, ...]]:
        """Bring back stories that left and may be a report's; those it does not join leave again."""
        wanted = [StoryId(story) for story in self.left.like(profile) if story not in self.active.by_id]
        if not wanted or self._recall is None:
            return weighed, ()
        brought = sorted({self._refile(filed, profile_of(filed.subject)) for filed in self._recall(wanted)})
        again = self.weigh(profile)
        joined = int(again.numbers[0]) if self._is_joined(again) else -1
        for number in brought:
            if number != joined:
                self.active.close(number)
        if joined not in brought:
            return weighed, ()
        still = self.active.middle[again.numbers] >= 0
        kept = Weighed(again.numbers[still], again.measures[still], again.probabilities[still], again.scored)
        return kept, (StoryEvent(self._id(joined), StoryChange.REVIVED, evidence=("a report of it came late",)),)

    def _refile(self, filed: FiledSubject, profile: Profile) -> int:
        number = self.active.by_id.get(filed.story)
        if number is None:
            number = self.active.open(filed.story, filed.story)
        self._keep(number, filed.report, profile)
        return number

    # Keeping

    @classmethod
    def restore(cls, filed: Iterable[FiledSubject], recall: Recall | None = None) -> Desk:
        """The desk of reports whose stories are known, in the order they were filed. Copies are told again; threads are
        not known from subjects, so each story stands alone."""
        desk = cls(recall=recall)
        desk.hold(filed)
        return desk

    def hold(self, filed: Iterable[FiledSubject]) -> None:
        """Take in reports whose stories are known: what was filed since the desk was put away, or by others."""
        filed = iter(filed)
        while part := list(islice(filed, _AT_ONCE)):
            for one, profile in zip(part, profiles_of([one.subject for one in part]), strict=True):
                self._hold(one, profile)

    def _hold(self, one: FiledSubject, profile: Profile) -> None:
        self.placed += 1
        self._window.see(profile.at)
        head = head_of(profile, self.channels, self.active)
        number = self.active.by_id.get(one.story)
        if head is not None and number is not None and int(self.active.rows.owner[head.row]) == number:
            self.active.count_report(number, profile.at, self.placed)
        else:
            self._refile(one, profile)
        if self.placed % _LOOK_EVERY == 0:
            self._tidy()

    def freeze(self) -> bytes:
        """All that the desk holds as one block; `thaw` gives the desk back, and it goes on as if never put away."""
        return freeze(
            Frozen(
                self.active, self.channels, self.lately, self.left, self.placed, self._closed, list(self._window.times)
            )
        )

    @classmethod
    def thaw(cls, block: bytes, recall: Recall | None = None) -> Desk | None:
        """A desk from what `freeze` gave; nothing where the block is damaged or of another version: `restore` then."""
        frozen = thaw(block)
        if frozen is None:
            return None
        desk = cls(recall=recall)
        desk.active, desk.channels, desk.lately, desk.left = frozen.active, frozen.channels, frozen.lately, frozen.left
        desk.placed, desk._closed = frozen.placed, frozen.closed
        desk._window = Window(frozen.clock)
        return desk

    def _id(self, number: int) -> StoryId:
        return StoryId(self.active.ids[number])

    def _thread(self, number: int) -> StoryId:
        return StoryId(self.active.threads[number])

    def _new_id(self, report: ReportId) -> StoryId:
        """An id made from the report that opens the story, with a suffix where the id is taken or was."""
        base = f"s{report.removeprefix('r')}"
        story, count = base, 1
        while story in self.active.by_id or story in self._closed:
            count += 1
            story = f"{base}-{count}"
        return StoryId(story)


_FOUND_NAMES, _DAYS_TO_NEWEST = NAMES.index("middle_found_names"), NAMES.index("days_to_newest")
# Only where the new report was nearly taken for one of that story; and by so much the move must be for the better.
_MOVES_FROM, _MOVES_BY = 0.05, 0.3
