"""Drafts over HTTP: begin, read, save, discard, preview."""

from __future__ import annotations

import json
from typing import Any

import pytest

from library.ids import new_id
from library.publishing.models import Draft
from tests.client import Api, Response
from tests.state import state
from tests.texts import text
from tests.worlds import World

DRAFTS = "/v1/workspace/drafts"


def save(world: World, draft: Draft, document: Any, *, by: str = "cora", if_match: str = "") -> Response:
    version = Draft.objects.get(pk=draft.pk).version
    return world.api(by).put(f"{DRAFTS}/{draft.pk}", {"document": document}, if_match=if_match or f'"v{version}"')


def read(world: World, draft: Draft, by: str = "rosa") -> dict[str, Any]:
    answer: dict[str, Any] = world.api(by).get(f"{DRAFTS}/{draft.pk}").json()
    return answer


def test_a_draft_says_everything_that_its_people_need(world: World) -> None:
    draft = world.reviewed(world.in_review(summary=""), "clive", "clinical", scope="change")
    answer = world.api("rosa").get(f"{DRAFTS}/{draft.pk}")
    found = answer.json()
    assert (answer.etag, answer.headers["Cache-Control"]) == (f'"v{draft.version}"', "no-store")
    assert found["item"] == {"id": str(draft.item_id), "kind": "resource", "slug": draft.item.slug}
    assert (found["state"], found["language"], found["version"]) == ("in_review", "en-GB", draft.version)
    assert (found["document"], found["document_hash"]) == (draft.document, draft.document_hash)
    assert (found["change_class"], found["change_note"]) == ("content", "What is new.")
    assert found["sign_offs"]["missing"] == ["lived_experience"]
    (given,) = found["sign_offs"]["given"]
    assert (given["kind"], given["scope"], given["reviewer"]) == ("clinical", "change", str(world.by("clive").id))
    assert [fault["pointer"] for fault in found["ready"]] == ["/summary", "/sign_offs", "/review"]
    assert found["next_steps"] == ["edit", "recall", "approve", "request_changes", "discard"]


@pytest.mark.parametrize("situation", ["draft", "in_review", "changes_requested", "approved", "scheduled"])
def test_a_draft_can_be_read_in_every_state(world: World, situation: str) -> None:
    assert read(world, getattr(world, situation)())["state"] == situation


def test_a_translation_begins_as_a_draft(world: World) -> None:
    item = world.published()
    body = {"item": str(item.pk), "document": text(language="cy", title="Teitl")}
    answer = world.api("cora").post(DRAFTS, body)
    assert (answer.status, answer.etag, answer.json()["language"]) == (201, '"v1"', "cy")
    assert answer.headers["Location"].endswith(f"{DRAFTS}/{answer.json()['id']}")
    refused = world.api("cora").post(DRAFTS, body)
    assert (refused.status, refused.slug, refused.json()["draft"]) == (409, "draft-exists", answer.json()["id"])


def test_a_draft_is_of_the_item_s_kind(world: World) -> None:
    item = world.published()
    refused = world.api("cora").post(DRAFTS, {"item": str(item.pk), "document": text("training", language="cy")})
    assert (refused.status, refused.slug, refused.pointers) == (400, "invalid-document", ["/document/kind"])


def test_nobody_begins_a_draft_of_an_item_that_is_not_theirs(world: World) -> None:
    body = {"document": text(language="cy")}
    theirs = world.api("hana").post(DRAFTS, {**body, "item": str(world.published().pk)}, x_request_id="same")
    nobodys = world.api("hana").post(DRAFTS, {**body, "item": str(new_id())}, x_request_id="same")
    assert (theirs.status, theirs.body) == (404, nobodys.body)
    assert not Draft.objects.filter(language="cy").exists()


def test_saving_replaces_the_text_and_voids_sign_offs(world: World) -> None:
    draft = world.approved()
    answer = save(world, draft, {**draft.document, "summary": "Other words."})
    assert (answer.status, answer.json()["state"], answer.etag) == (200, "draft", f'"v{draft.version + 1}"')
    assert answer.json()["sign_offs"] == {"given": [], "missing": ["lived_experience", "clinical"]}
    assert read(world, draft)["document"]["summary"] == "Other words."


def test_saving_does_not_move_what_is_out(world: World, public: Api) -> None:
    item = world.published(title="The published title")
    address = f"/v1/resources/{item.slug}"
    before = public.get(address)
    save(world, Draft.objects.get(item=item), text(title="canary-title"))
    after = public.get(address)
    assert (after.body, after.etag) == (before.body, before.etag)
    assert public.get(address, if_none_match=before.etag).status == 304


def test_somebody_was_quicker(world: World) -> None:
    draft = world.draft()
    assert save(world, draft, text(title="First"), if_match='"v1"').status == 200
    refused = save(world, draft, text(title="Second"), if_match='"v1"')
    assert (refused.status, refused.slug, refused.json()["version"]) == (412, "edit-conflict", 2)
    assert Draft.objects.get(pk=draft.pk).document["title"] == "First"


@pytest.mark.parametrize(
    ("if_match", "status"), [(None, 428), ("*", 428), ("v1", 400), ('"v1", "v2"', 400), ('W/"v1"', 412), ('"x"', 412)]
)
def test_the_version_must_be_said(world: World, if_match: str | None, status: int) -> None:
    draft, api = world.draft(), world.api("cora")
    before = state()
    assert api.put(f"{DRAFTS}/{draft.pk}", {"document": text(title="New")}, if_match=if_match).status == status
    assert api.delete(f"{DRAFTS}/{draft.pk}", if_match=if_match).status == status
    assert state() == before


def test_a_scheduled_draft_is_not_edited(world: World) -> None:
    draft = world.scheduled()
    refused = save(world, draft, text(title="Other"))
    assert (refused.status, refused.slug) == (409, "wrong-state")
    assert (refused.json()["state"], refused.json()["next_steps"]) == ("scheduled", ["unschedule", "publish"])


@pytest.mark.parametrize(
    ("document", "slug"),
    [
        (text(language="cy"), "invalid-document"),
        ({**text(), "sections": "none"}, "invalid-document"),
        (
            text(sections=[{"id": f"s{n}", "heading": "H", "body": "x" * 60_000} for n in range(9)]),
            "document-too-large",
        ),
        (text(summary=json.loads('"' + "a" * 301 + '"')), "invalid-document"),
    ],
)
def test_what_is_no_document_is_not_saved(world: World, document: Any, slug: str) -> None:
    draft, _ = world.draft(), world.api("cora")
    before = state()
    refused = save(world, draft, document)
    assert (refused.status, refused.slug) == (400, slug)
    assert all(pointer.startswith("/document") for pointer in refused.pointers)
    assert state() == before


def test_a_draft_is_discarded(world: World) -> None:
    draft = world.draft()
    assert world.api("cora").delete(f"{DRAFTS}/{draft.pk}", if_match='"v1"').status == 204
    assert world.api("cora").get(f"{DRAFTS}/{draft.pk}").status == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["cy", "en-GB", "training"]),
        ({"state": "in_review"}, ["cy"]),
        ({"language": "cy"}, ["cy"]),
        ({"language": "en-GB", "state": "draft"}, ["training"]),
    ],
)
def test_filters(world: World, query: dict[str, str], found: list[str]) -> None:
    world.draft(kind="training", title="training")
    item = world.published(title="en-GB")
    world.in_review(world.translation(item, "cy", title="cy"))
    world.draft(curator="hana", title="theirs")
    listed = world.api("lila").get(DRAFTS, query).json()["items"]
    assert [draft["title"] for draft in listed] == found
    assert not [draft for draft in listed if "document" in draft]


def test_drafts_of_one_item(world: World) -> None:
    draft = world.draft()
    theirs = world.draft(curator="hana")
    api = world.api("cora")
    assert [row["id"] for row in api.get(DRAFTS, {"item": draft.item_id}).json()["items"]] == [str(draft.pk)]
    assert api.get(DRAFTS, {"item": theirs.item_id}).json()["items"] == []
    assert api.get(DRAFTS, {"item": "x"}).status == 400


def test_a_preview_is_what_readers_would_get(world: World, public: Api) -> None:
    draft = world.approved(title="Soon to be seen")
    answer = world.api("rosa").get(f"{DRAFTS}/{draft.pk}/preview")
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    shown = answer.json()
    assert (shown["title"], shown["edition"]) == ("Soon to be seen", 1)
    assert "116 123" in shown["sections"][1]["html"]
    assert public.get(f"/v1/resources/{draft.item.slug}").status == 404
    world.publish(draft)
    assert public.get(f"/v1/resources/{draft.item.slug}").json().keys() == shown.keys()


def test_a_preview_is_also_a_web_page_and_paper(world: World) -> None:
    draft = world.approved(kind="leaflet", title="Soon to be seen")
    api, there = world.api("rosa"), f"{DRAFTS}/{draft.pk}/preview"
    page = api.get(there, accept="text/html")
    assert "Soon to be seen</h1>" in page.body.decode()
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    paper = api.get(there, {"rendition": "large-print.pdf"})
    assert (paper.body[:5], paper.headers["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert b"/feedback" not in page.body
    assert api.get(there, {"rendition": "a4.pdf"}, accept="text/html").status == 406
    assert world.api("nell").get(there, accept="text/html").status == 404


def test_paper_that_its_kind_does_not_have_is_refused(world: World) -> None:
    answer = world.api("cora").get(f"{DRAFTS}/{world.draft().pk}/preview", {"rendition": "trifold.pdf"})
    assert (answer.status, answer.json()["type"].rsplit("/")[-1]) == (404, "rendition-not-offered")


def test_a_list_costs_the_same_for_many_drafts_as_for_one(world: World, django_assert_max_num_queries: Any) -> None:
    api = world.api("cora")
    for _ in range(6):
        world.draft()
    api.get(DRAFTS)
    with django_assert_max_num_queries(2):
        api.get(DRAFTS)
