"""Invented texts that look like copies and are none, and copies that look like second accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from headwater.vocabulary.report import Report

Words = dict[str, str | int]

WEATHER = (
    "{day} will be {sky} in Vellmar with temperatures of up to {high} degrees in the afternoon, the Hessel weather "
    "office said.",
    "In the valleys the thermometer will fall to {low} degrees at night, and the wind will come from the {side} at "
    "{wind} kilometres an hour.",
    "The chance of rain is {rain} per cent. Drivers on the hill roads are asked to take care in the early hours.",
    "The water of the Lake of Orme has {lake} degrees, and the sun sets at {sunset}.",
)
MONDAY: Words = {
    "day": "Monday", "sky": "dry", "high": 21, "low": 9, "side": "west", "wind": 15, "rain": 10, "lake": 18,
    "sunset": "8.41",
}  # fmt: skip
TUESDAY: Words = {
    "day": "Tuesday", "sky": "wet", "high": 14, "low": 6, "side": "north", "wind": 40, "rain": 85, "lake": 17,
    "sunset": "8.39",
}  # fmt: skip
CRIME = (
    "A {age}-year-old {who} was arrested on {day} after a break-in at a {shop} in {street}, police in Vellmar said.",
    "Officers were called at {hour} by a neighbour, {witness}, who had heard glass break, and found the suspect in the "
    "yard.",
    "Goods worth {worth} crowns were taken, among them {goods}. The suspect will be brought before a judge in {court}.",
    "Anyone who saw something is asked to call the police station of Vellmar.",
)
BAKERY: Words = {
    "age": 34, "who": "man", "day": "Monday", "shop": "bakery", "street": "Mill Lane", "hour": "3.10",
    "witness": "Ilse Brandt", "worth": 900, "goods": "a till", "court": "Orme",
}  # fmt: skip
JEWELLER: Words = {
    "age": 27, "who": "woman", "day": "Friday", "shop": "jeweller's", "street": "Castle Street", "hour": "1.45",
    "witness": "Tomas Reuter", "worth": 64000, "goods": "eleven rings", "court": "Hessel",
}  # fmt: skip
MARKET = (
    "Shares in Merrow closed {move} on {day}, with the Haven 20 index {way} {points} points at {level}.",
    "Turnover was {turnover} million crowns. The crown stood at {rate} to the dollar, after {before} the day before.",
    "Of the 20 stocks in the index {up} rose and {down} fell, the exchange of Merrow said.",
)
RISING: Words = {
    "move": "higher", "day": "Wednesday", "way": "up", "points": 31, "level": "2,410", "turnover": 88, "rate": 22.4,
    "before": 22.6, "up": 15, "down": 5,
}  # fmt: skip
FALLING: Words = {
    "move": "lower", "day": "Thursday", "way": "down", "points": 12, "level": "2,398", "turnover": 61, "rate": 22.7,
    "before": 22.4, "up": 6, "down": 14,
}  # fmt: skip
FIRE = (
    "At least {dead} people died on Sunday when a fire broke out in the Halloran cannery in Port Ellery, the fire "
    "brigade said.",
    "Another {hurt} were taken to Saint Brede hospital, most of them with burns, Chief Marta Oyelaran said.",
    "The fire began at 4 a.m. in the hall where fish is smoked and spread to the roof within 20 minutes.",
    "The cannery, built in 1961, has 240 workers and was inspected last in March.",
    "Mayor Piet Hanlon said the town would help the families and called a meeting for Tuesday.",
)
HANDOUT = (
    "The Quarrel Bridge will be closed to lorries of more than seven tonnes from the first of next month until the "
    "bearings of its eastern span have been replaced, which is expected to take eleven weeks",
    "During that time a ferry for foot passengers will leave the northern landing every twenty minutes between six in "
    "the morning and ten at night free of charge",
)


def filled(frame: tuple[str, ...], **words: object) -> tuple[str, ...]:
    """A frame with its slots filled."""
    return tuple(line.format(**words) for line in frame)


def printed(report: Report, at: datetime | date | None, outlet: str | None = None) -> Report:
    """The report as if it had been published then, by that outlet."""
    masthead = replace(report.masthead, published_at=at, outlet=outlet or report.masthead.outlet)
    return replace(report, masthead=masthead)


def undated(report: Report, outlet: str) -> Report:
    """The report as an outlet's page on which neither a time nor an agency stands."""
    masthead = replace(
        report.masthead, published_at=None, dateline=None, agency=None, outlet=outlet, credits=(), byline=()
    )
    return replace(report, masthead=masthead)
