"""The embedded PostgreSQL: found, shared, stopped by the last; durable; and no folder of anybody's is opened for it."""

import multiprocessing
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from config import database, places, wheel
from config.database import Cluster, Server
from config.local import PROJECT

ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL under another user")


@pytest.fixture
def home() -> Iterator[Path]:
    """A private folder with a short name, as `mktemp -d` makes it."""
    with tempfile.TemporaryDirectory(prefix="library-") as folder:
        yield Path(folder)


@pytest.fixture
def cluster(home: Path) -> Iterator[Cluster]:
    """A cluster of that folder's, kept until the test is over, wherever it lives."""
    cluster = Cluster("postgres", options=database.TEST.options, home=home)
    yield cluster
    data = places.data_folder(home, cluster.name)
    shutil.rmtree(data, ignore_errors=True)
    if data.parent != home:
        data.parent.rmdir()


COME_AND_GO = """
import sys, psycopg
from pathlib import Path
from config import database
cluster = database.Cluster("postgres", database.TEST.options, home=Path(sys.argv[1]))
for _ in range(3):
    with database.running(cluster) as url:
        psycopg.connect(url).close()
"""


def asked(url: str, sql: str) -> str:
    with psycopg.connect(url) as connection:
        row = connection.execute(sql).fetchone()
    assert row is not None
    return str(row[0])


def postmaster(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def is_gone(process: int) -> bool:
    for _ in range(100):
        if not Path(f"/proc/{process}").exists():
            return True
        time.sleep(0.05)
    return False


def modes(folder: Path) -> list[int]:
    return [stat.S_IMODE(step.stat().st_mode) for step in (folder, *folder.parents)]


def test_it_starts_and_stops(cluster: Cluster) -> None:
    with database.running(cluster) as url:
        assert asked(url, "SELECT version()").startswith("PostgreSQL 18")
        process = postmaster(Server(cluster))
    assert is_gone(process)


def test_it_stays_while_somebody_uses_it(cluster: Cluster) -> None:
    first, second = Server(cluster), Server(cluster)
    first.start()
    second.start()
    first.stop()
    assert asked(second.url, "SELECT 1") == "1"
    second.stop()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(second.url)


def test_a_fork_does_not_hold_it(cluster: Cluster) -> None:
    server = Server(cluster)
    server.start()
    holding = multiprocessing.get_context("fork").Process(target=time.sleep, args=(30,))
    holding.start()
    server.stop()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url)
    holding.kill()
    holding.join()


def test_it_listens_on_no_port(cluster: Cluster) -> None:
    with database.running(cluster) as url:
        assert asked(url, "SHOW listen_addresses") == ""


def test_text_sorts_alike_on_every_machine(cluster: Cluster) -> None:
    with database.running(cluster) as url:
        assert asked(url, "SELECT datlocale FROM pg_database WHERE datname = current_database()") == "C.UTF-8"
        assert asked(url, "SELECT lower('ÉÀ')") == "éà"


def test_only_the_tests_give_durability_up() -> None:
    assert database.RUN.options == ()
    assert "fsync=off" in database.TEST.options


def test_what_people_keep_is_durable(cluster: Cluster) -> None:
    with database.running(replace(cluster, options=database.RUN.options)) as url:
        assert [asked(url, f"SHOW {name}") for name in ("fsync", "synchronous_commit", "full_page_writes")] == [
            "on"
        ] * 3


def test_it_recovers_after_a_crash(cluster: Cluster) -> None:
    server = Server(cluster)
    server.start()
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        connection.execute("CHECKPOINT")
    process = postmaster(server)
    os.kill(process, signal.SIGKILL)
    assert is_gone(process)
    server.start()
    assert asked(server.url, "SELECT number FROM kept") == "7"
    server.stop()


def test_a_dead_servers_number_may_be_another_programs_by_now(cluster: Cluster) -> None:
    server = Server(cluster)
    server.start()
    left_behind = (server.data / "postmaster.pid").read_text()
    server.stop()
    ours = left_behind.replace(left_behind.split()[0], str(os.getpid()), 1)
    (server.data / "postmaster.pid").write_text(ours)
    with database.running(cluster) as url:
        assert asked(url, "SELECT 1") == "1"


def test_a_path_too_long_for_a_socket_is_no_hindrance(home: Path) -> None:
    deep = home / ("a-folder-with-a-long-name-" * 5)
    deep.mkdir()
    home.chmod(0o755)
    with database.running(Cluster("postgres", database.TEST.options, keep=False, home=deep)) as url:
        assert asked(url, "SELECT 1") == "1"


def test_several_processes_may_ask_at_once(cluster: Cluster) -> None:
    command = [sys.executable, "-c", COME_AND_GO, str(cluster.home)]
    asking = [subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE) for _ in range(4)]
    errors = [process.communicate(timeout=60)[1].decode() for process in asking]
    assert [process.returncode for process in asking] == [0] * 4, errors


def test_in_an_open_folder_the_data_stays_in_it(cluster: Cluster) -> None:
    cluster.home.chmod(0o755)
    with database.running(cluster):
        assert Server(cluster).data == cluster.home / "postgres"
    shutil.rmtree(cluster.home / "postgres")


def test_what_is_not_kept_leaves_nothing_elsewhere(cluster: Cluster) -> None:
    passing = replace(cluster, keep=False)
    with database.running(passing):
        data = Server(passing).data
    assert data.parent == cluster.home or not data.parent.exists()
    places.data_folder(cluster.home, cluster.name)


@ROOT_ONLY
def test_a_private_folder_stays_private(cluster: Cluster) -> None:
    assert stat.S_IMODE(cluster.home.stat().st_mode) == 0o700
    before = modes(cluster.home)
    with database.running(cluster):
        assert modes(cluster.home) == before
        assert not Server(cluster).data.is_relative_to(cluster.home)
        assert stat.S_IMODE(Server(cluster).data.stat().st_mode) == 0o700
    assert modes(cluster.home) == before


@ROOT_ONLY
def test_programs_in_a_private_folder_are_copied(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in wheel.parts():
        shutil.copytree(part, home / part.relative_to(wheel.SITE), symlinks=True)
    monkeypatch.setattr(wheel, "PROGRAMS", home / wheel.PROGRAMS.relative_to(wheel.SITE))
    monkeypatch.setattr(wheel, "SITE", home)
    monkeypatch.setattr(places, "version", lambda _: f"test-{home.name}")
    with database.running(Cluster("postgres", database.TEST.options, keep=False, home=home)) as url:
        assert asked(url, "SELECT 1") == "1"
        assert not places.programs().is_relative_to(home)
    assert modes(home)[0] == 0o700
    shutil.rmtree(places.ELSEWHERE / f"postgresql-test-{home.name}")


@ROOT_ONLY
def test_a_new_clone_in_an_old_ones_place_is_a_new_library(home: Path) -> None:
    old = places.data_folder(home, "postgres")
    (home / "place").unlink()
    new = places.data_folder(home, "postgres")
    assert new != old
    old.parent.rmdir()
    new.parent.rmdir()


@ROOT_ONLY
def test_a_folder_that_others_may_write_to_is_refused(home: Path) -> None:
    place = places.data_folder(home, "postgres").parent
    place.chmod(0o777)
    with pytest.raises(places.UnsafePlace):
        places.data_folder(home, "postgres")
    place.rmdir()
