"""What a language model is asked, kept as text beside this module."""

from __future__ import annotations

from functools import cache
from importlib import resources

from headwater.errors import StylebookError


@cache
def prompt(name: str) -> str:
    """The text of a prompt, by the name of its file without `.txt`; raises StylebookError where it cannot be read."""
    try:
        return resources.files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise StylebookError(name, f"cannot be read ({type(fault).__name__}); expected UTF-8 in stylebook/") from fault
