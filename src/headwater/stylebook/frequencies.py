"""How common each word stem is in news: in how many of some thousand texts it stands."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources

from headwater.errors import StylebookError

_TABLE = "document_frequencies.tsv.gz"


@cache
def document_frequencies() -> tuple[int, dict[str, int]]:
    """The number of texts counted, and for each stem the number of them that hold it.

    Made by `training/document_frequencies.py`; stems in fewer than eight texts are not in it.
    """
    try:
        packed = resources.files(__package__).joinpath(_TABLE).read_bytes()
        total, *lines = gzip.decompress(packed).decode("utf-8").splitlines()
        return int(total), {stem: int(count) for stem, count in (line.split("\t") for line in lines)}
    except (OSError, EOFError, ValueError) as fault:
        raise StylebookError(_TABLE, f"cannot be read ({fault}); run training/document_frequencies.py") from fault
