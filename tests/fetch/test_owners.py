"""Tables of owners, in both forms, and files that are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import UnreadableOwners
from headwater.fetch.owners import fetch_owners, parse_owners
from headwater.vocabulary.ownership import Ownership


def test_a_table_and_trust_files_say_the_same() -> None:
    table = parse_owners('outlet,owner\n# ours\n"Post, The",Quill\n\n', Path("owners.csv"))
    assert table == [Ownership("Post, The", "Quill")]
    of_outlet = "# trust\nmember=https://press.example/\ncontrolledby=https://www.quill.example/\n"
    assert parse_owners(of_outlet, Path("post.example.txt")) == [Ownership("post.example", "quill.example")]
    assert parse_owners(of_outlet, Path("post.example/trust.txt")) == [Ownership("post.example", "quill.example")]
    of_owner = "control=https://post.example/\ncontrol=mail.example\n"
    assert parse_owners(of_owner, Path("quill.example.txt")) == [
        Ownership("post.example", "quill.example"),
        Ownership("mail.example", "quill.example"),
    ]


@pytest.mark.parametrize("content", [b"Post\n", b"a,b,c\n", b"Post,\n", b"\x00\x01", "é,b".encode("latin-1")])
def test_a_file_that_is_no_table_says_so_and_what_to_write(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "owners.csv").write_bytes(content)
    with pytest.raises(UnreadableOwners, match=r"owners\.csv.*expected lines 'outlet,owner'"):
        fetch_owners([tmp_path / "owners.csv"])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableOwners, match="nowhere"):
        fetch_owners([tmp_path / "nowhere.csv"])


@given(st.text())
def test_any_text_is_a_table_or_an_error(text: str) -> None:
    try:
        lines = parse_owners(text, Path("owners.csv"))
    except UnreadableOwners:
        return
    assert all(line.outlet and line.owner for line in lines)
