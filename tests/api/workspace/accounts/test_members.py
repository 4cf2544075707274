"""Members over HTTP: an administrator's own organisation, and no further."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connections

from library.accounts.models import Membership, User
from library.ids import new_id
from tests.cast import Cast, assemble
from tests.client import Api
from tests.state import state

MEMBERS = "/v1/workspace/members"
SAM = {"name": "Sam Okafor", "email": "sam@norfolk.example", "roles": ["editor"]}


def path_of(cast: Cast, name: str) -> str:
    return f"{MEMBERS}/{cast.members[name].id}"


def test_an_administrator_adds_a_person(cast: Cast) -> None:
    added = cast.api("nora").post(MEMBERS, SAM)
    assert (added.status, added.etag) == (201, '"v1"')
    assert added.json()["organisation"] == "norfolk"
    assert User.objects.get(email="sam@norfolk.example").has_usable_password() is False


def test_a_member_is_added_once(cast: Cast) -> None:
    nora = cast.api("nora")
    first = nora.post(MEMBERS, SAM).json()
    before = state()
    refused = nora.post(MEMBERS, {**SAM, "email": "SAM@norfolk.example"})
    assert (refused.status, refused.slug, refused.json()["member"]) == (409, "already-a-member", first["id"])
    assert state() == before


def test_who_was_a_member_before_is_the_same_person(cast: Cast) -> None:
    nora = cast.api("nora")
    first = nora.post(MEMBERS, SAM)
    nora.delete(f"{MEMBERS}/{first.json()['id']}", if_match=first.etag)
    second = nora.post(MEMBERS, SAM).json()
    users = {Membership.objects.get(id=id).user_id for id in (first.json()["id"], second["id"])}
    assert len(users) == 1


def test_nobody_learns_that_somebody_works_elsewhere(cast: Cast) -> None:
    """Sadie is known in Suffolk. Norfolk adds her address: it gets the name it gave, and Suffolk's Sadie gets nothing."""
    added = cast.api("nora").post(MEMBERS, {**SAM, "name": "S. Someone", "email": "sadie@suffolk.example"})
    assert (added.status, added.json()["name"]) == (201, "S. Someone")
    assert Membership.objects.filter(user=cast.members["sadie"].user_id).count() == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"roles": ["curator"]}, 400),  # no role of a health authority
        ({"roles": ["steward_admin"]}, 400),
        ({"roles": []}, 400),
        ({"roles": ["editor"], "review_kinds": ["clinical"]}, 400),
        ({"name": ""}, 400),
        ({"name": "x" * 151}, 400),
        ({"name": "a\u0000b"}, 400),
        ({"email": "nobody"}, 400),
        ({"email": "a b@c.d"}, 400),
        ({"email": "x" * 100 + "@c.d"}, 400),
        ({"organisation": "suffolk"}, 404),
        ({"organisation": "no-such"}, 404),
        ({"user": str(new_id())}, 400),
        ({"is_staff": True}, 400),
        ({"ended_at": None}, 400),
    ],
)
def test_what_does_not_fit_is_refused(cast: Cast, body: dict[str, object], status: int) -> None:
    nora = cast.api("nora")
    before = state()
    assert nora.post(MEMBERS, {**SAM, **body}).status == status
    assert state() == before


def test_a_foreign_organisation_is_as_unknown_as_none(cast: Cast) -> None:
    nora = cast.api("nora")
    real, none = (nora.post(MEMBERS, {**SAM, "organisation": code}).json() for code in ("suffolk", "no-such"))
    assert {**real, "instance": ""} == {**none, "instance": ""}


def test_a_steward_administrator_adds_to_any(cast: Cast) -> None:
    added = cast.api("ada").post(MEMBERS, {**SAM, "organisation": "suffolk"})
    assert added.json()["organisation"] == "suffolk"


def test_roles_change_and_hold_at_once(cast: Cast) -> None:
    nora, nell = cast.api("nora"), cast.api("nell")
    path = path_of(cast, "nell")
    changed = nora.put(path, {"roles": ["reader"]}, if_match=nora.get(path).etag)
    assert (changed.json()["roles"], changed.etag) == (["reader"], '"v2"')
    # Her key carried `editor`, which she no longer has; it never carried `reader`.
    assert nell.get("/v1/workspace/me").status == 403


@pytest.mark.parametrize(
    ("tag", "status", "slug"),
    [
        (None, 428, "if-match-required"),
        ("*", 428, "if-match-required"),
        ('"v7"', 412, "edit-conflict"),
        ('W/"v1"', 412, "edit-conflict"),
        ("v1", 400, "invalid-request"),
    ],
)
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_change_is_meant_for_one_version(cast: Cast, method: str, tag: str | None, status: int, slug: str) -> None:
    nora = cast.api("nora")
    before = state()
    body = {"roles": ["reader"]} if method == "PUT" else None
    refused = nora.request(method, path_of(cast, "nell"), body=body, if_match=tag)
    assert (refused.status, refused.slug) == (status, slug)
    assert state() == before


def test_of_two_changes_to_one_version_the_second_is_refused(cast: Cast) -> None:
    nora, path = cast.api("nora"), path_of(cast, "nell")
    tag = nora.get(path).etag
    assert nora.put(path, {"roles": ["reader"]}, if_match=tag).status == 200
    refused = nora.put(path, {"roles": ["approver"]}, if_match=tag)
    assert (refused.status, refused.json()["version"]) == (412, 2)
    assert nora.get(path).json()["roles"] == ["reader"]


@pytest.mark.parametrize("target", ["sadie", "ada", "cora"])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_members_of_others_are_as_unknown_as_random_ids(cast: Cast, method: str, target: str) -> None:
    nora = cast.api("nora")
    before = state()
    body = {"roles": ["reader"]} if method == "PUT" else None
    theirs, random = (
        nora.request(method, f"{MEMBERS}/{id}", body=body, if_match='"v1"')
        for id in (cast.members[target].id, new_id())
    )
    assert theirs.status == 404
    assert {**theirs.json(), "instance": ""} == {**random.json(), "instance": ""}
    assert state() == before


def test_a_list_holds_the_own_organisation_alone(cast: Cast) -> None:
    assert {member["organisation"] for member in cast.api("nora").get(MEMBERS).json()["items"]} == {"norfolk"}
    assert {member["organisation"] for member in cast.api("ada").get(MEMBERS).json()["items"]} == {
        "sun",
        "norfolk",
        "suffolk",
    }


@pytest.mark.parametrize(("method", "body"), [("PUT", {"roles": ["admin", "editor", "approver"]}), ("DELETE", None)])
def test_nobody_changes_their_own(cast: Cast, method: str, body: object) -> None:
    nora = cast.api("nora")
    before = state()
    refused = nora.request(method, path_of(cast, "nora"), body=body, if_match='"v1"')
    assert (refused.status, refused.slug) == (403, "role-not-yours-to-give")
    assert state() == before


def steward_administrator(cast: Cast) -> Api:
    """A plain `admin` of the steward, who is no steward administrator."""
    added = cast.api("ada").post(
        MEMBERS, {"name": "Adam", "email": "adam@sun.example", "roles": ["admin"], "organisation": "sun"}
    )
    cast.members["adam"] = Membership.objects.get(id=added.json()["id"])
    return cast.api("adam")


def test_an_administrator_gives_no_role_of_the_steward(cast: Cast) -> None:
    adam = steward_administrator(cast)
    before = state()
    for role in ("curator", "publisher", "steward_admin"):
        assert adam.post(MEMBERS, {**SAM, "roles": [role]}).slug == "role-not-yours-to-give"
    assert state() == before
    assert adam.post(MEMBERS, SAM).status == 201


@pytest.mark.parametrize(("method", "body"), [("PUT", {"roles": ["reader"]}), ("DELETE", None)])
def test_an_administrator_takes_none_away(cast: Cast, method: str, body: object) -> None:
    adam = steward_administrator(cast)
    before = state()
    for name in ("ada", "cora"):
        assert adam.request(method, path_of(cast, name), body=body, if_match='"v1"').slug == "role-not-yours-to-give"
    assert state() == before


def test_an_end_revokes_the_keys_and_stays_on_record(cast: Cast) -> None:
    nora, nell = cast.api("nora"), cast.api("nell")
    path = path_of(cast, "nell")
    assert nora.delete(path, if_match='"v1"').status == 204
    assert nell.get("/v1/workspace/me").status == 401
    assert nora.get(path).json()["ended_at"] is not None
    assert nora.put(path, {"roles": ["editor"]}, if_match='"v2"').slug == "membership-ended"


@pytest.mark.parametrize("name", ["nell", "nadia", "ned", "cora"])
def test_only_administrators_see_members(cast: Cast, name: str) -> None:
    refused = cast.api(name).get(MEMBERS)
    assert (refused.status, refused.json()["needs"]) == (403, ["admin", "steward_admin"])


@pytest.mark.django_db(transaction=True)
def test_of_two_changes_at_once_one_wins() -> None:
    cast = assemble()
    text, path = cast.key("nora"), path_of(cast, "nell")
    for version in range(1, 9):
        answers: list[int] = []
        start = Barrier(2)

        def change(role: str, tag: str = f'"v{version}"', answers: list[int] = answers, start: Barrier = start) -> None:
            try:
                start.wait(10)
                answers.append(Api(text).put(path, {"roles": [role]}, if_match=tag).status)
            finally:
                connections.close_all()

        threads = [Thread(target=change, args=(role,)) for role in ("reader", "editor")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers) == [200, 412]
