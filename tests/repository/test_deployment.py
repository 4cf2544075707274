"""What Dockerfile, compose file, Procfile and nginx name exists, so that they cannot rot unnoticed."""

import re
import shlex
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands
from django.urls import resolve

from config import env, healthcheck, run
from config.local import PROJECT

# Read by libraries, not by us; CONTRIBUTING.md says so.
PASSED_THROUGH = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION", "PROMETHEUS_MULTIPROC_DIR"}
OF_PYTHON = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PIP_NO_CACHE_DIR", "PIP_DISABLE_PIP_VERSION_CHECK"}
DOCKERFILE = (PROJECT / "Dockerfile").read_text()
NGINX = (PROJECT / "deploy/nginx.conf").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
OURS = {name: service for name, service in COMPOSE["services"].items() if service["image"] == "coproduction-library"}


def check_command(words: list[str]) -> None:
    """The command's module can be imported, or its management command exists."""
    assert words[0] == "python"
    if words[1] == "-m":
        assert find_spec(words[2])
    else:
        assert words[1] == "manage.py"
        assert words[2] in get_commands()


def procfile() -> dict[str, str]:
    lines = (PROJECT / "Procfile").read_text().splitlines()
    return dict(line.split(": ", 1) for line in lines)


@pytest.mark.parametrize("name", OURS)
def test_a_services_command_exists(name: str) -> None:
    check_command(OURS[name]["command"])


@pytest.mark.parametrize("name", procfile())
def test_a_line_of_the_procfile_exists(name: str) -> None:
    check_command(shlex.split(procfile()[name]))


@pytest.mark.parametrize("line", re.findall(r"^(?:HEALTHCHECK .*)?CMD (\[.*\])$", DOCKERFILE, re.MULTILINE))
def test_a_command_of_the_image_exists(line: str) -> None:
    check_command(yaml.safe_load(line))


def test_the_procfile_starts_what_compose_starts() -> None:
    assert set(procfile()) == {"web", "worker", "sender"}
    assert set(procfile()) <= set(OURS)


@pytest.mark.parametrize("name", OURS)
def test_a_services_variables_are_settings(name: str) -> None:
    assert set(OURS[name]["environment"]) <= set(env.KNOWN) | PASSED_THROUGH


def test_the_images_variables_are_settings() -> None:
    named = re.findall(r"(?:^ENV |^    |^RUN |\s)([A-Z][A-Z_]+)=", DOCKERFILE, re.MULTILINE)
    assert set(named) <= set(env.KNOWN) | PASSED_THROUGH | OF_PYTHON


@pytest.mark.parametrize("name", OURS)
def test_a_service_is_given_what_production_asks_for(name: str) -> None:
    given = OURS[name]["environment"]
    env.read(
        {
            **dict.fromkeys(given, ""),
            "LIBRARY_ENV": given["LIBRARY_ENV"],
            "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "PUBLIC_URL": "https://library.example.org",
            "DATABASE_URL": given["DATABASE_URL"],
            "MAIL_URL": "smtp+tls://library:secret@mail.example.org",
        }
    )


def test_no_secret_is_written_down() -> None:
    text = (PROJECT / "docker-compose.yml").read_text()
    secrets = re.findall(r"^\s+(\w*(?:PASSWORD|SECRET\w*|_KEY\w*)): (.*)$", text, re.MULTILINE)
    assert len(secrets) >= 3
    assert [name for name, value in secrets if not value.startswith("${")] == []


def test_what_the_image_copies_exists() -> None:
    allowed = [line[1:] for line in (PROJECT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    assert [name for name in allowed if not (PROJECT / name).exists()] == []
    assert {"api", "config", "library", "manage.py"} <= set(allowed)


def test_the_image_runs_without_rights_and_from_the_lock() -> None:
    assert re.search(r"^USER library$", DOCKERFILE, re.MULTILINE)
    assert "--require-hashes --requirement requirements.lock" in DOCKERFILE


def test_python_is_the_same_everywhere() -> None:
    assert set(re.findall(r"^FROM python:(\S+)", DOCKERFILE, re.MULTILINE)) == {"3.11-slim-bookworm"}
    assert 'requires-python = ">=3.11"' in (PROJECT / "pyproject.toml").read_text()


@pytest.mark.parametrize("path", [healthcheck.PATH, run.ALIVE, "/metrics"])
def test_the_addresses_that_machines_ask_exist(path: str) -> None:
    assert resolve(path)


def test_nginx_asks_the_web_service() -> None:
    (upstream,) = re.findall(r"server (\w+):(\d+);", NGINX)
    assert upstream == ("web", str(env.KNOWN["PORT"].default))
    assert upstream[0] in COMPOSE["services"]


def test_nginx_keeps_only_what_it_is_told_to() -> None:
    assert "proxy_ignore_headers Cache-Control Expires;" in NGINX
    assert "proxy_cache_use_stale off;" in NGINX
    assert "proxy_cache_bypass $http_authorization" in NGINX
    assert "proxy_no_cache $http_authorization" in NGINX
    assert "proxy_cache_valid" not in NGINX


def test_nginx_keeps_in_memory_no_more_than_it_has_room_for() -> None:
    folders = COMPOSE["services"]["nginx"]["tmpfs"]
    room = {folder.partition(":")[0]: re.search(r":size=(\d+)m$", folder) for folder in folders}
    assert [folder for folder, size in room.items() if size is None] == []
    (kept,) = re.findall(r"proxy_cache_path (\S+) .*max_size=1g", NGINX)
    size = room[str(Path(kept).parent)]
    assert size is not None
    assert int(size[1]) > 1024


def test_what_nginx_holds_for_slow_readers_and_uploads_is_on_disk() -> None:
    paths = dict(re.findall(r"(proxy|client_body)_temp_path (\S+);", NGINX))
    volumes = dict(mount.split(":")[:2] for mount in COMPOSE["services"]["nginx"]["volumes"])
    assert paths.keys() == {"proxy", "client_body"}
    assert {_volume_of(path, volumes) for path in paths.values()} <= set(COMPOSE["volumes"])


def _volume_of(path: str, volumes: dict[str, str]) -> str:
    return next(name for name, folder in volumes.items() if Path(path).is_relative_to(folder))


def test_nobody_holds_many_exports_at_once() -> None:
    (export,) = re.findall(r"location = /v1/export \{(.*?)\}", NGINX, re.DOTALL)
    zones = re.findall(r"limit_conn_zone \S+ zone=(\w+):", NGINX)
    assert re.findall(r"limit_conn (\w+) \d+;", export) == zones


def test_nginx_hides_the_counters() -> None:
    assert re.search(r"location = /metrics \{\s+return 404;", NGINX)


def test_every_mounted_file_exists() -> None:
    mounts = [mount for service in COMPOSE["services"].values() for mount in service.get("volumes", [])]
    files = [mount.split(":")[0] for mount in mounts if mount.startswith("./")]
    assert files
    assert [file for file in files if not Path(PROJECT / file).exists()] == []


def test_all_of_django_is_named() -> None:
    named = [settings.ROOT_URLCONF, settings.WSGI_APPLICATION.rsplit(".", 1)[0]]
    assert all(find_spec(module) for module in named)


def test_what_was_withdrawn_outlives_the_container_and_the_database() -> None:
    kept = COMPOSE["x-library"]
    folder = Path(kept["environment"]["TOMBSTONE_LOG"]).parent
    assert f"tombstones:{folder}" in kept["volumes"]
    assert f"VOLUME /app/.data/media {folder}" in DOCKERFILE


@pytest.mark.parametrize("name", procfile())
def test_nothing_is_served_before_withdrawals_are_carried_out_again(name: str) -> None:
    assert OURS["reapply"]["command"] == ["python", "manage.py", "reapply_tombstones"]
    assert "reapply" in OURS[name]["depends_on"]
