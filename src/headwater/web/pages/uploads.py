"""What a form hands over: which of its addresses are followed, and which of its files have something in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.errors import RefusedAddress
from headwater.vocabulary.doubt import LeftOut
from headwater.vocabulary.page import Page
from headwater.web.additions import address_given


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
    good: list[str] = []
    left: list[LeftOut] = []
    for line in lines:
        try:
            good.append(address_given(line))
        except RefusedAddress as refused:
            left.append(LeftOut(refused.address, refused.reason))
    left = left[:most] + [
        LeftOut(line, f"over {most} addresses at once; send it again") for line in good[most : 2 * most]
    ]
    return GivenAddresses(tuple(good[:most]), tuple(left))


def without_empty(pages: Sequence[Page]) -> tuple[list[Page], list[LeftOut]]:
    """The pages with something in them, and the empty ones with a reason: a form without a file sends an empty one."""
    empty = [LeftOut(page.address, "the file is empty") for page in pages if not page.content.strip()]
    return [page for page in pages if page.content.strip()], empty
