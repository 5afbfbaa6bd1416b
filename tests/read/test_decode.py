"""Decoding: which encoding, what was guessed, and what is no text."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import EmptyPage, NotText, UnreadablePage
from headwater.read.decode import decode_page
from headwater.vocabulary.page import Page


def page(content: bytes, media_type: str = "text/plain") -> Page:
    return Page("harrow.txt", content, media_type)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1).filter(str.strip))
def test_utf8_is_read_as_it_was_written_without_a_note(text: str) -> None:
    content = text.encode("utf-8")
    try:
        decoded = decode_page(page(content))
    except UnreadablePage:
        return  # a text that begins like a picture or is nothing but replacement signs

    assert decoded.text == text.removeprefix("\ufeff")
    assert decoded.notes == ()


def test_a_western_page_without_a_charset_is_guessed_and_the_guess_is_noted() -> None:
    decoded = decode_page(
        page("Der Bürgermeister von Härrow sagte, die Fähre sei „überladen“ gewesen.".encode("cp1252"))
    )

    assert "Bürgermeister" in decoded.text
    assert "windows-1252 (guessed" in decoded.notes[0]


def test_a_stated_charset_is_believed() -> None:
    html = '<html><head><meta charset="windows-1251"></head><body><p>Паром затонул.</p></body></html>'

    decoded = decode_page(page(html.encode("cp1251"), "text/html"))

    assert "Паром затонул" in decoded.text
    assert decoded.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_wide_and_marked_texts_are_read(encoding: str) -> None:
    assert decode_page(page("The ferry sank on Monday.".encode(encoding))).text == "The ferry sank on Monday."


def test_a_page_cut_off_in_a_sign_keeps_its_text_and_says_so() -> None:
    decoded = decode_page(page("The café is shut, and no café is left at the caf".encode() + b"\xc3"))

    assert decoded.encoding == "utf-8"
    assert "broken" in decoded.notes[0]


@pytest.mark.parametrize("content", [b"", b" \n\t ", b"\xef\xbb\xbf\n"])
def test_an_empty_page_is_named(content: bytes) -> None:
    with pytest.raises(EmptyPage, match=r"harrow\.txt: the page is empty"):
        decode_page(page(content))


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n....",
        b"%PDF-1.7 ....",
        b"PK\x03\x04....",
        b"\x1f\x8b\x08....",
        bytes(range(256)) * 40,
        b"a\0b\0\0c" * 99,
    ],
)
def test_what_is_no_text_is_named_with_what_to_do(content: bytes) -> None:
    with pytest.raises(NotText, match="convert it to text first"):
        decode_page(page(content))


@given(st.binary(max_size=2000))
def test_any_bytes_give_a_text_or_a_named_error(content: bytes) -> None:
    with suppress(EmptyPage, NotText):
        assert decode_page(page(content)).text.strip()


def test_the_charset_a_server_named_comes_before_the_one_a_page_states() -> None:
    content = '<meta charset="windows-1252"><p>Паром сел на мель.</p>'.encode("koi8-r")
    assert "Паром" in decode_page(Page("a.html", content, "text/html", charset="koi8-r")).text


@pytest.mark.parametrize("charset", ["punycode", "idna", "unicode_escape", "rot13", "utf-7", "no such thing", ""])
def test_a_charset_that_no_web_page_has_is_not_believed(charset: str) -> None:
    content = b"-" + b"a9" * 1_000_000
    assert decode_page(Page("a.html", content, "text/html", charset=charset)).encoding == "utf-8"
