"""Five stories from the labelled sets, their pages put into folders to be briefed and read: see docs/briefs.md.

    python benchmarks/briefs.py FOLDER
    headwater brief FOLDER/migrant-caravan

The texts belong to their publishers: they are written into the folder and nowhere in the project.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

STORIES = Path(__file__).resolve().parents[2] / "shared" / "data" / "stories"
# The set and the label of each story in it.
CHOSEN = {
    "closing-speech": ("basil.jsonl", "sbb5bb6dd48b7"),
    "migrant-caravan": ("newswcl50.jsonl", "sb98b8eae9052"),
    "senator-steps-down": ("allsides.jsonl.gz", "sfd654f4f2436"),
    "party-shooting": ("gva.jsonl.gz", "seaf012d4f351"),
    "markets-recover": ("meantime.jsonl", "s9db7a3dc383a"),
}


def main() -> None:
    """Write the pages of each story into a folder of its name."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    for name, (table, label) in CHOSEN.items():
        folder = Path(sys.argv[1]) / name
        folder.mkdir(parents=True, exist_ok=True)
        rows = [row for row in read_rows(STORIES / table) if row["cluster_id"] == label]
        for row in rows:
            (folder / f"{row['doc_id']}.txt").write_text(page_of(row), "utf-8")
        print(f"headwater brief {folder}  # {len(rows)} pages")


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a table of labelled reports."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def page_of(row: dict[str, Any]) -> str:
    """A report as plain text: outlet, headline and day as far as the set knows them, then the text."""
    # One set writes its ends of lines as two signs, in headlines too.
    title, text = (row[key].replace("\\n", "\n\n").strip() for key in ("title", "text"))
    parts = [title, row["date"] or "", row["outlet"] or "", text.removeprefix(title).lstrip()]
    return "\n\n".join(part for part in parts if part)


if __name__ == "__main__":
    main()
