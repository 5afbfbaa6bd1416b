"""A newsroom that is served elsewhere, with the verbs of one that is here."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
from pydantic import TypeAdapter, ValidationError

from headwater.errors import HeadwaterError, NotReached, Refused, UnknownOutlet, UnknownReport, UnknownStory
from headwater.export.archive_contract import (
    AdditionsDocument,
    CheckDocument,
    CompareDocument,
    HitsDocument,
    StatsDocument,
    StoriesDocument,
)
from headwater.export.contract import Document, LineageDocument, Part, StoryPart, TracedStoryPart
from headwater.export.served_contract import (
    EventsDocument,
    FindingsDocument,
    JobDocument,
    ReportDocument,
    StoryEventPart,
)
from headwater.vocabulary.archive import ArchiveStats, FindingQuery, FindingRow, SearchQuery, StoryQuery
from headwater.vocabulary.comparison import Comparison
from headwater.vocabulary.page import Page

Answered = TypeVar("Answered", bound=Part)
# Pages go in parts of this size, under what a server takes at once (50 files, 32 MB).
_FILES_AT_ONCE, _BYTES_AT_ONCE = 20, 16 * 2**20
# A story is merged into one that may be merged itself between two calls; beyond that a server goes in circles.
_MOST_MERGES = 5
_FINDING: TypeAdapter[FindingRow] = TypeAdapter(FindingRow)


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news: what became of a story, or a finding; `place` is where to go on listening after it."""

    place: str
    event: StoryEventPart | None = None
    finding: FindingRow | None = None


class Client:
    """Asks a newsroom that `headwater serve` opens at an address. Its answers are the published documents.

    Raises what a newsroom here raises (UnknownStory, UnknownReport, UnknownOutlet), Refused where the server says no,
    and NotReached where it says nothing.
    """

    def __init__(self, address: str, token: str | None = None, *, patience: float = 60.0) -> None:
        """`patience` are the seconds that an answer, the telling of a story or an addition may take."""
        headers = {"Accept": "application/json"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        self.address, self._patience = address.rstrip("/"), patience
        self._http = httpx.Client(base_url=f"{self.address}/api/v1/", headers=headers, timeout=patience)

    def stories(self, query: StoryQuery | None = None) -> StoriesDocument:
        """The stories held, the newest first if nothing else is asked for."""
        asked = query or StoryQuery()
        values = {
            "by": asked.order.value, "since": asked.since, "outlet": asked.outlet, "agency": asked.agency,
            "finding": asked.finding, "headline": asked.headline,
            "limit": asked.limit, "page": asked.page + 1,
        }  # fmt: skip
        return self._get(StoriesDocument, "stories", values)

    def findings(self, query: FindingQuery | None = None) -> FindingsDocument:
        """The findings of the stories as they were last told, the newest first."""
        asked = query or FindingQuery()
        values = {
            "kind": asked.kind, "story": asked.story, "since": asked.since, "limit": asked.limit, "page": asked.page + 1
        }  # fmt: skip
        return self._get(FindingsDocument, "findings", values)

    def search(self, query: SearchQuery | str) -> HitsDocument:
        """The reports held that have these words and "phrases", the best first."""
        asked = SearchQuery(query) if isinstance(query, str) else query
        values = {
            "q": asked.words, "outlet": asked.outlet, "agency": asked.agency, "speaker": asked.speaker,
            "since": asked.since, "until": asked.until, "limit": asked.limit, "page": asked.page + 1,
        }  # fmt: skip
        return self._get(HitsDocument, "search", values)

    def story(self, story_id: str) -> StoryPart:
        """The brief of one story as of now; of one that was merged into another, of that."""
        return self._of_story(Document, story_id, "").stories[0]

    def lineage(self, story_id: str) -> TracedStoryPart:
        """Who copied whom in one story."""
        return self._of_story(LineageDocument, story_id, "/lineage").stories[0]

    def compare(self, story_id: str, outlets: Sequence[str] = ()) -> Comparison:
        """The outlets of a story side by side, those named or all."""
        return self._of_story(CompareDocument, story_id, "/compare", {"outlet": list(outlets)}).comparisons[0]

    def events(self, story_id: str) -> EventsDocument:
        """What became of a story since it was opened."""
        return self._get(EventsDocument, f"stories/{_quoted(story_id)}/events")

    def report(self, report_id: str) -> ReportDocument:
        """One report with its story and its versions."""
        return self._get(ReportDocument, f"reports/{_quoted(report_id)}")

    def check(self, text: str) -> CheckDocument:
        """Who published these words or this claim first, in which variants, and on how many independent origins."""
        return self._parsed(CheckDocument, self._asked("POST", "check", json={"text": text}))

    def stats(self) -> ArchiveStats:
        """How much is held."""
        return self._get(StatsDocument, "stats").stats

    def add(self, paths: Sequence[str | Path | Page]) -> AdditionsDocument:
        """Have pages kept and their stories found: http and https addresses, files, or pages in hand.

        Addresses are fetched by the server, files are read here. Comes back when all are done.
        """
        addresses = [each for each in paths if isinstance(each, str) and "://" in each]
        files = [_file(each) for each in paths if not (isinstance(each, str) and "://" in each)]
        done: list[AdditionsDocument] = []
        for start in range(0, len(addresses), _FILES_AT_ONCE):
            asked = self._asked("POST", "add", json={"addresses": addresses[start : start + _FILES_AT_ONCE]})
            done.append(self._finished(asked))
        done += [self._finished(self._asked("POST", "add", files=batch)) for batch in _in_parts(files)]
        return AdditionsDocument(
            added=[each for part in done for each in part.added],
            held=[each for part in done for each in part.held],
            left_out=[each for part in done for each in part.left_out],
        )

    def listen(self, after: str = "") -> Iterator[News]:
        """What becomes of stories and what is found, as it comes, from now on or from a place on; without an end.

        Raises NotReached when the line breaks off; listen again after the last `place`.
        """
        headers = {"Last-Event-ID": after} if after else {}
        with self._reaching(), self._http.stream("GET", "events", headers=headers, timeout=self._patience) as answer:
            if answer.status_code != httpx.codes.OK:
                answer.read()
                raise _refusal(answer)
            yield from _news(answer.iter_lines())
        raise NotReached(self.address, "the line broke off")

    def close(self) -> None:
        """Let go of connections."""
        self._http.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _get(self, kind: type[Answered], path: str, values: dict[str, Any] | None = None) -> Answered:
        return self._parsed(kind, self._asked("GET", path, params=_given(values or {})))

    def _of_story(
        self, kind: type[Answered], story_id: str, door: str, values: dict[str, Any] | None = None
    ) -> Answered:
        """A document of a story, asked for until it is told, and where it went if it was merged away."""
        latest = time.monotonic() + self._patience
        for _ in range(_MOST_MERGES):
            try:
                path = f"stories/{_quoted(story_id)}{door}"
                answer = self._asked("GET", path, params=_given(values or {}))
                while answer.status_code == httpx.codes.ACCEPTED:
                    self._rest(answer, latest)
                    answer = self._asked("GET", path, params=_given(values or {}))
                return self._parsed(kind, answer)
            except _Merged as merged:
                story_id = merged.into
        raise NotReached(self.address, f"the story was merged more than {_MOST_MERGES} times while it was asked for")

    def _finished(self, begun: httpx.Response) -> AdditionsDocument:
        job = self._parsed(JobDocument, begun)
        latest, answer = time.monotonic() + self._patience, begun
        while job.state == "waiting":
            self._rest(answer, latest)
            answer = self._asked("GET", f"jobs/{_quoted(job.id)}")
            job = self._parsed(JobDocument, answer)
        if job.additions is None:
            raise Refused(self.address, httpx.codes.INTERNAL_SERVER_ERROR, job.failed or "the addition failed")
        return job.additions

    def _rest(self, answer: httpx.Response, latest: float) -> None:
        pause = min(_retry_after(answer) or 0.5, 5.0)
        if time.monotonic() + pause > latest:
            raise Refused(str(answer.url), answer.status_code, f"not done after {self._patience:g} seconds")
        time.sleep(pause)

    def _asked(self, method: str, path: str, **more: Any) -> httpx.Response:
        with self._reaching():
            answer = self._http.request(method, path, **more)
        if answer.status_code not in (httpx.codes.OK, httpx.codes.ACCEPTED):
            raise _refusal(answer)
        return answer

    def _parsed(self, kind: type[Answered], answer: httpx.Response) -> Answered:
        try:
            return kind.model_validate_json(answer.content)
        except ValidationError:
            raise NotReached(str(answer.url), "an answer that is no document of this Headwater") from None

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        try:
            yield
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise NotReached(self.address, str(fault) or type(fault).__name__) from None


class _Merged(HeadwaterError):
    def __init__(self, into: str) -> None:
        self.into = into
        super().__init__(f"merged into {into}")


def _refusal(answer: httpx.Response) -> HeadwaterError:
    """A problem as the error it stands for."""
    try:
        problem = answer.json()
    except ValueError:
        problem = {}
    if not isinstance(problem, dict):
        problem = {}
    match str(problem.get("type", "")).rpartition(":")[2], problem:
        case "merged-story", {"merged_into": str(into)}:
            return _Merged(into)
        case "unknown-story", {"story_id": str(name), "known": int(known)}:
            return UnknownStory(name, known)
        case "unknown-report", {"report_id": str(name)}:
            return UnknownReport(name, str(answer.url.copy_with(path="/", query=None)))
        case "unknown-outlet", {"name": str(name), "known": list(known)}:
            return UnknownOutlet(name, tuple(map(str, known)))
    found = str(problem.get("detail") or answer.reason_phrase)
    return Refused(str(answer.url), answer.status_code, found, _retry_after(answer))


def _retry_after(answer: httpx.Response) -> float | None:
    told = answer.headers.get("retry-after", "")
    return float(told) if told.isdecimal() else None


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """The values that were given, as they stand in an address."""
    return {
        name: each if isinstance(each, list | int) else str(each) for name, each in values.items() if each is not None
    }


def _quoted(name: str) -> str:
    """An id as one step of a path."""
    # A step of dots alone would be taken for the folder above.
    return quote(name, safe="", errors="replace").replace(".", "%2E")


def _file(given: str | Path | Page) -> tuple[str, tuple[str, bytes, str]]:
    if isinstance(given, Page):
        name = given.address.rstrip("/").rpartition("/")[2] or "page"
        return "files", (name, given.content, given.media_type)
    path = Path(given)
    return "files", (path.name, path.read_bytes(), "application/octet-stream")


def _in_parts(
    files: Sequence[tuple[str, tuple[str, bytes, str]]],
) -> Iterator[list[tuple[str, tuple[str, bytes, str]]]]:
    part: list[tuple[str, tuple[str, bytes, str]]] = []
    size = 0
    for each in files:
        length = len(each[1][1])
        if part and (len(part) == _FILES_AT_ONCE or size + length > _BYTES_AT_ONCE):
            yield part
            part, size = [], 0
        part.append(each)
        size += length
    if part:
        yield part


def _news(lines: Iterator[str]) -> Iterator[News]:
    """The news in a stream of server-sent events; comments and what is unknown are passed over."""
    fields: dict[str, str] = {}
    for line in lines:
        if line:
            name, _, value = line.partition(":")
            fields[name] = value.removeprefix(" ")
            continue
        place, kind, told = fields.get("id", ""), fields.get("event", ""), fields.get("data")
        fields = {}
        if told is None:
            continue
        if kind == "finding":
            yield News(place, finding=_FINDING.validate_python(json.loads(told)))
        else:
            yield News(place, event=StoryEventPart.model_validate_json(told))
