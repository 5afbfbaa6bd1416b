"""Tables as CSV (RFC 4180: commas, CRLF, quotation marks where needed; UTF-8), in a folder or a zip file.

Words come from strangers' pages, and a spreadsheet runs a cell that begins with =, +, - or @ (OWASP, 'CSV injection').
Such a cell of text gets an apostrophe before it, which a spreadsheet takes for 'this is text'; so does one that has
apostrophes before such a sign, so that nothing is lost: `plain_cell` takes exactly one away again. Numbers, days and
yes or no are ours and stay as they are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from headwater.export.tables import TABLES, Cell, rows_of
from headwater.vocabulary.brief import Brief

# The signs themselves, as wide ones of East Asian keyboards, and what spreadsheets pass over before them.
_RUNS = re.compile(r"'*\s*[=+\-@\t\r\n＝＋－＠]")


def guarded_cell(cell: Cell) -> str:
    """A cell as it is written.

    >>> guarded_cell("=HYPERLINK(1)"), guarded_cell("'tis so"), guarded_cell(-2.5), guarded_cell(None)
    ("'=HYPERLINK(1)", "'tis so", '-2.5', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return f"'{cell}" if _RUNS.match(cell) else cell
    return cell.isoformat() if isinstance(cell, date) else repr(cell)


def plain_cell(written: str) -> str:
    """The text of a cell of text as it was before it was guarded.

    >>> plain_cell("'=HYPERLINK(1)"), plain_cell("'tis so")
    ('=HYPERLINK(1)', "'tis so")
    """
    return written[1:] if written.startswith("'") and _RUNS.match(written) else written


def write_csv_folder(briefs: Iterable[Brief], folder: Path) -> int:
    """Write the tables into a folder, a file each, as the stories come; how many stories there were. Files are there
    whole or as they were before."""
    count = 0
    with TemporaryDirectory(dir=folder, prefix=".new-") as fresh:
        with ExitStack() as stack:
            writers = {}
            for table in TABLES:
                file = stack.enter_context(Path(fresh, f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
                writers[table.name] = csv.writer(file, lineterminator="\r\n")
                writers[table.name].writerow([name for name, _ in table.columns])
            for brief in briefs:
                count += 1
                for table, row in rows_of(brief):
                    writers[table.name].writerow([guarded_cell(cell) for cell in row])
        for table in TABLES:
            Path(fresh, f"{table.name}.csv").replace(folder / f"{table.name}.csv")
    return count


def write_csv_zip(briefs: Iterable[Brief], path: Path) -> int:
    """Write the tables into a zip file; how many stories there were."""
    with TemporaryDirectory(dir=path.parent, prefix=".new-") as beside:
        folder = Path(beside)
        count = write_csv_folder(briefs, folder)
        with ZipFile(folder / "tables.zip", "w", ZIP_DEFLATED) as packed:
            for table in TABLES:
                packed.write(folder / f"{table.name}.csv", f"{table.name}.csv")
        (folder / "tables.zip").replace(path)
    return count
