"""Two versions of a report, paragraph by paragraph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headwater.export.versions import ChangedParagraph, compare_versions
from headwater.vocabulary.brief import WordChange
from headwater.vocabulary.report import Report
from tests.web.test_pages_parts import read

FIRST = (
    "Ferry aground off Selm\n\nSELM, Sept 9, 2025 (Northwire) - A ferry ran aground on Tuesday and 41 passengers were "
    "brought ashore, the harbour master said.\n\nThe weather was calm.\n\nThe ferry is to sail again on Friday.\n"
)


def version(text: str) -> Report:
    return read("ferry.txt", text)


def paragraphs(before: Report, after: Report) -> list[ChangedParagraph]:
    return [one for passage in compare_versions(before, after) for one in passage.paragraphs]


def words(before: Report, after: Report) -> list[tuple[str, str]]:
    found = [run for one in paragraphs(before, after) for run in one.diff if run.change is not WordChange.SAME]
    return [(run.before, run.after) for run in found]


def test_a_changed_number_is_the_one_change_and_its_paragraph_stands_among_the_others() -> None:
    after = version(FIRST.replace("41", "43"))
    assert words(version(FIRST), after) == [("41", "43")]
    assert [one.is_unchanged for one in paragraphs(version(FIRST), after)].count(False) == 1


def test_a_paragraph_that_came_and_one_that_went_stand_where_they_are_and_were() -> None:
    after = version(FIRST.replace("The weather was calm.\n\n", "") + "\nNobody was hurt, she said.\n")
    changed = [one for one in paragraphs(version(FIRST), after) if not one.is_unchanged]
    assert [[(run.before, run.after) for run in one.diff] for one in changed] == [
        [("The weather was calm.", "")],
        [("", "Nobody was hurt, she said.")],
    ]
    again = paragraphs(version(FIRST), after)
    assert again.index(changed[0]) < len(again) - 2


def test_unchanged_paragraphs_fold_from_three_on_and_the_same_version_has_no_change() -> None:
    (passage,) = compare_versions(version(FIRST), version(FIRST))
    assert passage.is_folded and len(passage.paragraphs) >= 3


def test_a_page_rewritten_from_end_to_end_is_told_whole_on_each_side_at_once() -> None:
    old = version("\n\n".join(f"The council of Selm heard witness {number} on the grounding." for number in range(250)))
    new = version("\n\n".join(f"In hall {number} nobody of the harbour office would speak." for number in range(250)))
    told = paragraphs(old, new)
    assert {run.change for one in told for run in one.diff} == {WordChange.REMOVED, WordChange.ADDED}


@given(st.lists(st.sampled_from("one two three four five".split()), max_size=6).map("\n\n".join))
def test_the_later_version_can_be_read_off_the_changes(text: str) -> None:
    before, after = version(FIRST), version(FIRST + "\n" + text + "\n")
    printed = [block.span.of(after.text) for block in after.blocks if not block.kind.is_furniture]
    read_off = [run.after for one in paragraphs(before, after) for run in one.diff]
    assert " ".join(read_off).split() == " ".join(printed).split()
