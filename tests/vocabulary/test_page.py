"""Where a page is from, in a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.vocabulary.page import Page


@pytest.mark.parametrize(
    ("address", "host", "place"),
    [
        ("https://www.herald.example/2024/05/bridge.html", "www.herald.example", "herald.example"),
        ("http://Herald.Example:8080/a/", "herald.example", "herald.example"),
        ("examples/ullenford/1-northwire.txt", "", "1-northwire.txt"),
        ("pages/", "", "pages"),
        ("http://[", "", "["),
        ("", "", ""),
    ],
)
def test_a_web_page_is_from_its_site_and_a_file_has_its_name(address: str, host: str, place: str) -> None:
    page = Page(address, b"", "text/plain")
    assert (page.host, page.place) == (host, place)


@given(st.text(max_size=40))
def test_no_address_is_too_odd(address: str) -> None:
    assert isinstance(Page(address, b"", "text/plain").place, str)
