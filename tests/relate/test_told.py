"""Why a report was put where it was, in words that one would use."""

from __future__ import annotations

import pytest

from headwater.relate.told import told_figure


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ("31 injured", "31 injured"),
        ("84 metres", "84 metres"),
        ("2 million", "2 million"),
        ("40 %", "40 %"),
        ("31 the", "31"),
        ("31", "31"),
        ("6 of", ""),
    ],
)
def test_a_shared_figure_is_told_as_one_would_name_it(figure: str, told: str) -> None:
    assert told_figure(figure) == told
