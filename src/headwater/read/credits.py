"""Credits: which agencies a report names, and what they had to do with it.

An agency's name is a credit only with a cue: the form of its line (a signature, a picture line, a byline), or the words
right before or after it. "AP" in "AP exam" has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from headwater.read.agency_mentions import TOKEN, Mention, find_mentions
from headwater.read.prose import BARE_TEXT
from headwater.stylebook.agencies import AgencyKind
from headwater.stylebook.credit_cues import articles, cues, trade_words, words_between, words_of_saying
from headwater.stylebook.furniture import end_marks, is_end_mark
from headwater.vocabulary.report import Credit, CreditRole
from headwater.vocabulary.span import ReportId, Span, Stretch


def find_credits(text: str, report: ReportId = BARE_TEXT, lines: Iterable[Stretch] | None = None) -> tuple[Credit, ...]:
    """The agencies credited in the lines of a text (all of it where none are named), in order, each with its role.

    >>> [(c.agency, c.role.value) for c in find_credits('"We go on," he added, Xinhua news agency reported.')]
    [('Xinhua', 'relay')]
    """
    stretches = [Stretch(*match.span()) for match in _LINE.finditer(text)] if lines is None else lines
    return tuple(
        Credit(mention.agency.short, role, Span(report, mention.start, mention.end))
        for start, end in stretches
        for mention, role in _credited(text, start, min(end, start + _LONGEST_LINE))
    )


_LINE = re.compile(r"[^\n]+")
# The longest paragraph of a report has some thousands of characters; of a line beyond all measure the start is read.
_LONGEST_LINE = 20_000


def _credited(text: str, start: int, end: int) -> Iterator[tuple[Mention, CreditRole]]:
    mentions = find_mentions(text, start, end)
    if not mentions:
        return
    roles = [_role(text, start, end, mention) for mention in mentions]
    for i in range(len(mentions) - 2, -1, -1):
        # "AFP, the Associated Press, National Public Radio and Reuters reported": the cue serves the whole list.
        if roles[i] is None and roles[i + 1] and _is_listed(text[mentions[i].end : mentions[i + 1].start]):
            roles[i] = roles[i + 1]
    for i in range(1, len(mentions)):
        if roles[i] is None and roles[i - 1] and _is_listed(text[mentions[i - 1].end : mentions[i].start]):
            roles[i] = roles[i - 1]
    yield from ((mention, role) for mention, role in zip(mentions, roles, strict=True) if role is not None)


_LIST_GAP = re.compile(
    r"\s?(?:[,/&]|\b(?:and|und|et|y|via)\b|,\s(?:the\s)?[A-Z][\w ]{2,40},)+\s?(?:(?:and|und|the|der)\s){0,2}"
)


def _is_listed(gap: str) -> bool:
    return len(gap) <= 60 and _LIST_GAP.fullmatch(gap) is not None


# So much of a line before and after a name is looked at; cues stand within a few words.
_NEAR = 240


def _role(text: str, start: int, end: int, mention: Mention) -> CreditRole | None:
    before = text[max(start, mention.start - _NEAR) : mention.start]
    after = text[mention.end : min(end, mention.end + _NEAR)]
    if mention.strict and _is_trade(before.rstrip(" \"'“„").rpartition(" ")[2]):
        mention = replace(mention, strict=False)  # "the news agency AP" can be no exam
    return (
        _role_by_line(before, after, mention, end - start)
        or _gathered(after, mention)
        or _role_before(before, mention)
        or _role_after(after, mention)
        or _role_behind_saying(before, after)
    )


_CONTRIBUTION = re.compile(
    r"^[\s(—–-]*(?:with (?:inputs?|files|(?:additional )?reporting|material)"
    r"|(?:with|mit|con|com|met|med)\s(?:the\s|der\s|la\s|el\s)?$"
    r"|mit (?:material|informationen|agentur)|avec\b)",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(r"contribut\w+ to (?:this|the)", re.IGNORECASE)
# "Photo: Rail Union/PA Wire", "Bild: ... via AP", "© AFP": a picture's mark, and no sentence ends up to the name.
_PICTURE_MARK = re.compile(
    r"(?:©|\(c\)|（Ｃ）|\bvia\b|출처\s?=|사진\s?=|^fotoğraf\b|^foto\b"
    r"|(?:\b|(?<=[a-z]))(?:photo|fotos?|bild|bilder|images?|picture|video|credit|getty images|rubriklistenbild)\b"
    r"[^.!?]{0,30}?(?::|©|=|\bby\b|/))[^.!?;]{0,80}$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)\s?(?:\d{4}\s)?(?:the\s)?$", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}\s?(?:the\s)?$", re.IGNORECASE)
_BY = re.compile(r"^\s*(?:\(?reporting\s)?(?:by|von|par|por)\s[^.!?;]{0,90}$", re.IGNORECASE)
# "Reporting by Ann Hale; Editing by Jo Dane; Reuters"
_HANDS_BEFORE = re.compile(r"\breporting by\s[^.!?]{0,160};\s?$", re.IGNORECASE)
# A byline is short; "By Monday the Interfax staff had ..." opens a sentence that runs on.
_LONGEST_BYLINE = 160
_SLASH_SIGNED = re.compile(r"[.!?]\s/$")
_SIGNED_BEFORE = re.compile(r"(?:\(|\[|—\s?|–\s?|--\s?|\s/|^/|^-\s?)(?:\w{2,6}/)?$")
_SIGNED_AFTER = re.compile(r"(?:/[a-zäöü]{2,4})?\s?(?:\)|\]|/\w{2,6})?\s?[.]?\s*$")
_NAMES_BEFORE = re.compile(r"\s*(?:[A-ZÀ-Þ][\w.'’-]{1,24}\s?){2,4},\s(?:[Tt]he\s)?")
# "..., police said. PTI ABC XYZ": the agency and the initials of its desks behind the last sentence.
_DESKS_AFTER = re.compile(r"(?:\s[A-Z]{2,4}){0,5}\s*")
_CLOSED_BEFORE = re.compile(r"(?:^|[.!?][\"'”’)]?\s)$")
_PHOTOGRAPHER_AFTER = re.compile(r"\s?/\s?[A-ZÀ-Þ][\w.'’-]+(?:\s[\w.'’-]+){0,3}\)?\s*$")
_PICTURE_SEAM = re.compile(r"(?:^|[.)(/:|©\n]|\bvia)\s*$")
_PHOTOGRAPHER_BEFORE = re.compile(
    r"^\s*\(?[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]*){1,3}\s?[/|–-]\s?(?:[\w ]{2,20}\s?/\s?)?$"
)


def _role_by_line(before: str, after: str, mention: Mention, length: int) -> CreditRole | None:
    """By the form of the line: contribution notes, picture lines, copyright lines, bylines, signatures."""
    if _CONTRIBUTION.search(before) or _CONTRIBUTED.search(before) or _CONTRIBUTED.search(after[:120]):
        return CreditRole.CONTRIBUTION
    if _RIGHTS.search(before) and ("rights reserved" in after.lower() or _YEAR.search(before)):
        return CreditRole.ORIGIN
    if mention.agency.kind is AgencyKind.PHOTO:
        return CreditRole.PHOTO
    if _BY.match(before) and length < _LONGEST_BYLINE:
        return CreditRole.ORIGIN
    if not after.strip(" ./)]") and (not before.strip(" /([—–-") or _NAMES_BEFORE.fullmatch(before)):
        return CreditRole.ORIGIN  # a line that is the agency's name, or a writer's with it
    if not mention.strict and _DESKS_AFTER.fullmatch(after) and _CLOSED_BEFORE.search(before):
        return CreditRole.ORIGIN
    closes = _SIGNED_AFTER.fullmatch(after) is not None
    if (closes and (_HANDS_BEFORE.search(before) or _ended().search(before))) or (
        not before.strip(" ([/—–-") and is_end_mark(after.strip())
    ):
        return CreditRole.ORIGIN  # with the mark behind a text's last word, or with the hands it went through
    if closes and _SLASH_SIGNED.search(before):
        return CreditRole.ORIGIN
    if _PICTURE_MARK.search(before) or (_PHOTOGRAPHER_AFTER.match(after) and _PICTURE_SEAM.search(before)):
        return CreditRole.PHOTO
    if _PHOTOGRAPHER_BEFORE.match(before) and not after.strip(" )./").removeprefix(mention.agency.name):
        return CreditRole.PHOTO
    return CreditRole.ORIGIN if closes and _SIGNED_BEFORE.search(before) else None


@cache
def _ended() -> re.Pattern[str]:
    """A line up to an agency that an end mark stands before: '-0- PTI', '(END) Norland Press', '(END/IPS)'."""
    marks = "|".join(re.escape(mark) for mark in sorted(end_marks(), key=len, reverse=True))
    return re.compile(rf"(?:^|\s)(?:(?:{marks})\s?|\(end/)$", re.IGNORECASE)


_MOST_BRIDGED = 6


def _is_trade(word: str) -> bool:
    return word.casefold().removeprefix("l'").removeprefix("l’") in trade_words()


def _role_before(before: str, mention: Mention) -> CreditRole | None:
    return next((role for prefix in _bridged(before, mention.strict) if (role := _ends_in_cue(prefix, "before"))), None)


def _role_behind_saying(before: str, after: str) -> CreditRole | None:
    spoken = words_of_saying() & set(TOKEN.findall((before + " " + after).casefold()))
    if not spoken:
        return None
    return next((role for prefix in _bridged(before, True) if (role := _ends_in_cue(prefix, "behind-saying"))), None)


def _bridged(before: str, strict: bool) -> Iterator[str]:
    """The words before a name, with ever more of what may stand between it and its cue taken away: articles, and
    before 'agency' in any language, any words that describe it ('the Iranian state news agency IRNA')."""
    if before.endswith(("'", "’")):
        yield before  # "all'ANSA", "à l'AFP"
    prefix = before.rstrip(" \"'“„«(")
    yield prefix
    is_described = False
    for _ in range(_MOST_BRIDGED):
        head, _, word = prefix.rpartition(" ")
        if _is_trade(word):
            is_described = True
        elif word.casefold().strip("'’") not in articles() and (strict or not is_described or not word.isalpha()):
            return
        prefix = head.rstrip()
        yield prefix


def _gathered(after: str, mention: Mention) -> CreditRole | None:
    """Origin where the words behind the name say that the agency itself found out: 'according to a Reuters tally'."""
    role = _role_after(after, mention)
    return role if role is CreditRole.ORIGIN else None


def _ends_in_cue(prefix: str, side: str) -> CreditRole | None:
    folded = prefix[-60:].casefold().replace("’", "'").rstrip(' ,"')
    if not folded.endswith(tuple(cues(side))):
        return None
    for cue, role in cues(side).items():
        if folded.endswith(cue):
            begins = len(folded) - len(cue)
            if begins == 0 or not folded[begins - 1].isalnum() or not cue[0].isalnum():
                return role
    return None


# "Xinhua, on Friday, reported": so many words may stand between.
_MOST_BETWEEN = 4
_WORD_AHEAD = re.compile(r"[\s\"'”’“)»,]*([\w']+)\s")


def _behind_between(after: str) -> str:
    """What follows a name, without blanks, closing marks and the words that may stand before its cue."""
    at = 0
    for _ in range(_MOST_BETWEEN):
        word = _WORD_AHEAD.match(after, at)
        if word is None or word.group(1) not in words_between():
            break
        at = word.end()
    return after[at:].lstrip(" \"'”’“)»,")


def _role_after(after: str, mention: Mention) -> CreditRole | None:
    folded = after[:80].casefold().replace("’", "'")
    every = tuple(cues("after"))
    for rest in (folded, folded.lstrip(), _behind_between(folded)):
        if not rest.startswith(every):
            continue
        for cue, role in cues("after").items():
            if rest.startswith(cue) and not rest[len(cue) : len(cue) + 1].isalnum():
                # "AP photo" needs no verb; "AA announced" may be a motoring club.
                return role if not mention.strict or cue in _UNMISTAKABLE else None
    return None


_UNMISTAKABLE = frozenset(
    (
        "reported", "reports", "has reported", "have reported", "had reported", "has learned", "has learnt", "photo",
        "reporter", "reporters", "correspondent", "correspondents", "journalist", "journalists", "photographer",
        "photographers", "could not", "was not able", "poll", "tally", "analysis", "investigation",
        "berichtete", "berichtet", "meldete", "meldet", "hatte zuvor berichtet", "-informationen", "podaje", "podała",
    )
)  # fmt: skip


def agencies_credited(found: Sequence[Credit], role: CreditRole) -> tuple[str, ...]:
    """The agencies with that role, each once, in order."""
    return tuple(dict.fromkeys(credit.agency for credit in found if credit.role is role))
