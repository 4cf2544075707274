"""A bad credential is 401, the same for every cause, and never taken for none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from library.accounts import actions
from library.accounts.actors import SYSTEM
from library.accounts.models import ApiKey, User
from library.accounts.queries import NOBODYS_HASH
from tests.cast import Cast
from tests.client import Api, Response

ME = "/v1/workspace/me"


def core(response: Response) -> tuple[int, dict[str, object], str]:
    """All of an answer but the request's id."""
    body = {name: value for name, value in response.json().items() if name != "instance"}
    return response.status, body, response.headers["WWW-Authenticate"]


def revoked(cast: Cast) -> str:
    key, text = actions.issue_key(membership=cast.members["nell"], name="x", by=SYSTEM, at=timezone.now())
    actions.revoke_key(key=key, by=SYSTEM, at=timezone.now())
    return f"Bearer {text}"


def expired(cast: Cast) -> str:
    long_ago = timezone.now() - timedelta(days=2)
    _, text = actions.issue_key(
        membership=cast.members["nell"], name="x", expires_at=long_ago + timedelta(days=1), by=SYSTEM, at=long_ago
    )
    return f"Bearer {text}"


def of_a_former_member(cast: Cast) -> str:
    text = cast.key("nell")
    actions.end_membership(membership=cast.members["nell"], expected_version=1, by=SYSTEM, at=timezone.now())
    return f"Bearer {text}"


def of_a_closed_account(cast: Cast) -> str:
    text = cast.key("nell")
    User.objects.filter(username="nell").update(is_active=False)
    return f"Bearer {text}"


BAD: dict[str, Callable[[Cast], str]] = {
    "unknown prefix": lambda cast: "Bearer zzzzzzzz." + cast.key("nell").partition(".")[2],
    "wrong secret": lambda cast: "Bearer " + cast.key("nell").partition(".")[0] + "." + "a" * 32,
    "another's secret": lambda cast: (
        "Bearer " + cast.key("nell").partition(".")[0] + "." + cast.key("nora").partition(".")[2]
    ),
    "cut short": lambda cast: "Bearer " + cast.key("nell")[:-1],
    "with more": lambda cast: "Bearer " + cast.key("nell") + "a",
    "secret alone": lambda cast: "Bearer " + cast.key("nell").partition(".")[2],
    "hash for a secret": lambda cast: "Bearer " + ApiKey.objects.get(public_id=_issued(cast)).id[:100],
    "no scheme": lambda cast: cast.key("nell"),
    "another scheme": lambda cast: "Basic " + cast.key("nell"),
    "Api-Key scheme": lambda cast: "Api-Key " + cast.key("nell"),
    "empty": lambda _: "",
    "Bearer alone": lambda _: "Bearer",
    "twice in one header": lambda cast: f"Bearer {(key := cast.key('nell'))},Bearer {key}",
    "two keys": lambda cast: f"Bearer {(key := cast.key('nell'))} {key}",
    "with NUL": lambda cast: "Bearer " + cast.key("nell") + "\x00",
    "beyond ASCII": lambda cast: "Bearer " + cast.key("nell")[:-1] + "é",
    "a megabyte": lambda _: "Bearer " + "a" * 1_000_000,
    "revoked": revoked,
    "expired": expired,
    "former member": of_a_former_member,
    "closed account": of_a_closed_account,
}


def _issued(cast: Cast) -> object:
    key, _ = actions.issue_key(membership=cast.members["nell"], name="x", by=SYSTEM, at=timezone.now())
    return key.public_id


@pytest.fixture
def usual(cast: Cast) -> tuple[int, dict[str, object], str]:
    return core(Api().get(ME))


@pytest.mark.parametrize("cause", BAD)
def test_every_bad_credential_gets_the_same_answer(cast: Cast, usual: object, cause: str) -> None:
    assert core(Api().get(ME, authorization=BAD[cause](cast))) == usual


@pytest.mark.parametrize("cause", BAD)
def test_it_is_never_taken_for_none(cast: Cast, cause: str) -> None:
    header = BAD[cause](cast)
    assert Api().get("/problems/not-found", authorization=header).status == 401


@pytest.mark.parametrize("header", ["Bearer {}", "bearer {}", "BEARER  {}"])
def test_the_scheme_has_no_case(cast: Cast, header: str) -> None:
    assert Api().get(ME, authorization=header.format(cast.key("nell"))).status == 200


@pytest.mark.parametrize("name", ["api_key", "key", "access_token", "token", "authorization"])
def test_a_credential_in_the_address_is_an_unknown_parameter(cast: Cast, name: str) -> None:
    refused = cast.api("nell").get(ME, {name: cast.key("nell")})
    assert (refused.status, refused.pointers) == (400, [f"?{name}"])
    assert Api().get(ME, {name: cast.key("nell")}).status == 401


def test_a_cookie_is_no_credential(cast: Cast) -> None:
    assert Api().get(ME, cookie=f"sessionid={cast.key('nell')}").status == 401


def test_it_costs_one_query(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    api = cast.api("nell")
    with django_assert_num_queries(1):
        assert api.get("/problems/not-found").status == 200


@pytest.mark.parametrize("header", ["Bearer x", "Basic eDp5", "Bearer " + "a" * 1_000_000])
def test_what_cannot_be_a_key_costs_none(
    db: None, header: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert Api().get(ME, authorization=header).status == 401


def test_an_unknown_key_is_hashed_and_compared_too(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    monkeypatch.setattr(ApiKey.objects.key_generator, "verify", lambda _, hashed: compared.append(hashed))
    Api("zzzzzzzz." + "a" * 32).get(ME)
    assert compared == [NOBODYS_HASH]


def test_a_revoked_key_is_bad_on_the_next_request(cast: Cast) -> None:
    api = cast.api("nell")
    mine = api.get(ME).json()["key"]["id"]
    assert api.delete(f"/v1/workspace/keys/{mine}").status == 204
    assert api.get(ME).status == 401


def test_a_role_taken_from_the_person_is_gone_from_the_key(cast: Cast) -> None:
    api = cast.api("nora")
    actions.change_member(
        membership=cast.members["nora"], roles=["editor"], expected_version=1, by=SYSTEM, at=timezone.now()
    )
    assert api.get(ME).json()["roles"] == ["editor"]


def test_a_key_with_fewer_roles_stays_with_them(cast: Cast) -> None:
    assert Api(cast.key("nora", ["editor"])).get(ME).json()["roles"] == ["editor"]


def test_a_service_key_acts_for_its_organisation(cast: Cast) -> None:
    me = Api(cast.service_key("norfolk", "editor")).get(ME).json()
    assert (me["is_person"], me["organisation"]["code"], me["roles"]) == (False, "norfolk", ["editor"])
