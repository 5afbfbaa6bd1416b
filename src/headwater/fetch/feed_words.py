"""The small things that all feeds write in their own ways: times, addresses, plain words out of markup."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from headwater.vocabulary.doubt import Unresolved

_LONGEST_TIME = 60
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BLANK = re.compile(r"\s+")
# RFC 822 knows the zones of the United States; feeds of other places print theirs.
_ZONES = {
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "BST": 1,
    "WEST": 1,
    "IST": 5.5,
    "SGT": 8,
    "HKT": 8,
    "JST": 9,
}
_ZONE = re.compile(r"\s([A-Z]{3,4})$")


def resolve_time(printed: str | None) -> datetime | Unresolved:
    """The time a feed prints, by RFC 822 or ISO 8601 and as they are often miswritten.

    >>> resolve_time("Fri, 3 May 2024 10:05 +0200").isoformat()
    '2024-05-03T10:05:00+02:00'
    """
    words = _BLANK.sub(" ", printed[: _LONGEST_TIME + 1]).strip() if printed else ""
    if not words:
        return Unresolved("the feed prints no time")
    if len(words) > _LONGEST_TIME:
        return Unresolved(f"{words[:20]!r}... is no time")
    for attempt in (_iso, _rfc822):
        try:
            return attempt(words)
        except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
            continue
    return Unresolved(f"{words!r} is no time")


def _iso(words: str) -> datetime:
    return datetime.fromisoformat(re.sub(r"(?<=\d) (?=[+-]\d\d:?\d\d$)", "", words))


def _rfc822(words: str) -> datetime:
    zone = _ZONE.search(words)
    if zone and zone.group(1) in _ZONES:
        instant = parsedate_to_datetime(words[: zone.start()])
        return instant.replace(tzinfo=timezone(timedelta(hours=_ZONES[zone.group(1)])))
    instant = parsedate_to_datetime(words)
    return instant.replace(tzinfo=UTC) if words.endswith(("UTC", "Z", " UT")) and instant.tzinfo is None else instant


def plain_words(markup: str | None) -> str:
    """The words of a piece of HTML or of text that may be either, blanks drawn together.

    >>> plain_words("<b>Ferry</b> &amp; crew  safe")
    'Ferry & crew safe'
    """
    if not markup:
        return ""
    text = html.unescape(_TAG.sub(" ", markup)) if "<" in markup or "&" in markup else markup
    return _BLANK.sub(" ", text).strip()


def web_address(found: str | None, base: str) -> str | None:
    """A web address as a feed gives it, made whole by the address it stands under; null where it is none."""
    stripped = (found or "").strip()
    if not stripped or len(stripped) > 8_000 or _BLANK.search(stripped):
        return None
    if stripped.startswith(("http://", "https://")):
        return stripped
    try:
        address = urljoin(base, stripped)
    except ValueError:
        return None
    return address if address.lower().startswith(("http://", "https://")) else None
