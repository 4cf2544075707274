"""Items over HTTP: beginning, reading, changing."""

from __future__ import annotations

from typing import Any

import pytest

from library.catalogue.models import Item
from library.publishing.models import Draft
from tests.client import Response
from tests.state import state
from tests.texts import text
from tests.worlds import World

ITEMS = "/v1/workspace/items"


def body(**changes: Any) -> dict[str, Any]:
    return {
        "document": text(title="A new thing"),
        "licence": "CC-BY-4.0",
        "rights_holder": "The SUN Network",
        "funding": "None",
        "conflicts_of_interest": "None declared",
        **changes,
    }


def change(world: World, item: Item, changes: dict[str, Any], *, by: str = "petra", if_match: str = "") -> Response:
    version = Item.objects.get(pk=item.pk).version
    return world.api(by).patch(f"{ITEMS}/{item.pk}", changes, if_match=if_match or f'"v{version}"')


def slugs(answer: Response) -> list[str]:
    return [item["slug"] for item in answer.json()["items"]]


# Beginning


def test_an_item_begins_with_its_first_draft(world: World) -> None:
    answer = world.api("cora").post(ITEMS, body(topics=["eating-disorders"], audiences=["carers"]))
    assert (answer.status, answer.etag, answer.headers["Cache-Control"]) == (201, '"v1"', "no-store")
    item = Item.objects.get(slug="a-new-thing")
    draft = Draft.objects.get(item=item)
    created = answer.json()
    assert answer.headers["Location"].endswith(f"{ITEMS}/{item.pk}")
    assert (created["id"], created["standing"], created["url"]) == (str(item.pk), "unpublished", None)
    assert (created["draft"]["id"], created["draft"]["state"]) == (str(draft.pk), "draft")
    assert (created["topics"], created["audiences"]) == (["eating-disorders"], ["carers"])


def test_the_same_request_is_done_once(world: World) -> None:
    api = world.api("cora")
    first = api.post(ITEMS, body(), idempotency_key='"once"')
    again = api.post(ITEMS, body(), idempotency_key='"once"')
    assert (again.status, again.body, again.headers["Idempotency-Replayed"]) == (201, first.body, "true")
    assert Item.objects.count() == 1
    assert api.post(ITEMS, body(slug="other"), idempotency_key='"once"').slug == "idempotency-key-reused"


def test_a_key_is_needed_to_do_it_once(world: World) -> None:
    assert world.api("cora").post(ITEMS, body(), idempotency_key=None).slug == "idempotency-key-missing"
    assert not Item.objects.exists()


def test_a_slug_that_is_taken(world: World) -> None:
    world.draft(slug="a-new-thing")
    refused = world.api("cora").post(ITEMS, body())
    assert (refused.status, refused.slug, refused.pointers) == (409, "slug-taken", ["/slug"])


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"document": text(title="")}, ["/document/title"]),
        ({"document": {**text(), "status": "published"}}, ["/document/status"]),
        ({"document": text(sections=[{"id": "a", "heading": "A", "body": "<b>"}, {"id": "a", "heading": "A"}])}, None),
        ({"document": []}, ["/document"]),
        ({"document": None}, ["/document"]),
        ({"slug": "No Slug"}, ["/slug"]),
        ({"slug": "x" * 101}, ["/slug"]),
        ({"funding": " "}, ["/funding"]),
        ({"rights_holder": "x" * 201}, ["/rights_holder"]),
        ({"rights_holder": "two\nlines"}, ["/rights_holder"]),
        ({"conflicts_of_interest": ""}, ["/conflicts_of_interest"]),
        ({"review_cycle_months": 0}, ["/review_cycle_months"]),
        ({"review_cycle_months": 37}, ["/review_cycle_months"]),
        ({"review_cycle_months": "36"}, ["/review_cycle_months"]),
        ({"is_health_content": 1}, ["/is_health_content"]),
        ({"licence": "MIT"}, ["/licence"]),
        ({"topics": ["carers", "eating-disorders"]}, ["/topics/0"]),
        ({"topics": ["eating-disorders", "eating-disorders"]}, ["/topics"]),
        ({"accessible_formats": [{"format": "papyrus", "status": "available"}]}, ["/accessible_formats/0/format"]),
        ({"accessible_formats": [{"format": "web", "status": "available"}] * 2}, ["/accessible_formats"]),
    ],
)
def test_what_is_wrong_is_named_where_it_stands(
    world: World, changes: dict[str, Any], pointers: list[str] | None
) -> None:
    api = world.api("cora")
    before = state()
    refused = api.post(ITEMS, body(**changes))
    assert refused.status == 400
    assert refused.pointers == pointers or (
        pointers is None and all(p.startswith("/document/sections/") for p in refused.pointers)
    )
    assert state() == before


@pytest.mark.parametrize("missing", ["document", "licence", "rights_holder", "funding", "conflicts_of_interest"])
def test_what_must_be_stated(world: World, missing: str) -> None:
    whole = body()
    del whole[missing]
    assert world.api("cora").post(ITEMS, whole).pointers == [f"/{missing}"]


# Reading


def test_a_list_has_what_is_ones_own_newest_first(world: World) -> None:
    for slug in ("one", "two"):
        world.draft(slug=slug)
    world.draft(slug="theirs", curator="hana")
    assert slugs(world.api("rosa").get(ITEMS)) == ["two", "one"]
    assert slugs(world.api("hana").get(ITEMS)) == ["theirs"]
    assert slugs(world.api("ned").get(ITEMS)) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["training-draft", "review", "out", "gone"]),
        ({"kind": "training"}, ["training-draft"]),
        ({"standing": "published"}, ["out"]),
        ({"standing": "withdrawn"}, ["gone"]),
        ({"state": "in_review"}, ["review"]),
        ({"state": "published"}, ["out", "gone"]),
        ({"state": "published", "standing": "withdrawn"}, ["gone"]),
        ({"q": "quiet PLACE"}, ["review"]),
        ({"q": "place quiet"}, []),
        ({"q": "100%"}, ["out"]),
        ({"q": "1_0%"}, []),
    ],
)
def test_filters(world: World, query: dict[str, str], found: list[str]) -> None:
    world.withdrawn(world.published(slug="gone"))
    world.published(slug="out", title="Up to 100%")
    world.in_review(slug="review", title="A quiet place")
    world.draft(kind="training", slug="training-draft")
    assert slugs(world.api("cora").get(ITEMS, query)) == found


def test_a_title_is_found_in_what_is_out_and_in_what_is_written(world: World) -> None:
    item = world.published(slug="both", title="The old title")
    world.edited(item, title="The new title")
    assert (
        slugs(world.api("cora").get(ITEMS, {"q": "old"}))
        == slugs(world.api("cora").get(ITEMS, {"q": "new"}))
        == ["both"]
    )


@pytest.mark.parametrize(
    "query", ["kind=book", "standing=live", "state=done", "q=", "q=%20", "owner=harbour", "kind=resource&kind=training"]
)
def test_what_cannot_be_asked(world: World, query: str) -> None:
    assert world.api("cora").get(f"{ITEMS}?{query}").status == 400


def test_paging_goes_on_where_it_ended(world: World) -> None:
    expected = [world.draft().item.slug for _ in range(5)][::-1]
    api = world.api("cora")
    page = api.get(ITEMS, {"page_size": 2})
    seen = slugs(page)
    world.draft(slug="meanwhile")
    while page.json()["next"]:
        page = api.get(page.json()["next"].removeprefix("http://127.0.0.1:8000"))
        seen += slugs(page)
    assert seen == expected


def test_an_item_shows_its_drafts_and_what_is_out(world: World) -> None:
    item = world.published(title="The original")
    draft = world.translation(item, "cy", title="Y cyfieithiad")
    answer = world.api("rosa").get(f"{ITEMS}/{item.pk}")
    found = answer.json()
    assert answer.etag == f'"v{Item.objects.get(pk=item.pk).version}"'
    assert [(each["language"], each["title"], each["state"]) for each in found["drafts"]] == [
        ("en-GB", "The original", "published"),
        ("cy", "Y cyfieithiad", "draft"),
    ]
    assert found["drafts"][1]["id"] == str(draft.pk)
    assert found["editions"] == [{"language": "en-GB", "title": "The original", "edition": 1, "state": "live"}]
    assert (found["url"], found["withdrawal"]) == (f"http://127.0.0.1:8000/v1/resources/{item.slug}", None)


def test_a_list_costs_the_same_for_many_items_as_for_one(world: World, django_assert_max_num_queries: Any) -> None:
    api = world.api("cora")
    for _ in range(6):
        world.draft()
    api.get(ITEMS)
    with django_assert_max_num_queries(7):
        api.get(ITEMS)


# Changing


@pytest.mark.parametrize(
    "changes",
    [
        {"funding": "NHS England"},
        {"licence": "CC-BY-ND-4.0"},
        {"topics": []},
        {"audiences": ["adults"], "topics": ["mental-health"]},
        {"accessible_formats": [{"format": "easy_read", "status": "planned", "note": "In spring."}]},
        {"is_health_content": False},
    ],
)
def test_what_is_named_changes_and_nothing_else(world: World, changes: dict[str, Any]) -> None:
    item = world.published()
    before = world.api("petra").get(f"{ITEMS}/{item.pk}").json()
    answer = change(world, item, changes)
    assert answer.status == 200
    assert answer.json() == {**before, **changes, "version": before["version"] + 1}
    assert answer.etag == f'"v{before["version"] + 1}"'


def test_a_change_is_public_at_once(world: World, public: Any) -> None:
    item = world.published()
    change(world, item, {"funding": "NHS England", "review_cycle_months": 12})
    shown = public.get(f"/v1/resources/{item.slug}").json()
    assert shown["funding"] == "NHS England"
    assert shown["review"]["next_due"][:4] == str(int(shown["review"]["last_reviewed"][:4]) + 1)
    assert shown["edition"] == 1


def test_a_curator_changes_what_is_not_out_yet(world: World) -> None:
    item = world.draft().item
    assert change(world, item, {"funding": "A grant"}, by="cora").status == 200
    item = world.published()
    assert change(world, item, {"funding": "A grant"}, by="cora").status == 403
    assert Item.objects.get(pk=item.pk).funding == "None"


@pytest.mark.parametrize(
    "changes", [{}, {"funding": None}, {"topics": None}, {"licence": ""}, {"slug": "new"}, {"kind": "leaflet"}]
)
def test_what_cannot_be_changed(world: World, changes: dict[str, Any]) -> None:
    item, _ = world.published(), world.api("petra")
    before = state()
    assert change(world, item, changes).status == 400
    assert state() == before


def test_somebody_was_quicker(world: World) -> None:
    item = world.published()
    stale = world.api("petra").get(f"{ITEMS}/{item.pk}").etag
    assert change(world, item, {"funding": "First"}, if_match=stale).status == 200
    refused = change(world, item, {"funding": "Second"}, if_match=stale)
    assert (refused.status, refused.slug) == (412, "edit-conflict")
    assert Item.objects.get(pk=item.pk).funding == "First"
