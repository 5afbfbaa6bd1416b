"""Values come back from their layout exactly, and from older layouts as far as these tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

import pytest

from headwater.store.layout import UnknownLayout, layout_of, packer, unpacker
from headwater.store.packing import BRIEFS, REPORTS, SUBJECTS, DamagedPack, OldPack, Packs, compress, expand
from headwater.vocabulary.span import ReportId, Span
from headwater.vocabulary.subject import Subject
from tests.scenes.filings import filed_subject, told, written


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Dot:
    at: Span


@dataclass(frozen=True, slots=True)
class Word:
    text: str


@dataclass(frozen=True, slots=True)
class Thing:
    either: Dot | Word | str | None
    day: date | datetime | None
    colours: tuple[Colour, ...]
    maybe: float | None = None
    nested: tuple[tuple[int, ...], ...] = ()
    made: int = field(init=False, default=7)


EAST = timezone(timedelta(hours=9))
DOT = Dot(Span(ReportId("r1"), 2, 5))


@pytest.mark.parametrize(
    "thing",
    [
        Thing(DOT, date(2024, 5, 3), (Colour.RED,)),
        Thing(Word("a"), datetime(2024, 5, 3, 1, 2, 3, 4), ()),
        Thing("a", datetime(2024, 5, 3, 1, tzinfo=EAST), (), 1.0, ((1, 2), ())),
        Thing(None, None, (), float("inf")),
        Thing("half \ud83d", None, ()),
    ],
)
def test_unions_days_instants_and_zones_come_back_as_they_were(thing: Thing) -> None:
    packs = Packs(Thing)
    back = packs.unpack(packs.pack(thing), packs.layout)
    assert back == thing and repr(back) == repr(thing)


def test_a_field_that_was_added_since_gets_its_default_and_one_that_went_is_dropped() -> None:
    older = layout_of(Thing).replace('"maybe", "nested"', '"gone"')
    assert older != layout_of(Thing)
    read = unpacker(Thing, older)([["Word", ["a"]], None, [], "of no use"], [])
    assert read == Thing(Word("a"), None, ())


def test_a_field_without_a_default_that_was_not_kept_makes_a_value_old_and_not_damaged() -> None:
    older = layout_of(Subject).replace('"words", ', "")
    with pytest.raises(UnknownLayout, match="Subject lacks words"):
        unpacker(Subject, older)
    assert not SUBJECTS.reads(older) and SUBJECTS.reads(SUBJECTS.layout)
    with pytest.raises(OldPack):
        SUBJECTS.unpack(SUBJECTS.pack(filed_subject(written("A tram."))), older)


def test_bytes_that_are_not_what_was_packed_are_damage() -> None:
    packed = REPORTS.pack(written("A tram left the rails."))
    for broken in (b"", packed[:-3], b"\x93\x01", packed[:20] + b"\xc1" + packed[21:]):
        with pytest.raises(DamagedPack):
            REPORTS.unpack(broken, REPORTS.layout)
    squeezed = compress(b"tram " * 99)
    for broken in (b"", squeezed[:-2], squeezed[:-6] + b"\0" + squeezed[-5:], b"tram"):
        with pytest.raises(DamagedPack):
            expand(broken)


def test_what_cannot_be_kept_is_refused_when_the_layout_is_made() -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        packer(dict[str, int])
    with pytest.raises(TypeError, match="expected tuple"):
        packer(tuple[int, str])


def test_a_report_is_named_once_for_all_its_spans() -> None:
    report = written("A tram left the rails.\nEleven were hurt.", speaker="Eleven")
    assert (
        REPORTS.pack(report).count(report.id.encode()) == 6
    )  # its id, its prose, entity, statement, speaker, and spans
    assert BRIEFS.unpack(BRIEFS.pack(told("s1", [report])), BRIEFS.layout) == told("s1", [report])


def test_one_field_is_read_alone_and_one_that_an_older_layout_lacks_is_told() -> None:
    packs, span = Packs(Thing), Span(ReportId("r1"), 2, 5)
    content = packs.pack(Thing(Dot(span), date(2024, 5, 6), (Colour.RED,), nested=((1, 2), ())))
    assert packs.unpack(content, packs.layout, "either") == Dot(span)
    assert packs.unpack(content, packs.layout, "nested") == ((1, 2), ())
    with pytest.raises(OldPack, match="Thing lacks maybe"):
        packs.unpack(content, packs.layout.replace('"maybe"', '"perhaps"'), "maybe")
    with pytest.raises(DamagedPack):
        packs.unpack(content[:-3], packs.layout, "either")
