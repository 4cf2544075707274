"""Asking to join, as somebody without an account."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import override_settings

from library.accounts import actions
from library.accounts.actors import SYSTEM
from library.accounts.models import AccessRequest
from tests.cast import START, Cast
from tests.client import Api
from tests.post import deliver
from tests.state import state
from tests.worlds import ACCESS

PATH = "/v1/access-requests"


def test_it_is_taken_with_a_reference(cast: Cast, public: Api) -> None:
    answer = public.post(PATH, ACCESS)
    request = AccessRequest.objects.get()
    assert answer.status == 202
    assert answer.json()["reference"] == request.reference
    assert (request.ods_code, request.contact_name, request.state) == ("S1Y5D", "Robin Example", "received")
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_answer_tells_nothing_of_what_is_known_here(cast: Cast, public: Api) -> None:
    strange = public.post(PATH, ACCESS).json()
    actions.add_code(organisation=cast.organisations["norfolk"], scheme="ods", value="QMM", by=SYSTEM, at=START)
    known = public.post(PATH, {**ACCESS, "ods_code": "QMM", "email": "nora@norfolk.example"}).json()
    assert {**strange, "reference": ""} == {**known, "reference": ""}


def test_nobody_can_read_requests_here(cast: Cast, public: Api) -> None:
    reference = public.post(PATH, ACCESS).json()["reference"]
    assert public.get(PATH).status == 405
    assert public.get(f"{PATH}/{reference}").status == 404
    assert public.get("/v1/changes").json()["items"] == []


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"organisation_name": " "}, "/organisation_name"),
        ({"nation": "france"}, "/nation"),
        ({"ods_code": "12345678901"}, "/ods_code"),
        ({"ods_code": "a b"}, "/ods_code"),
        ({"areas": ["some-where"]}, "/areas/0"),
        ({"areas": ["E54000065"] * 51}, "/areas"),
        ({"email": "robin"}, "/email"),
        ({"email": "robin@nhs.example\nBcc: x@y.example"}, "/email"),
        ({"email": "robin@nhs.example?cc=x@y.example"}, "/email"),
        ({"contact_name": "Robin\r\nBcc: x@y.example"}, "/contact_name"),
        ({"message": "x" * 2001}, "/message"),
        ({"message": "bell\u0007"}, "/message"),
        ({"state": "accepted"}, "/state"),
        ({"organisation": "norfolk"}, "/organisation"),
        ({"roles": ["steward_admin"]}, "/roles"),
        ({"reference": "AAAA-AAAA"}, "/reference"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(
    cast: Cast, public: Api, body: dict[str, Any], pointer: str
) -> None:
    before = state()
    refused = public.post(PATH, {**ACCESS, **body})
    assert (refused.status, refused.pointers) == (400, [pointer])
    assert state() == before
    assert deliver() == []


def test_a_message_may_have_paragraphs(cast: Cast, public: Api) -> None:
    assert public.post(PATH, {**ACCESS, "message": "One.\r\n\r\nTwo."}).status == 202


@override_settings(COSTLY_POSTS_PER_HOUR=2)
def test_one_address_asks_a_few_times_an_hour(cast: Cast, public: Api) -> None:
    answers = [public.post(PATH, {**ACCESS, "message": str(number)}).status for number in range(3)]
    assert answers == [202, 202, 429]
    assert AccessRequest.objects.count() == 2
