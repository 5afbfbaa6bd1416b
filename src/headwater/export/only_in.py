"""What only one account has, account by account."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.export.same import grouped
from headwater.vocabulary.brief import Brief, Finding, FindingKind
from headwater.vocabulary.span import ReportId


@dataclass(frozen=True, slots=True)
class Account:
    """A report and the findings that name what it alone has (with its copies)."""

    report: ReportId
    findings: tuple[Finding, ...]


def only_in_accounts(brief: Brief) -> tuple[Account, ...]:
    """The findings of what only one account has, under the first report that has it."""
    findings = [one for one in brief.findings if one.kind is FindingKind.ONLY_IN and one.evidence]
    return tuple(
        Account(group[0].evidence[0].report, tuple(group))
        for group in grouped(findings, lambda one: one.evidence[0].report)
    )


def only_in_words(finding: Finding) -> str:
    """The words only one account has; the summary where the finding does not hold them."""
    return finding.after or finding.before or finding.summary
