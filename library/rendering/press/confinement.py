"""The walls around a child. Each is put up where the kernel and the container allow it, and the child says which stand.

As root, or where users may make namespaces, a child has no network and an empty root, and no rights. Where both are
forbidden (a container without capabilities, as in docker-compose.yml) the filter of system calls stands alone, and is
enough: it lets no file be opened and no socket be made. Sources: user_namespaces(7), network_namespaces(7), chroot(2),
capabilities(7), seccomp(2), prctl(2), setrlimit(2).
"""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from library.rendering.press import filters, libc, limits

_NOBODY = 65534
_PATIENT = 10  # added to the niceness
_OUT_OF_MEMORY = Path("/proc/self/oom_score_adj")
_FIRST_TO_GO = "1000"
_SIGKILL = 9


@dataclass(frozen=True)
class Confinement:
    """Which walls stand. `few_calls` alone keeps files, network, programs and processes out of reach."""

    few_calls: bool = False
    no_network: bool = False
    empty_root: bool = False
    no_rights: bool = False
    no_new_rights: bool = False
    limited: bool = False
    patient: bool = False


@dataclass(frozen=True)
class Bounds:
    """Megabytes on top of what is loaded, seconds of processor time for all jobs of one child."""

    megabytes: int
    seconds_in_all: int


def confine(prepare: Callable[[], object], bounds: Bounds, gauge: limits.Gauge) -> Confinement:
    """Put this process, for good, behind walls. `prepare` loads all that it will ever need from files, and is called where files are
    still in reach but the network and new rights are not. No thread may run before; any may be started by `prepare`.
    """
    patient = _holds(_give_way)
    no_new_rights = _holds(lambda: libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1))
    no_network = _holds(_leave_the_network)
    _without_capabilities(prepare)
    loaded = gauge.read()
    empty_root = _holds(_empty_the_root)
    no_rights = _holds(_drop_rights)
    limited = limits.limit(
        None if loaded is None else loaded + bounds.megabytes * limits.MEGABYTE, seconds_in_all=bounds.seconds_in_all
    )
    _holds(lambda: libc.prctl(libc.PR_SET_DUMPABLE, 0))
    end_with_parent()  # once more: a change of user forgets it
    few_calls = _holds(_filter_calls)
    return Confinement(
        few_calls=few_calls,
        no_network=no_network or few_calls,
        empty_root=empty_root,
        no_rights=no_rights,
        no_new_rights=no_new_rights,
        limited=limited,
        patient=patient,
    )


def end_with_parent() -> None:
    """Be killed when the thread that started this process ends (PR_SET_PDEATHSIG counts threads, not processes)."""
    _holds(lambda: libc.prctl(libc.PR_SET_PDEATHSIG, _SIGKILL))


def _holds(put_up: Callable[[], object]) -> bool:
    try:
        put_up()
    except OSError:
        return False
    return True


def _give_way() -> None:
    """To whoever serves readers: less time when there is little, and the first to go when memory runs out (proc(5), oom_score_adj)."""
    os.nice(_PATIENT)
    with suppress(OSError):
        _OUT_OF_MEMORY.write_text(_FIRST_TO_GO)


def _leave_the_network() -> None:
    """A network of its own, without a way out. Whoever is not root needs a namespace of users for it, in which it has every
    capability.
    """
    try:
        libc.unshare(libc.CLONE_NEWNET | libc.CLONE_NEWIPC)
    except OSError:
        libc.unshare(libc.CLONE_NEWUSER | libc.CLONE_NEWNET | libc.CLONE_NEWIPC)


def _without_capabilities(prepare: Callable[[], object]) -> None:
    """Capabilities belong to threads: one that has none prepares, so the typesetter's own threads, which it starts, have none."""

    def work() -> None:
        if (
            os.geteuid() != 0
        ):  # root's files may be in reach by capability alone; `_drop_rights` reaches every thread of root's
            _holds(libc.drop_capabilities)
        prepare()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(work).result()


def _empty_the_root() -> None:
    """A folder that is already removed: nothing is in it, and nothing can be put there."""
    folder = Path(tempfile.mkdtemp(prefix="press-"))
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    finally:
        folder.rmdir()
    try:
        os.fchdir(handle)
        os.chroot(".")
    finally:
        os.close(handle)


def _drop_rights() -> None:
    """As root become nobody, with all threads; without capabilities in any case."""
    try:
        if os.geteuid() == 0:
            with suppress(OSError):
                os.setgroups([])
            os.setresgid(_NOBODY, _NOBODY, _NOBODY)
            os.setresuid(_NOBODY, _NOBODY, _NOBODY)
    finally:
        libc.drop_capabilities()


def _filter_calls() -> None:
    machine = filters.MACHINES.get(platform.machine())
    if machine is None:
        raise OSError(f"the numbers of {platform.machine()} are not known")
    libc.filter_calls(filters.program(machine))
