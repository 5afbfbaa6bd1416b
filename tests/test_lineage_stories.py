"""The labelled stories of lineage: labels hold on their pages, a broken file is named with its line, a score counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
SET = BENCHMARKS / "gold" / "lineage"

STORY = """title: A boat
beat: shipping
origins: 2
link: b from a, rewrite
altered: b has "We sank fast" where a has "We sank slowly", words
drift: b has "nine men" where a has "six men"
credit: b drops Tern Wire of a
share: a, c quotation "It was dark"

== a | Tern Wire | 2031-05-04 09:10
# Boat sinks
A boat with six men sank off Skarr. "It was dark," said its cook. "We sank slowly."

== b | BoatBlog
# A boat went down
Off Skarr a boat carrying nine men has gone down. "We sank fast," the cook said.

== c | Skarr Echo
# On the quay
The baker saw the lamp go out. "It was dark," he said.
"""


@pytest.fixture(scope="module")
def stories() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BENCHMARKS)
        yield import_module("lineage_stories")


@pytest.fixture
def read(stories: ModuleType, tmp_path: Path) -> Callable[[str], object]:
    def read_text(text: str) -> object:
        path = tmp_path / "001-a-boat.txt"
        path.write_text(text)
        return stories.read_story(path)

    return read_text


def test_every_story_reads_and_all_its_labels_stand_on_their_pages(stories: ModuleType) -> None:
    told = stories.read_stories()
    assert [story.number for story in told] == list(range(1, len(told) + 1))
    assert all(story.title and story.beat and story.note and 3 <= len(story.pages) <= 6 for story in told)


def test_a_third_is_kept_aside_and_a_third_has_no_easy_cues(stories: ModuleType) -> None:
    told, kept = stories.read_stories(), stories.read_stories("check")
    assert [story.number for story in kept] == [story.number for story in told if story.number % 3 == 0]
    for some in (told, kept):
        assert sum(not story.has_easy_cues for story in some) >= len(some) / 3


def test_the_counts_in_the_readme_are_those_of_the_files(stories: ModuleType) -> None:
    printed = (SET / "README.md").read_text()
    for name, count in stories.count_labels(stories.read_stories()).items():
        assert f"| {name} | {count:,} |" in printed


def test_a_whole_story_reads(read: Callable[[str], object]) -> None:
    story = read(STORY)
    assert (story.title, story.origins, list(story.pages)) == ("A boat", 2, ["a", "b", "c"])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("link: b from a", "link: b of a", "line 4: 'link: b of a, rewrite' cannot be read; expected such as 'link: b"),
        ("link: b from a", "link: b from x", "line 4: there is no page 'x'; there are a, b, c"),
        ("rewrite\n", "rewrite\nlink: a from b, rewrite\n", "line 4: page 'b' is made from itself, over a, b"),
        ("origins: 2", "origins: 3", "line 3: origins is 3; by the links and the unseen there are 2"),
        ("origins: 2", "origins: two", "line 3: origins is 'two'; expected how many"),
        ("origins: 2", "origins: ²", "line 3: origins is '²'; expected how many"),
        ("beat:", "topic:", "line 2: no label is called 'topic'"),
        ('slowly", words', 'slowly", wording', "line 5: 'altered: b has"),
        (
            "origins: 2",
            'origins: 2\naltered: c has "he said" where a has "its cook", words',
            "line 4: page c is not made",
        ),
        ('"nine men" where', '"ten men" where', "line 6: 'ten men' stands 0 times on page b; expected once"),
        ('"six men"', '"s"', "line 6: 's' stands 9 times on page a; expected once"),
        ("credit: b drops Tern Wire of a\n", "", "line 4: page b names none of Tern Wire: a credit label is due"),
        ("a boat carrying", "a Tern Wire boat carrying", "line 7: page b names Tern Wire"),
        ("altered: b", "note: b", "line 4: page b quotes 'we sank fast', which its parents do not"),
        ('"We sank fast," the', '"We sank fast," it was dark, the', "line 4: page b tells 'it was dark' without"),
        ("share: a, c", "share: a, b", "line 8: 'It was dark' stands 0 times on page b"),
        ("09:10", "9 a.m.", "line 10: '2031-05-04 9 a.m.' is no time such as"),
        ("== c | Skarr Echo", "== b | Skarr Echo", "line 18: a second page 'b'"),
        ("== c | Skarr Echo", "== Skarr Echo", "line 18: '== Skarr Echo' is no heading"),
        ("# On the quay\n", "", "line 19: page 'c' has no headline"),
        (STORY, "", "line 1: no page; a page begins with"),
    ],
)
def test_a_broken_story_is_named_with_its_line(
    stories: ModuleType, read: Callable[[str], object], old: str, new: str, told: str
) -> None:
    assert old in STORY
    with pytest.raises(stories.BadStory) as fault:
        read(STORY.replace(old, new, 1))
    assert str(fault.value).startswith(f"001-a-boat.txt, {told}")


@given(st.data())
@settings(max_examples=60)
def test_whatever_is_put_into_a_line_is_read_or_named(
    stories: ModuleType, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    lines = STORY.splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    lines[place] = data.draw(st.sampled_from(["", lines[place][:9], "== "])) + data.draw(st.text(max_size=30))
    path = tmp_path_factory.getbasetemp() / "002-broken.txt"
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    try:
        stories.read_story(path)
    except stories.BadStory as fault:
        assert 1 <= fault.line <= len(path.read_text(encoding="utf-8").splitlines()) + 1


def test_a_link_that_is_labelled_counts_and_one_that_is_not_counts_against(stories: ModuleType) -> None:
    scorer = import_module("lineage_gold")
    gold = stories.read_story(SET / "stories" / "001-ferry-turned-back.txt")
    reading, left = scorer.read_whole(gold)
    marks = list(scorer.score(reading))
    assert left == []
    assert scorer.in_figures("links, parent alone", marks) == "P 1.00 R 1.00 (2)"
    unlabelled = replace(reading, gold=replace(gold, links=[], origins=4))
    assert scorer.in_figures("links, parent alone", list(scorer.score(unlabelled))) == "P 0.00 R - (0)"
