"""Feeds: stories, one story, and findings, as Atom and as JSON Feed under `/feeds/`."""

from __future__ import annotations

from headwater.web.feeds.routes import router

__all__ = ["router"]
