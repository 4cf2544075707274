"""How much a child may use: setrlimit(2). What goes over a limit ends the child, never its parent."""

from __future__ import annotations

import math
import resource
from contextlib import suppress
from io import FileIO

MEGABYTE = 1024 * 1024
_FEW_FILES = 16
_SIZE = "/proc/self/statm"


class Gauge:
    """How much address space this process has (proc(5), statm), also where that file can no longer be opened."""

    def __init__(self) -> None:
        self._file: FileIO | None = None
        with suppress(OSError):
            self._file = FileIO(_SIZE)

    def read(self) -> int | None:
        """Bytes; None where nobody says."""
        if self._file is None:
            return None
        self._file.seek(0)
        return int(self._file.read(64).split()[0]) * resource.getpagesize()


def limit(bytes_in_all: int | None, *, seconds_in_all: int) -> bool:
    """No core file, no file written, few files open, so much memory and so much processor time. Were all limits taken?

    There is no limit to processes: RLIMIT_NPROC counts those of every program of the same user, and the filter lets
    no process be started anyway.
    """
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: _FEW_FILES,
        resource.RLIMIT_CPU: seconds_in_all,
    }
    if bytes_in_all is not None:
        wanted[resource.RLIMIT_AS] = bytes_in_all
    lowered = [_lower(kind, value) for kind, value in wanted.items()]
    return all(lowered) and bytes_in_all is not None


def allow_seconds(seconds: float) -> None:
    """From now on so much processor time, counted over all threads, then SIGXCPU. Within what `limit` allows in all."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    soft = math.ceil(used.ru_utime + used.ru_stime + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (soft if most == resource.RLIM_INFINITY else min(soft, most), most))


def _lower(kind: int, value: int) -> bool:
    _, most = resource.getrlimit(kind)
    lower = value if most == resource.RLIM_INFINITY else min(value, most)
    try:
        resource.setrlimit(kind, (lower, lower))
    except (OSError, ValueError):
        return False
    return True
