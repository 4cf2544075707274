"""What goes over the wire comes out as it went in, and what a child of ours would not say is not believed."""

from __future__ import annotations

import io
import json
import struct
from typing import Any

import pytest

from library.errors import Fault, LibraryError
from library.rendering.errors import DoesNotFit, MissingGlyphs, RenderFailed
from library.rendering.jobs import Job
from library.rendering.press import answers, wire

JOB = Job("page", {"words": ["é", "\ud800", "ẞ"], "deep": {"n": 1}}, {"a.svg": b"<svg/>", "b.svg": b""}, "png", 96)


def reader(content: bytes) -> wire.Read:
    stream = io.BytesIO(content)

    def read(size: int) -> bytes:
        found = stream.read(size)
        if len(found) < size:
            raise EOFError
        return found

    return read


def answered(job: Job, frame: bytes) -> bytes:
    return answers.page_of(job, *answers.read_answer(reader(frame)))


def test_a_job_is_read_as_it_was_written() -> None:
    assert wire.read_job(reader(wire.job_frame(JOB))) == JOB


def test_two_jobs_follow_each_other() -> None:
    read = reader(wire.job_frame(JOB) * 2)
    assert [wire.read_job(read), wire.read_job(read)] == [JOB, JOB]


def test_a_page_is_the_bytes_that_were_sent() -> None:
    assert answered(Job("page", {}), wire.answer_frame("set", b"%PDF-1.7 ...")) == b"%PDF-1.7 ..."


@pytest.mark.parametrize(
    "refusal",
    [
        RenderFailed("No page came of it."),
        MissingGlyphs([Fault("/sections/0/body", "No font has a sign for it.")], characters=["U+10330"]),
        pytest.param(None, id="does-not-fit"),
    ],
    ids=lambda refusal: getattr(refusal, "slug", ""),
)
def test_a_refusal_is_raised_as_itself(refusal: LibraryError | None) -> None:
    if refusal is None:
        refusal = DoesNotFit.__new__(DoesNotFit)
        LibraryError.__init__(refusal, "Too long.", panel=2, section="help", overflow_mm=12.5)
    with pytest.raises(type(refusal)) as raised:
        answered(Job("page", {}), wire.answer_frame("refused", refusal=wire.as_data(refusal)))
    assert type(raised.value) is type(refusal)
    assert vars(raised.value) == vars(refusal)


LIES: dict[str, tuple[str, bytes, dict[str, Any]]] = {
    "a page that is none": ("set", b"<script>", {}),
    "no page": ("set", b"", {}),
    "an unknown outcome": ("shell", b"", {}),
    "a refusal of nothing": ("refused", b"", {}),
    "a refusal by another's name": (
        "refused",
        b"",
        {"refusal": {"slug": "not-found", "detail": "", "errors": [], "members": {}}},
    ),
    "a refusal with more": (
        "refused",
        b"",
        {"refusal": {"slug": "render-failed", "detail": "", "errors": [], "members": {}, "__class__": "x"}},
    ),
    "words where truth values belong": ("ready", b"", {"walls": {"few_calls": "yes"}}),
    "an error without a name": ("broken", b"", {"error": "KeyError"}),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_what_makes_no_sense_is_not_believed(lie: tuple[str, bytes, dict[str, Any]]) -> None:
    outcome, content, members = lie
    with pytest.raises(wire.Garbled):
        answered(Job("page", {}), wire.answer_frame(outcome, content, **members))


@pytest.mark.parametrize(
    "frame",
    [
        struct.pack("!II", 0xFFFFFFFF, 0),
        struct.pack("!II", 10, wire.LONGEST_ANSWER + 1),
        wire.frame(b"[" * 100_000),
        wire.frame(b"\xff\xfe"),
        wire.frame(json.dumps({"outcome": "set", "blobs": [1]}).encode()),
    ],
    ids=["a huge head", "a huge page", "deep JSON", "no text", "an unknown member"],
)
def test_a_frame_of_nonsense_is_not_believed(frame: bytes) -> None:
    with pytest.raises(wire.Garbled):
        answered(Job("page", {}), frame)


def test_a_frame_that_breaks_off_is_its_end() -> None:
    with pytest.raises(EOFError):
        answered(Job("page", {}), wire.answer_frame("set", b"%PDF-")[:-1])
