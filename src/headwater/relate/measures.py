"""What is measured between a report and the stories it may belong to, for all of them at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from headwater.relate.active import Active
from headwater.relate.profiles import (
    OF_PLACE,
    ROOM,
    STARTS,
    TERMS,
    Kind,
    Measures,
    Profile,
    Terms,
    kind_of_places,
    slots_of,
)

_SLOTS = 1 << 18
_WORDS = ROOM[Kind.WORDS]
# A word that stands in fewer than one of 150 news texts (natural logarithm) is rare; how much rarer counts.
_RARE_FROM, _RARE_LATELY = 5.0, 3.5
_KINDS = tuple(kind.name.lower() for kind in Kind)
# Of which kinds it is measured how much of the report's own is found in the story, whatever the story weighs it.
_FOUND = (Kind.WORDS, Kind.HEADLINE, Kind.LEAD, Kind.NAMES, Kind.FIGURES, Kind.BIGRAMS)
_FOUND_AT = np.array(_FOUND)

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
_CONFLICTS = np.array([Kind.NAMES, Kind.FIGURES, Kind.PLACES, Kind.DAYS])
_FIRST_OF_CONFLICTS = STARTS[_CONFLICTS]
_FOUND_NAMES = LAID.index("found_names")


class Look:
    """Lays one report beside rows. Of a row's terms few are the report's: a sieve of a few kilobytes lets through those
    that may be, and only they are looked up in a table from terms to their places in the report."""

    def __init__(self) -> None:
        self._sieve = np.zeros(_SIEVE, np.bool_)
        self._places = np.zeros(_SLOTS, np.uint8)
        self._laid: Terms = np.zeros(0, np.uint32)
        self._slots: Terms = np.zeros(0, np.uint32)
        # The first place is nobody's: what is not found stands there. No term has all bits set, and a blank has none.
        self._own = np.full(TERMS + 1, 0xFFFFFFFF, np.uint32)

    def places_of(self, profile: Profile, terms: Terms) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Which of some terms, counted row by row, are a report's, and their places in the report's row."""
        if profile.terms is not self._laid:
            self._take_up(profile.terms)
        cells = self._sieve.take(terms & _SIEVE_MASK).ravel().nonzero()[0]
        likely = terms.ravel().take(cells)
        place = self._places.take(slots_of(likely, _MASK)).astype(np.intp)
        is_own = self._own.take(place) == likely
        return cells[is_own], place[is_own] - 1

    def _take_up(self, terms: Terms) -> None:
        self._sieve.fill(False)
        self._places[self._slots] = 0
        held = terms.nonzero()[0]
        used = terms.take(held)
        self._slots = slots_of(used, _MASK)
        self._sieve[used & _SIEVE_MASK] = True
        self._places[self._slots] = held + 1
        self._own[1:] = terms
        self._laid = terms

    def glance(self, profile: Profile, terms: Terms, weights: NDArray[np.uint8]) -> Measures:
        """How much of the words and the headline of each of the rows is a report's."""
        cells, place = self.places_of(profile, terms)
        mine = profile.weights.take(place) * weights.ravel().take(cells)
        return np.bincount(cells // terms.shape[1], mine, len(terms)).astype(np.float32)

    def lay(
        self, profile: Profile, lately: Measures, terms: Terms, weights: NDArray[np.uint8], meaning: NDArray[np.uint64]
    ) -> Measures:
        """A row of `LAID` for each of the rows."""
        cells, place = self.places_of(profile, terms)
        row = cells // TERMS
        count, kinds = len(terms), len(_KINDS)
        laid = np.empty((count, len(LAID)), np.float32)
        # Equal terms are of one kind.
        kind = row * kinds
        kind += OF_PLACE.take(place)
        mine = profile.weights.take(place)
        mine *= weights.ravel().take(cells)
        np.divide(np.bincount(kind, mine, count * kinds).reshape(count, kinds), 255, out=laid[:, :kinds])
        squares = lately * lately
        whole = np.maximum(np.add.reduceat(squares, STARTS), 1e-6)
        found = np.bincount(kind, squares.take(place), count * kinds).reshape(count, kinds) / whole
        at = kinds + len(_FOUND)
        laid[:, kinds:at] = found.take(_FOUND_AT, axis=1)
        told = np.stack((profile.rarity[:_WORDS], lately[:_WORDS], profile.titled))
        told[:2] -= _LEAST_RARE
        np.maximum(told, 0, out=told)
        words = (place < _WORDS).nonzero()[0]
        row, told = row.take(words), told.take(place.take(words), axis=1)
        sums = np.bincount((row + count * _THREE).ravel(), told.ravel(), 3 * count).reshape(3, count)
        laid[:, at], laid[:, at + 1], laid[:, at + 3] = sums
        rarest = np.zeros(count, np.float32)
        np.maximum.at(rarest, row, told[1])
        laid[:, at + 2] = rarest
        laid[:, at + 4] = 1 - bits_set(meaning ^ profile.meaning) / 64
        return laid


_LEAST_RARE, _THREE = np.array([[_RARE_FROM], [_RARE_LATELY]], np.float32), np.arange(3)[:, None]
_SIEVE = 1 << 13
_SIEVE_MASK, _MASK = np.uint32(_SIEVE - 1), np.uint32(_SLOTS - 1)


def bits_set(numbers: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """How many bits of each number are set."""
    if hasattr(np, "bitwise_count"):
        return np.bitwise_count(numbers)
    return np.asarray(_SET.take(numbers.view(np.uint16).reshape(-1, 4)).sum(axis=1, dtype=np.uint8))


_SET = np.unpackbits(np.arange(1 << 16, dtype=np.uint16).view(np.uint8).reshape(-1, 2), axis=1).sum(
    axis=1, dtype=np.uint8
)


def nearest_of(look: Look, profile: Profile, active: Active, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of the stories those whose middles have most in common with a report in words and headline, at most so many: one
    glance before all is measured."""
    if len(numbers) <= MOST_MEASURED:
        return numbers
    stored, middles = active.rows, active.middle.take(numbers)
    alike = look.glance(profile, stored.terms[middles, :_GLANCED], stored.weights[middles, :_GLANCED])
    order = np.argsort(-alike, kind="stable")[:MOST_MEASURED]
    alike = alike[order]
    nearest: NDArray[np.int64] = numbers[order[alike >= _LEAST_ALIKE * alike[0]]]
    return nearest


# Measuring 16 gains nothing over 12, and leaving out what is less than a tenth as much alike as the first changes no
# figure; leaving out what is less than a fifth costs politics .001 (decisions/0032).
MOST_MEASURED, _LEAST_ALIKE = 12, 0.1
_GLANCED = int(STARTS[Kind.LEAD])


def measure(look: Look, profile: Profile, lately: Measures, active: Active, numbers: NDArray[np.int64]) -> Measures:
    """A row of `NAMES` for each of the stories (at least one), by their numbers."""
    members = active.members.take(numbers, axis=0)
    valid = members >= 0
    kept = members[valid]
    starts = np.zeros(len(numbers), np.int64)
    np.cumsum(valid.sum(axis=1)[:-1], out=starts[1:])
    middles = active.middle.take(numbers)
    own_middle = (middles != members[:, 0]).nonzero()[0]
    rows = np.concatenate([kept, middles[own_middle]])
    stored = active.rows
    laid = look.lay(
        profile, lately, stored.terms.take(rows, axis=0), stored.weights.take(rows, axis=0), stored.meaning.take(rows)
    )
    at = starts.copy()
    at[own_middle] = len(kept) + np.arange(len(own_middle))
    middle = laid.take(at, axis=0)
    best = np.maximum.reduceat(laid[: len(kept)], starts, axis=0)
    measured = np.empty((len(numbers), len(NAMES)), np.float32)
    measured[:, : len(LAID)] = middle
    column = len(LAID)
    measured[:, column : column + len(_BEST)] = best.take(_BEST_AT, axis=1)
    column += len(_BEST)
    held = stored.weights[middles[:, None], _FIRST_OF_CONFLICTS] > 0
    held &= profile.weights.take(_FIRST_OF_CONFLICTS) > 0
    held &= best.take(_CONFLICTS, axis=1) + middle.take(_CONFLICTS, axis=1) == 0
    measured[:, column : column + len(_CONFLICTS)] = held
    column += len(_CONFLICTS)
    _put_times(measured[:, column:], profile.at, active, numbers)
    measured[:, column + 3] = np.minimum(active.reports.take(numbers), 3)
    measured[:, column + 4] = min(profile.length, 400)
    _put_standing(measured[:, column + 5 : column + 8], best[:, 0] + middle[:, 0] + best[:, 1] + best[:, 3])
    # How many of the stories have the report's names: in an affair another day's story is the likelier.
    measured[:, column + 8] = np.count_nonzero(middle[:, _FOUND_NAMES] >= _AFFAIR_FROM)
    measured[:, column + 9] = _mean_rarity(lately, profile, Kind.HEADLINE)
    measured[:, column + 10] = _mean_rarity(lately, profile, Kind.NAMES)
    return measured


def _mean_rarity(lately: Measures, profile: Profile, kind: Kind) -> float:
    held = kind_of_places(kind)
    return float(lately[held].sum()) / max(int(np.count_nonzero(profile.terms[held])), 1)


def _put_times(measured: Measures, at: float, active: Active, numbers: NDArray[np.int64]) -> None:
    """Days to the newest report, to the mean of all, and outside of the time the story has lasted; then, after eight
    columns of others, how long that is. -1 where unknown."""
    newest, oldest = active.newest.take(numbers), active.oldest.take(numbers)
    days = np.empty((4, len(numbers)))
    np.subtract(newest, at, out=days[0])
    np.subtract(active.mean.take(numbers), at, out=days[1])
    np.maximum(oldest - at, -days[0], out=days[2])
    np.subtract(newest, oldest, out=days[3])
    np.abs(days[:2], out=days[:2])
    np.minimum(days, _MOST_DAYS, out=days)
    np.maximum(days, 0, out=days)
    days[days != days] = -1
    measured[:, :3] = days[:3].T
    measured[:, 11] = days[3]


_MOST_DAYS = np.array([400, 400, 400, 60])[:, None]


def _put_standing(measured: Measures, alike: Measures) -> None:
    """How many of the stories are more alike, by how much each is more alike than the best of the others, and how many
    are about as much alike as the best: of an affair there are many."""
    order = np.argsort(-alike, kind="stable")
    measured[order, 0] = _RANKS[: len(order)]
    first = alike[order[0]]
    measured[:, 1] = alike - first
    measured[order[0], 1] = first - alike[order[1]] if len(order) > 1 else first
    measured[:, 2] = np.count_nonzero(alike >= _CROWD_FROM * first)


_RANKS = np.minimum(np.arange(max(MOST_MEASURED, 64)), 10)
