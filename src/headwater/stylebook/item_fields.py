"""Which field of a JSON item is which part of a report: IPTC ninjs 1 to 3, trafilatura, news-please, Fundus, and what
people write by hand.

Names of fields are in lower case; 'a.b' is b within a, or within each of a list; 'a[role=b]' are those of a whose role
is b.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from headwater.errors import StylebookError
from headwater.stylebook.tables import read_table


@dataclass(frozen=True, slots=True)
class ItemField:
    """A field that holds a part of a report, and how its value is written: 'body' is the report's own text and nothing
    else, 'words' may have furniture in it, 'html' and 'either' may be marked up, 'sections' are Fundus's; 'names' and
    'instant' tell themselves."""

    part: str
    field: str
    form: str

    def values(self, item: object) -> list[Any]:
        """What stands in the field, of every element where it lies within a list; nothing if it is not there."""
        found = [item]
        for step in self.field.split("."):
            found = list(_within(found, step))
        return found


@cache
def item_fields(part: str) -> tuple[ItemField, ...]:
    """The fields that may hold a part, the most telling first."""
    return tuple(
        ItemField(row["part"], row["field"], row["form"]) for row in read_table("item_fields") if row["part"] == part
    )


_STEP = re.compile(r"(?P<key>[^\[]+)(?:\[(?P<told>\w+)=(?P<as_>[^\]]+)\])?")
# A list of bodies or authors has a handful; what is longer is no item.
_MOST_WITHIN = 1_000


def _within(parents: list[Any], step: str) -> Iterator[Any]:
    found = _STEP.fullmatch(step)
    if found is None:
        raise StylebookError("item_fields", f"{step!r} is no field")
    for parent in parents:
        inside = _lowered(parent).get(found["key"]) if isinstance(parent, dict) else None
        for each in inside[:_MOST_WITHIN] if isinstance(inside, list) else [inside]:
            if each is None:
                continue
            told = _lowered(each).get(found["told"]) if found["told"] and isinstance(each, dict) else None
            if found["told"] is None or (isinstance(told, str) and told.partition(";")[0].lower() == found["as_"]):
                yield each


def _lowered(item: dict[Any, Any]) -> dict[str, Any]:
    """ninjs 2 writes 'infosources', ninjs 3 'infoSources'."""
    return {str(key).lower(): value for key, value in item.items()}
