"""Additions: pages handed in over the web, read in the back room, each with its line in the log."""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from headwater.errors import HeadwaterError, RefusedAddress
from headwater.export.shown import on_one_line
from headwater.fetch.media_types import find_media_type
from headwater.store.accounts import Accounts
from headwater.vocabulary.account import LoggedPage
from headwater.vocabulary.archive import Additions
from headwater.vocabulary.page import Page
from headwater.web.back_room import BackRoom
from headwater.web.problems import words_of

_log = logging.getLogger("headwater.web")
# Those begun last are kept; an editor who looks for an older one finds its line in the log.
MOST_JOBS = 500
LONGEST_ADDRESS = 2_000
_STOPPED = "the server was stopped before it was read; hand it in again"
_FAULT = "a fault in Headwater itself; it stands in the server's log"


class JobState(StrEnum):
    """How far an addition is."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True)
class Job:
    """An addition under way: who asked for it, what was handed in, what was read of it so far, and what came of it."""

    id: str
    who: str
    begun_at: datetime
    handed_in: tuple[str, ...]
    read: list[str] = field(default_factory=list)
    state: JobState = JobState.WAITING
    additions: Additions | None = None
    failed: str | None = None


class AdditionDesk:
    """Takes pages in."""

    def __init__(self, accounts: Accounts, back_room: BackRoom) -> None:
        self._accounts, self._back_room = accounts, back_room
        self._turn = threading.Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    def begin(self, who: str, client: str, pages: Sequence[str | Page]) -> Job:
        """Log the addition and have the pages read; its job, to be looked at again."""
        addresses = tuple(page.address if isinstance(page, Page) else page for page in pages)
        now = datetime.now(UTC)
        line = self._accounts.begin_addition(now, who, client, addresses)
        job = Job(secrets.token_urlsafe(12), who, now, addresses)
        with self._turn:
            self._jobs[job.id] = job
            if len(self._jobs) > MOST_JOBS:
                self._jobs.popitem(last=False)
        begun = self._back_room.add(pages, job.read.append)
        begun.add_done_callback(lambda done: self._end(job, line, done))
        return job

    def find(self, job_id: str) -> Job | None:
        """The job of that id, if it is not too old."""
        return self._jobs.get(job_id)

    def _end(self, job: Job, line: int, done: Future[Additions]) -> None:
        try:
            additions = done.result()
        except HeadwaterError as error:
            job.failed = words_of(error)
        except CancelledError:
            job.failed = _STOPPED
        except Exception as fault:  # noqa: BLE001 - whatever it was, the log of additions must say so
            _log.error("an addition failed: %s: %s", type(fault).__name__, fault)
            job.failed = _FAULT
        else:
            job.additions = additions
        job.state = JobState.FAILED if job.failed else JobState.DONE
        outcomes = _outcomes(job)
        try:
            self._accounts.end_addition(line, datetime.now(UTC), outcomes)
        except HeadwaterError as error:
            _log.error("the log of additions could not be written: %s", error)


def address_given(text: str) -> str:
    """An address that somebody asks us to fetch. Raises RefusedAddress for all but http and https: `add` takes paths
    of files, too, and those of the server are nobody's to read."""
    address = text.strip()
    parts = urlsplit(address) if len(address) <= LONGEST_ADDRESS and address.isprintable() else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        raise RefusedAddress(on_one_line(address)[:200], "no http or https address; send the page itself as a file")
    return address


def page_given(name: str, content: bytes, media_type: str | None) -> Page:
    """A file that somebody sent. Its name is told apart from others' by its bytes: two people's `article.html` are not
    two versions of one report."""
    plain = re.sub(r"[^\w.() -]", "_", PurePosixPath(name.replace("\\", "/")).name)[:100] or "page"
    digest = hashlib.sha256(content).hexdigest()[:12]
    return Page(f"upload/{digest}/{plain}", content, find_media_type(plain, content, media_type))


def _outcomes(job: Job) -> list[LoggedPage]:
    if job.additions is None:
        return [LoggedPage(address, f"failed: {job.failed}") for address in job.handed_in]
    told = [LoggedPage(each.address, f"{each.change} {each.story}") for each in job.additions]
    told += [LoggedPage(address, "held already") for address in job.additions.held]
    return told + [LoggedPage(left.page, f"left out: {left.reason}") for left in job.additions.left_out]
