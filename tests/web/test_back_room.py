"""The back room does what takes long, in a process of its own."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from headwater.errors import UnknownStory
from headwater.newsroom import Newsroom
from headwater.web.back_room import BackRoom
from headwater.web.pages.shown import shown_as

ULLENFORD = Path(__file__).parents[2] / "examples" / "ullenford"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("room") / "news.sqlite")


@pytest.fixture(scope="module")
def room(archive: str) -> Iterator[BackRoom]:
    opened = BackRoom(archive, "none")
    yield opened
    opened.close()


def test_pages_are_added_with_word_of_each_then_told_and_checked(room: BackRoom, archive: str) -> None:
    read: list[str] = []
    pages = sorted(str(path) for path in ULLENFORD.iterdir())
    added = room.add(pages, read.append).result(120)
    assert len(added) == len(pages) == len(read) and not added.left_out

    with Newsroom(archive, parse_model="none") as newsroom:
        story = added[0].story
        assert newsroom.told(story) is None and newsroom.untold() == [story]
        assert room.tell(story).result(120) == story
        told = newsroom.told(story)
        assert told is not None and newsroom.untold() == []
        # What it has told it has shown, too, and shows what others told.
        kept = newsroom.shown(story, shown_as())
        assert kept and newsroom.unshown(shown_as()) == []
        newsroom.keep_shown(story, newsroom.brief_stamp(story) or "", "older templates", b"page")
        room.show([story]).result(120)
        assert newsroom.shown(story, shown_as()) == kept
        sentence = told.story.reports[0].prose.sentences[1].of(told.story.reports[0].text)
    assert room.check(sentence).result(120).answers


def test_a_story_that_is_not_there_is_an_error_for_who_asked(room: BackRoom) -> None:
    with pytest.raises(UnknownStory, match="no story 's0'") as error:
        room.tell("s0").result(120)
    assert error.value.story_id == "s0"


def test_a_process_that_is_killed_costs_the_work_in_hand_alone(room: BackRoom) -> None:
    assert room._pool is not None
    for process in list(room._pool._processes.values()):
        os.kill(process.pid, signal.SIGKILL)
    with pytest.raises((BrokenProcessPool, UnknownStory)):
        room.tell("s0").result(120)
    with pytest.raises(UnknownStory):
        room.tell("s0").result(120)
