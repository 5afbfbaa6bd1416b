"""Moments: when it happened, as the report tells it."""

from headwater.read.moments.find import find_moments

__all__ = ["find_moments"]
