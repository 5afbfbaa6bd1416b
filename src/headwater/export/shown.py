"""Text from a page, made safe to show. Pages are written by strangers; a terminal and a reader's eye can be fooled."""

from __future__ import annotations

import re

# A page can carry escape codes that repaint a terminal, and direction overrides that make a line read backwards
# ("Trojan source"). Tab and newline stay; the harmless marks of right-to-left writing (LRM, RLM) stay, too.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def encodable(text: str) -> str:
    """The text with half characters replaced one for one, so that UTF-8 can hold it and every offset stays.

    A file name that is not UTF-8 comes from the system with half characters in it.

    >>> encodable("caf\\udce9.txt")
    'caf\ufffd.txt'
    """
    return _SURROGATE.sub(REPLACEMENT, text)


def shown(text: str) -> str:
    """The text with control characters, direction overrides and half characters made visible.

    >>> shown("red \\x1b[31malert")
    'red \ufffd[31malert'
    """
    # Most words are plain, and a page has thousands: nothing that is replaced here counts as printable.
    if text.isprintable():
        return text
    return _UNSEEN.sub(REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))


def on_one_line(text: str) -> str:
    """The shown text with each run of white space made one blank."""
    return _SPACES.sub(" ", shown(text)).strip()


def shortened(text: str, longest: int) -> str:
    """The text on one line, cut after a word with an ellipsis if it is longer than that many characters."""
    line = on_one_line(text)
    if len(line) <= longest:
        return line
    head = line[:longest].rsplit(" ", 1)[0] if " " in line[longest // 2 : longest] else line[: longest - 1]
    return head + "\N{HORIZONTAL ELLIPSIS}"
