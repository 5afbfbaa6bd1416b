"""The figures task: every figure of a sentence, with its value, unit and bound or change."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from headwater.read.figures import find_figures
from headwater.read.moments import find_moments
from headwater.read.prose import prose_of
from headwater.stylebook.figures import units
from headwater.vocabulary.figure import Bound, Change, Figure, FigureKind
from headwater.vocabulary.moment import Moment
from headwater.vocabulary.report import Prose

_NAMES = {unit.unit: unit.name for unit in units()}
_BOUNDS = {
    Bound.MORE_THAN: ">", Bound.AT_LEAST: ">", Bound.LESS_THAN: "<", Bound.UP_TO: "<", Bound.ABOUT: "~",
    Bound.BETWEEN: "=", Bound.DOZENS: "=", Bound.EXACT: "=",
}  # fmt: skip
# The gold does not count places ('80th').
_NOT_ASKED = (FigureKind.ORDINAL,)


def predict(input: Path) -> Iterator[dict[str, Any]]:
    """A row a figure. Reads the `text` of each sentence, never its labels."""
    opener = gzip.open if input.suffix == ".gz" else open
    with opener(input, "rt", encoding="utf-8") as file:
        texts = [sentence["text"] for sentence in json.load(file)]
    for place, text in enumerate(texts):
        for row in figures_of(text):
            yield {"id": place, **row}


@cache
def read_before(text: str) -> tuple[Prose, tuple[Moment, ...]]:
    """What a report has before its figures are looked for: sentences and times."""
    prose = prose_of(text)
    return prose, tuple(find_moments(prose, None))


def figures_of(text: str, read: tuple[Prose, tuple[Moment, ...]] | None = None) -> Iterator[dict[str, Any]]:
    """The figures of a text as rows of the scorer; `read` are its sentences and times, if they are known."""
    prose, moments = read or read_before.__wrapped__(text)
    for figure in find_figures(prose, moments):
        if figure.kind not in _NOT_ASKED:
            yield {"value": _value(figure), "unit": _unit(figure), "change": _change(figure)}


def _value(figure: Figure) -> float | list[float | None]:
    if figure.number is not None:
        return figure.number
    # The gold writes 'fell from 9 to 7' as it is printed.
    return [figure.high, figure.low] if figure.change is Change.DOWN else [figure.low, figure.high]


def _unit(figure: Figure) -> str:
    name = "-" if figure.unit is None else _NAMES.get(figure.unit, figure.unit)
    if figure.kind is FigureKind.FRACTION:
        # The gold's way with parts: 'half of the seats' is 0.5 '% seat'.
        return f"% {name}"
    return f"{name} per {figure.per}" if figure.per else name


def _change(figure: Figure) -> str:
    return (
        _BOUNDS[figure.bound]
        if figure.bound is not Bound.EXACT
        else {Change.NONE: "="}.get(figure.change, figure.change.value)
    )
