"""JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json

from headwater.export.shown import encodable
from headwater.web.feeds.entries import Newsfeed

MEDIA_TYPE = "application/feed+json"


def json_feed(feed: Newsfeed, base: str, own: str) -> bytes:
    """The feed as JSON Feed; `base` is the address of this server, `own` that of the feed itself."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": base + feed.path,
        "feed_url": own,
        "authors": [{"name": "Headwater"}],
        "items": [
            {
                "id": entry.id,
                "url": base + entry.path,
                "title": entry.title,
                "content_text": entry.summary,
                "date_modified": entry.at.isoformat(timespec="seconds"),
                "authors": [{"name": entry.author}],
            }
            for entry in feed.entries
        ],
    }
    return encodable(json.dumps(told, ensure_ascii=False, indent=1)).encode()
