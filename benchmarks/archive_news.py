"""News that nobody wrote: reports with the word frequencies, lengths, analyses and story sizes of real ones.

Words are made of syllables and drawn by Zipf's law (exponent 1.05 over 120,000 words, so that 300,000 reports go on
meeting new ones); a story has its own two dozen telling words, outlets their own number of reports. Analyses are made
up without a parser in the amounts `headwater brief` finds in reports of 300 words.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

import numpy as np

from headwater.relate.subjects import subject_of
from headwater.vocabulary.archive import AnalysisKey, Filing, StoryChange, StoryEvent
from headwater.vocabulary.entity import Entity, EntityId, EntityKind
from headwater.vocabulary.figure import Bound, Figure, FigureKind
from headwater.vocabulary.moment import Derivation, Moment, Precision
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import Block, BlockKind, Credit, CreditRole, Masthead, Prose, Report
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.statement import Mode, Quotation, Relay, Speaker, Statement, StatementId
from headwater.vocabulary.story import StoryId
from headwater.vocabulary.subject import Subject

KEY = AnalysisKey("read", 1, "benchmark")
WORDS = 120_000
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)
_STARTS = "b br c ch d dr f fl g gr h j k kl l m n p pr qu r s st t tr v w z".split()
_MIDDLES = "a e i o u ai ea ou".split()
_ENDS = ["", "", "n", "r", "s", "t", "l", "m", "nd", "ck", "rt"]


class NewsMaker:
    """Makes filings, story by story mixed as they come; the same ones for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        self._chance = random.Random(seed)
        self._numbers = np.random.default_rng(seed)
        self.words = self._make_words()
        weights = 1.0 / np.arange(1, WORDS + 1) ** 1.05
        self._shares = np.cumsum(weights / weights.sum())
        self.outlets = [
            f"The {self._name()} {kind}" for kind in ("Post", "Herald", "Courier", "News") for _ in range(60)
        ]
        self.agencies = [self._name() for _ in range(12)]
        self.people = [f"{self._name()} {self._name()}" for _ in range(4000)]
        self._made = 0

    def filings(self, count: int) -> Iterator[Filing]:
        """So many reports; some hundred stories are told at a time."""
        running: list[tuple[StoryId, list[str], int]] = []
        stories = 0
        for number in range(count):
            while len(running) < 400:
                stories += 1
                running.append((StoryId(f"s{stories}"), self.draw(24, rare=True), self._size()))
            place = self._chance.randrange(len(running))
            story, telling, left = running[place]
            report = self.report(number, telling)
            change = StoryChange.JOINED if left < 0 else StoryChange.OPENED
            event = StoryEvent(story, change, (report.id,), None, ("cosine .71 to the centroid, margin .2",))
            left = -left if left > 0 else left
            if left == -1:
                running.pop(place)
            else:
                running[place] = (story, telling, left + 1)
            yield Filing(report, self._subject(report), KEY, (event,))

    def draw(self, count: int, *, rare: bool = False) -> list[str]:
        """Words as they come in a text; or telling ones, each in few reports."""
        if rare:
            return [self.words[self._chance.randrange(3000, WORDS)] for _ in range(count)]
        places = np.searchsorted(self._shares, self._numbers.random(count)).clip(max=WORDS - 1).tolist()
        return [self.words[place] for place in places]

    def report(self, number: int, telling: list[str]) -> Report:
        """One report of some 300 words, with what is found in such a one."""
        chance = self._chance
        headline = " ".join([*self._chance.sample(telling, 4), *self.draw(4)]).capitalize()
        sentences = self._sentences(telling, chance.randint(10, 20))
        agency = chance.choice(self.agencies) if chance.random() < 0.4 else None
        text, body, spans = f"{headline}\n\n", [], []
        for place in range(0, len(sentences), 2):
            start = len(text)
            for sentence in sentences[place : place + 2]:
                spans.append((len(text), len(text) + len(sentence)))
                text += f"{sentence} "
            text = text[:-1]
            body.append((start, len(text)))
            text += "\n\n"
        at = FIRST_DAY + timedelta(minutes=number * 7)
        outlet = self.outlets[min(int(chance.expovariate(1 / 40)), len(self.outlets) - 1)]
        address = f"https://{outlet.replace(' ', '').lower()}.example/{at:%Y/%m/%d}/{'-'.join(telling[:5])}-{number}"
        page = Page(address, text.encode(), "text/plain", at)
        return self._analysed(ReportId(f"r{page.sha256[:16]}"), page, text, body, spans, outlet, agency, at)

    def _analysed(
        self, report: ReportId, page: Page, text: str, body: list[tuple[int, int]], sentences: list[tuple[int, int]],
        outlet: str, agency: str | None, at: datetime,
    ) -> Report:  # fmt: skip
        chance = self._chance

        def some(count: int, length: int) -> list[Span]:
            starts = sorted(int(chance.random() * (len(text) - length)) for _ in range(count))
            return [Span(report, start, start + length) for start in starts]

        entities = [
            Entity(EntityId(f"{report}.e{n}"), chance.choice(list(EntityKind)), chance.choice(self.people),
                   (chance.choice(self.people),), ("mayor",) if n % 3 == 0 else (),
                   tuple(some(chance.randint(1, 4), 9)), ("same surname after the full name",))
            for n in range(chance.randint(8, 16))
        ]  # fmt: skip
        statements = []
        for n in range(chance.randint(3, 8)):
            (said,), (cue,), (content,) = some(1, 12), some(1, 4), some(1, 90)
            who = chance.choice(entities)
            relay = (Relay(agency, cue),) if agency and n == 0 else ()
            statements.append(
                Statement(StatementId(f"{report}.s{n}"), Speaker(who.name, said, who.id), cue, (content,),
                          chance.choice(list(Mode)), None, relay, None, round(chance.random(), 4))
            )  # fmt: skip
        day = at.date()
        moments = [
            Moment(one, day, day, Precision.DAY, day.isoformat(), "DATE", Derivation.DATELINE) for one in some(5, 8)
        ]
        figures = [
            Figure(one, float(n), float(n), float(n), Bound.EXACT, "people", "people hurt", one, None, FigureKind.COUNT)
            for n, one in enumerate(some(6, 6))
        ]
        head = Span(report, 0, text.index("\n"))
        credits = (Credit(agency, CreditRole.ORIGIN, head),) if agency else ()
        paragraphs = tuple(Span(report, *one) for one in body)
        blocks = (
            Block(BlockKind.HEADLINE, head, "first line, no stop at its end"),
            *(Block(BlockKind.BODY, one, "body by both forests") for one in paragraphs),
        )
        prose = Prose(report, text, paragraphs, tuple(Span(report, *one) for one in sentences), tuple(some(2, 60)))
        quotations = tuple(Quotation(span, None) for span in prose.quotations)
        masthead = Masthead(outlet, agency, head, (chance.choice(self.people),), None, at, credits)
        return Report(report, page, text, "en", masthead, blocks, prose, tuple(entities), tuple(statements), quotations,
                      tuple(moments), tuple(figures))  # fmt: skip

    def _subject(self, report: Report) -> Subject:
        masthead = report.masthead
        return subject_of(report.headline, report.text, masthead.published_at, masthead.outlet)

    def _sentences(self, telling: list[str], count: int) -> list[str]:
        lengths = [self._chance.randint(12, 28) for _ in range(count)]
        drawn = iter(self.draw(sum(lengths)))
        made = []
        for length in lengths:
            words = list(islice(drawn, length))
            for _ in range(3):
                words[int(self._chance.random() * length)] = self._chance.choice(telling)
            made.append(" ".join(words).capitalize() + ".")
        return made

    def _size(self) -> int:
        """How many reports a story gets: most one to three, a few thirty."""
        return min(30, int(self._chance.paretovariate(0.9)))

    def _name(self) -> str:
        return "".join(self._syllable() for _ in range(2)).capitalize()

    def _syllable(self) -> str:
        return self._chance.choice(_STARTS) + self._chance.choice(_MIDDLES) + self._chance.choice(_ENDS)

    def _make_words(self) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < WORDS:
            # The commonest words are the shortest, as in any language.
            syllables = 1 if len(made) < 150 else 2 if len(made) < 20_000 else 3
            made["".join(self._syllable() for _ in range(syllables))] = None
        return list(made)
