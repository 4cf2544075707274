"""Talking to a child process: what it is given goes in while what it says comes out, and no more of it than is wanted."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass, field
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from typing import IO

_CHUNK = 64 * 1024
_COMPLAINT = 16 * 1024
"""Bytes of a complaint that are kept."""


class SaysTooMuch(Exception):
    """It has more to say than was wanted. It is still running."""


@dataclass
class _Said:
    output: bytearray = field(default_factory=bytearray)
    complaint: bytearray = field(default_factory=bytearray)


def exchange(process: subprocess.Popen[bytes], sent: bytes, *, most: int, seconds: float) -> tuple[bytes, bytes]:
    """What it says and what it complains of, until it closes both. `communicate` would hold all that a child says.

    Raises SaysTooMuch at once when there are more than `most` bytes, and `subprocess.TimeoutExpired`. Who calls ends it.
    """
    stdin, stdout, stderr = _pipes(process)
    ends = time.monotonic() + seconds
    said, left = _Said(), memoryview(sent)
    os.set_blocking(stdin.fileno(), False)
    with DefaultSelector() as ready:
        ready.register(stdin, EVENT_WRITE)
        ready.register(stdout, EVENT_READ, said.output)
        ready.register(stderr, EVENT_READ, said.complaint)
        while ready.get_map():
            if (wait := ends - time.monotonic()) <= 0:
                raise subprocess.TimeoutExpired(process.args, seconds)
            for key, _ in ready.select(wait):
                if key.fileobj is stdin:
                    left = _written(key.fd, left)
                    is_done = not left
                else:
                    is_done = _read(key.fd, key.data)
                if is_done:
                    ready.unregister(key.fileobj)
                    key.fileobj.close()  # type: ignore[union-attr]
            if len(said.output) > most:
                raise SaysTooMuch()
            del said.complaint[_COMPLAINT:]
    process.wait(max(0.1, ends - time.monotonic()))
    return bytes(said.output), bytes(said.complaint)


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None or process.stderr is None:
        raise ValueError("All three of its streams have to be pipes.")
    return process.stdin, process.stdout, process.stderr


def _written(descriptor: int, left: memoryview) -> memoryview:
    """What is still to be written: nothing when it does not listen any more; what it has to say of that comes by itself."""
    try:
        return left[os.write(descriptor, left[:_CHUNK]) :]
    except BlockingIOError:
        return left
    except BrokenPipeError:
        return left[:0]


def _read(descriptor: int, into: bytearray) -> bool:
    """Was that the end?"""
    chunk = os.read(descriptor, _CHUNK)
    into += chunk
    return not chunk
