"""What shows an item's quality, to anybody: all ten criteria, and the badge only while it holds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from library.accounts.actions import set_certificate
from library.catalogue.actions import correct_evidence, give_evidence, mark_promotional, remove_evidence
from library.catalogue.models import Item
from library.coproduction.actions import record_contribution
from library.editions.review_status import starts_at, uk_day
from tests.client import Api
from tests.worlds import World

CODES = [
    *("systems", "training", "need", "evidence", "involving-users", "health-inequalities"),
    *("content-and-design", "feedback", "disseminating", "impact"),
]
DERIVED = {"systems", "evidence"}


def path(item: Item) -> str:
    return f"/v1/resources/{item.slug}/quality"


def certify(world: World, until: date | None, code: str = "sun") -> None:
    organisation = world.cast.organisations[code]
    number = "PIF-0123" if until else ""
    set_certificate(organisation=organisation, number=number, valid_until=until, by=world.by("ada"), at=world.now())


def met(public: Api, item: Item) -> dict[str, list[dict[str, Any]]]:
    rows = public.get(path(item)).json()["criteria"]
    return {row["code"]: row["evidence"] for row in rows if row["status"] == "evidence"}


def test_all_ten_are_there_in_the_order_of_the_scheme(world: World, public: Api) -> None:
    told = public.get(path(world.published())).json()
    assert [row["code"] for row in told["criteria"]] == CODES
    assert [row["number"] for row in told["criteria"]] == list(range(1, 11))
    assert {row["status"] for row in told["criteria"]} == {"evidence", "not_met"}
    assert all((row["status"] == "evidence") == bool(row["evidence"]) for row in told["criteria"])


def test_the_library_says_what_it_knows_and_no_more(world: World, public: Api) -> None:
    item = world.published()
    found = met(public, item)
    assert set(found) >= DERIVED
    assert not {"training", "need", "health-inequalities", "impact", "disseminating", "involving-users"} & set(found)
    assert "clinical and lived experience" in found["systems"][0]["statement"]
    assert all(piece["derived"] for pieces in found.values() for piece in pieces)


def test_who_it_was_made_with_shows_that_users_were_involved(world: World, public: Api) -> None:
    item = world.published()
    how = {"by": world.by("cora"), "at": world.now()}
    record_contribution(item=item, group="Carers", role="Wrote it", stage="design", approach="co_production", **how)
    (piece,) = met(public, item)["involving-users"]
    assert "arers" in piece["statement"]


def test_what_its_publisher_says_is_public_at_once_and_so_is_its_end(world: World, public: Api) -> None:
    item = world.published()
    how: dict[str, Any] = {"by": world.by("cora"), "at": world.now()}
    before = public.get(path(item)).etag
    given = give_evidence(item=item, criterion="need", statement="A survey.", url="https://example.org/s", **how)
    assert met(public, item)["need"] == [{"statement": "A survey.", "url": "https://example.org/s", "derived": False}]
    assert public.get(path(item), if_none_match=before).status == 200
    given = correct_evidence(given=given, statement="Two surveys.", expected_version=1, **how)
    assert met(public, item)["need"][0]["statement"] == "Two surveys."
    remove_evidence(given=given, expected_version=2, **how)
    assert "need" not in met(public, item)
    assert public.get(path(item), if_none_match=before).status == 304


@pytest.mark.parametrize(
    ("days", "promotional", "code", "has_badge"),
    [
        (1, False, "sun", True),
        (0, False, "sun", True),
        (-1, False, "sun", False),
        (None, False, "sun", False),
        (1, True, "sun", False),
        (1, False, "norfolk", False),
    ],
)
def test_when_it_bears_the_badge(
    world: World, public: Api, days: int | None, promotional: bool, code: str, has_badge: bool
) -> None:
    item = world.published()
    until = None if days is None else uk_day(timezone.now()) + timedelta(days=days)
    certify(world, until, code)
    mark_promotional(item=item, is_promotional=promotional, by=world.by("cora"), at=world.now())
    badge = public.get(path(item)).json()["badge"]
    assert (badge is not None) == has_badge
    if badge:
        assert badge == {
            "name": "PIF TICK",
            "organisation": "The SUN Network",
            "certificate": "PIF-0123",
            "valid_until": str(until),
        }


def test_no_cache_keeps_the_badge_after_the_certificate_ends(world: World, public: Api) -> None:
    item, today = world.published(), uk_day(timezone.now())
    certify(world, today)
    end = starts_at(today + timedelta(days=1))
    with time_machine.travel(end - timedelta(seconds=20), tick=False):
        answer = public.get(path(item))
        assert answer.json()["badge"]
        assert "max-age=20" in answer.headers["Cache-Control"]
    with time_machine.travel(end, tick=False):
        later = public.get(path(item), if_none_match=answer.etag)
        assert (later.status, later.json()["badge"]) == (200, None)


@pytest.mark.parametrize("status", [404, 410, 308])
def test_what_is_not_out_has_none(world: World, public: Api, status: int) -> None:
    slug = {404: "nothing", 410: world.withdrawn().slug, 308: world.redirected().slug}[status]
    assert public.get(f"/v1/resources/{slug}/quality").status == status


def test_a_language_that_is_not_out_is_named(world: World, public: Api) -> None:
    assert public.get(path(world.published()), {"language": "cy"}).slug == "language-not-available"


def test_it_costs_the_same_whatever_is_said(world: World, public: Api) -> None:
    item, counts = world.published(), []
    for code in ("need", "impact", "training"):
        give_evidence(item=item, criterion=code, statement="So.", by=world.by("cora"), at=world.now())
        with CaptureQueriesContext(connection) as queries:
            public.get(path(item))
        counts.append(len(queries))
    assert len(set(counts)) == 1
    assert counts[0] <= 16, counts
