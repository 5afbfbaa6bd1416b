"""The command line: parse, call Newsroom, show."""

from __future__ import annotations

from headwater.cli.app import main

__all__ = ["main"]
