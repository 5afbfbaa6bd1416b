"""Pages broken in every way: each ends in blocks that cover its text, or in a named error, and soon."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.errors import HeadwaterError
from headwater.read.pages import open_page, open_page_fast
from headwater.vocabulary.page import Page
from tests.read.test_pages import HTML

PIECES = st.sampled_from(
    ["<div>", "</div>", "<p>", "<table><tr><td>", "<script>", "<!--", "-->", '"', "'", "<", ">", "&", "&#x202e;", "\0",
     "\u202e", "\u200b", "\ufeff", "<a href=x>", "<h1>", "<time>", "<figure>", "<li>", "9" * 400, "(" * 200,
     '<script type="application/ld+json">{"@type":"Article","author":[[[', "<body hidden>", "<br>" * 50, "\r", "«", "“"]
)  # fmt: skip


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """The page of the other tests with pieces lost, and others put in."""
    page = HTML
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(page)))
        lost = draw(st.sampled_from([0, 0, 1, 7, 80, 2_000]))
        page = page[:at] + draw(PIECES) * draw(st.sampled_from([1, 1, 3, 60])) + page[at + lost :]
    content = page.encode("utf-8", "replace")
    return content[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else content


@pytest.mark.parametrize("media_type", ["text/html", "text/plain"])
@settings(max_examples=60, deadline=5_000, suppress_health_check=[HealthCheck.too_slow])
@given(content=broken())
def test_a_broken_page_is_read_or_named(media_type: str, content: bytes) -> None:
    try:
        page = open_page(Page("harrow", content, media_type))
    except HeadwaterError as fault:
        assert str(fault).startswith("harrow: ")
        return
    assert "".join(block.span.of(page.text) for block in page.blocks) == page.text
    assert all(sentence.end <= len(page.text) for sentence in page.prose.sentences)


@settings(max_examples=60, deadline=5_000, suppress_health_check=[HealthCheck.too_slow])
@given(content=broken())
def test_a_broken_page_is_read_or_named_the_fast_way_too(content: bytes) -> None:
    try:
        page = open_page_fast(Page("harrow", content, "text/html"))
    except HeadwaterError as fault:
        assert str(fault).startswith("harrow: ")
        return
    assert "".join(block.span.of(page.text) for block in page.blocks) == page.text
