"""Stories being told in the back room, each once however many wait for it."""

from __future__ import annotations

import threading
from concurrent.futures import Future

from headwater.web.back_room import BackRoom


class Telling:
    """Which stories are being told. Asked from several threads."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._underway: dict[str, Future[str]] = {}

    def tell(self, story: str, back_room: BackRoom) -> None:
        """Have a story told unless it is being told. What went wrong the last time is raised here, once."""
        with self._turn:
            underway = self._underway.get(story)
            if underway is not None and not underway.done():
                return
            self._underway.pop(story, None)
            failed = underway.exception() if underway is not None else None
            if failed is not None:
                raise failed
            self._underway[story] = back_room.tell(story)
            done = [each for each, future in self._underway.items() if future.done() and not future.exception()]
            for each in done:
                del self._underway[each]

    def __len__(self) -> int:
        return sum(not future.done() for future in self._underway.values())
