"""Which addresses may be asked: web addresses with nothing secret in them, on machines of the open internet."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from urllib.parse import urlsplit

from headwater.errors import NotFetched, RefusedAddress

Resolve = Callable[[str, int], Sequence[str]]
"""A host and a port to the internet addresses behind them, as the system has it."""

LONGEST_ADDRESS = 8_000


def resolve(host: str, port: int) -> list[str]:
    """The internet addresses of a host by the system's resolver, which also reads '127.1' and '0x7f000001'."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def check_address(address: str) -> None:
    """Refuse an address that is no plain web address: raises RefusedAddress with what to do."""
    if len(address) > LONGEST_ADDRESS:
        raise RefusedAddress(
            f"{address[:80]}...", f"longer than the {LONGEST_ADDRESS:,} signs of an address; shorten it"
        )
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as fault:
        raise RefusedAddress(address, f"no web address ({fault}); check it") from fault
    if parts.scheme.lower() not in ("http", "https"):
        raise RefusedAddress(address, "only http and https addresses are fetched; save the page as a file")
    if parts.username is not None or parts.password is not None:
        raise RefusedAddress(f"{parts.scheme}://{host}...", "a name or password stands in the address; take it out")
    if not host or port == 0 or any(sign <= " " or sign == "\x7f" for sign in address):
        raise RefusedAddress(address, "no web address; check it")


def find_public(
    address: str, host: str, port: int, *, allow_private: bool = False, resolve: Resolve = resolve
) -> list[IPv4Address | IPv6Address]:
    """The machines behind a host, in the resolver's order; connect to these and to no other.

    Raises NotFetched where the name is unknown, and RefusedAddress where any of them is not on the open internet: a
    name with a public and a private address is an attack or a mistake.
    """
    try:
        found = [ipaddress.ip_address(one) for one in resolve(host, port)]
    except (OSError, UnicodeError) as fault:
        raise NotFetched(
            address, f"no machine is known as {host} ({getattr(fault, 'strerror', None) or fault})"
        ) from fault
    except ValueError as fault:
        raise NotFetched(address, f"the resolver's answer for {host} is no internet address ({fault})") from fault
    if not found:
        raise NotFetched(address, f"no machine is known as {host}")
    for machine in found:
        why = None if allow_private else why_not_public(machine)
        if why is not None:
            raise RefusedAddress(
                address,
                f"{host} is {machine}, {why}; pass --allow-private (allow_private=True) to fetch it all the same",
            )
    return found


def why_not_public(machine: IPv4Address | IPv6Address) -> str | None:
    """Why a machine is not on the open internet, or null if it is. An IPv6 address that stands for an IPv4 address is
    judged by that.

    >>> why_not_public(ipaddress.ip_address("::ffff:10.0.0.8"))
    'a private address inside an IPv6 address'
    """
    if isinstance(machine, IPv4Address):
        return next((why for network, why in _CLOSED_4 if machine in network), None)
    carried = _carried(machine)
    if carried is not None:
        why = why_not_public(carried)
        return None if why is None else f"{why} inside an IPv6 address"
    if machine not in _OPEN_6:
        return next((why for network, why in _NAMED_6 if machine in network), "an address outside the open internet")
    return next((why for network, why in _CLOSED_6 if machine in network), None)


# The special-purpose registries of IANA (RFC 6890 and its successors), written out: what the ipaddress module calls
# global has changed between releases of Python.
_CLOSED_4 = tuple(
    (IPv4Network(network), why)
    for network, why in (
        ("0.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "a private address"),
        ("100.64.0.0/10", "an address behind a carrier's NAT"),
        ("127.0.0.0/8", "this machine"),
        ("169.254.0.0/16", "a link-local address"),
        ("172.16.0.0/12", "a private address"),
        ("192.0.0.0/24", "a protocol address"),
        ("192.0.2.0/24", "a documentation address"),
        ("192.88.99.0/24", "a relay address"),
        ("192.168.0.0/16", "a private address"),
        ("198.18.0.0/15", "a benchmark address"),
        ("198.51.100.0/24", "a documentation address"),
        ("203.0.113.0/24", "a documentation address"),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "a reserved address"),
    )
)
# Of IPv6 only 2000::/3 is given out as global unicast.
_OPEN_6 = IPv6Network("2000::/3")
_NAMED_6 = tuple(
    (IPv6Network(network), why)
    for network, why in (
        ("::/128", "this machine"),
        ("::1/128", "this machine"),
        ("fc00::/7", "a private address"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a site-local address"),
        ("ff00::/8", "a multicast address"),
    )
)
_CLOSED_6 = tuple(
    (IPv6Network(network), why)
    for network, why in (
        ("2001::/23", "a protocol address"),
        ("2001:db8::/32", "a documentation address"),
        ("3fff::/20", "a documentation address"),
    )
)
_MAPPED, _COMPATIBLE = IPv6Network("::ffff:0:0/96"), IPv6Network("::/96")
_TRANSLATED = IPv6Network("::ffff:0:0:0/96")
_NAT64, _6TO4 = IPv6Network("64:ff9b::/96"), IPv6Network("2002::/16")


def _carried(machine: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for."""
    bits = int(machine)
    if machine in _6TO4:
        return IPv4Address((bits >> 80) & 0xFFFFFFFF)
    is_compatible = machine in _COMPATIBLE and bits > 1
    if machine in _MAPPED or machine in _TRANSLATED or machine in _NAT64 or is_compatible:
        return IPv4Address(bits & 0xFFFFFFFF)
    return None
