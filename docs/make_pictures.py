"""Makes the pictures of these pages: the examples served, and looked at in Chromium.

    python docs/make_pictures.py [--all FOLDER]

`--all` makes every page at three widths in light and dark besides, into a folder of yours: for looking at, not for the
docs. Pictures are WebP, which Chromium makes itself from its own picture of the page.
"""

from __future__ import annotations

import argparse
import base64
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from headwater.newsroom import Newsroom  # noqa: E402
from headwater.web.settings import Settings  # noqa: E402
from tests.web.served import SECTIONS, chromium_path, served  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
LARGEST, LARGEST_TOGETHER = 150_000, 800_000
WIDTHS = (360, 800, 1400)
_TO_WEBP = """async png => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width; canvas.height = image.height;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", 0.8).split(",")[1];
}"""


def main() -> None:
    """Make the pictures; a picture that is too large is an error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path)
    wanted = parser.parse_args()
    # The pages' addresses are shown: those of the project, not of this machine.
    os.chdir(ROOT)
    with examples_served() as (address, story), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        if wanted.all:
            look_at_all(browser, address, story, wanted.all)
        else:
            FOLDER.mkdir(exist_ok=True)
            take_pictures(browser, address, story)
        browser.close()


@contextmanager
def examples_served() -> Iterator[tuple[str, str]]:
    """The examples behind a server: its address, and the id of their story."""
    with tempfile.TemporaryDirectory() as folder:
        archive = str(Path(folder) / "news.sqlite")
        with Newsroom(archive) as newsroom:
            newsroom.add(["examples/ullenford"])
            (story,) = newsroom.untold()
            newsroom.story(story)
        with served(Settings(archive)) as address:
            yield address, story


def take_pictures(browser: Browser, address: str, story: str) -> None:
    """The pictures that the docs show."""

    def page(width: int, height: int, scheme: str = "light") -> Page:
        context = browser.new_context(
            base_url=address, viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=1.25
        )
        return context.new_page()

    brief = page(1180, 820)
    brief.goto(f"/stories/{story}")
    save(brief, "story")
    brief.locator(".synopsis .note").first.click()
    brief.locator("#reader .lit").first.wait_for()
    save(brief, "footnote")
    brief.goto(f"/stories/{story}/lineage")
    brief.locator("ul.links a[href*='/beside/']").nth(1).click()
    brief.locator(".row.changed").first.wait_for()
    save(brief, "side-by-side")
    brief.goto(f"/stories/{story}/pages")
    brief.get_by_role("link", name="everything read off it").first.click()
    brief.locator(".mark.moment").nth(1).focus()
    save(brief, "report")
    dark = page(1180, 760, "dark")
    dark.goto("/check")
    dark.locator("#text").fill(
        "Rowers pulled forty people out of the Teln. Six of the injured were in a serious condition."
    )
    dark.get_by_role("button", name="Check").click()
    dark.get_by_role("heading", name="What the archive holds").wait_for(timeout=60_000)
    save(dark, "check-dark")
    narrow = page(390, 844)
    narrow.goto("/")
    save(narrow, "stories-narrow")
    sizes = {path.name: path.stat().st_size for path in FOLDER.glob("*.webp")}
    if max(sizes.values()) > LARGEST or sum(sizes.values()) > LARGEST_TOGETHER:
        raise SystemExit(f"a picture over {LARGEST:,} bytes, or all over {LARGEST_TOGETHER:,}")


def save(page: Page, name: str) -> None:
    """What the browser shows, as a small file."""
    png = base64.b64encode(page.screenshot()).decode()
    blank = page.context.new_page()
    (FOLDER / f"{name}.webp").write_bytes(base64.b64decode(blank.evaluate(_TO_WEBP, png)))
    blank.close()


def look_at_all(browser: Browser, address: str, story: str, folder: Path) -> None:
    """Every page at every width, in light and dark, from its top to its end."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = ["/", "/search?q=footbridge", "/check", "/add", "/nowhere"]
    pages += [f"/stories/{story}{section}" for section in SECTIONS]
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            context = browser.new_context(
                base_url=address,
                viewport={"width": width, "height": 900},
                color_scheme=scheme,  # type: ignore[arg-type]
            )
            page = context.new_page()
            for path in pages:
                page.goto(path)
                name = path.partition("?")[0].replace(f"/stories/{story}", "story").strip("/").replace("/", "-")
                page.screenshot(path=folder / f"{name or 'stories'}-{width}-{scheme}.png", full_page=True)
            context.close()


if __name__ == "__main__":
    main()
