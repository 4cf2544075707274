"""Endpoints: what every one does without being told."""

from __future__ import annotations

import pytest
from django.test import Client
from rest_framework.request import Request

from api.http.operations import operation
from api.http.permissions import ANY_MEMBER
from api.http.views import Answer, PublicView, WorkspaceView
from tests.cast import Cast

pytestmark = pytest.mark.urls("tests.api.http.urls")


@pytest.fixture
def client() -> Client:
    return Client()


def test_the_bytes_are_the_same_with_a_key_and_without(client: Client, cast: Cast) -> None:
    anonymous = client.get("/echo?name=x")
    keyed = client.get("/echo?name=x", headers={"Authorization": f"Bearer {cast.key('ned')}"})
    assert keyed.content == anonymous.content
    assert keyed.headers["ETag"] == anonymous.headers["ETag"]
    assert anonymous.headers["Cache-Control"] == "public, max-age=60"
    assert keyed.headers["Cache-Control"] == "private, max-age=60"


def test_head_is_get_without_its_body(client: Client) -> None:
    get, head = client.get("/echo"), client.head("/echo")
    ignored = {"X-Request-ID"}
    assert head.content == b""
    assert {name: value for name, value in head.headers.items() if name not in ignored} == {
        name: value for name, value in get.headers.items() if name not in ignored
    }


def test_what_is_held_is_not_sent_again(client: Client) -> None:
    held = client.get("/echo")
    again = client.get("/echo", headers={"If-None-Match": held.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary", "Surrogate-Key", "X-Accel-Expires"):
        assert again.headers[name] == held.headers[name]
    assert "Content-Type" not in again.headers


def test_options_says_what_there_is(client: Client) -> None:
    response = client.options("/echo")
    assert (response.status_code, response.headers["Allow"], response.content) == (204, "GET, POST, HEAD, OPTIONS", b"")


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [({"Origin": "https://site.example"}, "*"), ({"Origin": "null"}, "*")],
)
def test_a_public_read_is_open_to_other_sites(client: Client, headers: dict[str, str], allowed: str) -> None:
    response = client.get("/echo", headers=headers)
    assert response.headers["Access-Control-Allow-Origin"] == allowed
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_body_is_parsed_before_the_handler(client: Client) -> None:
    taken = client.post("/echo", b'{"count": 2}', content_type="application/json")
    assert taken.json() == {"name": "nobody", "at": None, "count": 2}


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"", "application/json", 400),
        (b"{}", "text/plain", 415),
        (b"name=x", "application/x-www-form-urlencoded", 415),
        (b"{}", "application/json; charset=latin-1", 415),
        (b"[" * 200_000, "application/json", 400),
        (b'{"name": "' + b"x" * 1_048_600 + b'"}', "application/json", 413),
        (rb'{"name": "\u0000"}', "application/json", 400),
        (rb'{"name": "\ud800"}', "application/json", 400),
        (b'{"count": 1, "count": 2}', "application/json", 400),
        (b'{"count": 1, "x": 2}', "application/json", 400),
    ],
)
def test_a_bad_body_is_refused(client: Client, body: bytes, content_type: str, status: int) -> None:
    response = client.post("/echo", body, content_type=content_type)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.parametrize("length", ["-1", "abc", "1" * 30, "\N{FULLWIDTH DIGIT ONE}"])
def test_a_length_that_is_none_is_refused(client: Client, length: str) -> None:
    assert client.post("/echo", b"{}", content_type="application/json", CONTENT_LENGTH=length).status_code == 400


def test_a_body_without_a_length_is_refused_and_not_taken_for_an_empty_one(client: Client) -> None:
    refused = client.generic("POST", "/echo", headers={"Transfer-Encoding": "chunked"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "Content-Length")


def test_a_handler_must_say_what_it_is() -> None:
    with pytest.raises(TypeError, match="@operation"):

        class Undeclared(PublicView):
            def get(self, request: Request) -> Answer:
                return Answer()


def test_a_workspace_operation_must_say_for_whom() -> None:
    with pytest.raises(TypeError, match="roles"):

        class ForNobody(WorkspaceView):
            @operation(summary="x", description="x")
            def get(self, request: Request) -> Answer:
                return Answer()


def test_a_declaration_is_there_for_every_method() -> None:
    class Both(WorkspaceView):
        @operation(summary="x", description="x", roles=ANY_MEMBER)
        def get(self, request: Request) -> Answer:
            return Answer()

    assert set(Both.operations) == {"GET", "HEAD"}
