from __future__ import annotations

import time

from headwater.read.names import find_entities
from headwater.read.prose import prose_of
from headwater.relate.entities import join_entities
from headwater.vocabulary.entity import Entity, EntityKind
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Masthead, Report
from headwater.vocabulary.span import ReportId


def report(number: int, text: str) -> Report:
    prose = prose_of(text, ReportId(f"r{number}"))
    masthead = Masthead(None, None, None, (), None, None, ())
    page = Page(f"{number}.txt", text.encode(), "text/plain")
    return Report(prose.report, page, text, "en", masthead, (), prose, find_entities(prose), (), (), (), ())


def people(*texts: str) -> list[Entity]:
    reports = [report(number, text) for number, text in enumerate(texts, start=1)]
    return [entity for entity in join_entities(reports) if entity.kind is EntityKind.PERSON]


def test_one_person_in_two_spellings_is_one_and_the_reason_is_kept():
    (moroshko,) = people(
        "Aleksandr Moroshko spoke in Minsk. Moroshko was calm.",
        "President Alyaksandr Moroshka spoke for an hour.",
    )

    assert {"Aleksandr Moroshko", "Alyaksandr Moroshka"} <= set(moroshko.variants)
    assert any("another spelling" in why for why in moroshko.why)
    assert {mention.report for mention in moroshko.mentions} == {"r1", "r2"}


def test_different_given_names_keep_two_people_apart():
    assert len(people("Ada Brask won the race.", "Olga Brask lost the race.")) == 2


def test_a_surname_alone_joins_the_only_one_who_bears_it():
    (lund,) = people("Mayor Anna Lund resigned.", "Mayor Lund resigned on Monday.")

    assert lund.name == "Anna Lund"


def test_a_surname_that_two_bear_joins_neither():
    assert len(people("Anna Lund won.", "Peter Lund lost.", "Mayor Lund resigned.")) == 3


def test_ids_go_by_importance():
    first, *_ = people("Peter Orav met Anna Lund. Lund spoke. Lund left.")

    assert (first.name, first.id) == ("Anna Lund", "e1")


def test_names_of_one_country_are_one_place():
    reports = [report(1, "He left the United States."), report(2, "He came from the U.S. to Riga.")]
    places = [entity for entity in join_entities(reports) if entity.kind is EntityKind.PLACE]

    assert len([place for place in places if "United States" in place.variants]) == 1
    assert len(places) == 2


def test_an_abbreviation_in_one_report_is_the_long_form_of_another():
    reports = [report(1, "The Baltic Ferry Union met on Monday."), report(2, "Boats are few, the BFU said.")]
    (union,) = [entity for entity in join_entities(reports) if entity.kind is EntityKind.ORGANISATION]

    assert {mention.report for mention in union.mentions} == {"r1", "r2"}
    assert "BFU is short for Baltic Ferry Union" in union.why


def test_a_description_its_report_cannot_place_is_the_only_holder_of_the_role_in_the_story():
    (kalnin,) = people(
        "Latvian President Ilze Kalnin opened the fair.",
        "The fair was opened at noon. The Latvian president praised the bakers.",
    )

    assert {mention.report for mention in kalnin.mentions} == {"r1", "r2"}
    assert any("'The Latvian president' is Ilze Kalnin: the only one in the story" in why for why in kalnin.why)


def test_a_description_two_in_the_story_may_hold_is_nobodys():
    joined = people(
        "Latvian Minister Ilze Kalnin spoke.",
        "Latvian Minister Mart Tamm left.",
        "The Latvian minister praised the bakers.",
    )

    assert all(mention.report != "r3" for person in joined for mention in person.mentions)


def test_a_surname_its_report_says_nothing_of_is_known_from_the_story():
    (moroshko,) = people("Mayor Anna Moroshko resigned.", "Talks went on for hours between Moroshko and the bakers.")

    assert {mention.report for mention in moroshko.mentions} == {"r1", "r2"}


def test_who_has_a_title_in_one_report_is_a_person_in_all():
    (brask,) = people("Mayor Orin LundBrask spoke.", "The plan of Orin LundBrask was read.")

    assert {mention.report for mention in brask.mentions} == {"r1", "r2"}


def test_a_story_of_many_reports_is_joined_in_line_with_their_number():
    givens, ends = ("Ada", "Olaf", "Nora", "Emil"), ("ban", "dor", "fell", "gard", "holt", "kin", "lund", "mar")
    surnames = [f"{a.title()}{b}{c}" for a in ends for b in ends for c in ends]
    texts = [f"Mayor {givens[at % 4]} {surnames[at * 7 % 512]} spoke." for at in range(600)]
    reports = [report(number, text) for number, text in enumerate(texts, start=1)]
    started = time.process_time()

    assert len(join_entities(reports)) > 500
    assert time.process_time() - started < 20
