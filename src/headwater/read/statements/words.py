"""A report's words as the statement taggers see them: what each is, where it stands, and what it is to a cue.

Nothing is spelled out as text: every feature is a hash of small whole numbers, worked out for all words of a report at
once, and names a row of a table of weights (Weinberger et al. 2009, feature hashing).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from headwater.text.parse import Parsed, code
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import Stretch

Rows = NDArray[np.integer[Any]]
Hashes = NDArray[np.uint64]

WORD_BUCKETS, PAIR_BUCKETS = 1 << 16, 1 << 15
"""Rows of the tables of weights for words and for pairs of a word and a cue."""

# Dependencies whose presence below a word tells how it is used: with a subject and a clause it is a saying.
_TELLING_CHILDREN = (
    "nsubj", "nsubjpass", "ccomp", "xcomp", "dobj", "prep", "mark", "advcl", "agent", "neg", "poss", "acomp", "attr",
    "dative", "relcl", "acl", "parataxis", "pobj", "pcomp", "csubj",
)  # fmt: skip
# Contents of the labelled corpus reach 150 words from their cue at most; the bound keeps the time linear in the text.
_REACH = 200
# 'The mayor told reporters at the scene on Friday:' is as long as what announces a quotation gets.
_COLON_WITHIN = 12
# So that the work stays linear in a text that is nothing but cues: no content of the corpus reaches over so many.
_CUES_REACHED = 8
_POINTING_BACK = frozenset(map(code, (",", ":", "CC", "''", "-RRB-", ".")))
_POINTING_ON = frozenset(map(code, (",", ":", "CC", "IN", "TO", "``", "-LRB-", ".")))
# How many steps up a parse a path goes; longer ones are rare and say little.
_STEPS = 7
_MIX, _TURN = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Every word of a cue's window with that cue: `cue[i]` and `word[i]` belong together, and `features[i]` are
    rows of the table of pairs. The pairs of one cue stand together, in the order of the text."""

    cue: Rows
    word: Rows
    features: NDArray[np.int32]


class Words:
    """The words of one report's prose."""

    def __init__(self, prose: Prose, parsed: Parsed) -> None:
        self.parsed = parsed
        self.start, self.end, self.head, self.sentence = parsed.start, parsed.end, parsed.head, parsed.sentence
        self._text = prose.text
        opens = np.array([piece.start for piece in prose.paragraphs], dtype=np.int32)
        self.paragraph = np.searchsorted(opens, self.start, side="right") - 1
        self.quotation, self.mark = _quoted(self.start, self.end, prose)

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def stem(self) -> Hashes:
        """The words without their endings."""
        _, first, places = np.unique(self.parsed.lower, return_index=True, return_inverse=True)
        stems = [stem(self._text[self.start[row] : self.end[row]].lower()) for row in first]
        return np.array(stems, dtype=np.uint64)[places]

    @cached_property
    def _children(self) -> Hashes:
        """Which telling dependencies hang on each word, one bit each."""
        own = np.zeros(len(self), dtype=np.uint64)
        for bit, name in enumerate(_TELLING_CHILDREN):
            own |= (self.parsed.dep == code(name)).astype(np.uint64) << np.uint64(bit)
        below = np.zeros(len(self), dtype=np.uint64)
        hanging = self.head != np.arange(len(self))
        np.bitwise_or.at(below, self.head[hanging], own[hanging])
        return below

    @cached_property
    def _above(self) -> Rows:
        """Each word, what it hangs on, what that hangs on ...: `_STEPS` columns; a root repeats itself."""
        above: list[Rows] = [np.arange(len(self))]
        for _ in range(_STEPS - 1):
            above.append(self.head[above[-1]])
        return np.stack(above, axis=1)

    @cached_property
    def _paths(self) -> Hashes:
        """The dependencies passed on the first so many steps up, as one hash for each number of steps."""
        paths = [np.zeros(len(self), dtype=np.uint64)]
        for step in range(_STEPS - 1):
            paths.append(_mixed(paths[-1], self.parsed.dep[self._above[:, step]]))
        return np.stack(paths, axis=1)

    @cached_property
    def features(self) -> NDArray[np.int32]:
        """What each word is, as rows of the table of words."""
        parsed, n = self.parsed, len(self)
        rows = np.arange(n)
        last = n - 1
        quoted = self.mark.astype(np.uint64)
        before, after = np.maximum(rows - 1, 0), np.minimum(rows + 1, last)
        opens = (self.sentence[before] != self.sentence) | (rows == 0)
        closes = (self.sentence[after] != self.sentence) | (rows == last)
        edge = (opens * 2 + closes).astype(np.uint64)
        lower = parsed.lower
        previous, following = np.where(opens, np.uint64(1), lower[before]), np.where(closes, np.uint64(2), lower[after])
        depth = (self._above[:, 1:] != self._above[:, :-1]).sum(axis=1).astype(np.uint64)
        return _bucketed(
            WORD_BUCKETS,
            (lower,),
            (self.stem,),
            (parsed.tag, quoted),
            (parsed.dep, depth),
            (parsed.suffix, parsed.shape),
            (self.stem, parsed.dep),
            (self.stem, self._children),
            (parsed.tag, self._children),
            (self.stem[self.head], parsed.dep),
            (parsed.tag[self.head], parsed.dep, parsed.tag),
            (previous, lower),
            (lower, following),
            (quoted, quoted[before], quoted[after]),
            (edge, parsed.tag),
        )

    @property
    def above(self) -> Rows:
        """For each word the row of the one it hangs on, and for the row of nothing, which comes last, itself."""
        return np.append(self.head, len(self))

    def above_pairs(self, pairs: Pairs) -> Rows:
        """For each pair that of the word above with the same cue; the row of nothing where the window leaves it out."""
        n = len(pairs.word)
        first = np.searchsorted(pairs.cue, pairs.cue, side="left")
        last = np.searchsorted(pairs.cue, pairs.cue, side="right")
        above = self.head[pairs.word] - pairs.word[first] + first
        return np.append(np.where((above >= first) & (above < last), above, n), n)

    def without_loose_ends(self, rows: Rows) -> Rows:
        """The words of a phrase without commas at its ends, and without what points on to words it has not: 'A letter
        of'."""
        first, last = 0, len(rows)
        while last and self.parsed.tag[rows[last - 1]] in _POINTING_ON:
            last -= 1
        while first < last and self.parsed.tag[rows[first]] in _POINTING_BACK:
            first += 1
        return rows[first:last]

    def is_comma(self, row: int) -> bool:
        """Whether a word is a comma."""
        return bool(self.parsed.tag[row] == code(","))

    def ends_paragraph(self, row: int) -> bool:
        """Whether a word is the last of its paragraph but for a point."""
        return self._last_of_paragraph(row) - row <= 1

    def _last_of_paragraph(self, row: int) -> int:
        return int(np.searchsorted(self.paragraph, self.paragraph[row], side="right")) - 1

    def announces(self, cue: Rows) -> bool:
        """Whether the paragraph of a cue ends in a colon, soon behind it."""
        last = self._last_of_paragraph(int(cue[0]))
        return last - int(cue[-1]) <= _COLON_WITHIN and self.parsed.tag[last] == code(":")

    def heads_of(self, cues: Sequence[Rows]) -> Rows:
        """The word of each cue on which its others hang."""
        heads = []
        for cue in cues:
            inside = set(cue.tolist())
            heads.append(next((row for row in cue.tolist() if int(self.head[row]) not in inside), int(cue[-1])))
        return np.array(heads, dtype=np.intp)

    def windows(self, cues: Sequence[Rows]) -> list[Stretch]:
        """The rows in which the speaker and the content of each cue are looked for.

        They are its paragraph, as far as `_REACH` words and `_CUES_REACHED` other cues on each side. `cues` are all
        cues of the report, in order."""
        firsts = np.array([cue[0] for cue in cues], dtype=np.intp)
        lasts = np.array([cue[-1] for cue in cues], dtype=np.intp)
        paragraphs = self.paragraph[firsts]
        begins = np.maximum(np.searchsorted(self.paragraph, paragraphs, side="left"), firsts - _REACH)
        ends = np.minimum(np.searchsorted(self.paragraph, paragraphs, side="right"), lasts + _REACH + 1)
        if len(cues) > _CUES_REACHED:
            begins[_CUES_REACHED:] = np.maximum(begins[_CUES_REACHED:], firsts[:-_CUES_REACHED])
            ends[:-_CUES_REACHED] = np.minimum(ends[:-_CUES_REACHED], lasts[_CUES_REACHED:] + 1)
        return [Stretch(int(begin), int(end)) for begin, end in zip(begins, ends, strict=True)]

    def pairs(self, cues: Sequence[Rows], windows: Sequence[Stretch], among: Sequence[Rows]) -> Pairs:
        """The words of each cue's window beside that cue.

        A cue is the rows of its words, in order; `among` are all cues of the report, these included, in order."""
        begins = np.array([window.start for window in windows], dtype=np.intp)
        counts = np.array([window.end for window in windows], dtype=np.intp) - begins
        cue = np.repeat(np.arange(len(cues)), counts)
        word = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(begins, counts)
        cue_of = np.full(len(self), -1)
        for place, rows in enumerate(among):
            cue_of[rows] = place
        return Pairs(cue, word, self._pair_features(cue, word, cues, cue_of))

    def _pair_features(self, cue: Rows, word: Rows, cues: Sequence[Rows], cue_of: Rows) -> NDArray[np.int32]:
        parsed = self.parsed
        first = np.array([rows[0] for rows in cues], dtype=np.intp)[cue]
        last = np.array([rows[-1] for rows in cues], dtype=np.intp)[cue]
        head = self.heads_of(cues)[cue]
        number = cue_of[first]
        apart = np.where(word < first, word - first, np.where(word > last, word - last, 0))
        side = np.sign(apart) + 1
        away = self.sentence[word] - self.sentence[head]
        near = np.clip(away, -3, 3) + 3
        up, down, meet_up, meet_down = self._meeting(word, head)
        is_near = away == 0
        path = np.where(is_near, _mixed(up, down), np.uint64(7))
        top = np.where(is_near & (meet_up > 0), parsed.dep[self._above[word, np.maximum(meet_up - 1, 0)]], np.uint64(5))
        sunk = np.where(is_near, np.minimum(meet_down, 3) + 4 * np.minimum(meet_up, 3), 16)
        owner = self._owner(word, cue_of)
        owned = np.where(owner < 0, 0, np.where(owner == number, 1, 2))
        of_cue = np.where(cue_of[word] < 0, 0, np.where(cue_of[word] == number, 1, 2))
        opening = np.concatenate([[0], np.cumsum(np.diff(cue_of, prepend=-1) > 0)])
        low, high = np.minimum(word, last + 1), np.maximum(word, first)
        cues_between = np.minimum(np.abs(opening[high] - opening[low]), 2)
        commas = np.concatenate([[0], np.cumsum(parsed.tag == code(","))])
        commas_between = np.minimum(np.abs(commas[high] - commas[low]), 4)
        mark = self.mark[word]
        quoted = self._quotation_beside(word, first, last)
        stem, below = self.stem[head], self._children[head]
        length = np.sign(apart) * np.searchsorted([1, 2, 3, 4, 6, 9, 13, 21, 34], np.abs(apart), side="right") + 10
        return _bucketed(
            PAIR_BUCKETS,
            (length, of_cue),
            (side, near, owned),
            (path, side),
            (top, side, owned),
            (top, stem, side),
            (top, below, side),
            (path, stem),
            (mark, quoted, near, side),
            (quoted, stem, side),
            (cues_between, side, near),
            (commas_between, side, sunk),
            (sunk, below, side),
            (below, mark, quoted, side),
        )

    def _meeting(self, word: Rows, head: Rows) -> tuple[Hashes, Hashes, Rows, Rows]:
        """Where the ways up from a word and from a cue meet: the dependencies on both, and how many steps each is."""
        same = self._above[word][:, :, None] == self._above[head][:, None, :]
        meets = same.any(axis=2)
        up = np.where(meets.any(axis=1), meets.argmax(axis=1), _STEPS - 1)
        down = same[np.arange(len(word)), up].argmax(axis=1)
        return self._paths[word, up], self._paths[head, down] * np.uint64(3), up, down

    def _owner(self, word: Rows, cue_of: Rows) -> Rows:
        """The first cue met on the way up from each word; -1 where there is none."""
        owner = np.full(len(word), -1)
        for step in range(_STEPS - 1, -1, -1):
            met = cue_of[self._above[word, step]]
            owner = np.where(met >= 0, met, owner)
        return owner

    def _quotation_beside(self, word: Rows, first: Rows, last: Rows) -> Rows:
        """Whether a word stands in a quotation beside the cue (3), in its sentence (2), in another (1) or in none."""
        held = np.where(self.quotation >= 0, self.quotation, np.iinfo(np.int32).max)
        rows = np.arange(len(self))
        near_low = np.full(len(word), np.iinfo(np.int32).max)
        near_high = np.full(len(word), -1)
        for step in range(-4, 6):
            at = np.clip(np.where(step < 0, first + step, last + step), 0, len(rows) - 1)
            near_low = np.minimum(near_low, held[at])
            near_high = np.maximum(near_high, self.quotation[at])
        mine = self.quotation[word]
        beside = (mine >= near_low) & (mine <= near_high)
        in_sentence = self.sentence[word] == self.sentence[first]
        return np.where(mine < 0, 0, np.where(beside, 3, np.where(in_sentence, 2, 1)))


def beside(group: Rows, reach: int) -> tuple[Rows, Rows]:
    """For each row the one `reach` before and the one `reach` after it in its group, else the row of nothing.

    That is `len(group)`; it comes last and has nothing beside it either. Rows of a group stand together."""
    n = len(group)
    before, after = np.full(n + 1, n), np.full(n + 1, n)
    if n > reach:
        rows, is_same = np.arange(n), group[reach:] == group[:-reach]
        before[reach:n] = np.where(is_same, rows[:-reach], n)
        after[: n - reach] = np.where(is_same, rows[reach:], n)
    return before, after


def _quoted(start: NDArray[np.int32], end: NDArray[np.int32], prose: Prose) -> tuple[Rows, Rows]:
    """The quotation each word stands in, marks included (-1 for none), and what it is there: inside (1), the opening
    mark (2) or the closing one (3)."""
    quotation, mark = np.full(len(start), -1), np.zeros(len(start), dtype=np.intp)
    for place, span in enumerate(prose.quotations):
        first, last = np.searchsorted(start, span.start, side="left"), np.searchsorted(start, span.end, side="left")
        quotation[first:last], mark[first:last] = place, 1
        if first > 0 and end[first - 1] == span.start:
            quotation[first - 1], mark[first - 1] = place, 2
        if last < len(start) and start[last] == span.end:
            quotation[last], mark[last] = place, 3
    return quotation, mark


_IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "spoke": "speak", "thought": "think",
    "knew": "know", "known": "know", "felt": "feel", "held": "hold", "meant": "mean", "heard": "hear", "found": "find",
    "saw": "see", "seen": "see", "took": "take", "taken": "take", "made": "make", "swore": "swear", "read": "read",
}  # fmt: skip
_ENDINGS = ("ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s", "y", "e")


@cache
def stem(word: str) -> int:
    """A word without its ending, as a hash; crude and quick: 'denies', 'denied' and 'deny' are one."""
    root = _IRREGULAR.get(word, word)
    for ending in _ENDINGS:
        if root.endswith(ending) and len(root) - len(ending) >= 3:
            root = root[: -len(ending)]
            break
    if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "ls":
        root = root[:-1]
    return crc32(root.encode())


def _mixed(one: Hashes, other: Hashes) -> Hashes:
    mixed: Hashes = (one ^ (other + _MIX + (one << np.uint64(6)) + (one >> np.uint64(2)))) * _MIX
    return mixed ^ (mixed >> _TURN)


def _bucketed(buckets: int, *features: tuple[NDArray[np.generic], ...]) -> NDArray[np.int32]:
    """One column of table rows for each feature, which is a hash of the numbers it is made of and of its own place."""
    columns = []
    for place, parts in enumerate(features, start=1):
        hashed: Hashes = np.full(len(parts[0]), place, dtype=np.uint64)
        for part in parts:
            hashed = _mixed(hashed, part.astype(np.uint64))
        columns.append((hashed >> np.uint64(20)).astype(np.int64) % buckets)
    return np.stack(columns, axis=1).astype(np.int32)
