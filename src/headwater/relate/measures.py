"""What is measured between a report and the stories it may belong to, for all of them at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from headwater.relate.active import Active
from headwater.relate.profiles import ROOM, STARTS, TERMS, Kind, Measures, Profile, Terms, kind_of_places, slots_of

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
    "words", "headline", "lead", "names", "full_names", "figures", "bigrams", "found_words", "found_headline",
    "found_lead", "rare", "rare_lately", "titled", "meaning",
)  # fmt: skip
_BEST_AT = np.array([LAID.index(name) for name in _BEST])
NAMES = (
    *(f"middle_{name}" for name in LAID),
    *(f"best_{name}" for name in _BEST),
    "no_common_name",
    "no_common_figure",
    "no_common_place",
    "no_common_day",
    "days_to_newest",
    "days_to_mean",
    "days_outside",
    "reports",
    "length",
    "rank",
    "margin",
    "crowd",
    "affair",
    "headline_lately",
    "names_lately",
    "lasted",
)
_CROWD_FROM, _AFFAIR_FROM = 0.6, 0.3
_CONFLICTS = (Kind.NAMES, Kind.FIGURES, Kind.PLACES, Kind.DAYS)


class Look:
    """Lays one report beside rows; holds a table from terms to their places in the report."""

    def __init__(self) -> None:
        self._places = np.zeros(_SLOTS, np.uint8)
        self._mask = np.uint32(_SLOTS - 1)

    def glance(self, profile: Profile, terms: Terms, weights: NDArray[np.uint8]) -> Measures:
        """How much of the words and the headline of each of the rows is a report's."""
        own = slots_of(profile.terms[:_GLANCED], self._mask)
        self._places[own] = np.arange(1, _GLANCED + 1, dtype=np.uint8)
        place = self._places.take(slots_of(terms, self._mask), mode="clip")
        self._places[own] = 0
        mine = np.concatenate([[np.float32(0)], profile.weights[:_GLANCED]]).take(place, mode="clip")
        mine *= weights
        return np.asarray(mine.sum(axis=1))

    def lay(
        self, profile: Profile, lately: Measures, terms: Terms, weights: NDArray[np.uint8], meaning: NDArray[np.uint64]
    ) -> Measures:
        """A row of `LAID` for each of the rows."""
        own = slots_of(profile.terms, self._mask)
        self._places[own] = np.arange(1, TERMS + 1, dtype=np.uint8)
        place = self._places.take(slots_of(terms, self._mask), mode="clip").astype(np.intp)
        self._places[own] = 0
        hit = np.concatenate([[np.uint32(0)], profile.terms]).take(place, mode="clip") == terms
        hit &= place > 0
        mine = np.concatenate([[np.float32(0)], profile.weights]).take(place, mode="clip")
        mine *= hit
        laid = np.empty((len(terms), len(LAID)), np.float32)
        kinds = len(_KINDS)
        laid[:, :kinds] = np.add.reduceat(mine * weights, STARTS, axis=1)
        laid[:, :kinds] /= 255
        squares = lately * lately
        found = np.concatenate([[np.float32(0)], squares]).take(place, mode="clip")
        found *= hit
        whole = np.maximum(np.add.reduceat(squares, STARTS), 1e-6)
        laid[:, kinds : kinds + len(_FOUND)] = (np.add.reduceat(found, STARTS, axis=1) / whole)[:, _FOUND]
        words, held = place[:, :_WORDS], hit[:, :_WORDS]
        at = kinds + len(_FOUND)
        laid[:, at] = (_above(profile.rarity, _RARE_FROM).take(words, mode="clip") * held).sum(axis=1)
        rare = _above(lately, _RARE_LATELY).take(words, mode="clip") * held
        laid[:, at + 1] = rare.sum(axis=1)
        laid[:, at + 2] = rare.max(axis=1)
        titled = np.zeros(TERMS + 1, np.float32)
        titled[1 : _WORDS + 1] = profile.titled
        laid[:, at + 3] = (titled.take(words, mode="clip") * held).sum(axis=1)
        laid[:, at + 4] = 1 - bits_set(meaning ^ profile.meaning) / 64
        return laid


def _above(rarity: Measures, least: float) -> Measures:
    """By how much each is rarer than that, with a nought before the first."""
    return np.concatenate([np.zeros(1, np.float32), np.maximum(rarity - np.float32(least), 0)])


def bits_set(numbers: NDArray[np.uint64]) -> NDArray[np.int64]:
    """How many bits of each number are set."""
    return np.asarray(_SET.take(numbers.view(np.uint16).reshape(-1, 4)).sum(axis=1), dtype=np.int64)


_SET = np.unpackbits(np.arange(1 << 16, dtype=np.uint16).view(np.uint8).reshape(-1, 2), axis=1).sum(
    axis=1, dtype=np.uint8
)


def nearest_of(look: Look, profile: Profile, active: Active, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of the stories those whose middles have most in common with a report in words and headline, at most so many: one
    glance before all is measured."""
    if len(numbers) <= MOST_MEASURED:
        return numbers
    middles = active.middle[numbers]
    alike = look.glance(profile, active.rows.terms[middles, :_GLANCED], active.rows.weights[middles, :_GLANCED])
    return numbers[np.argsort(-alike, kind="stable")[:MOST_MEASURED]]


MOST_MEASURED = 16
_GLANCED = int(STARTS[Kind.LEAD])


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
    measured[:, column : column + len(_CONFLICTS)] = held & own & (best[:, _CONFLICTS] + middle[:, _CONFLICTS] == 0)
    column += len(_CONFLICTS)
    measured[:, column : column + 3] = _times(profile.at, active, numbers)
    measured[:, column + 3] = np.minimum(active.reports[numbers], 3)
    measured[:, column + 4] = min(profile.length, 400)
    measured[:, column + 5 : column + 8] = _standing(best[:, 0] + middle[:, 0] + best[:, 1] + best[:, 3])
    # How many of the stories have the report's names: in an affair another day's story is the likelier.
    measured[:, column + 8] = np.count_nonzero(middle[:, LAID.index("found_names")] >= _AFFAIR_FROM)
    measured[:, column + 9] = _mean_rarity(lately, profile, Kind.HEADLINE)
    measured[:, column + 10] = _mean_rarity(lately, profile, Kind.NAMES)
    lasted = active.newest[numbers] - active.oldest[numbers]
    measured[:, column + 11] = np.where(np.isnan(lasted), -1, np.minimum(lasted, 60))
    return measured


def _mean_rarity(lately: Measures, profile: Profile, kind: Kind) -> float:
    held = kind_of_places(kind)
    return float(lately[held].sum() / max(np.count_nonzero(profile.terms[held]), 1))


def _times(at: float, active: Active, numbers: NDArray[np.int64]) -> Measures:
    """Days to the newest report, to the mean of all, and outside of the time the story has lasted; -1 where unknown."""
    newest, oldest = active.newest[numbers], active.oldest[numbers]
    outside = np.maximum(np.maximum(oldest - at, at - newest), 0)
    days = np.column_stack([np.abs(newest - at), np.abs(active.mean[numbers] - at), outside])
    days[np.isnan(days)] = -1
    return np.asarray(np.minimum(days, 400), dtype=np.float32)


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
    return np.column_stack([np.minimum(rank, 10), margin, crowd]).astype(np.float32)
