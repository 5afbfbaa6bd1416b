"""A comparison of outlets for the terminal: who told what, who left it out, and whose words were printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from headwater.export.compare_lines import ClaimLine, CompareLines, own_share, speaker_words, voice_name
from headwater.export.shown import on_one_line, shortened
from headwater.export.wording import FINDING_WORDS, count_words, percent_words
from headwater.vocabulary.brief import ClaimId
from headwater.vocabulary.comparison import Comparison, Comparisons, OutletAccount, Voice

# A terminal is read from the top; all of it stands in the other forms.
_MOST_SHARED, _MOST_LEFT_OUT, _MOST_ALONE, _MOST_WORDED, _MOST_SPEAKERS, _MOST_VOICES = 10, 6, 3, 6, 6, 15
_COUNTED = "words of the text, and the share that is neither taken over nor quoted; claims told, alone, left out"
_LONGEST, _LONGEST_SIDE, _MOST_NAMES, _BAR = 180, 110, 10, 12
# One such word is chance, several are a tone.
_FEWEST_TERMS = 2


def compare_page(comparisons: Comparisons) -> RenderableType:
    """The comparisons of a run for a Rich console."""
    parts: list[RenderableType] = [part for each in comparisons for part in _StoryPage(each).parts()]
    if not comparisons:
        parts.append(Text("No story was found.", style="bold"))
    if comparisons.left_out:
        parts.append(_heading(f"Left out: {count_words(len(comparisons.left_out), 'page')}"))
        parts += [
            Text.assemble((on_one_line(left.page), "bold"), f": {on_one_line(left.reason)}")
            for left in comparisons.left_out
        ]
    return Group(*parts, Text(""))


class _StoryPage:
    """The page of one story."""

    def __init__(self, comparison: Comparison) -> None:
        self.told, self.lines = comparison, CompareLines(comparison)

    def parts(self) -> list[RenderableType]:
        """Everything, top to bottom."""
        title = Text(on_one_line(self.told.title), style="bold underline")
        head = [Text(""), title, Text(self.lines.counts(), style="bold")]
        accounts = [part for account in self.told.accounts for part in self._account(account)]
        return [*head, *self._overview(), *self._shared(), _heading("Outlet by outlet"), *accounts, *self._voices()]

    def _overview(self) -> list[RenderableType]:
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(width=2)
        table.add_column(ratio=1, overflow="fold")
        heads = ("words", "own", "told", "alone", "left out")
        for head in heads:
            table.add_column(justify="right", no_wrap=True, min_width=len(head))
        table.add_row("", "", *(Text(head, style="dim") for head in heads))
        for account in self.told.accounts:
            name = Text(on_one_line(account.outlet), style="bold")
            made_from = self.lines.made_from(account)
            name.append(f"\n{made_from}" if made_from else "", style="not bold italic dim")
            numbers = (f"{account.words:,}", own_share(account), *(str(len(each)) for each in _counted(account)))
            table.add_row(Text(self.lines.letters[account.outlet], style="bold cyan"), name, *numbers)
        return [_heading("Outlets"), table, Text(_COUNTED, style="dim")]

    def _shared(self) -> list[RenderableType]:
        shared = self.lines.shared()
        if not shared:
            return [_heading("Told on two and more origins"), Text("Nothing: each account tells its own.", style="dim")]
        return [_heading("Told on two and more origins"), *self._claims(shared, _MOST_SHARED)]

    def _account(self, account: OutletAccount) -> Iterable[RenderableType]:
        name = Text.assemble(
            (f"{self.lines.letters[account.outlet]} ", "bold cyan"), (on_one_line(account.outlet), "bold")
        )
        made_from = self.lines.made_from(account)
        yield Text("")
        yield name.append(f" \N{MIDDLE DOT} {made_from}" if made_from else "", style="italic")
        yield from self._group("left out, though others tell it", self._claims(account.left_out, _MOST_LEFT_OUT))
        yield from self._group("cut from the text it was made from", self._claims(account.cut, _MOST_LEFT_OUT))
        yield from self._group("does not name, though others do", _names(account.unnamed))
        yield from self._group("worded otherwise", self._worded(account))
        yield from self._group("told so by no other origin", self._claims(account.alone, _MOST_ALONE, told_by=False))
        yield from self._group("named by no other origin", _names(account.named_alone))
        if account.speakers:
            yield from self._group("words of others it prints", [_speakers(account)])
        if len(account.terms) >= _FEWEST_TERMS:
            yield from self._group("words that only it uses, again and again", [_item(Text(", ".join(account.terms)))])

    def _group(self, words: str, parts: Sequence[RenderableType]) -> Iterable[RenderableType]:
        if parts:
            yield Padding(Text(words, style="dim"), (0, 0, 0, 2))
            yield Padding(Group(*parts), (0, 0, 0, 2))

    def _claims(self, ids: Sequence[ClaimId], most: int, *, told_by: bool = True) -> list[RenderableType]:
        parts = [_claim(line, told_by=told_by) for line in self.lines.claims(ids[:most], _LONGEST)]
        return parts + _more(len(ids) - most)

    def _worded(self, account: OutletAccount) -> list[RenderableType]:
        parts: list[RenderableType] = []
        for finding in account.worded[:_MOST_WORDED]:
            line = Text.assemble((FINDING_WORDS[finding.kind], "bold red"), f"  {on_one_line(finding.summary)}")
            for side, words in self.lines.sides(finding):
                line.append(f"\n{side} ", style="cyan").append(shortened(words, _LONGEST_SIDE))
            parts.append(_item(line))
        return parts + _more(len(account.worded) - _MOST_WORDED)

    def _voices(self) -> list[RenderableType]:
        voices = self.told.voices
        if not voices:
            return [_heading("Share of voice"), Text("Nobody is quoted.", style="dim")]
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(ratio=1, overflow="fold")
        for _ in range(3):
            table.add_column(justify="right", no_wrap=True)
        table.add_column(width=_BAR, no_wrap=True)
        table.add_column(max_width=14, overflow="fold")
        table.add_row(*(Text(head, style="dim") for head in ("who", "quoted", "reported", "share", "", "in")))
        most = max(voice.share for voice in voices) or 1.0
        for voice in voices[:_MOST_VOICES]:
            table.add_row(*self._voice(voice, most))
        rest = voices[_MOST_VOICES:]
        note = "words; what a copy took over counts once"
        note += (
            f"; {count_words(len(rest), 'more speaker')} with {percent_words(sum(each.share for each in rest))}"
            if rest
            else ""
        )
        return [_heading("Share of voice"), table, Text(note, style="dim")]

    def _voice(self, voice: Voice, most: float) -> tuple[Text, ...]:
        bar = "\N{FULL BLOCK}" * max(1, round(_BAR * voice.share / most))
        return (
            Text(voice_name(voice), style="bold" if voice.speaker else "italic"),
            Text(f"{voice.quoted_words:,}" if voice.quoted_words else ""),
            Text(f"{voice.reported_words:,}" if voice.reported_words else ""),
            Text(percent_words(voice.share)),
            Text(bar, style="cyan"),
            Text(" ".join(self.lines.letters[outlet] for outlet in voice.outlets), style="dim"),
        )


def _counted(account: OutletAccount) -> tuple[Sequence[ClaimId], ...]:
    return account.told, account.alone, account.left_out


def _claim(line: ClaimLine, *, told_by: bool) -> RenderableType:
    words = Text(line.words)
    return _item(words.append(f" [{' '.join(line.letters)}]", style="cyan") if told_by else words)


def _speakers(account: OutletAccount) -> RenderableType:
    shown = [speaker_words(each) for each in account.speakers[:_MOST_SPEAKERS]]
    more = len(account.speakers) - len(shown)
    return _item(Text("; ".join(shown) + (f"; and {more} more" if more > 0 else "")))


def _names(names: Sequence[str]) -> list[RenderableType]:
    if not names:
        return []
    shown = ", ".join(on_one_line(name) for name in names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return [_item(Text(shown + (f" and {more} more" if more > 0 else "")))]


def _more(count: int) -> list[RenderableType]:
    return [_item(Text(f"and {count} more, in the other forms", style="dim"))] if count > 0 else []


def _heading(words: str) -> RenderableType:
    return Group(Text(""), Rule(Text(words, style="bold"), align="left", style="dim"))


def _item(words: Text) -> RenderableType:
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(width=1, no_wrap=True)
    row.add_column(ratio=1, overflow="fold")
    row.add_row(Text("\N{BULLET}", style="dim"), words)
    return Padding(row, (0, 0, 0, 1))
