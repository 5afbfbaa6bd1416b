"""The prose of a report: its body cut into paragraphs, sentences and quotations."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.text.marks import find_quoted
from headwater.text.sentences import find_paragraphs, sentences_within
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import ReportId, Span, Stretch

BARE_TEXT = ReportId("text")
"""The report id of a text that stands for itself."""


def prose_of(text: str, report: ReportId = BARE_TEXT, body: Sequence[Stretch] | None = None) -> Prose:
    """The prose of the body stretches of a text; of all of the text where no body is named.

    Each stretch is cut on its own: a sentence never runs out of the body into the furniture beside it.
    """
    stretches = [Stretch(0, len(text))] if body is None else sorted(body)
    paragraphs = [piece for start, end in stretches for piece in find_paragraphs(text, start, end)]
    sentences = [piece for paragraph in paragraphs for piece in sentences_within(text, paragraph)]
    quoted = [piece.inner for piece in find_quoted(text, paragraphs)]

    def spans(pieces: Sequence[Stretch]) -> tuple[Span, ...]:
        return tuple(Span(report, start, end) for start, end in pieces)

    return Prose(report, text, spans(paragraphs), spans(sentences), spans(quoted))
