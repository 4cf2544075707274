"""Keys over HTTP: made once shown, seen by whom they concern, revoked for good."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from library.accounts.models import ApiKey
from library.history.models import Event
from library.ids import new_id
from tests.cast import Cast
from tests.client import Api
from tests.state import state

KEYS = "/v1/workspace/keys"


def test_a_new_key_works_and_carries_what_was_asked(cast: Cast) -> None:
    made = cast.api("nora").post(KEYS, {"name": "Website", "roles": ["editor"]})
    assert made.status == 201
    assert made.headers["Location"] == f"http://127.0.0.1:8000{KEYS}/{made.json()['id']}"
    me = Api(made.json()["key"]).get("/v1/workspace/me").json()
    assert (me["roles"], me["key"]["prefix"]) == (["editor"], made.json()["key"].partition(".")[0])


def test_it_has_a_hundred_and_ninety_bits(cast: Cast) -> None:
    prefix, _, secret = cast.api("nell").post(KEYS, {"name": "x"}).json()["key"].partition(".")
    assert (len(prefix), len(secret)) == (8, 32)  # 32 characters out of 62: 190.5 bits
    assert secret.isalnum()
    assert secret.isascii()


def test_left_out_roles_are_those_of_the_asking_key(cast: Cast) -> None:
    assert Api(cast.key("nora", ["editor"])).post(KEYS, {"name": "x"}).json()["roles"] == ["editor"]


def test_the_secret_is_never_shown_again(cast: Cast) -> None:
    nell = cast.api("nell")
    made = nell.post(KEYS, {"name": "x"}).json()
    secret = made["key"].partition(".")[2].encode()
    for path in (KEYS, f"{KEYS}/{made['id']}", "/v1/workspace/me"):
        assert secret not in nell.get(path).body
    assert not ApiKey.objects.filter(hashed_key__contains=secret.decode()).exists()


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        ({"name": "x", "roles": ["editor", "approver"]}, 403, "role-not-yours-to-give"),
        ({"name": "x", "roles": ["steward_admin"]}, 403, "role-not-yours-to-give"),
        ({"name": "x", "roles": []}, 400, "invalid-request"),
        ({"name": "x", "roles": ["king"]}, 400, "invalid-request"),
        ({"name": ""}, 400, "invalid-request"),
        ({"name": "x" * 51}, 400, "invalid-request"),
        ({"name": "a\nb"}, 400, "invalid-request"),
        ({"name": "   "}, 400, "invalid-request"),
        ({"name": "x", "expires_at": "2020-01-01T00:00:00Z"}, 400, "invalid-request"),
        ({"name": "x", "expires_at": "0001-01-01T00:00:00+23:59"}, 400, "invalid-request"),
        ({"name": "x", "organisation": "suffolk"}, 400, "invalid-request"),
        ({"name": "x", "membership": str(new_id())}, 400, "invalid-request"),
        ({"name": "x", "hashed_key": "x"}, 400, "invalid-request"),
        ({"name": "x", "kind": "service", "roles": ["editor"]}, 403, "not-allowed"),
        ({"name": "x", "kind": "robot"}, 400, "invalid-request"),
    ],
)
def test_what_an_editor_may_not_have_is_refused(cast: Cast, body: dict[str, object], status: int, slug: str) -> None:
    nell = cast.api("nell")
    before = state()
    refused = nell.post(KEYS, body)
    assert (refused.status, refused.slug) == (status, slug)
    assert state() == before


@pytest.mark.parametrize("role", ["reviewer", "approver", "publisher", "admin", "steward_admin", "curator"])
def test_a_service_key_neither_judges_nor_administers(cast: Cast, role: str) -> None:
    nora = cast.api("nora")
    before = state()
    refused = nora.post(KEYS, {"name": "x", "kind": "service", "roles": ["editor", role]})
    assert (refused.status, refused.pointers) == (400, ["/roles/1"])
    assert state() == before


def test_an_administrator_makes_a_key_for_the_organisation(cast: Cast) -> None:
    made = cast.api("nora").post(KEYS, {"name": "Website", "kind": "service", "roles": ["editor", "reader"]}).json()
    assert (made["kind"], made["owner"], made["organisation"]) == ("service", None, "norfolk")


def test_only_a_steward_administrator_makes_a_curating_service_key(cast: Cast) -> None:
    body = {"name": "Import", "kind": "service", "roles": ["curator"]}
    assert cast.api("ada").post(KEYS, body).status == 201


def test_a_service_key_makes_no_keys(cast: Cast) -> None:
    service = Api(cast.service_key("norfolk", "editor"))
    before = state()
    assert service.post(KEYS, {"name": "x"}).status == 403
    assert service.post(KEYS, {"name": "x", "kind": "service", "roles": ["editor"]}).status == 403
    assert state() == before


def names(api: Api) -> set[str]:
    return {key["name"] for key in api.get(KEYS).json()["items"]}


def test_each_sees_the_keys_that_concern_them(cast: Cast) -> None:
    for name in ("nora", "nell", "sadie", "ada"):
        cast.api(name)
    assert names(cast.api("nell")) == {"nell's key"}
    assert names(cast.api("nora")) == {"nora's key", "nell's key"}
    assert names(cast.api("sadie")) == {"sadie's key"}
    assert names(cast.api("ada")) == {"nora's key", "nell's key", "sadie's key", "ada's key"}


@pytest.mark.parametrize("caller", ["sadie", "nell", "ned"])
@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_anothers_key_is_as_unknown_as_a_random_id(cast: Cast, caller: str, method: str) -> None:
    cast.api("nora")
    target = ApiKey.objects.get(membership=cast.members["nora"]).public_id
    api = cast.api(caller)
    before = state()
    theirs, random = (api.request(method, f"{KEYS}/{id}") for id in (target, new_id()))
    assert theirs.status == 404
    assert {**theirs.json(), "instance": ""} == {**random.json(), "instance": ""}
    assert state() == before


def test_one_revokes_ones_own(cast: Cast) -> None:
    nell = cast.api("nell")
    made = nell.post(KEYS, {"name": "x"}).json()
    assert nell.delete(f"{KEYS}/{made['id']}").status == 204
    assert Api(made["key"]).get("/v1/workspace/me").status == 401
    assert nell.get(f"{KEYS}/{made['id']}").json()["revoked_at"] is not None


def test_an_administrator_revokes_a_members(cast: Cast) -> None:
    nell, nora = cast.api("nell"), cast.api("nora")
    target = nell.get("/v1/workspace/me").json()["key"]["id"]
    assert nora.delete(f"{KEYS}/{target}").status == 204
    assert nell.get("/v1/workspace/me").status == 401


def test_revoking_twice_changes_nothing(cast: Cast) -> None:
    nell = cast.api("nell")
    made = nell.post(KEYS, {"name": "x"}).json()
    nell.delete(f"{KEYS}/{made['id']}")
    before = state()
    assert nell.delete(f"{KEYS}/{made['id']}").status == 204
    assert state() == before


def test_history_holds_who_and_when_but_no_secret(cast: Cast) -> None:
    made = cast.api("nell").post(KEYS, {"name": "A private name"}).json()
    event = Event.objects.get(type="key.issued", subject=made["id"])
    assert (event.actor, event.organisation, event.position) == (
        cast.members["nell"].user_id,
        cast.organisations["norfolk"].id,
        None,
    )
    assert "private" not in str(event.data)


def test_rotation_overlaps(cast: Cast) -> None:
    old = cast.api("nell")
    new = Api(
        old.post(KEYS, {"name": "new", "expires_at": (timezone.now() + timedelta(days=90)).isoformat()}).json()["key"]
    )
    assert (old.get(KEYS).status, new.get(KEYS).status) == (200, 200)
    new.delete(f"{KEYS}/{old.get('/v1/workspace/me').json()['key']['id']}")
    assert (old.get(KEYS).status, new.get(KEYS).status) == (401, 200)


def test_pages_hold_every_key_once(cast: Cast) -> None:
    nell = cast.api("nell")
    for number in range(6):
        nell.post(KEYS, {"name": str(number)})
    seen, address = [], f"{KEYS}?page_size=2"
    while address:
        page = nell.get(address.removeprefix("http://127.0.0.1:8000"))
        seen += [key["name"] for key in page.json()["items"]]
        assert ('rel="next"' in page.headers["Link"]) is (page.json()["next"] is not None)
        address = page.json()["next"]
    assert seen == ["5", "4", "3", "2", "1", "0", "nell's key"]


def test_a_page_token_is_no_use_in_another_list(cast: Cast) -> None:
    nora = cast.api("nora")
    nora.post(KEYS, {"name": "x"})
    token = nora.get(KEYS, {"page_size": 1}).json()["next"].partition("page_token=")[2]
    refused = nora.get("/v1/workspace/members", {"page_token": token})
    assert (refused.status, refused.pointers) == (400, ["?page_token"])


def test_nothing_of_it_is_cached(cast: Cast) -> None:
    nell = cast.api("nell")
    for answer in (
        nell.get(KEYS),
        nell.post(KEYS, {"name": "x"}),
        nell.get("/v1/workspace/me"),
        nell.get(f"{KEYS}/{new_id()}"),
    ):
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_draft_is_never_unmodified(cast: Cast) -> None:
    ada = cast.api("ada")
    path = f"/v1/workspace/members/{cast.members['nora'].id}"
    tag = ada.get(path).etag
    assert ada.get(path, if_none_match=tag).status == 200
    assert ada.get(path, if_none_match="*").status == 200
