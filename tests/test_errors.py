"""Errors keep their facts wherever they go."""

from __future__ import annotations

import pickle

from headwater.errors import NotFetched, UnknownOutlet


def test_an_error_keeps_its_message_and_its_facts_when_handed_to_another_process() -> None:
    error = NotFetched("https://lantern.example/", "status 503", 503, retry_after=2.5)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (str(again), again.status, again.retry_after) == (str(error), 503, 2.5)
    assert pickle.loads(pickle.dumps(UnknownOutlet("A", ("B", "C")))).known == ("B", "C")  # noqa: S301
