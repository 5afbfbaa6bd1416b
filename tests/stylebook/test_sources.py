"""Every table of the stylebook says where its facts come from."""

from __future__ import annotations

import re
from pathlib import Path

import headwater.stylebook

HOUSE = Path(headwater.stylebook.__file__).parent
ROW = re.compile(r"^\| (\S+\.(?:csv|tsv\.gz)) \| (.+) \| (.+) \|$", re.MULTILINE)
ROWS = ROW.findall((HOUSE / "SOURCES.md").read_text(encoding="utf-8"))


def test_every_table_has_one_row_of_where_it_comes_from_and_every_row_a_table():
    tables = sorted(path.name for path in HOUSE.iterdir() if path.name.endswith((".csv", ".tsv.gz")))

    assert sorted(name for name, _, _ in ROWS) == tables


def test_the_rows_stand_in_alphabetical_order_and_say_something():
    names = [name for name, _, _ in ROWS]

    assert names == sorted(names)
    assert all(len(facts.split()) > 2 and licence.strip() for _, facts, licence in ROWS)
