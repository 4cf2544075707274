"""The few calls of Linux that Python does not offer (those of capset(2), prctl(2), seccomp(2), unshare(2)). On another
system each of them fails as if it were forbidden.
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
CLONE_NEWIPC = 0x0800_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWNET = 0x4000_0000
_CAPABILITIES_VERSION_3 = 0x2008_0522
_SECCOMP_CALL = {"x86_64": 317, "aarch64": 277}
_SECCOMP_SET_MODE_FILTER = 1
_SECCOMP_FILTER_FLAG_TSYNC = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


def prctl(option: int, value: int) -> None:
    """Raises OSError."""
    _call("prctl", *(ctypes.c_ulong(number) for number in (option, value, 0, 0, 0)))


def unshare(flags: int) -> None:
    """Namespaces of its own for the calling thread and those that it starts. Raises OSError."""
    _call("unshare", ctypes.c_int(flags))


def drop_capabilities() -> None:
    """The calling thread, and those that it starts, have no capabilities for good. Raises OSError."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_VERSION_3, 0)
    none = (ctypes.c_uint32 * 6)()
    _call("capset", header, none)


def filter_calls(program: bytes) -> None:
    """Put all threads under a program of `filters`: prctl(2) would do so for the calling thread alone. Needs PR_SET_NO_NEW_PRIVS.
    Raises OSError.
    """

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]

    seccomp = _SECCOMP_CALL.get(platform.machine())
    if seccomp is None:
        raise OSError(f"no number for seccomp(2) on {platform.machine()}")
    handed = Program(len(program) // 8, program)
    numbers = (seccomp, _SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC)
    _call("syscall", *(ctypes.c_long(number) for number in numbers), ctypes.byref(handed))


def _call(name: str, *arguments: object) -> None:
    if sys.platform != "linux":
        raise OSError(f"{name} is Linux's own")
    if getattr(_LIBC, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
