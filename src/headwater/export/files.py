"""Where an export goes: one file, or a folder that takes a file for each story; never half a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TextIO

from headwater.errors import OneFileOnly
from headwater.export.annotations import print_annotations
from headwater.export.contract import print_json
from headwater.export.csv_tables import write_csv_folder, write_csv_zip
from headwater.export.document import edition_document
from headwater.export.html import print_html
from headwater.export.jsonld import print_json_ld
from headwater.export.markdown import print_markdown
from headwater.export.ninjs import ninjs_items
from headwater.export.parquet import write_parquet
from headwater.export.provenance import ProvForm, print_provenance
from headwater.vocabulary.brief import Brief, Edition


class ExportForm(StrEnum):
    """The formats that stories are exported in."""

    NINJS = "ninjs"
    PROV = "prov"
    ANNOTATIONS = "annotations"
    JSONLD = "jsonld"
    CSV = "csv"
    PARQUET = "parquet"
    HTML = "html"
    MD = "md"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class _Document:
    """A format with one document a story."""

    ending: str
    printed: Callable[[Brief], str]


_DOCUMENTS = {
    ExportForm.PROV: _Document(".prov.json", print_provenance),
    ExportForm.ANNOTATIONS: _Document(".annotations.json", print_annotations),
    ExportForm.JSONLD: _Document(".jsonld", print_json_ld),
    ExportForm.HTML: _Document(".html", lambda brief: print_html(Edition([brief]))),
    ExportForm.MD: _Document(".md", lambda brief: print_markdown(Edition([brief]))),
    ExportForm.JSON: _Document(".json", lambda brief: print_json(edition_document(Edition([brief])))),
}
_PROV_ENDINGS = {".provn": ProvForm.N, ".xml": ProvForm.XML}


def is_folder(output: Path) -> bool:
    """Whether a name means a folder: one that is there, or a name without an ending."""
    return output.is_dir() or (not output.exists() and not output.suffix)


def export_stories(briefs: Iterable[Brief], form: ExportForm, output: Path) -> int:
    """Write stories into a file or a folder, one after another as they come; how many there were.

    A folder is made if need be. Raises OneFileOnly where several stories are to go into a file that holds one, before
    anything is written, and MissingPart where a format's library is not installed.
    """
    if is_folder(output):
        output.mkdir(parents=True, exist_ok=True)
        return _into_folder(briefs, form, output)
    if form is ExportForm.CSV and output.suffix.lower() == ".zip":
        return write_csv_zip(briefs, output)
    if form in (ExportForm.CSV, ExportForm.PARQUET):
        zipped = ", or a file ending in .zip" if form is ExportForm.CSV else ""
        raise OneFileOnly(str(output), form.value, f"a folder{zipped}")
    if form is ExportForm.NINJS:
        return _lines_into(briefs, output)
    stories = list(islice(briefs, 2))
    if len(stories) > 1:
        raise OneFileOnly(str(output), form.value, "a folder")
    if stories:
        _write(output, printed_story(stories[0], form, output.suffix.lower()))
    return len(stories)


def printed_story(brief: Brief, form: ExportForm, ending: str = "") -> str:
    """One story in a format that is one text."""
    if form is ExportForm.NINJS:
        return "".join(f"{item}\n" for _, item in ninjs_items(brief))
    if form is ExportForm.PROV and ending in _PROV_ENDINGS:
        return print_provenance(brief, _PROV_ENDINGS[ending])
    return _DOCUMENTS[form].printed(brief)


@contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    """A file to write, put in its place once it is whole; nothing is left of one that failed."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    with _whole(path) as file:
        file.write(text)


def _into_folder(briefs: Iterable[Brief], form: ExportForm, folder: Path) -> int:
    if form is ExportForm.CSV:
        return write_csv_folder(briefs, folder)
    if form is ExportForm.PARQUET:
        return write_parquet(briefs, folder)
    count = 0
    for count, brief in enumerate(briefs, 1):  # noqa: B007 - the last one is what is asked for
        if form is ExportForm.NINJS:
            for report, item in ninjs_items(brief):
                _write(folder / f"{report}.json", f"{item}\n")
        else:
            _write(folder / f"{brief.story.id}{_DOCUMENTS[form].ending}", _DOCUMENTS[form].printed(brief))
    return count


def _lines_into(briefs: Iterable[Brief], output: Path) -> int:
    count = 0
    with _whole(output) as file:
        for brief in briefs:
            count += 1
            file.writelines(f"{item}\n" for _, item in ninjs_items(brief))
    return count
