"""One address for one page: what campaigns and browsers hang on an address is taken off."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from headwater.stylebook.web_addresses import tracking_parameters

_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_address(address: str) -> str:
    """The address as it is compared, never as it is fetched: host in lower case, no default port, no fragment, no
    parameters that only tell who clicked where; the parameters left in their order. Http and https are one.

    >>> canonical_address("HTTP://Herald.Example:80/ferry?utm_source=mail&id=7#top")
    'https://herald.example/ferry?id=7'
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return address
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not host:
        return address.strip()
    shown = f"[{host}]" if ":" in host else host
    where = shown if port in (None, _DEFAULT_PORTS[scheme]) else f"{shown}:{port}"
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._") or "/"
    return urlunsplit(("https", where, path, _telling(parts.query), ""))


def _telling(query: str) -> str:
    if not query:
        return ""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return query
    tracking = tracking_parameters()
    return urlencode([(name, said) for name, said in pairs if not tracking.holds(name)])
