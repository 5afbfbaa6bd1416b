"""How common each feature has been lately: what is rare in news at large may be in every report of a flood week."""

from __future__ import annotations

import numpy as np

from headwater.relate.profiles import Measures, Profile, Terms, slots_of

_SLOTS = 1 << 16
# News at large counts as so many reports: the first reports of a desk are weighed as if it had read these.
_AT_LARGE = 500
# From so many reports on the counts are halved, so that what was common half a year ago is rare again.
_MOST = 20_000


class Lately:
    """Counts of the reports that held each term."""

    def __init__(self) -> None:
        self.counts = np.zeros(_SLOTS, np.uint32)
        self.total = 0

    def rarity_of(self, profile: Profile) -> Measures:
        """How rare each term of a report is, by natural logarithm, among the newest reports and news at large."""
        held = self.counts.take(_places(profile.terms))
        expected = _AT_LARGE * np.exp(-profile.rarity) + held + np.float32(0.5)
        rarity = np.log((_AT_LARGE + self.total) / expected).astype(np.float32)
        return np.asarray(np.where(profile.terms > 0, np.maximum(rarity, 0), 0), dtype=np.float32)

    def count(self, profile: Profile) -> None:
        """Count the terms of one more report."""
        self.counts[_places(profile.terms[profile.terms > 0])] += np.uint32(1)
        self.total += 1
        if self.total >= _MOST:
            self.counts >>= np.uint32(1)
            self.total >>= 1


def _places(terms: Terms) -> Terms:
    return slots_of(terms, np.uint32(_SLOTS - 1))
