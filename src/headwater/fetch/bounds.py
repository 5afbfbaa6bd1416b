"""How much of anything is read, each bound with its case. docs/fetch.md tells them all."""

from __future__ import annotations

from headwater.errors import TooLarge

# News pages have 0.05-3 MB with everything inlined; a file over this is a dump, an archive or a mistake, and parsing it
# would cost more memory than all other pages together.
LARGEST_PAGE = 10_000_000

# The sitemaps protocol allows 50 MB and 50,000 addresses in a file; feeds are far below both.
LARGEST_FEED = 50_000_000
MOST_ENTRIES = 50_000
# json.loads makes some ten times the bytes.
LARGEST_JSON_FEED = 10_000_000
# Feeds nest 5 to 20 deep, an XHTML entry a little more; libxml2 by itself stops at 256.
DEEPEST_FEED = 100
# A full sitemap with news and pictures has some twenty elements an address.
MOST_ELEMENTS = 2_000_000

# What one call keeps in memory at once.
MOST_PAGES = 100_000
MOST_BYTES = 500_000_000

# Zip files of pages: the list of names is held in memory whole (some 500 bytes a name).
LARGEST_ZIP = 100_000_000
LARGEST_ZIP_LIST = 2_000_000


def megabytes(size: int) -> str:
    """A size as people read it."""
    return f"{size / 1e6:,.1f} MB" if size % 1_000_000 else f"{size // 1_000_000:,} MB"


def too_large(address: str, size: int, allowed: int) -> TooLarge:
    """The error for bytes over a bound."""
    return TooLarge(address, f"{size / 1e6:.1f} MB", megabytes(allowed))
