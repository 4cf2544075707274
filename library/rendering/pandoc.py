"""The only door to pandoc: a program of its own that is given a text or a file and gives bytes, and can do nothing else.

It runs in pandoc's sandbox (no file, no network), with an empty environment, limits (`limited`) and an end.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path

import pypandoc

from library.rendering.errors import RenderFailed, TooDemanding
from library.rendering.exchange import SaysTooMuch, exchange

_LAUNCHER = Path(__file__).with_name("limited.py")
_PROCESSOR_SECONDS = 15
_SECONDS = 20
_MEGABYTES = 1024
_MOST = 64 * 1024 * 1024
"""Bytes that come of one file, unless the caller wants fewer."""
_OUT_OF_MEMORY = 251
"""What a Haskell program ends with when its heap is exhausted."""


def pandoc(
    given: str | bytes,
    *,
    source: str,
    target: str,
    options: tuple[str, ...] = (),
    seconds: float = _SECONDS,
    most: int = _MOST,
) -> bytes:
    """What is given, in another format. `source` and `target` are formats of pandoc; those that are archives take bytes.

    Raises TooDemanding when it took more than `seconds`, too much memory or would be more than `most` bytes, and
    RenderFailed when pandoc refused it.
    """
    with subprocess.Popen(  # noqa: S603 - our own launcher, no shell, and arguments that nobody typed
        [
            *(sys.executable, "-I", "-S", str(_LAUNCHER), str(_PROCESSOR_SECONDS), str(_MEGABYTES), _program()),
            *("--from", source, "--to", target, "--sandbox", "--output", "-", *options),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={},
        cwd="/",
        start_new_session=True,
    ) as process:
        try:
            sent = given if isinstance(given, bytes) else given.encode()
            output, complaint = exchange(process, sent, most=most, seconds=seconds)
        except subprocess.TimeoutExpired:
            raise TooDemanding(f"Turning the file into {target} took more than {seconds:g} seconds.") from None
        except SaysTooMuch:
            raise TooDemanding(
                f"What comes of the file has more than {most:,} bytes, far more than any document."
            ) from None
        finally:
            _end(process)
    if process.returncode < 0 or process.returncode == _OUT_OF_MEMORY:
        raise TooDemanding("The file took more time or memory than one file may.")
    if process.returncode:
        raise RenderFailed(complaint.decode(errors="replace").strip() or "The file could not be made.")
    return output


def _end(process: subprocess.Popen[bytes]) -> None:
    """It and what it started, if it still runs: nobody waits for a child that is not listened to any more."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


@cache
def _program() -> str:
    return str(Path(pypandoc.get_pandoc_path()).resolve())
