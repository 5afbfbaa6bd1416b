"""Predictions of Headwater for one task, in the form its scorer reads: predict.py TASK INPUT OUTPUT.

TASK is a module of benchmarks/tasks with a function `predict(input: Path) -> Iterator[dict]`; INPUT a gold file, plain
or .gz, of which only the inputs are read, never a label; OUTPUT one JSON object a line.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from pathlib import Path

TASKS = Path(__file__).parent / "tasks"


def main(arguments: list[str] | None = None) -> int:
    """Write the predictions; exit code 2 for a task that is not there."""
    known = sorted(path.stem for path in TASKS.glob("[!_]*.py"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=known, metavar="TASK", help=", ".join(known))
    parser.add_argument("input", type=Path, metavar="INPUT")
    parser.add_argument("output", type=Path, metavar="OUTPUT")
    options = parser.parse_args(arguments)
    if not options.input.is_file():
        parser.error(f"{options.input}: no such file; expected a gold file of the task")
    sys.path.insert(0, str(Path(__file__).parent))
    predict = importlib.import_module(f"tasks.{options.task}").predict
    began = time.process_time()
    with options.output.open("w", encoding="utf-8") as output:
        count = sum(1 for row in predict(options.input) if output.write(json.dumps(row, ensure_ascii=False) + "\n"))
    print(f"{options.task}: {count} rows in {time.process_time() - began:.1f} CPU seconds", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
