"""The desk: reports come one by one, and each is put into the story it tells of.

A copy inherits the story of the report whose wording it has. Any other report is weighed against the stories that
share its rarest features (`channels`), by what it has in common with them (`measures`), with boosted trees learned from
labelled stories (`training/stories.py`); it joins the most probable one or opens its own (streaming clustering with a
learned merge: Miranda et al. 2018). Then what it touched is looked at once more (`repairs`). Everything is bounded: the
stories weighed, the members kept, the repairs tried. The same reports in the same order give the same stories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.relate.active import Active
from headwater.relate.channels import Channels
from headwater.relate.copies import head_of
from headwater.relate.lately import Lately
from headwater.relate.measures import Look, Measures, measure
from headwater.relate.profiles import Profile, profile_of
from headwater.relate.story_model import StoryModel, load_story_model
from headwater.relate.told import join_evidence, sureness
from headwater.vocabulary.archive import FiledSubject, StoryChange, StoryEvent
from headwater.vocabulary.placement import Placement
from headwater.vocabulary.span import ReportId
from headwater.vocabulary.story import StoryId
from headwater.vocabulary.subject import Subject

Recall = Callable[[Sequence[StoryId]], Iterable[FiledSubject]]
"""Gives the subjects of stories that left the active window, from wherever they are kept."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The stories a report was weighed against, their measures and probabilities, the most probable first."""

    numbers: NDArray[np.int64]
    measures: Measures
    probabilities: Measures


_NOTHING = Weighed(np.zeros(0, np.int64), np.zeros((0, 0), np.float32), np.zeros(0, np.float32))


class Desk:
    """The running grouping."""

    def __init__(self, model: StoryModel | None = None, recall: Recall | None = None) -> None:
        self.model = model or load_story_model()
        self.active = Active()
        self.channels = Channels()
        self.lately = Lately()
        self.placed = 0
        self._look = Look()
        self._recall = recall

    def __len__(self) -> int:
        """How many stories are active."""
        return len(self.active)

    def place(self, report: ReportId, subject: Subject) -> Placement:
        """Put a report into a story; where, how surely, and all that came of it."""
        profile = profile_of(subject)
        self.placed += 1
        head = head_of(profile, self.channels, self.active)
        if head is not None:
            return self._inherit(report, profile, head.row, head.share)
        weighed = self.weigh(profile)
        if len(weighed.numbers) and weighed.probabilities[0] >= self.model.join_from:
            return self._join(report, subject, profile, weighed)
        return self._open(report, profile, weighed)

    def weigh(self, profile: Profile) -> Weighed:
        """The stories that may be a report's, the most probable first."""
        numbers = self.channels.find(profile, self.active)
        if not len(numbers):
            return _NOTHING
        measured = measure(self._look, profile, self.lately.rarity_of(profile), self.active, numbers)
        probabilities = self.model.probabilities(measured)
        order = np.argsort(-probabilities, kind="stable")
        return Weighed(numbers[order], measured[order], probabilities[order])

    def _inherit(self, report: ReportId, profile: Profile, row: int, share: float) -> Placement:
        number = int(self.active.rows.owner[row])
        head = ReportId(self.active.rows.reports[row])
        story = StoryId(self.active.ids[number])
        told = (f"has {share:.0%} of the wording of report {head}",)
        self.active.count_report(number, profile.at, self.placed)
        event = StoryEvent(story, StoryChange.JOINED, (report,), evidence=told)
        return Placement(report, story, self._thread(number), (event,), 0.99, None, 0.99, False, head, 0)

    def _join(self, report: ReportId, subject: Subject, profile: Profile, weighed: Weighed) -> Placement:
        number, probability = int(weighed.numbers[0]), float(weighed.probabilities[0])
        story = StoryId(self.active.ids[number])
        told = join_evidence(subject, profile, self.active, number, probability)
        self._keep(number, report, profile)
        event = StoryEvent(story, StoryChange.JOINED, (report,), evidence=told)
        return self._placement(report, number, (event,), probability, weighed, 1)

    def _open(self, report: ReportId, profile: Profile, weighed: Weighed) -> Placement:
        nearest = float(weighed.probabilities[0]) if len(weighed.numbers) else 0.0
        story = self._new_id(report)
        number = self.active.open(story, story)
        self._keep(number, report, profile)
        told = (sureness(1 - nearest) if len(weighed.numbers) else "shares nothing rare with any active story",)
        event = StoryEvent(story, StoryChange.OPENED, (report,), evidence=told)
        return self._placement(report, number, (event,), 1 - nearest, weighed, 0)

    def _placement(
        self,
        report: ReportId,
        number: int,
        events: tuple[StoryEvent, ...],
        probability: float,
        weighed: Weighed,
        next_at: int,
    ) -> Placement:
        has_next = len(weighed.numbers) > next_at
        runner_up = StoryId(self.active.ids[int(weighed.numbers[next_at])]) if has_next else None
        second = float(weighed.probabilities[next_at]) if has_next else 0.0
        return Placement(
            report,
            StoryId(self.active.ids[number]),
            self._thread(number),
            events,
            probability,
            runner_up,
            probability - second,
            self.model.is_uncertain(probability),
            None,
            len(weighed.numbers),
        )

    def _keep(self, number: int, report: ReportId, profile: Profile) -> None:
        self.active.count_report(number, profile.at, self.placed)
        row = self.active.add_head(number, report, profile)
        self.channels.hold(profile, number, row)
        self.lately.count(profile)

    def _thread(self, number: int) -> StoryId:
        return StoryId(self.active.threads[number])

    def _new_id(self, report: ReportId) -> StoryId:
        """An id made from the report that opens the story, with a suffix where one of that name is known already."""
        base = f"s{report.removeprefix('r')}"
        story, count = base, 1
        while story in self.active.by_id:
            count += 1
            story = f"{base}-{count}"
        return StoryId(story)

    def correct(self, story: StoryId, old: ReportId, new: ReportId, subject: Subject) -> Placement:
        """Let a newer version of a report take the place of the older, in its story unless it tells of another now.

        `story` is where the old one is. A story that left the active window keeps the new version unseen.
        """
        raise NotImplementedError

    @classmethod
    def restore(cls, filed: Iterable[FiledSubject], recall: Recall | None = None) -> Desk:
        """The desk of reports whose stories are known, in the order they were filed."""
        raise NotImplementedError

    def freeze(self) -> bytes:
        """All that the desk holds as one block; `thaw` gives the desk back, and it goes on as if never put away."""
        raise NotImplementedError

    @classmethod
    def thaw(cls, block: bytes, recall: Recall | None = None) -> Desk:
        """A desk from what `freeze` gave."""
        raise NotImplementedError
