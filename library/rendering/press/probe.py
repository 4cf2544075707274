"""`python -m library.rendering.press.probe | cat`: what a child could do on this machine, tried out behind its walls.

It prints JSON, and goes through a pipe since a child can't write files: `walls` are those that stand, `could` is what
went through. Only `set_a_page` should.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from library.rendering import typeset
from library.rendering.press import libc, limits
from library.rendering.press.child import enclose
from library.rendering.press.orders import Orders

_OURS = Path(__file__)
_EVERYBODYS = Path("/etc/passwd")


def main() -> int:
    elsewhere = Path(tempfile.gettempdir())
    folder, walls = enclose(Orders(megabytes=256, seconds=10, jobs=1), limits.Gauge())
    attempts: Mapping[str, Callable[[], object]] = {
        "set_a_page": lambda: typeset.warm(folder),
        "read_a_file": _EVERYBODYS.read_bytes,
        "read_our_own_code": _OURS.read_bytes,
        "list_the_root": lambda: list(Path("/").iterdir()),
        "write_a_file": lambda: (elsewhere / "press-probe").write_bytes(b"x"),
        "make_a_socket": socket.socket,
        "make_a_local_socket": lambda: socket.socket(socket.AF_UNIX),
        "run_a_program": lambda: os.execv("/bin/true", ["true"]),  # noqa: S606 - to see that it fails
        "run_a_shell": lambda: subprocess.run(["/bin/true"], check=True),
        "start_a_process": _start_a_process,
        "signal_its_parent": lambda: os.kill(os.getppid(), 0),
        "leave_its_root": lambda: os.chroot("/"),
        "become_root": lambda: os.setuid(0),
        "make_a_namespace": lambda: libc.unshare(libc.CLONE_NEWUSER),
        "let_itself_be_debugged": lambda: libc.prctl(libc.PR_SET_DUMPABLE, 1),
    }
    could = {name: _succeeds(attempt) for name, attempt in attempts.items()}
    sys.stdout.write(json.dumps({"walls": asdict(walls), "could": could}, indent=2) + "\n")
    return 0


def _start_a_process() -> None:
    if os.fork() == 0:
        os._exit(0)


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
