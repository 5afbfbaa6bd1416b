"""Matrix products on one thread.

The products of a sentence's parse are so small that sharing them out among threads costs more than it saves: on a busy
machine of two cores the threads waited for each other five times as long as they worked. Many reports are shared out
among processes instead (`run/here.py`).
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager[object]:
    """Within it numpy's matrix products use one thread."""
    limit: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limit


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
