"""Bad pages through the front door: each gives one clear line that names it and what to do; the good one is told."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scenes.news import TRAM_WIRE, page

GOOD = page("AFP", *TRAM_WIRE, headline="Tram leaves the rails in Brno")
GERMAN = (
    "Berlin (dpa) - Die Regierung hat am Freitag neue Regeln für den Verkehr beschlossen. Der Minister sagte, dass die "
    "Städte mehr Geld bekommen und die Züge pünktlicher fahren sollen."
)
BAD = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\n\t", "is empty"),
    "photo.txt": (random.Random(7).randbytes(5_000), "convert it to text"),
    "line.txt": (b"a" * 50_000_000, "50.0 MB"),
    "menu.txt": (b"Home\nNews\nSport\nLog in\nFollow us on:\nX\n", "no report found"),
    "german.txt": (GERMAN.encode(), "not analysed: German"),
    "twice.txt": (GOOD.content, "the same page as"),
}


def headwater(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    # Rules alone: what is bad in a page shows before anybody is quoted, and the model takes its time to load.
    command = [sys.executable, "-m", "headwater", *map(str, arguments), "--parse-model", "none"]
    return subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    (made / "good.txt").write_bytes(GOOD.content)
    for name, (content, _) in BAD.items():
        (made / name).write_bytes(content)
    (made / "folder").mkdir()
    return made


@pytest.fixture(scope="module")
def told(folder: Path) -> subprocess.CompletedProcess[str]:
    paths = [folder / "good.txt", *(folder / name for name in BAD), folder / "folder", folder / "missing.txt"]
    return headwater("brief", "--format", "json", *paths)


def test_the_good_page_is_told_beside_all_the_bad_ones(told: subprocess.CompletedProcess[str]) -> None:
    assert told.returncode == 0
    (story,) = json.loads(told.stdout)["stories"]
    assert [Path(report["page"]["address"]).name for report in story["reports"]] == ["good.txt"]


@pytest.mark.parametrize(
    ("name", "says"),
    [*((name, says) for name, (_, says) in BAD.items()), ("folder", "no page in it"), ("missing.txt", "no such file")],
)
def test_each_bad_page_has_one_line_that_names_it(told: subprocess.CompletedProcess[str], name: str, says: str) -> None:
    (left,) = [left for left in json.loads(told.stdout)["left_out"] if Path(left["page"]).name == name]
    assert says in left["reason"] and "\n" not in left["reason"]
    (line,) = [
        line for line in told.stderr.splitlines() if f"/{name}:" in line and line.startswith("headwater: left out")
    ]
    assert says in line


def test_no_bad_page_ever_shows_a_traceback(told: subprocess.CompletedProcess[str]) -> None:
    assert "Traceback" not in told.stderr


def test_a_guessed_encoding_is_said_on_the_report(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(
        page("AFP", "The café on the square in Brno was closed on Friday after a tram left the rails, police said.")
        .content.decode()
        .encode("windows-1252")
    )
    told = headwater("brief", "--format", "json", tmp_path / "latin.txt")
    (report,) = json.loads(told.stdout)["stories"][0]["reports"]
    assert "café" in report["text"]
    assert any("windows-1252" in note for note in report["notes"])


def test_nothing_but_bad_pages_is_exit_code_one_and_a_wrong_call_is_two(folder: Path) -> None:
    assert headwater("brief", folder / "empty.txt").returncode == 1
    assert headwater("brief").returncode == 2
    assert headwater("brief", "--format", "poem", folder / "good.txt").returncode == 2
