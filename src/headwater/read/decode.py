"""Bytes to text, and what was guessed on the way."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from headwater.errors import EmptyPage, NotText
from headwater.vocabulary.page import Page


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page, newlines as they came, in which encoding it was read, and notes where that was a guess."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode_page(page: Page) -> Decoded:
    """The text of a page: by its byte order mark, else the charset its HTML states, else UTF-8, else a stated guess.

    Raises EmptyPage for nothing but blank space, and NotText for pictures, archives, programs and the like.
    """
    content = page.content
    if not content.strip():
        raise EmptyPage(page.address)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _checked(page, Decoded(content.removeprefix(mark).decode(encoding, "replace"), encoding))
    for magic, what in _NO_TEXT:
        if content.startswith(magic):
            raise NotText(page.address, what)
    wide = _wide_encoding(content)
    if wide is not None:
        return _checked(
            page, Decoded(content.decode(wide, "replace"), wide, (_guessed(wide, "every other byte is zero"),))
        )
    if b"\0" in content[:8192]:
        raise NotText(page.address, "binary bytes")
    return _checked(page, _stated(page) or _as_utf8(content) or _by_its_bytes(content))


_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a media file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"OggS", "a media file"),
    (b"ID3", "a media file"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)


def _stated(page: Page) -> Decoded | None:
    """As UTF-8 that shows itself, by the charset that the server named, else by the one that an HTML page states, if
    its bytes agree."""
    text = _utf8_beyond_ascii(page.content)
    if text is not None:
        # Letters beyond ASCII that are valid UTF-8 are UTF-8, whatever an old template says ("iso-8859-15").
        return Decoded(text, "utf-8")
    found = _META_CHARSET.search(page.content[:4096]) if page.media_type == "text/html" else None
    for label in (page.charset, found and found.group(1).decode("ascii")):
        encoding = _web_encoding(label) if label else None
        if encoding is None:
            continue
        try:
            return Decoded(page.content.decode(encoding), encoding)
        except UnicodeError:
            continue
    return None


def _web_encoding(label: str) -> str | None:
    """The encoding that a label on the web means, null for one of which there are no web pages: Python knows some
    (punycode, idna) that take the square of a page's length to decode."""
    try:
        name = codecs.lookup(label.lower()).name
    except (LookupError, ValueError):
        return None
    # What calls itself Latin-1 on the web is windows-1252 (WHATWG Encoding, section 4.2).
    if name in ("iso8859-1", "ascii"):
        return "windows-1252"
    return label.lower() if name.startswith(_PREFIXES_OF_WEB_ENCODINGS) else None


_PREFIXES_OF_WEB_ENCODINGS = (
    "utf-8", "cp125", "iso8859", "koi8", "gb", "big5", "euc", "shift_jis", "iso2022_jp", "cp874", "cp866", "cp932",
    "cp949", "cp950", "johab", "mac", "tis-620",
)  # fmt: skip


def _utf8_beyond_ascii(content: bytes) -> str | None:
    if content.isascii():
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


# A page in UTF-8 may be cut off in a sign, or hold a few foreign bytes; of another encoding at least every fifth sign
# beyond ASCII fails as UTF-8.
_FEW_BROKEN = 0.2


def _as_utf8(content: bytes) -> Decoded | None:
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(1 for sign in text if sign > "\x7f")
    if broken > _FEW_BROKEN * beyond_ascii and not (broken == 1 and text.endswith("\ufffd")):
        return None
    return Decoded(text, "utf-8", (f"decoded as utf-8; {broken} broken bytes shown as \ufffd",))


# So many bytes tell an encoding; more only cost time.
_SAMPLE = 65_536


# The encodings of the web (WHATWG Encoding) without the Western one, which is what is left when none of them fits.
_WEB_ENCODINGS = [
    "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257",
    "windows-1258", "iso8859_2", "iso8859_5", "iso8859_7", "koi8_r", "koi8_u", "gb18030", "big5", "euc_jp", "shift_jis",
    "euc_kr", "cp874", "cp1252",
]  # fmt: skip
# Of so few bytes beyond ASCII no detector can tell the Latin code pages apart; the Western one is by far the commonest.
_FEW_BEYOND_ASCII = 12


_WESTERN_SIGNS = frozenset("äöüÄÖÜßéèêëÉÈàâáÀÂÁîïíÍôóÓûùúÚçÇñÑåÅøØæÆœŒãõ„“”‘’–—«»…€£°·•©®\u00a0¡¿")


def _reads_as_western(sample: bytes) -> bool:
    """Whether nearly every sign beyond ASCII is one that Western languages print: 'powiedzia³' shows another page."""
    beyond_ascii = [sign for sign in sample.decode("windows-1252", "replace") if sign > "\x7f"]
    return sum(sign in _WESTERN_SIGNS for sign in beyond_ascii) >= 0.98 * len(beyond_ascii)


def _by_its_bytes(content: bytes) -> Decoded:
    """By what the bytes are most like, which is a guess and says so."""
    from charset_normalizer import from_bytes

    sample = content[:_SAMPLE]
    beyond_ascii = sum(byte > 0x7F for byte in sample)
    is_latin = beyond_ascii < 0.2 * sum(byte > 0x20 for byte in sample)
    guess = "windows-1252"
    if not (is_latin and beyond_ascii < _FEW_BEYOND_ASCII):
        best = from_bytes(sample, cp_isolation=_WEB_ENCODINGS).best()
        guess = guess if best is None or _reads_as_western(sample) else best.encoding
    return Decoded(content.decode(guess, "replace"), guess, (_guessed(guess, "no charset stated, not valid UTF-8"),))


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 without a mark: nearly every other byte is zero."""
    head = content[:2048]
    if len(head) < 8:
        return None
    odd, even = head[1::2].count(0), head[0::2].count(0)
    half = len(head) // 2
    if odd > 0.8 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 * half and odd < 0.1 * half else None


def _guessed(encoding: str, why: str) -> str:
    return f"decoded as {encoding} (guessed: {why})"


# Text has tabs and newlines among its control signs, and hardly another.
_MOST_CONTROL = 0.02
_CONTROL_SIGN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")


def _checked(page: Page, decoded: Decoded) -> Decoded:
    sample = decoded.text[:20_000]
    if not sample.strip():
        raise EmptyPage(page.address)
    control = len(_CONTROL_SIGN.findall(sample))
    if control > _MOST_CONTROL * len(sample) + 2:
        raise NotText(page.address, "binary bytes")
    return decoded
