"""Comparing outlets: what was left out, cut and worded otherwise, and whose words are printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.errors import UnknownOutlet
from headwater.tell.comparison import compare_outlets
from headwater.vocabulary.comparison import Comparison, OutletAccount
from headwater.vocabulary.lineage import LinkKind
from tests.scenes.briefs import ferry_brief
from tests.scenes.news import TRAM_LOCAL, TRAM_REWRITE, TRAM_WIRE, brief, report


@pytest.fixture(scope="module")
def tram() -> Comparison:
    return compare_outlets(
        brief(
            report("AFP", *TRAM_WIRE, headline="Tram leaves rails"),
            report("Daily Post", *TRAM_REWRITE[:5], headline="Tram derails"),
            report("Brno News", *TRAM_LOCAL, headline="Children on derailed tram"),
        )
    )


def account(comparison: Comparison, outlet: str) -> OutletAccount:
    return next(each for each in comparison.accounts if each.outlet == outlet)


def texts(comparison: Comparison, ids: tuple[str, ...]) -> str:
    return " ".join(comparison.claim(each).text for each in ids)  # type: ignore[arg-type]


def test_a_copy_is_marked_and_what_it_cut_is_told(tram: Comparison) -> None:
    post = account(tram, "Daily Post")
    assert [(each.name, each.kind) for each in post.made_from] == [("AFP", LinkKind.REWRITE)]
    assert "Kralova" in texts(tram, post.cut) and "buses" in texts(tram, post.cut)
    assert "kiosk" not in texts(tram, post.cut)
    assert post.own_words == 0 < account(tram, "Brno News").own_words
    assert account(tram, "AFP").made_from == () and account(tram, "AFP").cut == ()


def test_an_altered_quotation_stands_with_the_copy_that_altered_it(tram: Comparison) -> None:
    assert any("Daily Post" in each.summary for each in account(tram, "Daily Post").worded)
    assert not any("Daily Post" in each.summary for each in account(tram, "AFP").worded)


def test_what_a_copy_took_over_counts_once_in_the_share_of_voice(tram: Comparison) -> None:
    (hruby,) = [voice for voice in tram.voices if voice.speaker == "Ota Hruby"]
    assert hruby.outlets == ("AFP", "Daily Post")
    assert hruby.independent_origins == 1
    assert hruby.quoted_words == len("We heard a bang and then the windows came in".split())
    (printed,) = [each for each in account(tram, "Daily Post").speakers if each.speaker == "Ota Hruby"]
    assert printed.quoted_words == len("There was a loud bang and suddenly the windows were coming in".split())


def test_the_shares_of_all_voices_are_one(tram: Comparison) -> None:
    assert sum(voice.share for voice in tram.voices) == pytest.approx(1)
    assert [voice.share for voice in tram.voices if voice.speaker] == sorted(
        (voice.share for voice in tram.voices if voice.speaker), reverse=True
    )


def test_a_copy_alone_is_counted_with_its_own_words() -> None:
    told = brief(report("AFP", *TRAM_WIRE), report("Daily Post", *TRAM_REWRITE))
    (hruby,) = [v for v in compare_outlets(told, ["daily post"]).voices if v.speaker == "Ota Hruby"]
    assert hruby.outlets == ("Daily Post",) and hruby.quoted_words == 12 and hruby.share > 0


def test_an_outlet_that_does_not_tell_the_story_is_named_with_those_that_do() -> None:
    with pytest.raises(UnknownOutlet, match=r"'Evening Echo'.*Northwire.*Island Bell"):
        compare_outlets(ferry_brief(), ["Evening Echo"])


def test_what_two_other_origins_tell_is_left_out_and_what_one_tells_is_not() -> None:
    fire = "A fire in the grain store of Ostrov on Thursday night killed 3 workers and injured 14, police said."
    told = brief(
        report("AFP", fire, "The store belongs to the farmers of the valley and was built in 1988.", place="OSTROV"),
        report(
            "Reuters",
            "Police said that a fire in the grain store of Ostrov killed 3 workers and injured 14 on Thursday night.",
            "Neighbours smelt smoke for days, said beekeeper Milan Hora, who lives across the lane.",
            place="OSTROV",
        ),
        report(
            "Ostrov Mail",
            "The mill lane was closed until noon while engines from five villages pumped water out of the Dyje.",
            "Beekeeper Milan Hora watched the roof of the grain store fall in from his garden wall.",
            place="OSTROV",
        ),
    )
    comparison = compare_outlets(told)
    mail = account(comparison, "Ostrov Mail")
    assert "killed 3 workers" in texts(comparison, mail.left_out)
    assert "beekeeper" not in texts(comparison, mail.left_out).casefold()
    assert account(comparison, "AFP").left_out == ()


def test_a_claim_that_an_outlet_has_with_another_figure_is_not_left_out() -> None:
    told = brief(
        report("AFP", *TRAM_WIRE),
        report("Daily Post", TRAM_REWRITE[0].replace("eleven", "19"), *TRAM_REWRITE[1:]),
    )
    comparison = compare_outlets(told)
    assert "hurt when a tram" not in texts(comparison, account(comparison, "Daily Post").cut)


def test_a_story_of_one_page_and_one_without_statements_are_compared() -> None:
    alone = compare_outlets(brief(report("AFP", *TRAM_WIRE)))
    assert [each.outlet for each in alone.accounts] == ["AFP"]
    assert alone.accounts[0].left_out == alone.accounts[0].cut == alone.accounts[0].unnamed == ()
    silent = ferry_brief()
    reports = tuple(replace(each, statements=(), quotations=()) for each in silent.story.reports)
    silent = replace(silent, claims=(), story=replace(silent.story, reports=reports))
    assert compare_outlets(silent).voices == ()


def test_words_of_a_pronoun_are_nobodys_name(tram: Comparison) -> None:
    told = compare_outlets(
        brief(report("AFP", TRAM_WIRE[0], '"We heard a bang and then it was dark," he said.', *TRAM_WIRE[3:5]))
    )
    assert not {"he", "who", "I"} & {voice.speaker for voice in told.voices}
