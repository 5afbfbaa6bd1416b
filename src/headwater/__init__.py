"""Headwater reads what many outlets wrote about one event and gives back one account that can be checked.

>>> import headwater
>>> edition = headwater.brief([])
>>> (list(edition), edition.left_out)
([], ())
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from headwater.version import __version__

if TYPE_CHECKING:
    from headwater.client import Client
    from headwater.newsroom import Newsroom, brief
    from headwater.vocabulary.brief import Brief, Edition
    from headwater.vocabulary.page import Page

__all__ = ["Brief", "Client", "Edition", "Newsroom", "Page", "__version__", "brief"]

_HOMES = {
    "Client": "headwater.client",
    "Newsroom": "headwater.newsroom",
    "brief": "headwater.newsroom",
    "Brief": "headwater.vocabulary.brief",
    "Edition": "headwater.vocabulary.brief",
    "Page": "headwater.vocabulary.page",
}


def __getattr__(name: str) -> object:
    # Names arrive when they are asked for (PEP 562): 'headwater --help' need not wait for numpy and the readers.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'headwater' has no attribute {name!r}")
