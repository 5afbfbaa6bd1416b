"""Tables as Parquet with typed columns, a file each, for DuckDB and its kind (extra `parquet`)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from headwater.errors import MissingPart
from headwater.export.tables import TABLES, ColumnType, Row, Table, rows_of
from headwater.version import __version__
from headwater.vocabulary.brief import Brief

# A row group: what is held of a table before it is written. Reports with their texts take some 30 MB.
ROWS_A_GROUP = 5_000


def write_parquet(briefs: Iterable[Brief], folder: Path) -> int:
    """Write the tables into a folder as the stories come; how many stories there were. Files are there whole or as
    they were before. Raises MissingPart where pyarrow is not installed."""
    arrow, parquet = _library()
    count = 0
    with TemporaryDirectory(dir=folder, prefix=".new-") as fresh:
        with ExitStack() as stack:
            waiting: dict[str, list[Row]] = {table.name: [] for table in TABLES}
            writers = {}
            for table in TABLES:
                file = Path(fresh, f"{table.name}.parquet")
                writer = parquet.ParquetWriter(file, _schema(arrow, table), compression="zstd")
                writers[table.name] = stack.enter_context(writer)
            for brief in briefs:
                count += 1
                for table, row in rows_of(brief):
                    rows = waiting[table.name]
                    rows.append(row)
                    if len(rows) >= ROWS_A_GROUP:
                        writers[table.name].write_table(_filled(arrow, table, rows))
                        rows.clear()
            for table in TABLES:
                writers[table.name].write_table(_filled(arrow, table, waiting[table.name]))
        for table in TABLES:
            Path(fresh, f"{table.name}.parquet").replace(folder / f"{table.name}.parquet")
    return count


def _library() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as fault:
        raise MissingPart("Parquet", "pyarrow", "parquet") from fault
    return pyarrow, pyarrow.parquet


def _schema(arrow: Any, table: Table) -> Any:
    types = {
        ColumnType.TEXT: arrow.string(),
        ColumnType.INTEGER: arrow.int64(),
        ColumnType.REAL: arrow.float64(),
        ColumnType.YES_NO: arrow.bool_(),
        ColumnType.DAY: arrow.date32(),
        ColumnType.INSTANT: arrow.timestamp("us", tz="UTC"),
    }
    fields = [arrow.field(name, types[type_]) for name, type_ in table.columns]
    return arrow.schema(fields, metadata={"generated_by": f"headwater {__version__}"})


def _filled(arrow: Any, table: Table, rows: list[Row]) -> Any:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(table.columns)
    schema = _schema(arrow, table)
    return arrow.table(
        [arrow.array(column, type_) for column, type_ in zip(columns, schema.types, strict=True)], schema=schema
    )
