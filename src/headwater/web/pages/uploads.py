"""Files and addresses that browsers hand over, made pages; nothing is written under a name of theirs, or at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from headwater.export.shown import shortened
from headwater.fetch.media_types import find_media_type
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.page import Page

_LONGEST_NAME = 80
_SCHEME = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def page_of_upload(name: str, content: bytes) -> Page:
    """A file as a page. Its address is made of its digest and its name: two files of one name are two pages, and no
    newer versions of each other.

    >>> page_of_upload("../../notes.txt", b"Brno.").address
    'upload:5ea29c0a/notes.txt'
    """
    plain = shortened(name.replace("\\", "/").rpartition("/")[2], _LONGEST_NAME) or "file"
    digest = hashlib.sha256(content).hexdigest()[:8]
    return Page(f"upload:{digest}/{plain}", content, find_media_type(plain, content))


@dataclass(frozen=True, slots=True)
class GivenAddresses:
    """The addresses of a form, and what in it was none."""

    addresses: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def read_addresses(words: str, most: int) -> GivenAddresses:
    """One http or https address a line. Nothing else is ever followed: a bare name would be a file of the server's.

    >>> read_addresses("https://paper.example/a\\n/etc/hosts", 5).addresses
    ('https://paper.example/a',)
    """
    lines = list(dict.fromkeys(filter(None, (line.strip() for line in words.splitlines()))))
    good = [line for line in lines if _SCHEME.match(line)]
    bad = [line for line in lines if not _SCHEME.match(line)]
    reason = "no web address; expected one that begins with https:// or http://"
    left = [LeftOut(line, reason) for line in bad[:most]]
    left += [LeftOut(line, f"over {most} addresses at once; send it again") for line in good[most : 2 * most]]
    return GivenAddresses(tuple(good[:most]), tuple(left))


def without_empty(pages: Sequence[Page]) -> tuple[list[Page], list[LeftOut]]:
    """The pages with something in them, and the empty ones with a reason: a form without a file sends an empty one."""
    empty = [LeftOut(page.address, "the file is empty") for page in pages if not page.content.strip()]
    return [page for page in pages if page.content.strip()], empty
