"""A page's words made plain for Markdown."""

from __future__ import annotations

import re

from headwater.export.shown import on_one_line

# What Markdown or the HTML inside it could take for its own. A page's words stay words.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])|^(\s*)([-+=]|\d+(?=[.)]))")


def escape(text: str) -> str:
    """A page's words on one line, with everything Markdown would take for its own made plain.

    >>> escape("<b> *12* hurt")
    '\\\\<b\\\\> \\\\*12\\\\* hurt'
    """
    return _SPECIAL.sub(lambda found: "\\" + found[1] if found[1] else f"{found[2]}\\{found[3]}", on_one_line(text))
