"""The embedded PostgreSQL: a real server from a wheel, for `make run`, `make test` and a bare `manage.py`.

Used when DATABASE_URL is unset. It listens on a socket in a folder that only its owner may enter, never on a port.
Everybody who uses it holds a shared lock; whoever leaves last stops it. A process that is killed lets go of its lock,
so nothing is counted wrongly and nothing is left behind for ever.

The wheel brings the programs; we start and stop them with `pg_ctl` ourselves, because the wheel's own starter opens
folders (see `places`), takes its lock in a folder that all users share, and gives crash recovery ten seconds.
"""

import fcntl
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import psycopg

from config import places
from config.local import DATA
from config.wheel import PostmasterInfo, ensure_user_exists

SYSTEM_USER = "pgserver"
DATABASE = "library"
PATIENCE = 120  # seconds: recovery after a crash replays everything since the last checkpoint
SOCKET_PATH_LIMIT = 100  # bytes; the system's is 107 on Linux and 103 on macOS
# The same order and the same letters on every machine, whatever its locale.
INITDB = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--auth=trust")


class DatabaseUnavailable(Exception):
    """The embedded PostgreSQL could not be started; the text says what it wrote to its log."""


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL data folder: its name in its home, and the settings it is started with."""

    name: str
    options: tuple[str, ...] = ()
    keep: bool = True
    home: Path = DATA


RUN = Cluster("postgres")
# Tests write much and keep nothing; this is the only place where durability may be off (safety.md rule 8).
TEST = Cluster("test-postgres", ("fsync=off", "synchronous_commit=off", "full_page_writes=off"), keep=False)


def is_wanted(environment: Mapping[str, str]) -> bool:
    """Does this environment leave the database to us? Never in production, which names its own."""
    return not environment.get("DATABASE_URL") and environment.get("LIBRARY_ENV") != "production"


def of(environment: Mapping[str, str]) -> Cluster:
    """The cluster that an environment uses: tests never touch the one that people work with."""
    return TEST if environment.get("LIBRARY_ENV") == "test" else RUN


class Server:
    """A running cluster, as seen by one process that uses it."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.data = places.data_folder(cluster.home, cluster.name)
        self.socket_folder = _socket_folder(self.data)
        self._users: IO[str] | None = None

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/{DATABASE}?host={quote(str(self.socket_folder), safe='')}"

    def start(self) -> None:
        """Find the server or start it, and hold it until `stop`. Raises DatabaseUnavailable."""
        with self._alone():
            if self._users is None:
                self._users = _locked(self._lock_path("users"), fcntl.LOCK_SH)
                os.register_at_fork(after_in_child=self._leave_to_parent)
            if not self._answers():
                self._make_data()
                self._forget_stale_pid()
                self._start()
            self._make_database()

    def stop(self) -> None:
        """Let go of the server; stop it if nobody else uses it."""
        with self._alone():
            if self._users is None:
                return
            users, self._users = self._users, None
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            finally:
                users.close()
            if self._answers():
                self._pg_ctl("stop", "-m", "fast")
            self._tidy()

    def _leave_to_parent(self) -> None:
        """A fork shares its parent's lock: it would go on holding the server when its parent is gone."""
        if self._users is not None:
            self._users.close()
            self._users = None

    def _answers(self) -> bool:
        try:
            with self._connection():
                return True
        except psycopg.OperationalError:
            return False

    def _connection(self) -> psycopg.Connection[Any]:
        return psycopg.connect(
            host=str(self.socket_folder), user="postgres", dbname="postgres", connect_timeout=5, autocommit=True
        )

    def _make_database(self) -> None:
        with self._connection() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if found is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _make_data(self) -> None:
        """Run initdb in a folder of its own, which becomes the data folder only when it is complete."""
        if (self.data / "PG_VERSION").exists():
            return
        draft = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        _give(draft)
        self._run("initdb", *INITDB, "--username=postgres", "--pgdata", str(draft))
        draft.rename(self.data)

    def _start(self) -> None:
        settings = [word for option in self.cluster.options for word in ("-c", option)]
        if self.socket_folder != self.data:
            _own_socket_folder(self.socket_folder)
        options = shlex.join(["-h", "", "-k", str(self.socket_folder), *settings])
        try:
            self._pg_ctl("start", "-l", str(self._log), "-o", options)
        except DatabaseUnavailable:
            # Somebody who was killed may have started it a moment ago.
            deadline = time.monotonic() + 10
            while not self._answers():
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def _forget_stale_pid(self) -> None:
        """Remove a dead server's pid file if its number is another program's now (after a restart of the machine)."""
        with suppress(AssertionError, ValueError):  # half-written: its writer is alive
            found = PostmasterInfo.read_from_pgdata(self.data)
            if found and found.process and found.process.is_running() and found.process.name() != "postgres":
                (self.data / "postmaster.pid").unlink()

    @property
    def _log(self) -> Path:
        return self.data / "server.log"

    def _pg_ctl(self, verb: str, *arguments: str) -> None:
        self._run("pg_ctl", verb, "-w", "-t", str(PATIENCE), "-D", str(self.data), *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(places.programs() / program), *arguments]
        # To a file: the server inherits a pipe, and we would wait for its end.
        with tempfile.TemporaryFile() as output:
            code = subprocess.run(command, stdout=output, stderr=output, check=False, **_as_database_user()).returncode
            output.seek(0)
            said = output.read().decode(errors="replace")
        if code != 0:
            log = self._log.read_text(errors="replace")[-2000:] if self._log.exists() else ""
            raise DatabaseUnavailable(f"{program} failed for {self.data}:\n{said}{log}")

    def _tidy(self) -> None:
        if self.socket_folder != self.data:
            shutil.rmtree(self.socket_folder, ignore_errors=True)
        # A throw-away cluster outside the tree would outlive the clone that it belongs to.
        if not self.cluster.keep and self.data.parent != self.cluster.home:
            shutil.rmtree(self.data, ignore_errors=True)
            with suppress(OSError):  # not empty: something that is kept is there too
                self.data.parent.rmdir()

    def _lock_path(self, purpose: str) -> Path:
        return self.cluster.home / f"{self.cluster.name}.{purpose}"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with _locked(self._lock_path("lock"), fcntl.LOCK_EX):
            yield


def url(cluster: Cluster = RUN) -> str:
    """Where the cluster answers once it is started. Starts nothing."""
    return Server(cluster).url


@contextmanager
def running(cluster: Cluster = RUN) -> Iterator[str]:
    """Keep the cluster running for the length of the block; gives its URL."""
    server = Server(cluster)
    try:
        server.start()
        yield server.url
    finally:
        server.stop()


def _locked(path: Path, mode: int) -> IO[str]:
    file = open(path, "a", encoding="utf-8")  # noqa: SIM115 - the caller closes it, and the lock with it
    fcntl.flock(file, mode)
    return file


def _as_database_user() -> dict[str, Any]:
    """How to run PostgreSQL's programs: as we are, but as root under a user without rights; nothing inherited."""
    clean: dict[str, Any] = {
        "cwd": "/",
        "env": {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
    }
    if os.geteuid() != 0:
        return clean
    entry = ensure_user_exists(SYSTEM_USER)
    if entry is None:
        raise DatabaseUnavailable(f"The user {SYSTEM_USER}, under whom PostgreSQL runs, could not be made.")
    return {**clean, "user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _give(folder: Path) -> None:
    owner = _as_database_user()
    if "user" in owner:
        os.chown(folder, owner["user"], owner["group"])


def _socket_folder(data: Path) -> Path:
    """The data folder itself, or a short one among the temporary files if its path is too long for a socket."""
    if len(os.fsencode(data / ".s.PGSQL.5432.lock")) <= SOCKET_PATH_LIMIT:
        return data
    return Path(tempfile.gettempdir()) / f"coproduction-{places.short_name(data)}"


def _own_socket_folder(folder: Path) -> None:
    """Make the short folder; refuse one that somebody else laid out, who could then answer in the server's place."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        _give(folder)
    found = folder.lstat()
    owner = _as_database_user().get("user", os.geteuid())
    if folder.is_symlink() or found.st_uid != owner or found.st_mode & 0o077:
        raise places.UnsafePlace(f"{folder} must be a private folder of the database's user.")
