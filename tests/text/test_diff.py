"""Word diffs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headwater.text.diff import diff_words
from headwater.vocabulary.brief import WordChange

WORDS = st.lists(st.sampled_from(["we", "must", "go", "on", "now,", "“now”", "Go"]), max_size=12).map(" ".join)


def test_a_replaced_run_is_one_change() -> None:
    runs = [(r.change, r.before, r.after) for r in diff_words("we must go on", "we need to go on today")]
    assert runs == [
        (WordChange.SAME, "we", "we"),
        (WordChange.REPLACED, "must", "need to"),
        (WordChange.SAME, "go on", "go on"),
        (WordChange.ADDED, "", "today"),
    ]


def test_marks_and_case_at_the_edge_of_a_word_are_no_change() -> None:
    assert {run.change for run in diff_words("“Go on”", "go on,")} == {WordChange.SAME}


@given(WORDS, WORDS)
def test_both_texts_can_be_read_off_a_diff(before: str, after: str) -> None:
    runs = diff_words(before, after)
    assert " ".join(run.before for run in runs if run.before) == before
    assert " ".join(run.after for run in runs if run.after) == after
