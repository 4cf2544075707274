"""The form that a file comes in: taken whole or refused whole, and done once however often it is sent."""

from __future__ import annotations

from typing import Any

import pytest

from library.catalogue.models import Asset
from library.ids import new_id
from tests import files
from tests.client import Api, Response
from tests.kept import FACTS, PATH, sent, stored
from tests.state import state
from tests.worlds import World

FORM = {**FACTS, "accessibility": "accessible"}


def part(name: str, content: bytes = b"x", file_name: str | None = None) -> bytes:
    file = f'; filename="{file_name}"' if file_name is not None else ""
    return f'--edge\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + content + b"\r\n"


FIELDS = b"".join(part(name, value.encode()) for name, value in FACTS.items())
FILE = part("file", files.VTT, "a.vtt")
END = b"--edge--\r\n"


def post(api: Api, body: bytes, content_type: str = "multipart/form-data; boundary=edge", **headers: str) -> Response:
    sent_headers = {"idempotency_key": f'"{new_id()}"', **headers}
    return api.request("POST", PATH, body=body, headers=sent_headers, content_type=content_type)


def test_a_form_by_hand_is_taken(world: World) -> None:
    assert post(world.api("cora"), FIELDS + FILE + END).status == 201


FORMS = {
    "no file": (FIELDS + END, 400),
    "the file as text": (FIELDS + part("file", files.VTT) + END, 400),
    "a file without a name": (FIELDS + part("file", files.VTT, "") + END, 400),
    "two files": (FIELDS + FILE + FILE + END, 400),
    "a file of another name": (FIELDS + FILE + part("image", files.VTT, "b.vtt") + END, 400),
    "a field twice": (FIELDS + FIELDS + FILE + END, 400),
    "the file as text, too": (FIELDS + FILE + part("file") + END, 400),
    "an unknown field": (FIELDS + FILE + part("publish", b"true") + END, 400),
    "ten thousand fields": (FIELDS + FILE + b"".join(part(f"x{n}") for n in range(10_000)) + END, 400),
    "ten thousand files": (FIELDS + b"".join(part(f"x{n}", b"y", "a.vtt") for n in range(10_000)) + END, 400),
    "ten thousand of one name": (FIELDS + FILE + part("x") * 10_000 + END, 400),
    "ten thousand without a name": (FIELDS + b"--edge\r\n\r\nx\r\n" * 10_000 + END, 400),
    "a field of 2 MB": (FIELDS + FILE + part("accessibility_note", b"x" * 2_000_000) + END, 413),
    "a field that is not UTF-8": (part("licence", b"CC-BY-4.0") + part("rights_holder", b"caf\xe9") + FILE + END, 400),
    "no end": (FIELDS + FILE[:-20], 400),
    "an empty line": (b"\r\n", 400),
    "noise": (bytes(range(256)) * 10, 400),
    "another boundary": ((FIELDS + FILE + END).replace(b"--edge", b"--egde"), 400),
    "bad base64": (FIELDS + FILE.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n", 1) + END, 400),
}


@pytest.mark.parametrize("what", FORMS)
def test_a_bad_form_is_refused_and_leaves_nothing(world: World, what: str) -> None:
    body, status = FORMS[what]
    api = world.api("cora")
    before = state(), stored()
    assert post(api, body).status == status
    assert (state(), stored()) == before


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 415),
        ("application/x-www-form-urlencoded", 415),
        ("text/plain", 415),
        ("multipart/mixed; boundary=edge", 415),
        ("multipart/form-data", 400),
        ("multipart/form-data; boundary=", 400),
        ("multipart/form-data; boundary=" + "x" * 300, 400),
    ],
)
def test_another_content_type_is_refused(world: World, content_type: str, status: int) -> None:
    api = world.api("cora")
    before = state(), stored()
    assert post(api, FIELDS + FILE + END, content_type).status == status
    assert (state(), stored()) == before


def test_a_body_over_the_limit_is_refused_by_its_length_alone(world: World) -> None:
    answer = post(world.api("cora"), FIELDS + FILE + END, content_length="200100000")
    assert answer.status == 413


# Repeating


def test_a_repeat_is_answered_as_the_first_time_and_keeps_one_file(world: World) -> None:
    cora = world.api("cora")
    before = stored()
    first, second = (cora.upload(PATH, sent(), FORM, idempotency_key='"once"') for _ in range(2))
    assert (first.status, second.status, first.body) == (201, 201, second.body)
    assert second.headers["Idempotency-Replayed"] == "true"
    assert len(stored() - before) == Asset.objects.count() == 1


def test_a_repeat_with_another_boundary_is_the_same_request(world: World) -> None:
    """Programs that send forms choose a new boundary each time."""
    cora, body = world.api("cora"), FIELDS + FILE + END
    post(cora, body, idempotency_key='"once"')
    again = post(
        cora, body.replace(b"--edge", b"--other"), "multipart/form-data; boundary=other", idempotency_key='"once"'
    )
    assert (again.status, again.headers.get("Idempotency-Replayed")) == (201, "true")


@pytest.mark.parametrize(
    "change", [{"file": sent(files.pdf())}, {"accessibility": "partly"}, {"file": sent(name="b.vtt")}]
)
def test_the_same_key_for_something_else_is_refused(world: World, change: dict[str, Any]) -> None:
    cora = world.api("cora")
    cora.upload(PATH, sent(), FORM, idempotency_key='"once"')
    other = {**FORM, **change}
    answer = cora.upload(PATH, other.pop("file", sent()), other, idempotency_key='"once"')
    assert (answer.status, answer.slug) == (422, "idempotency-key-reused")
    assert Asset.objects.count() == 1


def test_a_key_for_repeating_is_needed(world: World) -> None:
    answer = world.api("cora").request(
        "POST", PATH, body=FIELDS + FILE + END, content_type="multipart/form-data; boundary=edge"
    )
    assert (answer.status, answer.slug) == (400, "idempotency-key-missing")
    assert not Asset.objects.exists()
