"""Tables of who owns which outlet: lines of `outlet,owner`, or trust.txt files as outlets and owners publish them.

trust.txt (JournalList.net) is a list of `attribute=value` lines; `controlledby` names the owner of the site that serves
the file, `control` a site that it controls. The file does not name its own site: that is taken from where the file was
saved, as `herald.example.txt` or `herald.example/trust.txt`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from headwater.errors import UnreadableOwners
from headwater.vocabulary.ownership import Owners, Ownership

_CONTROLLED_BY, _CONTROLS = "controlledby", "control"
_ATTRIBUTES = frozenset(
    {"member", "belongto", "vendor", "customer", "social", "contact", "disclosure", "datatrainingallowed"}
)
# A group of publishers has some thousand outlets; a table larger than this is no table of owners.
LARGEST = 5_000_000


def fetch_owners(paths: list[Path]) -> Owners:
    """The owners in these files; UnreadableOwners for a file that is missing or is no such table."""
    return Owners(line for path in paths for line in parse_owners(_read(path), path))


def parse_owners(text: str, path: Path) -> list[Ownership]:
    """The lines of one file, whichever of the two forms it has. A head line `outlet,owner` is passed over.

    >>> parse_owners("outlet,owner\\nThe Herald,Quill Group\\n", Path("owners.csv"))
    [Ownership(outlet='The Herald', owner='Quill Group')]
    >>> parse_owners("controlledby=https://quill.example/\\n", Path("herald.example.txt"))
    [Ownership(outlet='herald.example', owner='quill.example')]
    """
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    told = [line for line in lines if line and not line.startswith("#")]
    if told and all(_attribute(line) is not None for line in told):
        return list(_of_trust_file(told, path))
    return list(_of_table(text, path))


def _of_trust_file(lines: list[str], path: Path) -> Iterator[Ownership]:
    site = (path.parent.name if path.stem.casefold() == "trust" else path.stem).casefold()
    for line in lines:
        attribute, value = _attribute(line), line.partition("=")[2].strip()
        if attribute == _CONTROLLED_BY:
            yield Ownership(_site(site), _site(value))
        elif attribute == _CONTROLS:
            yield Ownership(_site(value), _site(site))


def _attribute(line: str) -> str | None:
    """The attribute of a trust.txt line; None where it is none."""
    name, sign, _ = line.partition("=")
    name = name.strip().casefold()
    return name if sign and name in {_CONTROLLED_BY, _CONTROLS, *_ATTRIBUTES} else None


def _site(address: str) -> str:
    host = urlsplit(address if "//" in address else f"//{address}").hostname or address
    return host.removeprefix("www.")


def _of_table(text: str, path: Path) -> Iterator[Ownership]:
    rows = csv.reader(text.lstrip("\ufeff").splitlines())
    for row in rows:
        fields = [field.strip() for field in row]
        if not any(fields) or fields[0].startswith("#"):
            continue
        if len(fields) != 2 or not all(fields):
            raise UnreadableOwners(str(path), f"line {rows.line_num} is {','.join(row)[:80]!r}")
        if [field.casefold() for field in fields] != ["outlet", "owner"]:
            yield Ownership(*fields)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableOwners(str(path), error.strerror or str(error)) from error
    if len(content) > LARGEST or b"\0" in content:
        raise UnreadableOwners(str(path), "too large" if len(content) > LARGEST else "no text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableOwners(str(path), "it is not UTF-8") from error
