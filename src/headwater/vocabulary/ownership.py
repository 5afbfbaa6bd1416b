"""Owners: which outlets are under one hand, as far as the reader's own table says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headwater.vocabulary.report import Report


@dataclass(frozen=True, slots=True)
class Ownership:
    """One line of the table: an outlet, by its name or its domain, and who controls it."""

    outlet: str
    owner: str


class Owners:
    """Who controls which outlet. An outlet is known by the name on its pages or by the domain they come from; an owner
    that is controlled by another stands for that one."""

    def __init__(self, lines: Iterable[Ownership] = ()) -> None:
        self._owners: dict[str, str] = {}
        for line in lines:
            self._owners.setdefault(_key(line.outlet), line.owner.strip())

    def __len__(self) -> int:
        return len(self._owners)

    def owner_of(self, report: Report) -> str | None:
        """The last owner in the row of those that control the report's outlet; None where the table has none.

        >>> Owners([Ownership("The Herald", "Quill"), Ownership("Quill", "Quarto Group")]).top("Herald", "The Herald")
        'Quarto Group'
        """
        return self.top(*(name for name in (report.masthead.outlet, report.page.host) if name))

    def top(self, *names: str) -> str | None:
        """The last owner above the first of the names that has one."""
        owner = next((self._owners[_key(name)] for name in names if _key(name) in self._owners), None)
        passed = {_key(name) for name in names}
        while owner is not None and _key(owner) in self._owners and _key(owner) not in passed:
            passed.add(_key(owner))
            owner = self._owners[_key(owner)]
        return owner


def _key(name: str) -> str:
    return name.strip().casefold().removeprefix("www.").removesuffix(".")
