"""Who may keep an answer, and for how long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings

from api.http.caching import for_hashed_asset, for_problem, for_public

NOW = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fresh_for", "kept"),
    [
        (None, "public, max-age=60"),
        (3600, "public, max-age=60"),
        (60, "public, max-age=60"),
        (59.9, "public, max-age=59"),
        (1, "public, max-age=1"),
        (0.5, "public, max-age=0"),
        (0, "public, max-age=0"),
        (-5, "public, max-age=0"),
    ],
)
def test_a_public_read_is_kept_for_a_minute_or_until_a_fact_changes(fresh_for: float | None, kept: str) -> None:
    fresh_until = None if fresh_for is None else NOW + timedelta(seconds=fresh_for)
    headers = for_public(now=NOW, fresh_until=fresh_until)
    assert headers["Cache-Control"] == kept
    assert headers["X-Accel-Expires"] == "1"


@pytest.mark.parametrize(
    ("fresh_for", "kept"),
    [
        (None, "public, max-age=60, s-maxage=240"),
        (100, "public, max-age=60, s-maxage=100"),
        (-1, "public, max-age=0, s-maxage=0"),
    ],
)
def test_a_cdn_keeps_it_longer_only_where_it_can_be_purged(
    settings: LazySettings, fresh_for: float | None, kept: str
) -> None:
    settings.CDN_PURGE = True
    fresh_until = None if fresh_for is None else NOW + timedelta(seconds=fresh_for)
    assert for_public(now=NOW, fresh_until=fresh_until)["Cache-Control"] == kept


def test_with_a_key_no_shared_cache_keeps_it() -> None:
    headers = for_public(now=NOW, keyed=True)
    assert (headers["Cache-Control"], headers["X-Accel-Expires"]) == ("private, max-age=60", "0")


@pytest.mark.parametrize("keyed", [False, True])
def test_what_was_kept_without_a_key_never_answers_a_request_with_one(keyed: bool) -> None:
    assert for_public(now=NOW, keyed=keyed)["Vary"] == "Authorization"


def test_what_a_cdn_purges_by_is_always_sent() -> None:
    assert for_public(now=NOW, keys="item-leaflet-x")["Surrogate-Key"] == "item-leaflet-x"


def test_a_file_under_its_hash_never_changes_but_can_be_let_go() -> None:
    headers = for_hashed_asset("item-leaflet-x")
    assert "immutable" in headers["Cache-Control"]
    assert (headers["X-Accel-Expires"], headers["Surrogate-Key"]) == ("1", "item-leaflet-x")


@pytest.mark.parametrize(("cdn_purge", "shared"), [(False, True), (True, False)])
def test_a_shared_cache_that_nobody_purges_keeps_such_a_file_a_minute(
    settings: Any, cdn_purge: bool, shared: bool
) -> None:
    settings.CDN_PURGE = cdn_purge
    assert for_hashed_asset("item-leaflet-x")["Cache-Control"].endswith(", s-maxage=60") is shared
    assert for_hashed_asset()["Cache-Control"].endswith(", immutable")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 412, 422, 429, 500, 503])
@pytest.mark.parametrize("public", [False, True])
def test_a_problem_is_not_kept(status: int, public: bool) -> None:
    assert for_problem(status, public=public) == {"Cache-Control": "no-store"}


@pytest.mark.parametrize("status", [308, 410])
def test_what_went_for_good_is_kept_a_minute_by_the_public_alone(status: int) -> None:
    assert for_problem(status, public=True)["Cache-Control"] == "public, max-age=60"
    assert for_problem(status, public=False) == {"Cache-Control": "no-store"}
