"""The newsroom: the one object that scripts, the command line and the web hold."""

from __future__ import annotations

from headwater.newsroom.newsroom import Newsroom, brief

__all__ = ["Newsroom", "brief"]
