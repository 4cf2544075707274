"""A file is public while a live edition shows it, and at no other time."""

from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from demo.files import captions
from library.catalogue.models import Asset, Item
from library.catalogue.uploads import inspect_upload
from library.editions import actions as editions
from library.editions.models import Edition, Reference
from library.publishing.models import Draft
from tests import contract, files
from tests.client import Api
from tests.kept import address, keep, showing
from tests.worlds import World

CANARY = b"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\ncanary-7c1f\n"


@pytest.fixture
def asset(world: World) -> Asset:
    return keep(world, CANARY)


def test_a_file_of_a_published_item_is_there(world: World, asset: Asset, public: Api) -> None:
    world.published(details=showing(asset))
    found = public.get(address(asset))
    assert (found.status, found.body) == (200, CANARY)


def test_the_item_says_where(world: World, asset: Asset, public: Api) -> None:
    item = world.published(details=showing(asset))
    (file,) = public.get(f"/v1/resources/{item.slug}").json()["files"]
    assert file["url"].endswith(address(asset))


# Situations in which nobody may reach the file. Each is given the asset and brings the world into it.


def nothing_refers_to_it(world: World, asset: Asset) -> object:
    return asset


def a_draft_shows_it(world: World, asset: Asset) -> Draft:
    return world.draft(details=showing(asset))


def a_draft_in_review_shows_it(world: World, asset: Asset) -> Draft:
    return world.in_review(details=showing(asset))


def an_approved_draft_shows_it(world: World, asset: Asset) -> Draft:
    return world.approved(details=showing(asset))


def a_scheduled_draft_shows_it(world: World, asset: Asset) -> Draft:
    return world.scheduled(details=showing(asset))


def the_next_draft_of_a_published_item_shows_it(world: World, asset: Asset) -> Draft:
    return world.edited(world.published(), details=showing(asset))


def only_an_older_edition_shows_it(world: World, asset: Asset) -> Edition:
    return world.republished(world.published(details=showing(asset)), details=showing())


def a_withdrawn_item_showed_it(world: World, asset: Asset) -> Item:
    return world.withdrawn(world.published(details=showing(asset)))


def a_redirected_item_showed_it(world: World, asset: Asset) -> Item:
    return world.redirected(world.published(details=showing(asset)))


def an_item_shows_another_file(world: World, asset: Asset) -> Item:
    return world.published(details=showing(keep(world, files.pdf(), "other.pdf")))


def a_published_item_refers_to_something_else_of_its_id(world: World, asset: Asset) -> Reference:
    edition = Edition.objects.get(item=world.published())
    return Reference.objects.create(edition=edition, kind=Reference.Kind.QUOTE, target=asset.pk)


SITUATIONS = [
    nothing_refers_to_it,
    a_draft_shows_it,
    a_draft_in_review_shows_it,
    an_approved_draft_shows_it,
    a_scheduled_draft_shows_it,
    the_next_draft_of_a_published_item_shows_it,
    only_an_older_edition_shows_it,
    a_withdrawn_item_showed_it,
    a_redirected_item_showed_it,
    an_item_shows_another_file,
    a_published_item_refers_to_something_else_of_its_id,
]


ASKED = [{}, {"range": "bytes=0-9"}, {"if_none_match": "*"}]


@pytest.mark.parametrize("bring_about", SITUATIONS, ids=lambda situation: situation.__name__)
def test_a_file_that_nothing_public_shows_cannot_be_reached(
    world: World, asset: Asset, public: Api, bring_about: Callable[[World, Asset], object]
) -> None:
    bring_about(world, asset)
    for caller in (public, world.api("cora"), world.api("sadie")):
        for headers in ASKED:
            refused = caller.get(address(asset), **headers)
            assert (refused.status, refused.slug) == (404, "not-found")
            assert b"canary" not in refused.body
            assert asset.sha256[:32] not in str(dict(refused.headers))
            assert caller.head(address(asset), **headers).status == 404


def test_what_is_hidden_answers_as_what_never_was(world: World, asset: Asset, public: Api) -> None:
    hidden = public.get(address(asset), x_request_id="same")
    never_was = public.get(f"/v1/assets/{'0' * 32}/captions.vtt", x_request_id="same")
    assert hidden.body == never_was.body
    assert {**hidden.headers, "Date": ""} == {**never_was.headers, "Date": ""}


def test_a_withdrawal_holds_for_who_has_the_tag(world: World, asset: Asset, public: Api) -> None:
    item = world.published(details=showing(asset))
    etag = public.get(address(asset)).etag
    world.withdrawn(item)
    assert public.get(address(asset), if_none_match=etag).status == 404


def test_it_comes_back_with_the_item(world: World, asset: Asset, public: Api) -> None:
    item = world.withdrawn(world.published(details=showing(asset)))
    editions.restore(item=item, by=world.by("petra"), at=world.now())
    assert public.get(address(asset)).status == 200


def test_one_item_that_shows_it_is_enough(world: World, asset: Asset, public: Api) -> None:
    first = world.published(details=showing(asset))
    world.published(details=showing(asset))
    world.withdrawn(first)
    assert public.get(address(asset)).status == 200


def test_a_translation_that_shows_it_is_enough(world: World, asset: Asset, public: Api) -> None:
    item = world.published()
    world.publish(world.approved(world.translation(item, details=showing(asset))))
    assert public.get(address(asset)).status == 200


def test_an_edition_of_the_same_number_in_another_language_does_not_count(
    world: World, asset: Asset, public: Api
) -> None:
    """English is at its second edition, which no longer shows the file; Welsh at its first, which never did."""
    item = world.published(details=showing(asset))
    world.publish(world.approved(world.translation(item, details=showing())))
    world.republished(item, details=showing())
    assert public.get(address(asset)).status == 404


def test_a_twin_under_another_name_stays_hidden(world: World, asset: Asset, public: Api) -> None:
    """The same bytes, kept twice: only the one that is shown is reached, by its own name."""
    twin = keep(world, CANARY, "secret-name.vtt")
    world.published(details=showing(asset))
    assert public.get(address(asset)).status == 200
    assert public.get(address(twin)).status == 404


def test_a_twin_of_another_organisation_does_not_hide_it(world: World, public: Api) -> None:
    keep(world, CANARY, by="nell")
    shown = keep(world, CANARY)
    keep(world, CANARY, by="hana")
    world.published(details=showing(shown))
    assert public.get(address(shown)).body == CANARY


WRONG = [
    "/v1/assets/{key}/other.vtt",
    "/v1/assets/{key}/Captions.vtt",
    "/v1/assets/{key}/captions.vtt/",
    "/v1/assets/{key}/captions.vtt%00",
    "/v1/assets/{key}/..%2fcaptions.vtt",
    "/v1/assets/{key}/",
    "/v1/assets/{key}",
    "/v1/assets/{key}/captions.vtt%0d%0aX-Evil:%201",
    "/v1/assets/{KEY}/captions.vtt",
    "/v1/assets/{short}/captions.vtt",
    "/v1/assets/{long}/captions.vtt",
    "/v1/assets/%25%25%25%25%25%25%25%25/captions.vtt",
    "/v1/assets/{under}/captions.vtt",
    "/v1/assets/{key}/" + "a" * 1500 + ".vtt",
]


def test_only_the_exact_address_finds_it(world: World, asset: Asset, public: Api) -> None:
    world.published(details=showing(asset))
    key = asset.sha256[:32]
    for wrong in WRONG:
        path = wrong.format(key=key, KEY=key.upper(), short=key[:31], long=asset.sha256, under="_" * 32)
        assert public.get(path).status == 404, path


@pytest.mark.parametrize("query", ["?download=1", "?api_key=x", "?language=cy"])
def test_it_takes_no_parameter(world: World, asset: Asset, public: Api, query: str) -> None:
    world.published(details=showing(asset))
    assert public.get(address(asset) + query).status == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_it_is_only_read(world: World, asset: Asset, public: Api, method: str) -> None:
    world.published(details=showing(asset))
    assert public.request(method, address(asset)).status == 405
    assert default_storage.exists(asset.file.name)


# How it is sent.

SENT = {
    "image.png": (files.image("PNG"), "image/png", "inline"),
    "photo.jpg": (files.image("JPEG"), "image/jpeg", "inline"),
    "leaflet.pdf": (files.pdf(), "application/pdf", "attachment"),
    "letter.docx": (files.word(), inspect_upload(files.word(), "x").media_type, "attachment"),
    "captions.vtt": (files.VTT, "text/vtt; charset=utf-8", "attachment"),
    "talk.mp3": (files.mp3(), "audio/mpeg", "attachment"),
    "film.mp4": (files.mp4(), "video/mp4", "attachment"),
}


@pytest.mark.parametrize("name", SENT)
def test_every_type_is_sent_as_what_it_is_and_never_as_a_page_of_ours(world: World, public: Api, name: str) -> None:
    data, media_type, disposition = SENT[name]
    asset = keep(world, data, name)
    world.published(details=showing(asset))
    headers = public.get(address(asset)).headers
    assert headers["Content-Type"] == media_type
    assert headers["Content-Disposition"] == f'{disposition}; filename="{name}"'
    assert headers["Content-Length"] == str(asset.size)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_it_may_be_kept_for_ever(world: World, asset: Asset, public: Api) -> None:
    item = world.published(details=showing(asset))
    headers = public.get(address(asset)).headers
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable, s-maxage=60"
    assert headers["ETag"] == f'"{asset.sha256}"'
    assert headers["X-Accel-Expires"] == "1"
    assert headers["Surrogate-Key"] == f"item-resource-{item.slug}"


def test_with_a_key_the_bytes_are_the_same_and_no_shared_cache_keeps_them(
    world: World, asset: Asset, public: Api
) -> None:
    world.published(details=showing(asset))
    keyed = world.api("ned").get(address(asset))
    assert keyed.body == public.get(address(asset)).body
    assert keyed.headers["Cache-Control"].startswith("private")
    assert keyed.headers["X-Accel-Expires"] == "0"


def test_a_bad_key_is_refused(world: World, asset: Asset) -> None:
    world.published(details=showing(asset))
    assert Api("bad.key").get(address(asset)).status == 401


def test_other_sites_may_show_it(world: World, asset: Asset, public: Api) -> None:
    world.published(details=showing(asset))
    headers = public.get(address(asset), origin="https://trust.example").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_head_says_all_and_sends_nothing(world: World, asset: Asset, public: Api) -> None:
    world.published(details=showing(asset))
    asked, got = public.head(address(asset)), public.get(address(asset))
    assert (asked.status, asked.body) == (200, b"")
    assert {**asked.headers, "X-Request-ID": ""} == {**got.headers, "X-Request-ID": ""}


def test_head_knows_no_parts(world: World, asset: Asset, public: Api) -> None:
    world.published(details=showing(asset))
    asked = public.head(address(asset), range="bytes=0-3")
    assert (asked.status, asked.headers["Content-Length"]) == (200, str(len(CANARY)))


@pytest.mark.parametrize("header", ['"{etag}"', 'W/"{etag}"', '"other", "{etag}"', "*"])
def test_who_holds_it_gets_304(world: World, asset: Asset, public: Api, header: str) -> None:
    world.published(details=showing(asset))
    held = public.get(address(asset), if_none_match=header.format(etag=asset.sha256))
    assert (held.status, held.body) == (304, b"")
    assert "immutable" in held.headers["Cache-Control"]
    assert held.etag == f'"{asset.sha256}"'


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [("bytes=0-5", 0, 6), ("bytes=7-", 7, len(CANARY)), ("bytes=-4", len(CANARY) - 4, len(CANARY))],
)
def test_a_part_is_sent(world: World, asset: Asset, public: Api, header: str, start: int, end: int) -> None:
    world.published(details=showing(asset))
    part = public.get(address(asset), range=header)
    assert (part.status, part.body) == (206, CANARY[start:end])
    assert part.headers["Content-Range"] == f"bytes {start}-{end - 1}/{len(CANARY)}"
    assert part.headers["Content-Length"] == str(end - start)


def test_a_part_behind_the_end_is_416(world: World, asset: Asset, public: Api) -> None:
    world.published(details=showing(asset))
    refused = public.get(address(asset), range="bytes=5000-")
    assert (refused.status, refused.slug) == (416, "range-not-satisfiable")
    assert refused.headers["Content-Range"] == f"bytes */{len(CANARY)}"
    assert refused.headers["Cache-Control"] == "no-store"


def test_several_parts_are_the_whole(world: World, asset: Asset, public: Api) -> None:
    world.published(details=showing(asset))
    assert public.get(address(asset), range="bytes=0-1,3-4").status == 200


def test_parts_make_the_whole(world: World, public: Api) -> None:
    video = files.mp4(files.box(b"mdat", bytes(range(256)) * 1000))
    asset = keep(world, video, "film.mp4")
    world.published(details=showing(asset))
    parts = [public.get(address(asset), range=f"bytes={at}-{at + 99_999}") for at in range(0, len(video), 100_000)]
    assert b"".join(part.body for part in parts) == video


def test_it_costs_one_query(world: World, asset: Asset, public: Api) -> None:
    world.published(details=showing(asset))
    for headers in ({}, {"if_none_match": f'"{asset.sha256}"'}, {"range": "bytes=0-3"}):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            public.get(address(asset), **headers)
        assert len(queries) == 1


def test_the_address_is_found_by_an_index(world: World, asset: Asset) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT * FROM catalogue_asset WHERE left(sha256, 32) = %s AND name = %s", ["0" * 32, "x"]
        )
        assert "asset_by_address" in str(cursor.fetchall())


def test_a_large_file_is_never_held_in_memory(world: World) -> None:
    """What is handed to the server are pieces of 64 kB, read when they are asked for."""
    asset = keep(world, files.mp4(files.box(b"mdat", bytes(3_000_000))), "film.mp4")
    world.published(details=showing(asset))
    response = Client().get(address(asset))
    assert response.streaming
    assert max(map(len, response.streaming_content)) <= 64 * 1024


def test_a_file_that_is_gone_is_a_problem_of_ours_not_an_empty_answer(world: World, asset: Asset, public: Api) -> None:
    world.published(details=showing(asset))
    default_storage.delete(asset.file.name)
    refused = public.get(address(asset))
    assert (refused.status, refused.slug) == (503, "storage-unavailable")
    assert asset.file.name not in str(refused.body)


def test_the_example_of_the_reference_is_in_the_demo_library() -> None:
    upload = inspect_upload(captions(), "the-film-captions.vtt")
    described = contract.document()["paths"]["/v1/assets/{key}/{name}"]["get"]["parameters"]
    examples = {parameter["name"]: parameter["example"] for parameter in described if "example" in parameter}
    assert examples == {"key": upload.sha256[:32], "name": upload.name}
