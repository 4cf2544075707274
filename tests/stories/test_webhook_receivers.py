"""The receivers in the guide to webhooks are run as they stand there, in Python and in Node, and are sent real messages."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from api.public.guides import guides
from library.syndication import signing
from library.syndication.actions import rotate_secret
from library.syndication.outbound import post
from tests.following import Following
from tests.receivers import closed_port
from tests.worlds import World

GUIDE = "webhooks"
PACKAGE = "standardwebhooks@1.0.0"
Run = Callable[[str, int], Any]


def program(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", guides()[GUIDE], re.DOTALL)
    return str(found)


@contextmanager
def running(command: list[str], secret: str, port: int, folder: Path) -> Iterator[None]:
    environment = {**os.environ, "WEBHOOK_SECRET": secret, "PORT": str(port)}
    with subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(port, process)
            yield
        finally:
            process.terminate()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the guide's receiver does not listen")


@pytest.fixture(scope="session")
def node_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package that the guide names; skips where there is no Node, or no way to get the package."""
    npm = shutil.which("npm")
    if shutil.which("node") is None or npm is None:
        pytest.skip("There is no Node with npm here: the guide's receiver in Node is not run.")
    folder = tmp_path_factory.mktemp("node")
    install = [npm, "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts", PACKAGE]
    installed = subprocess.run(install, cwd=folder, capture_output=True, timeout=300, check=False)
    if installed.returncode:
        pytest.skip(f"npm can't get {PACKAGE} from here: the guide's receiver in Node is not run.")
    return folder


@pytest.fixture(params=["python", "js"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Run:
    """Starts the guide's receiver with a secret, on a port."""
    if request.param == "python":
        (tmp_path / "receiver.py").write_text(program("python"))
        return lambda secret, port: running([sys.executable, "receiver.py"], secret, port, tmp_path)
    folder = request.getfixturevalue("node_folder")
    (folder / "receiver.mjs").write_text(program("js"))
    return lambda secret, port: running(["node", "receiver.mjs"], secret, port, folder)


@pytest.fixture
def follow(world: World, settings: Any) -> Following:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    return Following(world)


def test_it_takes_what_we_send(follow: Following, run: Run) -> None:
    port = closed_port()
    subscription = follow.subscribed(f"http://127.0.0.1:{port}/")
    for _ in range(3):
        follow.happen()
    with run(follow.secrets[subscription.pk], port):
        follow.look()
    assert [(attempt.status, attempt.problem) for attempt in follow.attempts(subscription)] == [(204, "")] * 3


def test_it_takes_either_secret_during_a_rotation(follow: Following, run: Run) -> None:
    port = closed_port()
    subscription = follow.subscribed(f"http://127.0.0.1:{port}/")
    _, new = rotate_secret(
        subscription=subscription, overlap=timedelta(days=1), by=follow.world.by("nora"), at=follow.at
    )
    for secret in (follow.secrets[subscription.pk], new):
        follow.happen()
        with run(secret, port):
            follow.look()
    assert [attempt.status for attempt in follow.attempts(subscription)] == [204, 204]


@pytest.mark.usefixtures("follow")
def test_it_takes_nothing_else(run: Run) -> None:
    """Tampered with, old, signed with another secret, or not signed at all."""
    key, other = b"k" * 32, b"o" * 32
    now, body = timezone.now(), b'{"type": "subscription.test", "data": {"subject": {"url": null}}}'
    right = signing.headers("msg_1", body, keys=[key], at=now)
    port = closed_port()
    url = f"http://127.0.0.1:{port}/"
    with run(signing.shown(key), port):
        assert post(url, body, right).status == 204
        assert post(url, body + b" ", right).status == 400
        assert post(url, body, signing.headers("msg_2", body, keys=[key], at=now - timedelta(hours=1))).status == 400
        assert post(url, body, signing.headers("msg_3", body, keys=[other], at=now)).status == 400
        assert post(url, body, {}).status == 400
        assert post(url, body, {**right, "webhook-id": "msg_4"}).status == 400
