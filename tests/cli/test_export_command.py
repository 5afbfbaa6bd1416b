"""`headwater export` and `headwater backup` as a person calls them."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from headwater.export.files import ExportForm
from headwater.export.tables import TABLES
from headwater.store.opening import open_archive
from headwater.stylebook.tables import read_table
from tests.cli.test_archive_commands import EXAMPLES, Run, run, runner, story_of
from tests.scenes.news import TRAM_WIRE, page

__all__ = ["run"]

FORMS = [form for form in ExportForm if form not in (ExportForm.CSV, ExportForm.PARQUET)]


@pytest.mark.parametrize("form", FORMS)
def test_a_story_goes_to_standard_output_to_a_file_and_into_a_folder(
    run: Run, form: ExportForm, tmp_path: Path
) -> None:
    story = story_of(run)
    printed = run("export", story, "--format", form.value)
    assert printed.exit_code == 0 and printed.stdout

    into_file = run("export", story, "--format", form.value, "-o", tmp_path / "story.out")
    assert into_file.stdout.split() == ["1", "story", "in", str(tmp_path / "story.out")]
    if form is not ExportForm.PROV:  # its relations have no order
        assert (tmp_path / "story.out").read_bytes() == printed.stdout_bytes

    run("export", story, "--format", form.value, "-o", tmp_path / "folder")
    assert len(list((tmp_path / "folder").iterdir())) == (6 if form is ExportForm.NINJS else 1)


def test_the_ending_of_a_file_says_how_prov_is_written(run: Run, tmp_path: Path) -> None:
    story = story_of(run)
    for ending, begins in ((".json", "{"), (".provn", "document"), (".xml", "<?xml")):
        assert run("export", story, "--format", "prov", "-o", tmp_path / f"story{ending}").exit_code == 0
        assert (tmp_path / f"story{ending}").read_text().startswith(begins)


def test_tables_of_the_stories_of_some_days_go_into_a_folder_or_a_zip_file(run: Run, tmp_path: Path) -> None:
    assert run("export", "--since", "2025-09-08", "--format", "csv", "-o", tmp_path / "tables.zip").exit_code == 0
    assert run("export", "--until", "2025-09-08", "--format", "csv", "-o", tmp_path / "tables").exit_code == 0
    assert run("export", "--since", "2025-01-01", "--format", "parquet", "-o", tmp_path / "parquet").exit_code == 0
    with ZipFile(tmp_path / "tables.zip") as packed:
        assert packed.read("stories.csv") == (tmp_path / "tables" / "stories.csv").read_bytes()
    with (tmp_path / "tables" / "reports.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 6
    for days in (("--since", "2025-09-09"), ("--until", "2025-09-07")):
        none = run("export", *days, "--format", "ninjs", "-o", tmp_path / "none.jsonl")
        assert none.exit_code == 1 and "no story was found" in none.output


def test_pages_are_exported_without_an_archive(tmp_path: Path) -> None:
    called = runner(tmp_path / "none.sqlite")("export", EXAMPLES, "--format", "jsonld")
    assert called.exit_code == 0 and json.loads(called.stdout)["@graph"]
    assert not (tmp_path / "none.sqlite").exists()


def test_what_was_exported_as_ninjs_can_be_added_again(run: Run, tmp_path: Path) -> None:
    run("export", story_of(run), "--format", "ninjs", "-o", tmp_path / "items.jsonl")
    added = runner(tmp_path / "again.sqlite")("add", tmp_path / "items.jsonl")
    assert added.exit_code == 0 and "6 pages added" in added.stdout


DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = re.findall(r"^    headwater (export .+)$", (DOCS / "export.md").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_page_of_formats_run(
    run: Run, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    called = run(*command.replace("STORY", story_of(run)).split())
    assert called.exit_code == 0 and called.stdout.startswith("1 story in ")


def test_the_page_of_formats_names_every_format_table_and_column() -> None:
    page = (DOCS / "export.md").read_text("utf-8")
    assert [form for form in ExportForm if f"`{form.value}`" not in page] == []
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", page, re.MULTILINE))
    for table in TABLES:
        assert re.findall(r"`(\w+)`", rows[table.name]) == [name for name, _ in table.columns]


def test_the_page_of_fetching_names_every_field_of_items() -> None:
    page = (DOCS / "fetch.md").read_text("utf-8")
    assert [row["field"] for row in read_table("item_fields") if f"`{row['field']}`" not in page] == []


WRONG = [
    (("--format", "ninjs"), "one of the two"),
    (("s0123456789abcdef", "--since", "2025-01-01", "--format", "ninjs"), "one of the two"),
    (("--since", "2025-01-01", "--format", "csv"), "name a FOLDER"),
    (("--since", "2025-01-01", "--format", "csv", "-o", "{}/tables.csv"), "a folder, or a file ending in .zip"),
    (("--since", "2025-01-01", "--format", "json", "-o", "{}/no/such/folder"), "cannot write there"),
    (("s0123456789abcdef", "--format", "json"), "no story 's0123456789abcdef'"),
]


@pytest.mark.parametrize(("call", "told"), WRONG, ids=[told for _, told in WRONG])
def test_a_wrong_call_says_what_to_do(run: Run, call: tuple[str, ...], told: str, tmp_path: Path) -> None:
    called = run("export", *(each.format(tmp_path) for each in call))
    assert called.exit_code == 2 and told in called.output
    assert list(tmp_path.iterdir()) == []


def test_several_stories_into_one_file_are_refused_and_into_a_folder_written(tmp_path: Path) -> None:
    two = runner(tmp_path / "news.sqlite")
    (tmp_path / "tram.txt").write_bytes(page("Northwire", *TRAM_WIRE).content)
    assert two("add", EXAMPLES, tmp_path / "tram.txt", "--parse-model", "none").exit_code == 0
    refused = two("export", "--since", "2020-01-01", "--format", "json", "-o", tmp_path / "all.json")
    assert refused.exit_code == 2 and "name a folder" in refused.output and not (tmp_path / "all.json").exists()
    assert two("export", "--since", "2020-01-01", "--format", "json", "-o", tmp_path / "all").exit_code == 0
    assert len(list((tmp_path / "all").glob("s*.json"))) == 2


def test_a_backup_goes_into_a_file_or_under_the_time_into_a_folder_and_opens(run: Run, tmp_path: Path) -> None:
    told = run("backup", tmp_path / "copy.sqlite")
    assert told.exit_code == 0 and "6 reports" in told.stdout and "the bytes of 6 pages" in told.stdout
    assert run("backup", tmp_path).exit_code == 0
    (copy,) = tmp_path.glob("news-2*T*Z.sqlite")
    archive = open_archive(copy)
    assert archive.stats().reports == 6
    archive.close()

    again = run("backup", tmp_path / "copy.sqlite")
    assert again.exit_code == 2 and "a file stands there already" in again.output
    assert run("backup", tmp_path / "copy.sqlite", "--replace").exit_code == 0


def test_a_backup_of_an_archive_that_is_not_there_makes_none(tmp_path: Path) -> None:
    told = runner(tmp_path / "none.sqlite")("backup", tmp_path / "copy.sqlite")
    assert told.exit_code == 2 and "no archive there" in told.output
    assert list(tmp_path.iterdir()) == []
