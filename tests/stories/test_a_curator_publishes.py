"""Cora curates the library of the SUN Network. She writes a resource, has it signed off by two people who have not
written in it, Petra publishes it, and readers see it at once. She goes on writing without anything of it showing. A
second edition comes out; then the resource is taken back, with a reason, a successor and where to get help. The feed
tells all of it.
"""

from __future__ import annotations

from typing import Any

from tests.client import Api, Response
from tests.texts import text
from tests.worlds import World

GOVERNANCE = {
    "licence": "CC-BY-4.0",
    "rights_holder": "The SUN Network",
    "funding": "None",
    "conflicts_of_interest": "None declared",
    "topics": ["eating-disorders"],
    "audiences": ["carers"],
}


def write(world: World, title: str) -> dict[str, Any]:
    created = world.api("cora").post("/v1/workspace/items", {"document": text(title=title), **GOVERNANCE})
    assert created.status == 201
    return created.json()


def sign_off(world: World, draft: str) -> None:
    for name, kind in (("lila", "lived_experience"), ("clive", "clinical")):
        reviewer = world.api(name)
        seen = reviewer.get(f"/v1/workspace/drafts/{draft}").json()
        review = {
            "draft": draft,
            "kind": kind,
            "scope": "whole",
            "decision": "approved",
            "document_hash": seen["document_hash"],
        }
        assert reviewer.post("/v1/workspace/reviews", review).status == 201


def step(world: World, who: str, draft: str, name: str, body: Any = None) -> Response:
    """Take a draft through a step, as somebody who has just read it."""
    api = world.api(who)
    etag = api.get(f"/v1/workspace/drafts/{draft}").etag
    answer = api.post(f"/v1/workspace/drafts/{draft}/{name}", body or {}, if_match=etag)
    assert answer.status in {200, 201}, answer
    return answer


def bring_out(world: World, draft: str, change_class: str, note: str) -> None:
    step(world, "cora", draft, "submit")
    sign_off(world, draft)
    step(world, "petra", draft, "publish", {"change_class": change_class, "note": note})


def test_from_the_first_word_to_the_withdrawal(world: World, public: Api) -> None:
    successor = world.published(title="The new page")

    item = write(world, "Caring for someone")
    draft, path = item["draft"]["id"], "/v1/resources/caring-for-someone"
    assert public.get(path).status == 404

    bring_out(world, draft, "content", "The first edition.")
    newest, *_ = public.get("/v1/resources", {"q": "caring", "order": "-published_at"}).json()["items"]
    assert (newest["slug"], newest["edition"]) == ("caring-for-someone", 1)
    before = public.get(path)

    cora = world.api("cora")
    edited = text(title="Caring for someone you love")
    saved = cora.put(
        f"/v1/workspace/drafts/{draft}", {"document": edited}, if_match=cora.get(f"/v1/workspace/drafts/{draft}").etag
    )
    assert saved.json()["sign_offs"]["missing"] == ["lived_experience", "clinical"]
    after = public.get(path)
    assert (after.body, after.etag) == (before.body, before.etag)

    bring_out(world, draft, "minor", "A kinder title.")
    now = public.get(path, if_none_match=before.etag)
    assert (now.status, now.json()["title"], now.json()["edition"]) == (200, "Caring for someone you love", 2)
    assert now.json()["change"] == {"change_class": "minor", "note": "A kinder title."}
    assert public.get(f"{path}/editions/1").json()["title"] == "Caring for someone"

    petra = world.api("petra")
    order = {
        "reason": "superseded",
        "explanation": "A newer page has taken its place.",
        "successor": {"kind": "resource", "slug": successor.slug},
    }
    workspace = f"/v1/workspace/items/{item['id']}"
    withdrawn = petra.post(f"{workspace}/withdraw", order, if_match=petra.get(workspace).etag)
    assert withdrawn.status == 200
    gone = public.get(path)
    assert (gone.status, gone.json()["reason"], gone.json()["successor"]["slug"]) == (410, "superseded", successor.slug)
    assert [line["display"] for line in gone.json()["help"]][:3] == ["999", "111", "116 123"]

    told = [
        event for event in public.get("/v1/changes").json()["items"] if event["subject"]["slug"] == "caring-for-someone"
    ]
    assert [(event["type"], event["edition"], event["change_class"], event["reason"]) for event in told] == [
        ("item.published", 1, "content", None),
        ("item.updated", 2, "minor", None),
        ("item.withdrawn", None, None, "superseded"),
    ]


def test_nobody_of_another_organisation_knows_of_any_of_it(world: World) -> None:
    item = write(world, "Canary of the SUN Network")
    unknown = "01890000-0000-7000-8000-000000000000"
    for name in ("hana", "nell", "sadie"):
        stranger = world.api(name)
        for kind, known in (("items", item["id"]), ("drafts", item["draft"]["id"])):
            seen, random = (stranger.get(f"/v1/workspace/{kind}/{id}") for id in (known, unknown))
            assert (seen.status, random.status) == (404, 404)
            assert {**seen.json(), "instance": ""} == {**random.json(), "instance": ""}
            assert b"Canary" not in stranger.get(f"/v1/workspace/{kind}").body


def test_a_refused_publication_changes_nothing_and_says_all_that_is_missing(world: World, public: Api) -> None:
    draft = world.in_review(world.draft(slug="unready", citations=[], summary=""))
    petra = world.api("petra")
    etag = petra.get(f"/v1/workspace/drafts/{draft.id}").etag
    refused = petra.post(
        f"/v1/workspace/drafts/{draft.id}/publish", {"change_class": "content", "note": "Out."}, if_match=etag
    )
    assert (refused.status, refused.slug) == (409, "wrong-state")
    missing = petra.get(f"/v1/workspace/drafts/{draft.id}").json()["ready"]
    assert {fault["pointer"] for fault in missing} >= {"/summary", "/citations", "/sign_offs"}
    assert public.get("/v1/resources/unready").status == 404
    assert public.get("/v1/changes").json()["items"] == []


def test_the_same_request_twice_publishes_once(world: World, public: Api) -> None:
    draft = world.approved()
    petra = world.api("petra")
    etag = petra.get(f"/v1/workspace/drafts/{draft.id}").etag
    path, body = f"/v1/workspace/drafts/{draft.id}/publish", {"change_class": "content", "note": "Out."}
    first = petra.post(path, body, if_match=etag, idempotency_key='"once"')
    again = petra.post(path, body, if_match=etag, idempotency_key='"once"')
    assert (first.status, again.status, again.body) == (first.status, first.status, first.body)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(public.get("/v1/changes").json()["items"]) == 1
