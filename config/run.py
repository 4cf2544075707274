"""`make run`: database, web, worker and sender together, until Ctrl-C or SIGTERM.

The database is started first and let go of last; the three are the lines of the Procfile, under honcho.
"""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from honcho.environ import parse_procfile
from honcho.manager import Manager
from honcho.printer import Printer

from config import database, env, lifeline, places
from config.local import DATA, PROJECT

STOPPED_ON_REQUEST = (0, 128 + signal.SIGINT, 128 + signal.SIGTERM)
ALIVE = "/health/live"
CREDENTIALS = DATA / "demo-credentials.json"


def main() -> int:
    signal.signal(signal.SIGTERM, _leave)
    # A terminal that is closed stops us as Ctrl-C does.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    try:
        settings = env.read(os.environ)
        _refuse_taken_port(settings["LISTEN_ON"], settings["PORT"])
        with ExitStack() as stack:
            return _run(settings, stack)
    except (ImproperlyConfigured, database.DatabaseUnavailable, places.UnsafePlace, PortTaken) as error:
        print(error, file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as error:
        return error.returncode
    except KeyboardInterrupt:
        return 0


class PortTaken(Exception):
    """Something else listens where we are to listen."""


def _run(settings: Mapping[str, Any], stack: ExitStack) -> int:
    environment = {
        **os.environ,
        lifeline.RUNNER: str(os.getpid()),
        "PATH": _path(),
        "PYTHONUNBUFFERED": "1",
        "PROMETHEUS_MULTIPROC_DIR": str(_empty(DATA / "metrics" / str(settings["PORT"]))),
    }
    if database.is_wanted(environment):
        print(f"Starting PostgreSQL on {database.Server(database.RUN).data}", flush=True)
        # The worker holds it too (manage.py does), so it is stopped even if this process is killed.
        stack.enter_context(database.running())
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=PROJECT, env=environment, check=True)
    return _keep_running(environment, settings)


def _keep_running(environment: dict[str, str], settings: Mapping[str, Any]) -> int:
    manager = Manager(Printer(sys.stdout))
    procfile = parse_procfile((PROJECT / "Procfile").read_text())
    for name, command in procfile.processes.items():
        # A shell of its own would stand between us and the process, and swallow its end.
        manager.add_process(name, f"exec {command}", env=environment, cwd=str(PROJECT))
    threading.Thread(target=_announce, args=(settings,), name="announce", daemon=True).start()
    manager.loop()
    return 0 if manager.returncode in STOPPED_ON_REQUEST else 1


def _announce(settings: Mapping[str, Any]) -> None:
    """Print the addresses once the first request is answered."""
    while not _answers(settings["PORT"]):
        time.sleep(0.1)
    base = settings["PUBLIC_URL"].rstrip("/") or f"http://127.0.0.1:{settings['PORT']}"
    lines = [
        "",
        "  The co-production resource library is open.",
        "",
        f"    API         {base}/v1/",
        f"    Reference   {base}/docs",
        f"    Desk        {base}/desk/",
        *_credentials(CREDENTIALS),
        "",
        "  Ctrl-C stops it and loses nothing.",
        "",
    ]
    print("\n".join(lines), flush=True)


def _credentials(path: Path) -> list[str]:
    if not path.exists():
        return []
    known = json.loads(path.read_text())
    desk = known["desk"]
    keys = [f"      {name:<28}{key}" for name, key in known["keys"].items()]
    return [
        f"      user {desk['username']}, password {desk['password']}",
        "",
        f"    Demo keys, also in {path.relative_to(PROJECT)} (header: Authorization: Bearer KEY)",
        *keys,
    ]


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", ALIVE)
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _refuse_taken_port(address: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise PortTaken(f"Port {port} is taken. Choose another: make run PORT={port + 1}") from error


def _empty(folder: Path) -> Path:
    """Counters of the processes of an earlier run would be added to ours."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _path() -> str:
    """The Procfile's `python` is the one that runs us."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])


def _leave(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
