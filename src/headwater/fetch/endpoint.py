"""Endpoints of language models: a question posted in the OpenAI form, the answer streamed back, all within bounds.

The operator names the address, so a machine of one's own may be asked. Whatever comes back is untrusted: no more than
so many bytes and seconds of it, never a redirect, never unpacked, every field looked at before it is used.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from headwater.errors import NoReply
from headwater.fetch.addresses import check_address
from headwater.fetch.web import USER_AGENT
from headwater.vocabulary.proposal import Message, Reply

_AGAIN = (408, 425, 429)
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 20.0
# English has about four characters a token; three is on the safe side of a cap.
_CHARACTERS_A_TOKEN = 3


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one question may take: seconds for all its tries, bytes and tokens of its answer; and what a run may spend,
    in tokens and, with the price of a million of them, in money."""

    seconds: float = 120.0
    silent_seconds: float = 30.0
    most_bytes: int = 1_000_000
    reply_tokens: int = 700
    tries: int = 3
    run_tokens: int = 200_000
    price_per_million: float = 0.0
    most_cost: float | None = None


@dataclass(slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint, such as http://localhost:8080/v1, and the model asked there.

    `spent` counts tokens over all questions, so one endpoint is one run's budget. The key is never shown.
    """

    address: str
    model: str
    key: str | None = field(default=None, repr=False)
    bounds: Bounds = Bounds()
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    spent: int = 0

    def __post_init__(self) -> None:
        """Refuse an address that is no plain web address, and a key that no header can carry."""
        check_address(self.address)
        if self.key is not None and not (self.key.isascii() and self.key.isprintable() and self.key.strip()):
            raise NoReply(self.address, "the key has signs in it that no key has; set HEADWATER_LLM_KEY again")

    def ask(self, messages: Sequence[Message]) -> Reply:
        """The answer, whole or as far as it came; NoReply where there is none after a few tries or it may cost too
        much."""
        ends_at = self.clock() + self.bounds.seconds
        asked = sum(len(message.content) for message in messages) // _CHARACTERS_A_TOKEN + 1
        found = "no answer"
        for attempt in range(self.bounds.tries):
            self._check_budget(asked)
            try:
                reply = self._try(messages, asked, ends_at)
            except _Failed as fault:
                self.spent += asked
                found = fault.found
                pause = min(fault.pause or _FIRST_PAUSE * 2**attempt, _LONGEST_PAUSE)
                if fault.is_final or self.clock() + pause >= ends_at:
                    break
                self.sleep(pause)
                continue
            self.spent += reply.tokens
            return reply
        raise NoReply(self.address, found)

    def _check_budget(self, asked: int) -> None:
        most = self.spent + asked + self.bounds.reply_tokens
        cost = most * self.bounds.price_per_million / 1_000_000
        if most > self.bounds.run_tokens:
            raise NoReply(self.address, f"the run's {self.bounds.run_tokens:,} tokens are spent")
        if self.bounds.most_cost is not None and cost > self.bounds.most_cost:
            raise NoReply(self.address, f"it could cost more than {self.bounds.most_cost:g}")

    def _try(self, messages: Sequence[Message], asked: int, ends_at: float) -> Reply:
        stream = _Stream()
        try:
            with self._question(messages, ends_at) as answer:
                self._check_answer(answer)
                stream.is_whole = "json" in answer.headers.get("content-type", "")
                for chunk in self._bounded(answer, stream, ends_at):
                    stream.feed(chunk)
                    if stream.is_done:
                        break
                stream.close()
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as fault:
            stream.cut = stream.cut or self._named(fault)
        if not stream.text.strip():
            raise _Failed(stream.cut or "an empty answer")
        return Reply(stream.text, stream.tokens or asked + len(stream.text) // _CHARACTERS_A_TOKEN, stream.cut)

    def _question(self, messages: Sequence[Message], ends_at: float) -> AbstractContextManager[httpx.Response]:
        left = max(0.1, min(self.bounds.silent_seconds, ends_at - self.clock()))
        body = {
            "model": self.model,
            "messages": [{"role": each.role, "content": each.content} for each in messages],
            "max_tokens": self.bounds.reply_tokens,
            "temperature": 0,
            "stream": True,
        }
        base = self.address.rstrip("/")
        return _posted(
            base if base.endswith("/chat/completions") else f"{base}/chat/completions",
            json.dumps(body).encode(),
            {
                "user-agent": USER_AGENT,
                "content-type": "application/json",
                "accept": "text/event-stream",
                "accept-encoding": "identity",
                **({"authorization": f"Bearer {self.key}"} if self.key else {}),
            },
            left,
        )

    def _check_answer(self, answer: httpx.Response) -> None:
        status = answer.status_code
        if answer.headers.get("content-encoding", "identity").lower() not in ("identity", ""):
            raise _Failed("a packed answer, which was not asked for", is_final=True)
        if status in (401, 403):
            raise _Failed(f"status {status}: the key is not taken", is_final=True)
        if status != 200:
            raise _Failed(f"status {status}", is_final=status < 500 and status not in _AGAIN, pause=_pause(answer))

    def _bounded(self, answer: httpx.Response, stream: _Stream, ends_at: float) -> Iterator[bytes]:
        """The bytes of an answer up to its bounds; where one is reached, the stream is told that it was cut."""
        count = 0
        for chunk in answer.iter_raw():
            count += len(chunk)
            if count > self.bounds.most_bytes:
                stream.cut = f"cut off after {self.bounds.most_bytes:,} bytes"
                return
            yield chunk
            if self.clock() >= ends_at:
                stream.cut = f"cut off after {self.bounds.seconds:g} seconds"
                return

    def _named(self, fault: Exception) -> str:
        if isinstance(fault, httpx.TimeoutException):
            return "no answer in time"
        words = str(fault)[:200] or type(fault).__name__
        return words.replace(self.key, "***") if self.key else words


class _Failed(Exception):
    """One try that gave nothing."""

    def __init__(self, found: str, *, is_final: bool = False, pause: float | None = None) -> None:
        self.found, self.is_final, self.pause = found, is_final, pause
        super().__init__(found)


@contextmanager
def _posted(address: str, body: bytes, headers: dict[str, str], seconds: float) -> Iterator[httpx.Response]:
    """The answer to a posted body, to be streamed; no redirect is followed and no proxy asked."""
    with (
        httpx.Client(trust_env=False, timeout=seconds) as client,
        client.stream("POST", address, content=body, headers=headers) as answer,
    ):
        yield answer


def _pause(answer: httpx.Response) -> float | None:
    asked = answer.headers.get("retry-after", "")
    return float(asked) if asked.isdecimal() and len(asked) < 5 else None


class _Stream:
    """Server-sent events put together to the text of an answer; or one JSON answer, from a server that does not
    stream."""

    def __init__(self) -> None:
        self.text, self.tokens = "", 0
        self.cut: str | None = None
        self.is_whole = self.is_done = self.has_end = False
        self._held = b""

    def feed(self, chunk: bytes) -> None:
        """Take in some bytes; _Failed where they are no JSON."""
        self._held += chunk
        if self.is_whole:
            return
        *lines, self._held = self._held.split(b"\n")
        for line in lines:
            self._line(line)

    def close(self) -> None:
        """Take in what still waits, and say so where the answer did not come to its end."""
        if self.is_whole and not self.cut:
            self._piece(self._held)
        elif not self.cut:
            self._line(self._held)
        if not (self.is_done or self.has_end or self.cut):
            self.cut = "broken off before its end"

    def _line(self, line: bytes) -> None:
        name, _, value = line.strip().partition(b":")
        if name != b"data" or self.is_done:
            return
        if value.strip() == b"[DONE]":
            self.is_done = True
        else:
            self._piece(value)

    def _piece(self, value: bytes) -> None:
        try:
            told = json.loads(value)
        except (ValueError, RecursionError):
            raise _Failed("no JSON in the answer") from None
        choice = _first(told, "choices")
        for holder in (_held(choice, "delta"), _held(choice, "message")):
            if isinstance(holder.get("content"), str):
                self.text += holder["content"]
        tokens = _held(told, "usage").get("total_tokens")
        if isinstance(tokens, int) and 0 <= tokens < 10**9:
            self.tokens = tokens
        ended = choice.get("finish_reason")
        self.has_end = self.has_end or ended is not None
        if ended == "length":
            self.cut = "cut off at its most tokens"


def _held(value: Any, name: str) -> dict[str, Any]:
    held = value.get(name) if isinstance(value, dict) else None
    return held if isinstance(held, dict) else {}


def _first(value: Any, name: str) -> dict[str, Any]:
    held = value.get(name) if isinstance(value, dict) else None
    return held[0] if isinstance(held, list) and held and isinstance(held[0], dict) else {}
