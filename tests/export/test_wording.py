"""How times and statements are put into words."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from headwater.export.shown import shortened
from headwater.export.wording import statement_facts, time_words
from headwater.vocabulary.moment import Precision
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.statement import Mode, Part, Relay, Speaker, Stance, Statement, StatementId


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (date(1994, 1, 1), date(1994, 12, 31), Precision.YEAR, "1994"),
        (date(2025, 2, 1), date(2025, 2, 28), Precision.MONTH, "February 2025"),
        (date(2025, 1, 1), date(2025, 3, 31), Precision.QUARTER, "January – March 2025"),
        (date(2025, 3, 3), date(2025, 3, 9), Precision.WEEK, "3–9 March 2025"),
        (date(2025, 3, 31), date(2025, 4, 6), Precision.WEEK, "31 March – 6 April 2025"),
        (date(2024, 12, 30), date(2025, 1, 5), Precision.WEEK, "30 December 2024 – 5 January 2025"),
        (date(1990, 1, 1), date(1999, 12, 31), Precision.DECADE, "1990–1999"),
        (date(2025, 3, 14), date(2025, 3, 14), Precision.DAY, "14 March 2025"),
        (datetime(2025, 3, 14, 9), datetime(2025, 3, 14, 9), Precision.INSTANT, "14 March 2025, 09:00"),
        (date(9999, 12, 1), date.max, Precision.MONTH, "December 9999"),
    ],
)
def test_an_interval_reads_as_a_newspaper_prints_it(start: date, end: date, precision: Precision, words: str) -> None:
    assert time_words(start, end, precision) == words


def test_long_words_are_cut_at_a_blank_and_one_endless_word_anywhere() -> None:
    assert shortened("a long name of an outlet", 12) == "a long name…"
    assert shortened("x" * 100, 10) == "x" * 9 + "…"


def test_the_facts_of_a_statement_say_stance_headline_listener_relay_and_doubt() -> None:
    span = Span(ReportId("r"), 0, 4)
    statement = Statement(
        StatementId("s"), Speaker("Ruz", span), None, (span,), Mode.INDIRECT, Speaker("parliament", span),
        (Relay("TASS", span),), None, 0.4, Stance.DENIED, Part.HEADLINE,
    )  # fmt: skip
    assert statement_facts(statement) == [
        "denied",
        "reported speech",
        "in the headline",
        "to parliament",
        "relayed by TASS",
        "uncertain, 40\N{NO-BREAK SPACE}% sure",
    ]
