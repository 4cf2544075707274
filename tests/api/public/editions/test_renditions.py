"""Renditions: every form of an item, right at the moment a fact changes, gone with the item, and cheap to read."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from library.catalogue import actions as catalogue
from library.catalogue.models import Item, Topic
from library.documents.vocabulary import Kind
from library.editions import actions as editions
from library.editions.entries import rewrite_stale_entries
from library.editions.models import Rendition
from library.rendering.offers import OFFERS, offered
from tests.api.public.editions.addresses import address
from tests.client import Api
from tests.worlds import World

LONG = [{"id": "long", "heading": "Much", "body": "Words that go on and on. " * 1500}]


@pytest.mark.parametrize("name", list(OFFERS))
def test_a_leaflet_has_every_rendition(leaflet: Item, public: Api, name: str) -> None:
    answer = public.get(address(leaflet, name))
    offer = OFFERS[name]
    assert (answer.status, answer.headers["Content-Type"].partition(";")[0]) == (200, offer.media_type)
    assert answer.etag == f'"{hashlib.sha256(answer.body).hexdigest()[:32]}"'
    assert answer.headers["Content-Length"] == str(len(answer.body))


@pytest.mark.parametrize("kind", [Kind.RESOURCE, Kind.CASE_STUDY, Kind.TRAINING])
def test_every_kind_has_what_it_offers(world: World, public: Api, kind: Kind) -> None:
    item = world.published(kind=kind.value)
    named = [row["name"] for row in public.get(address(item).partition("/renditions")[0]).json()["renditions"]]
    assert named == [offer.name for offer in offered(kind)]
    assert {name: public.get(address(item, name)).status for name in named} == dict.fromkeys(named, 200)


def test_what_an_item_says_it_has_leads_there(leaflet: Item, public: Api) -> None:
    detail = public.get(f"/v1/leaflets/{leaflet.slug}").json()
    urls = [row["url"] for row in detail["renditions"]]
    assert [url.removeprefix("http://127.0.0.1:8000") for url in urls] == [address(leaflet, name) for name in OFFERS]
    assert {row["html_url"] for row in detail["renditions"]} == {urls[0]}
    assert detail["thumbnail"] == f"http://127.0.0.1:8000{address(leaflet, 'thumbnail.png')}"


def test_formats_that_the_library_makes_are_available(leaflet: Item, public: Api) -> None:
    detail = public.get(f"/v1/leaflets/{leaflet.slug}").json()
    rows = {row["format"]: row for row in detail["accessible_formats"]}
    assert {name for name, row in rows.items() if row["status"] == "available"} == {
        "web",
        "pdf",
        "print",
        "large_print",
        "plain_text",
    }
    assert rows["large_print"]["url"].endswith("/renditions/large-print.pdf")
    assert rows["large_print"]["available_from"] == detail["modified_at"][:10]
    assert (rows["easy_read"]["url"], rows["easy_read"]["available_from"]) == (None, None)


def test_what_the_publisher_says_of_a_format_holds(world: World, public: Api) -> None:
    stated = [{"format": "large_print", "status": "on_request", "note": "By post."}]
    item = world.published(governance={"accessible_formats": stated})
    rows = {row["format"]: row for row in public.get(f"/v1/resources/{item.slug}").json()["accessible_formats"]}
    assert (rows["large_print"]["status"], rows["large_print"]["url"]) == ("on_request", None)


def test_a_translation_has_its_own(world: World, public: Api) -> None:
    item = world.published()
    world.published(world.translation(item, "cy", title="Gofalu am rywun"))
    welsh = public.get(address(item), {"language": "cy"})
    assert welsh.body.startswith(b"Gofalu am rywun")
    assert public.get(address(item)).body.startswith(b"Example")
    urls = [row["url"] for row in public.get(f"/v1/resources/{item.slug}?language=cy").json()["renditions"]]
    assert all(url.endswith("?language=cy") for url in urls)


def test_an_older_edition_has_none(world: World, public: Api) -> None:
    item = world.published()
    world.republished(item, title="Again")
    older = public.get(f"/v1/resources/{item.slug}/editions/1").json()
    assert (older["renditions"], older["thumbnail"]) == ([], None)
    assert {row["status"] for row in older["accessible_formats"]} == {"not_planned"}


# What is not there


@pytest.mark.parametrize("name", ["trifold.pdf", "poster.pdf"])
def test_what_the_kind_does_not_offer_is_404_and_says_what_there_is(world: World, public: Api, name: str) -> None:
    refused = public.get(address(world.published(kind="training"), name))
    assert (refused.status, refused.slug) == (404, "rendition-not-offered")
    assert refused.json()["renditions"] == [offer.name for offer in offered(Kind.TRAINING)]


@pytest.mark.parametrize(
    "name", ["a3.pdf", "A4.pdf", "a4.pdf/", "..%2fa4.pdf", "a4.pdf%00", "page.html%20", "a" * 900, "%ff", "a4", "☂.pdf"]
)
def test_a_name_that_is_no_rendition_is_404(leaflet: Item, public: Api, name: str) -> None:
    assert public.get(address(leaflet, name)).status == 404


@pytest.mark.parametrize(
    "query", ["language=", "language=%00", "language=en-GB&language=cy", "edition=1", "download=1", "language=x" * 50]
)
def test_a_parameter_that_is_none_is_400(leaflet: Item, public: Api, query: str) -> None:
    assert public.get(f"{address(leaflet)}?{query}").status == 400


def test_a_language_that_is_not_published_is_404(leaflet: Item, public: Api) -> None:
    refused = public.get(address(leaflet), {"language": "cy"})
    assert (refused.status, refused.slug, refused.json()["languages"]) == (404, "language-not-available", ["en-GB"])


@pytest.mark.parametrize("path", ["/v1/leaflets/no-such/renditions/a4.pdf", "/v1/pamphlets/x/renditions/a4.pdf"])
def test_an_item_that_is_not_there_is_404(public: Api, path: str) -> None:
    refused = public.get(path)
    assert (refused.status, refused.slug) == (404, "not-found")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_it_is_only_read(leaflet: Item, public: Api, method: str) -> None:
    assert public.request(method, address(leaflet)).status == 405


def test_an_accept_that_nothing_meets_is_406(leaflet: Item, public: Api) -> None:
    assert public.get(address(leaflet), accept="application/json").status == 406


def test_a_draft_has_none(world: World, public: Api) -> None:
    assert public.get(address(world.approved(kind="leaflet").item)).status == 404


def test_a_text_too_long_for_the_fold_is_told_so_each_time_and_set_once(world: World, public: Api) -> None:
    item = world.published(kind="leaflet", sections=LONG)
    refused = public.get(address(item, "trifold.pdf"))
    assert (refused.status, refused.slug, refused.json()["section"]) == (422, "does-not-fit", "long")
    assert refused.json()["overflow_mm"] > 0
    with CaptureQueriesContext(connection) as captured:
        again = public.get(address(item, "trifold.pdf"))
    kept = {**again.json(), "instance": ""} == {**refused.json(), "instance": ""}
    assert (kept, len(captured)) == (True, 1)
    assert public.get(address(item, "a4.pdf")).status == 200


# Gone with the item


def test_a_withdrawal_holds_at_once_for_everybody(world: World, leaflet: Item, public: Api) -> None:
    held = public.get(address(leaflet))
    permanent = held.headers["Content-Location"].removeprefix("http://127.0.0.1:8000")
    assert public.get(permanent).status == 200
    world.withdrawn(leaflet)
    for headers in ({}, {"if_none_match": held.etag}, {"range": "bytes=0-3"}):
        gone = public.get(address(leaflet), **headers)
        assert (gone.status, gone.slug, gone.json()["reason"]) == (410, "withdrawn", "out_of_date")
        assert public.get(permanent, **headers).status == 404
    assert not Rendition.objects.filter(edition__item=leaflet).exists()


def test_a_redirect_leads_to_the_same_rendition(world: World, leaflet: Item, public: Api) -> None:
    successor = world.published(kind="leaflet")
    world.redirected(leaflet, successor=successor)
    answer = public.get(address(leaflet, "a4.pdf"))
    assert (answer.status, answer.headers["Location"]) == (
        308,
        f"http://127.0.0.1:8000{address(successor, 'a4.pdf')}",
    )


def test_a_redirect_to_what_has_no_such_rendition_leads_to_the_item(world: World, leaflet: Item, public: Api) -> None:
    successor = world.published(kind="training")
    world.redirected(leaflet, successor=successor)
    answer = public.get(address(leaflet, "trifold.pdf"))
    assert answer.headers["Location"] == f"http://127.0.0.1:8000/v1/training/{successor.slug}"


def test_what_is_restored_is_there_again(world: World, leaflet: Item, public: Api) -> None:
    before = public.get(address(leaflet))
    editions.restore(item=world.withdrawn(leaflet), by=world.by("petra"), at=world.now())
    assert public.get(address(leaflet)).body == before.body


def test_a_new_edition_drops_what_was_made_of_the_old(world: World, public: Api) -> None:
    item = world.published()
    old = public.get(address(item))
    edition = world.republished(item, title="Now in blue")
    assert not Rendition.objects.filter(edition__item=item).exists()
    assert public.get(address(item)).body.startswith(b"Now in blue")
    assert public.get(address(item), if_none_match=old.etag).status == 200
    assert set(Rendition.objects.filter(edition__item=item).values_list("edition", flat=True)) == {edition.pk}


# Right at the moment a fact changes


def renamed(world: World) -> None:
    topic = Topic.objects.get(slug="eating-disorders")
    catalogue.change_topic(topic=topic, name="Eating", codes=[], synonyms=[], by=world.by("cora"), at=world.now())


def test_a_fact_that_changes_makes_it_anew_before_any_job_runs(world: World, public: Api) -> None:
    item = world.published()
    before = public.get(address(item, "page.html"))
    renamed(world)
    after = public.get(address(item, "page.html"), if_none_match=before.etag)
    assert (after.status, b'"Eating"' in after.body) == (200, True)


def test_what_was_made_of_a_stale_entry_is_right_after_the_job_ran(world: World, public: Api) -> None:
    item = world.published()
    renamed(world)
    before = public.get(address(item, "page.html"))
    rewrite_stale_entries(at=timezone.now())
    with CaptureQueriesContext(connection) as captured:
        after = public.get(address(item, "page.html"))
    assert (after.body, len(captured)) == (before.body, 1)


def test_a_fact_that_the_rendition_does_not_show_keeps_its_tag_and_date(world: World, public: Api) -> None:
    item = world.published()
    public.get(address(item))
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        before = public.get(address(item))
        renamed(world)
        assert public.get(address(item), if_none_match=before.etag).status == 304
        assert public.get(address(item)).headers["Last-Modified"] == before.headers["Last-Modified"]


def test_caching_ends_when_a_fact_changes_by_time(world: World, public: Api) -> None:
    item = world.published()
    due = item.next_review_due
    moment = timezone.now().replace(year=due.year, month=due.month, day=due.day, hour=12) - timedelta(days=91)
    with time_machine.travel(moment, tick=False):
        public.get(address(item))
    with time_machine.travel(moment.replace(hour=23, minute=59, second=30), tick=False):
        age = int(public.get(address(item)).headers["Cache-Control"].rpartition("=")[2])
    assert age <= 60
