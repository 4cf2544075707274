"""The workflow over HTTP: submit, review, publish, schedule; and a person's way through all of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from api.workspace.publishing import drafts, reviews, steps
from library.editions.models import Edition
from library.history.models import Event
from library.publishing.models import Draft
from library.publishing.workflow import STEPS
from tests.client import Api, Response
from tests.state import state
from tests.texts import text
from tests.worlds import World

DRAFTS = "/v1/workspace/drafts"
RELEASE = {"change_class": "content", "note": "First edition."}
TOMORROW = (timezone.now() + timedelta(days=1)).isoformat(timespec="seconds").replace("+00:00", "Z")
BODIES: dict[str, Any] = {
    "submit": {},
    "recall": None,
    "publish": RELEASE,
    "schedule": {**RELEASE, "publish_at": TOMORROW},
    "unschedule": None,
}
READY: dict[str, tuple[str, str]] = {
    "submit": ("draft", "cora"),
    "recall": ("in_review", "cora"),
    "publish": ("approved", "petra"),
    "schedule": ("approved", "petra"),
    "unschedule": ("scheduled", "petra"),
}


def take(world: World, step: str, draft: Draft, body: Any = ..., *, by: str = "", **how: Any) -> Response:
    version = Draft.objects.get(pk=draft.pk).version
    how = {"if_match": f'"v{version}"', **how}
    body = BODIES[step] if body is ... else body
    if step != "publish":
        how.setdefault("idempotency_key", None)
    return world.api(by or READY[step][1]).post(f"{DRAFTS}/{draft.pk}/{step}", body, **how)


@pytest.mark.parametrize(
    ("operation", "step"),
    [
        (drafts.DraftDetail.operations["PUT"], "edit"),
        (drafts.DraftDetail.operations["DELETE"], "discard"),
        (steps.DraftSubmit.operations["POST"], "submit"),
        (steps.DraftRecall.operations["POST"], "recall"),
        (steps.DraftPublish.operations["POST"], "publish"),
        (steps.DraftSchedule.operations["POST"], "schedule"),
        (steps.DraftUnschedule.operations["POST"], "unschedule"),
        (reviews.Reviews.operations["POST"], "approve"),
        (reviews.Reviews.operations["POST"], "request_changes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_step_is_open_to_the_roles_of_the_workflow(operation: Any, step: str) -> None:
    assert set(operation.roles) == set(STEPS[step].roles)


@pytest.mark.parametrize(
    ("step", "lands_in"),
    [
        ("submit", "in_review"),
        ("recall", "draft"),
        ("publish", "published"),
        ("schedule", "scheduled"),
        ("unschedule", "approved"),
    ],
)
def test_a_step(world: World, step: str, lands_in: str) -> None:
    draft = getattr(world, READY[step][0])()
    answer = take(world, step, draft)
    assert answer.status == 200
    draft.refresh_from_db()
    assert draft.state == lands_in
    if step != "publish":
        assert (answer.json()["state"], answer.etag) == (lands_in, f'"v{draft.version}"')


@pytest.mark.parametrize("step", BODIES)
def test_a_step_of_an_old_version_changes_nothing(world: World, step: str) -> None:
    draft = getattr(world, READY[step][0])()
    world.api(READY[step][1])
    before = state()
    assert take(world, step, draft, if_match='"v99"').slug == "edit-conflict"
    assert take(world, step, draft, if_match=None).slug == "if-match-required"
    assert state() == before


@pytest.mark.parametrize("step", BODIES)
def test_a_step_from_the_wrong_state_says_where_it_starts(world: World, step: str) -> None:
    draft = (
        world.changes_requested()
        if step == "recall"
        else getattr(world, "scheduled" if step == "submit" else "in_review")()
    )
    if step in {"schedule", "publish", "unschedule"}:
        draft = world.draft()
    refused = take(world, step, draft)
    assert (refused.status, refused.slug) == (409, "wrong-state")
    assert refused.json()["allowed_from"] == sorted(STEPS[step].sources)


@pytest.mark.parametrize(
    ("step", "changes", "pointers"),
    [
        ("submit", {"change_class": "contact"}, ["/change_class"]),
        ("submit", {"change_note": "x" * 501}, ["/change_note"]),
        ("publish", {"change_class": "contact"}, ["/change_class"]),
        ("publish", {"change_class": ""}, ["/change_class"]),
        ("publish", {"note": "  "}, ["/note"]),
        ("publish", {"note": "two\nlines"}, ["/note"]),
        ("schedule", {"publish_at": "2020-01-01T00:00:00Z"}, ["/publish_at"]),
        ("schedule", {"publish_at": "0001-01-01T00:00:00+23:59"}, ["/publish_at"]),
        ("schedule", {"publish_at": "9999-12-31T23:59:59-23:59"}, ["/publish_at"]),
        ("schedule", {"publish_at": "2027-01-01T09:00:00"}, ["/publish_at"]),
        ("schedule", {"publish_at": 1893456000}, ["/publish_at"]),
    ],
)
def test_what_is_said_must_be_in_order(world: World, step: str, changes: Any, pointers: list[str]) -> None:
    draft = getattr(world, READY[step][0])()
    world.api(READY[step][1])
    before = state()
    refused = take(world, step, draft, {**BODIES[step], **changes})
    assert (refused.status, refused.pointers) == (400, pointers)
    assert state() == before


def test_everything_that_is_missing_is_named_at_once(world: World) -> None:
    draft = world.approved(
        summary="", citations=[], sections=[{"id": "a", "heading": "A", "body": "{{contact:nobody}}"}], scope="change"
    )
    world.api("petra")
    before = state()
    refused = take(world, "publish", draft)
    assert (refused.status, refused.slug) == (422, "not-ready-to-publish")
    assert refused.pointers == ["/summary", "/citations", "/sections/0/body", "/review"]
    assert world.api("petra").get(f"{DRAFTS}/{draft.pk}").json()["ready"] == refused.json()["errors"]
    assert state() == before


def test_publishing_gives_the_edition(world: World, public: Api) -> None:
    draft = world.approved(title="Out at last")
    edition = take(world, "publish", draft).json()
    assert (edition["number"], edition["change_class"], edition["note"]) == (1, "content", "First edition.")
    assert edition["source_sha256"] == draft.document_hash
    assert edition["published_by"] == str(world.by("petra").id)
    shown = public.get(f"/v1/resources/{draft.item.slug}").json()
    assert (shown["title"], shown["sha256"]) == ("Out at last", edition["sha256"])


def test_publishing_twice_with_one_key_publishes_once(world: World) -> None:
    draft = world.approved()
    how = {"idempotency_key": '"once"', "if_match": f'"v{draft.version}"'}
    first, again = (take(world, "publish", draft, **how) for _ in range(2))
    assert (first.status, again.status, again.body) == (200, 200, first.body)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (Edition.objects.count(), Event.objects.filter(position__isnull=False).count()) == (1, 1)


def test_a_refused_publication_leaves_its_key_free(world: World) -> None:
    draft = world.in_review()
    assert take(world, "publish", draft, idempotency_key='"k"').slug == "wrong-state"
    world.reviewed(world.reviewed(draft, "lila", "lived_experience"), "clive", "clinical")
    assert take(world, "publish", draft, idempotency_key='"k"').status == 200


@pytest.mark.parametrize("step", ["publish", "schedule"])
def test_an_item_that_was_taken_back_is_restored_first(world: World, step: str) -> None:
    item = world.published()
    draft = world.approved(world.edited(item, summary="Corrected."))
    world.withdrawn(item)
    refused = take(world, step, draft)
    assert (refused.status, refused.slug, refused.json()["standing"]) == (409, "wrong-standing", "withdrawn")


def test_a_resource_goes_all_the_way(world: World, public: Api) -> None:
    """The third person of the issue: written, signed off by two others, published, edited, published again, withdrawn."""
    cora, petra = world.api("cora"), world.api("petra")
    body = {
        "document": text(title="Round and round"),
        "licence": "CC-BY-4.0",
        "rights_holder": "The SUN Network",
        "funding": "None",
        "conflicts_of_interest": "None declared",
    }
    created = cora.post("/v1/workspace/items", body).json()
    address, here = f"/v1/resources/{created['slug']}", f"{DRAFTS}/{created['draft']['id']}"
    _signed_off(world, here, scope="whole")
    assert public.get(address).status == 404
    assert petra.post(f"{here}/publish", RELEASE, if_match=cora.get(here).etag).json()["number"] == 1
    first = public.get(address)
    draft = cora.get(here)
    changed = {"document": {**draft.json()["document"], "summary": "Shorter."}}
    assert cora.put(here, changed, if_match=draft.etag).json()["state"] == "draft"
    assert (public.get(address).body, public.get(address).etag) == (first.body, first.etag)
    _signed_off(world, here, scope="change")
    second = {"change_class": "minor", "note": "Fewer words."}
    assert petra.post(f"{here}/publish", second, if_match=cora.get(here).etag).json()["number"] == 2
    assert public.get(address).json()["summary"] == "Shorter."
    assert public.get(f"{address}/editions/1").json()["summary"] == first.json()["summary"]
    item = f"/v1/workspace/items/{created['id']}"
    why = {"reason": "superseded", "explanation": "There is a better one."}
    petra.post(f"{item}/withdraw", why, if_match=petra.get(item).etag, idempotency_key=None)
    assert public.get(address).status == 410
    events = public.get("/v1/changes").json()["items"]
    assert [event["type"] for event in events] == ["item.published", "item.updated", "item.withdrawn"]


def _signed_off(world: World, here: str, *, scope: str) -> None:
    cora = world.api("cora")
    asked = cora.post(f"{here}/submit", {}, if_match=cora.get(here).etag, idempotency_key=None).json()
    said = {"draft": asked["id"], "scope": scope, "decision": "approved", "document_hash": asked["document_hash"]}
    for name, kind in (("lila", "lived_experience"), ("clive", "clinical")):
        assert world.api(name).post("/v1/workspace/reviews", {**said, "kind": kind}).status == 201
    assert cora.get(here).json()["state"] == "approved"
