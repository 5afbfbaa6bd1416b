"""How often one may ask, and guess."""

from __future__ import annotations

from headwater.web.security import rates
from headwater.web.security.rates import Buckets, Slips


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_is_emptied_and_fills_again() -> None:
    clock = Clock()
    buckets = Buckets(3, 2.0, clock)
    assert [buckets.take("ana") for _ in range(4)] == [0, 0, 0, 0.5]
    assert buckets.take("ben") == 0
    clock.now += 0.5
    assert (buckets.take("ana"), buckets.take("ana")) == (0, 0.5)
    clock.now += 3_600
    assert [buckets.take("ana") for _ in range(4)] == [0, 0, 0, 0.5], "it never holds more than its size"


def test_pauses_double_and_end_where_they_may_lock_a_colleague_out() -> None:
    clock = Clock()
    slips = Slips(clock)
    pauses = []
    for _ in range(20):
        slips.count("ana", "10.0.0.7")
        pauses.append(slips.wait("ana", "10.0.0.9"))
        clock.now += pauses[-1]
    assert pauses[:9] == [0, 0, 0, 0, 1, 2, 4, 8, 16] and max(pauses) == rates.LONGEST_FOR_ACCOUNT
    assert slips.wait("ben", "10.0.0.7") > 0, "the address waits whatever name it tries next"
    assert slips.wait("ben", "10.0.0.9") == 0


def test_the_right_password_forgets_the_slips_of_the_name_and_not_of_the_address() -> None:
    clock = Clock()
    slips = Slips(clock)
    for _ in range(10):
        slips.count("ana", "10.0.0.7")
    slips.forget("ana")
    assert slips.wait("ana", "10.0.0.9") == 0 and slips.wait("ana", "10.0.0.7") > 0


def test_who_changes_address_all_the_time_fills_no_memory(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(rates, "MOST_KNOWN", 50)
    buckets, slips = Buckets(), Slips()
    for number in range(500):
        buckets.take(str(number))
        slips.count(f"name{number}", f"address{number}")
    assert len(buckets._left) <= 50 and len(slips._counts) <= 50
