"""What things are called outside: identifiers for other people's formats, the same in each of them."""

from __future__ import annotations

from urllib.parse import quote

from headwater.export.shown import encodable
from headwater.vocabulary.report import BlockKind, Report

NAMESPACE = "urn:x-headwater:"


def identifier(kind: str, *parts: object) -> str:
    """A URN for a thing that only we name.

    >>> identifier("report", "r12ab")
    'urn:x-headwater:report:r12ab'
    """
    return NAMESPACE + ":".join([kind, *(quote(encodable(str(part)), safe="") for part in parts)])


def web_address(report: Report) -> str | None:
    """The report's address as a URI, if it has one: a file's name is none outside the machine it lies on."""
    address = report.page.address
    if not address.lower().startswith(("http://", "https://")):
        return None
    return quote(encodable(address), safe="!#$%&'()*+,/:;=?@[]~")


_PRINTED = frozenset({BlockKind.DATELINE, BlockKind.BODY, BlockKind.QUOTATION})


def printed_body(report: Report) -> str:
    """What the reporter wrote: dateline and body as they stand in the text, without furniture."""
    pieces: list[str] = []
    end = -1
    for block in report.blocks:
        if block.kind not in _PRINTED:
            continue
        if pieces and block.span.start != end:
            pieces.append("\n\n" if not pieces[-1].endswith("\n") else "\n")
        pieces.append(block.span.of(report.text))
        end = block.span.end
    return encodable("".join(pieces).strip())
