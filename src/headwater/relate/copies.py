"""Copies: which report a report has its wording from, as far as sketches tell, and when that does not make one story.

Two weather notes have nine tenths of their words in common and tell of two days; a crime brief is a form with other
names in it. So a copy must agree with its head in the names, the figures and the days it tells (template twins).
"""

from __future__ import annotations

from dataclasses import dataclass

from headwater.relate.active import Active
from headwater.relate.channels import Channels
from headwater.relate.profiles import Kind, Profile, kind_of_places

# Of the labelled texts pairs from here on are reprints; edited reprints between .4 and this are weighed like others.
COPY_FROM = 0.6
# A text printed again weeks later is another matter: a standing text, or an anniversary.
_MOST_DAYS = 7.0
# Of the names, figures or days told by the text that tells fewer, at least this share must be in the other.
_LEAST_COMMON = 0.6
_TELLING = (Kind.NAMES, Kind.FIGURES, Kind.DAYS, Kind.HEADLINE)


@dataclass(frozen=True, slots=True)
class Head:
    """The report whose wording another has: its row, and the share that is in both."""

    row: int
    share: float


def head_of(profile: Profile, channels: Channels, active: Active) -> Head | None:
    """The head of the family of copies that a report belongs to, if it belongs to one."""
    for share, row in channels.wordings_like(profile, active):
        if share < COPY_FROM:
            return None
        if not _tells_of_another(profile, active, row):
            return Head(row, share)
    return None


def _tells_of_another(profile: Profile, active: Active, row: int) -> bool:
    """Whether a text of like wording tells of something else: another day, other names, other figures."""
    if abs(profile.at - active.rows.at[row]) > _MOST_DAYS:
        return True
    terms = active.rows.terms[row]
    for kind in _TELLING:
        mine, theirs = profile.terms[kind_of_places(kind)], terms[kind_of_places(kind)]
        told, told_there = set(mine[mine > 0].tolist()), set(theirs[theirs > 0].tolist())
        if len(told & told_there) < _LEAST_COMMON * min(len(told), len(told_there)):
            return True
    return False
