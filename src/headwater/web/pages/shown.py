"""The first page of a story, rendered ahead and kept in the archive beside its brief: whoever opens it first since the
server started waits neither for ten reports to be unpacked nor for templates to be filled."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from headwater.newsroom import Newsroom
from headwater.version import __version__
from headwater.web.pages.answers import Rendered
from headwater.web.pages.sections import render_tab, shown_story

# A page of ten reports has 8 kB packed. What is thirty times that is rendered when somebody asks for it.
LARGEST_SHOWN = 256 * 1024


@cache
def shown_as() -> str:
    """What pages are made by: a digest of the code, templates and style of the pages and the brief. A page that was
    made by others is not shown any more."""
    found = hashlib.blake2b(__version__.encode(), digest_size=12)
    for package in ("headwater.export", "headwater.web"):
        for name, content in sorted(_files(resources.files(package), package)):
            found.update(name.encode() + b"\0" + content)
    return found.hexdigest()


def _files(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for each in folder.iterdir():
        if each.is_dir():
            found += _files(each, f"{path}/{each.name}")
        elif each.name.endswith((".py", ".html", ".css", ".js", ".csv")):
            found.append((f"{path}/{each.name}", each.read_bytes()))
    return found


def show_ahead(newsroom: Newsroom, stories: Sequence[str]) -> None:
    """Render the first pages of told stories and keep them; one that was changed meanwhile is passed over."""
    for story in stories:
        stamp = newsroom.brief_stamp(story)
        brief = newsroom.told(story) if stamp is not None else None
        if stamp is not None and brief is not None:
            page = render_tab(shown_story(brief), "")
            kept = page.body if page.is_packed and page.size <= LARGEST_SHOWN else b""
            # An empty one is kept, too: it would be tried again and again.
            newsroom.keep_shown(story, stamp, shown_as(), kept)


def load_shown(newsroom: Newsroom, story: str) -> Rendered | None:
    """The first page of a story as it was shown ahead; null where it was not, or by other templates."""
    kept = newsroom.shown(story, shown_as())
    return Rendered(kept, is_packed=True) if kept else None
