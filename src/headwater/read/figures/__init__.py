"""Figures: how many, how much, and of what."""

from headwater.read.figures.find import find_figures

__all__ = ["find_figures"]
