"""The files of deploy/ name what exists and keep the rules of docs/deploying.md. No container is run here."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from headwater.cli.app import app

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile, each with its words, continued lines joined."""
    lines = [line for line in (DEPLOY / "Dockerfile").read_text().splitlines() if not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in joined.splitlines() if line.strip()]


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return loaded


def commands() -> set[str]:
    listed = CliRunner().invoke(app, ["--help"]).stdout
    return set(re.findall(r"^  (\w+) ", listed.partition("Commands:")[2], re.MULTILINE))


def is_command(name: str) -> bool:
    """`serve` comes with the extra `web`."""
    return name in commands() | {"serve"}


def test_everything_the_image_copies_is_in_the_project_and_goes_to_the_builder() -> None:
    allowed = [line[1:] for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines() if line[:1] == "!"]
    for name, words in instructions():
        if name != "COPY" or words.startswith("--from"):
            continue
        for copied in words.split()[:-1]:
            assert (ROOT / copied).exists(), copied
            assert any(copied == one or copied.startswith(f"{one}/") for one in allowed), copied
    assert all((ROOT / one).exists() for one in allowed)


def test_the_image_is_built_in_stages_from_locks_and_runs_as_nobody_in_particular() -> None:
    steps = instructions()
    stages = [words for name, words in steps if name == "FROM"]
    assert len(stages) == 2 and all(":" in stage and ":latest" not in stage for stage in stages)
    installs = [
        part for name, words in steps if name == "RUN" for part in words.split("&&") if "pip install" in part
    ]  # fmt: skip
    assert all("--no-deps" in one and ("--require-hashes" in one or one.split()[-1] == ".") for one in installs)
    last = [name for name, _ in steps[::-1]]
    users = [words for name, words in steps if name == "USER"]
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", users[-1]) and last.index("USER") < last.index("FROM")
    assert any(name == "VOLUME" for name, _ in steps)
    assert not re.search(r"(?i)(password|secret|token)\s*=", (DEPLOY / "Dockerfile").read_text())


def test_the_image_s_health_is_asked_at_healthz_on_the_port_it_serves() -> None:
    steps = dict(instructions())
    port = steps["EXPOSE"]
    assert f":{port}/healthz" in steps["HEALTHCHECK"]
    assert steps["CMD"] == f'["serve", "--host", "0.0.0.0", "--port", "{port}"]'


def test_the_server_s_lock_holds_what_the_web_and_postgresql_need_each_with_its_hash() -> None:
    lock = (ROOT / "requirements" / "server.lock").read_text()
    for library in ("uvicorn", "fastapi", "psycopg", "psycopg-binary"):
        assert re.search(rf"^{library}==\S+ .*\\\n    --hash=sha256:", lock, re.MULTILINE), library
    locked = dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements" / "web.lock").read_text(), re.MULTILINE))
    assert locked.items() <= dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE)).items()


def test_the_compose_file_has_no_password_and_keeps_the_database_to_itself() -> None:
    services = compose()["services"]
    assert set(services) == {"postgres", "web", "watch"}
    database = services["postgres"]
    assert "ports" not in database and database["networks"] == ["inside"]
    assert compose()["networks"]["inside"]["internal"] is True
    settings = {key: value for one in services.values() for key, value in one["environment"].items()}
    assert "POSTGRES_PASSWORD" not in settings and settings["POSTGRES_PASSWORD_FILE"].startswith("/run/secrets/")
    assert not re.search(r"://[^/\s]*:[^/\s]*@", (DEPLOY / "compose.yaml").read_text())
    assert compose()["secrets"] == {"postgres_password": {"file": "./secrets/postgres_password"}}
    ignored = subprocess.run(
        ["git", "check-ignore", "-q", "deploy/secrets/postgres_password"], cwd=ROOT, check=False
    ).returncode  # fmt: skip
    assert ignored == 0 or not (ROOT / ".git").exists()


def test_the_compose_services_run_our_commands_unprivileged_and_on_this_machine_alone() -> None:
    services = compose()["services"]
    known = {
        "image", "build", "restart", "depends_on", "environment", "secrets", "entrypoint", "command", "ports",
        "networks", "read_only", "tmpfs", "volumes", "cap_drop", "security_opt", "mem_limit", "profiles", "healthcheck",
    }  # fmt: skip
    for name, service in services.items():
        assert set(service) <= known
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
        for volume in service["volumes"]:
            assert volume.split(":")[0] in compose()["volumes"]
        if name != "postgres":
            assert is_command(service["command"][0]) and service["cap_drop"] == ["ALL"] and service["read_only"]
            assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).exists()


def test_the_entrypoint_hands_the_password_over_in_a_file_and_the_command_on(tmp_path: Path) -> None:
    """The script as it stands there, with the two places it writes and reads put elsewhere."""
    entrypoint = compose()["services"]["web"]["entrypoint"]
    (tmp_path / "secret").write_text("pa ss%s\n")
    script = entrypoint[2].replace("$$", "$").replace("/run/secrets/postgres_password", str(tmp_path / "secret"))
    written_to = "/tmp/pgpass"  # noqa: S108 - a file system of the container's own
    script = script.replace(written_to, str(tmp_path / "pgpass")).replace("exec headwater", "exec echo")
    told = subprocess.run(
        [*entrypoint[:2], script, entrypoint[3], "serve", "--port", "80 80"], capture_output=True, text=True, check=True
    )  # fmt: skip
    assert told.stdout == "serve --port 80 80\n"
    assert (tmp_path / "pgpass").read_text() == "*:*:*:headwater:pa ss%s\n"
    assert (tmp_path / "pgpass").stat().st_mode & 0o077 == 0


class Unit(ConfigParser):
    """A systemd unit; a key may come twice."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False, interpolation=None, comment_prefixes=("#",))
        self.optionxform = str  # type: ignore[assignment,method-assign]
        self.read(path)


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".service"], ids=lambda path: path.stem)
def test_a_service_runs_our_command_as_a_user_of_its_own_and_is_shut_in(path: Path) -> None:
    service = Unit(path)["Service"]
    program, command, *_ = shlex.split(service["ExecStart"])
    assert program == "/opt/headwater/bin/headwater" and is_command(command)
    assert "0.0.0.0" not in service["ExecStart"]  # noqa: S104
    for key, value in {
        "DynamicUser": "yes", "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes",
        "PrivateTmp": "yes", "PrivateDevices": "yes", "CapabilityBoundingSet": "", "MemoryDenyWriteExecute": "yes",
        "RestrictNamespaces": "yes", "LockPersonality": "yes", "SystemCallArchitectures": "native",
    }.items():  # fmt: skip
        assert service[key] == value, key


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    # The program is not installed there on this machine.
    stand_in = shutil.which("true") or ""
    for path in UNITS:
        (tmp_path / path.name).write_text(path.read_text().replace("/opt/headwater/bin/headwater", stand_in))
    checked = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / path.name) for path in UNITS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "Failed to initialize manager" in checked.stderr:
        pytest.skip(checked.stderr.strip())
    assert checked.returncode == 0 and not [line for line in checked.stderr.splitlines() if str(tmp_path) in line]
