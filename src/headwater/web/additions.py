"""Additions: pages handed in over the web, read in the back room, each with its line in the log."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from headwater.errors import HeadwaterError, RefusedAddress
from headwater.export.shown import on_one_line
from headwater.fetch.media_types import find_media_type
from headwater.store.accounts import Accounts
from headwater.vocabulary.account import LoggedPage
from headwater.vocabulary.archive import Additions
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.page import Page
from headwater.web.back_room import BackRoom
from headwater.web.jobs import Job, Jobs
from headwater.web.problems import words_of

_log = logging.getLogger("headwater.web")
LONGEST_ADDRESS = 2_000
_STOPPED = "the server was stopped before it was read; hand it in again"
_FAULT = "a fault in Headwater itself; it stands in the server's log"


class AdditionDesk:
    """Takes pages in: every addition has its line in the log, and is a job to be looked at again."""

    def __init__(self, accounts: Accounts, back_room: BackRoom) -> None:
        self._accounts, self._back_room = accounts, back_room
        self._jobs: Jobs[Additions] = Jobs()

    def begin(
        self, who: str, client: str, pages: Sequence[str | Page], left_out: Sequence[LeftOut] = ()
    ) -> Job[Additions]:
        """Have pages read; that it was asked for, by whom and from where, and what became of them stands in the log."""
        job: Job[Additions] = Job(who, _addresses(pages), tuple(left_out))
        line = self._accounts.begin_addition(job.begun_at, who, client, job.handed_in)
        job.future = self._back_room.add(pages, job.tell)
        job.future.add_done_callback(lambda done: self._log(line, job.handed_in, done))
        return self._jobs.keep(job)

    def find(self, job_id: str) -> Job[Additions] | None:
        """The job of that id, if it is not too old."""
        return self._jobs.find(job_id)

    def _log(self, line: int, addresses: Sequence[str], done: Future[Additions]) -> None:
        outcome = outcome_of(done)
        if isinstance(outcome, Additions):
            pages = _pages(outcome)
        else:
            pages = [LoggedPage(address, f"failed: {outcome}") for address in addresses]
        if outcome == _FAULT:
            fault = done.exception()
            _log.error("an addition failed: %s: %s", type(fault).__name__, fault)
        try:
            self._accounts.end_addition(line, datetime.now(UTC), pages)
        except HeadwaterError as error:
            _log.error("the log of additions could not be written: %s", error)


def outcome_of(done: Future[Additions]) -> Additions | str:
    """What came of an addition that is done, or why nothing did."""
    try:
        return done.result()
    except HeadwaterError as error:
        return words_of(error)
    except CancelledError:
        return _STOPPED
    except Exception:  # noqa: BLE001 - whatever it was, the log of additions must say so
        return _FAULT


def _addresses(pages: Sequence[str | Page]) -> tuple[str, ...]:
    return tuple(page.address if isinstance(page, Page) else page for page in pages)


def _pages(additions: Additions) -> list[LoggedPage]:
    told = [LoggedPage(each.address, f"{each.change} {each.story}") for each in additions]
    told += [LoggedPage(address, "held already") for address in additions.held]
    return told + [LoggedPage(left.page, f"left out: {left.reason}") for left in additions.left_out]


def address_given(text: str) -> str:
    """An address that somebody asks us to fetch. Raises RefusedAddress for all but http and https: `add` takes paths
    of files, too, and those of the server are nobody's to read."""
    address = text.strip()
    try:
        parts = urlsplit(address) if len(address) <= LONGEST_ADDRESS and address.isprintable() else None
    except ValueError:  # "http://[": half of an address of version 6
        parts = None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        raise RefusedAddress(
            on_one_line(address)[:200], "no web address (http or https); send the page itself as a file"
        )
    return address


def page_given(name: str, content: bytes, media_type: str | None) -> Page:
    """A file that somebody sent, by a form or a program. Its name is told apart from others' by its bytes: two people's
    `article.html` are not two versions of one report, and the same file sent twice is one page.

    >>> page_given("../../notes.txt", b"Brno.", None).address
    'upload:5ea29c0a22b8/notes.txt'
    """
    plain = re.sub(r"[^\w.() -]", "_", PurePosixPath(name.replace("\\", "/")).name)[:100] or "page"
    digest = hashlib.sha256(content).hexdigest()[:12]
    return Page(f"upload:{digest}/{plain}", content, find_media_type(plain, content, media_type))
