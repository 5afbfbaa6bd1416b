"""Who is told: a file of JSON lines, a webhook; and which feeds somebody meant by the names given."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from headwater.errors import NotDelivered, UnreadablePage
from headwater.export.archive_contract import alert_line
from headwater.fetch.bounds import LARGEST_FEED
from headwater.fetch.feeds import parse_feed
from headwater.fetch.media_types import find_media_type
from headwater.fetch.opened import left_out
from headwater.fetch.webhook import Webhook
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.page import Page
from headwater.vocabulary.watch import Alert

# An alert that is told again after a crash is among the last that were written.
_REMEMBERED, _TAIL = 2_000, 4_000_000


class AlertFile:
    """A file that gets a line of JSON for each alert. An alert that stands in it already is not written again, and a
    line that a crash broke off is ended before the next."""

    def __init__(self, path: Path) -> None:
        self.name = f"file {path.absolute()}"
        self._path = path
        self._written = _last_ids(path)

    def tell(self, alert: Alert) -> None:
        """Write the alert and wait until it is on the disk; NotDelivered where it cannot be written."""
        if alert.id in self._written:
            return
        try:
            with self._path.open("ab+") as file:
                if file.tell():
                    file.seek(-1, os.SEEK_END)
                    if file.read(1) != b"\n":
                        file.write(b"\n")
                file.write(alert_line(alert).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as fault:
            raise NotDelivered(str(self._path), fault.strerror or str(fault)) from fault
        self._written.append(alert.id)


class AlertHook:
    """An address that each alert is posted to."""

    def __init__(self, address: str, secret: str | None) -> None:
        self.name = f"webhook {address}"
        self._webhook = Webhook(address, secret)

    def tell(self, alert: Alert) -> None:
        """Post the alert; NotDelivered where nobody takes it."""
        self._webhook.post(alert_line(alert).encode(), alert.id)


def feeds_named(names: Sequence[str]) -> tuple[list[str], list[LeftOut]]:
    """The addresses of the feeds that are named, and those that OPML files list; what is neither is left out."""
    feeds: list[str] = []
    left: list[LeftOut] = []
    for name in names:
        if "://" in name:
            feeds.append(name)
            continue
        try:
            content = Path(name).read_bytes()[: LARGEST_FEED + 1]
            listed = parse_feed(Page(name, content, find_media_type(name, content)))
        except UnreadablePage as fault:
            left.append(left_out(fault))
        except (OSError, ValueError) as fault:
            left.append(LeftOut(name, f"cannot be read ({getattr(fault, 'strerror', None) or fault}); check its name"))
        else:
            feeds += listed.feeds
            if not listed.feeds:
                left.append(LeftOut(name, "lists no feeds; name a feed by its http address, or an OPML file"))
    return list(dict.fromkeys(feeds)), left


def _last_ids(path: Path) -> deque[str]:
    """The ids of the last alerts in a file; a line that is none counts for nothing."""
    ids: deque[str] = deque(maxlen=_REMEMBERED)
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _TAIL))
            lines = file.read().splitlines()
    except OSError:
        return ids
    for line in lines:
        try:
            ids.append(json.loads(line)["alert"]["id"])
        except (ValueError, KeyError, TypeError):
            continue
    return ids
