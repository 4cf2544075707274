"""Editions and the audit over HTTP."""

from __future__ import annotations

import pytest

from library.editions.models import Edition
from tests.worlds import World

EDITIONS, AUDIT = "/v1/workspace/editions", "/v1/workspace/audit"


def test_editions_newest_first_and_one_s_own_alone(world: World) -> None:
    item = world.published()
    world.republished(item, summary="The second.")
    world.publish(world.approved(world.translation(item)))
    other = world.withdrawn()
    api = world.api("rosa")
    listed = api.get(EDITIONS, {"item": item.pk}).json()["items"]
    assert [(row["language"], row["number"]) for row in listed] == [("cy", 1), ("en-GB", 2), ("en-GB", 1)]
    assert [row["number"] for row in api.get(EDITIONS, {"item": item.pk, "language": "cy"}).json()["items"]] == [1]
    assert [row["item"]["id"] for row in api.get(EDITIONS, {"item": other.pk}).json()["items"]] == [str(other.pk)]
    assert world.api("hana").get(EDITIONS).json()["items"] == []


def test_a_new_draft_can_start_from_an_edition(world: World) -> None:
    item = world.published()
    edition = Edition.objects.get(item=item)
    draft = world.edited(item, summary="Not to be.")
    world.api("cora").delete(f"/v1/workspace/drafts/{draft.pk}", if_match=f'"v{draft.version}"')
    found = world.api("cora").get(f"{EDITIONS}/{edition.pk}").json()
    assert "{{contact:samaritans}}" in found["document"]["sections"][1]["body"]
    begun = world.api("cora").post("/v1/workspace/drafts", {"item": str(item.pk), "document": found["document"]})
    assert (begun.status, begun.json()["document_hash"]) == (201, edition.source_sha256)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST"])
def test_an_edition_cannot_be_changed(world: World, method: str) -> None:
    edition = world.publish(world.approved())
    refused = world.api("petra").request(method, f"{EDITIONS}/{edition.pk}", body={"note": "Other."})
    assert (refused.status, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_the_audit_says_who_did_what(world: World) -> None:
    edition = world.publish(world.approved())
    events = world.api("petra").get(AUDIT, {"subject": edition.item_id}).json()["items"]
    told = [(event["type"], event["actor"]) for event in events]
    by = {name: str(world.by(name).id) for name in ("cora", "lila", "clive", "petra")}
    assert told == [
        ("draft.published", by["petra"]),
        ("item.published", by["petra"]),
        ("draft.reviewed", by["clive"]),
        ("draft.reviewed", by["lila"]),
        ("draft.submitted", by["cora"]),
        ("draft.started", by["cora"]),
        ("item.created", by["cora"]),
    ]
    assert events[1]["position"] == 1
    assert events[2]["data"]["kind"] == "clinical"


def test_the_audit_can_be_narrowed_down(world: World) -> None:
    world.published()
    draft = world.draft()
    api = world.api("petra")
    asked = {"type": "draft.started", "actor": world.by("cora").id, "subject": draft.item_id}
    assert [event["subject"]["slug"] for event in api.get(AUDIT, asked).json()["items"]] == [draft.item.slug]
    assert api.get(AUDIT, {"type": "draft.started"}).json()["items"][1:]
    assert api.get(AUDIT, {"type": "no such"}).status == 400


def test_the_audit_of_one_publisher_tells_nothing_of_another(world: World) -> None:
    world.published()
    world.draft(curator="hana")
    theirs = world.api("hugo").get(AUDIT, {"page_size": 100}).json()["items"]
    assert "item.created" in {event["type"] for event in theirs}
    assert not [event for event in theirs if event["actor"] == str(world.by("cora").id)]


@pytest.mark.parametrize("person", ["lila", "rosa", "nell", "ned"])
def test_the_audit_is_for_those_who_answer_for_it(world: World, person: str) -> None:
    assert world.api(person).get(AUDIT).status == 403
