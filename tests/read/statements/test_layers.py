"""What is laid over statements: relay, listener, day, stance, headline, quotations that go on, whom a speaker means."""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.read.credits import find_credits
from headwater.read.prose import prose_of
from headwater.read.statements import RULES_ALONE, Setting, find_statements, lay_over, quotations_of
from headwater.text.parse import DEFAULT_MODEL
from headwater.vocabulary.statement import SURE_FROM, Speaker
from tests.scenes.statements import laid_over, read_said


@pytest.mark.parametrize(
    ("text", "relay", "speaker"),
    [
        ('"We go on," he added, Xinhua news agency reported.', ("Xinhua",), "he"),
        ('"We go on," Ana Ruz told Reuters on Monday.', ("Reuters",), "Ana Ruz"),
        ("The bridge is closed, Ana Ruz said, according to TASS.", ("TASS",), "Ana Ruz"),
        ("The bridge is closed, TASS reported on Monday, citing Ana Ruz.", ("TASS",), "Ana Ruz"),
        ("Ana Ruz said in remarks carried by state media that it was late.", ("state media",), "Ana Ruz"),
        ("Ana Ruz said in remarks published on Monday by the Lund Post that it was late.", ("Lund Post",), "Ana Ruz"),
        ("In an interview with the BBC, Ana Ruz said it was late.", ("BBC",), "Ana Ruz"),
        ("Xinhua quoted Ana Ruz as saying that it was late.", ("Xinhua",), "Ana Ruz"),
        ("Ana Ruz was quoted as saying by local media that it was late.", ("local media",), "Ana Ruz"),
        ("Ana Ruz told AFP it was late, Kyodo reported.", ("Kyodo", "AFP"), "Ana Ruz"),
        ("As Interfax reported earlier, Ana Ruz said that it was late.", ("Interfax",), "Ana Ruz"),
        ("Quoting Ana Ruz, the Zvezda TV channel reported that it was late.", ("Zvezda TV channel",), "Ana Ruz"),
    ],
)  # fmt: skip
def test_a_carrier_is_the_relay_and_never_the_speaker(text: str, relay: tuple[str, ...], speaker: str) -> None:
    (only,) = read_said(text)
    assert (only.relay, only.speaker) == (relay, speaker)
    assert not any(word in " ".join(only.words) for word in ("report", "quot", "Xinhua", "TASS", "Kyodo", "media"))


@pytest.mark.parametrize(
    "text",
    [
        "An AFP photographer said the square was empty.",
        "The space agency denied that its satellite had failed.",
        "Reuters chief Paul Abt said the agency would hire.",
        "Ana Ruz said the Gazette building was empty.",
        "The Xinhua branch in Torgau said its office had moved.",
    ],
)
def test_an_agency_that_carries_nothing_is_no_relay(text: str) -> None:
    assert [said.relay for said in read_said(text)] == [()]


def test_what_is_all_of_the_content_is_no_listener() -> None:
    (only,) = laid_over("Ana Ruz addressed her sister's influence.", ("Ana Ruz", "addressed", "her sister's influence"))
    assert (only.to, only.words) == (None, ("her sister's influence",))


@pytest.mark.parametrize(
    ("text", "speaker", "doubt"),
    [
        ("Ana Ruz and Jo Dane said it was late.", "Ana Ruz and Jo Dane", "several people"),
        ("President Ana Ruz's team said it was late.", "President Ana Ruz's team", "nobody in the report"),
        ("No senator but Ana Ruz said it was late.", "No senator but Ana Ruz", "is nobody"),
    ],
)
def test_two_people_or_none_are_no_speaker_of_a_name(text: str, speaker: str, doubt: str) -> None:
    (only,) = laid_over(f"Mayor Ana Ruz met President Jo Dane. {text}", (speaker, "said", "it was late"))
    assert only.who is None
    assert doubt in (only.doubt or "")


def test_where_nobody_else_is_named_the_agency_speaks_itself() -> None:
    (only,) = read_said("Xinhua reported that the plant burned.")
    assert only.speaker == "Xinhua" and not only.relay


def test_the_tail_an_engine_left_in_the_content_is_cut_off() -> None:
    text = "The bridge is safe, Ana Ruz said, Xinhua reported."
    (only,) = laid_over(text, ("Ana Ruz", "said", "The bridge is safe, Ana Ruz said, Xinhua reported"))
    assert only.words == ("The bridge is safe",) or only.words == ("The bridge is safe", "said")
    assert only.relay == ("Xinhua",)


def test_a_piece_of_the_content_that_is_nothing_but_the_relay_goes() -> None:
    text = '"The ice is thick," Ana Ruz said, TASS reports.'
    (only,) = laid_over(text, ("Ana Ruz", "said", "The ice is thick,", "TASS reports"))
    assert (only.words, only.relay) == (("The ice is thick,",), ("TASS",))


def test_an_agency_an_engine_took_for_the_speaker_gives_way_to_whom_it_quotes() -> None:
    text = "Xinhua quoted him as saying that it was late."
    (only,) = laid_over(text, ("Xinhua", "quoted", "him as saying that it was late"))
    assert (only.speaker, only.words, only.relay) == ("him", ("it was late",), ("Xinhua",))


def test_a_bracket_is_nothing_that_anybody_said() -> None:
    assert not laid_over("(after the hospital clarified)", ("the hospital", "clarified", ")"))


def test_of_two_statements_for_one_saying_the_agencys_goes() -> None:
    text = "Ana Ruz said the bridge was safe, Xinhua reported."
    (only,) = laid_over(
        text, ("Ana Ruz", "said", "the bridge was safe"), ("Xinhua", "reported", "Ana Ruz said the bridge was safe")
    )
    assert (only.speaker, only.relay) == ("Ana Ruz", ("Xinhua",))


def test_a_quotation_that_goes_on_came_through_the_same_agency_and_the_next_sentence_did_not() -> None:
    text = '"We go on," Ana Ruz told Reuters. "Nobody stays." She said that it was late.'
    assert [said.relay for said in read_said(text)] == [("Reuters",), ("Reuters",), ()]


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Ana Ruz told parliament on Monday that it was late.", "parliament"),
        ("Ana Ruz told a news conference it was late.", "a news conference"),
        ("Ana Ruz said to reporters that it was late.", "reporters"),
        ("Speaking to lawmakers in Brno, Ana Ruz said it was late.", "lawmakers"),
        ("Addressing the Federation Council, Ana Ruz said it was late.", "the Federation Council"),
        ("In a letter to residents, Ana Ruz said it was late.", "residents"),
        ("Ana Ruz wrote to the assembly that it was late.", "the assembly"),
        ("Ana Ruz asked the judge to strike the claim out.", "the judge"),
        ("While addressing the potential for a new bridge, Ana Ruz said it was late.", None),
        ("Ana Ruz asked for water.", None),
        ("Ana Ruz told the truth that it was late.", None),
        ("Ana Ruz was told by reporters that it was late. Ruz said so.", None),
        ("Ana Ruz warned of frost.", None),
        ('"Do we close the bridge or mend it?" asked Mayor Jan Ost, a shipwright.', None),
    ],
)
def test_the_listener_is_whom_the_clause_names(text: str, to: str | None) -> None:
    assert {said.to for said in read_said(text)} == {to}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ana Ruz said on Wednesday the bridge would reopen in June.", "2024-05-15"),
        ("Ana Ruz on Wednesday said the bridge would reopen in June.", "2024-05-15"),
        ("Ana Ruz said the day before that it was late.", "2024-05-15"),
        ("Ana Ruz claimed yesterday that it was late.", "2024-05-15"),
        ("Ana Ruz said that it was late on Tuesday.", "2024-05-16"),
        ("It was late, Ana Ruz said on Monday.", "2024-05-13"),
        ("Ana Ruz, who was elected on Sunday, said that it was late.", "2024-05-16"),
        ("Ana Ruz said last week that it was late.", "2024-W19"),
        ("Ana Ruz had said that it was late.", None),
        ("Ana Ruz said earlier that it was late.", None),
        ("Ana Ruz had said on Monday that it was late.", "2024-05-13"),
        ("Ana Ruz said that it was late.", "2024-05-16"),
    ],
)
def test_a_statement_was_made_on_the_day_its_clause_names_else_on_the_reports(text: str, said: str | None) -> None:
    (only,) = read_said(text)
    assert only.said == said


def test_a_day_that_is_declared_something_is_no_day_of_saying() -> None:
    (only,) = read_said("The town council declared Monday a day of mourning.")
    assert only.said == "2024-05-16"


def test_the_time_of_saying_is_no_part_of_what_was_said() -> None:
    (only,) = read_said("Ana Ruz said on Wednesday the bridge would reopen in June.")
    assert only.words == ("the bridge would reopen in June",)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ana Ruz declined to comment.", "refused"),
        ("Ana Ruz did not immediately respond to a request for comment.", "refused"),
        ("Ana Ruz would not confirm that the bridge was closed.", "refused"),
        ("Ana Ruz neither confirmed nor denied the report.", "refused"),
        ("Ana Ruz didn't say when the bridge would open.", "refused"),
        ("Ana Ruz denied that the bridge was closed.", "denied"),
        ("Ana Ruz did not deny that the bridge was closed.", "refused"),
        ("Ana Ruz urged drivers to stay at home.", "asked"),
        ("Ana Ruz said that the bridge was closed.", "asserted"),
    ],
)
def test_the_stance_tells_what_the_speaker_did_with_the_content(text: str, stance: str) -> None:
    (only,) = read_said(text)
    assert (only.stance, only.who) == (stance, "Ana Ruz")


@pytest.mark.parametrize(
    ("headline", "speaker", "words"),
    [
        ("Mayor: bridge will reopen in June", "Mayor", "bridge will reopen in June"),
        ("Bridge to close, says mayor", "mayor", "Bridge to close"),
        ("'The bridge is safe': mayor", "mayor", "The bridge is safe"),
        ("Ruz says bridge will reopen in June", "Ruz", "bridge will reopen in June"),
    ],
)
def test_a_headline_speaks(headline: str, speaker: str, words: str) -> None:
    first, *_ = read_said("Mayor Ana Ruz said the bridge was safe and would reopen in June.", headline)
    assert (first.speaker, first.words, first.part, first.who) == (speaker, (words,), "headline", "Ana Ruz")
    assert first.confidence < 0.6


@pytest.mark.parametrize(
    "headline", ["Storm: ten dead in Brno", "Explainer: how a bridge is built", "Brno: a portrait"]
)
def test_a_label_before_a_headline_is_no_speaker(headline: str) -> None:
    assert {said.part for said in read_said("Ana Ruz said the bridge was safe.", headline)} == {"body"}


def test_a_quotation_in_the_next_paragraph_goes_on_and_nothing_rests_on_it() -> None:
    first, second = read_said('"We hear the guns," Ana Ruz said.\n\n"By day we hear the birds."')
    assert (second.who, second.words) == ("Ana Ruz", ("By day we hear the birds.",))
    assert second.confidence < SURE_FROM < first.confidence


def test_a_quotation_nobody_is_named_for_stays_unresolved_with_its_reason() -> None:
    (only,) = read_said('"By day we hear the birds."')
    assert only.speaker is None and only.doubt == "nobody is named for this quotation"


def test_words_in_marks_inside_reported_speech_make_it_mixed() -> None:
    (only,) = read_said('Ana Ruz said the plan was "a bad joke" and would fail.')
    assert only.mode == "mixed"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ana Ruz met Pavel Brandt. She said it was late.", ["Ana Ruz"]),
        ("Ana Ruz met Pavel Brandt. He said it was late.", ["Pavel Brandt"]),
        ("Mayor Ana Ruz came. The mayor said it was late.", ["Ana Ruz"]),
        ("Ana Ruz came. Ruz said it was late.", ["Ana Ruz"]),
        ("Ana Ruz said it was late. A resident of Brno said it was early. He said so twice.", ["Ana Ruz", None, None]),
        ("The Harbour Board said it was late. It added that boats would wait.", ["Harbour Board", "Harbour Board"]),
        ("Ana Ruz said it was late. They said it was early.", ["Ana Ruz", None]),
        ("A spokesman for Ana Ruz said it was late.", [None]),
    ],
)
def test_a_speaker_is_whom_the_words_mean_in_the_report(text: str, who: list[str | None]) -> None:
    found = read_said(text)
    assert [said.who for said in found] == who
    assert all(said.who or said.doubt for said in found)


def test_a_doubt_says_why_nobody_is_named() -> None:
    *_, last = read_said("A resident of Brno said it was early. He said so twice.")
    assert last.doubt == "the speaker before is not named: 'A resident of Brno'"


@pytest.fixture(scope="module")
def scenes() -> ModuleType:
    path = Path(__file__).parents[3] / "benchmarks" / "statement_scenes.py"
    spec = importlib.util.spec_from_file_location("statement_scenes", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["statement_scenes"] = module
    spec.loader.exec_module(module)
    return module


# What each folder of scenes must keep, from the bare text by either engine; the figures of the day stand in
# benchmarks/README.md.
FLOORS = {
    "tuned": {"relay": 0.95, "relay kept apart": 0.95, "addressee": 0.9, "said": 0.95, "pronoun": 0.85, "stance": 0.9},
    "check": {"relay": 0.95, "relay kept apart": 0.95, "addressee": 0.82, "said": 0.9, "pronoun": 0.85, "stance": 0.85},
}


@pytest.mark.parametrize("engine", [DEFAULT_MODEL, RULES_ALONE])
@pytest.mark.parametrize("folder", FLOORS)
def test_the_scenes_are_read_as_well_as_promised(scenes: ModuleType, folder: str, engine: str) -> None:
    figures, wrong = scenes.measure(folder, engine)
    shares = {task: right / asked for task, (right, asked) in figures.items()}
    fallen = {task: shares[task] for task, floor in FLOORS[folder].items() if shares[task] < floor}
    assert not fallen, "\n".join(wrong)


HARD = {
    "unclosed": '"We go, she said. ',
    "nested": "“He said ‘we “go” on’ to me,” Ana Ruz said. ",
    "crossed": "“We «go” now», he said. ",
    "capitals": "WE GO ON, SHE SAID. THE MAYOR TOLD REUTERS ON FRIDAY, XINHUA REPORTED. ",
    "no points": "we go on she said and the mayor told reuters that xinhua reported citing tass ",
    "commas": "quoted, citing, Xinhua, told, Reuters, ",
    "bidi": '\u2067"نذهب" Ana Ruz said\u2069, Reuters reported. ',
}


def _read(text: str, engine: str) -> None:
    prose = prose_of(text)
    laid, _ = lay_over(find_statements(prose, find_credits(text), engine).statements, Setting(prose, (), (), None))
    quotations_of(prose, laid)
    assert all(piece.of(text) for statement in laid for piece in statement.content)
    assert not any(isinstance(s.speaker, Speaker) and s.speaker.entity for s in laid)


@pytest.mark.parametrize("hard", HARD)
def test_a_long_paragraph_of_anything_takes_time_in_line_with_its_length(hard: str) -> None:
    times = []
    for size in (20_000, 80_000):
        began = time.process_time()
        _read(HARD[hard] * (size // len(HARD[hard])), RULES_ALONE)
        times.append(time.process_time() - began)
    # Four times the text; sixteen times the work would be the square.
    assert times[1] < 10 * times[0] + 0.5


def test_one_paragraph_of_a_megabyte_is_read() -> None:
    _read('"' + "We go on, she said. " * 50_000 + '" Ana Ruz said.', RULES_ALONE)


@pytest.mark.parametrize("hard", HARD)
def test_the_taggers_too_take_time_in_line_with_the_length(hard: str) -> None:
    _read(HARD[hard], DEFAULT_MODEL)
    times = []
    for size in (2_500, 10_000):
        began = time.process_time()
        _read(HARD[hard] * (size // len(HARD[hard])), DEFAULT_MODEL)
        times.append(time.process_time() - began)
    assert times[1] < 10 * times[0] + 0.5


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            'Ana Ruz|said|told|Reuters|"|“|”|,|.|:|\n\n|he|She|Xinhua|reported|quoted|as saying|citing|did not|comment'
            "|declined to|the mayor|in an interview with|on Wednesday|that it was late|''|by|TASS|according to".split(
                "|"
            )
        ),
        max_size=30,
    )
)
def test_no_order_of_words_breaks_the_layers(words: list[str]) -> None:
    for said in read_said(" ".join(words) + " x"):
        assert said.words and 0 <= said.confidence <= 1
