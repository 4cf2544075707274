"""Batches of counts in the table."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from library.catalogue.models import Entry, Item
from library.syndication import adding
from library.syndication.adding import Note
from library.syndication.models import DailyCount
from tests.library.syndication.counting import DAY, a_note, counted
from tests.worlds import World

AT = datetime(2026, 4, 1, 9, tzinfo=UTC)


@pytest.fixture
def item(world: World) -> Item:
    return world.published()


def of(item: Item, **changes: Any) -> Note:
    return a_note(**{"kind": item.kind, "slug": item.slug, **changes})


def add(*notes: Note, times: int = 1) -> None:
    adding.add(uuid4(), dict.fromkeys(notes, times), at=AT)


def test_counts_of_several_batches_add_up(item: Item) -> None:
    for times in (2, 3):
        add(of(item), of(item, format="a4.pdf", channel="rendition"), times=times)
    assert counted(format="json") == counted(format="a4.pdf") == 5


def test_a_batch_that_is_sent_twice_is_added_once(item: Item) -> None:
    batch = uuid4()
    for _ in range(3):
        adding.add(batch, {of(item): 4}, at=AT)
    assert counted() == 4


def test_no_language_means_the_original(world: World, item: Item) -> None:
    welsh = world.publish(world.approved(world.translation(item, "cy")))
    add(of(item), of(item, language="en-GB"))
    add(of(item, language="cy"))
    by_language = dict(DailyCount.objects.values_list("entry__language", "count"))
    assert by_language == {"en-GB": 2, welsh.language: 1}


def test_what_is_not_there_is_not_counted(item: Item) -> None:
    add(of(item, language="pl"), of(item, slug="no-such-item"), a_note(kind="training", slug=item.slug))
    assert not DailyCount.objects.exists()


def test_a_withdrawn_item_keeps_its_counts(world: World, item: Item) -> None:
    add(of(item))
    world.withdrawn(item)
    assert Entry.objects.get(item=item).state == Entry.State.WITHDRAWN
    assert counted(entry__item=item) == 1


def test_the_partner_is_named_by_its_code(world: World, item: Item) -> None:
    add(of(item, partner=world.cast.organisations["norfolk"].pk), of(item), of(item, partner=uuid4()))
    assert dict(DailyCount.objects.values_list("partner", "count")) == {"norfolk": 1, "": 2}


def test_a_flood_of_hosts_over_many_batches_fills_no_table(item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "HOSTS_PER_DAY", 5)
    for start in range(0, 40, 4):
        add(*(of(item, channel="embed", host=f"h{number:02}.org") for number in range(start, start + 4)))
    hosts = set(DailyCount.objects.values_list("host", flat=True))
    assert hosts == {"h00.org", "h01.org", "h02.org", "h03.org", "h04.org", "other"}
    assert counted() == 40


def test_a_host_that_is_known_is_told_apart_after_the_flood(item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "HOSTS_PER_DAY", 2)
    add(of(item, channel="embed", host="known.org"))
    add(*(of(item, channel="embed", host=f"h{number}.org") for number in range(9)))
    add(of(item, channel="embed", host="known.org"), of(item, channel="oembed", host="known.org"), times=3)
    assert counted(host="known.org") == 7


def test_each_entry_and_day_has_room_of_its_own(item: Item, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "HOSTS_PER_DAY", 1)
    other = world.published()
    add(of(item, channel="embed", host="a.org"), of(other, channel="embed", host="b.org"))
    add(of(item, channel="embed", host="c.org", day=DAY.replace(day=2)))
    assert sorted(DailyCount.objects.values_list("host", flat=True)) == ["a.org", "b.org", "c.org"]


def test_only_embeds_know_a_host(item: Item) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add(of(item, channel="api", host="a.org"))
