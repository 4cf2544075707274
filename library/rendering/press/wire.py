"""What parent and child say to each other over two pipes: frames of a JSON head and blobs of bytes.

A frame is two lengths of four bytes each, the head, and the blobs one after another; the head says how long each is.
Nothing in a frame is ever run, and a frame longer than the reader accepts is not read.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from library.errors import LibraryError
from library.rendering.errors import TooDemanding
from library.rendering.jobs import Job

_LENGTHS = struct.Struct("!II")
MEGABYTE = 1024 * 1024
LONGEST_HEAD = 8 * MEGABYTE  # a document has at most half a megabyte, and its data is the same words with marks
LONGEST_JOB = 64 * MEGABYTE
LONGEST_ANSWER = 30 * MEGABYTE

Read = Callable[[int], bytes]


class Garbled(Exception):
    """What came is not a frame of ours, or too long for one."""


def frame(head: bytes, blobs: Iterable[bytes] = ()) -> bytes:
    body = b"".join(blobs)
    return _LENGTHS.pack(len(head), len(body)) + head + body


def read_frame(read: Read, *, longest: int) -> tuple[bytes, bytes]:
    """Head and blobs of the next frame. `read` gives exactly so many bytes, or raises. Raises Garbled."""
    head, body = _LENGTHS.unpack(read(_LENGTHS.size))
    if head > LONGEST_HEAD or body > longest:
        raise Garbled(f"a frame of {head} and {body} bytes")
    return read(head), read(body)


def job_frame(job: Job) -> bytes:
    """Raises TooDemanding for a job that no child would read."""
    said = {
        "template": job.template,
        "data": dict(job.data),
        "files": {name: len(content) for name, content in job.files.items()},
        "format": job.format,
        "ppi": job.ppi,
    }
    head = json.dumps(said, separators=(",", ":")).encode()
    if len(head) > LONGEST_HEAD or sum(map(len, job.files.values())) > LONGEST_JOB:
        raise TooDemanding("There are too many words or too large pictures for one page to be set.")
    return frame(head, job.files.values())


def read_job(read: Read) -> Job:
    head, body = read_frame(read, longest=LONGEST_JOB)
    said = json.loads(head)
    files, start = {}, 0
    for name, length in said["files"].items():
        files[name] = body[start : start + length]
        start += length
    return Job(said["template"], said["data"], files, said["format"], said["ppi"])


def answer_frame(outcome: str, content: bytes = b"", **members: Any) -> bytes:
    return frame(json.dumps({"outcome": outcome, **members}).encode(), [content])


def as_data(error: LibraryError) -> Mapping[str, Any]:
    """A refusal as plain values, from which `answers` makes the same refusal again."""
    faults = [{"pointer": fault.pointer, "detail": fault.detail} for fault in error.errors]
    return {"slug": error.slug, "detail": error.detail, "errors": faults, "members": error.members}
