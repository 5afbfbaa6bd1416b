"""A PostgreSQL server of the system's own packages, in a temporary folder, for one run of tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "newsroom"
# Nothing here must outlive a crash of the machine; a server stopped by a test must still keep what it committed.
SETTINGS = {"fsync": "off", "listen_addresses": "''", "shared_buffers": "64MB", "max_connections": "40"}


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version's; null where none is installed."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name.split(".")[0]))
    on_path = shutil.which("initdb")
    folders = [*([Path(on_path).parent] if on_path else []), *packaged]
    return next((folder for folder in reversed(folders) if (folder / "pg_ctl").exists()), None)


@contextmanager
def running_server(programs: Path, settings: dict[str, str] = SETTINGS) -> Iterator[str]:
    """The address of a server's empty database; stopped and removed at the end. It listens on a socket in its folder,
    so that no port is taken. As root it runs as another user, since PostgreSQL refuses root."""
    folder = Path(tempfile.mkdtemp(prefix="hw-pg-", dir="/tmp"))
    identity = _unprivileged() if os.getuid() == 0 else {}
    if identity:
        os.chown(folder, identity["user"], identity["group"])
    cluster = folder / "cluster"

    def run(*command: str) -> None:
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **identity)  # type: ignore[call-overload]

    try:
        run(str(programs / "initdb"), "-D", str(cluster), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        options = " ".join(f"-c {name}={value}" for name, value in settings.items()) + f" -k {folder}"
        start = ("-D", str(cluster), "-l", str(folder / "log"), "-o", options, "-w")
        run(str(programs / "pg_ctl"), *start, "start")
        try:
            yield f"postgresql://{USER}@/postgres?host={folder}"
        finally:
            run(str(programs / "pg_ctl"), "-D", str(cluster), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> dict[str, int]:
    import pwd

    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}  # type: ignore[dict-item]
    return {}
