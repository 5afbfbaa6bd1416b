"""Stretches of the calendar: weeks, months, quarters, seasons, years, decades, centuries, and steps between them."""

from __future__ import annotations

import re

from headwater.read.moments.calendar import shift_day, step
from headwater.read.moments.scene import (
    Reading,
    Rule,
    Scene,
    counted_from_day,
    counted_from_last,
    counted_from_last_day,
    counted_near,
    lasting,
    vague,
    year_value,
)
from headwater.read.moments.words import (
    ABOUT,
    MONTH,
    NUMBER,
    ORDINAL_QUARTER,
    PART_OF_DAY,
    SEASON,
    SEASON_CODES,
    UNIT,
    YEAR,
    count_of,
    duration,
    month_number,
    unit_code,
)
from headwater.text.numbers import (
    ORDINAL_WORDS,
    SMALL_WORDS,
    any_of,
    parse_number,
    parse_ordinal,
)
from headwater.vocabulary.moment import Derivation

_QUARTERS = {
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
}
# The month from which a season named alone is the one that runs.
_FIRST_MONTHS = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}
_MONTHLIKE = ("May", "March", "Mar.", "Jan.")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|of|since|by|until|last|this|next|during|from|between|and|to|for|late|early|through|before|after|till)\W*$",
    re.IGNORECASE,
)
_BEFORE_SEASON = re.compile(
    r"\b(?:in|of|since|by|until|this|last|next|during|early|late|every|each)(?: the)? $",
    re.IGNORECASE,
)
# "at the time of the fall" is no autumn.
_A_FALL = re.compile(r"\b(?:time|moment|cause|scene|site|height|force|result) of the $", re.IGNORECASE)
_BEFORE_OLD_YEAR = re.compile(
    r"\b(?:in|since|by|of|from|until|till|to|and|about|around|year|after|before|between)\W*$",
    re.IGNORECASE,
)
_RESULTS = re.compile(
    r"\b(?:(?:from|with|of) C?[$#£€]?[\d.,]+ (?:[mb]illion|cents)|net|profit|loss|earn\w*|income|revenue|sales|cents a share|a share|earnings)\b",
    re.IGNORECASE,
)
# Until Saturday 'the weekend' is the last one.
_TO_SATURDAY = 5
_TWENTIES = ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine")


def _which(words: str) -> int:
    """-1 for what is past, 1 for what is to come, 0 for now."""
    words = words.lower()
    if re.search(
        r"\b(?:last|past|previous|prior|preceding|ago|earlier|before|previously)\b",
        words,
    ):
        return -1
    return 1 if re.search(r"\b(?:next|coming|following|later|hence|after|from now)\b", words) else 0


def _year_words(words: str | None, scene: Scene) -> Reading | None:
    """'2024', 'last year', 'the same year', as a Reading of a year."""
    if not words:
        return None
    words = words.lower()
    if words[-4:].isdigit():
        return Reading(words[-4:])
    if re.match(r"(?:the|that)\b", words) and "last" not in words:
        base = scene.last or scene.day
        return counted_from_last(step(base, _which(words), "Y"), scene)
    return counted_from_day(step(scene.day, _which(words), "Y"), scene)


def _in_year(year: Reading | None, rest: str) -> Reading | None:
    return None if year is None else Reading(f"{year.timex}-{rest}", "DATE", year.derived_from, year.anchor)


def _month(match: re.Match[str], scene: Scene) -> Reading | None:
    name, month = match["month"], month_number(match["month"])
    is_alone = not match["how"] and not _BEFORE_MONTH.search(scene.left)
    if name in _MONTHLIKE and is_alone and re.match(r" ?\w|'|$", scene.right):
        return None
    how, now = (match["how"] or "").lower(), scene.day
    if how.startswith("last"):
        year = now.year - (1 if month >= now.month else 0)
    elif how.startswith("next"):
        year = now.year + (1 if month <= now.month else 0)
    else:
        year = now.year if how.startswith("this") else scene.year_of_month(month)
    return counted_near(f"{year_value(year)}-{month:02d}", scene, bare=f"XXXX-{month:02d}")


def _month_of_year(match: re.Match[str], scene: Scene) -> Reading | None:
    return _in_year(_year_words(match["year"], scene), f"{month_number(match['month']):02d}")


def _quarter_of_year(match: re.Match[str], scene: Scene) -> Reading | None:
    quarter = _QUARTERS[match["quarter"].lower()]
    year = _year_words(match["year"], scene)
    if year is None:
        now = (scene.day.month - 1) // 3 + 1
        number = scene.day.year - (1 if quarter > now and not scene.looks_ahead else 0)
        year = counted_from_day(f"{number:04d}", scene)
    return _in_year(year, f"Q{quarter}")


def _quarter(match: re.Match[str], scene: Scene) -> Reading | None:
    how = match["how"].lower()
    if "year" in how:
        return _year_earlier(match, scene)
    steps = -1 if how in ("last", "previous", "prior", "latest") else 1 if how == "next" else 0
    return counted_from_day(step(scene.day, steps, "Q"), scene)


def _the_quarter(match: re.Match[str], scene: Scene) -> Reading | None:
    """'the quarter', 'the latest period' of a company's results: the one that has closed."""
    if "year" in match[0].lower():
        return counted_from_day(step(scene.day, 0, "Y"), scene)
    return counted_from_day(step(scene.day, -1, "Q"), scene)


def _closing(match: re.Match[str], scene: Scene) -> Reading | None:
    """'the quarter ended 30 September', 'the year ending in March 2026': the one that holds the day it ends on."""
    month = month_number(match["month"])
    number = scene.day.year - (month > scene.day.month)
    if "ending" in scene.right[:8] and month < scene.day.month:
        number += 1
    year = Reading(match["year"]) if match["year"] else counted_from_day(f"{number:04d}", scene)
    if year is None or match["unit"].lower() == "year":
        return year
    return _in_year(year, f"Q{(month - 1) // 3 + 1}")


def _fiscal(match: re.Match[str], _scene: Scene) -> Reading:
    year = match["year"]
    return Reading(year if len(year) == 4 else f"{19 if int(year) > 40 else 20}{year}")


def _half(match: re.Match[str], scene: Scene) -> Reading | None:
    words = match["year"]
    year = (
        counted_from_day(step(scene.day, 0, "Y"), scene) if words.lower() == "the year" else _year_words(words, scene)
    )
    return _in_year(year, "H1" if match["half"].lower() == "first" else "H2")


def _year_earlier(_match: re.Match[str], scene: Scene) -> Reading | None:
    """'the year-earlier quarter', 'from $3 million a year ago' of results: the same quarter a year before.

    Where nine months or a year are compared ('in the first nine months, net was ...'), it is the year before.
    """
    if scene.compares_years and "quarter" not in _match[0]:
        return counted_from_day(step(scene.day, -1, "Y"), scene)
    if scene.last_quarter is not None:
        return Reading(
            step(scene.last_quarter, -4, "Q") or "PAST_REF",
            "DATE",
            Derivation.ANCHOR,
            scene.last_quarter_span,
        )
    return counted_from_day(step(scene.day, -5, "Q"), scene)


def _ago(match: re.Match[str], scene: Scene) -> Reading | None:
    words, unit, where = (
        match["count"].lower(),
        unit_code(match["unit"]),
        match["where"].lower(),
    )
    sign = 1 if where in ("later", "after", "from now", "hence") else -1
    from_now = where in ("ago", "from now", "hence")
    count = count_of(words)
    if count is None:
        return vague("PAST_REF" if sign < 0 else "FUTURE_REF") if where != "before" else None
    if unit == "Y" and count == 1 and scene.last_quarter is not None and _RESULTS.search(scene.left):
        return _year_earlier(match, scene)
    if unit == "DE":
        count, unit = 10 * count, "Y"
    if count % 1 or unit in ("S", "MIN", "H"):
        return lasting(duration(count, unit))
    base = scene.day if from_now else scene.last_day or scene.last or scene.day
    value = step(base, sign * int(count), unit)
    return counted_from_day(value, scene) if from_now else counted_from_last_day(value, scene)


def _long_ago(match: re.Match[str], _scene: Scene) -> Reading:
    return vague("PAST_REF" if match["where"].lower() in ("ago", "earlier") else "FUTURE_REF")


def _last_or_next(match: re.Match[str], scene: Scene) -> Reading | None:
    """'last week' is the week before this one; 'the last two weeks' and 'the past year' are lengths of time."""
    how, unit_words, has_article = (
        match["how"].lower(),
        match["unit"].lower(),
        bool(match["the"]),
    )
    if unit_words in SEASON_CODES:
        return _season_beside(how, unit_words, scene)
    if re.fullmatch(PART_OF_DAY, unit_words):
        return None
    unit = unit_code(unit_words)
    if match["count"]:
        return lasting(duration(count_of(match["count"]), unit))
    if unit_words.endswith("s"):
        return lasting(duration(None, unit))
    if how in ("first", "final"):
        return None if unit == "D" else lasting(duration(1, unit))
    if how == "recent":
        return None
    if has_article and how in ("past", "last", "next") and (how == "past" or unit != "W"):
        return lasting(duration(1, unit))
    if unit_words == "weekend":
        return counted_from_day(_weekend(step(scene.day, _which(how), "W")), scene)
    if has_article and how == "next" and scene.is_history:
        return counted_from_last(step(scene.last or scene.day, 1, unit), scene)
    if how in ("following", "preceding", "previous"):
        return counted_from_last(step(scene.last or scene.day, _which(how), unit), scene)
    value = step(scene.day, _which(how), unit)
    return counted_from_day(value, scene) if value else lasting(duration(1, unit))


def _season_beside(how: str, season: str, scene: Scene) -> Reading | None:
    """'last summer', 'this past spring', 'that winter', 'later in the summer'."""
    words, code = how.lower(), SEASON_CODES[season]
    if scene.is_history and scene.last is not None and re.search(r"\b(?:that|same|the)\b", words):
        return counted_from_last(f"{scene.last.year:04d}-{code}", scene)
    if "past" in words:
        year = scene.day.year - (_FIRST_MONTHS[code] > scene.day.month)
    else:
        year = scene.day.year + _which(words)
    return counted_from_day(f"{year:04d}-{code}", scene)


def _weekend(week: str | None) -> str | None:
    return week and f"{week}-WE"


def _this_or_that(match: re.Match[str], scene: Scene) -> Reading | None:
    how, unit_words = match["how"].lower(), match["unit"].lower()
    if unit_words in SEASON_CODES:
        return _season_beside(how, unit_words, scene)
    unit = unit_code(unit_words)
    if how in ("all", "the entire", "the whole", "an entire", "a whole"):
        return lasting(duration(1, unit))
    which = 0 if how.startswith(("earlier", "later")) and " last" not in how and " next" not in how else _which(how)
    if re.search(r"\bthat\b|\bsame\b", how):
        value = step(scene.last or scene.day, 0, unit)
        return counted_from_last(_weekend(value) if unit_words == "weekend" else value, scene)
    value = step(scene.day, which, unit)
    return counted_from_day(_weekend(value) if unit_words == "weekend" else value, scene)


def _edge(match: re.Match[str], scene: Scene) -> Reading | None:
    """'the end of 2024', 'the beginning of the year': the period whose edge it is."""
    if match["month"]:
        month = month_number(match["month"])
        year = _year_words(match["monthyear"], scene) or counted_near(f"{scene.year_of_month(month):04d}", scene)
        return _in_year(year, f"{month:02d}")
    if match["year"]:
        return Reading(match["year"])
    period = match["period"]
    return counted_near(step(scene.near, _which(period), unit_code(period.split()[-1])), scene)


def _season_of_year(match: re.Match[str], scene: Scene) -> Reading | None:
    return _in_year(_year_words(match["year"], scene), SEASON_CODES[match["season"].lower()])


def _season(match: re.Match[str], scene: Scene) -> Reading | None:
    season = match["season"].lower()
    # A spring is water or steel too, and to fall is a verb.
    if season in ("spring", "fall") and not _BEFORE_SEASON.search(scene.left + (match["the"] or "")):
        return None
    if _A_FALL.search(scene.left + (match["the"] or "")):
        return None
    first_month = _FIRST_MONTHS[SEASON_CODES[season]]
    return counted_near(f"{year_value(scene.year_of_month(first_month))}-{SEASON_CODES[season]}", scene)


def _definite(match: re.Match[str], scene: Scene) -> Reading | None:
    """'during the week', 'for the year': the one we are in; 'over the weekend': the one behind us."""
    if match["unit"].lower() == "weekend" and not scene.is_history and not scene.looks_ahead:
        return counted_from_day(_weekend(step(shift_day(scene.day, -_TO_SATURDAY), 0, "W")), scene)
    value = step(scene.near, 0, unit_code(match["unit"]))
    return counted_near(_weekend(value) if match["unit"].lower() == "weekend" else value, scene)


def _year_end(match: re.Match[str], scene: Scene) -> Reading | None:
    return Reading(match["year"]) if match["year"] else counted_near(step(scene.near, 0, "Y"), scene)


def _year_in_words(match: re.Match[str], _scene: Scene) -> Reading | None:
    """'nineteen ninety-seven', 'the year two thousand'."""
    if match["round"]:
        return Reading("2000")
    rest = parse_number(match["rest"])
    hundreds = 1900 if match["hundreds"].lower() == "nineteen" else 2000
    return Reading(f"{hundreds + int(rest):04d}") if rest is not None and 10 <= rest < 100 else None


def _decade(match: re.Match[str], _scene: Scene) -> Reading:
    if match["year"]:
        return Reading(match["year"][:3])
    tens = int(match["tens"]) if match["tens"] else _TWENTIES.index(match["word"].lower()) + 2
    return Reading(f"19{tens}")


def _century(match: re.Match[str], _scene: Scene) -> Reading | None:
    number = parse_ordinal(match["number"])
    return None if number is None or not 1 <= number <= 21 else Reading(f"{number - 1:02d}")


def _year(match: re.Match[str], scene: Scene) -> Reading | None:
    if int(match["year"]) < 1500 and not _BEFORE_OLD_YEAR.search(scene.left):
        return None
    if re.search(
        r"(?:[Nn]o\.|[Nn]umber|[Ff]light|[Rr]oute|[Rr]oom|[Ss]ection|[Aa]rticle|[Tt]he last|#) ?$",
        scene.left,
    ):
        return None
    return Reading(match["year"])


_MOD = r"(?:(?:early|late|mid)[ -]|mid-? ?)"
_EARLY = r"(?:(?:early|late|mid)[ -]|mid)?"
_SOME_YEAR = rf"(?:{YEAR}|(?:this|last|next|the same|the following|the previous|that) year)"
_COUNTED_THINGS = (
    "people|points|shares|million|dollars|miles|feet|votes|troops|jobs|men|women|workers|employees|members|students|"
    "cases|homes|soldiers|tons|tonnes|euros|pounds|kilometres|kilometers|metres|meters|houses|families|pages|times|km"
)

PERIODS = (
    Rule(
        rf"\b(?P<how>(?i:last|next|this past|this coming|this)) (?P<month>{MONTH})(?! ?\d)",
        _month,
        cased=True,
    ),
    Rule(
        rf"\b{_MOD}?(?P<month>{MONTH})(?: of|,)? (?P<year>{_SOME_YEAR})\b",
        _month_of_year,
        cased=True,
    ),
    Rule(
        rf"\b(?:the )?(?:fiscal )?(?P<quarter>{ORDINAL_QUARTER})(?: fiscal)?[ -]quarter\b"
        rf"(?:(?: of)?(?: fiscal)? (?P<year>{YEAR}|(?:this|last|next) year))?",
        _quarter_of_year,
    ),
    Rule(
        rf"\b(?:the )?(?P<year>{YEAR}|(?:this|last|next) year's) (?P<quarter>{ORDINAL_QUARTER})[ -]quarter\b",
        _quarter_of_year,
    ),
    Rule(
        rf"\b(?:the|its) (?:fiscal )?(?P<unit>quarter|year)\b(?= end(?:ed|ing) (?:on )?(?P<month>(?-i:{MONTH}))"
        rf"(?: \d{{1,2}}(?!\d))?(?:,? (?P<year>{YEAR}))?)",
        _closing,
    ),
    Rule(
        r"\bthe (?:quarter|latest period|full year)\b(?! (?:of|to|for|in|ended|ending)\b)",
        _the_quarter,
    ),
    Rule(
        r"\b(?:the )?(?P<how>year-(?:ago|earlier)|year-to-year|latest|current|same|prior|previous|last|next"
        r"|this) quarter\b",
        _quarter,
    ),
    Rule(r"\b(?:the )?fiscal(?: year)? '?(?P<year>(?:19|20)\d\d|\d\d)\b", _fiscal),
    Rule(
        rf"\b(?:the )?(?P<half>first|second) half of (?P<year>{YEAR}|(?:this|last|next|the) year)\b",
        _half,
    ),
    Rule(
        r"\ba year-earlier\b|\byear-(?:ago|earlier)(?= \w)"
        r"|\b(?:a )?year (?:ago|earlier)(?= (?:period|quarter|month|figure|level|net|profit|loss|"
        r"third|second|first|fourth))",
        _year_earlier,
    ),
    Rule(
        rf"\b(?:{ABOUT} )?(?P<count>{NUMBER}|a few|several|an?|many|some|a couple of)(?: or so| or more)? "
        rf"(?P<unit>{UNIT})(?: and a half| or so| or more)? (?P<where>ago|earlier|later|before|from now|hence|previously|prior)\b",
        _ago,
    ),
    Rule(
        r"\b(?:decades|centuries|years|months|weeks|days|hours|minutes|moments) (?P<where>ago|earlier|later)\b",
        _long_ago,
    ),
    Rule(
        rf"\b(?P<the>(?:the|these|this) )?(?P<how>this past|last|past|next|previous|coming|first|final|recent|following"
        rf"|preceding)"
        rf"(?: (?P<count>{NUMBER}|few|several|couple of|couple|many))? "
        rf"(?P<unit>{UNIT}|{SEASON}\b|{PART_OF_DAY}\b)(?: or so)?",
        _last_or_next,
    ),
    Rule(
        r"\b(?P<how>this|that|later this|earlier this|early this|late this|late last|early last|earlier last"
        r"|later last|"
        r"late next|early next|earlier in the|later in the|later that|earlier that|the current|the latest|the coming|"
        r"the entire|all|that same|the same|the whole) "
        rf"(?P<unit>week|weekend|month|quarter|year|decade|century|{SEASON})\b",
        _this_or_that,
    ),
    Rule(
        rf"\b(?:the )?(?:end|start|beginning|middle) of (?:(?P<period>the (?:year|month|week|decade|century)|"
        rf"(?:this|last|next) (?:year|month|week))|(?P<year>{YEAR})|(?P<month>{MONTH})(?:,? (?P<monthyear>{YEAR}))?)\b",
        _edge,
    ),
    Rule(
        r"(?:(?<=\bfor )|(?<=\bof )|(?<=\bin )|(?<=during )|(?<=over )|(?<=through )|(?<=throughout )"
        r"|(?<=earlier )|(?<=all ))"
        r"the (?P<unit>year|week|weekend)\b(?!-| (?:of|that|when|ended|in which|ending|to|before|after|two)\b)",
        _definite,
    ),
    Rule(rf"\b(?:year-?end|year's end)(?: (?P<year>{YEAR}))?\b", _year_end),
    Rule(
        rf"\b(?P<hundreds>nineteen|twenty)[ -](?P<rest>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
        rf"(?:[ -]{SMALL_WORDS})?)\b|\bthe year (?P<round>two thousand)\b",
        _year_in_words,
    ),
    Rule(
        rf"\b(?:the )?(?:{_EARLY} ?)?(?P<season>{SEASON})(?: of|,)? (?P<year>{_SOME_YEAR})\b",
        _season_of_year,
    ),
    Rule(
        rf"\b(?:the )?{_EARLY}(?:(?P<year>(?:1\d|20)\d0)'?s|(?:'|(?<=the ))(?P<tens>\d)0s"
        rf"|(?P<word>{any_of(_TWENTIES)})ties)\b",
        _decade,
    ),
    Rule(
        rf"\b(?:the )?{_EARLY}(?P<number>\d\d?(?:st|nd|rd|th)|{ORDINAL_WORDS})[ -]century\b",
        _century,
    ),
)

BARE_PERIODS = (
    Rule(
        rf"(?:(?<![\d$£€,./–-])|(?<=[ (]\d{{4}}[–-]))\b{_MOD}?(?P<year>{YEAR})\b"
        rf"(?![\d%:]|,\d\d\d|/\d|\.\d|-[A-Za-z]| (?:{_COUNTED_THINGS})\b)",
        _year,
    ),
    Rule(rf"\b(?P<how>(?!))?{_MOD}?(?P<month>{MONTH})(?! ?\d)", _month, cased=True),
    Rule(rf"\b(?P<the>the )?(?:{_EARLY} ?)?(?P<season>{SEASON})\b", _season),
)
