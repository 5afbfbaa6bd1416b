"""Names: the people, organisations and places of one report."""

from headwater.read.names.find import find_entities

__all__ = ["find_entities"]
