"""Two publishers: neither can tell what the other has from what nobody has (safety.md, rules 4 and 5)."""

from __future__ import annotations

from typing import Any

import pytest

from library.accounts.roles import Role
from library.ids import new_id
from tests.api.workspace.publishing.subjects import BODIES, FORMS, SUBJECTS, address, operations
from tests.state import state
from tests.worlds import World

WITH_ID = [(method, route) for method, route, _ in operations() if "{id}" in route]
LISTS = [(method, route) for method, route, _ in operations() if "{id}" not in route and method == "GET"]


def test_the_walk_is_not_empty() -> None:
    assert len(WITH_ID) >= 16
    assert {route for _, route in LISTS} == {"items", "drafts", "reviews", "editions", "audit", "waivers", "imports"}
    assert {route.partition("/")[0] for _, route in WITH_ID} == set(SUBJECTS)


@pytest.mark.parametrize(("method", "route"), WITH_ID)
def test_what_is_theirs_is_as_unknown_as_what_is_nobody_s(world: World, method: str, route: str) -> None:
    world.join("all", "harbour", [role.value for role in Role], ["clinical", "lived_experience"])
    api, theirs = world.api("all"), SUBJECTS[route.partition("/")[0]](world)
    before = state()
    answers = [
        api.request(
            method,
            address(route, id),
            body=FORMS.get((method, route), (BODIES.get((method, route)), None))[0],
            content_type=FORMS.get((method, route), (None, None))[1],
            headers={"if_match": '"v1"', "idempotency_key": '"k"', "x_request_id": "the-same"},
        )
        for id in (theirs, new_id())
    ]
    assert [answer.status for answer in answers] == [404, 404]
    assert answers[0].body == answers[1].body
    assert _stable(answers[0].headers) == _stable(answers[1].headers)
    assert state() == before


def _stable(headers: Any) -> dict[str, str]:
    return {name: value for name, value in headers.items() if not name.startswith("RateLimit")}


@pytest.mark.parametrize(("method", "route"), LISTS)
def test_no_list_shows_or_counts_what_is_theirs(world: World, method: str, route: str) -> None:
    world.join("all", "harbour", [role.value for role in Role], ["clinical"])
    ids = {str(make(world)) for make in SUBJECTS.values()}
    for query in ({}, {"page_size": 1}):
        answer = world.api("all").get(address(route, ""), query)
        assert answer.status == 200
        assert not any(id in answer.body.decode() for id in ids)
        if route != "audit":
            assert answer.json() == {"items": [], "next": None}


@pytest.mark.parametrize("route", ["drafts", "reviews", "editions", "audit"])
def test_a_filter_by_what_is_theirs_is_empty_like_one_by_nothing(world: World, route: str) -> None:
    world.join("all", "harbour", [role.value for role in Role], ["clinical"])
    name = "subject" if route == "audit" else "item"
    theirs, nobodys = (
        world.api("all").get(address(route, ""), {name: id}).json() for id in (world.published().pk, new_id())
    )
    assert theirs == nobodys == {"items": [], "next": None}


@pytest.mark.parametrize("person", ["nell", "nadia", "nora", "ned", "sadie"])
def test_a_health_authority_sees_nothing_of_the_steward_s_workshop(world: World, person: str) -> None:
    world.published()
    draft = world.in_review()
    api = world.api(person)
    assert api.get(f"/v1/workspace/drafts/{draft.pk}").status == 404
    for route in ("items", "drafts", "reviews", "editions"):
        assert api.get(f"/v1/workspace/{route}").json()["items"] == []
