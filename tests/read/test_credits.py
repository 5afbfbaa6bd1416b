"""Credits: an agency's name counts only with a cue, and the cue gives its role."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.read.credits import find_credits


def roles(text: str) -> list[tuple[str, str]]:
    return [(credit.agency, credit.role.value) for credit in find_credits(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go on," he added, Xinhua news agency reported.', [("Xinhua", "relay")]),
        ("The bridge is shut, according to the state-run Xinhua News Agency.", [("Xinhua", "relay")]),
        ("It was the third such visit this year, BelTA has learned.", [("BelTA", "origin")]),
        ("The harbour will reopen, the mayor told AFP.", [("AFP", "origin")]),
        ("The plan was set out in a paper seen by Reuters.", [("Reuters", "origin")]),
        ("The talks go on, Tasnim reports citing Anadolu Agency.", [("Tasnim", "relay"), ("AA", "relay")]),
        ("(With inputs from ANI)", [("ANI", "contribution")]),
        ("Associated Press writer Ann Hale in Harrow contributed to this report.", [("AP", "contribution")]),
        ("The ferry at its berth. (Photo: Ann Hale/AFP)", [("AFP", "photo")]),
        ("The ferry at its berth. THE CANADIAN PRESS/Ann Hale", [("CP", "photo")]),
        ("© 2025 Associated Press. All rights reserved.", [("AP", "origin")]),
        ("The service will resume on Sunday. — BERNAMA", [("BERNAMA", "origin")]),
        ("die fähre sank am freitag, teilte die polizei mit. (dpa)", [("dpa", "origin")]),
        ("新华社", [("Xinhua", "origin")]),
        ("The lights went out at nine. (dpa)", [("dpa", "origin")]),
        ("Various outlets, including AFP, the Associated Press and Reuters, reported that it sank.",
         [("AFP", "relay"), ("AP", "relay"), ("Reuters", "relay")]),
        ("According to the News Agency of Nigeria (NAN), the road is open.", [("NAN", "relay")]),
        ("The firm lost a tenth of its value, according to a Reuters tally.", [("Reuters", "origin")]),
        ("Reuters could not independently verify the pictures.", [("Reuters", "origin")]),
        ("An AFP correspondent saw smoke over the harbour.", [("AFP", "origin")]),
        ("The boat was old, the official said. PTI ABC XYZ", [("PTI", "origin")]),
        ("Ann Hale, Associated Press", [("AP", "origin")]),
        ("(With AFP)", [("AFP", "contribution")]),
        ("Ha detto all'ANSA che il ponte resta chiuso.", [("ANSA", "origin")]),
        ("Паром затонул, сообщает ТАСС.", [("TASS", "relay")]),
        ("Reporting by Ann Hale; Editing by Jo Dane; Reuters", [("Reuters", "origin")]),
        ("(Reporting by Reuters; Editing by Jo Dane)", [("Reuters", "origin")]),
        ("Reporting by Ann Hale; Editing by Jo Dane", []),
        ("The road is open again, police said. -0- PTI", [("PTI", "origin")]),
        ("BERNAMA -0-", [("BERNAMA", "origin")]),
        ("The road is open again. (END/PTI)", [("PTI", "origin")]),
        ("Meldt persbureau Reuters maandag.", [("Reuters", "relay")]),
    ],
)  # fmt: skip
def test_the_words_around_a_name_give_its_role(text: str, expected: list[tuple[str, str]]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She passed her AP exam in June.",
        "The radio runs on one AA battery.",
        "Sputnik 1 was the first satellite.",
        "He used to work for the Harrow Post and the Associated Press, most recently as a driver.",
        "Lead widens to seven points, Reuters/Norland Poll Finds",
    ],
)
def test_a_name_without_a_cue_is_no_credit(text: str) -> None:
    assert roles(text) == []


def test_a_stranger_that_the_text_calls_a_news_agency_is_credited_under_its_printed_name() -> None:
    assert roles('"We go on," he added, the Norland Press news agency reported.') == [("Norland Press", "relay")]
    assert roles("The news agency reported a loss.") == []


def test_the_span_is_the_name_as_printed() -> None:
    text = "The bridge is shut, Xinhua news agency reported."

    (credit,) = find_credits(text)

    assert credit.span.of(text) == "Xinhua news agency"


@given(st.text(max_size=500))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for credit in find_credits(text):
        assert credit.span.of(text)
