"""The manifest tells of everything that is out and everything that was, and never more by mistake (domain.md, IO-1)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.catalogue.actions import change_topic
from library.catalogue.models import Entry, Topic
from library.editions.actions import restore
from tests.adaptations import AREA, Place
from tests.client import Api
from tests.worlds import World

BASE = "http://127.0.0.1:8000"


def rows(public: Api, **query: Any) -> list[dict[str, Any]]:
    return list(public.get("/v1/manifest", query).json()["items"])


def walked(public: Api, **query: Any) -> list[dict[str, Any]]:
    """All pages, one after the other."""
    found, address = [], "/v1/manifest"
    while address:
        answer = public.get(address, query if "?" not in address else None).json()
        found += answer["items"]
        address = (answer["next"] or "").removeprefix(BASE)
    return found


def test_a_live_row_says_what_a_harvester_needs(world: World, public: Api) -> None:
    item = world.published(title="Eating together")
    detail = public.get(f"/v1/resources/{item.slug}")
    (row,) = rows(public)
    shown = detail.json()
    assert row == {
        "kind": "resource",
        "slug": item.slug,
        "language": "en-GB",
        "url": f"{BASE}/v1/resources/{item.slug}?language=en-GB",
        "state": "live",
        "reason": None,
        "withdrawn_at": None,
        "successor": None,
        "published_at": shown["published_at"],
        "modified_at": shown["modified_at"],
        "changed_at": row["changed_at"],
        "title": "Eating together",
        "licence": shown["licence"]["spdx"],
        "areas": [],
        "review": shown["review"],
        "edition": 1,
        "sha256": shown["sha256"],
        "etag": detail.etag.strip('"'),
    }


def test_what_is_gone_says_why_and_what_took_its_place_and_nothing_else(world: World, public: Api) -> None:
    successor = world.published()
    gone = world.withdrawn(title="Canary of a title", successor=successor)
    moved = world.redirected(successor=successor)
    withdrawn, redirected = rows(public, state="withdrawn,redirected")
    assert (withdrawn["slug"], withdrawn["state"], withdrawn["reason"]) == (gone.slug, "withdrawn", "out_of_date")
    assert withdrawn["withdrawn_at"] == gone.withdrawn_at.isoformat().replace("+00:00", "Z")
    assert (redirected["slug"], redirected["state"], redirected["reason"]) == (moved.slug, "redirected", None)
    for row in (withdrawn, redirected):
        assert row["successor"] == {
            "kind": "resource",
            "slug": successor.slug,
            "url": f"{BASE}/v1/resources/{successor.slug}",
        }
        assert {row[name] for name in ("title", "etag", "sha256", "edition", "licence", "modified_at")} == {None}
        assert row["review"] == {"last_reviewed": None, "next_due": None, "status": "withdrawn"}


def test_an_adaptation_names_its_areas(world: World, public: Api) -> None:
    Place(world).published()
    (row,) = rows(public, kind="adaptation")
    assert row["areas"] == [AREA]


def test_each_language_is_a_row(world: World, public: Api) -> None:
    item = world.published()
    world.published(world.translation(item))
    assert [row["language"] for row in rows(public)] == ["en-GB", "cy"]
    assert [row["language"] for row in rows(public, language="cy")] == ["cy"]


def test_the_etag_is_the_one_of_this_moment_even_if_no_worker_ran(world: World, public: Api) -> None:
    item = world.published()
    before = rows(public)[0]["etag"]
    topic = Topic.objects.get(slug="eating-disorders")
    Entry.objects.filter(item=item).update(topics=["eating-disorders"])
    item.topics.add(topic)
    change_topic(topic=topic, name="New words", codes=[], synonyms=[], by=world.by("cora"), at=world.now())
    after = rows(public)[0]["etag"]
    assert after != before
    assert after == public.get(f"/v1/resources/{item.slug}").etag.strip('"')


def test_a_review_that_becomes_due_shows_without_an_event(world: World, public: Api) -> None:
    world.published()
    fresh = rows(public)[0]
    with time_machine.travel(f"{fresh['review']['next_due']}T12:00:00Z", tick=False):
        assert rows(public)[0]["review"]["status"] == "due_soon"
    with time_machine.travel("2035-01-01T12:00:00Z", tick=False):
        overdue = rows(public)[0]
    assert overdue["review"]["status"] == "overdue"
    assert overdue["etag"] != fresh["etag"]


def test_what_has_changed_by_the_calendar_alone_has_changed_since(world: World, public: Api) -> None:
    world.published()
    last_month = (world.clock + timedelta(seconds=1)).isoformat().replace("+00:00", "Z")
    assert rows(public, modified_since=last_month) == []
    with time_machine.travel("2035-01-01T12:00:00Z", tick=False):
        (overdue,) = rows(public, modified_since=last_month)
        assert overdue["changed_at"] > last_month
        assert rows(public, modified_since="2035-01-01") == []


def test_a_walk_meets_every_row_once(world: World, public: Api) -> None:
    for _ in range(4):
        world.published()
    world.withdrawn()
    met = [(row["kind"], row["slug"], row["language"]) for row in walked(public, page_size=2)]
    assert sorted(met) == sorted(Entry.objects.values_list("kind", "slug", "language"))
    assert len(set(met)) == 5


@pytest.mark.parametrize(("order", "member"), [("last_reviewed", "last_reviewed"), ("next_review_due", "next_due")])
def test_in_the_order_of_reviews_there_is_what_is_out(world: World, public: Api, order: str, member: str) -> None:
    for months in (36, 6, 12):
        world.published(governance={"review_cycle_months": months})
    world.withdrawn()
    met = [row["review"][member] for row in walked(public, page_size=2, order=order)]
    assert met == sorted(met)
    assert len(met) == 3


def test_what_changes_during_a_walk_is_met_again_at_its_end(world: World, public: Api) -> None:
    first, *_ = [world.published() for _ in range(4)]
    page = public.get("/v1/manifest", {"page_size": 2}).json()
    assert first.slug in {row["slug"] for row in page["items"]}
    world.withdrawn(first)
    rest = walked_from(public, page["next"])
    assert (rest[-1]["slug"], rest[-1]["state"]) == (first.slug, "withdrawn")


def walked_from(public: Api, address: str | None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while address:
        answer = public.get(address.removeprefix(BASE)).json()
        found, address = found + answer["items"], answer["next"]
    return found


def test_modified_since_finds_what_came_went_and_came_back(world: World, public: Api) -> None:
    back, _ = world.published(), world.published()
    world.withdrawn(back)
    since = (world.clock + timedelta(seconds=1)).isoformat().replace("+00:00", "Z")
    restore(item=type(back).objects.get(pk=back.pk), by=world.by("petra"), at=world.now())
    new, gone = world.published(), world.withdrawn()
    met = {(row["slug"], row["state"]) for row in rows(public, modified_since=since)}
    assert met == {(back.slug, "live"), (new.slug, "live"), (gone.slug, "withdrawn")}


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"state": "gone"}, "?state"),
        ({"state": ""}, "?state"),
        ({"kind": "leaflets"}, "?kind"),
        ({"language": "?"}, "?language"),
        ({"order": "title"}, "?order"),
        ({"order": "-modified"}, "?order"),
        ({"order": "next_review_due", "state": "live,withdrawn"}, "?order"),
        ({"modified_since": "yesterday"}, "?modified_since"),
        ({"modifed_since": "2026-01-01"}, "?modifed_since"),
        ({"page_token": "AAAA"}, "?page_token"),
    ],
)
def test_a_typing_error_never_widens_it(world: World, public: Api, query: dict[str, str], pointer: str) -> None:
    answer = public.get("/v1/manifest", query)
    assert (answer.status, answer.pointers) == (400, [pointer])


def test_a_page_token_holds_for_its_filters_only(world: World, public: Api) -> None:
    for _ in range(3):
        world.published()
    following = public.get("/v1/manifest", {"page_size": 1, "state": "live"}).json()["next"]
    assert public.get(following.removeprefix(BASE).replace("state=live", "state=withdrawn")).status == 400


def test_it_takes_one_query_however_much_is_on_it(world: World, public: Api) -> None:
    for _ in range(3):
        world.published()
    world.withdrawn(successor=world.published())
    with CaptureQueriesContext(connection) as captured:
        assert len(rows(public)) == 5
    assert len(captured) == 1


def test_the_same_rows_are_not_sent_twice(world: World, public: Api) -> None:
    world.published()
    answer = public.get("/v1/manifest")
    assert public.get("/v1/manifest", if_none_match=answer.etag).status == 304
    world.published()
    assert public.get("/v1/manifest", if_none_match=answer.etag).status == 200
