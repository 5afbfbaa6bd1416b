"""Thousands of calls made up by schemathesis from the API's own description, against an application in this process.

    python benchmarks/api_fuzz.py --calls 5000 [--archive news.sqlite | --store postgresql]

Half of the calls keep to the description, half break it somewhere. Every answer must have a status, a media type and a
body that the description allows, and none may be a fault of ours. Without an archive it makes one of the examples; with
`--store postgresql` in a server of the system's own packages, started for it and removed again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

# The server of the tests; run from anywhere, this folder's parent is not on the path.
sys.path.insert(0, str(Path(__file__).parents[1]))

from headwater.newsroom import Newsroom
from headwater.web.app import create_app
from headwater.web.settings import Settings
from tests.postgresql_server import find_programs, running_server

ULLENFORD = Path(__file__).parents[1] / "examples" / "ullenford"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
BASE = "http://127.0.0.1:8080"
# The stream of events never ends by itself.
ENDLESS = "/api/v1/events"


@dataclass
class Told:
    """What came of it: how many calls, how often which status, and what was wrong."""

    calls: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def fuzz(archive: str, calls: int, number: int) -> Told:
    """Make up so many calls, spread over all operations."""
    app = create_app(Settings(archive, parse_model="none"))
    told = Told()
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as client:
        known = _known_values(client)
        schema = schemathesis.openapi.from_dict(client.get("/api/v1/openapi.json").json())
        operations = [one.ok() for one in schema.get_all_operations()]
        made = [(one, mode) for one in operations if one.path != ENDLESS for mode in _modes(one)]
        for place, (operation, mode) in enumerate(made):
            # What one operation has no values for (its only call was made) the others make.
            each = -(-(calls - told.calls) // (len(made) - place))
            _call(client, operation, mode, each, number, known, told)
    return told


def _modes(operation: Any) -> list[Any]:
    """Whether it can be asked wrongly, too: any text may be an id, so that nothing is wrong in a path."""
    can_be_wrong = len(operation.query) or len(operation.body)
    return list(schemathesis.GenerationMode) if can_be_wrong else [schemathesis.GenerationMode.POSITIVE]


def _call(
    client: TestClient, operation: Any, mode: Any, count: int, number: int, known: dict[str, str], told: Told
) -> None:
    before = told.calls

    @seed(number)
    @settings(
        max_examples=count, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), print_blob=False,
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def made_up(case: schemathesis.Case) -> None:
        # Of what is asked by an id every second call asks for one that is there, else nothing but 404 would come.
        if told.calls % 2 and case.path_parameters:
            case.path_parameters.update({name: known[name] for name in case.path_parameters if name in known})
        _ask(client, case, told)

    try:
        made_up()
    except (FailureGroup, Failure) as wrong:
        told.faults.append(f"{operation.label}: {wrong}")
    except Exception as wrong:  # noqa: BLE001 - whatever hypothesis makes of it is a fault to be shown
        if told.calls == before and "Unsatisfiable" in type(wrong).__name__ + str(wrong):
            return  # An operation without a value has nothing that could be wrong.
        told.faults.append(f"{operation.label}: {type(wrong).__name__}: {wrong}")


def _ask(client: TestClient, case: schemathesis.Case, told: Told) -> None:
    try:
        made = requests.Request(**_request(case)).prepare()
    except (ValueError, requests.RequestException):
        return  # What no client can send (a header with a line end in it) is not sent.
    url = (made.url or "").removeprefix(BASE)
    answer = client.request(made.method or "GET", url, content=made.body, headers=dict(made.headers))
    told.calls += 1
    told.statuses[answer.status_code] += 1
    case.validate_response(answer, checks=CHECKS)


def _request(case: schemathesis.Case) -> dict[str, Any]:
    taken = ("method", "url", "headers", "files", "data", "json", "params", "cookies", "auth")
    return {name: value for name, value in case.as_transport_kwargs(base_url=BASE).items() if name in taken}


def _known_values(client: TestClient) -> dict[str, str]:
    story = client.get("/api/v1/stories").json()["stories"][0]["id"]
    told = client.get(f"/api/v1/stories/{story}")
    latest = time.monotonic() + 60
    while told.status_code == 202 and time.monotonic() < latest:
        time.sleep(0.2)
        told = client.get(f"/api/v1/stories/{story}")
    return {"story_id": story, "report_id": told.json()["stories"][0]["reports"][0]["id"]}


@contextmanager
def archive_of(wanted: argparse.Namespace) -> Iterator[str]:
    """The archive that is asked: the one named, or one of the examples in either store."""
    if wanted.archive is not None:
        yield wanted.archive
        return
    programs = find_programs()
    if wanted.store == "postgresql" and programs is None:
        raise SystemExit("no PostgreSQL is installed: apt-get install postgresql")
    with ExitStack() as made:
        if wanted.store == "postgresql" and programs is not None:
            archive = made.enter_context(running_server(programs))
        else:
            archive = str(Path(made.enter_context(tempfile.TemporaryDirectory())) / "news.sqlite")
        with Newsroom(archive, parse_model="none") as newsroom:
            newsroom.add([ULLENFORD])
        yield archive


def main() -> None:
    """Make the calls and tell what came of them; exit code 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=5_000)
    parser.add_argument("--archive")
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    given_options = parser.parse_args()
    with archive_of(given_options) as archive:
        began = time.perf_counter()
        told = fuzz(archive, given_options.calls, given_options.seed)
    seconds = time.perf_counter() - began
    print(f"{told.calls:,} calls in {seconds:.0f} s; by status: {dict(sorted(told.statuses.items()))}")
    print(f"5xx: {sum(count for status, count in told.statuses.items() if status >= 500)}; wrong: {len(told.faults)}")
    for fault in told.faults:
        print(fault)
    sys.exit(1 if told.faults else 0)


if __name__ == "__main__":
    main()
