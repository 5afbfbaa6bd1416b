"""A report laid beside rows: what is common to both, and nothing of the blank places."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np

from headwater.relate.measures import Look
from headwater.relate.profiles import profile_of
from headwater.relate.subjects import subject_of

BRIDGE = subject_of("Bridge gives way", "A bridge over the River Teln gave way in Ullenford.", datetime(2025, 9, 7))


def test_blank_places_of_a_row_are_nobodys_whatever_a_report_holds() -> None:
    profile = profile_of(BRIDGE)
    terms = profile.terms.copy()
    # A term that falls where blanks fall in the sieve.
    terms[0] = (terms[0] >> np.uint32(13)) << np.uint32(13)
    assert terms[0] > 0 and not terms[-1]
    cells, places = Look().places_of(replace(profile, terms=terms), np.stack([terms, np.zeros_like(terms)]))
    assert cells.tolist() == places.tolist() == np.flatnonzero(terms).tolist()
