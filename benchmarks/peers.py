"""What the scripts that measure peers share: how a prediction is scored, and where their table goes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MARKS = ("<!-- peers -->\n", "<!-- end of peers -->\n")


def score(scorer: Path, gold: Path, rows: Iterable[dict[str, Any]], *options: Iterable[str]) -> list[dict[str, Any]]:
    """What a scorer says of predicted rows: one answer for each set of its options, by default one without any."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        predicted.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        call = [sys.executable, str(scorer), str(gold), str(predicted), "--json"]
        answers = (
            subprocess.run([*call, *some], capture_output=True, text=True, check=True) for some in options or ((),)
        )
        return [json.loads(answer.stdout) for answer in answers]


def write_table(report: str, table: str) -> None:
    """Put a table between the marks of a page of this folder, with today's date above it."""
    page = HERE / report
    before, _, rest = page.read_text("utf-8").partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    dated = f"Measured on {date.today().isoformat()}.\n\n{table}"  # noqa: DTZ011
    page.write_text(f"{before}{MARKS[0]}{dated}{MARKS[1]}{after}", "utf-8")


def three(share: float) -> str:
    """A share as it stands in tables: .961, 1.000."""
    return f"{share:.3f}".removeprefix("0")


def on_one_thread() -> None:
    """One thread for every tool, so that words a second are those of one core; before any of them is imported."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"):
        os.environ[name] = "1"
