"""The list of system calls that a child may make, as a program of the kernel's filter language.

Everything that is not named here fails with EPERM: no file can be opened, no socket made, no program or process
started, no other process touched, whatever rights the child has. It needs no privilege, so it holds in every
container that lets a process restrict itself. Source: seccomp(2) and linux/seccomp.h, linux/filter.h, linux/audit.h.
"""

from __future__ import annotations

import errno
import struct
from collections.abc import Mapping
from dataclasses import dataclass

# What a program needs that computes, holds memory, runs threads, and reads and writes what is already open. Numbers by
# asm/unistd_64.h of x86-64, and by asm-generic/unistd.h for aarch64 (which has no `poll`).
_CALLS = """
    call              x86-64 aarch64
    read                 0    63
    write                1    64
    close                3    57
    poll                 7     -
    lseek                8    62
    mmap                 9   222
    mprotect            10   226
    munmap              11   215
    brk                 12   214
    rt_sigaction        13   134
    rt_sigprocmask      14   135
    rt_sigreturn        15   139
    sched_yield         24   124
    mremap              25   216
    madvise             28   233
    nanosleep           35   101
    getpid              39   172
    exit                60    93
    gettimeofday        96   169
    getrusage           98   165
    getppid            110   173
    sigaltstack        131   132
    gettid             186   178
    futex              202    98
    sched_getaffinity  204   123
    restart_syscall    219   128
    clock_gettime      228   113
    clock_nanosleep    230   115
    exit_group         231    94
    ppoll              271    73
    set_robust_list    273    99
    getrandom          318   278
    rseq               334   293
"""


@dataclass(frozen=True)
class Machine:
    """A processor's own numbers: its name in audit.h, the calls that are allowed, and those that are looked into."""

    audit: int
    allowed: Mapping[str, int]
    clone: int
    prlimit: int
    clone3: int = 435


def _numbers(column: int) -> dict[str, int]:
    rows = [line.split() for line in _CALLS.split("\n")[2:-1]]
    return {row[0]: int(row[column]) for row in rows if row[column] != "-"}


MACHINES = {
    "x86_64": Machine(0xC000_003E, _numbers(1), clone=56, prlimit=302),
    "aarch64": Machine(0xC000_00B7, _numbers(2), clone=220, prlimit=261),
}
_CLONE_THREAD = 0x0001_0000

# What a program sees (struct seccomp_data): its own first argument is split into halves, the lower one first.
_NUMBER, _AUDIT, _FIRST_LOW, _FIRST_HIGH = 0, 4, 16, 20
_LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_IF_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_IF_ANY_BIT = 0x45  # BPF_JMP | BPF_JSET | BPF_K
_ANSWER = 0x06  # BPF_RET | BPF_K
_KILL, _REFUSE, _ALLOW = 0x8000_0000, 0x0005_0000, 0x7FFF_0000


def program(machine: Machine) -> bytes:
    """Instructions of eight bytes: only `machine.allowed`, new threads (not processes), and limits of its own.

    A 32-bit call on a 64-bit machine, which would have other numbers, ends the process.
    """
    lines = [_line(_LOAD, _AUDIT), _line(_IF_EQUAL, machine.audit, then=1), *_answer(_KILL), _line(_LOAD, _NUMBER)]
    for number in sorted(machine.allowed.values()):
        lines += _when(number, _answer(_ALLOW))
    # glibc then uses `clone`, whose flags a program can see.
    lines += _when(machine.clone3, _answer(_REFUSE | errno.ENOSYS))
    lines += _when(
        machine.clone,
        [
            _line(_LOAD, _FIRST_LOW),
            _line(_IF_ANY_BIT, _CLONE_THREAD, otherwise=1),
            *_answer(_ALLOW),
            *_answer(_REFUSE | errno.EPERM),
        ],
    )
    lines += _when(
        machine.prlimit,
        [
            _line(_LOAD, _FIRST_LOW),
            _line(_IF_EQUAL, 0, otherwise=3),
            _line(_LOAD, _FIRST_HIGH),
            _line(_IF_EQUAL, 0, otherwise=1),
            *_answer(_ALLOW),
            *_answer(_REFUSE | errno.EPERM),
        ],
    )
    return b"".join([*lines, *_answer(_REFUSE | errno.EPERM)])


def _when(number: int, lines: list[bytes]) -> list[bytes]:
    """The lines for one call; the others jump over them."""
    return [_line(_IF_EQUAL, number, otherwise=len(lines)), *lines]


def _answer(value: int) -> list[bytes]:
    return [_line(_ANSWER, value)]


def _line(code: int, value: int, *, then: int = 0, otherwise: int = 0) -> bytes:
    """struct sock_filter: the operation, how many lines to jump over if so and if not, a number."""
    return struct.pack("=HBBI", code, then, otherwise, value)
