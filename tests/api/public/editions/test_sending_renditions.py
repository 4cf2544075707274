"""How renditions are sent: kept by caches, in parts, under good names, at the cost of one query."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from library.catalogue.models import Item
from tests.api.public.editions.addresses import address
from tests.client import Api
from tests.worlds import World

LONG = [{"id": "long", "heading": "Much", "body": "Words that go on and on. " * 1500}]


def test_it_may_be_kept_for_a_minute_and_its_content_for_ever(leaflet: Item, public: Api) -> None:
    answer = public.get(address(leaflet))
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert answer.headers["Surrogate-Key"] == f"item-leaflet-{leaflet.slug}"
    key = answer.etag.strip('"')
    assert answer.headers["Content-Location"] == f"http://127.0.0.1:8000/v1/renditions/{key}/text.txt"
    permanent = public.get(f"/v1/renditions/{key}/text.txt")
    assert (permanent.body, permanent.etag) == (answer.body, answer.etag)
    assert permanent.headers["Cache-Control"] == "public, max-age=31536000, immutable, s-maxage=60"
    assert permanent.headers["Surrogate-Key"] == f"item-leaflet-{leaflet.slug}"


@pytest.mark.parametrize(
    "path",
    [
        "/v1/renditions/{key}/a4.pdf",
        "/v1/renditions/{KEY}/text.txt",
        "/v1/renditions/{short}/text.txt",
        "/v1/renditions/{key}/other.txt",
        "/v1/renditions/e3b0c44298fc1c149afbf4c8996fb924/trifold.pdf",
    ],
)
def test_only_the_exact_permanent_address_finds_it(world: World, public: Api, path: str) -> None:
    item = world.published(kind="leaflet", sections=LONG)
    key = public.get(address(item)).etag.strip('"')
    public.get(address(item, "trifold.pdf"))
    assert public.get(path.format(key=key, KEY=key.upper(), short=key[:31])).status == 404


def test_a_key_changes_no_byte(world: World, leaflet: Item, public: Api) -> None:
    for path in (address(leaflet), address(leaflet, "page.html")):
        keyed, open_ = world.api("ned").get(path), public.get(path)
        assert (keyed.body, keyed.etag) == (open_.body, open_.etag)
        assert keyed.headers["Cache-Control"].startswith("private")


def test_head_says_all_and_sends_nothing(leaflet: Item, public: Api) -> None:
    public.get(address(leaflet))
    asked, got = public.head(address(leaflet)), public.get(address(leaflet))
    assert (asked.status, asked.body) == (200, b"")
    assert {**asked.headers, "X-Request-ID": ""} == {**got.headers, "X-Request-ID": ""}


@pytest.mark.parametrize("header", ["{etag}", "W/{etag}", '"other", {etag}', "*"])
def test_who_holds_it_gets_304(leaflet: Item, public: Api, header: str) -> None:
    etag = public.get(address(leaflet)).etag
    held = public.get(address(leaflet), if_none_match=header.format(etag=etag))
    assert (held.status, held.body, held.etag) == (304, b"", etag)


def test_who_has_had_it_since_gets_304(leaflet: Item, public: Api) -> None:
    since = public.get(address(leaflet)).headers["Last-Modified"]
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        since = public.get(address(leaflet)).headers["Last-Modified"]
        assert public.get(address(leaflet), if_modified_since=since).status == 304


def test_a_part_is_sent(leaflet: Item, public: Api) -> None:
    whole = public.get(address(leaflet, "a4.pdf")).body
    part = public.get(address(leaflet, "a4.pdf"), range="bytes=0-7")
    assert (part.status, part.body) == (206, whole[:8])
    assert part.headers["Content-Range"] == f"bytes 0-7/{len(whole)}"
    assert public.get(address(leaflet, "a4.pdf"), range="bytes=99999999-").status == 416


NAMES = {
    "page.html": 'inline; filename="{slug}-edition-1.html"',
    "fragment.html": 'inline; filename="{slug}-fragment-edition-1.html"',
    "a4.pdf": 'attachment; filename="{slug}-a4-edition-1.pdf"',
    "large-print.pdf": 'attachment; filename="{slug}-large-print-edition-1.pdf"',
    "document.docx": 'attachment; filename="{slug}-edition-1.docx"',
    "text.md": 'attachment; filename="{slug}-edition-1.md"',
    "text.txt": 'inline; filename="{slug}-edition-1.txt"',
    "thumbnail.png": 'inline; filename="{slug}-thumbnail-edition-1.png"',
}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_saved_under_a_name_that_says_what_it_is(leaflet: Item, public: Api, name: str) -> None:
    headers = public.get(address(leaflet, name)).headers
    assert headers["Content-Disposition"] == NAMES[name].format(slug=leaflet.slug)
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_title_in_other_letters_is_in_the_name_too(world: World, public: Api) -> None:
    item = world.published(title="Ffrindiau a theulu: tŷ")
    disposition = public.get(address(item, "a4.pdf")).headers["Content-Disposition"]
    assert disposition == (
        f'attachment; filename="{item.slug}-a4-edition-1.pdf"; '
        "filename*=UTF-8''Ffrindiau%20a%20theulu%20t%C5%B7-a4-edition-1.pdf"
    )


def test_a_page_may_show_what_is_in_it_and_nothing_else(leaflet: Item, public: Api) -> None:
    policy = public.get(address(leaflet, "page.html")).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert "sandbox" in public.get(address(leaflet, "fragment.html")).headers["Content-Security-Policy"]


# What it costs


@pytest.mark.parametrize("headers", [{}, {"if_none_match": "{etag}"}, {"range": "bytes=0-3"}])
@pytest.mark.parametrize("language", [None, "en-GB"])
def test_what_is_kept_costs_one_query(
    leaflet: Item, public: Api, headers: dict[str, Any], language: str | None
) -> None:
    query = {"language": language} if language else {}
    first = public.get(address(leaflet), query)
    headers = {name: value.format(etag=first.etag) for name, value in headers.items()}
    with CaptureQueriesContext(connection) as captured:
        public.get(address(leaflet), query, **headers)
    assert len(captured) == 1
    with CaptureQueriesContext(connection) as captured:
        public.get(first.headers["Content-Location"].removeprefix("http://127.0.0.1:8000"), **headers)
    assert len(captured) == 1


def test_the_permanent_address_is_found_by_an_index(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT * FROM editions_rendition WHERE left(sha256, 32) = %s", ["0" * 32])
        assert "rendition_by_address" in str(cursor.fetchall())
