"""Addresses: which machines are on the open internet, and when two addresses are one page."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import NotFetched, RefusedAddress
from headwater.fetch.addresses import check_address, find_public, why_not_public
from headwater.fetch.canonical import canonical_address

CLOSED = """
0.0.0.0 0.1.2.3 10.0.0.8 100.64.0.1 100.127.255.255 127.0.0.1 127.255.0.1 169.254.169.254 172.16.0.1 172.31.255.1
192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.1 198.51.100.7 203.0.113.9 224.0.0.1 239.1.1.1
240.0.0.1 255.255.255.255
:: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.8 ::ffff:0:10.0.0.8 ::127.0.0.1 64:ff9b::10.0.0.8 64:ff9b::7f00:1 64:ff9b:1::1
2002:7f00:1:: 2002:a00:8::1 2001:0:53aa:64c:0:fffe:80ff:fffe 2001:db8::1 2001:10::1 3fff::1 fc00::1 fd12:3456::1 fe80::1
fe80::1%eth0 fec0::1 ff02::1 100::1 4000::1
""".split()
OPEN = """
1.1.1.1 93.184.216.34 100.63.255.255 100.128.0.1 172.32.0.1 2606:4700::1111 ::ffff:1.1.1.1 64:ff9b::1.1.1.1
""".split()


@pytest.mark.parametrize("machine", CLOSED)
def test_machines_that_are_not_on_the_open_internet(machine: str) -> None:
    assert why_not_public(ip_address(machine))


@pytest.mark.parametrize("machine", OPEN)
def test_machines_that_are(machine: str) -> None:
    assert why_not_public(ip_address(machine)) is None


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_is_judged_alike_however_it_is_dressed_and_never_opener_than_python_thinks(bits: int) -> None:
    plain = IPv4Address(bits)
    is_open = why_not_public(plain) is None
    for dressed in (IPv6Address(0xFFFF << 32 | bits), IPv6Address((0x64_FF9B << 96) | bits)):
        assert (why_not_public(dressed) is None) == is_open
    assert not is_open or (plain.is_global and not plain.is_multicast)


@given(st.integers(0, 2**128 - 1))
def test_an_open_ipv6_address_is_global_to_python_too(bits: int) -> None:
    machine = IPv6Address(bits)
    if why_not_public(machine) is None:
        assert machine.is_global and not machine.is_multicast


def test_one_private_answer_among_public_ones_closes_the_name() -> None:
    with pytest.raises(RefusedAddress, match="a private address"):
        find_public("http://a.example/", "a.example", 80, resolve=lambda host, port: ["1.1.1.1", "10.0.0.8"])


def test_a_private_machine_is_open_to_who_allows_it() -> None:
    found = find_public("http://a/", "a", 80, allow_private=True, resolve=lambda host, port: ["10.0.0.8"])
    assert found == [ip_address("10.0.0.8")]


@pytest.mark.parametrize("answers", [[], ["no address"]])
def test_a_resolver_that_knows_nothing_is_told(answers: list[str]) -> None:
    with pytest.raises(NotFetched):
        find_public("http://a.example/", "a.example", 80, resolve=lambda host, port: answers)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "ftp://a.example/", "gopher://a.example/", "http://", "https:///path", "http://a.example:0/",
        "http://a.example:99999/", "http://[::1/", "http://me@a.example/", "http://me:secret@a.example/",
        "http://a.example/x\r\nHost: b.example", "http://a exa.mple/", "javascript:alert(1)",
        "http://a.example/" + "x" * 9_000,
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(address: str) -> None:
    with pytest.raises(RefusedAddress) as refused:
        check_address(address)
    assert "secret" not in str(refused.value)


@given(st.text(max_size=60) | st.text(max_size=40).map("http://".__add__))
def test_any_text_is_checked_or_refused(text: str) -> None:
    try:
        check_address(text)
    except RefusedAddress:
        return
    assert text.lower().startswith(("http://", "https://"))


# ------------------------------------------------------------------ one page, one address
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://herald.example/ferry", "https://HERALD.example:443/ferry#top"),
        ("https://herald.example", "https://herald.example./"),
        ("https://herald.example/a?id=7", "https://herald.example/a?utm_source=mail&id=7&fbclid=x"),
        ("https://herald.example/caf%C3%A9", "https://herald.example/café"),
    ],
)
def test_two_addresses_of_one_page(one: str, other: str) -> None:
    assert canonical_address(one) == canonical_address(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://herald.example/a?id=7", "https://herald.example/a?id=8"),
        ("https://herald.example/a", "https://herald.example/A"),
        ("https://herald.example/a", "https://herald.example:8080/a"),
        ("https://herald.example/a?page=1&s=2", "https://herald.example/a?s=2&page=1"),
    ],
)
def test_addresses_that_may_be_two_pages(one: str, other: str) -> None:
    assert canonical_address(one) != canonical_address(other)


@given(st.text(max_size=60) | st.text(max_size=40).map("http://a.example/".__add__))
def test_the_canonical_address_is_its_own_canonical_address(text: str) -> None:
    once = canonical_address(text)
    assert canonical_address(once) == once
