"""The ledgers: one line for each thing said, with every page that carries it."""

from __future__ import annotations

from headwater.export.figure_ledger import figure_ledger
from headwater.export.ledgers import Sameness, quotation_ledger, who_said_what
from headwater.export.side_by_side import lay_side_by_side
from headwater.vocabulary.lineage import Alteration
from tests.scenes.briefs import ferry_brief


def test_a_quotation_stands_once_with_the_wording_of_every_page() -> None:
    altered, plain = quotation_ledger(ferry_brief())

    assert altered.speaker == "Odo Varnes"
    assert [wording.span.report for wording in altered.wordings] == ["wire", "reprint", "rewrite"]
    assert [wording.sameness for wording in altered.wordings] == [Sameness.FIRST, Sameness.SAME, Sameness.ALTERED]
    assert not plain.is_altered
    assert plain.wordings[0].relay[0].agency == "Meropress"


def test_copies_do_not_make_a_speaker_say_it_three_times() -> None:
    speakers = {group.speaker: group for group in who_said_what(ferry_brief().story)}

    (line,) = speakers["Odo Varnes"].lines
    assert [statement.content[0].report for statement in line.statements] == ["wire", "reprint", "rewrite"]


def test_nobody_named_comes_last_with_its_reason() -> None:
    last = who_said_what(ferry_brief().story)[-1]
    assert (last.speaker, last.unresolved) == (None, "no name in the paragraph")


def test_a_figure_that_a_copy_changed_stands_first_and_has_drifted() -> None:
    drifted, local = figure_ledger(ferry_brief())
    assert [figure.number for figure in drifted.figures] == [12, 12, 21]
    assert drifted.has_drifted
    assert not local.has_drifted


def test_a_reprint_cut_from_the_end_shows_what_it_left_out() -> None:
    reprint, rewrite = lay_side_by_side(ferry_brief().story)
    assert (reprint.left_out, reprint.added) == (1, 0)
    assert reprint.rows[-1].child_sentence is None
    assert rewrite.counts[Alteration.REWORDED] == 2
