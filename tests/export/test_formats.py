"""Stories in other people's formats: valid by their own schemas and libraries, and the same when read back."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZipFile

import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from prov.constants import PROV
from prov.model import ProvDerivation, ProvDocument, ProvEntity

from headwater import brief as brief_of
from headwater.errors import MissingPart, OneFileOnly
from headwater.export.annotations import print_annotations
from headwater.export.csv_tables import guarded_cell, plain_cell, write_csv_folder, write_csv_zip
from headwater.export.files import ExportForm, export_stories, is_folder
from headwater.export.identifiers import printed_body
from headwater.export.jsonld import print_json_ld
from headwater.export.ninjs import ninjs_items
from headwater.export.parquet import write_parquet
from headwater.export.provenance import ProvForm, print_provenance
from headwater.export.shown import encodable
from headwater.export.tables import TABLES, Cell, ColumnType, Row, Table, rows_of
from headwater.fetch.items import fetch_items
from headwater.read.pages import OpenedPage, open_page
from headwater.vocabulary.brief import Brief
from headwater.vocabulary.lineage import LinkKind
from headwater.vocabulary.page import Page
from headwater.vocabulary.report import BlockKind, Masthead
from tests.scenes.briefs import ferry_brief, make_report

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples" / "ullenford"
FORMATS = FormatChecker()


@FORMATS.checks("uri")
def is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(r"[a-z][a-z0-9+.-]*:[!-~]+", value) and urlsplit(value))


@FORMATS.checks("date-time", raises=ValueError)
def is_date_time(value: object) -> bool:
    return not isinstance(value, str) or ("T" in value and datetime.fromisoformat(value).tzinfo is not None)


def schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((HERE / "schemas" / name).read_text()), format_checker=FORMATS)


NINJS, ANNOTATIONS = schema("ninjs-3.1.json"), schema("web-annotation.json")


@pytest.fixture(scope="module")
def bridge() -> Brief:
    """The story of the examples: six pages, three accounts."""
    (told,) = brief_of([EXAMPLES])
    return told


HOSTILE = '<script>alert(1)</script>\r\n=HYPERLINK("x") \x1b[31m \x00 \ud83d \u202e ]]> \ufffe "quoted" \U0001f600'


def hostile_brief() -> Brief:
    """The ferry with strangers' words in every field that a page fills."""
    told = ferry_brief()
    reports = []
    for report in told.story.reports:
        masthead = replace(report.masthead, outlet=HOSTILE, agency=HOSTILE, headline=HOSTILE, byline=(HOSTILE, HOSTILE))
        page = replace(report.page, address=f"https://harrow.example/{HOSTILE}#{report.id}")
        text = "".join(HOSTILE[i % len(HOSTILE)] if sign == " " else sign for i, sign in enumerate(report.text))
        reports.append(replace(report, masthead=masthead, page=page, text=text))
    entities = tuple(replace(entity, name=HOSTILE, variants=(HOSTILE,)) for entity in told.story.entities)
    story = replace(told.story, reports=tuple(reports), entities=entities)
    claims = tuple(replace(claim, text=HOSTILE) for claim in told.claims)
    findings = tuple(replace(finding, summary=HOSTILE, before=HOSTILE) for finding in told.findings)
    synopsis = tuple(replace(sentence, text=HOSTILE) for sentence in told.synopsis)
    return replace(told, story=story, title=HOSTILE, claims=claims, findings=findings, synopsis=synopsis)


SCENES: list[Callable[[], Brief]] = [ferry_brief, hostile_brief]
scenes = pytest.mark.parametrize("scene", SCENES, ids=["ferry", "hostile"])


# ------------------------------------------------------------------ ninjs
def items_of(brief: Brief) -> list[dict[str, Any]]:
    items = [json.loads(item) for _, item in ninjs_items(brief)]
    for item in items:
        NINJS.validate(item)
    return items


@scenes
def test_every_item_is_valid_ninjs(scene: Callable[[], Brief]) -> None:
    assert len(items_of(scene())) == len(scene().story.reports)


def test_the_items_of_the_examples_are_valid_and_name_what_each_was_made_from(bridge: Brief) -> None:
    items = {item["uri"].rpartition(":")[2]: item for item in items_of(bridge)}
    for link in bridge.story.lineage.links:
        (made,) = [one for one in items[link.child]["associations"] if one["uri"].endswith(f":{link.parent}")]
        assert made["rel"] == link.kind.value
    assert {name for item in items.values() for name in item if name in ("people", "places")}


def test_the_schema_refuses_what_is_no_ninjs() -> None:
    (item, *_) = items_of(ferry_brief())
    for wrong in ({"headline": "x"}, {"contentCreated": "2025-06-03"}, {"uri": "no uri"}, {"type": "story"}):
        assert not NINJS.is_valid({**item, **wrong})


def test_furniture_stays_out_of_an_item_s_body() -> None:
    for item, report in zip(items_of(ferry_brief()), ferry_brief().story.reports, strict=True):
        (body,) = item["bodies"]
        for block in report.blocks:
            words = block.span.of(report.text).strip()
            assert block.kind not in (BlockKind.BODY, BlockKind.DATELINE) or words in body["value"]
            assert (
                block.kind not in (BlockKind.NAVIGATION, BlockKind.SHARE, BlockKind.RELATED)
                or words not in body["value"]
            )


def imported(brief: Brief) -> list[OpenedPage]:
    stream = io.BytesIO("".join(f"{item}\n" for _, item in ninjs_items(brief)).encode())
    return [open_page(page) for page in fetch_items(stream, "items.jsonl") if isinstance(page, Page)]


def test_the_examples_exported_and_imported_are_the_same_reports(bridge: Brief) -> None:
    for before, after in zip(bridge.story.reports, imported(bridge), strict=True):
        assert after.text == printed_body(before)
        assert after.headline == before.headline
        assert (after.masthead.outlet, after.masthead.agency) == (before.masthead.outlet, before.masthead.agency)
        assert after.masthead.published_at == before.masthead.published_at
        assert after.masthead.day == before.masthead.day
        assert [one.of(after.text) for one in after.prose.sentences] == [
            one.of(before.text) for one in before.sentences
        ]


WORDS = st.lists(
    st.sampled_from(
        "the ferry Heron ran aground off Sorrel Island on Monday “hurting” 12 passengers, naïve 東京 😀".split()
    ),
    min_size=4,
    max_size=20,
).map(lambda words: f"{' '.join(words)}.")
NAMES = st.sampled_from(["The Harrow Post", "BrightFeed", "Sorrel Gazette & Mail", "Le Matin d’Harrow"])
ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=-3, minutes=-30))])
TIMES = st.dates(date(1990, 1, 1), date(2030, 1, 1)) | st.builds(
    datetime,
    st.integers(1990, 2030), st.integers(1, 12), st.integers(1, 28), st.integers(0, 23), st.integers(0, 59),
    tzinfo=ZONES,
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), WORDS, NAMES, TIMES)
def test_text_headline_outlet_and_date_come_back_from_ninjs(
    paragraphs: list[str], headline: str, outlet: str, published: date
) -> None:
    base = ferry_brief()
    report = make_report("r9", tuple((BlockKind.BODY, paragraph) for paragraph in paragraphs), outlet)
    masthead = Masthead(outlet, None, headline, (), None, published, ())
    report = replace(report, masthead=masthead)
    brief = replace(base, story=replace(base.story, reports=(report,), entities=()), claims=())
    NINJS.validate(items_of(brief)[0])

    (after,) = imported(brief)

    assert after.text == printed_body(report)
    assert (after.headline, after.masthead.outlet) == (headline, outlet)
    assert after.masthead.published_at == published
    assert isinstance(after.masthead.published_at, datetime) == isinstance(published, datetime)


# ------------------------------------------------------------------ PROV
def document(brief: Brief) -> Any:
    return ProvDocument.deserialize(content=print_provenance(brief), format="json")


@scenes
@pytest.mark.parametrize("form", ProvForm)
def test_prov_is_written_in_each_notation_and_reads_back_as_the_same_document(
    scene: Callable[[], Brief], form: ProvForm
) -> None:
    written = print_provenance(scene(), form)
    if form is ProvForm.N:
        assert written.startswith("document") and written.rstrip().endswith("endDocument")
    else:
        assert ProvDocument.deserialize(content=written, format=form.value) == document(scene())


def test_links_are_derivations_of_their_kind_and_told_sentences_derive_from_spans(bridge: Brief) -> None:
    prov = document(bridge)
    derivations = list(prov.get_records(ProvDerivation))
    kinds = {LinkKind.REPRINT: "Quotation", LinkKind.EXCERPT: "Quotation", LinkKind.REWRITE: "Revision"}
    for link in bridge.story.lineage.links:
        (found,) = [
            one for one in derivations
            if (one.args[0].localpart, one.args[1].localpart) == (str(link.child), str(link.parent))
        ]  # fmt: skip
        assert PROV[kinds.get(link.kind, "PrimarySource")] in found.get_asserted_types()
    values = {one.identifier.localpart: next(iter(one.value), None) for one in prov.get_records(ProvEntity)}
    for number, told in enumerate(bridge.synopsis, 1):
        name = f"{bridge.story.id}-synopsis-{number}"
        assert values[name] == told.text
        spans = {one.args[1].localpart for one in derivations if one.args[0].localpart == name}
        assert spans == {f"{span.report}-{span.start}-{span.end}" for span in told.sources}
        assert {values[span] for span in spans} == {bridge.story.words(span) for span in told.sources}


def test_every_thing_that_prov_relates_is_declared_in_it(bridge: Brief) -> None:
    prov = document(bridge)
    declared = {record.identifier for record in prov.get_records() if record.identifier is not None}
    named = {value for record in prov.get_records() if record.is_relation() for value in record.args[:2] if value}
    assert named <= declared


# ------------------------------------------------------------------ Web Annotation
@scenes
def test_annotations_are_valid_and_each_selector_finds_its_words(scene: Callable[[], Brief]) -> None:
    check_annotations(scene())


def test_the_annotations_of_the_examples_are_valid_and_find_their_words(bridge: Brief) -> None:
    motives = check_annotations(bridge)
    assert motives == {"describing", "assessing"}


def check_annotations(brief: Brief) -> set[str]:
    written = json.loads(print_annotations(brief))
    ANNOTATIONS.validate(written)
    items = written["first"]["items"]
    assert written["total"] == len(items) == len({item["id"] for item in items})
    texts = {str(report.id): encodable(report.text) for report in brief.story.reports}
    for target in (target for item in items for target in item["target"]):
        text = texts[target["source"]["id"].rpartition(":")[2]]
        place, quote = target["selector"]
        assert quote["exact"] == text[place["start"] : place["end"]]
        assert len(quote["exact"]) == place["end"] - place["start"]
    statements = sum(bool(one.content) for report in brief.story.reports for one in report.statements)
    assert sum(":statement:" in item["id"] for item in items) == statements
    return {item["motivation"] for item in items}


# ------------------------------------------------------------------ schema.org
# The properties that schema.org gives these types, of those that we write (https://schema.org/NewsArticle etc., 29.0).
_CREATIVE = {
    "author",
    "citation",
    "creditText",
    "isBasedOn",
    "isPartOf",
    "mentions",
    "text",
    "name",
    "url",
    "publisher",
}
SCHEMA_ORG = {
    "NewsArticle": _CREATIVE | {"articleBody", "dateline", "headline", "inLanguage", "datePublished"},
    "Claim": _CREATIVE | {"appearance", "firstAppearance"},
    "Quotation": _CREATIVE | {"spokenByCharacter"},
    "CreativeWork": _CREATIVE,
    "Person": {"name", "alternateName"},
    "Organization": {"name", "alternateName"},
    "Place": {"name", "alternateName"},
}


def nodes_of(value: Any) -> Iterable[dict[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from nodes_of(each)
    elif isinstance(value, dict):
        yield value
        for each in value.values():
            yield from nodes_of(each)


def check_json_ld(brief: Brief) -> dict[str, dict[str, Any]]:
    written = json.loads(print_json_ld(brief))
    assert written["@context"] == "https://schema.org"
    graph = {node["@id"]: node for node in written["@graph"]}
    assert len(graph) == len(written["@graph"])
    for node in nodes_of(written["@graph"]):
        if set(node) == {"@id"}:
            assert node["@id"] in graph
        else:
            assert set(node) - {"@id", "@type"} <= SCHEMA_ORG[node["@type"]]
    return graph


@scenes
def test_json_ld_uses_schema_org_s_words_and_every_id_in_it_is_a_node(scene: Callable[[], Brief]) -> None:
    check_json_ld(scene())


def test_a_copy_is_based_on_its_parent_and_a_claim_appears_in_all_its_reports(bridge: Brief) -> None:
    graph = check_json_ld(bridge)
    for link in bridge.story.lineage.links:
        node = graph[f"urn:x-headwater:report:{link.child}"]
        key = "citation" if link.kind is LinkKind.CREDITS else "isBasedOn"
        assert any(one["@id"].endswith(f":{link.parent}") for one in node[key])
    for claim in bridge.claims:
        node = graph[f"urn:x-headwater:claim:{claim.id}"]
        assert len(node["appearance"]) == len({span.report for span in claim.support})
    assert any(node["@type"] == "Quotation" for node in graph.values())


# ------------------------------------------------------------------ tables
def rows_by_table(brief: Brief) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for table, row in rows_of(brief):
        assert len(row) == len(table.columns)
        rows[table.name].append(row)
    return rows


def read_cell(written: str, type_: ColumnType) -> Cell:
    if written == "":
        return None
    match type_:
        case ColumnType.TEXT:
            return plain_cell(written)
        case ColumnType.INTEGER:
            return int(written)
        case ColumnType.REAL:
            return float(written)
        case ColumnType.YES_NO:
            return {"true": True, "false": False}[written]
        case ColumnType.DAY:
            return date.fromisoformat(written)
        case ColumnType.INSTANT:
            return datetime.fromisoformat(written)


def read_csv(table: Table, text: str) -> list[Row]:
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert header == [name for name, _ in table.columns]
    types = [type_ for _, type_ in table.columns]
    return [tuple(read_cell(cell, type_) for cell, type_ in zip(row, types, strict=True)) for row in rows]


def without_empty(rows: list[Row]) -> list[Row]:
    return [tuple(None if cell == "" else cell for cell in row) for row in rows]


@scenes
def test_csv_and_parquet_read_back_as_what_was_written(scene: Callable[[], Brief], tmp_path: Path) -> None:
    brief = scene()
    expected = rows_by_table(brief)
    (tmp_path / "csv").mkdir()
    (tmp_path / "parquet").mkdir()
    write_csv_folder([brief], tmp_path / "csv")
    write_csv_zip([brief], tmp_path / "tables.zip")
    write_parquet([brief], tmp_path / "parquet")
    zipped = ZipFile(tmp_path / "tables.zip")
    for table in TABLES:
        written = (tmp_path / "csv" / f"{table.name}.csv").read_bytes()
        assert written == zipped.read(f"{table.name}.csv")
        assert read_csv(table, written.decode()) == without_empty(expected[table.name])
        arrow = pyarrow.parquet.read_table(tmp_path / "parquet" / f"{table.name}.parquet")
        assert [tuple(row.values()) for row in arrow.to_pylist()] == expected[table.name]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["csv", "parquet", "tables.zip"]


def test_every_table_of_the_examples_has_rows_and_they_join(bridge: Brief) -> None:
    rows = rows_by_table(bridge)
    assert [name for name, found in rows.items() if not found] == []
    reports = {row[1] for row in rows["reports"]}
    texts = {row[1]: row[-1] for row in rows["reports"]}
    for name in ("figures", "moments", "mentions", "traces"):
        columns = [column for column, _ in next(table for table in TABLES if table.name == name).columns]
        for row in rows[name]:
            cells = dict(zip(columns, row, strict=True))
            assert cells["report"] in reports
            assert str(texts[cells["report"]])[cells["span_start"] : cells["span_end"]] == cells["words"]


@given(st.text() | st.text("=+-@'\t\r\n ＝a1", max_size=8))
def test_no_text_cell_begins_with_what_a_spreadsheet_runs_and_each_comes_back(text: str) -> None:
    guarded = guarded_cell(text)
    assert not re.match(r"\s*[=+\-@＝＋－＠\t\r]", guarded)
    assert plain_cell(guarded) == text


def test_cells_that_would_run_are_guarded_in_the_file_and_numbers_are_not(tmp_path: Path) -> None:
    write_csv_folder([hostile_brief()], tmp_path)
    for table in TABLES:
        for row in csv.DictReader(io.StringIO((tmp_path / f"{table.name}.csv").read_bytes().decode(), newline="")):
            for name, type_ in table.columns:
                assert type_ is not ColumnType.TEXT or not row[name].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert guarded_cell(-5) == "-5" and guarded_cell("-5") == "'-5"


# ------------------------------------------------------------------ where it goes
def test_a_story_after_another_is_written_and_let_go(tmp_path: Path) -> None:
    """Of a thousand stories no more than two are held at a time."""
    held: list[int] = []

    class Counted(Brief):
        def __del__(self) -> None:
            held.remove(id(self))

    def stories() -> Iterable[Brief]:
        base = ferry_brief()
        for _ in range(200):
            one = Counted(
                base.story, base.title, base.claims, base.findings, base.timeline, base.synopsis, base.takeaways
            )
            held.append(id(one))
            assert len(held) <= 3
            yield one

    for form in (ExportForm.CSV, ExportForm.PARQUET, ExportForm.NINJS, ExportForm.JSONLD):
        assert export_stories(stories(), form, tmp_path / form.value) == 200
    assert export_stories(stories(), ExportForm.NINJS, tmp_path / "items.jsonl") == 200


@pytest.mark.parametrize("form", [form for form in ExportForm if form is not ExportForm.NINJS])
def test_several_stories_into_one_file_are_refused_before_anything_is_written(form: ExportForm, tmp_path: Path) -> None:
    with pytest.raises(OneFileOnly, match="folder"):
        export_stories([ferry_brief(), ferry_brief()], form, tmp_path / "out.x")
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    def failing() -> Iterable[Brief]:
        yield ferry_brief()
        raise RuntimeError("the archive vanished")

    (tmp_path / "items.jsonl").write_text("before")
    for form in (ExportForm.NINJS, ExportForm.CSV):
        with pytest.raises(RuntimeError):
            export_stories(failing(), form, tmp_path / ("items.jsonl" if form is ExportForm.NINJS else "tables.zip"))
    assert [path.name for path in tmp_path.iterdir()] == ["items.jsonl"]
    assert (tmp_path / "items.jsonl").read_text() == "before"


def test_a_name_without_an_ending_is_a_folder(tmp_path: Path) -> None:
    assert is_folder(tmp_path) and is_folder(tmp_path / "new") and not is_folder(tmp_path / "new.json")


@pytest.mark.parametrize(("form", "library"), [(ExportForm.PARQUET, "pyarrow"), (ExportForm.PROV, "prov.constants")])
def test_a_missing_library_is_named_with_the_extra_that_brings_it(
    form: ExportForm, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(MissingPart, match=re.escape(f"pip install 'headwater[{form.value}]'")):
        export_stories([ferry_brief()], form, tmp_path)
