"""The figures task: every figure of a sentence, with its value, unit and bound or change."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headwater.read.figures import find_figures
from headwater.read.moments import find_moments
from headwater.read.prose import prose_of
from headwater.stylebook.figures import units
from headwater.vocabulary.figure import Bound, Change, Figure, FigureKind

_NAMES = {unit.unit: unit.name for unit in units()}
_BOUNDS = {
    Bound.MORE_THAN: ">", Bound.AT_LEAST: ">", Bound.LESS_THAN: "<", Bound.UP_TO: "<", Bound.ABOUT: "~",
    Bound.BETWEEN: "=", Bound.EXACT: "=",
}  # fmt: skip
# The gold does not count places ('80th') nor parts ('a third').
_NOT_ASKED = (FigureKind.ORDINAL, FigureKind.FRACTION)


def predict(input: Path) -> Iterator[dict[str, Any]]:
    """A row a figure. Reads the `text` of each sentence, never its labels."""
    opener = gzip.open if input.suffix == ".gz" else open
    with opener(input, "rt", encoding="utf-8") as file:
        texts = [sentence["text"] for sentence in json.load(file)]
    for place, text in enumerate(texts):
        prose = prose_of(text)
        for figure in find_figures(prose, find_moments(prose, None)):
            if figure.kind not in _NOT_ASKED:
                yield {"id": place, "value": _value(figure), "unit": _unit(figure), "change": _change(figure)}


def _value(figure: Figure) -> float | list[float | None]:
    return figure.number if figure.number is not None else [figure.low, figure.high]


def _unit(figure: Figure) -> str:
    name = "-" if figure.unit is None else _NAMES.get(figure.unit, figure.unit)
    return f"{name} per {figure.per}" if figure.per else name


def _change(figure: Figure) -> str:
    return (
        _BOUNDS[figure.bound]
        if figure.bound is not Bound.EXACT
        else {Change.NONE: "="}.get(figure.change, figure.change.value)
    )
