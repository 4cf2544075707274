"""What oEmbed says of an item is kept in memory for as long as it is true."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.catalogue.actions import change_organisation
from library.catalogue.models import Item
from library.editions.entries import rewrite_stale_entries
from library.errors import Gone
from library.syndication.announcing import announcement
from tests.worlds import World


def _told(world: World, item: Item) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(announcement(item.kind, item.slug, None, now=world.now()).told)
    return said


def test_what_is_at_hand_is_asked_after_and_not_read_again(world: World) -> None:
    item = world.published()
    shown = [_told(world, item) for _ in range(2)]
    with CaptureQueriesContext(connection) as captured:
        assert _told(world, item) == shown[1]
    assert ["editions_rendition" in str(query["sql"]) for query in captured.captured_queries] == [False]


def test_the_next_edition_is_told_at_once(world: World) -> None:
    item = world.published(title="Before")
    for _ in range(2):
        _told(world, item)
    world.republished(item, title="After")
    assert _told(world, item)["title"] == "After"


def test_what_is_withdrawn_is_told_no_more(world: World) -> None:
    item = world.published()
    for _ in range(2):
        _told(world, item)
    world.withdrawn(item)
    with pytest.raises(Gone):
        _told(world, item)


def test_what_was_true_in_between_is_not_taken_for_what_is_true_again(world: World) -> None:
    item = world.published()
    name = item.owner.name

    def called(name: str) -> None:
        change_organisation(organisation=item.owner, name=name, by=world.by("ada"), at=world.now())

    _told(world, item)
    called("In between")
    assert _told(world, item)["author_name"] == "In between"
    called(name)
    rewrite_stale_entries(at=world.now())
    assert _told(world, item)["author_name"] == name
