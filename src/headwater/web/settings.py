"""How the newsroom is served: which archive, where it listens, and what one call may take."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.text.parse import DEFAULT_MODEL

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Settings:
    """What `headwater serve` is told. `origins` are the addresses, besides its own, under which browsers reach it (a
    proxy in front); `longest_body` and `most_files` bound one upload, `body_within` its seconds; `tells_ahead` has
    stories told that nobody has asked for yet; `logs_clients` puts the addresses of visitors into the log."""

    archive: str
    host: str = "127.0.0.1"
    port: int = 8080
    parse_model: str = DEFAULT_MODEL
    origins: tuple[str, ...] = ()
    allow_private: bool = False
    longest_body: int = 32 * MEGABYTE
    most_files: int = 50
    # 32 MB in two minutes is the upload of a slow line at home (2 Mbit/s).
    body_within: float = 120.0
    tells_ahead: bool = False
    logs_clients: bool = False

    @property
    def is_local(self) -> bool:
        """Whether nobody but this machine can reach it: behind a proxy it is everybody."""
        return self.host in ("127.0.0.1", "::1", "localhost") and not self.origins
