"""What changed between two wordings, word by word."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from headwater.text.tokens import fold
from headwater.vocabulary.brief import WordChange, WordDiff

_CHANGES = {
    "equal": WordChange.SAME,
    "insert": WordChange.ADDED,
    "delete": WordChange.REMOVED,
    "replace": WordChange.REPLACED,
}
_EDGE = re.compile(r"^\W+|\W+$")


def diff_words(before: str, after: str) -> tuple[WordDiff, ...]:
    """The runs of words that stayed, went, came or were replaced, in order.

    Case, kinds of quotation marks and punctuation at the edges of a word are not changes.

    >>> [(d.change.value, d.before, d.after) for d in diff_words("We must go on", "We need to go on")]
    [('same', 'We', 'We'), ('replaced', 'must', 'need to'), ('same', 'go on', 'go on')]
    """
    old, new = before.split(), after.split()
    steps = Levenshtein.opcodes([_key(word) for word in old], [_key(word) for word in new])
    runs: list[WordDiff] = []
    for step in steps:
        run = WordDiff(
            _CHANGES[step.tag],
            " ".join(old[step.src_start : step.src_end]),
            " ".join(new[step.dest_start : step.dest_end]),
        )
        runs = [*runs[:-1], _joined(runs[-1], run)] if runs and _is_one_change(runs[-1], run) else [*runs, run]
    return tuple(runs)


def _is_one_change(first: WordDiff, second: WordDiff) -> bool:
    return first.change is not WordChange.SAME and second.change is not WordChange.SAME


def _joined(first: WordDiff, second: WordDiff) -> WordDiff:
    before = " ".join(filter(None, (first.before, second.before)))
    after = " ".join(filter(None, (first.after, second.after)))
    change = WordChange.REPLACED if before and after else WordChange.ADDED if after else WordChange.REMOVED
    return WordDiff(change, before, after)


def _key(word: str) -> str:
    return _EDGE.sub("", fold(word)) or word
