"""What hangs on web addresses and tells nothing about the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from headwater.stylebook.tables import read_table


@dataclass(frozen=True, slots=True)
class TrackingParameters:
    """Parameters that tell who clicked where: by their whole name, or by how it starts."""

    names: frozenset[str]
    starts: tuple[str, ...]

    def holds(self, name: str) -> bool:
        """Whether a parameter is one of these."""
        folded = name.lower()
        return folded in self.names or folded.startswith(self.starts)


@cache
def tracking_parameters() -> TrackingParameters:
    """The parameters of tracking_parameters.csv; a star ends those known by how they start."""
    names = [row["name"] for row in read_table("tracking_parameters")]
    starts = tuple(name.removesuffix("*") for name in names if name.endswith("*"))
    return TrackingParameters(frozenset(name for name in names if not name.endswith("*")), starts)
