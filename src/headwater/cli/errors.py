"""What the command line does when something goes wrong: the one table of exit codes, and nobody sees a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer

from headwater.errors import (
    ArchiveError,
    BrokenFiling,
    HeadwaterError,
    MissingModel,
    MissingPart,
    NobodyMayAsk,
    NoReply,
    OneFileOnly,
    StylebookError,
    TakenName,
    UnknownAccount,
    UnknownOutlet,
    UnknownReport,
    UnknownStory,
    UnreadableOwners,
    UnusableName,
    WeakPassword,
)


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    NOTHING_READ = 1
    NOT_SUPPORTED = 1
    WRONG_CALL = 2
    # What shells and sysexits.h use: a fault in the program, a reader that closed its pipe, Ctrl-C.
    FAULT = 70
    INTERRUPTED = 130


EXIT_CODES: tuple[tuple[type[HeadwaterError], ExitCode], ...] = (
    (UnknownStory, ExitCode.WRONG_CALL),
    (UnknownReport, ExitCode.WRONG_CALL),
    (UnknownOutlet, ExitCode.WRONG_CALL),
    (ArchiveError, ExitCode.WRONG_CALL),
    (BrokenFiling, ExitCode.FAULT),
    (UnknownAccount, ExitCode.WRONG_CALL),
    (TakenName, ExitCode.WRONG_CALL),
    (UnusableName, ExitCode.WRONG_CALL),
    (WeakPassword, ExitCode.WRONG_CALL),
    (NobodyMayAsk, ExitCode.WRONG_CALL),
    (MissingPart, ExitCode.WRONG_CALL),
    (NoReply, ExitCode.WRONG_CALL),
    (OneFileOnly, ExitCode.WRONG_CALL),
    (MissingModel, ExitCode.WRONG_CALL),
    (UnreadableOwners, ExitCode.WRONG_CALL),
    (StylebookError, ExitCode.FAULT),
    (HeadwaterError, ExitCode.NOTHING_READ),
)
TRACEBACK_SETTING = "HEADWATER_TRACEBACK"


def exit_code_of(error: HeadwaterError) -> ExitCode:
    """The exit code of an error: the first row of the table that fits."""
    return next(code for kind, code in EXIT_CODES if isinstance(error, kind))


@contextmanager
def quietly() -> Iterator[None]:
    """Turn whatever escapes a command into one line on standard error and an exit code."""
    try:
        yield
    except (typer.Exit, typer.Abort):
        raise
    except HeadwaterError as error:
        complain(str(error))
        sys.exit(exit_code_of(error))
    except BrokenPipeError:
        # The reader has seen enough ('headwater brief ... | head'). Python would complain again while closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitCode.DONE)
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    except Exception as error:
        if os.environ.get(TRACEBACK_SETTING):
            raise
        complain(
            f"a fault in Headwater itself: {type(error).__name__}: {error}; "
            f"please report it with what {TRACEBACK_SETTING}=1 prints"
        )
        sys.exit(ExitCode.FAULT)


def complain(line: str) -> None:
    """One line on standard error."""
    typer.echo(f"headwater: {line}", err=True)
