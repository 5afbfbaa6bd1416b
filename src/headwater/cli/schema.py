"""`headwater schema`: the published contracts."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from headwater.cli.errors import quietly
from headwater.export.contract import brief_schema, lineage_schema


class Contract(StrEnum):
    """The contracts that have a schema."""

    BRIEF = "brief"
    LINEAGE = "lineage"


def schema(
    contract: Annotated[
        Contract, typer.Argument(metavar="NAME", help="Which contract: brief or lineage.", show_default=False)
    ],
) -> None:
    """Print the JSON Schema of a contract."""
    with quietly():
        wanted = brief_schema() if contract is Contract.BRIEF else lineage_schema()
        typer.echo(json.dumps(wanted, indent=2, ensure_ascii=False).encode() + b"\n", nl=False)
