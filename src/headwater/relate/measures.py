"""What is measured between a report and the stories it may belong to, for all of them at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from headwater.relate.active import Active
from headwater.relate.profiles import ROOM, STARTS, TERMS, Kind, Measures, Profile, Terms, slots_of

_SLOTS = 1 << 18
_WORDS = ROOM[Kind.WORDS]
# A word that stands in fewer than one of 150 news texts (natural logarithm) is rare; how much rarer counts.
_RARE_FROM, _RARE_LATELY = 5.0, 3.5
_KINDS = tuple(kind.name.lower() for kind in Kind)
# Of which kinds it is measured how much of the report's own is found in the story, whatever the story weighs it.
_FOUND = (Kind.WORDS, Kind.HEADLINE, Kind.LEAD, Kind.NAMES, Kind.FIGURES, Kind.BIGRAMS)

LAID = (
    *_KINDS, *(f"found_{kind.name.lower()}" for kind in _FOUND), "rare", "rare_lately", "rarest_lately",
    "titled", "meaning",
)  # fmt: skip
_BEST = (
    "words", "headline", "lead", "names", "full_names", "figures", "bigrams", "found_words", "found_headline", "rare",
    "rare_lately", "titled", "meaning",
)  # fmt: skip
_BEST_AT = np.array([LAID.index(name) for name in _BEST])
NAMES = (
    *(f"middle_{name}" for name in LAID),
    *(f"best_{name}" for name in _BEST),
    "no_common_name",
    "no_common_figure",
    "no_common_place",
    "days_to_newest",
    "days_to_mean",
    "days_outside",
    "reports",
    "length",
    "rank",
    "margin",
    "crowd",
)
_CROWD_FROM = 0.6
_CONFLICTS = (Kind.NAMES, Kind.FIGURES, Kind.PLACES)


class Look:
    """Lays one report beside rows; holds a table from terms to their places in the report."""

    def __init__(self) -> None:
        self._places = np.zeros(_SLOTS, np.uint8)
        self._mask = np.uint32(_SLOTS - 1)

    def lay(
        self, profile: Profile, lately: Measures, terms: Terms, weights: NDArray[np.uint8], meaning: NDArray[np.uint64]
    ) -> Measures:
        """A row of `LAID` for each of the rows."""
        own = slots_of(profile.terms, self._mask)
        self._places[own] = np.arange(1, TERMS + 1, dtype=np.uint8)
        place = self._places.take(slots_of(terms, self._mask))
        self._places[own] = 0
        hit = np.concatenate([[np.uint32(0)], profile.terms]).take(place) == terms
        hit &= place > 0
        mine = np.concatenate([[np.float32(0)], profile.weights]).take(place)
        mine *= hit
        laid = np.empty((len(terms), len(LAID)), np.float32)
        kinds = len(_KINDS)
        laid[:, :kinds] = np.add.reduceat(mine * weights, STARTS, axis=1)
        laid[:, :kinds] /= 255
        squares = lately * lately
        found = np.concatenate([[np.float32(0)], squares]).take(place)
        found *= hit
        whole = np.maximum(np.add.reduceat(squares, STARTS), 1e-6)
        laid[:, kinds : kinds + len(_FOUND)] = (np.add.reduceat(found, STARTS, axis=1) / whole)[:, _FOUND]
        words, held = place[:, :_WORDS], hit[:, :_WORDS]
        at = kinds + len(_FOUND)
        laid[:, at] = (_above(profile.rarity, _RARE_FROM).take(words) * held).sum(axis=1)
        rare = _above(lately, _RARE_LATELY).take(words) * held
        laid[:, at + 1] = rare.sum(axis=1)
        laid[:, at + 2] = rare.max(axis=1)
        titled = np.zeros(TERMS + 1, np.float32)
        titled[1 : _WORDS + 1] = profile.titled
        laid[:, at + 3] = (titled.take(words) * held).sum(axis=1)
        laid[:, at + 4] = 1 - bits_set(meaning ^ profile.meaning) / 64
        return laid


def _above(rarity: Measures, least: float) -> Measures:
    """By how much each is rarer than that, with a nought before the first."""
    return np.concatenate([[np.float32(0)], np.maximum(rarity - np.float32(least), 0)])


def bits_set(numbers: NDArray[np.uint64]) -> NDArray[np.int64]:
    """How many bits of each number are set."""
    return np.asarray(_SET.take(numbers.view(np.uint16).reshape(-1, 4)).sum(axis=1), dtype=np.int64)


_SET = np.unpackbits(np.arange(1 << 16, dtype=np.uint16).view(np.uint8).reshape(-1, 2), axis=1).sum(
    axis=1, dtype=np.uint8
)


def measure(look: Look, profile: Profile, lately: Measures, active: Active, numbers: NDArray[np.int64]) -> Measures:
    """A row of `NAMES` for each of the stories (at least one), by their numbers."""
    members = active.members[numbers]
    valid = members >= 0
    kept = members[valid]
    counts = valid.sum(axis=1)
    starts = np.cumsum(counts) - counts
    middles = active.middle[numbers]
    own_middle = np.flatnonzero(middles != members[:, 0])
    rows = np.concatenate([kept, middles[own_middle]])
    stored = active.rows
    laid = look.lay(profile, lately, stored.terms[rows], stored.weights[rows], stored.meaning[rows])
    at = starts.copy()
    at[own_middle] = len(kept) + np.arange(len(own_middle))
    middle = laid[at]
    best = np.maximum.reduceat(laid[: len(kept)], starts, axis=0)
    measured = np.empty((len(numbers), len(NAMES)), np.float32)
    measured[:, : len(LAID)] = middle
    column = len(LAID)
    measured[:, column : column + len(_BEST)] = best[:, _BEST_AT]
    column += len(_BEST)
    held = stored.weights[middles][:, STARTS[list(_CONFLICTS)]] > 0
    own = profile.weights[STARTS[list(_CONFLICTS)]] > 0
    measured[:, column : column + 3] = held & own & (best[:, _CONFLICTS] + middle[:, _CONFLICTS] == 0)
    column += 3
    measured[:, column : column + 3] = _times(profile.at, active, numbers)
    measured[:, column + 3] = np.minimum(active.reports[numbers], 3)
    measured[:, column + 4] = min(profile.length, 400)
    measured[:, column + 5 :] = _standing(best[:, 0] + middle[:, 0] + best[:, 1] + best[:, 3])
    return measured


def _times(at: float, active: Active, numbers: NDArray[np.int64]) -> Measures:
    """Days to the newest report, to the mean of all, and outside of the time the story has lasted; -1 where unknown."""
    newest, oldest = active.newest[numbers], active.oldest[numbers]
    outside = np.maximum(np.maximum(oldest - at, at - newest), 0)
    days = np.column_stack([np.abs(newest - at), np.abs(active.mean[numbers] - at), outside])
    return np.minimum(np.nan_to_num(days, nan=-1), 400).astype(np.float32)


def _standing(alike: Measures) -> Measures:
    """How many of the stories are more alike, by how much each is more alike than the best of the others, and how many
    are about as much alike as the best: of an affair there are many."""
    order = np.argsort(-alike, kind="stable")
    rank = np.empty(len(alike), np.float32)
    rank[order] = np.arange(len(alike))
    first = alike[order[0]]
    second = alike[order[1]] if len(alike) > 1 else np.float32(0)
    margin = alike - np.where(np.arange(len(alike)) == order[0], second, first)
    crowd = np.full(len(alike), np.count_nonzero(alike >= _CROWD_FROM * first))
    return np.column_stack([np.minimum(rank, 10), margin, crowd])
