"""Whether the archive is still where it was opened.

A SQLite file that was deleted or replaced goes on answering who has it open, from what is no longer there for anybody
else: what is added then is lost. So it is looked for before it is asked; a look costs 2 µs.
"""

from __future__ import annotations

from pathlib import Path

from headwater.errors import MovedArchive


class Presence:
    """An archive's file as it was when it was opened; a server's archive says itself when it is away."""

    def __init__(self, archive: str) -> None:
        self._path = None if "://" in archive else Path(archive)
        self._opened_as = self._now()

    def check(self) -> None:
        """Raise MovedArchive where another file, or none, stands in its place."""
        if self._path is None:
            return
        now = self._now()
        if now is None:
            raise MovedArchive(str(self._path), "its file is no longer there")
        if now != self._opened_as:
            raise MovedArchive(str(self._path), "its file was replaced by another while it was served")

    def _now(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat() if self._path is not None else None
        except OSError:
            return None
        return None if found is None else (found.st_dev, found.st_ino)
