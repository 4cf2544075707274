"""Two organisations: neither can tell what the other has from what nobody has; and who may do what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from library.accounts.roles import STEWARD_ROLES, Role
from library.directory.models import ContactPoint
from library.ids import new_id
from library.leaflets.actions import suggest
from tests import contract
from tests.adaptations import Place
from tests.api.workspace.leaflets.test_mass_assignment import BODIES
from tests.client import Api
from tests.state import state
from tests.worlds import World

OURS = ("adaptations", "suggestions")


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(METHOD, route below /v1/workspace/, operation) of everything that this area answers."""
    for path, method, operation in contract.operations():
        if operation["tags"] == ["Workspace: leaflets"]:
            yield method, path.removeprefix("/v1/workspace/"), operation


def suggestion(here: Place) -> Any:
    """Norfolk's, to the SUN Network."""
    return suggest(
        adaptation=here.published(),
        section="about",
        text="Nobody is to blame.",
        reason="Kinder.",
        by=here.world.by("nell"),
        at=here.world.now(),
    ).pk


SUBJECTS: dict[str, Callable[[Place], Any]] = {
    "adaptations": lambda here: here.published(signs="canary-signs").pk,
    "suggestions": suggestion,
    "contact-points": lambda _: ContactPoint.objects.get(slug="norfolk-line").pk,
}
WITH_ID = [(method, route) for method, route, _ in operations() if "{id}" in route]
LISTS = [route for method, route, _ in operations() if "{id}" not in route and method == "GET"]


def ask(api: Api, method: str, route: str, id: Any, **headers: str) -> Any:
    return api.request(
        method,
        "/v1/workspace/" + route.replace("{id}", str(id)),
        body=BODIES.get((method, route)),
        headers={"if_match": '"v1"', "idempotency_key": '"k"', "x_request_id": "the-same", **headers},
    )


@pytest.fixture
def stranger(world: World) -> Api:
    """Somebody who may do everything at another health authority."""
    world.join("all", "suffolk", [role.value for role in set(Role) - STEWARD_ROLES])
    return world.api("all")


def test_the_walk_is_not_empty() -> None:
    assert len(WITH_ID) >= 14
    assert {route.partition("/")[0] for _, route in WITH_ID} == set(SUBJECTS)


@pytest.mark.parametrize(("method", "route"), WITH_ID)
def test_what_is_theirs_is_as_unknown_as_what_is_nobody_s(here: Place, stranger: Api, method: str, route: str) -> None:
    theirs = SUBJECTS[route.partition("/")[0]](here)
    before = state()
    answers = [ask(stranger, method, route, id) for id in (theirs, new_id())]
    # A steward's own step is refused before anything is read.
    assert [answer.status for answer in answers] in ([404, 404], [403, 403])
    assert answers[0].body == answers[1].body
    assert state() == before


@pytest.mark.parametrize(("method", "route"), [row for row in WITH_ID if row[1].startswith("adaptations")])
def test_the_authors_of_the_template_are_strangers_to_the_workshop_of_others(
    here: Place, method: str, route: str
) -> None:
    here.world.join("everybody", "sun", [role.value for role in Role], ["clinical"])
    api, theirs = here.world.api("everybody"), SUBJECTS["adaptations"](here)
    before = state()
    answers = [ask(api, method, route, id) for id in (theirs, new_id())]
    assert [answer.status for answer in answers] == [404, 404]
    assert answers[0].body == answers[1].body
    assert state() == before


@pytest.mark.parametrize("route", LISTS)
def test_no_list_shows_what_is_theirs(here: Place, stranger: Api, route: str) -> None:
    ids = {str(make(here)) for make in list(SUBJECTS.values())[1:]}
    for query in ({}, {"page_size": 1}, {"template": here.template.slug}):
        answer = stranger.get(f"/v1/workspace/{route}", query)
        assert (answer.status, answer.json()) == (200, {"items": [], "next": None})
        assert not any(id in answer.body.decode() for id in ids)


READS = {"GET"}
WRITERS, APPROVERS = {"curator", "editor"}, {"approver", "publisher"}
ROLES = {
    # What a route is open to, besides reading.
    ("POST", "adaptations"): WRITERS,
    ("PUT", "adaptations/{id}"): WRITERS,
    ("DELETE", "adaptations/{id}"): WRITERS,
    ("POST", "adaptations/{id}/submit"): WRITERS,
    ("POST", "adaptations/{id}/recall"): WRITERS | APPROVERS,
    ("POST", "adaptations/{id}/publish"): APPROVERS,
    ("POST", "adaptations/{id}/withdraw"): APPROVERS,
    ("POST", "adaptations/{id}/update"): WRITERS,
    ("DELETE", "adaptations/{id}/update"): WRITERS,
    ("POST", "adaptations/{id}/update/acknowledge"): WRITERS,
    ("POST", "contact-points/{id}/republish"): APPROVERS,
    ("POST", "suggestions"): WRITERS,
    ("POST", "suggestions/{id}/accept"): {"curator"},
    ("POST", "suggestions/{id}/decline"): {"curator"},
}


def test_every_operation_is_open_to_the_roles_that_are_meant() -> None:
    found = {(method, route): set(operation["x-roles"]) for method, route, operation in operations()}
    assert {key: roles for key, roles in found.items() if key[0] not in READS} == ROLES
    assert all(roles == set(Role) for key, roles in found.items() if key[0] in READS)


@pytest.mark.parametrize(("method", "route"), [key for key in ROLES if "{id}" in key[1]])
def test_one_s_own_organisation_does_not_make_up_for_a_role(here: Place, method: str, route: str) -> None:
    subject = SUBJECTS[route.partition("/")[0]](here)
    before = state()
    refused = ask(here.world.api("ned"), method, route, subject)
    assert (refused.status, refused.slug) == (403, "not-allowed")
    assert state() == before


def test_a_service_key_writes_and_never_approves(here: Place) -> None:
    adaptation = here.submitted()
    service = Api(here.world.cast.service_key("norfolk", "editor"))
    before = state()
    refused = ask(service, "POST", "adaptations/{id}/publish", adaptation.pk)
    assert (refused.status, refused.slug) == (403, "not-allowed")
    assert service.get(f"/v1/workspace/adaptations/{adaptation.pk}").status == 200
    assert Api().get(f"/v1/workspace/adaptations/{adaptation.pk}").status == 401
    assert state() == before
