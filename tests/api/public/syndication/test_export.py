"""The export is everything that is public, exactly as it is read one by one, and says where the feed goes on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import override_settings

from api.http.downloads import places
from api.http.places import costly
from api.public.syndication import export
from library.catalogue.models import Entry
from library.editions.review_status import uk_day
from library.history.queries import last_position
from library.syndication import snapshot
from tests.adaptations import Place
from tests.client import Api
from tests.library.publishing.test_reviews import review
from tests.worlds import World

BASE = "http://127.0.0.1:8000"


def exported(public: Api) -> list[dict[str, Any]]:
    answer = public.get("/v1/export")
    assert answer.status == 200
    return [json.loads(line) for line in answer.body.splitlines()]


def test_every_line_is_what_the_items_own_address_answers(world: World, public: Api) -> None:
    item = world.published()
    world.published(world.translation(item))
    Place(world).published()
    header, *lines, _ = exported(public)
    assert [line["type"] for line in lines] == ["entry"] * header["entries"]
    assert len(lines) == Entry.objects.filter(state="live").count()
    for line in lines:
        answer = public.get(line["url"].removeprefix(BASE))
        assert line["document"] == answer.json()
        assert f'"{line["etag"]}"' == answer.etag
        assert (line["kind"], line["slug"], line["language"]) == tuple(
            answer.json()[name] for name in ("kind", "slug", "language")
        )


def test_what_is_gone_is_a_tombstone(world: World, public: Api) -> None:
    successor = world.published()
    gone = world.withdrawn(title="Canary of a title", successor=successor)
    answer = public.get("/v1/export")
    (line,) = [line for line in map(json.loads, answer.body.splitlines()) if line["type"] == "tombstone"]
    assert (line["slug"], line["state"], line["reason"]) == (gone.slug, "withdrawn", "out_of_date")
    assert line["successor"]["slug"] == successor.slug
    assert b"Canary" not in answer.body


def test_the_header_says_where_the_feed_goes_on(world: World, public: Api) -> None:
    world.published()
    world.withdrawn()
    header = exported(public)[0]
    assert (header["entries"], header["tombstones"]) == (1, 1)
    assert header["position"] == public.get("/v1/changes").json()["position"]
    assert public.get("/v1/changes", {"after": header["position"]}).json()["items"] == []


def test_the_footer_repeats_the_counts_and_proves_the_bytes(world: World, public: Api) -> None:
    world.published()
    body = public.get("/v1/export").body
    *before, last = body.splitlines(keepends=True)
    header, footer = json.loads(before[0]), json.loads(last)
    assert footer["type"] == "footer"
    assert [footer[name] for name in ("position", "entries", "tombstones")] == [
        header[name] for name in ("position", "entries", "tombstones")
    ]
    assert footer["sha256"] == hashlib.sha256(b"".join(before)).hexdigest()


def test_an_empty_library_is_a_header_and_a_footer(db: None, public: Api) -> None:
    header, footer = exported(public)
    assert (header["type"], header["position"], header["entries"], footer["type"]) == ("header", 0, 0, "footer")


def test_what_is_stale_is_exported_as_it_is_now(world: World, public: Api) -> None:
    item = world.published()
    with time_machine.travel("2035-01-01T12:00:00Z", tick=False):
        line = exported(public)[1]
        assert line["document"]["review"]["status"] == "overdue"
        assert f'"{line["etag"]}"' == public.get(f"/v1/resources/{item.slug}").etag


def test_a_change_up_to_its_position_is_in_it_whatever_its_own_moment_is(world: World, public: Api) -> None:
    item = world.published()
    world.clock += timedelta(days=10)
    review(world, item)
    with time_machine.travel(world.clock - timedelta(seconds=30), tick=False):
        header, line, _ = exported(public)
    assert header["position"] == last_position()
    assert line["document"]["review"]["last_reviewed"] == uk_day(world.clock).isoformat()


def test_texts_with_line_breaks_and_separators_stay_on_their_line(world: World, public: Api) -> None:
    body = "First.\n\nSecond,\u2028 third,\u2029 fourth,\x85 fifth."
    sections = [{"id": "what", "heading": "What", "body": body.replace("\x85", "")}]
    world.published(sections=sections)
    lines = public.get("/v1/export").body.split(b"\n")
    assert [json.loads(line)["type"] for line in lines if line] == ["header", "entry", "footer"]


def test_it_is_read_in_batches_of_a_fixed_number_of_queries(
    world: World, public: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "BATCH", 2)
    for _ in range(5):
        world.published()
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        assert len(exported(public)) == 7
    assert len([sql for sql in asked if "AND id >" in sql]) == 4  # the last one finds that there are no more


def test_no_cache_holds_it(world: World, public: Api) -> None:
    answer = public.get("/v1/export")
    assert (answer.headers["Cache-Control"], answer.headers["X-Accel-Expires"]) == ("no-store", "0")
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    assert int(answer.headers["Content-Length"]) == len(answer.body)


def test_head_makes_nothing(world: World, public: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(export, "take_snapshot")
    answer = public.head("/v1/export")
    assert (answer.status, answer.body, answer.headers["Content-Type"]) == (200, b"", "application/x-ndjson")


def test_a_large_one_is_sent_piece_by_piece_and_gives_its_place_back(
    world: World, public: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = public.get("/v1/export").body
    monkeypatch.setattr(export, "WHOLE", 10)
    monkeypatch.setattr(snapshot, "IN_MEMORY", 10)
    answer = public.get("/v1/export")
    assert answer.raw.streaming
    assert len(answer.body) == len(whole)
    assert (places.taken, costly.taken) == (0, 0)


def test_who_takes_it_too_slowly_is_let_go(world: World, public: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "WHOLE", 10)
    monkeypatch.setattr(export, "WITHIN", -1)
    with pytest.raises(OSError, match="too long"):
        public.get("/v1/export")
    assert places.taken == 0


def test_one_that_takes_too_long_is_given_up(world: World, public: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    world.published()
    monkeypatch.setattr(snapshot, "LONGEST", -1)
    answer = public.get("/v1/export")
    assert (answer.status, answer.slug) == (503, "export-takes-too-long")
    assert (places.taken, costly.taken) == (0, 0)


def test_it_is_not_begun_while_no_place_is_free_to_send_it(
    world: World, public: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(export, "take_snapshot")
    with override_settings(LARGE_DOWNLOADS_AT_ONCE=0):
        answer = public.get("/v1/export")
    assert (answer.status, answer.slug) == (503, "downloads-busy")


def test_it_counts_as_costly(world: World, public: Api) -> None:
    with override_settings(COSTLY_POSTS_PER_HOUR=1):
        assert public.get("/v1/export").status == 200
        assert public.get("/v1/export").status == 429
