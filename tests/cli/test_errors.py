"""The table of exit codes."""

from __future__ import annotations

import pytest

from headwater.cli.errors import ExitCode, exit_code_of, quietly
from headwater.errors import HeadwaterError, MissingPage, NoPages, StylebookError, UnknownStory


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (MissingPage("a.txt"), 1),
        (NoPages("folder"), 1),
        (UnknownStory("s9", 3), 2),
        (StylebookError("agencies", "no header"), 70),
    ],
)
def test_each_error_has_its_code(error: HeadwaterError, code: int) -> None:
    assert exit_code_of(error) == code


def test_an_error_becomes_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, quietly():
        raise MissingPage("a.txt")
    assert ended.value.code == ExitCode.NOTHING_READ
    assert capsys.readouterr().err == "headwater: a.txt: no such file or folder; check the path\n"


def test_a_fault_is_told_without_a_traceback_and_says_how_to_get_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, quietly():
        raise ZeroDivisionError("division by zero")
    assert ended.value.code == ExitCode.FAULT
    assert "HEADWATER_TRACEBACK=1" in capsys.readouterr().err


def test_an_interrupt_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, quietly():
        raise KeyboardInterrupt
    assert ended.value.code == ExitCode.INTERRUPTED
    assert capsys.readouterr().err == ""
