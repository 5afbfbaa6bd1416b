"""A run index on disk: what was saved comes back, and a damaged folder says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.errors import UnreadableIndex
from headwater.store.run_files import load_run_index, save_run_index
from headwater.text.run_index import RunIndex
from headwater.text.sketches import sketch_texts

TEXTS = [" ".join(f"bridge{word * n}" for word in range(12)) for n in range(40)]


def an_index() -> RunIndex:
    index, sketches = RunIndex(), sketch_texts(TEXTS)
    for place in range(len(sketches)):
        index.add(sketches.of(place))
    return index


def test_a_saved_index_answers_as_before_and_grows_on(tmp_path: Path) -> None:
    asked = sketch_texts([TEXTS[7]]).of(0)
    save_run_index(an_index(), tmp_path / "runs")

    index = load_run_index(tmp_path / "runs")
    before = index.meet(asked)
    place = index.add(asked)
    save_run_index(index, tmp_path / "runs")
    again = load_run_index(tmp_path / "runs")

    assert before == an_index().meet(asked)
    assert place == 40
    assert {each.place for each in again.meet(asked)[:2]} == {7, 40}
    assert len(list((tmp_path / "runs").glob("*.npy"))) == len(again.segments())


def test_a_folder_that_is_not_whole_is_named_with_the_way_out(tmp_path: Path) -> None:
    save_run_index(an_index(), tmp_path)
    next(tmp_path.glob("*.npy")).write_bytes(b"\x93NUMPY cut off")

    with pytest.raises(UnreadableIndex, match="index the texts again"):
        load_run_index(tmp_path)


def test_no_folder_and_a_foreign_list_are_no_index(tmp_path: Path) -> None:
    with pytest.raises(UnreadableIndex):
        load_run_index(tmp_path / "nowhere")
    (tmp_path / "runs.json").write_text('{"schema": "other/9", "texts": 1, "segments": []}', encoding="utf-8")
    with pytest.raises(UnreadableIndex, match="other/9"):
        load_run_index(tmp_path)
