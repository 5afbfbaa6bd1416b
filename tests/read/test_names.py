from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.read.names import find_entities
from headwater.read.prose import prose_of
from headwater.vocabulary.entity import Entity, EntityKind, Gender
from headwater.vocabulary.span import ReportId, Span


def entities(text: str) -> list[Entity]:
    return list(find_entities(prose_of(text, ReportId("r1"))))


def people(text: str) -> list[Entity]:
    return [entity for entity in entities(text) if entity.kind is EntityKind.PERSON]


def names(text: str, kind: EntityKind) -> list[str]:
    return [entity.name for entity in entities(text) if entity.kind is kind]


def mentions(entity: Entity, text: str) -> list[str]:
    return [mention.of(text) for mention in entity.mentions]


VISIT = (
    "Latvian President Ilze Kalnin arrived in Tallinn on Monday. Kalnin met Estonian President Mart Tamm. "
    "The Latvian leader said the talks were useful. The president of Estonia thanked her. "
    "The Latvian head of state will leave on Friday."
)


def test_names_surnames_and_descriptions_of_one_person_are_one():
    kalnin, tamm = people(VISIT)

    assert [mention for mention in mentions(kalnin, VISIT) if mention != "Latvian President"] == [
        "Ilze Kalnin",
        "Kalnin",
        "The Latvian leader",
        "The Latvian head of state",
    ]
    assert "The president of Estonia" in mentions(tamm, VISIT)


def test_every_join_tells_its_rule():
    kalnin = people(VISIT)[0]

    assert "Kalnin alone is Ilze Kalnin" in kalnin.why
    assert any("The Latvian leader" in why for why in kalnin.why)


def test_ids_follow_the_first_mention():
    found = entities(VISIT)

    assert [entity.id for entity in found] == [f"r1.e{place}" for place in range(1, len(found) + 1)]
    assert [entity.mentions[0] for entity in found] == sorted(entity.mentions[0] for entity in found)


def test_the_president_alone_is_the_only_one_the_report_has():
    text = "President Ilze Kalnin opened the fair in Riga. The president praised the bakers."

    assert "The president" in mentions(people(text)[0], text)


def test_of_two_presidents_the_nearest_subject_is_meant():
    text = (
        "Latvian President Ilze Kalnin met Estonian President Mart Tamm. "
        "Mart Tamm spoke of the sea. The president was calm."
    )

    assert "The president" in mentions(people(text)[1], text)


def test_two_leaders_together_are_nobody_in_particular():
    text = "Latvian President Ilze Kalnin met Estonian President Mart Tamm. The presidents and the two leaders dined."

    assert all("leaders" not in " ".join(mentions(person, text)) for person in people(text))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Harbour Council", EntityKind.ORGANISATION),
        ("Central Dredging Commission", EntityKind.ORGANISATION),
        ("Ministry of Foreign Affairs", EntityKind.ORGANISATION),
        ("LundExpo", EntityKind.ORGANISATION),
        ("Brask Exhibition Centre", EntityKind.ORGANISATION),
        ("Lantern Square", EntityKind.PLACE),
        ("Lake Vessel", EntityKind.PLACE),
        ("Estonia", EntityKind.PLACE),
    ],
)
def test_the_head_of_a_name_tells_a_body_or_a_place_never_a_person(name: str, kind: EntityKind):
    text = f"Delegates came to the {name} before noon."

    assert names(text, kind) == [name]
    assert people(text) == []


def test_demonyms_days_months_and_sentence_openers_name_nobody():
    text = (
        "Under Estonian law, Monday is a holiday. However, Finnish tourists came in May. Talks went on. They were long."
    )

    assert entities(text) == []


def test_a_body_a_title_and_a_name_in_one_run_come_apart():
    text = "She thanked Harbour Council Chairwoman Ada Lund."
    council, lund = entities(text)

    assert (council.kind, council.name) == (EntityKind.ORGANISATION, "Harbour Council")
    assert (lund.name, lund.gender) == ("Ada Lund", Gender.FEMALE)


def test_a_long_title_before_a_comma_belongs_to_the_person_after_it():
    text = "At the fair, the deputy head of the Port Office of Estonia, Madis Orav, said the pier is safe."

    assert people(text)[0].name == "Madis Orav"
    assert "head of the Port Office of Estonia" in people(text)[0].roles[0]


def test_a_title_before_a_clause_is_not_the_subjects():
    text = (
        "Latvian President Ilze Kalnin met Estonian President Mart Tamm. "
        "During the talks with the Estonian president, Ilze Kalnin remarked that it was late."
    )
    kalnin, tamm = people(text)

    assert all("Estonian" not in role for role in kalnin.roles)
    assert "the Estonian president" in mentions(tamm, text)


def test_an_abbreviation_is_its_long_form():
    text = "The Baltic Ferry Union met on Monday. The BFU wants more boats."

    assert len([entity for entity in entities(text) if entity.kind is EntityKind.ORGANISATION]) == 1


def test_the_headline_adds_mentions_of_names_known_from_the_body():
    text = "Kalnin To Open The Fair\n\nPresident Ilze Kalnin will open the fair."
    prose = prose_of(text[25:].rjust(len(text)), ReportId("r1"))
    headline = Span(ReportId("r1"), 0, 23)
    prose = type(prose)(prose.report, text, prose.paragraphs, prose.sentences, prose.quotations)

    assert find_entities(prose, headline)[0].mentions[0] == Span(ReportId("r1"), 0, 6)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Developer Guy Penbrask said the roof held.", "Guy Penbrask", "Developer"),
        ("Parents thanked Principal Jonathan Lund on Monday.", "Jonathan Lund", "Principal"),
        ("They called Chief Deputy City Attorney Terry Orav.", "Terry Orav", "Chief Deputy City Attorney"),
        ("The town knows Beekeeper Ada Lund well.", "Ada Lund", "Beekeeper"),
    ],
)
def test_an_occupation_before_a_name_is_a_role_and_no_part_of_it(text: str, name: str, role: str):
    (person,) = people(text)

    assert (person.name, person.roles) == (name, (role,))


def test_an_occupation_that_is_a_surname_stays_in_the_name():
    assert [person.name for person in people("Olaf Porter met Ada Driver in Riga.")] == ["Olaf Porter", "Ada Driver"]


def test_a_surname_named_before_his_wife_is_the_husbands():
    text = "Orav welcomed the guests. Orav and his wife Ada Orav served tea. Orav left early."
    orav, ada = sorted(people(text), key=lambda person: person.name == "Ada Orav")

    assert (orav.name, ada.name) == ("Orav", "Ada Orav")
    assert len(orav.mentions) == 3


def test_in_a_line_of_capitals_common_words_are_no_part_of_a_name():
    assert [person.name for person in people("Ada Lund Finally Checks Into Hospital For Undisclosed Reasons")] == [
        "Ada Lund"
    ]


def test_a_weekday_behind_a_name_is_no_part_of_it():
    assert [person.name for person in people("A court sentenced Brian Lund Saturday to two years.")] == ["Brian Lund"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They lost to the Riga Falcons at home.", "Riga Falcons", EntityKind.ORGANISATION),
        ("It was the Brolts who won.", "Brolts", EntityKind.ORGANISATION),
        ("He spoke for the Latvian Ferry Council.", "Latvian Ferry Council", EntityKind.ORGANISATION),
        ("He wrote to the Department of Ports and Ferry Services.", "Department of Ports and Ferry Services", None),
        ("She lives in Northeast Riga with a cat.", "Northeast Riga", EntityKind.PLACE),
        ("The tram stopped at the Ada Lund Courthouse.", "Ada Lund Courthouse", EntityKind.PLACE),
        ("The bakery in Vellabrask burned.", "Vellabrask", EntityKind.PLACE),
        ("Microsoft released a patch.", "Microsoft", EntityKind.ORGANISATION),
    ],
)
def test_form_and_place_tell_bodies_and_places(text: str, name: str, kind: EntityKind | None):
    assert names(text, kind or EntityKind.ORGANISATION) == [name]


def test_a_family_name_that_stands_first_makes_a_person():
    assert [person.name for person in people("The envoy met Zhao Liwen in the morning.")] == ["Zhao Liwen"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises_and_every_mention_lies_inside_it(text: str):
    for entity in entities(text):
        assert entity.mentions
        assert all(0 <= mention.start < mention.end <= len(text) for mention in entity.mentions)


_WORDS = st.sampled_from(
    "President Ada Lund Ministry of the and Russia's Mr. U.S. , . Kim Jong-un BFU leader said van I A. \u202e".split(
        " "
    )
)


@settings(max_examples=100, deadline=None)
@given(st.lists(_WORDS, max_size=25).map(" ".join))
def test_any_row_of_names_is_read(text: str):
    for entity in entities(text):
        assert all(mention.of(text).strip() for mention in entity.mentions)


_CAPITALS = [
    f"{a}{b}{c}" for a in ("Ada", "Bor", "Cel") for b in ("bran", "dor", "fell", "gar") for c in ("k", "l", "m")
]
_GIVENS = ("Ada", "Olaf", "Nora", "Emil", "Hugo")


@pytest.mark.parametrize(
    "text",
    [
        "Lund Of The Minister " * 3_000,
        "LUND BRASK " * 8_000,
        "President " * 8_000,
        "the president of Latvia " * 3_000,
        "Ada " + "L" * 5_000 + " said. " + "Ådå" * 2_000,
        "".join(f"{_GIVENS[at % 5]} {_CAPITALS[at % 36]}{_CAPITALS[at // 36 % 36]} came. " for at in range(3_000)),
        "".join(f"The {_CAPITALS[at % 36]}{_CAPITALS[at // 36 % 36]} Council met. " for at in range(3_000)),
        "A\u0301da Lu\u0308nd said. " * 2_000,
        "\u202eAda Lund\u202c said.\x00\x07 " * 2_000,
        "قال Ada Lund إن المدينة هادئة. " * 2_000,
    ],
    ids=lambda text: text[:12].encode("ascii", "replace").decode(),
)
def test_a_page_of_nothing_but_names_is_read_in_linear_time(text: str):
    started = time.process_time()

    found = entities(text)

    assert all(0 <= span.start < span.end <= len(text) for entity in found for span in entity.mentions)
    assert time.process_time() - started < 40
