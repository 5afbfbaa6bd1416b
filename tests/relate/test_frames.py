"""Texts of one frame are no copies; stages of one story are."""

from __future__ import annotations

from headwater.read.prose import prose_of
from headwater.relate.frames import why_frames
from headwater.relate.lineage import trace_lineage
from headwater.vocabulary.lineage import Apart
from tests.scenes.lineage import (
    BAKERY,
    CRIME,
    FALLING,
    FIRE,
    JEWELLER,
    MARKET,
    MONDAY,
    RISING,
    TUESDAY,
    WEATHER,
    filled,
)
from tests.scenes.news import TRAM_REWRITE, TRAM_WIRE, report


def test_the_weather_of_two_days_is_not_one_text() -> None:
    one, other = (
        report("Hessel Post", *filled(WEATHER, **MONDAY), headline="Weather"),
        report("Orme Mail", *filled(WEATHER, **TUESDAY), headline="Weather"),
    )
    lineage = trace_lineage([one, other])
    assert lineage.links == () and lineage.unresolved == ()
    (apart,) = lineage.apart
    assert isinstance(apart, Apart) and "same frame, other event" in apart.reason and "days" in apart.reason
    assert lineage.independent_origins == 2


def test_two_crime_briefs_of_one_police_desk_are_two_events() -> None:
    one, other = (report(name, *filled(CRIME, **words)) for name, words in (("Post", BAKERY), ("Mail", JEWELLER)))
    lineage = trace_lineage([one, other])
    assert lineage.links == () and len(lineage.apart) == 1
    assert "names" in lineage.apart[0].reason


def test_the_market_reports_of_two_days_are_two_events_though_every_name_is_the_same() -> None:
    one, other = (report(name, *filled(MARKET, **words)) for name, words in (("Post", RISING), ("Mail", FALLING)))
    lineage = trace_lineage([one, other])
    assert lineage.links == () and len(lineage.apart) == 1


def test_a_forecast_that_names_no_day_is_told_by_its_figures() -> None:
    forecast = (
        "Today will be {} with a fresh breeze from the lake, and temperatures will lie between {} and {} degrees. "
        "Sunrise over Vellmar is at {} in the morning and sunset at {} in the evening. Walkers should take a coat."
    )
    one = prose_of(forecast.format("bright", 6, 9, "7.14", "4.21"))
    other = prose_of(forecast.format("dull", 3, 7, "7.20", "4.15"))
    mended = prose_of(forecast.format("bright", 6, 10, "7.14", "4.21"))
    assert "figures are others" in (why_frames(one, other) or "")
    assert why_frames(one, mended) is None


def test_the_same_brief_printed_twice_is_a_copy_all_the_same() -> None:
    one, other = (report(name, *filled(CRIME, **BAKERY)) for name in ("Post", "Mail"))
    lineage = trace_lineage([one, other])
    assert lineage.apart == () and lineage.independent_origins == 1


def test_a_story_whose_toll_has_risen_is_still_one_text() -> None:
    first = report("Harbour News", *filled(FIRE, dead=11, hurt=30))
    later = report("Ellery Echo", *filled(FIRE, dead=14, hurt=52))
    lineage = trace_lineage([first, later])
    assert lineage.apart == () and lineage.independent_origins == 1


def test_an_update_that_tells_the_new_toll_on_the_next_day_is_still_one_text() -> None:
    first = report("Harbour News", *filled(FIRE, dead=11, hurt=30))
    later = filled(FIRE, dead=14, hurt=52)
    last = later[4].replace("on Sunday", "on Monday").replace("Tuesday", "Wednesday")
    update = report("Ellery Echo", *later[:4], last, "Two of them died in hospital on Monday.")
    assert why_frames(first.prose, update.prose) is None


def test_a_rewriting_keeps_the_names_and_so_is_no_frame() -> None:
    wire, rewrite = report("AFP", *TRAM_WIRE), report("Daily Echo", *TRAM_REWRITE)
    assert why_frames(wire.prose, rewrite.prose) is None


def test_the_order_of_the_two_does_not_matter_and_nothing_has_no_frame() -> None:
    one, other = (report(name, *filled(CRIME, **words)) for name, words in (("Post", BAKERY), ("Mail", JEWELLER)))
    assert (why_frames(one.prose, other.prose) is None) == (why_frames(other.prose, one.prose) is None)
    rain = prose_of("Rain.")
    assert why_frames(rain, one.prose) is None and why_frames(prose_of(""), rain) is None
