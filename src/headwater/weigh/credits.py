"""Credits that went missing on the way from one report to the next."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.stylebook.relays import carrier_words
from headwater.vocabulary.brief import Finding, FindingKind
from headwater.vocabulary.lineage import Link
from headwater.vocabulary.report import CreditRole, Report
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.statement import Relay, Speaker, Statement
from headwater.vocabulary.story import Story
from headwater.weigh.copies import sure_copies


def find_dropped_credits(story: Story) -> Iterator[Finding]:
    """Copies that name neither the agency nor the outlet they were made from."""
    for link in sure_copies(story):
        child, parent = story.report(link.child), story.report(ReportId(link.parent))
        owed = parent.masthead.agency or parent.masthead.outlet
        if owed is None or owed.casefold() in _names_in(child):
            continue
        before, after = _place_of_credit(parent), _place_of_credit(child)
        yield Finding(
            FindingKind.DROPPED_CREDIT,
            f"{child.name} tells the text of {owed} and does not name {owed}",
            (before, after),
            before.of(parent.text),
            after.of(child.text),
            round(link.direction.confidence, 2),
        )


def find_missing_relays(story: Story) -> Iterator[Finding]:
    """Copied statements that lost the agency through which they came."""
    for link in sure_copies(story):
        child, parent = story.report(link.child), story.report(ReportId(link.parent))
        named = _names_in(child)
        for relay in _relays(parent):
            sentence = _paired_sentence(link, parent, child, relay.span)
            if relay.agency.casefold() not in named and sentence is not None:
                yield Finding(
                    FindingKind.MISSING_RELAY,
                    f"{child.name} no longer says that this came through {relay.agency}",
                    (relay.span, sentence),
                    relay.span.of(parent.text),
                    None,
                    round(0.9 * link.direction.confidence, 2),
                )


def _relays(report: Report) -> list[Relay]:
    """Through whom words of a report came, each once: agencies credited as relays, and the carriers of its statements
    that no table of agencies has ('told Varn Radio')."""
    credited = [Relay(c.agency, c.span) for c in report.masthead.credits if c.role is CreditRole.RELAY]
    named = {credit.agency.casefold() for credit in report.masthead.credits}
    carried = [relay for statement in report.statements for relay in (*statement.relay, *_listeners(statement))]
    strangers = {
        folded: relay
        for relay in carried
        # 'according to media reports' names nobody.
        if (folded := relay.agency.casefold()) not in named and folded != relay.agency
    }
    return [*credited, *strangers.values()]


def _listeners(statement: Statement) -> Iterator[Relay]:
    """The station or paper somebody told it to: 'told Radio Lund' names a carrier like 'told Lund Radio'."""
    heard = statement.addressee
    if isinstance(heard, Speaker) and heard.text != heard.text.casefold():
        words = heard.text.removeprefix("the ").split()
        if len(words) > 1 and not _CARRYING.isdisjoint((words[0].casefold(), words[-1].casefold())):
            yield Relay(heard.text, heard.span)


_CARRYING = frozenset(word.casefold() for kind in ("head", "trade", "kind") for word in carrier_words(kind))


def _names_in(report: Report) -> str:
    """Everything of a page in which a credit may stand, folded: the whole text, and the names of its masthead."""
    masthead = report.masthead
    named = (masthead.outlet, masthead.agency, *masthead.byline, *(credit.agency for credit in masthead.credits))
    return " ".join(filter(None, (report.text, *named))).casefold()


def _place_of_credit(report: Report) -> Span:
    """Where a credit stands or would stand: the dateline, else the first sentence."""
    if report.masthead.dateline is not None:
        return report.masthead.dateline.span
    return report.sentences[0] if report.sentences else report.prose.span(0, 0)


def _paired_sentence(link: Link, parent: Report, child: Report, relay: Span) -> Span | None:
    for pair in link.pairs:
        if parent.sentences[pair.parent_sentence].covers(relay):
            return child.sentences[pair.child_sentence]
    return None
