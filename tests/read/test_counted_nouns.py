"""What a number counts: a chunker over closed classes, no parse."""

from __future__ import annotations

import pytest

from headwater.read.figures import find_figures
from headwater.read.prose import prose_of
from headwater.vocabulary.figure import Bound, Figure, FigureKind


def figures(text: str) -> list[Figure]:
    return list(find_figures(prose_of(text), ()))


@pytest.mark.parametrize(
    ("text", "unit", "counts"),
    [
        ("The two sides signed three bilateral documents.", "bilateral document", "bilateral documents"),
        ("Some 40 armed police officers stood there.", "police officer", "armed police officers"),
        ("It employs 850 people worldwide.", "people", "people"),
        ("They sold 4,300 digital and paper maps.", "digital paper map", "digital and paper maps"),
        ("Police held 12 heavily armed, young men.", "young man", "armed, young men"),
        ("They opened two dozen sports clubs.", "sports club", "sports clubs"),
        ("Nine gas stations shut.", "gas station", "gas stations"),
        ("The other five were hurt and two others died.", "other", "others"),
        ("It has won five more seats.", "more seat", "more seats"),
        ("It was one of the largest harbours in the world.", "large harbour", "largest harbours"),
        ("The 27-nation bloc met.", "nation", "nation"),
        ("It left 12 of the 30 miners underground.", "miner", "miners"),
        ("She kept one key in the drawer.", "key", "key"),
        ("Three old harbours and two long piers closed.", "long pier", "long piers"),
        ("One woman claims the pier fell.", "woman", "woman"),
        ("One man dead after the storm.", "man", "man"),
        ("Dozens of Norvian and Ullish vessels sailed.", "norvian ullish vessel", "Norvian and Ullish vessels"),
        ("The top three rowers lost.", "top rower", "rowers"),
        ("Some 12 or more votes were lost.", "vote", "votes"),
        ("They trained 12 U.S. soldiers.", "u.s. soldier", "U.S. soldiers"),
        ("Three sheriff's deputies came.", "sheriff deputy", "sheriff's deputies"),
        ("The yard built 20 aircraft last year.", "aircraft", "aircraft"),
        ("The storm left seven dead.", "dead", "dead"),
        ("They found the two dead miners.", "dead miner", "dead miners"),
    ],
)
def test_the_counted_noun_is_found_with_its_modifiers(text: str, unit: str, counts: str):
    counted = [figure for figure in figures(text) if figure.unit == unit]

    assert counted, [figure.unit for figure in figures(text)]
    assert counted[-1].kind is FigureKind.COUNT
    assert "".join(counts.split()) in "".join(text.split())
    assert counted[-1].counts is not None
    assert counted[-1].counts.endswith(counts.rsplit(" ", 1)[-1])


@pytest.mark.parametrize("text", ["Three said no.", "Killed 12 and wounded others.", "It was over 500 before."])
def test_verbs_and_small_words_are_never_what_is_counted(text: str):
    assert [figure.unit for figure in figures(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "He is the one to watch.",
        "No one came.",
        "One can only hope.",
        "One day he will.",
        "The one thing he saw.",
        "It fell to the bottom three.",
    ],
)
def test_one_that_stands_for_a_thing_counts_nothing(text: str):
    assert [figure for figure in figures(text) if figure.kind is FigureKind.COUNT] == []


def test_the_whole_and_the_part_are_two_figures_of_one_noun():
    part, whole = figures("It left 12 of the 30 miners underground.")

    assert (part.number, part.unit, whole.number, whole.unit) == (12, "miner", 30, "miner")


def test_adjectives_before_a_measure_do_not_make_it_a_noun():
    run, stay = figures("She swam 320 tiring yards in three straight weeks.")

    assert (run.unit, run.kind, stay.unit, stay.kind) == ("yard", FigureKind.MEASURE, "week", FigureKind.MEASURE)


def test_dozens_are_a_bound_of_their_own():
    boats, people = figures("Dozens of boats and hundreds of thousands of people came.")

    assert (boats.bound, boats.number, boats.low, boats.high) == (Bound.DOZENS, None, 12, 120)
    assert (people.low, people.high, people.unit) == (100_000, 1_000_000, "people")


def test_a_unit_said_once_holds_for_both_numbers():
    first, second = figures("Rents grew by 4 percent but fares fell by 3.")

    assert (first.unit, second.unit) == ("percent", "percent")


def test_a_change_and_where_it_ended_do_not_share_a_unit():
    change, end = figures("The fare rose 9.5% to 4.10 after the vote.")

    assert (change.unit, end.unit) == ("percent", None)
