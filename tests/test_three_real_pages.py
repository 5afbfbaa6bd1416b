"""The brief of the three real pages Headwater started from: a wire report, a rewrite of it, an independent report.

Their texts belong to their publishers and are not in the project; this module runs where they lie beside the checkout.
Only single words, names, days and figures are named here, as pointers into the pages.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

import headwater
from headwater.vocabulary.brief import Brief, Claim, Event, Finding, FindingKind
from headwater.vocabulary.entity import Entity, EntityKind
from headwater.vocabulary.figure import Bound, Figure, FigureKind
from headwater.vocabulary.lineage import LinkKind
from headwater.vocabulary.moment import Moment
from headwater.vocabulary.report import BlockKind, CreditRole, Report
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Mode, Speaker, Statement

SEEDS = Path(__file__).parents[1].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the three pages are not beside this checkout (../shared/seeds); they may not be shipped"
)


@pytest.fixture(scope="module")
def brief() -> Brief:
    briefs = headwater.brief(sorted(SEEDS.glob("*.txt")))
    assert len(briefs) == 1, "the three pages tell one story"
    assert not briefs.left_out
    return briefs[0]


@pytest.fixture(scope="module")
def wire(brief: Brief) -> Report:
    return report_at(brief, "000")


@pytest.fixture(scope="module")
def rewrite(brief: Brief) -> Report:
    return report_at(brief, "001")


@pytest.fixture(scope="module")
def local(brief: Brief) -> Report:
    return report_at(brief, "003")


def report_at(brief: Brief, number: str) -> Report:
    return next(report for report in brief.story.reports if Path(report.page.address).name.startswith(number))


def words(brief: Brief, span: Span) -> str:
    return brief.story.words(span)


class TestMastheads:
    def test_each_report_knows_its_agency(self, wire: Report, rewrite: Report, local: Report) -> None:
        names = [report.masthead.agency or report.masthead.outlet for report in (wire, rewrite, local)]
        assert names == ["IANS", "NationPress", "BelTA"]

    def test_all_three_datelines_are_moscow_on_14_march(self, wire: Report, rewrite: Report, local: Report) -> None:
        for report in (wire, rewrite, local):
            dateline = report.masthead.dateline
            assert dateline is not None
            assert dateline.place is not None and dateline.place.casefold() == "moscow"
            assert dateline.date == date(2025, 3, 14)
            assert dateline.agencies == (report.masthead.agency or report.masthead.outlet,)

    def test_the_glued_date_is_furniture_that_dates_the_wire(self, wire: Report) -> None:
        first = next(block for block in wire.blocks if block.kind is not BlockKind.BLANK)
        assert first.kind is BlockKind.DATE and first.kind.is_furniture
        assert first.span.of(wire.text).strip() == "date 2025-03-14"
        assert str(wire.masthead.published_at)[:10] == "2025-03-14"

    def test_the_outlets_own_summary_is_no_body(self, rewrite: Report) -> None:
        summary = " ".join(b.span.of(rewrite.text) for b in rewrite.blocks if b.kind is BlockKind.OUTLET_SUMMARY)
        for word in ("Synopsis", "Key Takeaways", "is deemed irreversible", "Support for a drone"):
            assert word in summary
        assert len(rewrite.sentences) == 14
        assert rewrite.sentences[0].of(rewrite.text).startswith("The integration effort")

    def test_the_agencys_menu_captions_and_footer_are_furniture(self, local: Report) -> None:
        furniture = {
            line.strip() for b in local.blocks if b.kind.is_furniture for line in b.span.of(local.text).splitlines()
        }
        for line in (
            "Projects", "Government Bodies", "All news", "President", "An archive photo",
            "Follow us on:", "X", "Recent news from Belarus",
        ):  # fmt: skip
            assert line in furniture, line
        headline = local.headline or ""
        assert headline.startswith("Lukashenko to address") and headline.endswith("his official visit")
        assert len(headline.split()) == 12
        assert local.masthead.published_at == datetime(2025, 3, 14, 9, 0)

    def test_credits_have_their_roles(self, wire: Report, rewrite: Report, local: Report) -> None:
        for report in (wire, rewrite):
            assert ("Xinhua", CreditRole.RELAY) in [(c.agency, c.role) for c in report.masthead.credits]
        assert ("BelTA", CreditRole.ORIGIN) in [(c.agency, c.role) for c in local.masthead.credits]

    def test_blocks_cover_all_of_every_page(self, brief: Brief) -> None:
        for report in brief.story.reports:
            assert "".join(block.span.of(report.text) for block in report.blocks) == report.text


class TestLineage:
    def test_the_rewrite_is_a_copy_of_the_wire(self, brief: Brief, wire: Report, rewrite: Report) -> None:
        (link,) = [each for each in brief.story.lineage.links if each.kind is not LinkKind.CREDITS]
        assert (link.child, link.parent, link.kind) == (rewrite.id, wire.id, LinkKind.REWRITE)
        assert link.coverage == 1.0
        assert {pair.child_sentence for pair in link.pairs} == set(range(len(rewrite.sentences)))
        assert {pair.parent_sentence for pair in link.pairs} == set(range(len(wire.sentences)))
        places = [(pair.child_sentence, pair.parent_sentence) for pair in link.pairs]
        assert places == sorted(places) and [p for _, p in places] == sorted(p for _, p in places), "in order"

    def test_the_direction_has_its_evidence(self, brief: Brief) -> None:
        (link,) = [each for each in brief.story.lineage.links if each.kind is not LinkKind.CREDITS]
        told = "; ".join(link.direction.evidence)
        assert "agency credit IANS was replaced by NationPress" in told
        assert "reworded" in told and "quotation" in told
        assert link.direction.confidence > 0.9

    def test_three_pages_are_two_accounts(self, brief: Brief, wire: Report, local: Report) -> None:
        lineage = brief.story.lineage
        assert lineage.origins == (wire.id, local.id)
        assert lineage.independent_origins == 2
        assert not lineage.unresolved

    def test_the_relaying_agency_is_an_unseen_origin(self, brief: Brief, wire: Report, rewrite: Report) -> None:
        (unseen,) = brief.story.lineage.unseen
        assert unseen.name == "Xinhua"
        assert {span.report for span in unseen.credited_by} == {wire.id, rewrite.id}


class TestPeople:
    def test_one_president_under_all_his_names(self, brief: Brief) -> None:
        person = entity_called(brief, "Lukashenko")
        told = {words(brief, mention).casefold() for mention in person.mentions}
        for name in (
            "lukashenko", "alexander lukashenko", "aleksandr lukashenko", "he", "the belarusian leader",
            "the president of belarus", "the belarusian head of state",
        ):  # fmt: skip
            assert name in told, name
        assert {mention.report for mention in person.mentions} == {report.id for report in brief.story.reports}

    def test_the_others_are_three_more_people(self, brief: Brief) -> None:
        people = [entity for entity in brief.story.entities if entity.kind is EntityKind.PERSON]
        assert sorted(person.name.split()[-1] for person in people) == ["Lukashenko", "Matviyenko", "Oreshkin", "Putin"]

    @pytest.mark.parametrize("name", ["Federation Council", "Union State", "Central Election Commission", "BelExpo"])
    def test_bodies_are_no_people(self, brief: Brief, name: str) -> None:
        bearing = [entity for entity in brief.story.entities if any(name in each for each in entity.variants)]
        assert bearing and all(entity.kind is not EntityKind.PERSON for entity in bearing)


def entity_called(brief: Brief, surname: str) -> Entity:
    (found,) = [e for e in brief.story.entities if e.kind is EntityKind.PERSON and e.name.endswith(surname)]
    return found


class TestStatements:
    def test_the_wires_direct_quotation_is_relayed(self, brief: Brief, wire: Report) -> None:
        statement = saying(wire, "step by step")
        assert statement.mode is Mode.DIRECT
        assert speaker_of(brief, statement) == "Alexander Lukashenko"
        assert [relay.agency for relay in statement.relay] == ["Xinhua"]

    def test_the_deputy_chief_of_staff_speaks_of_drones(self, brief: Brief, wire: Report) -> None:
        statement = saying(wire, "100,000 drones")
        assert speaker_of(brief, statement) == "Maxim Oreshkin"

    def test_the_block_quotation_was_said_the_day_before(self, brief: Brief, local: Report) -> None:
        statement = saying(local, "only a third")
        assert statement.mode is Mode.DIRECT
        assert "Lukashenko" in speaker_of(brief, statement)
        assert statement.said is not None and statement.said.first_day == date(2025, 3, 13)

    def test_the_other_president_is_quoted(self, brief: Brief, local: Report) -> None:
        assert speaker_of(brief, saying(local, "Disregarding the interests")) == "Vladimir Putin"

    def test_he_and_the_head_of_state_are_resolved(self, brief: Brief, local: Report) -> None:
        for phrase in ("eastern vector", "technological breakthrough", "great honor"):
            assert "Lukashenko" in speaker_of(brief, saying(local, phrase)), phrase


def saying(report: Report, phrase: str) -> Statement:
    (found,) = [s for s in report.statements if any(phrase in piece.of(report.text) for piece in s.content)]
    return found


def speaker_of(brief: Brief, statement: Statement) -> str:
    assert isinstance(statement.speaker, Speaker)
    return next(entity.name for entity in brief.story.entities if entity.id == statement.speaker.entity)


class TestMoments:
    @pytest.mark.parametrize("page", ["wire", "rewrite"])
    @pytest.mark.parametrize(
        ("phrase", "first", "last"),
        [
            ("Friday", "2025-03-14", "2025-03-14"),
            ("Thursday", "2025-03-13", "2025-03-13"),
            ("last week", "2025-03-03", "2025-03-09"),
            ("February", "2025-02-01", "2025-02-28"),
            ("January 26", "2025-01-26", "2025-01-26"),
            ("1994", "1994-01-01", "1994-12-31"),
            ("2001", "2001-01-01", "2001-12-31"),
            ("2020", "2020-01-01", "2020-12-31"),
        ],
    )
    def test_in_the_wire_and_its_rewrite(
        self, request: pytest.FixtureRequest, page: str, phrase: str, first: str, last: str
    ) -> None:
        report: Report = request.getfixturevalue(page)
        assert (first, last) in [days(moment) for moment in meaning(report, phrase)]

    @pytest.mark.parametrize(
        ("phrase", "day"),
        [
            ("9 May", "2025-05-09"),
            ("25 December 1998", "1998-12-25"),
            ("the same day", "2025-03-13"),
            ("the day before", "2025-03-13"),
            ("tomorrow", "2025-03-14"),
        ],
    )
    def test_in_the_agencys_own_report(self, local: Report, phrase: str, day: str) -> None:
        found = [m for m in meaning(local, phrase) if m.span and "after" not in m.span.of(local.text)]
        assert found and all(days(moment) == (day, day) for moment in found)


def meaning(report: Report, phrase: str) -> list[Moment]:
    return [m for m in report.moments if m.span and phrase.casefold() in m.span.of(report.text).casefold()]


def days(moment: Moment) -> tuple[str, str]:
    return str(moment.first_day), str(moment.last_day)


class TestFigures:
    def test_shares_of_the_election(self, wire: Report) -> None:
        votes, turnout, half = (figure_at(wire, digits) for digits in ("86.82", "85.69", "50"))
        assert all(f.kind is FigureKind.PERCENTAGE for f in (votes, turnout, half))
        assert votes.number == 86.82 and votes.counts is not None and "votes" in votes.counts
        assert turnout.number == 85.69 and turnout.counts is not None and "turnout" in turnout.counts.casefold()
        assert half.bound is Bound.MORE_THAN and half.low == 50 and half.counts is not None and "vote" in half.counts

    def test_drones_a_year_have_an_upper_bound(self, wire: Report) -> None:
        drones = figure_at(wire, "100,000")
        assert (drones.bound, drones.high, drones.unit, drones.per) == (Bound.UP_TO, 100_000, "drone", "year")

    def test_the_anniversary_is_an_ordinal_and_the_third_a_fraction(self, local: Report) -> None:
        assert figure_at(local, "80th").kind is FigureKind.ORDINAL
        third = figure_at(local, "a third")
        assert third.kind is FigureKind.FRACTION and third.counts is not None and "talks" in third.counts

    def test_the_election_years_are_no_figures(self, wire: Report, rewrite: Report) -> None:
        for report in (wire, rewrite):
            told = {figure.number for figure in report.figures}
            assert not told & {1994, 2001, 2006, 2010, 2015, 2020}


def figure_at(report: Report, printed: str) -> Figure:
    return next(figure for figure in report.figures if printed in figure.span.of(report.text))


class TestFindings:
    def test_the_altered_quotation_with_its_diff(self, brief: Brief) -> None:
        (found,) = [f for f in of_kind(brief, FindingKind.ALTERED_QUOTATION) if "step by step" in (f.before or "")]
        assert (found.before or "").startswith("We must proceed") and (found.after or "").startswith("We need to move")
        changed = [(run.before, run.after) for run in found.diff if run.change != "same"]
        assert ("must proceed", "need to move forward") in changed

    def test_quotations_turned_into_reported_speech(self, brief: Brief) -> None:
        told = [f for f in of_kind(brief, FindingKind.ALTERED_QUOTATION) if "reported speech" in f.summary]
        assert any("historic mission" in (f.before or "") for f in told)
        assert any("unlikely to happen" in (f.before or "") for f in told)

    def test_the_dropped_credit(self, brief: Brief) -> None:
        (found,) = of_kind(brief, FindingKind.DROPPED_CREDIT)
        assert "IANS" in found.summary and "NationPress" in found.summary

    def test_the_summary_that_turns_must_into_is(self, brief: Brief) -> None:
        (found,) = of_kind(brief, FindingKind.MODALITY_CHANGE)
        assert "must" in (found.before or "") and "is deemed irreversible" in (found.after or "")

    def test_what_only_one_account_has(self, brief: Brief, wire: Report, rewrite: Report, local: Report) -> None:
        only = of_kind(brief, FindingKind.ONLY_IN)
        by_local = " ".join(f.after or "" for f in only if {s.report for s in f.evidence} == {local.id})
        by_wire = " ".join(f.after or "" for f in only if {s.report for s in f.evidence} == {wire.id, rewrite.id})
        assert "ratification" in by_local and "9 May" in by_local
        assert "drones" in by_wire and "86.82" in by_wire

    def test_what_would_embarrass_a_newsroom_comes_first(self, brief: Brief) -> None:
        assert brief.findings[0].kind is FindingKind.ALTERED_QUOTATION
        assert brief.findings[-1].kind is FindingKind.ONLY_IN

    def test_nothing_is_alleged_that_is_not_there(self, brief: Brief) -> None:
        kinds = {finding.kind for finding in brief.findings}
        assert not kinds & {
            FindingKind.CONTRADICTION, FindingKind.FIGURE_DRIFT, FindingKind.DATE_DRIFT, FindingKind.MISSING_RELAY,
        }  # fmt: skip


def of_kind(brief: Brief, kind: FindingKind) -> list[Finding]:
    return [finding for finding in brief.findings if finding.kind is kind]


class TestTelling:
    def test_the_meeting_rests_on_two_origins_and_three_reports(self, brief: Brief) -> None:
        claim = claim_with(brief, "met with Russian President Vladimir Putin")
        assert (claim.independent_origins, claim.reports) == (2, 3)

    def test_irreversible_integration_rests_on_one_origin_and_two_reports(self, brief: Brief) -> None:
        claim = claim_with(brief, "must become irreversible")
        assert (claim.independent_origins, claim.reports) == (1, 2)

    def test_synopsis_and_takeaways_have_their_length_and_traces(self, brief: Brief) -> None:
        assert 2 <= len(brief.synopsis) <= 4
        assert 4 <= len(brief.takeaways) <= 6
        for told in (*brief.synopsis, *brief.takeaways):
            assert told.sources and all(words(brief, span) for span in told.sources)
            assert "Thursday" not in told.text and "last week" not in told.text

    def test_the_meeting_that_both_accounts_tell_is_told(self, brief: Brief) -> None:
        told = [each for each in (*brief.synopsis, *brief.takeaways) if each.independent_origins == 2]
        assert any("Putin" in each.text and "13 March 2025" in each.text for each in told)

    def test_the_timeline_runs_from_1994_to_the_parade(self, brief: Brief) -> None:
        first, last = brief.timeline[0], brief.timeline[-1]
        assert str(first.start) == "1994-01-01"
        assert str(last.start)[:10] == "2025-05-09" and last.status == "planned"
        assert all(event.sources for event in brief.timeline)
        assert any(day_of(event) == "2025-03-13" and event.independent_origins == 2 for event in brief.timeline)


def claim_with(brief: Brief, phrase: str) -> Claim:
    return next(claim for claim in brief.claims if phrase in claim.text)


def day_of(event: Event) -> str:
    return str(event.start)[:10]
