"""Changed certainty: what a copy states outright that its parent does not, and rewording that changes nothing."""

from __future__ import annotations

import pytest

from headwater.vocabulary.brief import FindingKind
from tests.scenes.news import TRAM_REWRITE, TRAM_WIRE, brief, report


def changes(before: str, after: str) -> list[str]:
    told = brief(report("AFP", *TRAM_WIRE, before), report("Daily Echo", *TRAM_REWRITE, after))
    return [each.summary for each in told.findings if each.kind is FindingKind.MODALITY_CHANGE]


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("The depot may be moved to the harbour, the town said.", "The depot will be moved to the harbour.", "may"),
        ("The bend should be rebuilt in June, the town said.", "The bend will be rebuilt in June.", "should"),
        ("The driver had allegedly ignored a signal.", "The driver had ignored a signal.", "allegedly"),
        ("Inspectors did not approve the repair of the kiosk.", "Inspectors approved the repair of the kiosk.", "not"),
        ("Inspectors approved the repair of the kiosk.", "Inspectors never approved the repair of the kiosk.", "never"),
        ("The depot must close at night, neighbours said.", "The depot closes at night, neighbours said.", "must"),
    ],
)
def test_what_became_more_certain_or_its_opposite_is_found(before: str, after: str, word: str) -> None:
    (found,) = changes(before, after)
    assert f"'{word}'" in found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The depot must close at night, neighbours said.", "The depot has to close at night, neighbours said."),
        ("The depot may be moved to the harbour.", "The depot could be moved to the harbour."),
        ("The depot must be moved to the harbour.", "The depot will be moved to the harbour."),
        ("Tropical fish cannot live in the cold water there.", "Tropical fish need warmer water than is there."),
        ("No window of the kiosk was left whole.", "Every window of the kiosk was broken."),
        ("The town needs to lay a cable of two kilometres.", "The town has two kilometres of cable to lay."),
        ("Neighbours want a wall, should the town agree.", "Neighbours want a wall if the town agrees."),
        ("The new bend can carry longer trams.", "The new bend carries longer trams."),
    ],
)
def test_other_words_for_the_same_certainty_are_not(before: str, after: str) -> None:
    assert changes(before, after) == []


def test_a_no_inside_quotation_marks_is_told_once_as_an_altered_quotation() -> None:
    before = '"We are going to build that bend again," engineer Petr Vas said.'
    after = '"We are not going to build that bend again," engineer Petr Vas said.'
    told = brief(report("AFP", *TRAM_WIRE, before), report("Daily Echo", *TRAM_REWRITE, after))
    kinds = [each.kind for each in told.findings if "build that bend" in (each.after or "")]
    assert kinds == [FindingKind.ALTERED_QUOTATION]
