"""Tables of the stylebook: what a newsroom knows, read from the CSV files beside this module."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib import resources

from headwater.errors import StylebookError

Row = dict[str, str]


@cache
def read_table(name: str) -> tuple[Row, ...]:
    """The rows of one table, each a column name to cell mapping, cells trimmed, in the order of the file.

    The name is the file's without `.csv`. Raises StylebookError for a table that is missing, has no header, or has a
    row of another width, with its line: a short row would put a cue into the wrong column without a sound.
    """
    try:
        text = resources.files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise StylebookError(name, f"cannot be read ({type(fault).__name__}); expected UTF-8 in stylebook/") from fault
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(lines, [])]
        rows = [(lines.line_num, [cell.strip() for cell in line]) for line in lines if line]
    except csv.Error as fault:
        raise StylebookError(name, f"line {lines.line_num}: {fault}") from fault
    if not all(header) or len(set(header)) != len(header) or not header:
        raise StylebookError(name, "the first line must name every column once")
    for line_number, cells in rows:
        if len(cells) != len(header):
            raise StylebookError(name, f"line {line_number} has {len(cells)} cells; expected {len(header)}")
    return tuple(dict(zip(header, cells, strict=True)) for _, cells in rows)


def split_cell(cell: str, mark: str = "|") -> tuple[str, ...]:
    """The parts of a cell that holds several, trimmed, empty ones dropped.

    >>> split_cell("AP | Associated Press")
    ('AP', 'Associated Press')
    """
    return tuple(part.strip() for part in cell.split(mark) if part.strip())
