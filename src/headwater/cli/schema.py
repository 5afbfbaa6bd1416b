"""`headwater schema`: the published contracts."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from headwater.cli.errors import quietly
from headwater.export.archive_contract import archive_schema
from headwater.export.contract import brief_schema, lineage_schema
from headwater.export.verify_contract import verify_schema


class Contract(StrEnum):
    """The contracts that have a schema."""

    BRIEF = "brief"
    LINEAGE = "lineage"
    STORIES = "stories"
    SEARCH = "search"
    CHECK = "check"
    ADDITIONS = "additions"
    STATS = "stats"
    ALERT = "alert"
    COMPARE = "compare"
    VERIFY = "verify"


def schema(
    contract: Annotated[Contract, typer.Argument(help="Which contract.", show_default=False)],
) -> None:
    """Print the JSON Schema of a contract."""
    with quietly():
        wanted = _SCHEMAS[contract]() if contract in _SCHEMAS else archive_schema(contract.value)
        typer.echo(json.dumps(wanted, indent=2, ensure_ascii=False).encode() + b"\n", nl=False)


_SCHEMAS = {Contract.BRIEF: brief_schema, Contract.LINEAGE: lineage_schema, Contract.VERIFY: verify_schema}
