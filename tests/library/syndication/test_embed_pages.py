"""What is kept of embed pages in memory is what its tag says."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.catalogue.actions import change_organisation
from library.catalogue.models import Item
from library.editions.entries import rewrite_stale_entries
from library.syndication import embed_pages
from library.syndication.embed_address import ItemEmbed
from library.syndication.embed_pages import EmbedPage, embed_page
from library.syndication.embed_reading import Found, find_page
from library.syndication.looks import Look
from library.syndication.shelf import Shelf
from tests.worlds import World


def _page(world: World, item: Item, **asked: Any) -> bytes:
    return embed_page(ItemEmbed(kind=item.kind, slug=item.slug, **asked), known=(), now=world.now()).body or b""


def _whole_readings(monkeypatch: pytest.MonkeyPatch) -> list[Found]:
    """Each time from now on that a page is read with all that is kept of it."""
    readings: list[Found] = []

    def reading(*what: Any, **how: Any) -> Found:
        readings.append(find_page(*what, **how))
        return readings[-1]

    monkeypatch.setattr(embed_pages, "find_page", reading)
    return readings


def test_a_page_at_hand_is_asked_after_and_not_read_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    item = world.published()
    shown = [_page(world, item) for _ in range(2)]
    readings = _whole_readings(monkeypatch)
    with CaptureQueriesContext(connection) as captured:
        assert _page(world, item) == shown[1]
    assert (len(readings), len(captured)) == (0, 1)


def test_in_the_look_of_another_partner_it_is_not_read_again_either(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = world.published()
    for _ in range(2):
        _page(world, item)
    readings = _whole_readings(monkeypatch)
    assert b"color-scheme: dark" in _page(world, item, look=Look(scheme="dark"))
    assert readings == []


def test_what_was_true_in_between_is_not_taken_for_what_is_true_again(world: World) -> None:
    item = world.published()
    name = item.owner.name

    def called(name: str) -> None:
        change_organisation(organisation=item.owner, name=name, by=world.by("ada"), at=world.now())

    _page(world, item)
    called("In between")
    assert b"In between" in _page(world, item)
    called(name)
    rewrite_stale_entries(at=world.now())
    assert b"In between" not in _page(world, item)


def test_an_edition_that_comes_out_between_two_readings_is_sent_under_its_own_tag(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = world.published(title="Before")

    def page(scheme: Any, *known: str) -> EmbedPage:
        return embed_page(
            ItemEmbed(kind=item.kind, slug=item.slug, look=Look(scheme=scheme)), known=known, now=world.now()
        )

    known = page("auto").etag
    readings: list[Found] = []

    def reading(*what: Any, **how: Any) -> Found:
        if readings:
            world.republished(item, title="After")
        readings.append(find_page(*what, **how))
        return readings[-1]

    for shelf in ("_contents", "_last", "_sent"):
        monkeypatch.setattr(embed_pages, shelf, Shelf(8))
    monkeypatch.setattr(embed_pages, "find_page", reading)
    dark = page("dark", known)
    monkeypatch.setattr(embed_pages, "find_page", find_page)
    assert (b"<h1>After</h1>" in (dark.body or b""), len(readings)) == (True, 2)
    assert dark.etag == page("dark").etag


def test_what_was_put_together_of_other_facts_meanwhile_is_not_kept_as_what_was_asked_after(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = world.published()
    name = item.owner.name

    def called(name: str) -> None:
        change_organisation(organisation=item.owner, name=name, by=world.by("ada"), at=world.now())

    def reading(*what: Any, **how: Any) -> Found:
        called("In between")
        return find_page(*what, **how)

    for _ in range(2):
        _page(world, item)
    for shelf in ("_contents", "_sent"):
        monkeypatch.setattr(embed_pages, shelf, Shelf(8))
    monkeypatch.setattr(embed_pages, "find_page", reading)
    assert b"In between" in _page(world, item)
    monkeypatch.setattr(embed_pages, "find_page", find_page)
    called(name)
    rewrite_stale_entries(at=world.now())
    assert b"In between" not in _page(world, item)


def test_who_may_frame_a_page_at_hand_is_asked_anew(world: World) -> None:
    item = world.published()
    embed = ItemEmbed(kind=item.kind, slug=item.slug, organisation=item.owner.code)
    for hosts in ([], ["one.example.org"], ["two.example.org"], ["two.example.org"]):
        change_organisation(
            organisation=item.owner, name=item.owner.name, embed_hosts=hosts, by=world.by("ada"), at=world.now()
        )
        for _ in range(3):
            policy = embed_page(embed, known=(), now=world.now()).policy
            assert policy.endswith(f"frame-ancestors {' '.join(hosts) or chr(39) + 'none' + chr(39)}")
