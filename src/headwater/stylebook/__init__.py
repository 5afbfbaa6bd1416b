"""What a newsroom knows, as tables; one module a room of knowledge turns rows into frozen types."""

from __future__ import annotations

from headwater.stylebook.tables import Row, read_table, split_cell

__all__ = ["Row", "read_table", "split_cell"]
