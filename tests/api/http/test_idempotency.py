"""A request that is repeated is done once."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
import time_machine
from django.db import connection, connections, transaction
from django.utils import timezone

from api.http.idempotency import read_key
from api.http.refusals import IdempotencyKeyMissing
from library.accounts import answers
from library.accounts.models import ApiKey, StoredAnswer
from library.errors import Malformed
from tests.cast import Cast, assemble
from tests.client import Api, Response
from tests.state import state

KEYS = "/v1/workspace/keys"
BODY = {"name": "Website", "roles": ["editor"]}


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ('"a"', "a"),
        ("a", "a"),  # bare is accepted
        ("8e03978e-40d5-43dd-bc93-6894a57f9324", "8e03978e-40d5-43dd-bc93-6894a57f9324"),
        ('"with space"', "with space"),
        (r'"a\"b\\c"', r"a\"b\c".replace(r"\"", '"')),
        ('  "a"  ', "a"),
        ('"' + "a" * 255 + '"', "a" * 255),
    ],
)
def test_a_key_is_read(header: str, key: str) -> None:
    assert read_key(header) == key


@pytest.mark.parametrize("header", [None, "", "   "])
def test_no_key_is_missing(header: str | None) -> None:
    with pytest.raises(IdempotencyKeyMissing):
        read_key(header)


@pytest.mark.parametrize(
    "header",
    [
        '""',
        '"' + "a" * 256 + '"',
        "a" * 256,
        '"a',
        'a"',
        '"a" "b"',
        '"a", "b"',
        "a, b",
        '"é"',
        '"a\tb"',
        '"a\x00"',
        "a" * 100_000,
        r'"\a"',
    ],
)
def test_what_is_no_key_is_refused(header: str) -> None:
    with pytest.raises(Malformed):
        read_key(header)


def issue(api: Api, key: str | None = '"one"', **body: Any) -> Response:
    return api.post(KEYS, {**BODY, **body}, idempotency_key=key)


@pytest.fixture
def nora(cast: Cast) -> Api:
    return cast.api("nora")


def test_without_a_key_nothing_is_made(nora: Api) -> None:
    before = state()
    refused = issue(nora, key=None)
    assert (refused.status, refused.slug) == (400, "idempotency-key-missing")
    assert state() == before


def test_the_same_request_again_gets_the_same_answer_and_no_second_key(nora: Api) -> None:
    first = issue(nora)
    after = state()
    second = issue(nora)
    assert (second.status, second.headers["Location"]) == (201, first.headers["Location"])
    assert second.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert state() == after


def test_a_secret_is_shown_once(nora: Api) -> None:
    first, second = issue(nora).json(), issue(nora).json()
    assert Api(first["key"]).get("/v1/workspace/me").status == 200
    assert second == {**first, "key": None}
    assert first["key"].encode() not in bytes(StoredAnswer.objects.get().body)


def test_a_quoted_key_and_a_bare_one_are_the_same(nora: Api) -> None:
    assert issue(nora, '"one"').headers["Location"] == issue(nora, "one").headers["Location"]


@pytest.mark.parametrize("other", [{"name": "Another"}, {"roles": ["admin"]}, {"expires_at": "2030-01-01T00:00:00Z"}])
def test_another_request_under_the_key_is_refused(nora: Api, other: dict[str, Any]) -> None:
    issue(nora)
    before = state()
    refused = issue(nora, **other)
    assert (refused.status, refused.slug) == (422, "idempotency-key-reused")
    assert state() == before


def test_another_address_under_the_key_is_refused(nora: Api) -> None:
    issue(nora)
    body = {"name": "Sam", "email": "sam@norfolk.example", "roles": ["editor"]}
    assert nora.post("/v1/workspace/members", body, idempotency_key='"one"').slug == "idempotency-key-reused"


def test_another_caller_has_keys_of_its_own(cast: Cast) -> None:
    first, second = issue(cast.api("nora")), issue(cast.api("nell"))
    assert (first.status, second.status) == (201, 201)
    assert first.headers["Location"] != second.headers["Location"]


def test_another_key_of_the_same_person_is_another_caller(cast: Cast) -> None:
    assert issue(Api(cast.key("nora"))).headers["Location"] != issue(Api(cast.key("nora"))).headers["Location"]


def test_a_refused_request_leaves_its_key_free(nora: Api) -> None:
    before = state()
    assert issue(nora, name="").status == 400
    assert issue(nora, roles=["steward_admin"]).status == 403
    assert state() == before
    assert issue(nora).status == 201


def test_an_answer_is_kept_for_a_day(nora: Api) -> None:
    first = issue(nora)
    with time_machine.travel(timezone.now() + timedelta(hours=23, minutes=59)):
        assert issue(nora).headers["Location"] == first.headers["Location"]
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)):
        assert issue(nora).headers["Location"] != first.headers["Location"]


@pytest.mark.django_db(transaction=True)
def test_in_flight_the_second_is_told_to_wait() -> None:
    cast = assemble()
    api = cast.api("nora")
    key = ApiKey.objects.get(membership=cast.members["nora"]).public_id
    locked, done = Barrier(2), Barrier(2)

    def first_request() -> None:
        with transaction.atomic():
            assert answers.lock(key, "one")
            locked.wait(10)
            done.wait(10)
        connection.close()

    thread = Thread(target=first_request)
    thread.start()
    locked.wait(10)
    refused = issue(api)
    done.wait(10)
    thread.join()
    assert (refused.status, refused.slug, refused.headers["Retry-After"]) == (409, "request-in-flight", "1")
    assert issue(api).status == 201


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_is_done() -> None:
    cast = assemble()
    text = cast.key("nora")
    before = ApiKey.objects.count()
    results: list[Response] = []

    def ask() -> None:
        try:
            results.append(issue(Api(text)))
        finally:
            connections.close_all()

    threads = [Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ApiKey.objects.count() == before + 1
    assert sorted({result.status for result in results} | {409}) == [201, 409]
    assert len({result.headers["Location"] for result in results if result.status == 201}) == 1
