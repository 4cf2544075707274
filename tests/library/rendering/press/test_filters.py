"""The list of calls, run through a machine for such programs that is small enough to be read (bpf in linux/filter.h)."""

from __future__ import annotations

import errno
import struct

import pytest

from library.rendering.press import filters
from library.rendering.press.filters import MACHINES

ALLOWED, KILLED = 0x7FFF0000, 0x80000000
FORBIDDEN = 0x00050000 | errno.EPERM
UNKNOWN_TO_KERNEL = 0x00050000 | errno.ENOSYS
NAMES = sorted(MACHINES)
THREAD = 0x003D0F00  # what a C library asks for: CLONE_THREAD and those that go with it
PROCESS = 0x01200011  # the same for a fork: SIGCHLD and two CLONE_CHILD flags


def answer(name: str, call: int, first: int = 0, *, audit: int | None = None) -> int:
    machine = MACHINES[name]
    data = struct.pack("=IIQQQQQQQ", call, machine.audit if audit is None else audit, 0, first, 0, 0, 0, 0, 0)
    lines = list(struct.iter_unpack("=HBBI", filters.program(machine)))
    at = held = 0
    while True:
        code, then, otherwise, value = lines[at]
        at += 1
        if code == 0x20:
            (held,) = struct.unpack_from("=I", data, value)
        elif code == 0x06:
            return int(value)
        else:
            holds = held == value if code == 0x15 else bool(held & value)
            at += then if holds else otherwise


@pytest.mark.parametrize("name", NAMES)
def test_what_a_page_needs_is_allowed(name: str) -> None:
    assert {answer(name, call) for call in MACHINES[name].allowed.values()} == {ALLOWED}


@pytest.mark.parametrize("name", NAMES)
def test_everything_else_is_forbidden(name: str) -> None:
    machine = MACHINES[name]
    others = set(range(600)) - {*machine.allowed.values(), machine.clone, machine.clone3, machine.prlimit}
    assert {answer(name, call) for call in others} == {FORBIDDEN}


@pytest.mark.parametrize(
    ("name", "calls"),
    [
        ("x86_64", {"open": 2, "socket": 41, "connect": 42, "execve": 59, "fork": 57, "ptrace": 101, "openat": 257}),
        ("aarch64", {"openat": 56, "socket": 198, "connect": 203, "execve": 221, "ptrace": 117, "kill": 129}),
    ],
)
def test_the_dangerous_ones_are_forbidden_by_their_numbers(name: str, calls: dict[str, int]) -> None:
    assert {call: answer(name, number) for call, number in calls.items()} == dict.fromkeys(calls, FORBIDDEN)


@pytest.mark.parametrize("name", NAMES)
def test_a_thread_may_be_started_and_a_process_not(name: str) -> None:
    clone = MACHINES[name].clone
    assert (answer(name, clone, THREAD), answer(name, clone, PROCESS)) == (ALLOWED, FORBIDDEN)
    assert answer(name, MACHINES[name].clone3) == UNKNOWN_TO_KERNEL


@pytest.mark.parametrize("name", NAMES)
def test_a_process_may_limit_itself_and_no_other(name: str) -> None:
    limit = MACHINES[name].prlimit
    assert answer(name, limit, 0) == ALLOWED
    assert answer(name, limit, 1) == answer(name, limit, 1 << 32) == FORBIDDEN


@pytest.mark.parametrize("name", NAMES)
def test_calls_in_another_machines_numbers_end_the_process(name: str) -> None:
    assert answer(name, 0, audit=0x40000003) == KILLED


def test_calls_with_short_pointers_are_not_let_through_beside() -> None:
    assert answer("x86_64", 0x40000000) == FORBIDDEN
