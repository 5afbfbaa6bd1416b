"""Unseen origins: the agencies a story credits and whose own text is not among its reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from headwater.relate.direction import names_of
from headwater.vocabulary.lineage import Direction, Link, LinkKind, OriginId, UnseenOrigin
from headwater.vocabulary.report import CreditRole, Report
from headwater.vocabulary.span import ReportId, Span


def find_unseen(reports: Sequence[Report]) -> list[UnseenOrigin]:
    """The agencies that are credited in a story and whose own text is not among its reports, in order of mention."""
    held = {name for report in reports if is_own_text(report) for name in names_of(report)}
    credited: dict[str, list[Span]] = {}
    for report in reports:
        for name, span in _names_credited(report):
            if name.casefold() not in held and name.casefold() != (report.masthead.outlet or "").casefold():
                credited.setdefault(name, []).append(span)
    return [
        UnseenOrigin(OriginId(f"unseen-{'-'.join(name.casefold().split())}"), name, tuple(spans))
        for name, spans in credited.items()
    ]


def is_own_text(report: Report) -> bool:
    """Whether a report is its agency's own page, and not an outlet's copy under the agency's dateline."""
    outlet, agency = report.masthead.outlet, report.masthead.agency
    return outlet is None or agency is None or outlet.casefold() == agency.casefold()


def _names_credited(report: Report) -> Iterable[tuple[str, Span]]:
    dateline = report.masthead.dateline
    if dateline is not None:
        yield from ((agency, dateline.span) for agency in dateline.agencies)
    for credit in report.masthead.credits:
        if credit.role is not CreditRole.PHOTO:
            yield credit.agency, credit.span
    # A station that no table of agencies has: '..., told Varn Radio'.
    named = {credit.agency.casefold() for credit in report.masthead.credits}
    for statement in report.statements:
        for relay in statement.relay:
            # 'according to media reports' names nobody.
            if relay.agency != relay.agency.casefold() and relay.agency.casefold() not in named:
                yield relay.agency, relay.span


def has_text_from_unseen(copy: Report, origin: Report, unseen: Sequence[UnseenOrigin]) -> bool:
    """Whether what looks like a copy of another outlet's page passes on an unseen agency's text instead: it bears the
    agency's name and nowhere the outlet's. Two papers that print one agency's text do not have it from each other."""
    outlets = [(report.masthead.outlet or "").casefold() for report in (copy, origin)]
    is_passed_on = origin_of(copy, unseen) in {each.id for each in unseen}
    return is_passed_on and outlets[0] != outlets[1] and (not outlets[1] or outlets[1] not in copy.text.casefold())


def origin_of(root: Report, unseen: Sequence[UnseenOrigin]) -> OriginId:
    """The origin a root stands for: the unseen agency whose dateline or byline it bears, else the report itself."""
    supplied = (root.masthead.agency or "").casefold()
    for origin in unseen:
        if not is_own_text(root) and origin.name.casefold() == supplied:
            return origin.id
    return OriginId(root.id)


def credit_links(origin: UnseenOrigin) -> list[Link]:
    """A link for each report that credits an unseen origin."""
    by_report: dict[ReportId, int] = {}
    for span in origin.credited_by:
        by_report[span.report] = by_report.get(span.report, 0) + 1
    return [
        Link(report, origin.id, LinkKind.CREDITS, 0.0, 0.0, Direction((f"{origin.name} is credited",), 1.0), ())
        for report in by_report
    ]
