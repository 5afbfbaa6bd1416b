"""The statement taggers: who said what in sentences of many shapes, and nothing odd from odd texts."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.errors import MissingModel
from headwater.read.prose import prose_of
from headwater.read.statements import find_statements
from headwater.read.statements.tagged import tag_statements
from headwater.read.statements.taggers import load_taggers
from headwater.text.parse import load_parser
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.statement import Mode, Statement


def tagged(text: str) -> list[Statement]:
    return tag_statements(prose_of(text), load_parser(), load_taggers())


def told(text: str) -> list[tuple[str | None, str, list[str]]]:
    """Speaker, cue and content of each statement, as words."""
    return [
        (
            None if isinstance(each.speaker, Unresolved) else each.speaker.text,
            each.cue.of(text) if each.cue else "",
            [piece.of(text) for piece in each.content],
        )
        for each in tagged(text)
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("The bridge will open in June, Ana Ruz said.", "Ana Ruz", "said", ["The bridge will open in June"]),
        ("“We are ready,” said Ana Ruz.", "Ana Ruz", "said", ["We are ready,"]),
        ("Ruz told reporters that the bridge was safe.", "Ruz", "told", ["the bridge was safe"]),
        ("According to the harbour office, the ferry sank at noon.", "the harbour office", "According to",
         ["the ferry sank at noon"]),
        ("The mayor believes the bridge is safe.", "The mayor", "believes", ["the bridge is safe"]),
        ("“It is safe,” Ruz said, “and it will open.”", "Ruz", "said", ["It is safe,", "and it will open."]),
    ],
)  # fmt: skip
def test_who_said_what_in_the_common_shapes(text: str, speaker: str, cue: str, content: list[str]) -> None:
    (statement,) = told(text)

    assert statement[0] == speaker
    assert statement[1].startswith(cue)
    assert statement[2] == content


def test_words_in_marks_inside_a_sentence_of_ones_own_are_mixed() -> None:
    (statement,) = tagged("Ruz said the bridge was “as safe as a house” and would open in June.")

    assert statement.mode is Mode.MIXED


def test_a_text_in_which_nobody_speaks_has_no_statement() -> None:
    assert tagged("Rain fell on Friday. The ferry left at noon with forty people on board.") == []


HOSTILE = {
    "no words": "",
    "blanks": " \n\n \t",
    "capitals": "THE BRIDGE IS SAFE, THE MAYOR SAID. NOBODY WAS HURT, POLICE SAID.",
    "no points": "the mayor said the bridge is safe and the police said nobody was hurt " * 40,
    "unclosed": "“We are safe, the mayor said. “And ready, she said. ”” ‘So what” he said.",
    "crossed": "“We « are” safe » the mayor said ‘and “so’ on” she said.",
    "twelve paragraphs": "\n\n".join(["“We go on and on, the mayor said.", *["“And then we go on."] * 11]),
    "bidi": "\u202eThe mayor\u202c said \u2067the bridge is safe\u2069, police said.",
    "cues alone": "said " * 400,
    "marks alone": "“”" * 400,
    "one word": "a" * 5_000 + " said",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_odd_texts_give_statements_in_place_or_none(text: str) -> None:
    for statement in tagged(text):
        assert statement.content
        assert all(piece.of(text).strip() for piece in statement.content)
        assert 0 <= statement.confidence <= 1
        if not isinstance(statement.speaker, Unresolved):
            assert statement.speaker.span.of(text) == statement.speaker.text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(["said", "the mayor", "“", "”", "that", ",", ".", "\n\n", "she", "safe", '"', ":"]), max_size=40
    )
)
def test_any_heap_of_news_words_is_read_without_a_fault(words: list[str]) -> None:
    text = " ".join(words)
    for statement in tagged(text):
        assert statement.cue is not None
        assert statement.cue.of(text).strip()


def test_a_paragraph_twice_as_long_takes_twice_as_long() -> None:
    def seconds(times: int) -> float:
        text = " ".join(
            f"The mayor of town {i} said that bridge {i * times} was “safe for {i}” and open." for i in range(times)
        )
        began = time.process_time()
        tagged(text)
        return time.process_time() - began

    seconds(20)
    assert seconds(160) < 4 * seconds(80) + 0.5


def test_a_cue_before_a_colon_has_the_quotation_of_the_next_paragraph() -> None:
    (statement,) = told("Mayor Ana Ruz told reporters on Friday:\n\n“We will open the bridge in June.”")

    assert statement == ("Mayor Ana Ruz", "told", ["We will open the bridge in June."])


def test_a_quotation_left_open_by_its_paragraph_goes_on_to_its_end() -> None:
    text = "“The bridge is safe, the engineers told us,” she added.\n\nRuz said: “We go on.\n\n“And we open in June.”"

    last = told(text)[-1]

    assert last[2][-1].endswith("And we open in June.")


def found(text: str) -> list[tuple[str, list[str]]]:
    """Speaker and content of every statement of either kind."""
    statements = find_statements(prose_of(text), ()).statements
    return [
        (
            each.speaker.text if not isinstance(each.speaker, Unresolved) else "",
            [piece.of(text) for piece in each.content],
        )
        for each in statements
    ]


def test_the_turns_of_a_transcript_are_statements_of_those_whose_names_they_begin_with() -> None:
    text = (
        "Part of the talk:\n\nRUZ: Will the bridge open in June?\n\nDOLAN: It will.\n\n"
        "RUZ (BBC): The mayor said it would not.\n\nDOLAN: He is wrong."
    )

    turns = found(text)

    assert ("DOLAN", ["It will."]) in turns
    assert ("RUZ", ["Will the bridge open in June?"]) in turns
    assert ("RUZ", ["The mayor said it would not."]) in turns


def test_one_label_in_capitals_is_no_transcript() -> None:
    assert found("UPDATE: The bridge is open.\n\nWATCH: The bridge from above.\n\nRain fell.") == []


def test_a_quotation_with_a_name_behind_a_dash_is_signed() -> None:
    assert found("“The bridge is ours.” ― Lena Orvik, 44, of Norhaven\n\nRain fell.") == [
        ("Lena Orvik", ["The bridge is ours."])
    ]


def test_a_quotation_belongs_to_the_cue_of_its_own_sentence_and_to_no_other() -> None:
    text = "Ruz remarked that it was late. “We go on,” he said."

    assert found(text) == [("Ruz", ["it was late"]), ("he", ["We go on,"])]


def test_what_stands_between_the_last_comma_and_the_speakers_name_is_the_speaker() -> None:
    text = "The bridge must open in June, visiting harbour minister Lena Orvik said on Friday."

    ((speaker, content),) = found(text)

    assert speaker.startswith("visiting harbour minister")
    assert content == ["The bridge must open in June"]


def test_a_cue_that_the_taggers_miss_beside_a_quotation_is_found_by_its_form() -> None:
    assert ("the mayor", ["We have everything in place for this,"]) in found(
        "“We have everything in place for this,” the mayor is confident."
    )


def test_without_the_model_rules_find_statements_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise MissingModel(name)

    monkeypatch.setattr("headwater.read.statements.find.load_parser", missing)

    by_rules = find_statements(prose_of("The bridge is safe, Ana Ruz said."), ())

    assert [piece.start for each in by_rules.statements for piece in each.content] == [0]
    assert by_rules.note is not None and "rules alone" in by_rules.note
    with pytest.raises(MissingModel):
        find_statements(prose_of("Rain."), (), "en_core_web_colossal")


def test_a_cue_before_its_named_speaker_is_found_by_its_form() -> None:
    for text in (
        "The bridge must open in June, stressed visiting harbour minister Lena Orvik on Friday.",
        "No jobs would be lost, underlined acting governor Paula Stone on Tuesday.",
    ):
        ((speaker, content),) = found(text)
        assert speaker in text and speaker.endswith(("Lena Orvik", "Paula Stone"))
        assert content == [text.split(",")[0]]
