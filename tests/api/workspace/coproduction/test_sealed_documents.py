"""Signed forms and recordings: in by curators of the owner, out by them alone, and never without a trace."""

from __future__ import annotations

from typing import Any

import pytest

from library.coproduction.models import SealedDocument, SealedPerson, SealedRead
from library.ids import new_id
from tests import files
from tests.kept import sent
from tests.voices import Voices
from tests.worlds import World

FORM = b"%PDF-1.7 signed by Teller Canary Example"
M4A = b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00M4A mp42isom" + bytes(64)
WHY = {"why": "To show what was agreed."}


@pytest.fixture
def voices(world: World) -> Voices:
    return Voices(world)


def path_of(quote: Any) -> str:
    return f"/v1/workspace/testimonials/{quote.pk}/documents"


def kept(world: World, quote: Any) -> str:
    """The address at which a form that was sent is read."""
    answer = world.api("cora").upload(path_of(quote), sent(FORM, "Teller Canary.pdf"), {})
    assert answer.status == 201, answer
    return f"{path_of(quote)}/{answer.json()['id']}/read"


def test_it_is_read_as_it_was_sent_and_the_reading_is_noted(voices: Voices, world: World) -> None:
    answer = world.api("cora").post(kept(world, voices.said()), WHY, idempotency_key=None)
    assert (answer.status, answer.body) == (200, FORM)
    read = SealedRead.objects.get(what="document")
    assert (read.person, read.why) == (SealedPerson.objects.get().pk, WHY["why"])


def test_it_is_a_download_that_nobody_keeps(voices: Voices, world: World) -> None:
    headers = world.api("cora").post(kept(world, voices.said()), WHY, idempotency_key=None).headers
    named = ("Content-Type", "Content-Disposition", "Cache-Control", "X-Content-Type-Options")
    assert [headers[name] for name in named] == [
        "application/pdf",
        'attachment; filename="teller-canary.pdf"',
        "no-store",
        "nosniff",
    ]


@pytest.mark.parametrize(
    "data",
    [FORM, files.image("PNG"), files.image("JPEG"), files.mp3(), files.word(), M4A],
    ids=lambda data: repr(data[:8]),
)
def test_what_is_accepted(voices: Voices, world: World, data: bytes) -> None:
    assert world.api("cora").upload(path_of(voices.said()), sent(data, "x"), {}).status == 201


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", "file-empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file-type-not-accepted"),
        (b"MZ a program", "file-type-not-accepted"),
        (files.mp4(), "file-type-not-accepted"),
        (files.image("WEBP"), "file-type-not-accepted"),
        (FORM + bytes(10_000_000), ""),
    ],
    ids=["empty", "svg", "program", "video", "webp", "large"],
)
def test_what_is_refused_is_kept_nowhere(voices: Voices, world: World, data: bytes, refusal: str) -> None:
    answer = world.api("cora").upload(path_of(voices.said()), sent(data, "form.pdf"), {})
    assert 400 <= answer.status < 500
    assert not refusal or answer.slug == refusal
    assert not SealedDocument.objects.exists()


@pytest.mark.parametrize("data", [b"MZ a program", files.mp4()], ids=["program", "video"])
def test_a_refusal_names_what_is_kept_here_and_nothing_else(voices: Voices, world: World, data: bytes) -> None:
    said = world.api("cora").upload(path_of(voices.said()), sent(data, "form.pdf"), {}).body.decode()
    assert "M4A recording" in said
    assert "WebVTT" not in said


@pytest.mark.parametrize("body", [{}, {"why": " "}, {"why": "w" * 201}])
def test_without_a_reason_nothing_is_read(voices: Voices, world: World, body: dict[str, str]) -> None:
    address = kept(world, voices.said())
    assert world.api("cora").post(address, body, idempotency_key=None).status == 400
    assert not SealedRead.objects.filter(what="document").exists()


@pytest.mark.parametrize(
    ("name", "status"),
    [("hana", 404), *((name, 403) for name in ("rosa", "petra", "lila", "ada", "nell", "ned"))],
)
def test_nobody_else_reads_or_adds_any(voices: Voices, world: World, name: str, status: int) -> None:
    quote = voices.said()
    address, other = kept(world, quote), world.api(name)
    assert other.post(address, WHY, idempotency_key=None).status == status
    assert other.upload(path_of(quote), sent(FORM, "form.pdf"), {}).status == status
    assert SealedDocument.objects.count() == 1
    assert not SealedRead.objects.filter(what="document").exists()


def test_a_document_of_another_person_is_not_there(voices: Voices, world: World) -> None:
    address, other = kept(world, voices.said()), voices.said("Others.")
    document = SealedDocument.objects.get().pk
    for wrong in (f"{path_of(other)}/{document}/read", address.replace(str(document), str(new_id()))):
        assert world.api("cora").post(wrong, WHY, idempotency_key=None).status == 404


def test_a_repeated_answer_has_no_name(voices: Voices, world: World) -> None:
    path, cora = path_of(voices.said()), world.api("cora")
    for name in ("form.pdf", ""):
        answer = cora.upload(path, sent(FORM, "form.pdf"), {}, idempotency_key='"paper-1"')
        assert answer.json()["name"] == name
    assert SealedDocument.objects.count() == 1
