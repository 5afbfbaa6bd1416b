"""What every store keeps of accounts, tokens, sessions and additions, and for how long they count."""

from __future__ import annotations

from datetime import timedelta

import pytest

from headwater.errors import TakenName, UnknownAccount, UnusableName
from headwater.store.promise import Store
from headwater.vocabulary.account import Account, LoggedPage, Role, TokenUse
from tests.scenes.filings import NOON

LATER = NOON + timedelta(hours=12)
SOON = NOON + timedelta(minutes=5)


def test_an_account_is_kept_under_its_folded_name_with_its_role(store: Store) -> None:
    made = store.accounts.add_account(" Ana.Novak ", Role.EDITOR, "argon", NOON)
    assert made == Account("ana.novak", Role.EDITOR, NOON)
    assert store.accounts.accounts() == [made]
    assert store.accounts.password_of("ana.novak") == "argon"
    assert store.accounts.password_of("ana") is store.accounts.password_of("\0") is None


def test_a_name_is_taken_once_and_must_be_plain(store: Store) -> None:
    store.accounts.add_account("ana", Role.READER, "x", NOON)
    with pytest.raises(TakenName):
        store.accounts.add_account("ANA", Role.ADMIN, "y", NOON)
    for odd in ("", "аna", "a b", "a\nb", "a" * 65, "-a", "\0"):
        with pytest.raises(UnusableName):
            store.accounts.add_account(odd, Role.READER, "x", NOON)
        with pytest.raises(UnusableName):
            store.accounts.add_token(odd, Role.READER, TokenUse.ALL, b"d", NOON)


def test_a_session_counts_until_it_ends_and_no_longer(store: Store) -> None:
    ana = store.accounts.add_account("ana", Role.READER, "x", NOON)
    store.accounts.open_session(b"secret", "ana", NOON, LATER)
    assert store.accounts.session(b"secret", SOON) == ana
    assert store.accounts.session(b"secret", LATER) is store.accounts.session(b"other", SOON) is None
    store.accounts.close_session(b"secret")
    store.accounts.close_session(b"secret")
    assert store.accounts.session(b"secret", SOON) is None
    with pytest.raises(UnknownAccount):
        store.accounts.open_session(b"secret", "eve", NOON, LATER)


def test_another_password_and_removal_end_all_sessions_of_the_account_alone(store: Store) -> None:
    for name in ("ana", "ben"):
        store.accounts.add_account(name, Role.READER, "x", NOON)
        store.accounts.open_session(name.encode(), name, NOON, LATER)
    store.accounts.set_password("ana", "y")
    assert store.accounts.session(b"ana", SOON) is None and store.accounts.session(b"ben", SOON) is not None
    store.accounts.remove_account("ben")
    assert store.accounts.session(b"ben", SOON) is None
    assert [each.name for each in store.accounts.accounts()] == ["ana"]
    for call in (store.accounts.remove_account, store.accounts.remove_token):
        with pytest.raises(UnknownAccount):
            call("ben")
    with pytest.raises(UnknownAccount):
        store.accounts.set_password("ben", "z")


def test_sessions_that_ended_are_swept_when_one_is_opened(store: Store) -> None:
    store.accounts.add_account("ana", Role.READER, "x", NOON)
    store.accounts.open_session(b"old", "ana", NOON, SOON)
    store.accounts.open_session(b"new", "ana", LATER, LATER + timedelta(hours=1))
    # Looked at with an earlier clock, only what is still there can count.
    assert store.accounts.session(b"old", NOON) is None and store.accounts.session(b"new", NOON) is not None


def test_a_token_is_found_by_its_digest_until_it_ends(store: Store) -> None:
    lasting = store.accounts.add_token("reader", Role.READER, TokenUse.FEEDS, b"a", NOON)
    ending = store.accounts.add_token("admin", Role.ADMIN, TokenUse.ALL, b"b", NOON, LATER)
    assert store.accounts.tokens() == [ending, lasting]
    assert store.accounts.token(b"a", LATER) == lasting
    assert store.accounts.token(b"b", SOON) == ending and store.accounts.token(b"b", LATER) is None
    with pytest.raises(TakenName):
        store.accounts.add_token("reader", Role.READER, TokenUse.ALL, b"c", NOON)
    store.accounts.remove_token("reader")
    assert store.accounts.token(b"a", NOON) is None


def test_nobody_can_be_let_in_by_a_token_for_feeds_or_one_that_ended(store: Store) -> None:
    assert not store.accounts.is_open(NOON)
    store.accounts.add_token("feeds", Role.READER, TokenUse.FEEDS, b"a", NOON)
    store.accounts.add_token("ended", Role.ADMIN, TokenUse.ALL, b"b", NOON, SOON)
    assert not store.accounts.is_open(LATER)
    store.accounts.add_account("ana", Role.READER, "x", NOON)
    assert store.accounts.is_open(LATER)


def test_the_log_of_additions_says_who_added_what_and_what_became_of_it(store: Store) -> None:
    odd = "https://a.example/\udcff\0\n" + "x" * 10_000
    first = store.accounts.begin_addition(NOON, "ana", "10.0.0.7", ["https://a.example/1", odd])
    second = store.accounts.begin_addition(SOON, "ben", "10.0.0.8", [])
    store.accounts.end_addition(first, SOON, [LoggedPage("https://a.example/1", "opened s1")])

    log = store.accounts.additions(limit=1)
    assert log.total == 2 and [line.number for line in log] == [second] and log[0].ended_at is None
    (line,) = store.accounts.additions(limit=1, page=1)
    assert (line.who, line.client, line.at, line.ended_at) == ("ana", "10.0.0.7", NOON, SOON)
    assert line.pages == (LoggedPage("https://a.example/1", "opened s1"),)


def test_an_addition_under_way_waits_with_its_addresses_cut_short(store: Store) -> None:
    store.accounts.begin_addition(NOON, "ana", "10.0.0.7", ["https://a.example/\0" + "x" * 10_000])
    (line,) = store.accounts.additions()
    assert line.pages[0].outcome == "waiting" and len(line.pages[0].address) == 500
