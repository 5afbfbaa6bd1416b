"""The bar that shows how far the reading is, on standard error, once there is enough to wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from headwater.export.shown import shortened

# Five pages are told before a bar would be noticed.
BAR_FROM = 6
LONGEST_NAME = 40


@contextmanager
def progress_bar() -> Iterator[Callable[[str], None]]:
    """What to call with the name of each page as it is read. Folders are opened as they come, so the bar runs without
    an end; nothing is drawn where standard error is no terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.completed:.0f} pages read"),
        BarColumn(),
        TextColumn("{task.fields[page]}", markup=False),
    )
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task("pages", total=None, page="")
    count = 0
    has_started = False

    def tell(page: str) -> None:
        nonlocal count, has_started
        count += 1
        if count == BAR_FROM and console.is_terminal:
            bar.start()
            has_started = True
        bar.update(task, completed=count, page=shortened(page, LONGEST_NAME))

    try:
        yield tell
    finally:
        # A bar that is stopped prints an empty line, even one that never began.
        if has_started:
            bar.stop()
