"""What came in through a door that is no plain file: from the web, or out of a web archive."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.page import Page


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave along with a page; handed in with the next request, it answers only if the page has changed.

    Both are the server's own words and are passed back untouched.
    """

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class RobotsVerdict:
    """Whether a site's robots.txt lets us fetch an address, by which file, and why."""

    address: str
    robots_address: str
    is_allowed: bool
    reason: str
    crawl_delay: float | None = None


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page from the web. `asked` is the address that was asked for, `redirects` those passed on the way from it to
    the page's own; `robots` is the verdict on the last of them."""

    page: Page
    asked: str
    validators: Validators
    robots: RobotsVerdict
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server's answer that the page is still as it was when these validators were given."""

    asked: str
    validators: Validators
    robots: RobotsVerdict


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """One record of a web archive: its page, or why there is none. `offset` is where its record begins in the file, or
    the gzip member that holds it: hand it to the archive again to go on after it."""

    page: Page | LeftOut
    offset: int
