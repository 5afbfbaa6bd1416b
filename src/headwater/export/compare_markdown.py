"""A comparison of outlets as Markdown: for a ticket, a wiki, a class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.export.compare_lines import CompareLines, own_share, speaker_words, voice_name
from headwater.export.escaped import escape
from headwater.export.wording import FINDING_WORDS, percent_words
from headwater.vocabulary.brief import ClaimId, Finding
from headwater.vocabulary.comparison import Comparison, Comparisons, OutletAccount

_WHOLE = 10_000


def print_compare_markdown(comparisons: Comparisons) -> str:
    """The comparisons of a run, a heading a story."""
    lines = [line for each in comparisons for line in _story(each)]
    if not comparisons:
        lines += ["# No story was found", ""]
    if comparisons.left_out:
        lines += ["## Left out", ""]
        lines += [f"- {escape(left.page)}: {escape(left.reason)}" for left in comparisons.left_out]
    return "\n".join(lines).rstrip() + "\n"


def _story(comparison: Comparison) -> Iterator[str]:
    lines = CompareLines(comparison)
    yield from (f"# {escape(comparison.title)}", "", f"**{lines.counts()}**", "")
    yield from ("| | outlet | made from | words | own | told | alone | left out |", "|---|---|---|--:|--:|--:|--:|--:|")
    for account in comparison.accounts:
        counts = (len(account.told), len(account.alone), len(account.left_out))
        cells = (
            lines.letters[account.outlet],
            escape(account.outlet),
            escape(lines.made_from(account)),
            account.words,
            own_share(account),
            *counts,
        )
        yield f"| {' | '.join(map(str, cells))} |"
    yield from ("", "## Told on two and more origins", "")
    yield from _claims(lines, lines.shared())
    for account in comparison.accounts:
        yield from _account(lines, account)
    yield from ("## Share of voice", "", "| who | quoted | reported | share | in |", "|---|--:|--:|--:|---|")
    for voice in comparison.voices:
        printed = " ".join(lines.letters[outlet] for outlet in voice.outlets)
        share = percent_words(voice.share)
        yield f"| {escape(voice_name(voice))} | {voice.quoted_words} | {voice.reported_words} | {share} | {printed} |"
    yield ""


def _account(lines: CompareLines, account: OutletAccount) -> Iterator[str]:
    made_from = lines.made_from(account)
    name = f"{lines.letters[account.outlet]} {escape(account.outlet)}"
    yield from (f"## {name}" + (f" ({escape(made_from)})" if made_from else ""), "")
    groups = (
        ("Left out, though others tell it", account.left_out),
        ("Cut from the text it was made from", account.cut),
        ("Told so by no other origin", account.alone),
    )
    for heading, ids in groups:
        if ids:
            yield from (f"{heading}:", "", *_claims(lines, ids))
    if account.worded:
        yield from ("Worded otherwise:", "", *(_worded(lines, each) for each in account.worded), "")
    for heading, names in (
        ("Does not name, though others do", account.unnamed),
        ("Named by no other origin", account.named_alone),
    ):
        if names:
            yield from (f"{heading}: {escape(', '.join(names))}", "")
    if account.speakers:
        yield from ("Words of others it prints:", "")
        yield from (*(f"- {escape(speaker_words(each))}" for each in account.speakers), "")
    if account.terms:
        yield from (f"Words that only it uses, again and again: {escape(', '.join(account.terms))}", "")


def _claims(lines: CompareLines, ids: Sequence[ClaimId]) -> Iterator[str]:
    if not ids:
        yield "Nothing: each account tells its own."
    for claim in lines.claims(ids, _WHOLE):
        yield f"- {escape(claim.words)} ({', '.join(claim.letters)})"
    yield ""


def _worded(lines: CompareLines, finding: Finding) -> str:
    told = "".join(f"; {side}: {escape(words)}" for side, words in lines.sides(finding))
    return f"- **{FINDING_WORDS[finding.kind]}** {escape(finding.summary)}{told}"
