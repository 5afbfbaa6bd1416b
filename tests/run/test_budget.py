"""A budget of time: who is over it is told so, who is not never notices."""

from __future__ import annotations

import signal
import threading

import pytest

from headwater.journey import leave_for_time
from headwater.newsroom import Newsroom
from headwater.read.pages import open_page
from headwater.run.budget import WithinTime
from headwater.run.here import run_here
from headwater.vocabulary.page import Page
from tests.scenes.news import TRAM_WIRE, page

WIRE = page("AFP", *TRAM_WIRE)

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="nothing is counted here")


def turn(rounds: int) -> str:
    """Work without end for a negative number; it catches every exception, as some libraries do."""
    while rounds:
        try:
            rounds -= 1
        except Exception:  # noqa: BLE001, S112
            continue
    return "done"


def over(rounds: int, seconds: float) -> str:
    return f"{rounds} over {seconds:g} s"


def test_work_without_end_is_stopped_and_the_rest_is_done() -> None:
    assert list(run_here(WithinTime(turn, 0.1, over), [3, -1, 4])) == ["done", "-1 over 0.1 s", "done"]


def test_work_without_end_is_stopped_in_other_processes_too() -> None:
    results = list(run_here(WithinTime(turn, 0.2, over), [-1] + [1] * 30, hands=2))

    assert results == ["-1 over 0.2 s"] + ["done"] * 30


def test_what_is_raised_inside_comes_out_and_the_clock_is_stopped() -> None:
    before = signal.getsignal(signal.SIGVTALRM)

    with pytest.raises(ValueError, match="invalid literal"):
        WithinTime(int, 5, lambda _, __: 0)("many")

    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) == before


def test_in_another_thread_nothing_is_counted_and_the_work_is_done() -> None:
    done: list[str] = []
    thread = threading.Thread(target=lambda: done.append(WithinTime(turn, 5, over)(3)))
    thread.start()
    thread.join()

    assert done == ["done"]


def test_a_page_that_hangs_is_left_out_with_its_reason_and_the_others_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def open_or_hang(one: Page) -> object:
        return turn(-1) if one.address == "maze.html" else open_page(one)

    monkeypatch.setattr("headwater.journey.open_page", open_or_hang)
    monkeypatch.setattr("headwater.newsroom.newsroom.SECONDS_A_PAGE", 0.3)
    open_page(WIRE)  # the tables are loaded

    edition = Newsroom().brief([Page("maze.html", b"<p>Round and round.</p>", "text/html"), WIRE])

    assert len(edition) == 1
    assert [(left.page, left.reason.partition(",")[0]) for left in edition.left_out] == [
        ("maze.html", "not read after 0.3 s of CPU time")
    ]


def test_a_real_page_over_its_time_is_stopped_wherever_its_reading_is() -> None:
    long = Page("long.html", b"<html><body>" + b"<div><p>The ferry sank on Friday.</p></div>" * 20_000, "text/html")

    left = WithinTime(open_page, 0.2, leave_for_time)(long)

    assert "not read after 0.2 s of CPU time" in str(left)
