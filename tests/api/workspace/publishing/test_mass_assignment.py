"""Members that nobody asked for are refused, wherever they stand and however they are spelt; nothing is changed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.workspace.publishing.subjects import BODIES, SUBJECTS, address
from tests.state import state
from tests.worlds import World

STRANGE: dict[str, Any] = {
    "status": "published",
    "state": "approved",
    "standing": "published",
    "published_at": "2020-01-01T00:00:00Z",
    "organisation": "harbour",
    "owner": "harbour",
    "owner_id": "01996a10-0000-7000-8000-000000000031",
    "edition": 7,
    "version": 99,
    "last_reviewed": "2030-01-01",
    "next_review_due": "2033-01-01",
    "contributors": [],
    "reviewer": "01996a10-0000-7000-8000-000000000031",
    "id": "01996a10-0000-7000-8000-000000000031",
    "rightsHolder": "Somebody else",
    "publishAt": "2099-01-01T00:00:00Z",
    "changeClass": "safety",
    "Funding": "None",
    "__proto__": {"standing": "published"},
    "constructor": {"prototype": {"standing": "published"}},
    "document__title": "x",
    "": "nameless",
}
PEOPLE = {"items": "cora", "drafts": "cora", "reviews": "clive", "waivers": "clive", "review-invitations": "cora"}
RELEASES = ("withdraw", "redirect", "publish", "schedule")
WHERE: dict[tuple[str, str], tuple[str, ...]] = {
    ("POST", "items"): ("", "document", "document.details", "document.sections.0", "document.citations.0"),
    ("POST", "drafts"): ("", "document", "document.details"),
    ("PUT", "drafts/{id}"): ("", "document", "document.sections.0"),
    ("POST", "items/{id}/redirect"): ("", "successor"),
}


def cases() -> list[tuple[str, str, str]]:
    return [(method, route, place) for method, route in BODIES for place in WHERE.get((method, route), ("",))]


def _with(body: Any, place: str, name: str, value: Any) -> Any:
    """The body with one member more at a place: `document.sections.0`."""
    if not place:
        return {**body, name: value}
    first, _, rest = place.partition(".")
    if isinstance(body, list):
        return [_with(inner, rest, name, value) if str(n) == first else inner for n, inner in enumerate(body)]
    return {**body, first: _with(body[first], rest, name, value)}


@pytest.mark.parametrize(("method", "route", "place"), cases())
def test_a_member_that_nobody_asked_for_is_refused(world: World, method: str, route: str, place: str) -> None:
    kind, _, step = route.partition("/")
    person = "petra" if step.rpartition("/")[2] in RELEASES or method == "PATCH" else PEOPLE[kind]
    api, subject, body = world.api(person), SUBJECTS[kind](world), {**BODIES[method, route], **_subject(world, route)}
    if_match = api.get(address(f"{kind}/{{id}}", subject)).headers.get("ETag", '"v1"')
    before = state()
    for name, value in STRANGE.items():
        if name == "id" and place.endswith(".0"):
            continue  # sections and citations have ids
        refused = api.request(
            method,
            address(route, subject),
            body=_with(body, place, name, value),
            headers={"if_match": if_match, "idempotency_key": '"k"'},
        )
        assert refused.status == 400, (name, refused)
        assert _pointer(place, name) in refused.pointers or place == "successor", (name, refused)
    assert state() == before


def _subject(world: World, route: str) -> dict[str, str]:
    """What a body must name that is there."""
    if route == "reviews":
        return {"draft": str(world.in_review().pk)}
    return {"item": str(world.published().pk)} if route == "drafts" else {}


def _pointer(place: str, name: str) -> str:
    parts = [*(place.split(".") if place else []), name]
    return "".join("/" + part for part in parts)
