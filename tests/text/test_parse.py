"""The parse: words in place, whatever the sentence holds, and the same words for the same sentence."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.errors import MissingModel
from headwater.text.parse import LONGEST_SENTENCE, code, load_parser
from headwater.vocabulary.span import Stretch


def test_words_stand_where_the_text_has_them_and_hang_on_their_verb() -> None:
    text = "Rain fell.  Mayor Ana Ruz said the bridge is safe."
    sentence = Stretch(12, len(text))

    parsed = load_parser().parse(text, [sentence])

    words = [text[start:end] for start, end in zip(parsed.start, parsed.end, strict=True)]
    assert words == ["Mayor", "Ana", "Ruz", "said", "the", "bridge", "is", "safe", "."]
    subject = words.index("Ruz")
    assert parsed.dep[subject] == code("nsubj")
    assert words[parsed.head[subject]] == "said"
    assert parsed.head[words.index("said")] == words.index("said")


def test_a_sentence_is_parsed_the_same_alone_and_among_others() -> None:
    text = "The ferry sank, police said. Nobody was hurt. The ferry sank, police said."
    sentences = [Stretch(0, 28), Stretch(29, 45), Stretch(46, 74)]

    parsed = load_parser().parse(text, sentences)
    alone = load_parser().parse(text[:28], [Stretch(0, 28)])

    first, third = parsed.sentence == 0, parsed.sentence == 2
    assert np.array_equal(parsed.dep[first], parsed.dep[third])
    assert np.array_equal(parsed.dep[first], alone.dep)
    assert np.array_equal(parsed.start[third] - 46, alone.start)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=60), max_size=4))
def test_whatever_a_text_holds_its_words_are_in_order_and_hang_on_words_of_their_sentence(pieces: list[str]) -> None:
    text = " ".join(pieces)
    starts = np.cumsum([0, *(len(piece) + 1 for piece in pieces)])
    sentences = [Stretch(int(start), int(start) + len(piece)) for start, piece in zip(starts, pieces, strict=False)]

    parsed = load_parser().parse(text, sentences)

    assert (parsed.start < parsed.end).all()
    assert (parsed.end[:-1] <= parsed.start[1:]).all()
    assert np.array_equal(parsed.sentence[parsed.head], parsed.sentence)


def test_no_sentence_gives_no_words_and_an_endless_one_is_cut() -> None:
    parser = load_parser()
    endless = "word " * (LONGEST_SENTENCE // 2)

    assert len(parser.parse("", [])) == 0
    assert len(parser.parse(endless, [Stretch(0, len(endless))])) == LONGEST_SENTENCE // 2


def test_a_model_that_is_not_installed_is_named_with_the_way_out() -> None:
    with pytest.raises(MissingModel, match="pip install en-core-web-colossal"):
        load_parser("en_core_web_colossal")
